"""A project and a revision in, the words for a letterhead's fields out: document control in the reader's language."""

from __future__ import annotations

from build_tools.config import Project
from build_tools.interface import long_date, word
from build_tools.parts import titles
from build_tools.revision import Revision
from build_tools.word.turning import PAGE, PAGES


def fields(project: Project, language: str, revision: Revision, part: str = "") -> dict[str, str]:
    """Every field that a letterhead may name; ``part`` is the title of the one page that the edition holds.

    Add one here, and tell letterheads' makers in templates/word/README.md.
    """
    document = project.document
    title, subtitle = titles(project, language, part)
    status = {"draft": word("Draft"), "issued": word("Issued")}
    classification = {"public": word("Public"), "restricted": word("Restricted"), "confidential": word("Confidential")}
    return {
        "title": title,
        "subtitle": subtitle,
        "code": project.code_for(language),
        "version": document.version,
        "date": long_date(document.date),
        "status": status[document.status],
        "classification": classification[document.classification],
        "language": project.languages[language].name,
        "build": revision.name,
        "draft": word("Draft: not approved by anyone") if document.status == "draft" else "",
        "uncontrolled": word("Uncontrolled when printed"),
        "page_of_pages": word("Page %(page)s of %(pages)s") % {"page": PAGE, "pages": PAGES},
        "label_code": word("Document number"),
        "label_version": word("Version"),
        "label_date": word("Date"),
        "label_status": word("Status"),
        "label_classification": word("Classification"),
        "label_language": word("Language"),
        "label_build": word("Build"),
    }
