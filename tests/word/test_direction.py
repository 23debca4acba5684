"""Right-to-left editions say their direction everywhere, and text in another language says its own."""

import re

import pytest
from docutils import nodes

from build_tools.content.translation.bidi import isolate
from build_tools.word.characters import LRM, RLM, pieces
from build_tools.word.ooxml import is_on, q, value
from build_tools.word.package import Package
from tests.word.conftest import body, book, text, words, written
from tests.word.test_content import cite, footnote, items, rich_book, table


def arabic_book():
    return book(
        text("نص عربي SOP رقم 28"),
        nodes.bullet_list("", *items(text("بند"))),
        table(("رأس", "B"), ("c", "خلية"), head=1, title="عنوان", label="الجدول 1.1", ids=["a#t"]),
        nodes.note("", nodes.title("", "ملاحظة"), text("نص")),
        text("Not translated yet.", lang="en", dir="ltr"),
        nodes.paragraph("", "", nodes.Text("حاشية"), cite("a#n")),
        footnote("a#n", "نص الحاشية"),
    )


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_every_paragraph_run_table_and_section_says_its_direction(language):
    package = Package.read(written(arabic_book(), language))
    for name in ("word/document.xml", "word/footnotes.xml", "word/header1.xml", "word/header2.xml", "word/footer1.xml", "word/footer2.xml"):
        root = package.xml(name)
        chapters = [p for p in root.iter(q("w:p")) if p.getparent().get(q("w:type")) is None]
        assert all(p.find(f"{q('w:pPr')}/{q('w:bidi')}") is not None for p in chapters)
        assert all(run.find(f"{q('w:rPr')}/{q('w:rtl')}") is not None for p in chapters for run in p.iter(q("w:r")) if words(run))
        assert all(is_on(t.find(f"{q('w:tblPr')}/{q('w:bidiVisual')}")) for t in root.iter(q("w:tbl")))
        assert all(is_on(s.find(q("w:bidi"))) for s in root.iter(q("w:sectPr")))
    default = next(s for s in package.xml("word/styles.xml").iter(q("w:style")) if s.get(q("w:default")) and s.get(q("w:type")) == "paragraph")
    assert is_on(default.find(f"{q('w:pPr')}/{q('w:bidi')}"))


def test_runs_name_their_language_for_either_script():
    _, blocks = body(written(arabic_book(), "ckb"))
    for run in (run for block in blocks for run in block.iter(q("w:r")) if words(run)):
        lang = run.find(f"{q('w:rPr')}/{q('w:lang')}")
        assert (lang.get(q("w:val")), lang.get(q("w:bidi"))) == ("en-GB", "ckb-IQ" if "Not tr" not in words(run) else "ar-IQ")


def test_untranslated_text_stays_left_to_right():
    _, blocks = body(written(arabic_book(), "ar"))
    [foreign] = [block for block in blocks if words(block) == "Not translated yet."]
    assert not is_on(foreign.find(f"{q('w:pPr')}/{q('w:bidi')}"))
    assert [value(run, "w:rPr/w:rtl") for run in foreign.iter(q("w:r"))] == ["0"]


def test_english_editions_turn_nothing():
    package = Package.read(written(rich_book(), "en"))
    assert not any(is_on(e) for e in package.xml("word/document.xml").iter(q("w:bidi"), q("w:rtl"), q("w:bidiVisual")))


def test_a_glossary_cell_in_arabic_turns_in_an_english_edition():
    cell = nodes.entry("", nodes.paragraph("", "الضحية (B)", lang="ar", dir="rtl"))
    _, blocks = body(written(book(table((cell, "victim"))), "en"))
    paragraph = next(blocks[1].iter(q("w:p")))
    assert is_on(paragraph.find(f"{q('w:pPr')}/{q('w:bidi')}"))
    assert [(words(run), value(run, "w:rPr/w:rtl")) for run in paragraph.iter(q("w:r"))] == [("الضحية (", "1"), ("B", "0"), (")", "1")]


def test_arabic_emphasis_is_bold_and_never_slanted():
    emphasised = nodes.paragraph("", "", nodes.emphasis("", "مهم"), nodes.emphasis("", "SOP"))
    _, blocks = body(written(book(emphasised), "ar"))
    looks = [[child.tag.rpartition("}")[2] for child in run.find(q("w:rPr"))] for run in blocks[1].iter(q("w:r"))]
    assert "bCs" in looks[0] and "i" not in looks[0] and "iCs" not in looks[0]
    assert "i" in looks[1]


@pytest.mark.parametrize(("direction", "given", "expected"), [
    ("rtl", "القانون (SOP) رقم 28", [("القانون (", True), ("SOP", False), (") رقم 28", True)]),
    ("rtl", "المادة TBC-14.", [("المادة ", True), ("TBC-14", False), (".", True)]),
    ("rtl", "يوم 2023-07-31.", [("يوم ", True), (f"{LRM}2023-07-31{LRM}", False), (RLM, True), (".", True)]),
    ("rtl", "SOP-X / AR / v1", [("SOP-X / AR / v1", False)]),
    ("rtl", "4e2266c458+", [(f"{LRM}4e2266c458+{LRM}", False), (RLM, True)]),
    ("rtl", "See Law No. 28 of 2012", [("See Law No. 28 of 2012", False)]),
    ("ltr", "the الضحية المفترضة (12)", [("the ", False), ("الضحية المفترضة", True), (" (12)", False)]),
])
def test_text_is_cut_where_its_direction_changes(direction, given, expected):
    cut = [(piece.text, piece.rtl) for piece in pieces(given, direction)]
    assert re.sub(f"[{LRM}{RLM}]", "", "".join(part for part, _ in cut)) == given
    assert cut == expected


SENTENCE = (nodes.Text("في "), isolate("", "SOP"), nodes.Text("، 28 و"), nodes.literal("", "a <b>"))


def test_an_isolate_and_code_stand_between_marks_in_arabic_text():
    """Word knows no isolates: a left-to-right mark on each side, and a right-to-left one for what follows."""
    _, blocks = body(written(book(nodes.paragraph("", "", *(node.deepcopy() for node in SENTENCE))), "ar"))
    found = [(words(run), value(run, "w:rPr/w:rtl")) for run in blocks[1].iter(q("w:r"))]
    assert found == [
        ("في ", "1"), (f"{LRM}SOP{LRM}", "0"), (RLM, "1"), ("، 28 و", "1"), (f"{LRM}a <b>{LRM}", "0"), (RLM, "1"),
    ]


def test_text_that_is_left_to_right_needs_no_marks():
    _, blocks = body(written(book(nodes.paragraph("", "", *(node.deepcopy() for node in SENTENCE), lang="en", dir="ltr")), "ar"))
    assert not set(words(blocks[1])) & {LRM, RLM}


def test_a_captions_number_does_not_pull_its_title_along():
    """After a left-to-right mark alone, a title that begins with a Latin word would stand before its own number."""
    _, blocks = body(written(book(table(("رأس", "B"), ("c", "خلية"), head=1, title="SOP", label="الجدول 1.1", ids=["a#t"])), "ar"))
    assert f"{LRM}{RLM}: SOP" in words(blocks[1])


def test_ballot_boxes_have_a_font_that_holds_them():
    _, blocks = body(written(book(text("☐ نعم ☑ لا")), "ar"))
    fonts = {words(run): run.find(f"{q('w:rPr')}/{q('w:rFonts')}") for run in blocks[1].iter(q("w:r"))}
    assert all((fonts[mark] is not None and fonts[mark].get(q("w:cs")) == "Segoe UI Symbol") == (mark in "☐☑") for mark in fonts)
