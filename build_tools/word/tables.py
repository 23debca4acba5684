"""Tables in, w:tbl out: in the edition's direction, as wide as the page, with headings on every page and no short row cut in two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from docutils import nodes
from lxml import etree

from build_tools import parts
from build_tools.word.characters import sound
from build_tools.word.ooxml import put, q, sub
from build_tools.word.place import Place

NARROWEST = 280  # twentieths of a point, 5 mm: a column that holds a letter
MOST = 63  # columns that Word opens a table with
PADDING = 200  # both side margins of a cell in the style "SOP Table"
TALL = 4500  # twentieths of a point, 8 cm: a row this high may go on overleaf, or it would leave a third of a page empty


def table(writer, node: nodes.table, parent: etree._Element, place: Place) -> None:
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    if title is None:
        writer.bookmarks.promise(node)
    else:
        writer.captions.write(writer, node, title, parent, place, keep_next=True)
    name = section_title(node) if title is None else ": ".join(filter(None, (node.get("label"), title.astext())))
    for group in node.children:
        if isinstance(group, nodes.tgroup) and next(iter(group.findall(nodes.entry)), None) is not None:
            describe(_group(writer, group, parent, place), name, heads(group))
            writer.gap(parent, place)


def describe(element: etree._Element, name: str, text: str = "") -> None:
    """The table's alternative text, for those who hear it: what it is, and what its columns hold."""
    own = element.find(q("w:tblPr"))
    put(own, "w:tblCaption", val=sound(" ".join(name.split())))
    if text:
        put(own, "w:tblDescription", val=sound(" ".join(text.split())))


def section_title(node: nodes.Node) -> str:
    """Of the section that a node stands in."""
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    return "" if node is None else parts.title_of(node)


def heads(group: nodes.tgroup) -> str:
    """The headings of the columns."""
    head = next((child for child in group.children if isinstance(child, nodes.thead)), None)
    return "" if head is None else " | ".join(entry.astext() for entry in head.findall(nodes.entry))


def open_table(writer, parent: etree._Element, place: Place, style: str, widths: list[int], *, heading: bool = False) -> etree._Element:
    """A table of fixed columns. It turns with the edition even where the text in its cells is foreign."""
    element = sub(parent, "w:tbl")
    own = sub(element, "w:tblPr")
    sub(own, "w:tblStyle", val=writer.styles.id(style, "table"))
    if place.page == "rtl":
        sub(own, "w:bidiVisual")
    sub(own, "w:tblW", w=sum(widths), type="dxa")
    if place.indent:
        sub(own, "w:tblInd", w=place.indent, type="dxa")
    sub(own, "w:tblLayout", type="fixed")
    sub(own, "w:tblLook", val="0620" if heading else "0600", firstRow=int(heading), lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    grid = sub(element, "w:tblGrid")
    for width in widths:
        sub(grid, "w:gridCol", w=width)
    return element


def open_row(element: etree._Element, *, heading: bool = False) -> etree._Element:
    row = sub(element, "w:tr")
    own = sub(row, "w:trPr")
    sub(own, "w:cantSplit")
    if heading:
        sub(own, "w:tblHeader")
    return row


def close_row(writer, row: etree._Element) -> None:
    """Let a high row go on overleaf."""
    if row.find(f"{q('w:trPr')}/{q('w:tblHeader')}") is None and writer.ruler.height(row, 0) > TALL:
        row[0].remove(row[0].find(q("w:cantSplit")))


def open_cell(row: etree._Element, width: int, *, span: int = 1, merge: str = "") -> etree._Element:
    cell = sub(row, "w:tc")
    own = sub(cell, "w:tcPr")
    sub(own, "w:tcW", w=width, type="dxa")
    if span > 1:
        sub(own, "w:gridSpan", val=span)
    if merge:
        sub(own, "w:vMerge", val=merge)
    return cell


def close_cell(writer, cell: etree._Element, place: Place) -> None:
    """A cell must end with a paragraph."""
    if cell[-1].tag != q("w:p"):
        with writer.paragraph(cell, place):
            pass


def fitted(shares: list[int], width: int) -> list[int]:
    """Column widths in these proportions that fill ``width`` exactly."""
    total = sum(shares) or 1
    edges = [round(width * sum(shares[:count]) / total) for count in range(len(shares) + 1)]
    return [after - before for before, after in pairwise(edges)]


@dataclass(frozen=True)
class Cell:
    """A cell of the grid: ``entry`` is None in the rows that a cell above reaches down into."""

    column: int
    span: int
    entry: nodes.entry | None
    merge: str


def grid(rows: list[nodes.row]) -> Iterator[list[Cell]]:
    """The cells of each row with their places: docutils leaves out what a cell above or before covers."""
    reaching: dict[int, tuple[int, int]] = {}  # column: (rows still to cover, columns covered)
    for row in rows:
        cells: list[Cell] = []
        entries = list(row.children)
        column = 0
        while entries or column in reaching:
            if column in reaching:
                left, span = reaching.pop(column)
                cells.append(Cell(column, span, None, "continue"))
            else:
                entry = entries.pop(0)
                left, span = entry.get("morerows", 0) + 1, entry.get("morecols", 0) + 1
                cells.append(Cell(column, span, entry, "restart" if left > 1 else ""))
            if left > 1:
                reaching[column] = (left - 1, span)
            column += span
        yield cells


def _group(writer, group: nodes.tgroup, parent: etree._Element, place: Place) -> etree._Element:
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    widths = _widths(writer, group, [max(int(column.get("colwidth", 1)), 1) for column in columns], place.width - place.indent)
    stubs = {number for number, column in enumerate(columns) if column.get("stub")}
    head = next((child for child in group.children if isinstance(child, nodes.thead)), None)
    element = open_table(writer, parent, place, "SOP Table", widths, heading=head is not None)
    for part in group.children:
        if isinstance(part, (nodes.thead, nodes.tbody)):
            for cells in grid(list(part.children)):
                row = open_row(element, heading=part is head)
                for cell in cells:
                    is_heading = part is head or cell.column in stubs
                    _cell(writer, cell, row, widths, place, "SOP Table Heading" if is_heading else "SOP Table Text")
                close_row(writer, row)
    return element


def _widths(writer, group: nodes.tgroup, shares: list[int], width: int) -> list[int]:
    """As ``fitted``, but no column is too narrow for a letter: what those need, the others give."""
    if len(shares) > min(MOST, width // NARROWEST):
        raise writer.cannot(group, f"a table of {len(shares)} columns is wider than the page, or than the cell that it stands in", "make two tables of it, or turn its rows into columns")
    widths, narrow = fitted(shares, width), set()
    while found := {column for column, own in enumerate(widths) if own < NARROWEST and column not in narrow}:
        narrow |= found
        rest = iter(fitted([share for column, share in enumerate(shares) if column not in narrow], width - NARROWEST * len(narrow)))
        widths = [NARROWEST if column in narrow else next(rest) for column in range(len(shares))]
    return widths


def _cell(writer, cell: Cell, row: etree._Element, widths: list[int], place: Place, style: str) -> None:
    width = sum(widths[cell.column : cell.column + cell.span])
    element = open_cell(row, width, span=cell.span, merge=cell.merge)
    inside = place.within(width - PADDING, style)
    if cell.entry is not None:
        writer.bookmarks.promise(cell.entry)
        inside = inside.of(cell.entry)
        writer.blocks(cell.entry.children, element, inside)
        writer.terms.define(writer, cell.entry, element, inside)
    close_cell(writer, element, inside)


WRITERS = {nodes.table: table}
