"""The book in, where each message stands (chapter, numbered headings above it, kind of text) out: what translators see beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from docutils import nodes

from build_tools.content.flows.flow_steps import flow_steps

# The first that fits, from the message's own node outwards.
KINDS = (
    (nodes.title, nodes.Admonition, "title of a box"),
    (nodes.title, nodes.admonition, "title of a box"),
    (nodes.title, nodes.table, "caption of a table"),
    (nodes.title, nodes.section, "heading"),
    (nodes.rubric, nodes.Element, "heading"),
    (nodes.caption, nodes.Element, "caption"),
    (nodes.image, nodes.Element, "what a picture shows, for those who cannot see it"),
    (nodes.field_name, nodes.Element, "label of a line"),
    (nodes.term, nodes.Element, "word that is explained"),
    (nodes.Element, nodes.field_body, "text after a label"),
    (nodes.Element, nodes.definition, "explanation of a word"),
    (nodes.Element, nodes.thead, "head of a table"),
    (nodes.Element, nodes.entry, "cell of a table"),
    (nodes.Element, nodes.footnote, "footnote"),
    (nodes.Element, flow_steps, "words in a drawing"),
    (nodes.Element, nodes.list_item, "item of a list"),
    (nodes.Element, nodes.legend, "text below a picture"),
    (nodes.Element, nodes.block_quote, "quotation"),
    (nodes.Element, nodes.Admonition, "text in a box"),
    (nodes.Element, nodes.admonition, "text in a box"),
)


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where a message is first met: ``chapter`` and the ``headings`` below it, with their numbers; ``kind`` of text, in English.

    A heading's own number, without its words, is the last of its ``headings``. What stands before the first chapter has no ``chapter``.
    """

    docname: str
    msgid: str
    chapter: str
    headings: tuple[str, ...]
    kind: str


def of(book: nodes.document) -> list[Place]:
    """The places of all messages that the book shows, in the order of its pages, each message of a file once."""
    found: dict[tuple[str, str], Place] = {}
    for node in book.findall(nodes.Element):
        for msgid in node.get("msgids", ()):
            found.setdefault((node.sop_docname, msgid), _place(node, msgid))
    return list(found.values())


def _place(node: nodes.Element, msgid: str) -> Place:
    sections = [place for place in _ancestors(node) if isinstance(place, nodes.section)][::-1]
    headings = [place.get("number", "") if place is node.parent and isinstance(node, nodes.title) else _heading(place) for place in sections[1:]]
    return Place(
        docname=node.sop_docname,
        msgid=msgid,
        chapter=_heading(sections[0]) if sections else "",
        headings=tuple(filter(None, headings)),
        kind=kind_of(node),
    )


def _heading(section: nodes.section) -> str:
    title = next((child.astext() for child in section.children if isinstance(child, nodes.title)), "")
    return f"{section.get('number', '')} {title}".strip()


def kind_of(node: nodes.Node) -> str:
    """What a text is, in English words for people."""
    return _kind_by_types(type(node), *map(type, _ancestors(node)))


@cache
def _kind_by_types(node: type, *outwards: type) -> str:
    """Cached: a book has thousands of texts, and some dozens of places that they stand in."""
    for own, around, kind in KINDS:
        if issubclass(node, own) and any(issubclass(place, around) for place in (outwards[:1] if own is not nodes.Element else outwards)):
            return kind
    return "paragraph"


def _ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    while (node := node.parent) is not None:
        yield node
