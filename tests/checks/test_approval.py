"""The record of approvals keeps the committee's rules, and nothing is issued that it does not approve."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from build_tools import check, config, editions, publish, review
from build_tools.catalogs import files
from build_tools.checks import approval, folders
from build_tools.content.translation.messages import Message
from build_tools.review import Act
from tests.conftest import amend

PAGES = ("chapters/acting", "chapters/finding")
FIRST, SECOND = datetime.date(2027, 3, 2), datetime.date(2027, 3, 1)


def act(state: str, minutes: str | None = "7/2027", date: datetime.date = FIRST) -> Act:
    return Act(state=state, by="The committee", minutes=minutes, date=date, text="0" * 32)


def recorded(root, acts: list[Act], docname: str = "chapters/acting") -> list[str]:
    project = config.load(root)
    files.write(review.path_of(project, "ar"), review.text_of(project, "ar", {docname: acts}, PAGES))
    return [str(finding).split(" (")[0] for finding in approval.record(project, "ar", PAGES)]


@pytest.mark.parametrize(
    ("acts", "found"),
    [
        ([], []),
        ([act("legal-checked", None), act("session-reviewed", None), act("finalized"), act("language-approved"), act("issued"), act("superseded"), act("legal-checked")], []),
        ([act("legal-checked"), act("session-reviewed"), act("finalized"), act("finalized"), act("language-approved"), act("finalized")], []),
        ([act("session-reviewed")], ["locales/ar/review.toml:7: review chapters/acting: session-reviewed comes right after draft"]),
        ([act("legal-checked"), act("finalized", None)], [
            "locales/ar/review.toml:14: review chapters/acting: finalized comes right after legal-checked",
            "locales/ar/review.toml:14: review chapters/acting: finalized has no minutes",
        ]),
        ([act("legal-checked"), act("session-reviewed", date=SECOND)], ["locales/ar/review.toml:17: review chapters/acting: 2027-03-01 is before the act above it, of 2027-03-02"]),
        ([act("legal-checked"), act("session-reviewed"), act("finalized"), act("language-approved"), act("issued"), act("superseded"), act("session-reviewed")],
         ["locales/ar/review.toml:49: review chapters/acting: session-reviewed comes right after draft"]),
    ],
)
def test_acts_follow_one_another_by_the_rules(tiny, acts, found):
    assert recorded(tiny, acts) == found


def test_an_act_on_a_page_that_is_gone_is_found(tiny):
    assert recorded(tiny, [act("legal-checked")], "chapters/gone") == ["locales/ar/review.toml:10: review chapters/gone is no page of this SOP"]


def test_a_broken_record_is_one_finding_of_each_check(tiny):
    (tiny / "locales/ar/review.toml").write_text("x = 1\n", encoding="utf-8")
    project = config.load(tiny)
    found = list(approval.record(project, "ar", PAGES))
    assert [str(finding) for finding in found] == ["locales/ar/review.toml:1: review x: input should be a valid list (it is 1)"]
    amend(tiny / "sop.toml", 'status = "draft"', 'status = "issued"')
    assert list(approval.issuable(config.load(tiny), "ar", {})) == found


def messages(root) -> dict[str, list[Message]]:
    """As Sphinx would read them: the catalogs of the tiny SOP are up to date."""
    project = config.load(root)
    return {
        docname: [Message(msgid=entry.msgid, line=1, translated=entry.translated) for entry in files.entries(files.read(path, project))]
        for docname, path in files.chapter_catalogs(project, "ar").items() if docname in PAGES
    }


def approve_all(root, language: str, state: str) -> None:
    project = config.load(root)
    record = {}
    for docname, standing in review.of_language(project, language, messages(root)).items():
        new = {text.digest: text.msgid for text in standing.texts}
        record[docname] = [replace(act(state), text=standing.whole, messages=new)]
    files.write(review.path_of(project, language), review.text_of(project, language, record, PAGES))


def issued(root, language: str = "ar") -> list[str]:
    return [finding.text for finding in approval.issuable(config.load(root), language, messages(root))]


def test_nothing_is_issued_of_which_anything_is_not_approved(tiny):
    amend(tiny / "source/registers/terms.yml", '{ar: A, ckb: A}', '{ar: C, ckb: A}')
    assert issued(tiny) == []  # a draft may hold anything
    amend(tiny / "sop.toml", 'status = "draft"', 'status = "issued"')
    assert issued(tiny) == [
        "ar: 33 messages are not approved: chapters/acting (9), chapters/finding (24)",
        "ar: 1 messages use terms of certainty C that no reviewer of the language has approved: chapters/finding (1)",
        "ar: 2 pages are not language-approved: chapters/acting (draft), chapters/finding (draft)",
    ]
    assert len(issued(tiny, "en")) == 2  # the English of a term is in no doubt
    approve_all(tiny, "ar", "finalized")
    assert issued(tiny) == [
        "ar: 1 messages use terms of certainty C that no reviewer of the language has approved: chapters/finding (1)",
        "ar: 2 pages are not language-approved: chapters/acting (finalized), chapters/finding (finalized)",
    ]
    approve_all(tiny, "ar", "language-approved")
    assert issued(tiny) == []
    amend(tiny / "locales/ar/LC_MESSAGES/chapters/acting.po", 'msgstr "الخطوات"', 'msgstr "المراحل"')
    assert issued(tiny) == ["ar: 1 messages are not approved: chapters/acting (1)", "ar: 1 pages are not language-approved: chapters/acting (session-reviewed)"]


def test_a_superseded_page_is_not_issued(tiny):
    amend(tiny / "sop.toml", 'status = "draft"', 'status = "issued"')
    approve_all(tiny, "ar", "superseded")
    assert issued(tiny) == ["ar: 2 pages are not language-approved: chapters/acting (superseded), chapters/finding (superseded)"]


def test_check_and_publish_refuse_to_issue_what_is_not_approved(tiny):
    amend(tiny / "sop.toml", 'status = "draft"', 'status = "issued"')
    project = config.load(tiny)
    lines = [str(finding) for finding in check.check(project, lambda text: None)]
    for language in project.languages:
        assert sum(line.startswith(f"sop.toml:7: issued {language}: ") for line in lines) >= 2
    found = [str(finding) for finding in publish.publish(project, editions.select(project, "ar/site"), lambda text: None)]
    assert any(line.startswith("sop.toml:7: issued ar: ") for line in found)
    assert not project.build.exists()


def test_a_record_lies_in_its_languages_folder(tiny):
    for place in ("locales/ar/review.toml", "locales/en/review.toml", "locales/ar/LC_MESSAGES/review.toml", "locales/review.toml", "locales/xx/review.toml"):
        path = tiny / place
        path.parent.mkdir(exist_ok=True)
        path.touch()
    found = [str(finding) for finding in folders.catalogs_only(config.load(tiny))]
    assert [line.split(":")[0] for line in found] == ["locales/ar/LC_MESSAGES/review.toml", "locales/review.toml", "locales/xx/review.toml"]
    assert all("is a record in no language’s folder" in line for line in found)
