"""The book's forms, figures and tables in, a list of each out: fields that Word can update, filled in so that they read right at once."""

from __future__ import annotations

from itertools import groupby

from docutils import nodes
from lxml import etree

from build_tools.content.forms.forms import form
from build_tools.interface import word
from build_tools.word import fields
from build_tools.word.captions import KINDS, sequence
from build_tools.word.contents import toc
from build_tools.word.contents.page_numbers import PageNumbers
from build_tools.word.ooxml import sub
from build_tools.word.place import Place

FORMS = r'TOC \f F \h \z'  # Word finds forms by their TC fields: they have neither a number nor a heading's style


def write(writer, book: nodes.document, parent: etree._Element, numbers: PageNumbers) -> None:
    """Lists of what there is; a book without forms has no list of forms."""
    listed = [node for node in book.findall(lambda node: isinstance(node, form) or "label" in getattr(node, "attributes", ())) if node["ids"]]
    if forms := [node for node in listed if isinstance(node, form)]:
        _heading(writer, word("List of forms"), parent)
        pages = {id(page): page for page in map(_page, forms)}
        _entries(writer, [node for own in pages.values() for node in (own, *(f for f in forms if _page(f) is own))], FORMS, parent, numbers)
    for kind, title in (("figure", word("List of figures")), ("table", word("List of tables"))):
        if found := [node for node in listed if node.tagname == kind]:
            _heading(writer, title, parent)
            for name, entries in groupby(found, key=lambda node: sequence(KINDS[node.tagname], node["label"])):  # Word lists one sequence at a time
                _entries(writer, list(entries), rf'TOC \h \z \c "{name}"', parent, numbers)


def mark(writer, node: nodes.Element, paragraph: etree._Element, place: Place) -> None:
    """At the title of a form, and of the chapter or annex that it stands in: a TC field, which shows nothing."""
    if isinstance(node, form) or next(iter(node.findall(form)), None) is not None:
        text = toc.words_of(_title(node)).replace("\\", "\\\\").replace('"', r"\"")
        fields.hidden(writer.runs, paragraph, rf'TC "{text}" \f F \l {1 + isinstance(node, form)}', place)


def _page(node: nodes.Node) -> nodes.Element:
    """The chapter or annex around a form."""
    while node.parent is not None and not (isinstance(node, nodes.section) and node["level"] == 1):
        node = node.parent
    return node


def _title(node: nodes.Element) -> nodes.Element:
    return next(child for child in node.children if isinstance(child, (nodes.title, nodes.caption)))


def _heading(writer, title: str, parent: etree._Element) -> None:
    with writer.paragraph(parent, writer.place(), style="SOP List Heading") as heading:
        writer.runs.text(heading, title, writer.place())


def _entries(writer, found: list[nodes.Element], code: str, parent: etree._Element, numbers: PageNumbers) -> None:
    for node in found:
        title = _title(node)
        own = writer.place().of(title)
        style = "toc 2" if isinstance(node, form) else "toc 1" if isinstance(node, nodes.section) else "table of figures"
        with writer.paragraph(parent, own, style=style) as paragraph:
            toc.tabs(paragraph, 2 if style == "toc 2" else 1, False, writer.width)
            if node is found[0]:
                fields.begin(writer.runs, paragraph, code, own)
            bookmark = writer.bookmarks.name(node["ids"][0])
            link = sub(paragraph, "w:hyperlink", {"w:anchor": bookmark, "w:history": 1})
            writer.captions.repeat(writer, node.get("label", ""), link, own)
            writer.runs.text(link, toc.words_of(title), own)
            toc.page(writer, link, bookmark, own, numbers)
            if node is found[-1]:
                fields.end(writer.runs, paragraph, own)
