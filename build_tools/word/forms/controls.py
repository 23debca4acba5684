"""What shall be written where in, content controls (ECMA-376 part 1, 17.5.2) out: text, date, choice and box.

Word knows a plain-text control too (``w:text``). LibreOffice 7.4 writes it three times over in right-to-left paragraphs, joins its
lines and so spoils the answer; a rich-text control comes back as it was. Controls stand within a paragraph, never around it, for the
same reason; a locked box at the head of a paragraph would be put around that paragraph.
"""

from __future__ import annotations

from lxml import etree

from build_tools.content.checkboxes import EMPTY, TICKED
from build_tools.word.characters import sound
from build_tools.word.forms import field_names
from build_tools.word.forms.placeholders import STYLE, Placeholders
from build_tools.word.ooxml import XML_SPACE, sub
from build_tools.word.place import Place
from build_tools.word.runs import SYMBOL_FONT

LONGEST_TITLE = 64  # what Word takes
DATE_FORMAT = "dd/MM/yyyy"  # as Iraqi offices write it
FIRST_ID = 100_000_000  # of a control; any number that Word has not given to one of the letterhead's


class Controls:
    """The content controls of one file. ``title`` is what a screen reader says and Word shows above a control."""

    def __init__(self, writer, placeholders: Placeholders) -> None:
        self._writer, self._placeholders = writer, placeholders
        self._written = 0

    def text(self, paragraph: etree._Element, place: Place, own: str, title: str, hint: str) -> None:
        self._with_hint(paragraph, place, own, title, hint, "w:richText")

    def date(self, paragraph: etree._Element, place: Place, own: str, title: str, hint: str) -> None:
        """Day, month, year, in that order in every language."""
        kind = self._with_hint(paragraph, place, own, title, hint, "w:date")
        sub(kind, "w:dateFormat", val=DATE_FORMAT)
        sub(kind, "w:lid", val=self._writer.languages.locale(place.language, place.direction == "rtl"))
        sub(kind, "w:storeMappedDataAs", val="dateTime")
        sub(kind, "w:calendar", val="gregorian")

    def choice(self, paragraph: etree._Element, place: Place, own: str, title: str, hint: str, choices: list[str]) -> None:
        """A list that drops down; its first item takes an answer back."""
        kind = self._with_hint(paragraph, place, own, title, hint, "w:dropDownList")
        sub(kind, "w:listItem", value=sound(hint))
        for number, words in enumerate(choices, start=1):
            sub(kind, "w:listItem", displayText=sound(words), value=number)

    def box(self, paragraph: etree._Element, place: Place, own: str, title: str) -> None:
        """A box that a click ticks."""
        with self._writer.bookmarks.around(paragraph, [field_names.bookmark(own)]):
            control = sub(paragraph, "w:sdt")
            kind = self._properties(control, place, own, title, "w14:checkbox", symbol=True, locked=False)
            sub(kind, "w14:checked", {"w14:val": 0})
            for state, sign in (("checkedState", TICKED), ("uncheckedState", EMPTY)):
                sub(kind, f"w14:{state}", {"w14:val": f"{ord(sign):04X}", "w14:font": SYMBOL_FONT})
            self._writer.runs.text(sub(control, "w:sdtContent"), EMPTY, place)

    def _with_hint(self, paragraph: etree._Element, place: Place, own: str, title: str, hint: str, tag: str) -> etree._Element:
        """A control that shows ``hint`` until it is answered. Gives its kind's element."""
        with self._writer.bookmarks.around(paragraph, [field_names.bookmark(own)]):
            control = sub(paragraph, "w:sdt")
            kind = self._properties(control, place, own, title, tag, hint=hint)
            run = self._writer.runs.run(sub(control, "w:sdtContent"), place, style=STYLE)
            sub(run, "w:t").text = sound(hint)
            run[-1].set(XML_SPACE, "preserve")
        return kind

    def _properties(self, control: etree._Element, place: Place, own: str, title: str, tag: str, *, hint: str = "", symbol: bool = False,
                    locked: bool = True) -> etree._Element:
        """w:sdtPr, whose w:rPr is the look of what is written into the control: direction and language first of all."""
        properties = sub(control, "w:sdtPr")
        self._writer.runs.properties(sub(properties, "w:rPr"), place, place.direction == "rtl", symbol=symbol)
        sub(properties, "w:alias", val=shortened(title))
        sub(properties, "w:tag", val=field_names.tag(own))
        sub(properties, "w:id", val=FIRST_ID + self._written)
        self._written += 1
        if locked:
            sub(properties, "w:lock", val="sdtLocked")
        if hint:
            sub(sub(properties, "w:placeholder"), "w:docPart", val=self._placeholders.name(hint, place))
            sub(properties, "w:showingPlcHdr")
        return sub(properties, tag)


def shortened(title: str) -> str:
    title = " ".join(sound(title).split())
    return title if len(title) <= LONGEST_TITLE else f"{title[: LONGEST_TITLE - 1].rstrip()}…"
