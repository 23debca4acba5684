"""The finished text in, the page that each bookmark probably stands on out.

These numbers stand in the contents where LibreOffice has not counted them (``layout``), until Word has updated its fields, which it
offers to do when the file is opened. They come from counting lines, and can be wrong by a few pages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from math import ceil

from lxml import etree

from build_tools.word.ooxml import is_on, q, value, whole
from build_tools.word.styles import Styles

# Mean width of a letter and height of a line, as shares of the size of the font. Fitted to the whole SOP in en, ar and ckb on the neutral
# letterhead as LibreOffice lays it out: see test_pages.py for how far off they are.
WIDTHS = {"ltr": 0.445, "rtl": 0.415}
SORANI = 0.48  # it writes its vowels, and with wide letters
LEADING = {"ltr": 1.17, "rtl": 1.18}
TWIPS = 10  # in half a point: sizes of fonts are given so
VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670]")
SINGLE = 240  # w:line of single spacing


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a style says of size (half points, by direction of the text) and spacing (twentieths of a point)."""

    sizes: dict[str, int]
    before: int
    after: int
    line: int
    exact: bool
    breaks: bool
    keeps: bool


class Looks:
    """The paragraph styles of a letterhead, each with what it takes from those it is based on."""

    def __init__(self, styles: Styles) -> None:
        self._styles = {style.get(q("w:styleId")): style for style in styles.root.iter(q("w:style")) if style.get(q("w:type")) != "table"}
        self._default = styles.default().get(q("w:styleId"))
        self._root = styles.root
        self._known: dict[str, Look] = {}

    def of(self, style: str) -> Look:
        """By styleId; "" and an unknown one mean the default."""
        if style not in self._known:
            chain = list(self._chain(style if style in self._styles else self._default))
            self._known[style] = Look(
                sizes={"ltr": self._size(chain, "w:sz"), "rtl": self._size(chain, "w:szCs")},
                before=self._spacing(chain, "before", 0), after=self._spacing(chain, "after", 0), line=self._spacing(chain, "line", SINGLE),
                exact=any(spacing.get(q("w:lineRule")) == "exact" for own in chain[:1] for spacing in own.iter(q("w:spacing"))),
                breaks=self._switch(chain, "w:pageBreakBefore"), keeps=self._switch(chain, "w:keepNext"),
            )
        return self._known[style]

    @cached_property
    def _defaults(self) -> list[etree._Element]:
        return list(self._root.iterfind(q("w:docDefaults")))

    def _chain(self, style: str):
        for _ in range(len(self._styles)):  # w:basedOn may go in a circle
            own = self._styles.get(style)
            if own is None:
                break
            yield own
            style = value(own, "w:basedOn")
        yield from self._defaults

    @staticmethod
    def _size(chain: list[etree._Element], tag: str) -> int:
        return next((whole(found.get(q("w:val")), 20) for own in chain for found in own.iter(q(tag))), 20)

    @staticmethod
    def _spacing(chain: list[etree._Element], name: str, default: int) -> int:
        found = (spacing.get(q(f"w:{name}")) for own in chain for spacing in own.iter(q("w:spacing")))
        return next((whole(text, default) for text in found if text), default)

    @staticmethod
    def _switch(chain: list[etree._Element], tag: str) -> bool:
        return is_on(next((found for own in chain for found in own.iter(q(tag))), None))


class _Page:
    """How far down on which page the text has come."""

    def __init__(self, height: int, first: int) -> None:
        self.number, self.used, self._height = first, 0, height

    def add(self, height: int, and_then: int = 0) -> None:
        """Something this high, and on the same page something more."""
        if self.used and self.used + height + and_then > self._height:
            self.turn()
        extra, self.used = divmod(self.used + height, self._height)
        self.number += extra

    def turn(self) -> None:
        self.number, self.used = self.number + 1, 0


def guess(blocks: list[etree._Element], styles: Styles, width: int, height: int, first: int = 1, notes: etree._Element | None = None) -> dict[str, int]:
    """The page of each bookmark in these paragraphs and tables, which begin at the top of page ``first``; ``notes`` are the footnotes."""
    ruler = Ruler(Looks(styles), notes)
    page = _Page(height, first)
    found: dict[str, int] = {}
    for block in blocks:
        rows = [row for row in block.iter(q("w:tr")) if row.getparent() is block or row.getparent().tag == q("w:sdtContent")] or [block]
        for row in rows:
            look = ruler.look(row)
            if page.used and (look.breaks or is_on(next(row.iter(q("w:pageBreakBefore")), None))):
                page.turn()
            page.add(ruler.height(row, width), 2 * ruler.line(look) if look.keeps else 0)
            for start in row.iter(q("w:bookmarkStart")):
                found[start.get(q("w:name"))] = page.number
    return found


def begun(blocks: list[etree._Element], styles: Styles) -> int:
    """The page that is reached after the letterhead's own pages: 1, and one more for each break that its maker put in."""
    looks = Looks(styles)
    found = 1
    for element in (element for block in blocks for element in block.iter(q("w:br"), q("w:pPr"))):
        if element.tag == q("w:br"):
            found += element.get(q("w:type")) == "page"
        else:
            section = element.find(q("w:sectPr"))
            found += section is not None and value(section, "w:type") != "continuous"
            found += is_on(element.find(q("w:pageBreakBefore"))) or looks.of(value(element, "w:pStyle")).breaks
    return found


class Ruler:
    """Measures paragraphs and rows, in twentieths of a point."""

    def __init__(self, looks: Looks, notes: etree._Element | None = None) -> None:
        self._looks = looks
        self._notes = {} if notes is None else {note.get(q("w:id")): note for note in notes}

    def look(self, block: etree._Element) -> Look:
        """Of a paragraph, or of the first one in a row."""
        first = block if block.tag == q("w:p") else next(block.iter(q("w:p")), block)
        return self._looks.of(value(first, "w:pPr/w:pStyle"))

    def line(self, look: Look, direction: str = "rtl") -> int:
        return look.line if look.exact else round(look.sizes[direction] * TWIPS * LEADING[direction] * look.line / SINGLE)

    def height(self, block: etree._Element, width: int) -> int:
        """Of a paragraph with its footnotes, or of a table row: its tallest cell."""
        if block.tag == q("w:tr"):
            least = whole(value(block, "w:trPr/w:trHeight"), 0)
            return max(least, max((self._cell(cell) for cell in block.iterfind(q("w:tc"))), default=0))
        look = self.look(block)
        bidi = "rtl" if is_on(block.find(f"{q('w:pPr')}/{q('w:bidi')}")) else "ltr"
        indent = block.find(f"{q('w:pPr')}/{q('w:ind')}")
        room = max(width - (0 if indent is None else whole(indent.get(q("w:left")), 0)), 400)
        extent = sum(whole(drawing.get("cy"), 0) // 635 for drawing in block.iter(q("wp:extent")))
        breaks = sum(1 for _ in block.iter(q("w:br")))
        lines = max(ceil(self._length(block, look) / room), 1) + breaks
        notes = [self._notes.get(mark.get(q("w:id"))) for mark in block.iter(q("w:footnoteReference"))]
        return lines * self.line(look, bidi) + look.before + look.after + extent + sum(self.height(p, width) for n in notes if n is not None for p in n)

    def _length(self, block: etree._Element, look: Look) -> float:
        """Of all text, in one line."""
        total = 0.0
        for text in block.iter(q("w:t")):
            look_of_run = text.getparent().find(q("w:rPr"))
            rtl = look_of_run is not None and is_on(look_of_run.find(q("w:rtl")))
            width = WIDTHS["rtl" if rtl else "ltr"]
            if rtl and (lang := look_of_run.find(q("w:lang"))) is not None and lang.get(q("w:bidi"), "").startswith("ckb"):
                width = SORANI
            total += len(VOWEL_SIGNS.sub("", text.text or "")) * width * look.sizes["rtl" if rtl else "ltr"] * TWIPS
        return total

    def _cell(self, cell: etree._Element) -> int:
        width = whole(cell.find(f"{q('w:tcPr')}/{q('w:tcW')}").get(q("w:w")), 2000)
        return 40 + sum(self.height(child, width - 200) for child in cell if child.tag == q("w:p")) + sum(
            self.height(row, width - 200) for child in cell if child.tag == q("w:tbl") for row in child.iterfind(q("w:tr"))
        )
