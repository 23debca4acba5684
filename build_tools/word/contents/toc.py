"""The book's sections in, a table of contents out: a field that Word can update, filled in so that it reads right before that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from lxml import etree

from build_tools.interface import word
from build_tools.word import fields
from build_tools.word.contents.page_numbers import UNKNOWN, PageNumbers
from build_tools.word.ooxml import is_on, put, q, sub

LEVELS = 3
PAGE = 567  # room at the far edge that only page numbers use: a long title turns to its next line before it


def is_wanted(book: nodes.document) -> bool:
    """Not of a form or a short annex alone: its cover has said it."""
    return not (book.get("part") and len(list(_entries(book))) == 1)


def write(writer, book: nodes.document, parent: etree._Element, numbers: PageNumbers, more: Iterable[nodes.section] = ()) -> None:
    """Write the contents; ``more`` are sections behind the book's own. ``numbers`` gets the places of the page numbers."""
    entries = [*_entries(book), *more]
    place = writer.place()
    with writer.paragraph(parent, place, style="TOC Heading") as heading:
        writer.runs.text(heading, word("Contents"), place)
    for index, section in enumerate(entries):
        title = next(iter(section.findall(nodes.title)))
        own = place.of(title)
        with writer.paragraph(parent, own, style=f"toc {section['level']}") as paragraph:
            tabs(paragraph, section["level"], bool(section.get("number")), writer.width)
            if index == 0:
                fields.begin(writer.runs, paragraph, rf'TOC \o "1-{LEVELS}" \h \z \u', own)
            bookmark = writer.bookmarks.name(section["ids"][0])
            link = sub(paragraph, "w:hyperlink", {"w:anchor": bookmark, "w:history": 1})
            if section.get("number"):
                writer.runs.text(link, section["number"], own)
                sub(writer.runs.run(link, own), "w:tab")
            writer.runs.text(link, words_of(title), own)
            page(writer, link, bookmark, own, numbers)
            if index == len(entries) - 1:
                fields.end(writer.runs, paragraph, own)


def page(writer, link: etree._Element, bookmark: str, place, numbers: PageNumbers) -> None:
    """A tab, and at the far edge the page of a bookmark."""
    sub(writer.runs.run(link, place), "w:tab")
    writer.field(link, rf"PAGEREF {bookmark} \h", UNKNOWN, place)
    numbers.wait(list(link.iter(q("w:t")))[-1], [bookmark])


def _entries(book: nodes.document) -> Iterator[nodes.section]:
    return (section for section in book.findall(nodes.section) if section["level"] <= LEVELS)


def words_of(title: nodes.title) -> str:
    """A title without its footnote marks."""
    return "".join(
        text.astext() for text in title.findall(nodes.Text) if not isinstance(text.parent, nodes.footnote_reference)
    ).replace("\n", " ")


def tabs(paragraph: etree._Element, level: int, numbered: bool, width: int) -> None:
    """Titles stand below one another after their numbers; page numbers stand at the far edge, after dots."""
    indent, reach = (level - 1) * 340, (480, 620, 780)[level - 1]
    stops = put(paragraph[0], "w:tabs")
    if numbered:
        sub(stops, "w:tab", val="left", pos=indent + reach)
    hanging = {"hanging": reach} if numbered else {}
    free = {} if is_on(paragraph[0].find(q("w:bidi"))) else {"right": PAGE}  # LibreOffice 7.4 drops what lies beyond it right to left
    put(paragraph[0], "w:ind", {"left": indent + (reach if numbered else 0), **hanging, **free})
    sub(stops, "w:tab", val="right", leader="dot", pos=width)
