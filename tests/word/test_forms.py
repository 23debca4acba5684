"""Blank forms in Word: tables that turn with the language, heads on every page, boxes and lines to write on."""

import pytest
from docutils import nodes

from build_tools.content.forms import forms
from build_tools.word.contents.pages import guess
from build_tools.word.lint import lint
from build_tools.word.ooxml import q, value
from build_tools.word.styles import Styles
from tests.pdf.test_forms import everything, field, form, texts
from tests.word.conftest import body, book, style_of, words, written


def tables(data: bytes):
    package, blocks = body(data)
    return package, [block for block in blocks if block.tag == q("w:tbl")]


def rows(table) -> list[str]:
    return [" | ".join(words(cell) for cell in row.iter(q("w:tc"))) for row in table.iter(q("w:tr"))]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_form_is_sound_wordprocessingml(language):
    assert lint.problems(written(book(everything()), language)) == []


def test_labels_stand_beside_the_answers():
    _, (pairs, table, after) = tables(written(book(everything())))
    assert rows(pairs) == [
        "Title of the form", "A textIts help | ", "A date | day  month  year  time ", "A choice | ☐\u00a0yes\u2003 ☐\u00a0no",
        "Some boxesTick all that apply | ☐\u00a0this☐\u00a0that which is too long to stand beside another one",
        "☐\u00a0A box alone", "A long text", "A signature | Signature Name and post Date day  month  year ",
    ]  # fmt: skip
    assert rows(table) == ["Title of the form", "A table", "One | Two", "Named | ", " | ", " | "]
    assert rows(after) == ["Title of the form", "A text after it | "]


def test_the_heads_are_repeated_and_no_row_is_cut():
    _, found = tables(written(book(everything())))
    heads = [[row.find(f"{q('w:trPr')}/{q('w:tblHeader')}") is not None for row in table.iter(q("w:tr"))] for table in found]
    assert heads == [[True] + [False] * 7, [True] * 3 + [False] * 3, [True, False]]
    assert all(row.find(f"{q('w:trPr')}/{q('w:cantSplit')}") is not None for table in found for row in table.iter(q("w:tr")))


def test_only_the_first_title_is_large():
    package, found = tables(written(book(everything())))
    assert [style_of(package, next(table.iter(q("w:p")))) for table in found] == ["SOP Form Title", "SOP Form Help", "SOP Form Help"]


def test_rows_to_write_in_have_a_least_height():
    _, found = tables(written(book(everything())))
    heights = [height for table in found for height in table.iter(q("w:trHeight"))]
    assert len(heights) == 7 + 3 + 1
    assert all(int(height.get(q("w:val"))) >= 450 and height.get(q("w:hRule")) == "atLeast" for height in heights)


@pytest.mark.parametrize(("language", "turns"), [("en", False), ("ar", True)])
def test_the_tables_turn_with_the_language(language, turns):
    _, found = tables(written(book(everything()), language))
    assert [table.find(f"{q('w:tblPr')}/{q('w:bidiVisual')}") is not None for table in found] == [turns] * 3


def test_a_long_text_has_its_lines_across_the_page():
    package, (table,) = tables(written(book(form(field("long", "A long text", lines=3)))))
    cell = table.findall(q("w:tr"))[1].find(q("w:tc"))
    assert value(cell, "w:tcPr/w:gridSpan") == "2"
    assert [style_of(package, paragraph) for paragraph in cell.iter(q("w:p"))] == ["SOP Form Label", *["SOP Form Line"] * 3]


def test_blanks_are_drawn_by_tabs():
    _, (table,) = tables(written(book(form(field("date", "A date")))))
    (paragraph,) = table.findall(q("w:tr"))[1].findall(q("w:tc"))[1].findall(q("w:p"))
    stops = [(tab.get(q("w:leader")), int(tab.get(q("w:pos")))) for tab in paragraph.find(f"{q('w:pPr')}/{q('w:tabs')}")]
    assert [leader for leader, _ in stops] == ["underscore"] * 3 and stops == sorted(stops, key=lambda stop: stop[1])
    assert len([run for run in paragraph.iter(q("w:r")) if run.find(q("w:tab")) is not None]) == 3


def test_a_short_form_is_kept_together_and_its_last_row_is_free():
    def kept(node: forms.form) -> list[bool]:
        _, (table,) = tables(written(book(node)))
        return [all(p.find(f"{q('w:pPr')}/{q('w:keepNext')}") is not None for p in row.iter(q("w:p"))) for row in table.iter(q("w:tr"))]

    assert kept(form(*(field("text", f"Text {n}") for n in range(3)))) == [True, True, True, False]
    assert kept(form(*(field("text", f"Text {n}") for n in range(20)))) == [True] + [False] * 20


def test_the_first_form_below_an_explanation_begins_a_page():
    node = book(nodes.paragraph("", "How to use it"), form(field("text", "A text")), form(field("text", "Another")))
    _, found = tables(written(node))
    assert [next(table.iter(q("w:pPr"))).find(q("w:pageBreakBefore")) is not None for table in found] == [True, False]


def test_the_contents_count_the_page_that_a_form_begins():
    package, blocks = body(written(book(nodes.paragraph("", "How to use it"), form(field("text", "A text")), nodes.section("", nodes.title("", "After"), ids=["after"], level=2, number=""))))
    pages = guess(blocks, Styles(package.xml("word/styles.xml")), 9000, 13000)
    assert sorted(set(pages.values())) == [1, 2]


def test_the_title_names_the_table_for_those_who_listen():
    _, (table,) = tables(written(book(form(field("text", "A text")))))
    assert value(table, "w:tblPr/w:tblCaption") == "Title of the form"


def test_a_link_leads_to_the_title():
    reference = nodes.paragraph("", "", nodes.reference("", "see", refid="form", internal=True))
    _, blocks = body(written(book(form(field("text", "A text")), reference)))
    (link,) = [link for block in blocks for link in block.iter(q("w:hyperlink"))]
    table = next(block for block in blocks if block.tag == q("w:tbl"))
    assert [start.get(q("w:name")) for start in table.find(q("w:tr")).iter(q("w:bookmarkStart"))] == [link.get(q("w:anchor"))]


def test_untranslated_text_keeps_its_own_direction():
    node = form(field("choice", "A choice", *texts(forms.form_choice, "yes", "no")))
    for text in (next(node.findall(forms.form_label)), *node.findall(forms.form_choice)):
        text["lang"], text["dir"] = "en", "ltr"
    _, (table,) = tables(written(book(node), "ar"))
    paragraphs = {words(paragraph): value(paragraph, "w:pPr/w:bidi") for paragraph in table.iter(q("w:p"))}
    assert paragraphs == {"Title of the form": "1", "A choice": "0", "☐\u00a0yes": "0", "☐\u00a0no": "0"}
