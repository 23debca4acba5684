"""Figures and pictures in, a centred picture and its caption out."""

from __future__ import annotations

from dataclasses import replace

from docutils import nodes
from lxml import etree

from build_tools.content.flows.flow_steps import flow_steps
from build_tools.word.place import Place


def figure(writer, node: nodes.figure, parent: etree._Element, place: Place) -> None:
    """The picture stays on the page of its caption."""
    caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
    if caption is None:
        writer.bookmarks.promise(node)
    for child in node.children:
        if child is caption:
            writer.captions.write(writer, node, caption, parent, place)
        elif isinstance(child, nodes.legend):
            writer.blocks(child.children, parent, place)
        else:
            picture(writer, child, parent, place)


def picture(writer, node: nodes.Element, parent: etree._Element, place: Place) -> None:
    own = replace(place, direction=place.page)
    with writer.paragraph(parent, own, style="SOP Figure") as paragraph:
        for words in _drawn(node):
            writer.anchors.write(writer.bookmarks, paragraph, words, lambda: None)
        writer.inline([node], paragraph, own)


def _drawn(node: nodes.Element) -> list[nodes.Element]:
    """The messages in the boxes of a flow, which stand in the picture."""
    around = node.parent.parent if isinstance(node.parent, nodes.figure) else None
    return [] if around is None else [words for child in around.children if isinstance(child, flow_steps) for words in child.findall(nodes.paragraph)]


WRITERS = {nodes.figure: figure, nodes.image: picture}
