"""Rows in, the bytes of an .xlsx with one sheet to translate in and one that says how, out. Equal rows give equal bytes."""

from __future__ import annotations

import datetime
import io
import re

from openpyxl import Workbook
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from build_tools import archive
from build_tools.config import Project
from build_tools.revision import Revision
from build_tools.worksheets import cells, guide
from build_tools.worksheets.rows import HEADERS, Row

WIDTHS = {"chapter": 22, "place": 24, "source": 52, "translation": 52, "correct": 9, "state": 14, "terms": 34, "changes": 42, "remark": 30}
COLUMNS = {name: get_column_letter(number) for number, name in enumerate(HEADERS, start=1)}
CHECK = "✓"


def made_from(rows: list[Row], project: Project, language: str, revision: Revision) -> bytes:
    """The worksheet of one language, with its rows in the given order."""
    word = guide.words(project, language)
    workbook = Workbook()
    _fill(workbook.active, rows, project, language, word)
    _explain(workbook.create_sheet(_tab(guide.title(word))), project, language, revision, word)
    workbook.active.title = _tab(word("Translation"))
    workbook.properties.creator = project.document.code
    workbook.properties.title = project.code_for(language)
    return _repeatable(workbook, revision)


def _fill(sheet: Worksheet, rows: list[Row], project: Project, language: str, word: guide.Words) -> None:
    is_rtl = project.languages[language].direction == "rtl"
    styles = cells.styles(language_is_rtl=is_rtl, source_is_rtl=project.languages[project.document.source_language].direction == "rtl")
    looks = {state: styles["state"] | {"fill": cells.colour(colour)} for state, colour in cells.STATES.items()}
    shown, states = guide.headers(word), guide.states(word)
    for name, english in HEADERS.items():
        own = shown.get(name, english)
        cells.head(sheet[f"{COLUMNS[name]}1"], own if own == english else f"{own}\n{english}")
    for number, row in enumerate(rows, start=2):
        values = {"id": row.id, "chapter": row.chapter, "place": row.place, "source": row.source, "translation": row.translation,
                  "state": states[row.state], "terms": row.terms, "changes": cells.changes(row), "correct": "", "remark": ""}  # fmt: skip
        for name, value in values.items():
            cell = sheet[f"{COLUMNS[name]}{number}"]
            cells.put(cell, value)
            cells.dress(cell, styles[name] if name != "state" else looks[row.state])
        sheet.row_dimensions[number].height = _height(row)
    _arrange(sheet, len(rows) + 1, is_rtl)
    _protect(sheet)


def _height(row: Row) -> float:
    """Points that the row needs. Excel fits rows when somebody types; other programs show them as they come."""
    wide = {"chapter": row.chapter, "place": row.place, "source": row.source, "translation": row.translation or row.source, "terms": row.terms,
            "changes": f"{row.previous} {row.source[: len(row.source) // 4]}" if row.previous else ""}  # fmt: skip
    lines = max(_lines(text, WIDTHS[name]) for name, text in wide.items())
    return min(14.5 * lines + 4, 409)  # no row is higher


def _lines(text: str, width: int) -> int:
    """How many lines a text takes in a column of so many digits: letters of words are narrower than digits, and lines end early."""
    return sum(1 + int(len(line) / width) for line in text.split("\n"))


def _arrange(sheet: Worksheet, last: int, is_rtl: bool) -> None:
    """Widths, the frozen header, the filter, and how it prints."""
    for name, width in WIDTHS.items():
        sheet.column_dimensions[COLUMNS[name]].width = width
    sheet.column_dimensions[COLUMNS["id"]].hidden = True
    sheet.row_dimensions[1].height = 36
    sheet.sheet_view.rightToLeft = is_rtl
    sheet.sheet_view.zoomScale = 110
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{COLUMNS['remark']}{last}"
    translation, correct = COLUMNS["translation"], COLUMNS["correct"]
    todo = FormulaRule(formula=[f"LEN(${translation}2)=0"], fill=PatternFill("solid", bgColor="FFFBEA"))
    sheet.conditional_formatting.add(f"{translation}2:{translation}{last}", todo)
    choice = DataValidation(type="list", formula1=f'"{CHECK}"', allow_blank=True, showErrorMessage=True)
    choice.add(f"{correct}2:{correct}{last}")
    sheet.add_data_validation(choice)
    sheet.print_title_rows = "1:1"
    _as_wide_as_a_page(sheet)


def _as_wide_as_a_page(sheet: Worksheet) -> None:
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _protect(sheet: Worksheet) -> None:
    """A guard against slips, without a password. False means that it stays allowed (ECMA-376-1 §18.3.1.85)."""
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = sheet.protection.formatCells = sheet.protection.autoFilter = False


def _explain(sheet: Worksheet, project: Project, language: str, revision: Revision, word: guide.Words) -> None:
    """The second sheet: each instruction in the translator's language and in English, then examples."""
    is_rtl = project.languages[language].direction == "rtl"
    styles = cells.styles(language_is_rtl=is_rtl, source_is_rtl=False)
    table = [(guide.title(word), guide.title(str)), *zip(guide.lines(word), guide.lines(str), strict=True)]
    for number, (own, english) in enumerate(table, start=1):
        sheet.row_dimensions[number].height = 15 * _lines(max(own, english, key=len), 70) + 6
        for column, text, like in (("A", own, "translation"), ("B", english, "source")):
            cell = sheet[f"{column}{number}"]
            cells.put(cell, text)
            cell.font, cell.alignment = styles[like]["font"], styles[like]["alignment"]
            if number == 1:
                cells.head(cell, text)
    first = len(table) + 2
    pairs = [(word("Original text"), word("Translation")), *guide.examples(project, language)]
    for number, (original, own) in enumerate(pairs, start=first):
        for column, text, like in (("A", own, "translation"), ("B", original, "source")):
            cell = sheet[f"{column}{number}"]
            cells.put(cell, text)
            cell.font, cell.alignment, cell.border = styles[like]["font"], styles[like]["alignment"], cells.BORDER
            if number == first:
                cells.head(cell, text)
    cells.put(sheet[f"B{first + len(pairs) + 1}"], f"{project.code_for(language)}, {revision.name}")
    sheet.column_dimensions["A"].width = sheet.column_dimensions["B"].width = 70
    sheet.sheet_view.rightToLeft = is_rtl
    sheet.sheet_view.showGridLines = False
    _as_wide_as_a_page(sheet)
    _protect(sheet)


def _tab(name: str) -> str:
    """A sheet's name has at most 31 characters, and some not at all."""
    return re.sub(r"[\\/*?:\[\]]", " ", name)[:31].strip() or "Sheet"


def _repeatable(workbook: Workbook, revision: Revision) -> bytes:
    """Saved with the revision's date: openpyxl writes the clock's into the zip and the properties."""
    moment = datetime.datetime.fromtimestamp(revision.timestamp, datetime.UTC).replace(tzinfo=None)
    workbook.properties.created = moment
    buffer = io.BytesIO()
    workbook.save(buffer)
    parts = archive.unpack(buffer.getvalue())
    for name in parts:
        if name.startswith("xl/worksheets/"):  # a custom height would not grow while somebody types
            parts[name] = re.sub(rb'(<row [^>]*?) customHeight="1"', rb"\1", parts[name])
    core = parts["docProps/core.xml"]
    parts["docProps/core.xml"] = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), core)
    return archive.pack(parts)
