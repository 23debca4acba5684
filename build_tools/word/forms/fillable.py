"""A field in, content controls to fill in at a screen out: the Word file of an annex with forms, of which nothing else can be changed."""

from __future__ import annotations

from docutils import nodes
from lxml import etree

from build_tools.content.forms import forms
from build_tools.interface import word
from build_tools.word.forms import field_names
from build_tools.word.forms.controls import Controls, shortened
from build_tools.word.forms.form_blanks import Blanks
from build_tools.word.forms.form_sheet import ANSWER_ROW, JOINED, Sheet
from build_tools.word.forms.placeholders import Placeholders
from build_tools.word.ooxml import ignorable, properties, put, q, sub
from build_tools.word.package import Package
from build_tools.word.place import Place

LINE = 440  # of a long text, in twentieths of a point, as it is drawn
ENTRY = "…"  # in the cells of tables, which are too narrow for words
FIRST_ROW_ID = 200_000_000


def is_wanted(book: nodes.document) -> bool:
    """Whether an edition is a form to fill in: an annex as a file of its own, with a form in it.

    The whole SOP and a chapter stay texts that are read, commented and printed, with forms drawn blank: a file that is protected for
    filling in can be none of these.
    """
    page = next((child for child in book.children if isinstance(child, nodes.section)), None)
    return bool(book.get("part")) and page is not None and not page.get("number") and next(book.findall(forms.form), None) is not None


class Fillable(Blanks):
    """The answers of one file, each with its names (field_names says which)."""

    def __init__(self, writer) -> None:
        self._writer, self._placeholders = writer, Placeholders(writer)
        self._controls = Controls(writer, self._placeholders)
        self._keys: set[str] = set()
        self._rows = 0

    def finish(self, package: Package) -> None:
        """After the last field: the hints, and what Word must know to read the boxes."""
        self._placeholders.write(package)
        text = package.xml(package.main)
        ignorable(text, "w14", "w15")
        for section in text.iter(q("w:sectPr")):
            put(section, "w:formProt", val=1)  # the letterhead may have left one open

    def height(self, field: forms.form_field) -> int:
        return (field["lines"] + 1) * LINE if field["kind"] == "long" else ANSWER_ROW

    def asked(self, sheet: Sheet, field: forms.form_field) -> None:
        """A bookmark for the label."""
        if field["key"] in self._keys:
            raise self._writer.cannot(field, f"two forms of one file have a field {field['key']!r}", "give one of the fields another key: :key: …")
        self._keys.add(field["key"])
        self._writer.bookmarks.give_back([field_names.bookmark(field["key"], of="asked")])

    def text(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
        self._write(sheet, cell, inside, field["key"], _label(field), word("Click here to write"))

    def long(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
        self.text(sheet, field, cell, inside)
        sub(properties(cell, "w:tcPr"), "w:vAlign", val="top")

    def entry(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place, row: int, column: int) -> None:
        head = forms.parts(field, forms.form_column)[column - 1]
        self._write(sheet, cell, inside, f"{field['key']}.{row}.{column}", head.astext(), ENTRY)

    def date(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
        with sheet.line(cell, inside, "SOP Form Answer") as paragraph:
            self._controls.date(paragraph, inside, field["key"], _label(field), word("Choose the date"))
            if field["time"]:
                hour = word("time")
                sheet.writer.runs.text(paragraph, f" {hour} ", inside)
                self._controls.text(paragraph, inside, f"{field['key']}.time", f"{_label(field)}: {hour}", ENTRY)

    def choice(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
        """A list of which one can be chosen: boxes could be ticked twice."""
        choices = [" ".join(choice.astext().split()) for choice in forms.parts(field, forms.form_choice)]
        with sheet.line(cell, inside, "SOP Form Answer") as paragraph:
            self._controls.choice(paragraph, inside, field["key"], _label(field), word("Choose one answer"), choices)

    def box(self, sheet: Sheet, field: forms.form_field, number: int, words: nodes.Element):
        own = f"{field['key']}.{number}" if number else field["key"]

        def write(paragraph: etree._Element, place: Place) -> None:
            self._controls.box(paragraph, place, own, words.astext())
            sheet.writer.runs.text(paragraph, JOINED, place)

        return write

    def signature(self, sheet: Sheet, field: forms.form_field, cell: etree._Element, inside: Place) -> None:
        """A line for the hand; name and date can be written before the sheet is printed."""
        sheet.to_sign_on(cell, inside)
        for part, name, write, hint in (
            ("name", word("Name and post"), self._controls.text, word("Click here to write")),
            ("date", word("Date"), self._controls.date, word("Choose the date")),
        ):
            with sheet.line(cell, inside, "SOP Form Answer") as paragraph:
                sheet.writer.runs.text(paragraph, f"{name}: ", inside)
                write(paragraph, inside, f"{field['key']}.{part}", f"{_label(field)}: {name}", hint)

    def repeated(self, sheet: Sheet, field: forms.form_field, count: int):
        """Each row in a control of its own, and all in one that repeats them: Word then offers to add a row ([MS-DOCX] 2.5.4)."""
        if not count:
            return
        content = self._row_control(sheet.table, "w15:repeatingSection", shortened(_label(field)), field_names.tag(field["key"]))
        for _ in range(count):
            yield self._row_control(content, "w15:repeatingSectionItem")

    def _row_control(self, parent: etree._Element, kind: str, *names: str) -> etree._Element:
        control = sub(parent, "w:sdt")
        about = sub(control, "w:sdtPr")
        for tag, name in zip(("w:alias", "w:tag"), names, strict=False):
            sub(about, tag, val=name)
        sub(about, "w:id", val=FIRST_ROW_ID + self._rows)
        self._rows += 1
        sub(about, kind)
        return sub(control, "w:sdtContent")

    def _write(self, sheet: Sheet, cell: etree._Element, inside: Place, own: str, title: str, hint: str) -> None:
        with sheet.line(cell, inside, "SOP Form Answer") as paragraph:
            self._controls.text(paragraph, inside, own, title, hint)


def _label(field: forms.form_field) -> str:
    return forms.part(field, forms.form_label).astext()

