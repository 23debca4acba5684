"""A field in, boxes and lines to write on by hand out: how a form is drawn in the SOP itself."""

from __future__ import annotations

from docutils import nodes
from lxml import etree

from build_tools.content.checkboxes import EMPTY
from build_tools.content.forms import forms
from build_tools.interface import word
from build_tools.word.forms.form_sheet import ANSWER_ROW, JOINED, Sheet
from build_tools.word.ooxml import put
from build_tools.word.place import Place

APART = "\u2003 "  # between choices in a row


class Blanks:
    """Draws the answer of each kind of field into a cell, below or beside what is asked."""

    def height(self, field: forms.form_field) -> int:
        """Of the row, at least."""
        return ANSWER_ROW

    def asked(self, sheet: Sheet, field: forms.form_field) -> None:
        """Called before the label of a field is written."""

    def text(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
        with sheet.line(cell, inside, "SOP Form Answer"):
            pass

    def entry(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place, row: int, column: int) -> None:
        """A cell of a table of rows, both counted from 1."""
        self.text(sheet, field, cell, inside)

    def long(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
        for _ in range(field["lines"]):
            with sheet.line(cell, inside, "SOP Form Line"):
                pass
        put(cell[-1][0], "w:spacing", after=80)  # or the last line lies on the frame

    def date(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
        sheet.to_write_on(cell, inside, forms.date_words(with_time=field["time"]))

    def choice(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
        self.checkbox(sheet, field, cell, inside)

    def checkbox(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
        """Short choices beside each other; long ones below each other, and those that read in another direction than the boxes."""
        choices = forms.parts(field, forms.form_choice)
        if not forms.stand_in_a_row(choices) or any(inside.of(choice).direction != inside.direction for choice in choices):
            for number, choice in enumerate(choices, start=1):
                sheet.text(cell, inside, choice, "SOP Form Answer", self.box(sheet, field, number, choice))
            return
        with sheet.line(cell, inside, "SOP Form Answer") as paragraph:
            for number, choice in enumerate(choices, start=1):
                if number > 1:
                    sheet.writer.runs.text(paragraph, APART, inside)
                self.box(sheet, field, number, choice)(paragraph, inside)
                sheet.writer.message(choice, paragraph, inside.of(choice))

    def box(self, sheet: Sheet, field: forms.form_field, number: int, words: nodes.Element):
        """Writes the box before a choice (counted from 1), or before the label of a box alone (0)."""
        return lambda paragraph, place: sheet.writer.runs.text(paragraph, EMPTY + JOINED, place)

    def signature(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
        sheet.to_sign_on(cell, inside)
        sheet.to_write_on(cell, inside, [word("Name and post")])
        sheet.to_write_on(cell, inside, forms.date_words(), word("Date"))

    def repeated(self, sheet: Sheet, field: forms.form_field, count: int):
        """Where each of ``count`` blank rows of a table goes."""
        return [sheet.table] * count
