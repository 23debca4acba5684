"""`make approve` writes what a body has decided, and nothing that the rules of approval do not allow."""

from __future__ import annotations

import subprocess
import sys

import pytest

from build_tools import approve, config, review
from build_tools.approve import Decision
from tests.conftest import REPOSITORY, amend, copy_tiny, problems

ACTING, FINDING = "chapters/acting", "chapters/finding"
TO_THE_END = ("legal-checked", "session-reviewed", "finalized", "language-approved")


@pytest.fixture(scope="module")
def readings(tmp_path_factory):
    """What Sphinx reads of the tiny SOP: read once, since the rules do not depend on it."""
    return approve._read(config.load(copy_tiny(tmp_path_factory.mktemp("approve") / "tiny")), ["ar", "ckb"])


@pytest.fixture
def read_before(monkeypatch, readings):
    monkeypatch.setattr(approve, "_read", lambda project, languages: readings)


def decide(root, pages: str, **given) -> tuple[list[str], list[str]]:
    """(what it said, its findings)"""
    said: list[str] = []
    decision = Decision(**{"pages": pages, "by": "The committee", "minutes": "7/2027", "date": "2027-03-02"} | given)
    found = approve.approve(config.load(root), decision, said.append)
    return said, [str(finding) for finding in found]


def refused(root, pages: str, **given) -> str:
    (line,) = problems(decide, root, pages, **given)
    return line


def states(root, docname: str, language: str = "ar") -> list[str]:
    return [act.state for act in review.read(config.load(root), language).get(docname, [])]


def test_the_command_approves_a_page_and_tells_how_much(tiny):
    command = [sys.executable, "-m", "build_tools", "approve", "--root", str(tiny), "--to", "ar/acting", "--by", "وزارة الداخلية", "--date", "2027-03-02"]
    ran = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr == "ar/chapters/acting: draft → legal-checked, by وزارة الداخلية, 2027-03-02\n  9 of 9 messages newly approved\n"
    assert states(tiny, ACTING) == ["legal-checked"]


def test_fuzzy_and_untranslated_messages_are_not_approved_even_if_the_gate_is_wide(tiny):
    catalog = tiny / f"locales/ar/LC_MESSAGES/{ACTING}.po"
    amend(catalog, 'msgid "Act now"', '#, fuzzy\nmsgid "Act now"')
    amend(catalog, 'msgstr "الخطوات"', 'msgstr ""')
    amend(tiny / "sop.toml", 'locale = "ar-IQ"', 'locale = "ar-IQ"\ngate = { untranslated = 99, fuzzy = 99 }')
    said, found = decide(tiny, "ar/acting,ar/finding")
    assert said == []
    assert [line.split(" (")[0] for line in sorted(found)] == [
        "locales/ar/LC_MESSAGES/chapters/acting.po:18: untranslated “Steps” is not translated",
        "locales/ar/LC_MESSAGES/chapters/acting.po:22: fuzzy “Act now” the English has changed since this was translated",
    ]
    assert states(tiny, FINDING) == []  # nor the other page, which is whole


def test_a_stale_catalog_is_not_approved(tiny):
    amend(tiny / f"source/{ACTING}.md", "Somebody must decide.", "Somebody should decide.")
    said, found = decide(tiny, "ar/acting")
    assert said == [] and found[0].startswith("locales/ar/LC_MESSAGES/chapters/acting.po: stale-catalog lacks the chapter’s “Somebody should decide.”")


def test_text_with_a_broken_reference_is_not_approved(tiny):
    amend(tiny / f"source/{ACTING}.md", "{ref}`ch-finding`", "{ref}`ch-lost`")
    said, found = decide(tiny, "en/acting")
    assert said == [] and any("ch-lost" in line for line in found)
    assert states(tiny, ACTING, "en") == []


def test_each_approval_is_the_next_state_and_approves_only_what_is_new(tiny, read_before):
    for number, state in enumerate((*TO_THE_END, "issued", "superseded", "legal-checked")):
        (said,), found = decide(tiny, "ar/finding")
        assert found == [] and f"→ {state}, by The committee, minutes 7/2027, 2027-03-02" in said
        assert ("24 of 24" if number == 0 else "0 of 24") in said
    assert states(tiny, FINDING) == [*TO_THE_END, "issued", "superseded", "legal-checked"]


def test_a_state_may_be_named_but_none_left_out(tiny, read_before):
    assert refused(tiny, "ar/finding", state="finalized") == (
        "review ar/chapters/finding is draft: it cannot become finalized (the next state is legal-checked)"
    )
    assert decide(tiny, "ar/finding", state="legal-checked")[1] == []
    assert refused(tiny, "ar/finding", state="draft").startswith("review there is no state 'draft' (write one of: legal-checked, ")
    assert "cannot become legal-checked (the next state is session-reviewed)" in refused(tiny, "ar/finding", state="legal-checked")
    assert states(tiny, FINDING) == ["legal-checked"]


def test_only_what_is_finalized_needs_minutes(tiny, read_before):
    for _ in range(2):
        assert decide(tiny, "ar/finding", minutes="")[1] == []
    for minutes in ("", "  "):
        assert refused(tiny, "ar/finding", minutes=minutes).startswith("review ar/chapters/finding cannot become finalized without minutes (write MINUTES=")
    assert decide(tiny, "ar/finding")[1] == []
    assert refused(tiny, "ar/finding", minutes="").startswith("review ar/chapters/finding cannot become language-approved without minutes")


def test_a_changed_chapter_climbs_again_from_its_session(tiny, read_before):
    for _ in TO_THE_END:
        decide(tiny, "ar/finding")
    amend(tiny / f"locales/ar/LC_MESSAGES/{FINDING}.po", 'msgstr "النظر"', 'msgstr "التفتيش"')
    assert refused(tiny, "ar/finding", state="issued") == (
        "review ar/chapters/finding is session-reviewed, because its text has changed since it was language-approved: "
        "it cannot become issued (the next state is finalized)"
    )
    (said,), _ = decide(tiny, "ar/finding")
    assert "session-reviewed → finalized" in said and "1 of 24 messages newly approved" in said


def test_open_points_are_decided_before_a_page_is_issued(tiny, read_before):
    for _ in TO_THE_END:
        decide(tiny, "en/acting,en/finding")
    assert refused(tiny, "en/acting").startswith("review en/chapters/acting cannot become issued with open points: TBC-01 (let the committee")
    assert decide(tiny, "en/finding")[1] == []


def test_terms_that_nobody_has_confirmed_are_named(tiny, read_before):
    amend(tiny / "source/registers/terms.yml", '{ar: A, ckb: A}', '{ar: C, ckb: A}')
    (said,), _ = decide(tiny, "ar/finding")
    assert said.endswith("with them these terms of certainty C: الضحية")


def test_days_go_forward(tiny, read_before):
    decide(tiny, "ar/finding", date="2027-03-02")
    assert refused(tiny, "ar/finding", date="2027-03-01") == (
        "review DATE is 2027-03-01, and ar/chapters/finding became legal-checked on 2027-03-02 (write the day of this decision)"
    )
    assert decide(tiny, "ar/finding", date="2027-03-02")[1] == []


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"date": "2.3.2027"}, "review DATE is '2.3.2027' (write the day of the decision as year-month-day, such as DATE=2027-03-02)"),
        ({"date": "2027-02-30"}, "review DATE is '2027-02-30' ("),
        ({"date": ""}, "review DATE is '' ("),
        ({"by": "  "}, "review BY is '  ' (write BY="),
        ({"by": "one\nother"}, "review BY is 'one\\nother' (write BY="),
        ({"minutes": "7\n8"}, "review MINUTES is '7\\n8' (write MINUTES="),
        ({"pages": "ar/findnig"}, "review there is no page 'ar/findnig' (did you mean ar/finding? write a language (en, ar, ckb), a stroke and one of: "),
        ({"pages": "fr/finding"}, "review there is no page 'fr/finding' (write a language (en, ar, ckb), a stroke and one of: words, acting, finding, index)"),
        ({"pages": "ar"}, "review there is no page 'ar' (write a language"),
        ({"pages": " , "}, "review no page is named (write TO="),
    ],
)
def test_what_is_not_said_clearly_is_not_written(tiny, read_before, given, said):
    assert refused(tiny, **{"pages": "ar/finding"} | given).startswith(said)
    assert not review.path_of(config.load(tiny), "ar").exists()


def test_a_broken_record_is_mended_first(tiny, read_before):
    path = tiny / "locales/ar/review.toml"
    path.write_text("<<<<<<< HEAD\n", encoding="utf-8")
    assert refused(tiny, "ar/finding").startswith("locales/ar/review.toml:1: review ")
    assert path.read_text(encoding="utf-8") == "<<<<<<< HEAD\n"


@pytest.mark.parametrize(
    ("pages", "approved"),
    [("ar/chapters/finding, ar/finding,ar/index", ["ar/chapters/finding", "ar/index"]), ("ar/chapters", ["ar/chapters/acting", "ar/chapters/finding"])],
)
def test_a_page_may_be_named_in_full_or_by_its_folder_and_counts_once(tiny, read_before, pages, approved):
    (said,), _ = decide(tiny, pages)
    assert [line.split(":")[0] for line in said.splitlines() if line.startswith("ar/")] == approved
