"""Nodes inside a paragraph (emphasis, links, footnote marks, blanks) in, Typst code out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes

from build_tools.content.translation.bidi import isolate
from build_tools.interface import word
from build_tools.pdf import pictures
from build_tools.pdf.escape import label, labelled, literal, prose

WEB = ("http", "https", "mailto")
# Amiri has no shape for these: the template draws them.
MARKS = {"☐": "box", "□": "box", "☑": "ticked", "☒": "crossed", "✓": "tick", "✔": "tick", "→": "right", "←": "left"}
_MARK = re.compile(f"([{''.join(MARKS)}])( ?)")


def spoken(mark: str) -> str:
    """What stands for a drawn mark when the page is read aloud."""
    match MARKS[mark]:
        case "box":
            return word("Empty box")
        case "ticked" | "tick":
            return word("Ticked box")
        case "crossed":
            return word("Crossed box")
    return mark  # screen readers name arrows in their own language


def text(node: nodes.Text, writer) -> str:
    return shown(node.astext())


def shown(string: str) -> str:
    """Running text as code; marks are drawn, and a box stays on one line with the word after it."""
    parts = []
    at = 0
    for mark in _MARK.finditer(string):
        kind = MARKS[mark[1]]
        is_arrow = kind in ("right", "left")
        before = string[at : mark.start()]
        parts += [prose(before), "" if is_arrow or not before.strip() else prose(" ")]  # choices in a row stand apart
        parts.append(f"mark({literal(kind)}, {literal(spoken(mark[1]))})")
        if mark[2]:
            parts.append(prose(" " if is_arrow else "\u00a0"))
        at = mark.end()
    parts.append(prose(string[at:]))
    return joined(part for part in parts if part != '""')


def joined(parts: Iterable[str]) -> str:
    """Statements whose values Typst joins, to stand inside braces."""
    return "; ".join(filter(None, parts))


def wrapped(function: str):
    """A handler for a node that is one Typst function around its content."""

    def handler(node: nodes.Element, writer) -> str:
        return f"{function}({writer.inline(node)})"

    return handler


def plain(node: nodes.Element, writer) -> str:
    return joined([writer.anchor(node), writer.inline(node)])


def code(node: nodes.literal, writer) -> str:
    return f"raw({prose(node.astext())})"


def reference(node: nodes.reference, writer) -> str:
    content = writer.inline(node)
    if "refid" in node:
        target = writer.anchors.target(node["refid"])
        if not target:
            raise writer.fault(node, f"the link {node.astext()!r} leads to nothing in the book", "name a label that exists")
        is_term = any("std-term" in child.get("classes", ()) for child in node.findall(nodes.inline))
        return f"{'to-term' if is_term else 'to-place'}({label(target)}, {content})"
    if not (uri := node.get("refuri", "")):
        return content
    if urlsplit(uri).scheme.lower() not in WEB:
        raise writer.fault(node, f"the link {uri!r} leads nowhere from a PDF", "link to a label of the SOP or to a web address")
    return f"to-web({literal(uri)}, {content})"


def footnote_reference(node: nodes.footnote_reference, writer) -> str:
    """The footnote's text goes with its first mark; each later mark points back to that one."""
    target = writer.anchors.target(node.get("refid", ""))
    if node.get("refid") not in writer.anchors.footnotes:
        raise writer.fault(node, f"footnote {node.astext()!r} has no text", "write the text of the footnote in the same chapter")
    number = f"numbering: (..) => {prose(node.astext())}"  # Sphinx's, so that site and PDF name a footnote alike
    if target in writer.footnotes_written:
        mark = f"footnote({number}, {label(target)})"
    else:
        writer.footnotes_written.add(target)  # first: a footnote may refer to itself
        content = _footnote_text(writer.anchors.footnotes[node["refid"]], writer)
        mark = labelled(f"footnote({number}, {content})", target)
    return f"not-in-contents({mark})" if _is_in_heading(node) else mark


def _footnote_text(footnote: nodes.footnote, writer) -> str:
    """A first paragraph stands on the line of its number, whatever its language."""
    match [child for child in footnote.children if not isinstance(child, nodes.label)]:
        case [nodes.paragraph() as first]:
            return writer.inline(first)
        case [nodes.paragraph() as first, *rest]:
            return f"{{ {writer.inline(first)}; parbreak(); {writer.blocks_of(rest)} }}"
        case blocks:
            return writer.blocks_of(blocks)


def _is_in_heading(node: nodes.Node) -> bool:
    """Whether the contents will repeat the node."""
    while node.parent is not None and not isinstance(node, nodes.title):
        node = node.parent
    return isinstance(node, nodes.title) and isinstance(node.parent, nodes.section)


def abbreviation(node: nodes.abbreviation, writer) -> str:
    """The long form follows the first use in brackets: paper has no hover."""
    long_form = node.get("explanation", "")
    if not long_form or node.astext() in writer.abbreviations_explained:
        return writer.inline(node)
    writer.abbreviations_explained.add(node.astext())
    return joined([writer.inline(node), prose(f" ({long_form})")])


def hard_break(node: nodes.raw, writer) -> str:
    """MyST writes a line break as two raw nodes, one for HTML and one for LaTeX. Any other raw node is refused."""
    found = node.get("format"), node.astext().strip()
    if found == ("html", "<br />"):
        return "linebreak()"
    if found == ("latex", "\\\\"):
        return ""
    raise writer.fault(node, f"raw {node.get('format')} text cannot be in a PDF", "write it as Markdown")


INLINE = {
    nodes.Text: text,
    nodes.strong: wrapped("strong"),
    nodes.emphasis: wrapped("emph"),
    nodes.title_reference: wrapped("emph"),
    nodes.subscript: wrapped("sub"),
    nodes.superscript: wrapped("super"),
    nodes.literal: code,
    addnodes.literal_emphasis: wrapped("emph"),
    addnodes.literal_strong: wrapped("strong"),
    nodes.inline: plain,
    isolate: wrapped("isolate"),
    nodes.generated: plain,
    nodes.target: plain,
    nodes.reference: reference,
    nodes.footnote_reference: footnote_reference,
    nodes.abbreviation: abbreviation,
    nodes.raw: hard_break,
    nodes.image: pictures.inline_image,
}
