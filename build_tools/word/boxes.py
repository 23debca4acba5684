"""Admonitions in, boxes out; field lists (who, by when, record, legal basis) in, a ruled table of two columns out."""

from __future__ import annotations

from docutils import nodes
from lxml import etree

from build_tools.word.place import Place
from build_tools.word.tables import (
    close_cell,
    close_row,
    describe,
    fitted,
    open_cell,
    open_row,
    open_table,
    section_title,
)

# A box of one cell, not bordered paragraphs: lists and tables inside would break the frame of paragraphs into pieces.
STYLES = {
    "SOP To Confirm": {"tbc"},
    "SOP Warning": {"warning", "danger", "caution", "error", "attention"},
    "SOP Important": {"important"},
}
COLORS = {"SOP To Confirm": "404040", "SOP Warning": "9B1C1C", "SOP Important": "8A5A12", "SOP Note": "1F4E79"}
PADDING = 284  # both side margins of a cell in the box styles


def box(writer, node: nodes.Element, parent: etree._Element, place: Place) -> None:
    """The title in the box's colour, then the text."""
    writer.bookmarks.promise(node)
    kinds = {*node["classes"], node.tagname}
    style = next((style for style, names in STYLES.items() if names & kinds), "SOP Note")
    width = place.width - place.indent
    row = open_row(open_table(writer, parent, place, style, [width]))
    cell = open_cell(row, width)
    inside = place.within(width - PADDING, "SOP Box Text").of(node)
    rest = list(node.children)
    if rest and isinstance(rest[0], nodes.title):
        title = rest.pop(0)
        with writer.paragraph(cell, inside.of(title), style="SOP Box Title") as paragraph:
            writer.message(title, paragraph, inside.of(title).in_color(COLORS[style]))
    writer.blocks(rest, cell, inside)
    close_cell(writer, cell, inside)
    close_row(writer, row)
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    describe(row.getparent(), title.astext() if title is not None else section_title(node))
    writer.gap(parent, place)


def subtitle(writer, node: nodes.subtitle, parent: etree._Element, place: Place) -> None:
    """The second title of a box: bold, and black so that the first one stands out."""
    own = place.of(node)
    with writer.paragraph(parent, own, keep_next=True) as paragraph:
        writer.message(node, paragraph, own.with_face("bold"))


def field_list(writer, node: nodes.field_list, parent: etree._Element, place: Place) -> None:
    """Names in the first column. Rows stay together with the heading above and the first step below."""
    writer.bookmarks.promise(node)
    widths = fitted([26, 74], place.width - place.indent)
    table = open_table(writer, parent, place, "SOP Fields", widths)
    describe(table, section_title(node), " | ".join(field[0].astext() for field in node.children))
    for field in node.children:
        row = open_row(table)
        name, body = field.children
        for part, width, style in ((name, widths[0], "SOP Table Heading"), (body, widths[1], "SOP Table Text")):
            inside = place.within(width - 160, style).of(part)
            cell = open_cell(row, width)
            if part is name:
                with writer.paragraph(cell, inside, keep_next=True) as paragraph:
                    writer.message(name, paragraph, inside)
            else:
                writer.blocks(body.children, cell, inside)
            close_cell(writer, cell, inside)
    writer.gap(parent, place, keep_next=True)


WRITERS = {
    **dict.fromkeys((nodes.Admonition, nodes.admonition, nodes.topic, nodes.sidebar), box),
    nodes.subtitle: subtitle,
    nodes.field_list: field_list,
}
