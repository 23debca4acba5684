"""The bytes of a returned .xlsx in, its rows as plain text out, or one finding that says why it cannot be read. It comes by e-mail."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from openpyxl import load_workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from build_tools import archive
from build_tools.findings import CouldNotRun, Finding
from build_tools.worksheets.rows import FORM, HEADERS, MERGED, MOST_CHARACTERS, SUFFIX, TOO_LONG, Returned

LARGEST = 10_000_000  # bytes of the file; 10,700 messages make one of 1.5 MB
MOST_ROWS = 60_000
MOST_COLUMNS = 60
MOST_TEXT = 20_000_000  # characters in all rows: one text, unpacked once, can stand in each of them
HEADER_WITHIN = 10  # rows: somebody may write a line above
# What is no part of a list of texts. Pictures and comments are left alone: nobody looks at them here.
REFUSED = re.compile("macro|vba|activex|oleobject|ddelink|embedding|externallink|connections", re.IGNORECASE)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
SAVE_AS = 'in Excel choose Save as, "Excel Workbook (*.xlsx)"'
NEEDED = ("id", "source", "translation")
KINDS = {"f": "a formula", "n": "a number", "d": "a date", "b": "a yes or no", "e": "an error"}  # openpyxl's types of cells


def read(path: Path, name: str) -> list[Returned]:
    """The rows below the header, in the sheet's order. Raises CouldNotRun, with ``name`` for the file, if it is no sound worksheet."""
    data = _bytes(path, name)
    _examine(data, name)
    sheets = _sheets(data, name)
    found = [(sheet, cells, header) for sheet, cells in sheets for header in [_header(cells)] if header]
    if len(found) != 1:
        raise _refusal(name, *_which_sheet(len(found), sheets))
    [(sheet, cells, (top, columns))] = found
    if len(cells) > MOST_ROWS:
        raise _refusal(name, f"has more than {MOST_ROWS} rows", "delete the rows that are none of ours")
    merged = _merged(data, sheet._worksheet_path)  # openpyxl does not read merged cells from large files
    rows = [_row(number, line, columns, merged) for number, line in enumerate(cells[top:], start=top + 1)]
    if sum(len(row.source) + len(row.translation) for row in rows) > MOST_TEXT:
        raise _refusal(name, "holds too much text", "delete the rows that are none of ours")
    return rows


def _sheets(data: bytes, name: str) -> list[tuple[ReadOnlyWorksheet, list[tuple]]]:
    """Each sheet with its rows of cells; one row more than there may be."""
    try:
        # openpyxl warns of styles that it does not know, and prints which.
        with warnings.catch_warnings(action="ignore"), contextlib.redirect_stdout(io.StringIO()):
            workbook = load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
            return [(sheet, list(sheet.iter_rows(min_row=1, max_row=MOST_ROWS + 1, min_col=1, max_col=MOST_COLUMNS))) for sheet in workbook.worksheets]
    except Exception as error:  # openpyxl lets through whatever its parsers stumble on: KeyError, TypeError, ParseError …
        raise _refusal(name, f"cannot be read: {type(error).__name__}", "open it in Excel and save it under a new name") from None


def _bytes(path: Path, name: str) -> bytes:
    if path.suffix.lower() != SUFFIX:
        raise _refusal(name, "is no worksheet", SAVE_AS)
    try:
        if path.stat().st_size > LARGEST:
            raise _refusal(name, f"is larger than {LARGEST // 1_000_000} MB", "take out what was pasted in beside the translations")
        return path.read_bytes()
    except OSError as error:
        raise _refusal(name, f"cannot be read: {error.strerror}", "name the file that came back with FILE=") from None


def _examine(data: bytes, name: str) -> None:
    """Refuse anything that is no plain, passive workbook, before openpyxl opens it."""
    if data.startswith(archive.OLE):
        raise _refusal(name, "is an old .xls file or has a password", f"take the password off; {SAVE_AS}")
    try:
        parts = archive.unpack(data)
    except archive.Unsound as problem:
        raise _refusal(name, f"is no sound workbook: {problem}", "open it in Excel and save it under a new name") from None
    except archive.NoZip as problem:
        raise _refusal(name, "is no workbook", f"{SAVE_AS} ({problem})") from None
    for part, content in parts.items():
        if part.lower().endswith((".xml", ".rels")) and (problem := _problem(content)):
            raise _refusal(name, f"is no sound workbook: {part} {problem}", "open it in Excel and save it under a new name")
    types = parts.get(archive.CONTENT_TYPES, b"").decode("utf-8", "replace")
    if refused := REFUSED.search(types) or next(filter(None, map(REFUSED.search, parts)), None):
        raise _refusal(name, f"holds macros, or something from other files ({refused[0]})", f"copy the translations as values into a new export; {SAVE_AS}")
    if WORKBOOK not in types:
        raise _refusal(name, "is no workbook", SAVE_AS)


class _DocumentType(Exception):
    pass


def _problem(xml: bytes) -> str:
    """Why a part must not be parsed any further, or "". A document type can make entities grow, and Excel never writes one."""

    def stop(*_) -> None:
        raise _DocumentType

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = stop
    try:
        parser.Parse(xml, True)
    except _DocumentType:
        return "declares a document type"
    except (expat.ExpatError, LookupError, ValueError):  # the last two: an encoding that nobody knows
        return "is no XML"
    return ""


def _header(cells: list[tuple]) -> tuple[int, dict[str, int]] | None:
    """The number of the header's row and the place of each column by name, if this is a sheet of ours."""
    for number, line in enumerate(cells[:HEADER_WITHIN], start=1):
        said = [_text(cell).strip().split("\n")[-1].strip().casefold() for cell in line]
        columns = {name: said.index(header.casefold()) for name, header in HEADERS.items() if header.casefold() in said}
        if all(column in columns for column in NEEDED):
            return number, columns
    return None


def _which_sheet(count: int, sheets: list) -> tuple[str, str]:
    """Why it is not clear which sheet to read."""
    if count:
        return f"has {count} sheets with translations", "keep one of them, and delete the copies"
    heads = [_text(cell) for _, cells in sheets for line in cells[:HEADER_WITHIN] for cell in line]
    if form := next((text for text in heads if re.fullmatch(r"id \d+", text) and text != f"id {FORM}"), None):
        return f"was exported by another version of these tools ({form})", "export again with make export-translations, and copy the translations over"
    return f"has no sheet with the columns {', '.join(HEADERS[name] for name in NEEDED)}", "give the columns their names back, or copy the translations into a new export"


def _row(number: int, line: tuple, columns: dict[str, int], merged: list[tuple[int, int, int, int]]) -> Returned:
    def cell(name: str):
        return line[columns[name]] if name in columns else None

    def is_merged(name: str) -> bool:
        column = columns.get(name, -1) + 1
        return any(top <= number <= bottom and left <= column <= right for left, top, right, bottom in merged)

    return Returned(
        line=number,
        id=_text(cell("id")),
        source=_text(cell("source")),
        translation=_text(cell("translation")),
        correct=bool(_text(cell("correct")).strip()),
        remark=_text(cell("remark")).strip(),
        fault=MERGED if any(map(is_merged, ("id", "source", "translation"))) else _fault(cell("translation")),
    )


def _fault(cell) -> str:
    if cell is None or cell.value is None:
        return ""
    if cell.data_type not in ("s", "inlineStr", "str"):
        return f"is {KINDS.get(cell.data_type, 'no text')}"
    return TOO_LONG if len(cell.value) > MOST_CHARACTERS else ""


def _text(cell) -> str:
    return "" if cell is None or cell.value is None else str(cell.value)[: MOST_CHARACTERS + 1]


def _merged(data: bytes, part: str) -> list[tuple[int, int, int, int]]:
    """The merged ranges of a sheet as (left, top, right, bottom), counted from 1."""
    return list(_ranges(archive.unpack(data)[part.lstrip("/")]))


def _ranges(xml: bytes) -> Iterator[tuple[int, int, int, int]]:
    for left, top, right, bottom in re.findall(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"', xml):
        yield _column(left), int(top), _column(right), int(bottom)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _refusal(name: str, text: str, action: str) -> CouldNotRun:
    return CouldNotRun(Finding(path=name, code="worksheet", text=text, action=action))
