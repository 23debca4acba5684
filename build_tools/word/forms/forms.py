"""A blank form in, its tables out: titles, what is asked, and room for the answers, which ``writer.answers`` draws."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain

from docutils import nodes
from lxml import etree

from build_tools.content.forms import forms
from build_tools.interface import word
from build_tools.word.contents import caption_lists
from build_tools.word.forms.form_sheet import BLANK_ROW, Sheet
from build_tools.word.ooxml import put, q
from build_tools.word.place import Place
from build_tools.word.tables import describe, fitted, open_table, section_title

SHARES = [41, 59]  # of what is asked and of the answer
TINT = "E4ECF4"  # behind titles and the heads of columns; not by the table's style, which knows one first row alone


def draw(writer, node: forms.form, parent: etree._Element, place: Place) -> None:
    """The title heads each table, the first in large letters, and each page repeats the heads."""
    writer.bookmarks.promise(node)
    title, whole = forms.part(node, nodes.title), forms.is_short(node)
    tables = list(forms.stretches(node))
    for fields in tables:
        style = "SOP Form Title" if fields is tables[0] else "SOP Form Help"
        keep = whole and fields is not tables[-1]  # the last row of the last table has nothing to stay with
        shares = fields[0]["widths"] if fields[0]["kind"] == "rows" else SHARES
        sheet = _open(writer, parent, place, shares, title, style)
        if fields is tables[0] and forms.begins_a_page(node):
            put(next(sheet.table.iter(q("w:pPr"))), "w:pageBreakBefore")
        (_rows if fields[0]["kind"] == "rows" else _pairs)(sheet, fields, whole, keep)
        writer.gap(parent, place)


def _open(writer, parent: etree._Element, place: Place, shares: list[int], title: nodes.title, style: str) -> Sheet:
    """A table with its first row, the title."""
    widths = fitted(shares, place.width - place.indent)
    sheet = Sheet(writer=writer, table=open_table(writer, parent, place, "SOP Form", widths), place=place, widths=widths, keep=True)
    describe(sheet.table, title.astext(), section_title(title))
    with sheet.cell(sheet.row(heading=True), 0, len(widths), TINT) as (cell, inside):
        sheet.text(cell, inside, title, style)
        if style == "SOP Form Title":
            caption_lists.mark(writer, title.parent, cell[-1], inside)
    return sheet


def _pairs(sheet: Sheet, fields: list[forms.form_field], whole: bool, keep: bool) -> None:
    """What is asked, and room for the answer."""
    answers = sheet.writer.answers
    for field in fields:
        own = replace(sheet, keep=whole if field is not fields[-1] else keep)
        row = own.row(height=answers.height(field))
        match field["kind"]:
            case "long":
                with own.cell(row, 0, 2) as (cell, inside):
                    _asked(own, field, cell, inside)
                    answers.long(own, field, cell, inside)
            case "checkbox" if not forms.parts(field, forms.form_choice):
                with own.cell(row, 0, 2) as (cell, inside):
                    _asked(own, field, cell, inside, box=answers.box(own, field, 0, forms.part(field, forms.form_label)))
            case kind:
                with own.cell(row, 0) as (cell, inside):
                    _asked(own, field, cell, inside)
                with own.cell(row, 1) as (cell, inside):
                    getattr(answers, kind)(own, field, cell, inside)


def _rows(sheet: Sheet, fields: list[forms.form_field], whole: bool, keep: bool) -> None:
    """Blank rows, under their label and the heads of their columns."""
    (field,) = fields
    columns = forms.parts(field, forms.form_column)
    with sheet.cell(sheet.row(heading=True), 0, len(columns)) as (cell, inside):
        _asked(sheet, field, cell, inside)
    row = sheet.row(heading=True)
    for number, column in enumerate(columns):
        with sheet.cell(row, number, fill=TINT) as (cell, inside):
            sheet.text(cell, inside, column, "SOP Form Column")
    named = forms.parts(field, forms.form_row)
    last = len(named) + field["rows"]
    blank = ((None, parent) for parent in sheet.writer.answers.repeated(sheet, field, field["rows"]))  # made one after the other
    for number, (name, parent) in enumerate(chain(((name, sheet.table) for name in named), blank), start=1):
        own = replace(sheet, keep=whole if number < last else keep)
        row = own.row(height=BLANK_ROW, parent=parent)
        for column in range(len(columns)):
            with own.cell(row, column) as (cell, inside):
                if name is not None and column == 0:
                    own.text(cell, inside, name, "SOP Form Answer")
                else:
                    own.writer.answers.entry(own, field, cell, inside, number, column + 1)


def _asked(sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place, box=None) -> None:
    """The label, and in small letters how to answer."""
    sheet.writer.answers.asked(sheet, field)
    sheet.text(cell, inside, forms.part(field, forms.form_label), "SOP Form Label", box)
    for hint in forms.parts(field, forms.form_help):
        sheet.text(cell, inside, hint, "SOP Form Help")
    if forms.may_tick_several(field):
        with sheet.line(cell, inside, "SOP Form Help") as paragraph:
            sheet.writer.runs.text(paragraph, word("Tick all that apply"), inside)


WRITERS = {forms.form: draw}
