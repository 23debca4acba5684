"""The finished text in, the page that each bookmark probably stands on out.

Only Word knows its pages. These numbers stand in the table of contents until Word has updated its fields, which it offers to do when the
file is opened; they come from counting lines, and can be wrong by a page or two.
"""

from __future__ import annotations

from math import ceil

from lxml import etree

from build_tools.word.ooxml import is_on, q, value
from build_tools.word.styles import Styles

# Fitted to the English edition on the neutral letterhead as LibreOffice lays it out: 70 headings, none off by more than a page.
LINE = 290  # twentieths of a point, with its leading
LETTER = 108  # the mean width of a letter
SPACE = 80  # after a paragraph


class _Page:
    """How far down on which page the text has come."""

    def __init__(self, height: int) -> None:
        self.number, self._used, self._height = 1, 0, height

    def add(self, height: int) -> None:
        if self._used and self._used + height > self._height:
            self.turn()
        extra, self._used = divmod(self._used + height, self._height)
        self.number += extra

    def turn(self) -> None:
        self.number, self._used = self.number + 1, 0


def guess(blocks: list[etree._Element], styles: Styles, width: int, height: int, first: int = 1) -> dict[str, int]:
    """The page of each bookmark in these paragraphs and tables, which begin at the top of page ``first``."""
    page = _Page(height)
    page.number = first
    breaking = {s.get(q("w:styleId")) for s in styles.root.iter(q("w:style")) if is_on(s.find(f"{q('w:pPr')}/{q('w:pageBreakBefore')}"))}
    found: dict[str, int] = {}
    for block in blocks:
        if value(block, "w:pPr/w:pStyle") in breaking and page._used:
            page.turn()
        rows = block.findall(q("w:tr")) or [block]
        for row in rows:
            if page._used and is_on(next(row.iter(q("w:pageBreakBefore")), None)):
                page.turn()
            page.add(_height(row, width))
            for start in row.iter(q("w:bookmarkStart")):
                found[start.get(q("w:name"))] = page.number
    return found


def _height(block: etree._Element, width: int) -> int:
    """Of a paragraph, or of a table row: its tallest cell."""
    if block.tag == q("w:tr"):
        least = int(value(block, "w:trPr/w:trHeight", "0"))
        return max(least, max((_cell(cell) for cell in block.iterfind(q("w:tc"))), default=LINE))
    extent = sum(int(drawing.get("cy")) // 635 for drawing in block.iter(q("wp:extent")))
    letters = sum(len(text.text or "") for text in block.iter(q("w:t")))
    return max(ceil(letters * LETTER / max(width, LETTER)), 1) * LINE + SPACE + extent


def _cell(cell: etree._Element) -> int:
    width = int(cell.find(f"{q('w:tcPr')}/{q('w:tcW')}").get(q("w:w")))
    return sum(_height(child, width) for child in cell if child.tag != q("w:tcPr")) or LINE
