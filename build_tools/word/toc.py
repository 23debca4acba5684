"""The book's sections in, a table of contents out: a field that Word can update, filled in so that it reads right before that."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from lxml import etree

from build_tools.interface import word
from build_tools.word import fields
from build_tools.word.ooxml import put, q, sub

LEVELS = 3
UNKNOWN_PAGE = "…"  # until the pages are laid out


def write(writer, book: nodes.document, parent: etree._Element) -> dict[str, etree._Element]:
    """Write the contents. Gives, by bookmark, the w:t that each heading's page number belongs into."""
    place = writer.place()
    with writer.paragraph(parent, place, style="TOC Heading") as heading:
        writer.runs.text(heading, word("Contents"), place)
    pages: dict[str, etree._Element] = {}
    entries = list(_entries(book))
    for index, section in enumerate(entries):
        title = next(iter(section.findall(nodes.title)))
        own = place.of(title)
        with writer.paragraph(parent, own, style=f"toc {section['level']}") as paragraph:
            _tabs(paragraph, section["level"], bool(section.get("number")), writer.width)
            if index == 0:
                fields.begin(writer.runs, paragraph, rf'TOC \o "1-{LEVELS}" \h \z \u', own)
            bookmark = writer.bookmarks.name(section["ids"][0])
            link = sub(paragraph, "w:hyperlink", {"w:anchor": bookmark, "w:history": 1})
            if section.get("number"):
                writer.runs.text(link, section["number"], own)
                sub(writer.runs.run(link, own), "w:tab")
            writer.runs.text(link, _words(title), own)
            sub(writer.runs.run(link, own), "w:tab")
            writer.field(link, rf"PAGEREF {bookmark} \h", UNKNOWN_PAGE, own)
            pages[bookmark] = list(link.iter(q("w:t")))[-1]
            if index == len(entries) - 1:
                fields.end(writer.runs, paragraph, own)
    return pages


def _entries(book: nodes.document) -> Iterator[nodes.section]:
    return (section for section in book.findall(nodes.section) if section["level"] <= LEVELS)


def _words(title: nodes.title) -> str:
    """A title without its footnote marks."""
    return "".join(
        text.astext() for text in title.findall(nodes.Text) if not isinstance(text.parent, nodes.footnote_reference)
    ).replace("\n", " ")


def _tabs(paragraph: etree._Element, level: int, numbered: bool, width: int) -> None:
    """Titles stand below one another after their numbers; page numbers stand at the far edge, after dots."""
    indent, reach = (level - 1) * 340, (480, 620, 780)[level - 1]
    tabs = put(paragraph[0], "w:tabs")
    if numbered:
        sub(tabs, "w:tab", val="left", pos=indent + reach)
        put(paragraph[0], "w:ind", left=indent + reach, hanging=reach)
    else:
        put(paragraph[0], "w:ind", left=indent)
    sub(tabs, "w:tab", val="right", leader="dot", pos=width)
