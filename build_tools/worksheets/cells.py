"""A text in, a cell that shows it as text, whatever it looks like, in the look of its column out."""

from __future__ import annotations

import difflib
import re
from copy import copy

from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side

from build_tools.worksheets.rows import Row, printable

LATIN, ARABIC = "Calibri", "Tahoma"  # on every Windows and Mac with Office; Tahoma has all letters of Kurdish and shapes them well
INK, PAPER, LINE, HEAD = "1F2933", "F2F4F6", "CBD2D9", "1B4965"
STATES = {"untranslated": "FBE3D6", "fuzzy": "FFF2CC", "translated": "E2F0D9"}
GONE, NEW = InlineFont(rFont=LATIN, sz=10, color="B42318", strike=True), InlineFont(rFont=LATIN, sz=10, color="1E7B34", b=True)
KEPT = InlineFont(rFont=LATIN, sz=10, color="52606D")
_EDGE = Side(style="thin", color=LINE)
BORDER = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)


def put(cell: Cell, value: str | CellRichText) -> None:
    """Text, whatever it looks like: of what is assigned, openpyxl takes what begins with = for a formula, and #N/A for an error."""
    if value:
        cell.value = value if isinstance(value, CellRichText) else printable(value)
        cell.data_type = "s"


def styles(*, language_is_rtl: bool, source_is_rtl: bool) -> dict[str, dict]:
    """For each column its cells' font, alignment, fill, border and lock."""

    def style(*, rtl: bool, size: int = 10, own: bool = False, middle: bool = False, color: str = INK) -> dict:
        side = "center" if middle else "right" if rtl else "left"
        return {
            "font": Font(name=ARABIC if rtl else LATIN, size=size, color=color),
            "alignment": Alignment(horizontal=side, vertical="top", wrap_text=True, readingOrder=2 if rtl else 1, indent=0 if middle else 1),
            "fill": colour("FFFFFF" if own else PAPER),
            "border": BORDER,
            "protection": Protection(locked=not own),
            "number_format": "@",  # what is typed stays text: no dates, no formulas
        }

    return {
        "id": style(rtl=False),
        "chapter": style(rtl=source_is_rtl, color="52606D"),
        "place": style(rtl=source_is_rtl, color="52606D"),
        "source": style(rtl=source_is_rtl, size=11),
        "translation": style(rtl=language_is_rtl, size=11, own=True),
        "correct": style(rtl=False, size=12, own=True, middle=True),
        "state": style(rtl=language_is_rtl, middle=True),
        "terms": style(rtl=source_is_rtl),
        "changes": style(rtl=source_is_rtl),
        "remark": style(rtl=language_is_rtl, own=True),
    }


def dress(cell: Cell, style: dict) -> None:
    """Give the cell its look. openpyxl looks up each attribute anew in each cell; like cells share what it found the first time."""
    if "found" not in style:
        for attribute, value in style.items():
            setattr(cell, attribute, value)
        style["found"] = cell._style
    cell._style = copy(style["found"])


def colour(rgb: str) -> PatternFill:
    return PatternFill("solid", fgColor=rgb)


def head(cell: Cell, text: str) -> None:
    put(cell, text)
    cell.font = Font(name=ARABIC, size=10, bold=True, color="FFFFFF")
    cell.fill = colour(HEAD)
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    cell.border = BORDER


def changes(row: Row) -> CellRichText | str:
    """The original before and now in one text: what is gone struck through, what is new in bold."""
    if not row.previous or row.previous == row.source:
        return ""
    before, now = (re.findall(r"\S+\s*", text) for text in (row.previous, row.source))
    blocks = []
    for change, i, j, k, m in difflib.SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        blocks += [TextBlock(KEPT, "".join(before[i:j]))] if change == "equal" else []
        blocks += [TextBlock(GONE, "".join(before[i:j]))] if change in ("delete", "replace") else []
        blocks += [TextBlock(NEW, "".join(now[k:m]))] if change in ("insert", "replace") else []
    return CellRichText(blocks)
