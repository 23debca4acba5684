"""Sections, paragraphs and their like in, headings and paragraphs out."""

from __future__ import annotations

from dataclasses import replace

from docutils import nodes
from lxml import etree
from sphinx import addnodes

from build_tools.content.flows.flow_steps import flow_steps
from build_tools.word.characters import has_arabic
from build_tools.word.contents import caption_lists
from build_tools.word.numbering import LINKED, STEP
from build_tools.word.ooxml import q, sub
from build_tools.word.place import Place


def section(writer, node: nodes.section, parent: etree._Element, place: Place) -> None:
    """A heading that Word numbers as the book does, and what stands under it."""
    title = next(iter(node.findall(nodes.title)))
    own = place.of(title)
    level = min(node["level"], LINKED)
    writer.bookmarks.promise(node)
    number = writer.numbering.heading(node.get("number", ""), node["level"])
    with writer.paragraph(parent, own, style=f"heading {level}", number=(number, level - 1)) as paragraph:
        if node.get("number") and not number:
            writer.runs.text(paragraph, f"{node['number']} ", own)
        writer.message(title, paragraph, own)
        if level == 1:
            caption_lists.mark(writer, node, paragraph, own)
    writer.blocks([child for child in node.children if child is not title], parent, place)


def paragraph(writer, node: nodes.paragraph, parent: etree._Element, place: Place) -> None:
    writer.bookmarks.promise(node)
    own = place.of(node)
    with writer.paragraph(parent, own) as element:
        writer.message(node, element, own)


def styled(style: str):
    """A writer for a paragraph of another style."""

    def write(writer, node: nodes.Element, parent: etree._Element, place: Place) -> None:
        paragraph(writer, node, parent, replace(place, style=style))

    return write


def through(writer, node: nodes.Element, parent: etree._Element, place: Place) -> None:
    """Only what is inside counts."""
    if not any(isinstance(child, nodes.caption) for child in node.children):  # its label is what a reference shows
        writer.bookmarks.promise(node)
    writer.blocks(node.children, parent, place.of(node))


def nothing(writer, node: nodes.Element, parent: etree._Element, place: Place) -> None:
    """No reader sees it, in any format."""


def target(writer, node: nodes.target, parent: etree._Element, place: Place) -> None:
    writer.bookmarks.promise(node)


def block_quote(writer, node: nodes.block_quote, parent: etree._Element, place: Place) -> None:
    style = "Quote" if place.style == "Body Text" else place.style
    through(writer, node, parent, replace(place, style=style).inward(STEP))


def attribution(writer, node: nodes.attribution, parent: etree._Element, place: Place) -> None:
    own = place.of(node)
    with writer.paragraph(parent, own) as element:
        writer.runs.text(element, "— ", own)
        writer.message(node, element, own)


def literal_block(writer, node: nodes.literal_block, parent: etree._Element, place: Place) -> None:
    """Lines as they are, left to right unless they are Arabic."""
    if len(parent) and parent[-1].find(f"{q('w:pPr')}/{q('w:pStyle')}[@{q('w:val')}='{writer.styles.id('SOP Code')}']") is not None:
        writer.gap(parent, place)  # or Word draws one frame around both
    writer.bookmarks.promise(node)
    own = replace(place.of(node), direction="rtl" if has_arabic(node.astext()) else "ltr")
    with writer.paragraph(parent, own, style="SOP Code") as element:
        for number, line in enumerate(node.astext().split("\n")):
            if number:
                sub(writer.runs.run(element, own), "w:br")
            writer.runs.text(element, line.expandtabs(4), own)


def caption(writer, node: nodes.caption, parent: etree._Element, place: Place) -> None:
    """The title above a listing; those of tables and figures are written with them."""
    writer.captions.write(writer, node.parent, node, parent, place, keep_next=True)


def line_block(writer, node: nodes.line_block, parent: etree._Element, place: Place) -> None:
    """Each line a paragraph; a block within a block stands further in."""
    for child in node.children:
        if isinstance(child, nodes.line_block):
            line_block(writer, child, parent, place.inward(STEP))
        else:
            paragraph(writer, child, parent, place)


def transition(writer, node: nodes.transition, parent: etree._Element, place: Place) -> None:
    with writer.paragraph(parent, place, style="SOP Rule"):
        pass


def footnote(writer, node: nodes.footnote, parent: etree._Element, place: Place) -> None:
    """Written where it is cited. One that nothing cites stays where it is, so that no text is lost."""
    if not writer.footnotes.is_cited(node):
        writer.blocks([child for child in node.children if not isinstance(child, nodes.label)], parent, replace(place, style="footnote text"))


WRITERS = {
    nodes.section: section,
    nodes.paragraph: paragraph,
    nodes.rubric: styled("SOP Rubric"),
    nodes.attribution: attribution,
    nodes.block_quote: block_quote,
    nodes.literal_block: literal_block,
    nodes.doctest_block: literal_block,
    nodes.caption: caption,
    nodes.line_block: line_block,
    nodes.transition: transition,
    nodes.footnote: footnote,
    nodes.target: target,
    nodes.container: through,
    nodes.compound: through,
    addnodes.glossary: through,
    addnodes.start_of_file: through,
    flow_steps: nothing,  # the drawing's alternative text says them
    nodes.comment: nothing,
    nodes.substitution_definition: nothing,
    nodes.meta: nothing,
    addnodes.index: nothing,
    addnodes.tabular_col_spec: nothing,
    addnodes.highlightlang: nothing,
}
