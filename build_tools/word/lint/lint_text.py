"""The XML of one text (the chapters, a header, a footer, the notes) in, what is wrong in it by itself out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from build_tools.word.ooxml import ORDER, W, is_on, q, value

# Where the schema wants an order that readers of the file rely on.
_RANKS = {q(parent): {q(f"w:{name}"): rank for rank, name in enumerate(ORDER[parent].split())} for parent in ("w:pPr", "w:rPr", "w:sectPr", "w:tblPr")}
_MANY = {q("w:headerReference"), q("w:footerReference")}
_BLOCKS = {q("w:p"), q("w:tbl"), q("w:sectPr")}
_BESIDE_BLOCKS = {q(f"w:{name}") for name in ("sdt", "customXml", "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "proofErr",
                                              "permStart", "permEnd", "ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveFromRangeEnd",
                                              "moveToRangeStart", "moveToRangeEnd", "altChunk")}


def open_bookmarks(root: etree._Element) -> Iterator[str]:
    """A bookmark that starts also ends, once, and after its start: Word loses it otherwise, and what refers to it says "Error!"."""
    started: set[str] = set()
    for element in root.iter(q("w:bookmarkStart"), q("w:bookmarkEnd")):
        own = element.get(q("w:id"))
        if element.tag == q("w:bookmarkStart"):
            if own in started:
                yield f"bookmark id {own} is used twice"
            started.add(own)
        elif own not in started:
            yield f"bookmark {own} ends without a start"
    ended = Counter(element.get(q("w:id")) for element in root.iter(q("w:bookmarkEnd")))
    for own in sorted(started):
        if ended[own] != 1:
            yield f"bookmark {own} ends {ended[own]} times"


def unbalanced_fields(root: etree._Element) -> Iterator[str]:
    """begin, separate, end; fields may nest, and one may reach over paragraphs, but not out of its part (ECMA-376 part 1, 17.16.18)."""
    open_fields: list[bool] = []  # whether each has been separated
    for mark in root.iter(q("w:fldChar")):
        kind = mark.get(q("w:fldCharType"))
        if kind == "begin":
            open_fields.append(False)
        elif not open_fields:
            yield f"a field's {kind} without its begin"
        elif kind == "end":
            open_fields.pop()
        elif open_fields[-1]:
            yield "a field is separated twice"
        else:
            open_fields[-1] = True
    if open_fields:
        yield f"{len(open_fields)} fields without an end"


def cells_without_end(root: etree._Element) -> Iterator[str]:
    """The last thing in a cell is a paragraph (ECMA-376 part 1, 17.4.65); Word calls the file broken otherwise."""
    for cell in root.iter(q("w:tc")):
        last = next((child for child in reversed(cell) if child.tag not in (q("w:bookmarkEnd"), q("w:bookmarkStart"))), None)
        if last is None or last.tag not in (q("w:p"), q("w:sdt")):
            yield "a cell does not end with a paragraph"


def touching_tables(root: etree._Element) -> Iterator[str]:
    """Word makes one table of two that touch."""
    for table in root.iter(q("w:tbl")):
        following = table.getnext()
        if following is not None and following.tag == q("w:tbl"):
            yield "two tables touch"


def uneven_rows(root: etree._Element) -> Iterator[str]:
    """A table has a grid and rows, and each row has cells for as many columns as the grid: else columns shift."""
    for table in root.iter(q("w:tbl")):
        columns = len(table.findall(f"{q('w:tblGrid')}/{q('w:gridCol')}"))
        rows = [row for row in table.iter(q("w:tr")) if next(row.iterancestors(q("w:tbl"))) is table]
        if not columns:
            yield "a table has no grid of columns"
        if not rows:
            yield "a table has no rows"
        for row in rows:
            cells = [cell for cell in row.iter(q("w:tc")) if next(cell.iterancestors(q("w:tr"))) is row]
            covered = sum(int(value(cell, "w:tcPr/w:gridSpan", "1")) for cell in cells)
            covered += sum(int(value(row, f"w:trPr/w:grid{side}", "0")) for side in ("Before", "After"))
            if columns and covered != columns:
                yield f"a row has cells for {covered} columns in a table of {columns}"


def hanging_merges(root: etree._Element) -> Iterator[str]:
    """A cell that continues the one above has one above: Word drops its text otherwise."""
    for table in root.iter(q("w:tbl")):
        open_columns: set[int] = set()
        for row in table.iterfind(q("w:tr")):
            column, now = int(value(row, "w:trPr/w:gridBefore", "0")), set()
            for cell in row.iterfind(q("w:tc")):
                merge = cell.find(f"{q('w:tcPr')}/{q('w:vMerge')}")
                if merge is not None:
                    if merge.get(q("w:val"), "continue") == "continue" and column not in open_columns:
                        yield "a cell continues one above that is not there"
                    now.add(column)
                column += int(value(cell, "w:tcPr/w:gridSpan", "1"))
            open_columns = now


def disorder(root: etree._Element) -> Iterator[str]:
    """Properties stand in the schema's order and once: Word calls the file broken, or passes over what stands too late."""
    for parent in root.iter(*_RANKS):
        ranks = _RANKS[parent.tag]
        before = -1
        for child in parent:
            rank = ranks.get(child.tag, before)
            if rank < before or (rank == before and child.tag in ranks and child.tag not in _MANY):
                yield f"{_name(child)} stands in {_name(parent)} twice or too late"
            before = max(before, rank)


def misplaced(root: etree._Element) -> Iterator[str]:
    """Blocks stand beside blocks and runs inside paragraphs; the page layout comes last. Word calls the file broken otherwise."""
    for paragraph in root.iter(q("w:p")):
        around = paragraph.getparent()
        if around.tag in (q("w:p"), q("w:r"), q("w:hyperlink")):
            yield f"a paragraph stands inside {_name(around)}"
    for link in root.iter(q("w:hyperlink")):
        if any(True for _ in link.iterancestors(q("w:hyperlink"))):
            yield "a link stands inside a link"
    for holder in root.iter(q("w:body"), q("w:hdr"), q("w:ftr"), q("w:footnote"), q("w:tc")):
        for child in holder:
            if child.tag not in _BLOCKS | _BESIDE_BLOCKS and child.tag.startswith(f"{{{W}}}") and child.tag != q("w:tcPr"):
                yield f"{_name(child)} stands where a paragraph is expected"
    for section in root.iterfind(f"{q('w:body')}/{q('w:sectPr')}"):
        if section.getnext() is not None:
            yield "the page layout is not the last thing in the text"


def loose_letters(root: etree._Element) -> Iterator[str]:
    """Letters stand in w:t; any others are not shown, or break the file."""
    for element in root.iter(q("w:r"), q("w:p"), q("w:tc"), q("w:tr"), q("w:tbl"), q("w:body")):
        loose = (element.text or "") + "".join(child.tail or "" for child in element)
        if loose.strip():
            yield f"{loose.strip()[:40]!r} stands in {_name(element)}, outside of a text"


def directions_disagree(root: etree._Element) -> Iterator[str]:
    """Arabic letters in a run that says it is left-to-right, or says nothing."""
    for run in root.iter(q("w:r")):
        words = "".join(text.text or "" for text in run.iterfind(q("w:t")))
        if re.search("[\u0620-\u06ff]", words) and not is_on(run.find(f"{q('w:rPr')}/{q('w:rtl')}")):
            yield f"Arabic text without w:rtl: {words[:40]!r}"


def _name(element: etree._Element) -> str:
    return f"w:{etree.QName(element).localname}"


RULES = (
    open_bookmarks, unbalanced_fields, cells_without_end, touching_tables, uneven_rows, hanging_merges, disorder, misplaced, loose_letters,
    directions_disagree,
)
