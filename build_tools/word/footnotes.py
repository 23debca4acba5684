"""Footnotes of the book in, native notes in footnotes.xml and marks in the text out; a note that is cited twice is written once."""

from __future__ import annotations

import hashlib

from docutils import nodes
from lxml import etree

from build_tools.word.ooxml import put, q, root, sub, whole
from build_tools.word.place import Place


class Footnotes:
    """Collects notes in the order of their first marks, which is how Word numbers them."""

    def __init__(self, element: etree._Element | None, book: nodes.document) -> None:
        self.root = root("w:footnotes") if element is None else element
        self._notes = {anchor: note for note in book.findall(nodes.footnote) for anchor in note["ids"]}
        self._numbers: dict[int, int] = {}  # of the notes that have a mark already
        self._cited = {reference.get("refid") for reference in book.findall(nodes.footnote_reference)}
        self._add_separators()
        self._next = max((whole(note.get(q("w:id"))) for note in self.root.iterfind(q("w:footnote"))), default=0) + 1

    def is_cited(self, note: nodes.footnote) -> bool:
        return any(anchor in self._cited for anchor in note["ids"])

    def mark(self, writer, reference: nodes.footnote_reference, paragraph: etree._Element, place: Place) -> None:
        """Write the mark; at the first one, the note as well."""
        note = self._notes.get(reference.get("refid"))
        if note is None or place.in_footnote:
            raise writer.cannot(reference, "Word cannot hold a footnote here", "a footnote stands in the text of its own chapter, not in another footnote")
        bookmark = "_ref_fn" + hashlib.sha256(note["ids"][0].encode()).hexdigest()[:12]
        known = self._numbers.get(id(note))
        if known:
            code = f"NOTEREF {bookmark} \\f \\h"
            writer.field(paragraph, code, str(known), place.with_face("raised"))
            return
        self._numbers[id(note)] = len(self._numbers) + 1
        with writer.bookmarks.around(paragraph, [bookmark]):
            run = writer.runs.run(paragraph, place, style="footnote reference")
            sub(run, "w:footnoteReference", id=self._next)
        self._write(writer, note, place)

    def _write(self, writer, note: nodes.footnote, place: Place) -> None:
        element = sub(self.root, "w:footnote", id=self._next)
        self._next += 1
        home = writer.place(style="footnote text", in_footnote=True).of(note)
        content = [child for child in note.children if not isinstance(child, nodes.label)]
        first = content[0] if content and isinstance(content[0], nodes.paragraph) else nodes.paragraph()
        with writer.paragraph(element, home.of(first)) as paragraph:
            sub(writer.runs.run(paragraph, home.of(first), style="footnote reference"), "w:footnoteRef")
            writer.runs.text(paragraph, " ", home.of(first))
            writer.message(first, paragraph, home.of(first))
        writer.blocks([child for child in content if child is not first], element, home)

    def _add_separators(self) -> None:
        """The two notes that draw the rule. They come first: LibreOffice maps notes by their position."""
        present = {note.get(q("w:type")) for note in self.root.iterfind(q("w:footnote"))}
        for index, (kind, own) in enumerate((("separator", -1), ("continuationSeparator", 0))):
            if kind not in present:
                note = self.root.makeelement(q("w:footnote"))
                note.set(q("w:type"), kind)
                note.set(q("w:id"), str(own))
                self.root.insert(index, note)
                paragraph = sub(note, "w:p")
                put(sub(paragraph, "w:pPr"), "w:spacing", after=0, line=240, lineRule="auto")
                sub(sub(paragraph, "w:r"), f"w:{kind}")

    def separators(self) -> list[str]:
        """The ids that settings.xml must name."""
        return [note.get(q("w:id")) for note in self.root.iterfind(q("w:footnote")) if note.get(q("w:type"))]
