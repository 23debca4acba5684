"""Nodes that stand on their own (sections, paragraphs, lists, boxes) in, Typst code out."""

from __future__ import annotations

from itertools import groupby

from docutils import nodes
from sphinx import addnodes

from build_tools.content.flows.flow_steps import flow_steps
from build_tools.pdf import forms, pictures, tables
from build_tools.pdf.escape import labelled, literal, prose
from build_tools.tree import SPECIFIC_ADMONITIONS

NUMBERINGS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}
BLANK, BLANK_LINE = set("…. _\u00a0"), "blank-line"  # what is typed, and the template's name for what is drawn
LISTS = (nodes.bullet_list, nodes.enumerated_list, nodes.definition_list, nodes.field_list)


def section(node: nodes.section, writer) -> str:
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    rest = [child for child in node.children if child is not title]
    with writer.deeper(node.get("level")) as level:
        heading = f"section-title({level}, {prose(node.get('number', ''))}, {writer.inline(title) if title else '[]'})"
        return f"{labelled(heading, writer.anchors.of(node))}\n{writer.statements(rest)}"


def paragraph(node: nodes.paragraph, writer) -> str:
    if is_blank(node):
        return BLANK_LINE
    content = writer.joined([writer.anchor(node), f"par({writer.content(node)})"])
    following = node.next_node(descend=False, siblings=True)
    if isinstance(following, LISTS):
        return f"lead({{ {content} }})"
    return content


def is_blank(node: nodes.Element) -> bool:
    """Whether the paragraph is a line to write on, such as ``…………``."""
    found = node.astext().strip()
    return len(found) > 1 and set(found) <= BLANK


def container(node: nodes.Element, writer) -> str:
    return writer.joined([writer.anchor(node), writer.blocks(node)])


def bullet_list(node: nodes.bullet_list, writer) -> str:
    lists = []
    for is_task, items in groupby(node.children, key=lambda item: "checked" in item):
        marker = "marker: none, " if is_task else ""  # a task's box is its marker
        written = ", ".join(f"list.item({writer.item(item)})" for item in items)
        lists.append(f"list(tight: {_tight(node)}, {marker}{written})")
    return writer.joined(lists)


def enumerated_list(node: nodes.enumerated_list, writer) -> str:
    counter = NUMBERINGS[node.get("enumtype", "arabic")]
    around = [part if set(part) <= set("().") else "" for part in (node.get("prefix", ""), node.get("suffix", "."))]
    pattern = literal(counter.join(around))
    items = [f"enum.item({writer.item(item)})" for item in node.children]
    return f"enum(tight: {_tight(node)}, start: {int(node.get('start', 1))}, numbering: {pattern}, {', '.join(items)})"


def _tight(node: nodes.Element) -> str:
    """Items of one short paragraph stand close together."""
    return str(all(len(item.children) <= 1 and len(item.astext()) < 160 for item in node.children)).lower()


def definition_list(node: nodes.definition_list, writer) -> str:
    return f"terms({', '.join(_definition(item, writer) for item in node.children)})"


def _definition(item: nodes.definition_list_item, writer) -> str:
    heads, body = [], []
    for child in item.children:
        if isinstance(child, nodes.definition):
            body.append(writer.item(child))
        else:  # a term, another term for the same, or a classifier
            between = prose(" · " if isinstance(child, nodes.classifier) else "; ") if heads else ""
            heads.append(writer.joined([between, writer.anchor(child), writer.inline(child)]))
    return f"terms.item({{ {writer.joined(heads) or '[]'} }}, {{ {writer.joined(body) or '[]'} }})"


def field_list(node: nodes.field_list, writer) -> str:
    rows = []
    for field in node.children:
        name, body = field.children
        rows.append(f"({writer.inline_block(name)}, {writer.item(body)})")
    return f"fields({', '.join(rows)})"


def admonition(node: nodes.Element, writer) -> str:
    classes = node.get("classes", [])
    kind = next((name for name in ("tbc", "important", "note", "tip", "hint") if name in classes), "")
    kind = kind or ("warning" if isinstance(node, SPECIFIC_ADMONITIONS) else "note")
    title = next((child for child in node.children if isinstance(child, nodes.title)), None)
    rest = [child for child in node.children if child is not title]
    head = writer.inline_block(title) if title is not None else "none"
    code = f"admonition({literal('note' if kind in ('tip', 'hint') else kind)}, {head}, {writer.blocks_of(rest)})"
    return labelled(code, writer.anchors.of(node))


def block_quote(node: nodes.block_quote, writer) -> str:
    source = next((child for child in node.children if isinstance(child, nodes.attribution)), None)
    rest = [child for child in node.children if child is not source]
    attribution = f", attribution: {writer.inline(source)}" if source is not None else ""
    return f"quote(block: true, {writer.blocks_of(rest)}{attribution})"


def literal_block(node: nodes.literal_block, writer) -> str:
    return labelled(f"raw(block: true, {literal(node.astext())})", writer.anchors.of(node))


def line_block(node: nodes.line_block, writer) -> str:
    return f"par({{ {writer.joined(_lines(node, 0, writer))} }})"


def _lines(node: nodes.line_block, depth: int, writer):
    for child in node.children:
        if isinstance(child, nodes.line_block):
            yield from _lines(child, depth + 1, writer)
        else:
            yield writer.joined([f"h({depth * 1.5}em)" if depth else "", writer.inline(child), "linebreak()"])


def rubric(node: nodes.Element, writer) -> str:
    return writer.joined([writer.anchor(node), f"rubric({writer.inline(node)})"])


def subtitle(node: nodes.subtitle, writer) -> str:
    """The second title of a box."""
    return f"par(strong({writer.inline(node)}))"


def caption(node: nodes.caption, writer) -> str:
    """The title above a listing; those of tables and figures are written with them."""
    return f"rubric(titled({prose(node.parent.get('label', ''))}, {writer.inline(node)}))"


def footnote(node: nodes.footnote, writer) -> str:
    """Printed where it is first referred to; here only when nothing refers to it, so that no word is lost."""
    if writer.anchors.is_noted(node):
        return ""
    parts = [child for child in node.children if not isinstance(child, nodes.label)]
    return writer.joined([f"rubric({prose('[' + node.children[0].astext() + ']')})", writer.blocks_of(parts)])


def nothing(node: nodes.Node, writer) -> str:
    return ""


def transition(node: nodes.transition, writer) -> str:
    return "transition"


BLOCKS = {
    nodes.section: section,
    nodes.paragraph: paragraph,
    nodes.container: container,
    nodes.compound: container,
    nodes.legend: container,
    addnodes.glossary: container,
    nodes.bullet_list: bullet_list,
    nodes.enumerated_list: enumerated_list,
    nodes.definition_list: definition_list,
    nodes.field_list: field_list,
    nodes.admonition: admonition,
    addnodes.seealso: admonition,
    nodes.topic: admonition,
    nodes.sidebar: admonition,
    **dict.fromkeys(SPECIFIC_ADMONITIONS, admonition),
    nodes.block_quote: block_quote,
    nodes.literal_block: literal_block,
    nodes.doctest_block: literal_block,
    nodes.line_block: line_block,
    nodes.rubric: rubric,
    nodes.subtitle: subtitle,
    nodes.caption: caption,
    nodes.transition: transition,
    nodes.table: tables.table,
    **forms.BLOCKS,
    nodes.figure: pictures.figure,
    nodes.image: pictures.block_image,
    nodes.footnote: footnote,
    flow_steps: nothing,  # the drawing's alternative text says them
    # What a reader never sees, in any format.
    nodes.comment: nothing,
    nodes.substitution_definition: nothing,
    nodes.meta: nothing,
    nodes.target: nothing,
    addnodes.index: nothing,
    addnodes.tabular_col_spec: nothing,
    addnodes.highlightlang: nothing,
}
