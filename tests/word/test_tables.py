"""Tables, boxes and steps on their pages: described for those who hear them, and cut only where they are too high to keep whole."""

import pytest
from docutils import nodes

from build_tools.word.ooxml import is_on, q, value
from build_tools.word.package import Package
from tests.word.conftest import body, book, style_of, text, words, written
from tests.word.test_caption_lists import form
from tests.word.test_content import table
from tests.word.test_direction import arabic_book


def described(block) -> tuple[str, str]:
    return value(block, "w:tblPr/w:tblCaption"), value(block, "w:tblPr/w:tblDescription")


def fields() -> nodes.field_list:
    return nodes.field_list("", nodes.field("", nodes.field_name("", "Who"), nodes.field_body("", text("officer"))), nodes.field("", nodes.field_name("", "Record"), nodes.field_body("", text("log"))))


def test_every_table_says_what_it_is_and_what_its_columns_hold():
    _, blocks = body(written(book(
        table(("A", "B"), ("c", "d"), head=1, title="Things", label="Table 1.1", ids=["a#t"]), table(("c", "d")), nodes.warning("", nodes.title("", "Warning"), text("danger")), fields(), form("Part 1", "a#f"),
    )))
    tables = [block for block in blocks if block.tag == q("w:tbl")]
    assert [described(block) for block in tables] == [("Table 1.1: Things", "A | B"), ("First", ""), ("Warning", ""), ("First", "Who | Record"), ("Part 1", "First")]


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_no_table_of_the_chapters_is_left_undescribed(language):
    _, blocks = body(written(arabic_book(), language))
    tables = [found for block in blocks for found in block.iter(q("w:tbl"))]
    assert len(tables) > 1 and all(described(found)[0] for found in tables)


def whole(row) -> bool:
    return is_on(row.find(f"{q('w:trPr')}/{q('w:cantSplit')}"))


def test_a_row_as_high_as_a_third_of_the_page_may_go_on_overleaf():
    long = "Many words that fill the cell. " * 60
    _, blocks = body(written(book(table(("A", "B"), ("short", "row"), (long, "row"), head=1))))
    assert [whole(row) for row in blocks[1].iter(q("w:tr"))] == [True, True, False]


def test_a_long_box_may_go_on_overleaf_and_a_short_one_not():
    def note(count):
        return nodes.note("", nodes.title("", "Note"), *(text("Many words that fill the box, line after line. " * 4) for _ in range(count)))

    _, blocks = body(written(book(note(1), note(12))))
    assert [whole(row) for block in blocks if block.tag == q("w:tbl") for row in block.iter(q("w:tr"))] == [True, False]


def test_a_caption_and_the_heading_row_stay_with_the_table():
    package, blocks = body(written(book(table(("A", "B"), ("c", "d"), head=1, title="Things", label="Table 1.1", ids=["a#t"]))))
    assert is_on(blocks[1].find(f"{q('w:pPr')}/{q('w:keepNext')}"))
    heading = next(style for style in package.xml("word/styles.xml").iter(q("w:style")) if value(style, "w:name") == "SOP Table Heading")
    assert is_on(heading.find(f"{q('w:pPr')}/{q('w:keepNext')}"))


def test_a_steps_facts_stay_with_what_is_to_be_done():
    """Heading, each row of the facts and the gap below them: what is not kept would leave a heading alone at the foot of a page."""
    package, blocks = body(written(book(nodes.section("", nodes.title("", "Step"), fields(), text("Do it."), ids=["a#s"], number="1.1", level=2))))
    heading, facts, gap = blocks[1:4]
    assert style_of(package, heading) == "heading 2" and style_of(package, gap) == "SOP Table Gap" and words(blocks[4]) == "Do it."
    assert all(is_on(next(row.iter(q("w:p"))).find(f"{q('w:pPr')}/{q('w:keepNext')}")) for row in facts.iter(q("w:tr")))
    assert is_on(gap.find(f"{q('w:pPr')}/{q('w:keepNext')}"))


def test_a_code_is_not_broken_in_a_narrow_column_and_has_its_own_hyphen_elsewhere():
    """Word's search for TBC-10 finds the common hyphen alone, so it is kept wherever there is room."""
    _, blocks = body(written(book(text("See TBC-10."), table(("by TBC-10, well-known", "b"), widths=(3, 7))), "ar"))
    assert words(blocks[1]) == "See TBC-10." and not list(blocks[1].iter(q("w:noBreakHyphen")))
    cell = next(blocks[2].iter(q("w:tc")))
    assert words(cell) == "by TBC-10, well-known" and len(list(cell.iter(q("w:noBreakHyphen")))) == 1


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_every_run_names_its_languages(language):
    package = Package.read(written(arabic_book(), language))
    locales = {"en": ("en-GB", "ar-IQ"), "ar": ("en-GB", "ar-IQ"), "ckb": ("en-GB", "ckb-IQ")}
    own = []
    for block in body(package.save())[1]:
        for run in block.iter(q("w:r")):
            lang = run.find(f"{q('w:rPr')}/{q('w:lang')}")
            assert lang is not None, words(run)
            own.append((lang.get(q("w:val")), lang.get(q("w:bidi"))))
    assert locales[language] in own and {left for left, _ in own} == {"en-GB"}


def test_a_list_in_each_item_begins_anew():
    def inner():
        return nodes.enumerated_list("", nodes.list_item("", text("x")), nodes.list_item("", text("y")), enumtype="loweralpha", suffix=")")

    outer = nodes.enumerated_list("", nodes.list_item("", text("one"), inner()), nodes.list_item("", text("two"), inner()), enumtype="arabic", suffix=".")
    package, blocks = body(written(book(outer)))
    shown = [(value(b, "w:pPr/w:numPr/w:numId"), value(b, "w:pPr/w:numPr/w:ilvl")) for b in blocks[1:7]]
    one, first, _, two, second, _ = (own for own, _ in shown)
    assert one == two and len({one, first, second}) == 3 and [level for _, level in shown] == ["0", "1", "1", "0", "1", "1"]
    starts = {num.get(q("w:numId")): value(num, "w:lvlOverride/w:startOverride") for num in package.xml("word/numbering.xml").iter(q("w:num"))}
    assert starts[first] == starts[second] == "1"
