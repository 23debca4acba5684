"""A project and a revision in, the words for a letterhead's fields out: document control in the reader's language."""

from __future__ import annotations

from build_tools.config import Project
from build_tools.interface import long_date, word
from build_tools.parts import titles
from build_tools.revision import Revision
from build_tools.word.letterheads.turning import PAGE, PAGES


def fields(project: Project, language: str, revision: Revision, part: str = "") -> dict[str, str]:
    """Every field that a letterhead may name; ``part`` is the title of the one page that the edition holds.

    Add one here, and tell letterheads' makers in templates/word/README.md. Which of them a letterhead must have is in ``contract``.
    """
    document = project.document
    title, subtitle = titles(project, language, part)
    status, classification = state(project)
    return {
        "title": title,
        "subtitle": subtitle,
        "code": project.code_for(language),
        "version": document.version,
        "date": long_date(document.date),
        "status": status,
        "classification": classification,
        "language": project.languages[language].name,
        "owner": document.owner.get(language, ""),
        "build": revision.name,
        "draft": word("Draft: not approved by anyone") if document.status == "draft" else "",
        "uncontrolled": word("Uncontrolled when printed"),
        "page_of_pages": word("Page %(page)s of %(pages)s") % {"page": PAGE, "pages": PAGES},
        **_labels(),
    }


def state(project: Project) -> tuple[str, str]:
    """Status and classification in the reader's language."""
    status = {"draft": word("Draft"), "issued": word("Issued")}
    classification = {"public": word("Public"), "restricted": word("Restricted"), "confidential": word("Confidential")}
    return status[project.document.status], classification[project.document.classification]


def _labels() -> dict[str, str]:
    return {
        "label_code": word("Document number"),
        "label_version": word("Version"),
        "label_date": word("Date"),
        "label_status": word("Status"),
        "label_classification": word("Classification"),
        "label_language": word("Language"),
        "label_owner": word("Owner"),
        "label_build": word("Build"),
        "label_control": word("Document control"),
        "label_versions": word("Version history"),
        "label_change": word("Change"),
        "label_approvals": word("Approvals"),
        "label_step": word("Step"),
        "label_body": word("Responsible body"),
        "label_copies": word("Distribution list"),
        "label_copy": word("Copy number"),
        "label_holder": word("Holder"),
        "label_for_the_owner": word("For the owner"),
        "label_name": word("Name and post"),
        "label_signature": word("Signature"),
        "label_reference": word("Our reference"),
        "label_emblem": word("Place of the emblem"),
    }


def lists(project: Project, language: str) -> dict[str, list[dict[str, str]]]:
    """The rows of each of ``contract.LISTS``: values by field. Without a history, the present version is its only row."""
    document = project.document
    versions = [{"change_version": row.version, "change_date": long_date(row.date), "change_text": row.change[language]} for row in project.versions]
    return {
        "versions": versions or [{"change_version": document.version, "change_date": long_date(document.date), "change_text": ""}],
        "approvals": [{"approval_step": row.step[language], "approval_body": row.body[language]} for row in project.approvals],
        "copies": [{"copy_number": str(row.number), "copy_holder": row.holder[language]} for row in project.copies],
    }
