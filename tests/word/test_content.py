"""What chapters say stands in the Word file: all of it, in order, with its structure."""

import re

import pytest
from docutils import nodes
from sphinx import addnodes

from build_tools.word.ooxml import is_on, q, value
from build_tools.word.package import Package
from tests.conftest import problems
from tests.word.conftest import body, book, style_of, text, words, written


def items(*children) -> list[nodes.list_item]:
    return [nodes.list_item("", *(child if isinstance(child, list) else [child])) for child in children]


def table(*rows, widths=(1, 1), head=0, title="", label="", ids=()) -> nodes.table:
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    made = [nodes.row("", *(cell if isinstance(cell, nodes.entry) else nodes.entry("", text(cell)) for cell in row)) for row in rows]
    if head:
        group += nodes.thead("", *made[:head])
    group += nodes.tbody("", *made[head:])
    element = nodes.table("", *([nodes.title("", title)] if title else []), group, ids=list(ids))
    if label:
        element["label"] = label
    return element


def footnote(anchor: str, words_: str) -> nodes.footnote:
    return nodes.footnote("", nodes.label("", "1"), text(words_), ids=[anchor])


def cite(anchor: str) -> nodes.footnote_reference:
    return nodes.footnote_reference("", "1", refid=anchor)


def rich_book() -> nodes.document:
    return book(
        text("Plain words."),
        nodes.paragraph("", "", nodes.Text("a "), nodes.strong("", "bold"), nodes.Text(" b "), nodes.emphasis("", "slanted"), nodes.Text(" "), nodes.literal("", "code")),
        nodes.bullet_list("", *items(text("one"), [text("two"), nodes.enumerated_list("", *items(text("two-a"), text("two-b")), enumtype="arabic", suffix=".")])),
        nodes.definition_list("", nodes.definition_list_item("", nodes.term("", "term"), nodes.classifier("", "kind"), nodes.definition("", text("meaning")))),
        nodes.field_list("", nodes.field("", nodes.field_name("", "Who"), nodes.field_body("", text("officer")))),
        nodes.warning("", nodes.title("", "Warning"), text("danger"), nodes.bullet_list("", *items(text("inside")))),
        nodes.block_quote("", text("quoted"), nodes.attribution("", "somebody")),
        nodes.literal_block("x\n  y", "x\n  y"),
        nodes.line_block("", nodes.line("", "first line"), nodes.line("", "second line")),
        nodes.rubric("", "heading aside"),
        table(("A", "B"), ("c", "d"), head=1, title="Things", label="Table 1.1", ids=["a#things"]),
        nodes.transition(),
        nodes.paragraph("", "", nodes.Text("see "), addnodes.number_reference("", "", nodes.inline("", "Table 1.1"), refid="a#things"), nodes.Text("!")),
        nodes.section("", nodes.title("", "Inner"), text("deep"), ids=["a#inner"], number="1.1", level=2),
        nodes.section("", nodes.title("", "Beside"), text("unnumbered"), ids=["a#beside"], number="", level=2),
    )


def plain(document: nodes.document) -> str:
    """The book's letters in order, with the labels of its captions."""
    shown = []
    for node in document.findall(nodes.Text):
        if isinstance(node.parent, nodes.title) and isinstance(node.parent.parent, nodes.table):
            shown.append(node.parent.parent["label"] + ":")
        shown.append(node.astext())
    return "".join("".join(shown).split())


def test_every_word_stands_in_the_file_in_order():
    document = rich_book()
    _, blocks = body(written(document))
    found = "".join("".join(words(block) for block in blocks).split())
    assert found.replace("—", "").replace("–", "") == plain(document)


def test_an_unknown_block_is_refused_with_its_name_and_place():
    strange = nodes.math_block("", "x^2")
    strange.source, strange.line = "source/chapters/a.md", 7
    [problem] = problems(written, book(strange))
    assert problem.startswith("source/chapters/a.md:7: word Word editions know no 'math_block'")


def test_an_unknown_inline_is_refused():
    [problem] = problems(written, book(nodes.paragraph("", "", nodes.raw("", "<b>", format="html"))))
    assert "'raw'" in problem


def test_characters_that_xml_cannot_hold_are_replaced():
    _, blocks = body(written(book(text("a\x07b\ufffec\ud800d"))))
    assert words(blocks[1]) == "a\ufffdb\ufffdc\ufffdd"


def test_a_footnote_that_is_cited_twice_is_written_once():
    document = book(
        nodes.paragraph("", "", nodes.Text("x"), cite("a#n1"), nodes.Text("y"), cite("a#n2"), nodes.Text("z"), cite("a#n1")),
        footnote("a#n1", "first note"), footnote("a#n2", "second note"),
    )
    package, blocks = body(written(document))
    notes = list(package.xml("word/footnotes.xml"))
    assert [note.get(q("w:type")) for note in notes] == ["separator", "continuationSeparator", None, None]
    assert [words(note).strip() for note in notes[2:]] == ["first note", "second note"]
    assert len(list(blocks[1].iter(q("w:footnoteReference")))) == 2
    codes = [code.text for code in blocks[1].iter(q("w:instrText"))]
    assert len(codes) == 1 and codes[0].split()[0] == "NOTEREF"
    assert words(blocks[1]) == "xyz1"


def test_footnotes_stand_in_titles_and_cells_and_not_in_the_contents():
    inner = nodes.section("", nodes.title("", "", nodes.Text("Inner"), cite("a#n1")), ids=["a#inner"], number="1.1", level=2)
    document = book(table((nodes.entry("", nodes.paragraph("", "", nodes.Text("c"), cite("a#n2"))), "d")), inner, footnote("a#n1", "of a title"), footnote("a#n2", "of a cell"))
    package = body(written(document))[0]
    assert [words(note).strip() for note in list(package.xml("word/footnotes.xml"))[2:]] == ["of a cell", "of a title"]
    assert len(list(package.xml("word/document.xml").iter(q("w:footnoteReference")))) == 2


def test_a_footnote_that_nothing_cites_is_kept():
    assert "lonely" in words(body(written(book(text("x"), footnote("a#n1", "lonely"))))[1][-2])


def test_each_list_counts_for_itself_and_from_its_start():
    def numbered(start):
        return nodes.enumerated_list("", *items(text("a"), text("b")), enumtype="arabic", suffix=".", start=start)

    package, blocks = body(written(book(numbered(1), text("between"), numbered(5))))
    first, second = (value(blocks[index], "w:pPr/w:numPr/w:numId") for index in (1, 4))
    assert first == value(blocks[2], "w:pPr/w:numPr/w:numId") != second
    starts = {num.get(q("w:numId")): num.find(f"{q('w:lvlOverride')}/{q('w:startOverride')}") for num in package.xml("word/numbering.xml").iter(q("w:num"))}
    assert [starts[own].get(q("w:val")) for own in (first, second)] == ["1", "5"]


def test_later_paragraphs_of_an_item_have_no_marker():
    _, blocks = body(written(book(nodes.bullet_list("", *items([text("first"), text("more")])))))
    assert value(blocks[1], "w:pPr/w:numPr/w:numId") and not value(blocks[2], "w:pPr/w:numPr/w:numId")


def heading_numbers(*sections) -> list[str]:
    """What Word shows before each heading, counted as Word counts."""
    document = nodes.document(None, None)
    document += [nodes.container(), *sections]
    return [number for number, _ in counted(Package.read(written(document)))]


def counted(package: Package) -> list[tuple[str, str]]:
    """Each heading's number, counted as Word counts, and its words."""
    numbering = package.xml("word/numbering.xml")
    starts = {n.get(q("w:numId")): {int(o.get(q("w:ilvl"))): int(value(o, "w:startOverride")) for o in n.iter(q("w:lvlOverride"))} for n in numbering.iter(q("w:num"))}
    counters, used, shown = [0] * 9, set(), []
    for paragraph in package.xml("word/document.xml").iter(q("w:p")):
        if style_of(package, paragraph).startswith("heading"):
            own, level = value(paragraph, "w:pPr/w:numPr/w:numId"), int(value(paragraph, "w:pPr/w:numPr/w:ilvl"))
            if own == "0":
                shown.append(("", words(paragraph)))
                continue
            if own not in used:
                for at, start in starts[own].items():
                    counters[at] = start - (at == level)
            used.add(own)
            counters = [*counters[:level], counters[level] + 1, *[0] * (8 - level)]
            shown.append((".".join(map(str, counters[: level + 1])), words(paragraph)))
    return shown


def section(number: str, level: int, *children) -> nodes.section:
    return nodes.section("", nodes.title("", "T"), *children, ids=[f"a#{number or id(children)}-{level}"], number=number, level=level)


def test_word_counts_headings_to_the_books_numbers():
    annex = section("", 1, section("", 2))
    assert heading_numbers(section("1", 1, section("1.1", 2, section("1.1.1", 3), section("1.1.2", 3)), section("1.2", 2)), section("2", 1), annex) == [
        "1", "1.1", "1.1.1", "1.1.2", "1.2", "2", "", "",
    ]


def test_a_chapter_alone_keeps_its_number():
    assert heading_numbers(section("4", 1, section("4.1", 2), section("4.2", 2)), section("7", 1)) == ["4", "4.1", "4.2", "7"]


def test_headings_are_linked_to_their_numbers_by_style():
    package, _ = body(written(book()))
    styles = {value(style, "w:name"): style for style in package.xml("word/styles.xml").iter(q("w:style"))}
    looks = {look.get(q("w:abstractNumId")): look for look in package.xml("word/numbering.xml").iter(q("w:abstractNum"))}
    for level in range(3):
        style = styles[f"heading {level + 1}"]
        number = value(style, "w:pPr/w:numPr/w:numId")
        num = next(n for n in package.xml("word/numbering.xml").iter(q("w:num")) if n.get(q("w:numId")) == number)
        look = looks[value(num, "w:abstractNumId")]
        assert value(look.findall(q("w:lvl"))[level], "w:pStyle") == style.get(q("w:styleId"))


def test_the_contents_are_filled_in():
    package, _ = body(written(rich_book()))
    entries = [p for p in package.xml("word/document.xml").iter(q("w:p")) if style_of(package, p).startswith("toc ")]
    assert [re.sub(r"\d+$", "#", words(entry)) for entry in entries] == ["1First#", "1.1Inner#", "Beside#"]
    anchors = [link.get(q("w:anchor")) for entry in entries for link in entry.iter(q("w:hyperlink"))]
    names = {start.get(q("w:name")) for start in package.xml("word/document.xml").iter(q("w:bookmarkStart"))}
    assert len(anchors) == 3 and set(anchors) <= names


def test_a_reference_shows_its_number_and_is_a_field():
    _, blocks = body(written(rich_book()))
    [paragraph] = [block for block in blocks if words(block).startswith("see")]
    assert words(paragraph) == "see Table 1.1!"
    assert [code.text.split()[0] for code in paragraph.iter(q("w:instrText"))] == ["REF"]


@pytest.mark.parametrize(("address", "linked"), [("https://example.org/a?b&c", True), ("javascript:alert(1)", False), ("file:///etc/passwd", False)])
def test_only_safe_addresses_become_links(address, linked):
    package, blocks = body(written(book(nodes.paragraph("", "", nodes.reference("", "there", refuri=address)))))
    assert words(blocks[1]) == "there"
    assert (blocks[1].find(q("w:hyperlink")) is not None) == linked
    assert [r.target for r in package.relationships("word/document.xml") if r.external] == ([address] if linked else [])


def test_captions_are_fields_that_show_the_books_number():
    def captioned(number):
        return table(("x", "y"), title="T", label=f"Table {number}", ids=[f"a#t{number}"])

    _, blocks = body(written(book(captioned("1.1"), captioned("1.2"), captioned("3"))))
    captions = [block for block in blocks if words(block).startswith("Table")]
    assert [words(caption) for caption in captions] == ["Table 1.1: T", "Table 1.2: T", "Table 3: T"]
    assert [[code.text.strip() for code in caption.iter(q("w:instrText"))] for caption in captions] == [
        [r"STYLEREF 1 \s", r"SEQ Table \* ARABIC \r 1"], [r"STYLEREF 1 \s", r"SEQ Table \* ARABIC"], [r"SEQ Table_in_annexes \* ARABIC \r 3"],
    ]


def test_table_headings_repeat_and_no_row_is_cut():
    _, blocks = body(written(book(table(("A", "B"), ("c", "d"), head=1))))
    rows = list(blocks[1].iter(q("w:tr")))
    assert [row.find(f"{q('w:trPr')}/{q('w:tblHeader')}") is not None for row in rows] == [True, False]
    assert all(is_on(row.find(f"{q('w:trPr')}/{q('w:cantSplit')}")) for row in rows)


def test_column_widths_keep_their_proportions_and_fill_the_page():
    _, blocks = body(written(book(table(("a", "b", "c"), widths=(34, 22, 44)))))
    widths = [int(column.get(q("w:w"))) for column in blocks[1].iter(q("w:gridCol"))]
    assert sum(widths) == 9072 and widths == [3084, 1996, 3992]


def test_cells_reach_over_columns_and_rows():
    wide, tall = nodes.entry("", text("wide"), morecols=1), nodes.entry("", text("tall"), morerows=1)
    _, blocks = body(written(book(table((wide, "x"), ("a", tall, "c"), ("d", "f"), widths=(1, 1, 1)))))
    shown = [[(words(c), value(c, "w:tcPr/w:gridSpan"), value(c, "w:tcPr/w:vMerge")) for c in row.iter(q("w:tc"))] for row in blocks[1].iter(q("w:tr"))]
    assert shown == [[("wide", "2", ""), ("x", "", "")], [("a", "", ""), ("tall", "", "restart"), ("c", "", "")], [("d", "", ""), ("", "", "continue"), ("f", "", "")]]


def test_a_picture_has_its_description_and_a_fallback(tmp_path):
    (tmp_path / "p.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="9" height="9"/></svg>')
    package, blocks = body(written(book(nodes.image(uri="p.svg", alt="A square & more")), pictures=tmp_path))
    assert [d.get("descr") for d in blocks[1].iter(q("wp:docPr"))] == ["A square & more"]
    assert sorted(name.rpartition(".")[2] for name in package.parts if "/media/" in name) == ["png", "svg"]


@pytest.mark.parametrize("svg", ['<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="/etc/hostname"/></svg>', "<svg", "<svg/>"])
def test_a_picture_that_loads_others_or_is_broken_is_refused(tmp_path, svg):
    (tmp_path / "p.svg").write_text(svg)
    [problem] = problems(written, book(nodes.image(uri="p.svg")), pictures=tmp_path)
    assert "p.svg cannot be drawn" in problem
