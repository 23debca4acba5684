"""A form's table in, its rows, cells and lines out: what is common to forms that are filled in by hand and at a screen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from docutils import nodes
from lxml import etree

from build_tools.interface import word
from build_tools.word.ooxml import put, sub
from build_tools.word.place import Place
from build_tools.word.tables import close_cell, open_cell, open_row

PADDING = 200  # both side margins of a cell in the style "SOP Form"
ANSWER_ROW, BLANK_ROW = 480, 520  # least heights of a row to write in, in twentieths of a point: 8 and 9 mm
JOINED = "\u00a0"  # between a box and its words


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One table of a form. ``keep`` holds a row on the page of the next one."""

    writer: object
    table: etree._Element
    place: Place
    widths: list[int]
    keep: bool = False

    def row(self, *, heading: bool = False, height: int = ANSWER_ROW, parent: etree._Element | None = None) -> etree._Element:
        row = open_row(self.table if parent is None else parent, heading=heading)
        if not heading:
            sub(row[0], "w:trHeight", val=height, hRule="atLeast")
        return row

    @contextmanager
    def cell(self, row: etree._Element, first: int, span: int = 1, fill: str = "") -> Iterator[tuple[etree._Element, Place]]:
        """A cell that covers ``span`` columns, and the place of its text."""
        width = sum(self.widths[first : first + span])
        cell = open_cell(row, width, span=span)
        if fill:
            sub(cell[0], "w:shd", val="clear", color="auto", fill=fill)
        inside = self.place.within(width - PADDING, "SOP Form Answer")
        yield cell, inside
        close_cell(self.writer, cell, inside)

    def text(self, cell: etree._Element, inside: Place, node: nodes.Element, style: str, box: Callable | None = None) -> None:
        """A paragraph of a message, in the message's own language; ``box`` writes what stands before it."""
        own = inside.of(node)
        with self.line(cell, own, style) as paragraph:
            if box:
                box(paragraph, own)
            self.writer.message(node, paragraph, own)

    def line(self, cell: etree._Element, inside: Place, style: str):
        return self.writer.paragraph(cell, inside, style=style, keep_next=self.keep)

    def to_write_on(self, cell: etree._Element, inside: Place, words: list[str], first: str = "") -> None:
        """A line of words, each with a blank after it: tabs that draw a line as far as their stops."""
        with self.line(cell, inside, "SOP Form Blank") as paragraph:
            stops = put(paragraph[0], "w:tabs")
            if first:
                self.writer.runs.text(paragraph, f"{first} ", inside)
            for number, name in enumerate(words, start=1):
                sub(stops, "w:tab", val="left", leader="underscore", pos=inside.width * number // len(words))
                self.writer.runs.text(paragraph, f"{' ' if number > 1 else ''}{name} ", inside)
                sub(self.writer.runs.run(paragraph, inside), "w:tab")

    def to_sign_on(self, cell: etree._Element, inside: Place) -> None:
        self.to_write_on(cell, inside, [word("Signature")])
