"""The review copy: a number beside each paragraph, by which readers cite it, and nothing of the text changed."""

import pytest
from docutils import nodes

from build_tools.word import edition
from build_tools.word.letterheads import cover, letterhead
from build_tools.word.lint import lint
from build_tools.word.numbering import Numbering
from build_tools.word.ooxml import q, sub, value
from build_tools.word.package import Package
from build_tools.word.styles import Styles, design
from build_tools.word.tracing import review_copy
from build_tools.word.tracing.markers import Markers
from tests.word.conftest import NEUTRAL, REVISION, body, book, project, style_of, text, words
from tests.word.test_content import cite, footnote, items, rich_book, table


def copy(document: nodes.document, language: str = "en") -> bytes:
    own = project()
    package = letterhead.render(
        NEUTRAL, name="neutral", fields=cover.fields(own, language, REVISION), lists=cover.lists(own, language), direction=own.languages[language].direction
    )
    return edition.fill(package, document, project=own, language=language, revision=REVISION, pictures=NEUTRAL.parent, is_review_copy=True)


def numbers(data: bytes) -> list[tuple[str, str]]:
    """Each paragraph's number and text, row by row in tables."""
    _, blocks = body(data)
    return [(marked(line), words(line).removeprefix(marked(line)).strip()) for block in blocks for line in ([block] if block.tag == q("w:p") else block.iter(q("w:tr"))) if words(line)]


def marked(element) -> str:
    """The words in the style of numbers."""
    return "".join(words(run) for run in element.iter(q("w:r")) if value(run, "w:rPr/w:rStyle") == "SOPParagraphId")


def section(title: str, number: str, level: int, *children: nodes.Node) -> nodes.section:
    return nodes.section("", nodes.title("", title), *children, ids=[f"a#{title}"], number=number, level=level)


def test_paragraphs_items_and_rows_are_counted_below_each_numbered_heading():
    document = book(
        text("one"),
        nodes.bullet_list("", *items(text("two"), [text("three"), nodes.enumerated_list("", *items(text("four"), text("five")), enumtype="loweralpha", suffix=")")])),
        section("Inner", "1.1", 2, text("six"), table(("a", "b"), ("c", "d"), head=1, title="T", label="Table 1.1"), section("Beside", "", 3, text("seven"))),
        section("Later", "1.2", 2, nodes.warning("", nodes.title("", "Warning"), text("eight"), text("nine"))),
    )
    assert numbers(copy(document)) == [
        ("", "First"), ("1 ¶1", "one"), ("1 ¶2•", "two"), ("1 ¶3•", "three"), ("1 ¶4a)", "four"), ("1 ¶5b)", "five"),
        ("", "Inner"), ("1.1 ¶1", "six"), ("1.1 ¶2", "Table 1.1: T"), ("", "ab"), ("1.1 ¶3", "cd"), ("", "Beside"), ("1.1 ¶4", "seven"),
        ("", "Later"), ("1.2 ¶1", "Warningeightnine"),
    ]  # fmt: skip


def test_an_annex_is_counted_by_its_name():
    document = book(text("one"))
    for title in ("Annex D. Referral", "What has no short name"):
        document += nodes.section("", nodes.title("", title), text("a"), nodes.section("", nodes.title("", "Use"), text("b"), ids=[f"{title}#use"], number="", level=2), ids=[title], number="", level=1)
    assert [number for number, _ in numbers(copy(document)) if number] == ["1 ¶1", "Annex D ¶1", "Annex D ¶2", "¶1", "¶2"]


def test_footnotes_pictures_and_empty_paragraphs_have_no_number():
    document = book(nodes.paragraph("", "", nodes.Text("one"), cite("a#n")), footnote("a#n", "note"), nodes.transition(), text("two"))
    data = copy(document)
    assert [number for number, _ in numbers(data) if number] == ["1 ¶1", "1 ¶2"]
    assert marked(Package.read(data).xml("word/footnotes.xml")) == ""


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_it_is_sound_and_nothing_of_the_text_is_lost(language):
    data = copy(rich_book(), language)
    assert lint.problems(data) == []
    plain = [found for _, found in numbers(data)]
    assert "Plain words." in plain and any("deep" in found for found in plain)
    package, blocks = body(data)
    for paragraph in (p for block in blocks for p in block.iter(q("w:p")) if marked(p)):
        assert (value(paragraph, "w:pPr/w:bidi") == "1") == (language != "en")
    assert "SOP Paragraph Id" in {value(style, "w:name") for style in package.xml("word/styles.xml").iter(q("w:style"))}


def test_the_number_hangs_in_the_margin_and_the_text_begins_where_it_would():
    _, blocks = body(copy(book(text("one"), nodes.bullet_list("", *items(text("two"))))))
    indents = [{name.partition("}")[2]: int(number) for name, number in block.find(f"{q('w:pPr')}/{q('w:ind')}").attrib.items()} for block in blocks[1:3]]
    stops = [[int(stop.get(q("w:pos"))) for stop in block.iter(q("w:tab")) if stop.get(q("w:pos"))] for block in blocks[1:3]]
    assert indents == [{"left": 0, "hanging": 1100}, {"left": 425, "hanging": 1525}] and stops == [[0], [0, 425]]


def test_a_table_keeps_its_columns_between_those_in_the_margins():
    package, blocks = body(copy(book(table(("a", "b"), ("c", "d"), head=1))))
    (made,) = [block for block in blocks if block.tag == q("w:tbl")]
    widths = [int(column.get(q("w:w"))) for column in made.find(q("w:tblGrid"))]
    assert widths[0] == widths[-1] == 1100 and sum(widths) == int(made.find(f"{q('w:tblPr')}/{q('w:tblW')}").get(q("w:w")))
    assert value(made, "w:tblPr/w:jc") == "center"
    assert [[words(cell) for cell in row.iter(q("w:tc"))] for row in made.iter(q("w:tr"))] == [["", "a", "b", ""], ["1 ¶1", "c", "d", ""]]
    assert style_of(package, next(made.iter(q("w:p")))) == "SOP Table Text"


def test_a_narrow_margin_gets_a_narrow_column():
    assert review_copy.room(1417) == 1100 and review_copy.room(1000) == 750 and review_copy.room(400) == 500


@pytest.mark.parametrize(("kind", "start", "count", "last"), [
    ("arabic", 3, 2, "4."), ("loweralpha", 1, 28, "bb."), ("upperalpha", 2, 1, "B."), ("lowerroman", 1, 14, "xiv."), ("upperroman", 1, 9, "IX."),
])
def test_the_numbers_of_lists_are_those_that_word_would_show(kind, start, count, last):
    styles = Styles(design())
    numbering = Numbering(None, styles)
    own = numbering.enumeration(kind, "", ".", start, 0)
    markers = Markers(numbering.root)
    for _ in range(count):
        paragraph = numbering.root.makeelement(q("w:p"))
        listed = sub(sub(paragraph, "w:pPr"), "w:numPr")
        sub(listed, "w:ilvl", val=0)
        sub(listed, "w:numId", val=own)
        shown = markers.take(paragraph)
        assert paragraph.find(f".//{q('w:numPr')}") is None
    assert shown == last and markers.take(paragraph) == ""
