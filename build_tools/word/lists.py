"""Lists in, numbered and bulleted paragraphs out; every list counts for itself and begins where it says."""

from __future__ import annotations

from dataclasses import replace

from docutils import nodes
from lxml import etree

from build_tools.word.numbering import LEVELS, STEP
from build_tools.word.ooxml import put, q
from build_tools.word.place import Place

AFTER = 140  # below a list's last item: items stand closer together than paragraphs


def bullet_list(writer, node: nodes.bullet_list, parent: etree._Element, place: Place) -> None:
    _items(writer, node, parent, place, writer.numbering.bullets())


def enumerated_list(writer, node: nodes.enumerated_list, parent: etree._Element, place: Place) -> None:
    level = min(place.depth, LEVELS - 1)
    number = writer.numbering.enumeration(
        node.get("enumtype", "arabic"), node.get("prefix", ""), node.get("suffix", "."), int(node.get("start", 1)), level
    )
    _items(writer, node, parent, place, number)


def _items(writer, node: nodes.Element, parent: etree._Element, place: Place, number: int) -> None:
    writer.bookmarks.promise(node)
    style = "List Paragraph" if place.style == "Body Text" else place.style
    level = min(place.depth, LEVELS - 1)
    inside = replace(place.of(node), style=style, depth=place.depth + 1).inward(STEP)
    for item in node.children:
        writer.bookmarks.promise(item)
        first = item.children[0] if item.children and isinstance(item.children[0], nodes.paragraph) else None
        own = inside.of(item)
        if first is not None:
            own = own.of(first)
            writer.bookmarks.promise(first)
        marker = None if "checked" in item else (number, level)  # a task's box is its marker
        with writer.paragraph(parent, own, number=marker, outdent=STEP) as paragraph:
            if first is not None:
                writer.message(first, paragraph, own)
        writer.blocks([child for child in item.children if child is not first], parent, inside.of(item))
    if place.depth == 0 and node.children and parent[-1].tag == q("w:p"):
        put(parent[-1][0], "w:spacing", after=AFTER)


def definition_list(writer, node: nodes.definition_list, parent: etree._Element, place: Place) -> None:
    writer.bookmarks.promise(node)
    for item in node.children:
        writer.bookmarks.promise(item)
        for child in item.children:
            if isinstance(child, nodes.term):
                _term(writer, child, item, parent, place)
            elif isinstance(child, nodes.definition):
                writer.blocks(child.children, parent, place.of(child).inward(STEP))


def _term(writer, term: nodes.term, item: nodes.Element, parent: etree._Element, place: Place) -> None:
    """A term, and after it what kind of thing it is."""
    own = place.of(term)
    writer.bookmarks.promise(term)
    with writer.paragraph(parent, own, style="SOP Term") as paragraph:
        writer.message(term, paragraph, own)
        for classifier in item.findall(nodes.classifier):
            if classifier.parent is item and item.index(classifier) > item.index(term):
                writer.runs.text(paragraph, " – ", own)
                writer.message(classifier, paragraph, own.of(classifier))


WRITERS = {
    nodes.bullet_list: bullet_list,
    nodes.enumerated_list: enumerated_list,
    nodes.definition_list: definition_list,
}
