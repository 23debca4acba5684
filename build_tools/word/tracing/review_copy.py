"""The written chapters of one edition in, the same with a number beside each paragraph out: the review copy, which readers cite as "5.2.3 ¶2".

Counted are the paragraphs, items, captions and table rows below each numbered heading; a box counts once, and pictures, footnotes and
repeated heads of tables do not. Beside a paragraph the number hangs in the margin; a table gets a column there. All of it has the
character style ``SOP Paragraph Id``: who reads a returned file leaves such runs out. Numbers of list items are words here, since Word
puts nothing before a number of its own; they have that style too.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from docutils import nodes
from lxml import etree

from build_tools.word.characters import pieces
from build_tools.word.ooxml import XML_SPACE, is_on, properties, put, q, sub, value
from build_tools.word.place import Place
from build_tools.word.tracing.markers import Markers

STYLE = "SOP Paragraph Id"
WIDEST, NARROWEST, EDGE = 1100, 500, 250  # of the numbers' column, and what stays free at the paper's edge; in twentieths of a point
LONGEST_NAME = 14  # letters of "Annex D"
UNCOUNTED = ("SOP Table Gap", "SOP Rule", "SOP Code", "SOP Figure")  # a frame around code would grow with it
UNSEEN = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": "FFFFFF"}  # LibreOffice draws the table's own line where a cell has "none"
HEADINGS = tuple(f"heading {level}" for level in range(1, 7))


class Numbers:
    """Counts as a reader does: below each numbered heading, or through an annex."""

    def __init__(self) -> None:
        self._section = ""
        self._counts: Counter[str] = Counter()

    def enter(self, section: nodes.section) -> None:
        if section.get("number"):
            self._section = section["number"]
        elif section["level"] == 1:
            name = next(iter(section.findall(nodes.title))).astext().partition(". ")[0]
            self._section = name if len(name) <= LONGEST_NAME else ""
            self._counts[self._section] = 0

    def next(self) -> str:
        self._counts[self._section] += 1
        return f"{self._section} ¶{self._counts[self._section]}".strip()


def number(writer, book: nodes.document, blocks: list[etree._Element], margin: int) -> None:
    """Number ``blocks``, from the first chapter's heading to the last; ``margin`` is the room beside the text."""
    Copy(writer, book, room(margin)).number(blocks)


def room(margin: int) -> int:
    """How wide the column of numbers may be."""
    return min(WIDEST, max(margin - EDGE, NARROWEST))


class Copy:
    """One review copy in the making; ``width`` is that of the numbers' column."""

    def __init__(self, writer, book: nodes.document, width: int) -> None:
        self._writer, self._width = writer, width
        self._numbers, self._markers = Numbers(), Markers(writer.numbering.root)
        self._sections = {name: section for section in book.findall(nodes.section) for name in writer.bookmarks.of(section)}
        self._headings = {writer.styles.id(name) for name in HEADINGS}
        self._uncounted = {writer.styles.id(name) for name in UNCOUNTED}
        self._style = _style(writer.styles.root)
        self._sizes: dict[tuple[str, str], str] = {}

    def number(self, blocks: list[etree._Element]) -> None:
        counting = False
        for block in blocks:
            if block.tag == q("w:tbl") and counting:
                self._table(block)
            elif value(block, "w:pPr/w:pStyle") in self._headings:
                section = next((self._sections[name] for name in _bookmarks(block) if name in self._sections), None)
                counting = section is not None  # the index of terms, which we make, is nobody's text
                if counting:
                    self._numbers.enter(section)
            elif counting and block.tag == q("w:p") and value(block, "w:pPr/w:pStyle") not in self._uncounted and _words(block):
                self._paragraph(block)

    def _paragraph(self, paragraph: etree._Element) -> None:
        own = paragraph.find(q("w:pPr"))
        indent = own.find(q("w:ind"))
        left, hanging = (0, 0) if indent is None else (int(indent.get(q(f"w:{side}"), 0)) for side in ("left", "hanging"))
        put(own, "w:ind", left=left, hanging=left + self._width)
        stops = put(own, "w:tabs")
        marker = self._markers.take(paragraph)
        place = replace(self._writer.place(), direction="rtl" if is_on(own.find(q("w:bidi"))) else "ltr")
        written = self._id(paragraph, place)
        for text, stop in ([(marker, left - hanging)] if marker else []) + [("", left)]:
            sub(stops, "w:tab", val="left", pos=stop)
            sub(self._run(paragraph, place), "w:tab")
            written += [paragraph[-1], *self._text(paragraph, text, place, plain=True)]
        for offset, run in enumerate(written, start=1):  # before bookmarks too: a reference to the paragraph shows none of it
            paragraph.insert(offset, run)

    def _table(self, table: etree._Element) -> None:
        """A column in each margin, without a frame, the first for the numbers.

        The second one is for the balance: a table with an indent, or at the trailing edge, stands in Word where ECMA-376 (part 1, 17.4.50)
        says, and in LibreOffice, if it turns, at the other side. In the middle it stands in both.
        """
        own = table.find(q("w:tblPr"))
        indent = own.find(q("w:tblInd"))
        width = self._width + (0 if indent is None else int(indent.get(q("w:w"))))
        put(own, "w:jc", val="center")
        if indent is not None:
            own.remove(indent)
        total = own.find(q("w:tblW"))
        total.set(q("w:w"), str(int(total.get(q("w:w"))) + width + self._width))
        grid = table.find(q("w:tblGrid"))
        grid.insert(0, grid.makeelement(q("w:gridCol"), {q("w:w"): str(width)}))
        sub(grid, "w:gridCol", w=self._width)
        frame = self._frame(value(own, "w:tblStyle"))
        for row in table.iterfind(q("w:tr")):
            self._row(row, width, frame)

    def _frame(self, style: str) -> dict[str, str]:
        """The line at the leading edge of a table of this style."""
        found = next((s for s in self._writer.styles.root.iter(q("w:style")) if s.get(q("w:styleId")) == style), None)
        line = None if found is None else found.find(f"{q('w:tblPr')}/{q('w:tblBorders')}/{q('w:left')}")
        return {q("w:val"): "nil"} if line is None else dict(line.attrib.items())

    def _row(self, row: etree._Element, width: int, frame: dict[str, str]) -> None:
        first, last = row.find(q("w:tc")), row.makeelement(q("w:tc"))
        row.append(last)
        _open_cell(last, self._width, {"left": frame})
        place = self._writer.place("SOP Table Text")
        with self._writer.paragraph(last, place):
            pass
        cell = row.makeelement(q("w:tc"))
        first.addprevious(cell)
        _open_cell(cell, width, {"right": frame})
        old = next(first.iter(q("w:pPr")))
        with self._writer.paragraph(cell, place, keep_next=old.find(q("w:keepNext")) is not None) as paragraph:
            if not is_on(row.find(f"{q('w:trPr')}/{q('w:tblHeader')}")) and _words(row):
                self._id(paragraph, place)
        if (turned := old.find(q("w:pageBreakBefore"))) is not None:
            old.remove(turned)
            put(properties(paragraph, "w:pPr"), "w:pageBreakBefore")

    def _id(self, paragraph: etree._Element, place: Place) -> list[etree._Element]:
        return self._text(paragraph, self._numbers.next(), place)

    def _text(self, paragraph: etree._Element, text: str, place: Place, *, plain: bool = False) -> list[etree._Element]:
        runs = []
        for piece in pieces(text, place.direction) if text else ():
            runs.append(self._run(paragraph, place, piece))
            sub(runs[-1], "w:t").text = piece.text
            runs[-1][-1].set(XML_SPACE, "preserve")
            if plain:  # a list's number looks as it would without us
                for tag in ("w:sz", "w:szCs"):
                    put(runs[-1][0], tag, val=self._size(paragraph, tag))
                put(runs[-1][0], "w:color", val="auto")
        return runs

    def _run(self, paragraph: etree._Element, place: Place, piece=None) -> etree._Element:
        run = self._writer.runs.run(paragraph, place, piece)
        put(run[0], "w:rStyle", val=self._style)
        for tag in ("w:b", "w:bCs"):  # in a caption too: a character style could not say so, it toggles
            put(run[0], tag, val=0)
        put(run[0], "w:noProof")
        return run

    def _size(self, paragraph: etree._Element, tag: str) -> str:
        """Of the paragraph's text, from its style or from the file's."""
        name = value(paragraph, "w:pPr/w:pStyle")
        if (name, tag) not in self._sizes:
            root = self._writer.styles.root
            style = next(s for s in root.iter(q("w:style")) if s.get(q("w:styleId")) == name)
            self._sizes[name, tag] = value(style, f"w:rPr/{tag}") or value(root, f"w:docDefaults/w:rPrDefault/w:rPr/{tag}", "22")
        return self._sizes[name, tag]


def _style(root: etree._Element) -> str:
    """The id of the numbers' style: written here, since no other edition needs it, unless the letterhead was a review copy itself."""
    for known in root.iter(q("w:style")):
        if value(known, "w:name") == STYLE:
            return known.get(q("w:styleId"))
    style = sub(root, "w:style", type="character", customStyle=1, styleId="SOPParagraphId")
    sub(style, "w:name", val=STYLE)
    look = sub(style, "w:rPr")
    sub(look, "w:color", val="5F5F5F")
    sub(look, "w:sz", val=14)
    sub(look, "w:szCs", val=16)
    return "SOPParagraphId"


def _open_cell(cell: etree._Element, width: int, frame: dict[str, dict[str, str]]) -> None:
    """White, with no line but that of the table's own frame."""
    own = sub(cell, "w:tcPr")
    sub(own, "w:tcW", w=width, type="dxa")
    borders = sub(own, "w:tcBorders")
    for side in ("top", "left", "bottom", "right"):
        sub(borders, f"w:{side}", frame.get(side, UNSEEN))
    sub(own, "w:shd", val="clear", color="auto", fill="FFFFFF")
    margins = sub(own, "w:tcMar")
    for side in ("left", "right"):
        sub(margins, f"w:{side}", w=0, type="dxa")


def _bookmarks(paragraph: etree._Element) -> list[str]:
    return [start.get(q("w:name")) for start in paragraph.iter(q("w:bookmarkStart"))]


def _words(element: etree._Element) -> bool:
    return any((text.text or "").strip() for text in element.iter(q("w:t")))
