"""A step is a numbered section with its facts; what its author left out or got wrong is named at its line."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from tests import visible
from tests.conftest import amend, build
from tests.stepped import article, facts, findings, step_into, text

STEP = "\n::::{{step}} Run\n:name: {name}\n:actor: {actor}\n:deadline: {deadline}\n:record: {record}\n:law: {law}\n:applies: {applies}\n\nRun.\n::::\n"
GOOD = {"name": "step-run", "actor": "FR", "deadline": "at once", "record": "door log", "law": "CONVENTION:3", "applies": "both"}


def step(**changed: str) -> str:
    return STEP.format(**GOOD | changed)


def test_a_step_has_its_number_and_title_and_the_section_goes_on_after_it(stepped):
    chapter = article(stepped, "chapters/finding")
    assert [text(heading) for heading in chapter.select("h3")] == ["1.1.1 Look around", "1.1.2 Knock at the victim’s door"]
    after = [text(node) for node in chapter.select("section > hr.step-end ~ p")]
    assert after == ["The section goes on after its step."]
    assert [text(node) for node in article(stepped, "chapters/acting").select("h2")] == ["2.1 Steps", "2.2 Doors", "2.3 The hall"]


def test_a_step_tells_who_by_when_and_on_what_ground(stepped):
    (step,) = article(stepped, "chapters/finding").select("section.step")
    assert facts(step) == {
        "Who": "First responder (leads), Regional police",
        "By when": "within 2 hours of the notice (proposed, TBC-10)",
        "Record": "Annex A. Words, Part 1",
        "Legal basis": "the Convention, Article 3; Law No. 28 of 2012, Article 6(1)",
        "Applies in": "Federal Iraq and the Kurdistan Region",
        "To be confirmed": "TBC-2",
    }


def test_in_another_language_all_of_it_is_translated(stepped):
    opened, closed = article(stepped, "chapters/acting", "ar").select("section.step")
    assert text(opened.select_one("h3")) == "2.2.1 فتح الباب"
    assert facts(opened) == {
        "الجهة المسؤولة": "قاضي التحقيق",
        "الموعد": "خلال 24 ساعة (محدد بالقانون)",
        "السجل": "سجل الأبواب",
        "الأساس القانوني": "القانون رقم (28) لسنة 2012، المادة 7",
        "نطاق التطبيق": "العراق الاتحادي",
    }
    assert facts(closed)["الموعد"] == "فوراً"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_word_and_pdf_say_what_the_site_says(stepped, language):
    """But for the marks of footnotes, which each format numbers by itself."""
    shown = " ".join(" ".join(part.text.split()) for part in visible.word(stepped / f"files/sop-{language}-neutral.docx"))
    for docname in ("chapters/finding", "chapters/acting"):
        for step in article(stepped, docname, language).select("section.step"):
            for name, said in facts(step).items():
                assert f"{name} {said}" in shown
    if language == "en" and shutil.which("pdftotext"):
        pdf = subprocess.run(["pdftotext", "-layout", stepped / "files/sop-en.pdf", "-"], capture_output=True, check=True).stdout.decode("utf-8")
        assert re.search(r"1\.1\.2\s+Knock at the victim’s door\s+Who\s+First responder \(leads\), Regional police\s+By when\s+within 2 hours", pdf)


def test_deadline_and_record_are_messages_at_their_own_lines(tiny, tmp_path):
    (reading,) = build(step_into(tiny), "en/site", tmp_path / "out").values()
    chapter = (tiny / "source/chapters/finding.md").read_text(encoding="utf-8").splitlines()
    lines = {message.msgid: chapter[message.line - 1] for message in reading.messages["chapters/finding"]}
    assert lines["within 2 hours of the notice"].startswith(":deadline: ")
    assert lines["{ref}`annex-words`, Part 1"].startswith(":record: ")
    assert lines["Knock at the {term}`victim <victim>`’s *door*"].startswith("::::{step} ")
    assert not [msgid for msgid in lines if "TBC-10" in msgid or "(leads)" in msgid or msgid == "Legal basis"]


def test_an_untranslated_deadline_keeps_its_language_and_its_mark_has_the_readers(tiny, tmp_path):
    step_into(tiny)
    amend(tiny / "locales/ar/LC_MESSAGES/chapters/acting.po", 'msgstr "خلال 24 ساعة"', 'msgstr ""')
    build(tiny, "ar/site", tmp_path / "out")
    deadline = article(tmp_path / "out", "chapters/acting", "ar").select_one("section.step dd.step-deadline p, section.step dd p[lang=en]")
    assert (deadline["lang"], deadline["dir"], text(deadline)) == ("en", "ltr", "within 24 hours (محدد بالقانون)")
    assert (deadline.span["lang"], deadline.span["dir"]) == ("ar", "rtl")


def test_a_step_after_a_sub_section_stands_in_the_section_around(tiny, tmp_path):
    """1.1.2 in the test above follows ### Look around. Text before it stays there."""
    step_into(tiny)
    build(tiny, "en/site", tmp_path / "out")
    look = article(tmp_path / "out", "chapters/finding").select_one("#step-look")
    assert "Table 1.1" in text(look) and "Knock" not in text(look)


def test_an_option_may_hold_what_yaml_would_not(tiny, tmp_path):
    step_into(tiny)
    with (tiny / "source/chapters/acting.md").open("a", encoding="utf-8") as chapter:
        chapter.write(step(record="{ref}`ch-finding`: 'all' [pages], *once*"))
    build(tiny, "en/site", tmp_path / "out")
    run = article(tmp_path / "out", "chapters/acting").select("section.step")[-1]
    assert facts(run)["Record"] == "Finding out: 'all' [pages], once"


BAD = [
    (step(name=""), 0, "refused.step the step has no name (write :name: step-…"),
    (step(name="step-open"), 0, "refused.step the name “step-open” stands twice in this file ("),
    (step(actor="FR, XX"), 2, "refused.step there is no actor “XX” (use a code of source/registers/actors.yml: FR, IJ, KP)"),
    (step(actor=""), 2, "refused.step the step does not say its actor (write :actor: FR)"),
    (step(deadline="soon"), 3, "refused.deadline “soon” is neither a number nor a known word (write when: "),
    (step(deadline="within 3 hours"), 3, "refused.deadline “within 3 hours” does not say who set it (end it with [law], or "),
    (step(deadline="within 3 hours [proposed TBC-77]"), 3, "refused.tbc no box asks TBC-77 (write one, :::{tbc} TBC-77, or correct the name)"),
    (step(record=""), 4, "refused.step the step does not say its record (write :record: "),
    (step(law="L9-1999:3"), 0, "laws.unknown there is no law 'L9-1999' ("),
    (step(law="the law"), 0, "laws.form “the law” is no citation ("),
    (step(law=""), 5, "refused.step the step does not say its law (write :law: "),
    (step(law="L28-2012:6", applies="kri"), 5, "refused.step the step applies in the Kurdistan Region and rests only on federal laws that nobody has confirmed there ("),
    (step(applies="everywhere"), 6, "refused.step “everywhere” is no place where a step applies (write federal, kri or both)"),
    (step().replace(":applies: both\n", ":applies: both\n:tbc: TBC-78\n"), 0, "refused.tbc no box asks TBC-78 ("),
    (step().replace(":applies: both\n", ":applies: both\n:tbc: 14\n"), 7, "refused.tbc “14” is no open point (write it like TBC-14)"),
    (step().replace("{step} Run", "{step}"), 0, "refused.step the step has no title (write it after {step})"),
    (step().replace("\nRun.\n", ""), 0, "refused.step the step “Run” says nothing to do ("),
    (step().replace(":actor:", ":actors:"), 0, "refused.step the step does not say its actor ("),
]


def test_what_is_missing_or_wrong_is_named_at_its_line(tiny):
    """All in one reading. Each bad step has a name of its own, but for those whose name is what is wrong."""
    step_into(tiny)
    chapter = tiny / "source/chapters/acting.md"
    expected = []
    for number, (bad, line, said) in enumerate(BAD):
        begins = chapter.read_text(encoding="utf-8").count("\n") + 2
        chapter.write_text(chapter.read_text(encoding="utf-8") + bad.replace("step-run", f"step-run-{number}"), encoding="utf-8")
        expected.append(f"source/chapters/acting.md:{begins + line}: {said}")
    found = findings(tiny)
    assert [begin for begin in expected if not any(line.startswith(begin) for line in found)] == []
    others = [line for line in found if not any(line.startswith(begin) for begin in expected)]
    assert [line.split(" ")[1] for line in others] == ["myst.directive_option", "no-label", "no-label"]  # :actors:, and two steps without a name of their own


@pytest.mark.parametrize(
    ("before", "block"),
    [
        ("# Out\n\n", step()),
        ("# Out\n\n(sec-x)=\n## X\n\n", f"::::::{{note}}\n{step()}::::::\n"),
        ("# Out\n\n(sec-x)=\n## X\n\n", f"- a list\n\n  {step().strip().replace(chr(10), chr(10) + '  ')}\n"),
        ("# Out\n\n(sec-x)=\n## X\n\n", step(name="step-outer").replace("::::", "::::::").replace("\nRun.\n", f"\nRun.\n{step()}")),
    ],
    ids=["below the title", "in a box", "in a list", "in a step"],
)
def test_a_step_stands_directly_in_a_section(tiny, before, block):
    step_into(tiny)
    (tiny / "source/annexes/out.md").write_text(f"(annex-out)=\n{before}{block}", encoding="utf-8")
    amend(tiny / "source/index.md", "annexes/words\n", "annexes/words\nannexes/out\n")
    (found,) = findings(tiny)
    assert "refused.step the step “Run” does not stand directly in a section (put it below a ## heading, and into no other block)" in found


def test_two_steps_of_one_name_in_two_chapters_are_named(tiny):
    step_into(tiny)
    with (tiny / "source/chapters/acting.md").open("a", encoding="utf-8") as chapter:
        chapter.write(step(name="step-knock"))
    line = (tiny / "source/chapters/finding.md").read_text(encoding="utf-8").splitlines().index("::::{step} Knock at the {term}`victim <victim>`’s *door*") + 1
    assert any(f"refused.step the name “step-knock” is that of the step at source/chapters/finding.md:{line} (" in found for found in findings(tiny))


def test_a_kurdistan_step_on_unconfirmed_law_may_name_its_open_point(tiny):
    step_into(tiny)
    with (tiny / "source/chapters/acting.md").open("a", encoding="utf-8") as chapter:
        chapter.write(step(law="L28-2012:6", applies="kri").replace(":applies: kri\n", ":applies: kri\n:tbc: TBC-2\n"))
    assert findings(tiny) == []


def test_a_step_whose_legal_basis_is_an_open_point_says_so(tiny, tmp_path):
    step_into(tiny)
    amend(tiny / "source/chapters/finding.md", ":law: CONVENTION:3, L28-2012:6(1)", ":law: TBC-2")
    build(tiny, "ar/site", tmp_path)
    (said,) = [value for name, value in facts(article(tmp_path, "chapters/finding", "ar").select_one("section.step")).items() if name == "الأساس القانوني"]
    assert said.endswith(": TBC-2")
    amend(tiny / "source/chapters/finding.md", ":law: TBC-2", ":law: TBC-10")  # not one that the step names in :tbc:
    assert any("laws.unknown" in found or "laws.form" in found for found in findings(tiny))


def test_a_restricted_passage_is_a_heading_and_nothing_else(stepped, tiny):
    block = article(stepped, "chapters/acting").select_one(".restricted")
    assert text(block) == "How doors are forced Restricted text: controlled copy only."
    assert text(article(stepped, "chapters/acting", "ar").select_one(".restricted")) == "كيفية فتح الأبواب عنوة نص مقيّد: في النسخة المضبوطة فقط."
    step_into(tiny)
    amend(tiny / "source/chapters/acting.md", ":::{restricted} How doors are forced\n", ":::{restricted} How doors are forced\nWith a bar.\n")
    (found,) = findings(tiny)
    assert "refused.restricted restricted text stands in a public file (take it out of this file and of its history" in found
