"""A rendered letterhead and the book in, the finished Word file out: the chapters take the place of ``{{ body }}``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from lxml import etree

from build_tools.config import Project
from build_tools.revision import Revision
from build_tools.word import bookmarks
from build_tools.word.bookmarks import Bookmarks
from build_tools.word.contents import caption_lists, pages, toc
from build_tools.word.contents.page_numbers import PageNumbers
from build_tools.word.footnotes import Footnotes
from build_tools.word.forms import fillable
from build_tools.word.letterheads import letterhead
from build_tools.word.numbering import Numbering
from build_tools.word.ooxml import NSMAP, properties, q, root, whole
from build_tools.word.package import WORD_TYPE, Package
from build_tools.word.pictures import Pictures
from build_tools.word.place import Languages
from build_tools.word.properties import write_properties, write_settings
from build_tools.word.styles import Styles, design
from build_tools.word.tracing import review_copy, source_map
from build_tools.word.tracing.anchors import Anchors
from build_tools.word.writer import FOOTNOTES, Writer

Layout = Callable[[bytes], Mapping[str, int]]


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """The room for text on the page that the chapters begin on, in twentieths of a point."""

    width: int
    height: int


def fill(package: Package, book: nodes.document, *, project: Project, language: str, revision: Revision, pictures: Path,
         anchors: Anchors | None = None, layout: Layout | None = None, is_review_copy: bool = False) -> bytes:
    """Write the book into the letterhead. ``pictures`` is the folder that image addresses count from; ``anchors`` takes the source map.

    Page numbers come from ``layout``, which gives the page of each bookmark of a file; without it they are guessed, until Word fills them in.
    """
    anchors = Anchors(project.root) if anchors is None else anchors
    direction = project.languages[language].direction
    styles = Styles(_part(package, "styles", design))
    languages = Languages(project=project)
    styles.speak(direction, languages.locale(language, False), languages.locale(language, True))
    text = _rename_namespaces(package)
    paragraph = letterhead.place(package)
    body, sheet, margin = paragraph.getparent(), _sheet(paragraph), _margin(text)
    index = body.index(paragraph)
    footnotes = Footnotes(_part(package, "footnotes", lambda: root("w:footnotes")), book)
    writer = Writer(
        project=project, language=language, package=package, book=book, styles=styles,
        numbering=Numbering(_part(package, "numbering", lambda: root("w:numbering")), styles), footnotes=footnotes,
        bookmarks=Bookmarks(book, first=bookmarks.highest(text) + 1), anchors=anchors,
        pictures=Pictures(pictures, sheet.height, first=_highest_drawing(package) + 1), width=sheet.width,
    )
    is_form = fillable.is_wanted(book) and not is_review_copy
    if is_form:
        writer.answers = fillable.Fillable(writer)
    after = body[index + 1 :]
    for element in after:
        body.remove(element)
    numbers = _write(writer, book, body, paragraph, sheet)
    if is_review_copy:
        review_copy.number(writer, book, body[index:], margin)
    body.extend(after)
    if is_form:
        writer.answers.finish(package)
    write_settings(package, footnotes.separators(), fillable=is_form, has_guesses=bool(numbers) and layout is None)
    write_properties(package, project, language, revision, book.get("part", ""))
    source_map.write(package, source_map.about(project, language, revision, anchors.edition), anchors.map)
    if layout and numbers:
        numbers.write(layout(package.save()))
    return package.save()


def _write(writer: Writer, book: nodes.document, body: etree._Element, paragraph: etree._Element, sheet: Sheet) -> PageNumbers:
    """Front matter, contents and lists, chapters, index, in place of ``paragraph``. Gives the places of the page numbers."""
    start = body.index(paragraph)
    front = [child for child in book.children if not isinstance(child, nodes.section)]
    writer.blocks(front, body, writer.place())
    numbers, index = PageNumbers(), writer.terms.section()
    last = [] if index is None else [index]
    for section in last:
        writer.bookmarks.add(section)
    if toc.is_wanted(book):
        toc.write(writer, book, body, numbers, last)
        caption_lists.write(writer, book, body, numbers)
    writer.blocks([*(child for child in book.children if isinstance(child, nodes.section)), *last], body, writer.place())
    if last:
        writer.terms.write(writer, body, numbers)
    _end(writer, body, paragraph)
    body.remove(paragraph)
    numbers.write(pages.guess(body[start:], writer.styles, sheet.width, sheet.height, first=pages.begun(body[:start], writer.styles), notes=writer.footnotes.root))
    return numbers


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
        return default if element is None else abs(whole(element.get(q(f"w:{name}")), default))

    width = twips(size, "w", 11906) - twips(margin, "left", 1417) - twips(margin, "right", 1417) - twips(margin, "gutter", 0)
    height = twips(size, "h", 16838) - twips(margin, "top", 1417) - twips(margin, "bottom", 1417)
    return Sheet(width=max(width, 3000), height=max(height, 3000))


def _margin(text: etree._Element) -> int:
    """The room beside the text, on the narrower side of any page."""
    found = [abs(whole(margin.get(q(f"w:{side}")), 1417)) for margin in text.iter(q("w:pgMar")) for side in ("left", "right")]
    return min(found, default=1417)


def _highest_drawing(package: Package) -> int:
    found = (drawing.get("id", "0") for name in package.parts if name.endswith(".xml") for drawing in package.xml(name).iter(q("wp:docPr")))
    return max((int(number) for number in found if number.isdigit()), default=0)
