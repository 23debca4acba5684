"""A figure or table and its title in, its caption out, with the number as fields that show the book's own number."""

from __future__ import annotations

import re
from dataclasses import replace

from docutils import nodes
from lxml import etree

from build_tools.word.characters import LRM, RLM
from build_tools.word.place import Place

KINDS = {"figure": "Figure", "table": "Table"}  # names of Word's sequences; any other caption is that of a listing
NUMBER = re.compile(r"(?:(\d+)\.)?(\d+)(?=\D*$)")


class Captions:
    """Counts as Word will, so that a field is written only where Word comes to the book's number."""

    def __init__(self) -> None:
        self._counts: dict[str, tuple[str, int]] = {}  # name of the sequence: (chapter, last number)

    def write(self, writer, node: nodes.Element, title: nodes.Element, parent: etree._Element, place: Place, *, keep_next: bool = False) -> None:
        """``Table 4.2: Steps of the procedure``. The bookmark lies around the label, which is what a reference shows."""
        own = place.of(title)
        names = writer.bookmarks.of(node)
        with writer.paragraph(parent, own, style="caption", keep_next=keep_next) as paragraph:
            label = node.get("label", "")
            with writer.bookmarks.around(paragraph, names):
                self._label(writer, KINDS.get(node.tagname, "Listing"), label, paragraph, own)
            if label:
                writer.runs.text(paragraph, ": ", own)
            writer.message(title, paragraph, own)

    def repeat(self, writer, label: str, parent: etree._Element, place: Place) -> None:
        """The label in a list of captions: plain text, in the same order of signs."""
        found = NUMBER.search(label)
        if found and found[1] and place.direction == "rtl":
            writer.runs.text(parent, label[: found.start()], place)
            writer.runs.isolated(parent, found[0], place)
            label = label[found.end() :]
        if label or found:
            writer.runs.text(parent, f"{label}: ", place)

    def _label(self, writer, kind: str, label: str, paragraph: etree._Element, place: Place) -> None:
        found = NUMBER.search(label)
        if found is None:
            writer.runs.text(paragraph, label, place)
            return
        chapter, number = found[1] or "", int(found[2])
        writer.runs.text(paragraph, label[: found.start()], place)
        # Left to right, between marks as around an isolate: LibreOffice, and perhaps Word, would turn "4." and the field's "1" into 1.4.
        digits, mark, end = replace(place, direction="ltr"), *((LRM, LRM + RLM) if place.direction == "rtl" else ("", ""))
        if chapter:
            writer.runs.text(paragraph, mark, digits)
            if chapter == writer.numbering.chapter:
                writer.field(paragraph, r"STYLEREF 1 \s", chapter, digits)
            else:
                writer.runs.text(paragraph, chapter, digits)
            writer.runs.text(paragraph, ".", digits)
        writer.field(paragraph, self._code(kind, chapter, number), str(number), digits)
        writer.runs.text(paragraph, (end if chapter else "") + label[found.end() :], place)

    def _code(self, kind: str, chapter: str, number: int) -> str:
        """``\\r`` starts the sequence anew; in the annexes it is another sequence, since Word's own start at each chapter's heading."""
        name = _name(kind, chapter)
        before = self._counts.get(name, (chapter, 0))
        self._counts[name] = chapter, number
        follows = before == (chapter, number - 1)
        return rf"SEQ {name} \* ARABIC" + ("" if follows and number > 1 else rf" \r {number}")


def sequence(kind: str, label: str) -> str:
    """The name of Word's sequence that counts a caption."""
    found = NUMBER.search(label)
    return _name(kind, found[1] or "" if found else "")


def _name(kind: str, chapter: str) -> str:
    return kind if chapter else f"{kind}_in_annexes"
