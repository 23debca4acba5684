"""A blank form in, tables with boxes and lines to write on out. All that draws an answer is here, by the field's ``kind``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from docutils import nodes
from lxml import etree

from build_tools.content import forms
from build_tools.content.checkboxes import EMPTY
from build_tools.interface import word
from build_tools.word.ooxml import put, q, sub
from build_tools.word.place import Place
from build_tools.word.tables import close_cell, fitted, open_cell, open_row, open_table

PADDING = 200  # both side margins of a cell in the style "SOP Form"
SHARES = [41, 59]  # of what is asked and of the answer
ANSWER_ROW, BLANK_ROW = 480, 520  # least heights of a row to write in, in twentieths of a point: 8 and 9 mm
APART = "\u2003 "  # between choices in a row
JOINED = "\u00a0"  # between a box and its words
TINT = "E4ECF4"  # behind titles and the heads of columns; not by the table's style, which knows one first row alone


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One table of a form. ``keep`` holds a row on the page of the next one."""

    writer: object
    table: etree._Element
    place: Place
    widths: list[int]
    keep: bool = False

    def row(self, *, heading: bool = False, height: int = ANSWER_ROW) -> etree._Element:
        row = open_row(self.table, heading=heading)
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

    def text(self, cell: etree._Element, inside: Place, node: nodes.Element, style: str, before: str = "") -> None:
        """A paragraph of a message, in the message's own language."""
        own = inside.of(node)
        with self.line(cell, own, style) as paragraph:
            if before:
                self.writer.runs.text(paragraph, before, own)
            self.writer.inline(node.children, paragraph, own)

    def line(self, cell: etree._Element, inside: Place, style: str):
        return self.writer.paragraph(cell, inside, style=style, keep_next=self.keep)


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
    put(sheet.table[0], "w:tblCaption", val=title.astext())
    with sheet.cell(sheet.row(heading=True), 0, len(widths), TINT) as (cell, inside):
        sheet.text(cell, inside, title, style)
    return sheet


def _pairs(sheet: Sheet, fields: list[forms.form_field], whole: bool, keep: bool) -> None:
    """What is asked, and room for the answer."""
    for field in fields:
        own = replace(sheet, keep=whole if field is not fields[-1] else keep)
        row = own.row()
        match field["kind"]:
            case "long":
                with own.cell(row, 0, 2) as (cell, inside):
                    _asked(own, field, cell, inside)
                    _lines(own, field, cell, inside)
            case "checkbox" if not forms.parts(field, forms.form_choice):
                with own.cell(row, 0, 2) as (cell, inside):
                    _asked(own, field, cell, inside, before=EMPTY + JOINED)
            case kind:
                with own.cell(row, 0) as (cell, inside):
                    _asked(own, field, cell, inside)
                with own.cell(row, 1) as (cell, inside):
                    ANSWERS[kind](own, field, cell, inside)


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
    rows = [*named, *[None] * field["rows"]]
    for number, name in enumerate(rows, start=1):
        own = replace(sheet, keep=whole if number < len(rows) else keep)
        row = own.row(height=BLANK_ROW)
        for column in range(len(columns)):
            with own.cell(row, column) as (cell, inside):
                if name is not None and column == 0:
                    own.text(cell, inside, name, "SOP Form Answer")
                else:
                    _blank(own, field, cell, inside)


def _asked(sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place, before: str = "") -> None:
    """The label, and in small letters how to answer."""
    sheet.text(cell, inside, forms.part(field, forms.form_label), "SOP Form Label", before)
    for hint in forms.parts(field, forms.form_help):
        sheet.text(cell, inside, hint, "SOP Form Help")
    if forms.may_tick_several(field):
        with sheet.line(cell, inside, "SOP Form Help") as paragraph:
            sheet.writer.runs.text(paragraph, word("Tick all that apply"), inside)


def _blank(sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
    with sheet.line(cell, inside, "SOP Form Answer"):
        pass


def _lines(sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
    for _ in range(field["lines"]):
        with sheet.line(cell, inside, "SOP Form Line"):
            pass
    put(cell[-1][0], "w:spacing", after=80)  # or the last line lies on the frame


def _choices(sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
    """Short choices beside each other; long ones below each other, and those that read in another direction than the boxes."""
    choices = forms.parts(field, forms.form_choice)
    if not forms.stand_in_a_row(choices) or any(inside.of(choice).direction != inside.direction for choice in choices):
        for choice in choices:
            sheet.text(cell, inside, choice, "SOP Form Answer", EMPTY + JOINED)
        return
    with sheet.line(cell, inside, "SOP Form Answer") as paragraph:
        for number, choice in enumerate(choices):
            sheet.writer.runs.text(paragraph, (APART if number else "") + EMPTY + JOINED, inside)
            sheet.writer.inline(choice.children, paragraph, inside.of(choice))


def _date(sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
    _to_write_on(sheet, cell, inside, forms.date_words(with_time=field["time"]))


def _signature(sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
    _to_write_on(sheet, cell, inside, [word("Signature")])
    _to_write_on(sheet, cell, inside, [word("Name and post")])
    _to_write_on(sheet, cell, inside, forms.date_words(), word("Date"))


def _to_write_on(sheet: Sheet, cell: etree._Element, inside: Place, words: list[str], first: str = "") -> None:
    """A line of words, each with a blank after it: tabs that draw a line as far as their stops."""
    with sheet.line(cell, inside, "SOP Form Blank") as paragraph:
        stops = put(paragraph[0], "w:tabs")
        if first:
            sheet.writer.runs.text(paragraph, f"{first} ", inside)
        for number, name in enumerate(words, start=1):
            sub(stops, "w:tab", val="left", leader="underscore", pos=inside.width * number // len(words))
            sheet.writer.runs.text(paragraph, f"{' ' if number > 1 else ''}{name} ", inside)
            sub(sheet.writer.runs.run(paragraph, inside), "w:tab")


ANSWERS = {"text": _blank, "date": _date, "choice": _choices, "checkbox": _choices, "signature": _signature}
WRITERS = {forms.form: draw}
