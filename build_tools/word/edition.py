"""A rendered letterhead and the book in, the finished Word file out: the chapters take the place of ``{{ body }}``."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from lxml import etree

from build_tools.config import Project
from build_tools.revision import Revision
from build_tools.word import bookmarks, letterhead, pages, toc
from build_tools.word.bookmarks import Bookmarks
from build_tools.word.footnotes import Footnotes
from build_tools.word.numbering import Numbering
from build_tools.word.ooxml import NSMAP, properties, q, root
from build_tools.word.package import WORD_TYPE, Package
from build_tools.word.pictures import Pictures
from build_tools.word.place import Languages
from build_tools.word.properties import write_core, write_settings
from build_tools.word.styles import Styles, design
from build_tools.word.writer import FOOTNOTES, Writer


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The room for text on the page that the chapters begin on, in twentieths of a point."""

    width: int
    height: int


def fill(package: Package, book: nodes.document, *, project: Project, language: str, revision: Revision, pictures: Path) -> bytes:
    """Write the book into the letterhead. ``pictures`` is the folder that image addresses count from."""
    direction = project.languages[language].direction
    styles = Styles(_part(package, "styles", design))
    languages = Languages(project=project)
    styles.speak(direction, languages.locale(language, False), languages.locale(language, True))
    text = _rename_namespaces(package)
    paragraph = letterhead.place(package)
    body, sheet = paragraph.getparent(), _sheet(paragraph)
    index = body.index(paragraph)
    footnotes = Footnotes(_part(package, "footnotes", lambda: root("w:footnotes")), book)
    writer = Writer(
        project=project, language=language, package=package, book=book, styles=styles,
        numbering=Numbering(_part(package, "numbering", lambda: root("w:numbering")), styles), footnotes=footnotes,
        bookmarks=Bookmarks(book, first=bookmarks.highest(text) + 1),
        pictures=Pictures(pictures, sheet.height, first=_highest_drawing(package) + 1), width=sheet.width,
    )
    after = body[index + 1 :]
    for element in after:
        body.remove(element)
    _write(writer, book, body, paragraph, sheet)
    body.extend(after)
    write_settings(package, footnotes.separators())
    write_core(package, project, language, revision, book.get("part", ""))
    return package.save()


def _write(writer: Writer, book: nodes.document, body: etree._Element, paragraph: etree._Element, sheet: Sheet) -> None:
    """Front matter, contents, chapters, in place of ``paragraph``."""
    start = body.index(paragraph)
    front = [child for child in book.children if not isinstance(child, nodes.section)]
    writer.blocks(front, body, writer.place())
    numbers = toc.write(writer, book, body)
    writer.blocks([child for child in book.children if isinstance(child, nodes.section)], body, writer.place())
    _end(writer, body, paragraph)
    body.remove(paragraph)
    for bookmark, page in pages.guess(body[start:], writer.styles, sheet.width, sheet.height, first=2).items():
        if bookmark in numbers:
            numbers[bookmark].text = str(page)


def _end(writer: Writer, body: etree._Element, paragraph: etree._Element) -> None:
    """Bookmarks that still wait for a paragraph, and the page layout that the letterhead's paragraph held."""
    section = paragraph.find(f"{q('w:pPr')}/{q('w:sectPr')}")
    waiting = writer.bookmarks.take()
    if section is not None or waiting:
        writer.bookmarks.give_back(waiting)
        with writer.paragraph(body, writer.place()) as last:
            if section is not None:
                properties(last, "w:pPr").append(section)


def _part(package: Package, kind: str, make) -> etree._Element:
    """The root of a part that the text links to, made if the letterhead has none."""
    name = package.related(package.main, kind)
    if name in package.parts:
        return package.xml(name)
    name = FOOTNOTES if kind == "footnotes" else f"word/{kind}.xml"
    package.replace(name, make())
    package.declare(name, f"{WORD_TYPE}.{kind}+xml")
    package.relate(package.main, kind, name)
    return package.xml(name)


def _rename_namespaces(package: Package) -> etree._Element:
    """Put the letterhead's text under a root that declares all our prefixes: lxml would declare them anew on each element."""
    old = package.xml(package.main)
    if all(old.nsmap.get(prefix) == uri for prefix, uri in NSMAP.items()):
        return old
    new = etree.Element(old.tag, dict(old.attrib), nsmap={**NSMAP, **old.nsmap})
    new.extend(list(old))
    package.replace(package.main, new)
    return new


def _sheet(paragraph: etree._Element) -> Sheet:
    """From the section that the paragraph lies in: the first w:sectPr at or after it."""
    body = paragraph.getparent()
    sections = [section for block in body[body.index(paragraph) :] for section in block.iter(q("w:sectPr"))]
    size = sections[0].find(q("w:pgSz")) if sections else None
    margin = sections[0].find(q("w:pgMar")) if sections else None

    def twips(element: etree._Element | None, name: str, default: int) -> int:
        return default if element is None else abs(int(element.get(q(f"w:{name}"), default)))

    width = twips(size, "w", 11906) - twips(margin, "left", 1417) - twips(margin, "right", 1417) - twips(margin, "gutter", 0)
    height = twips(size, "h", 16838) - twips(margin, "top", 1417) - twips(margin, "bottom", 1417)
    return Sheet(width=max(width, 3000), height=max(height, 3000))


def _highest_drawing(package: Package) -> int:
    found = (drawing.get("id", "0") for name in package.parts if name.endswith(".xml") for drawing in package.xml(name).iter(q("wp:docPr")))
    return max((int(number) for number in found if number.isdigit()), default=0)
