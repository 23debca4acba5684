"""Tables in, w:tbl out: in the edition's direction, as wide as the page, with headings on every page and no row cut in two."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from docutils import nodes
from lxml import etree

from build_tools.word.ooxml import q, sub
from build_tools.word.place import Place

PADDING = 200  # both side margins of a cell in the style "SOP Table"


def table(writer, node: nodes.table, parent: etree._Element, place: Place) -> None:
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    if title is None:
        writer.bookmarks.promise(node)
    else:
        writer.captions.write(writer, node, title, parent, place, keep_next=True)
    for group in node.children:
        if isinstance(group, nodes.tgroup):
            _group(writer, group, parent, place)
            writer.gap(parent, place)


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


def _group(writer, group: nodes.tgroup, parent: etree._Element, place: Place) -> None:
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    widths = fitted([max(int(column.get("colwidth", 1)), 1) for column in columns], place.width - place.indent)
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


def _cell(writer, cell: Cell, row: etree._Element, widths: list[int], place: Place, style: str) -> None:
    width = sum(widths[cell.column : cell.column + cell.span])
    element = open_cell(row, width, span=cell.span, merge=cell.merge)
    inside = place.within(width - PADDING, style)
    if cell.entry is not None:
        writer.bookmarks.promise(cell.entry)
        inside = inside.of(cell.entry)
        writer.blocks(cell.entry.children, element, inside)
    close_cell(writer, element, inside)


WRITERS = {nodes.table: table}
