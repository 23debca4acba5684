"""A book in; the texts that a reader of its Word file must find, in order, and its messages, out. Knows nothing of the writer."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from docutils import nodes
from sphinx import addnodes

from build_tools.content.flows.flow_steps import flow_steps
from build_tools.word import builder

UNSEEN = (nodes.comment, nodes.substitution_definition, nodes.meta, addnodes.index, addnodes.tabular_col_spec, flow_steps)
MARKS = re.compile("[\\s\u200e\u200f]")


@dataclass
class Told:
    """What one book says: the texts of its paragraphs without spaces, those of its footnotes, and its messages as (docname, msgid)."""

    texts: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    messages: set[tuple[str, str]] = field(default_factory=set)


def told(book: nodes.document) -> Told:
    found = Told()
    notes = {anchor: note for note in book.findall(nodes.footnote) for anchor in note["ids"]}
    _walk(book, found, found.texts, notes)
    return found


def _walk(node: nodes.Node, found: Told, into: list[str], notes: dict[str, nodes.footnote]) -> None:
    if isinstance(node, (*UNSEEN, nodes.footnote)):
        drawn = node.findall(nodes.Element) if isinstance(node, flow_steps) else ()  # in a picture, which has their anchors
        found.messages |= {(words.sop_docname, msgid) for words in drawn for msgid in words.get("msgids", ())}
        return
    if isinstance(node, nodes.footnote_reference):
        note = notes.pop(node["refid"], None)  # at its first mark
        for child in note.children[1:] if note is not None else ():
            _walk(child, found, found.notes, {})
        return
    if isinstance(node, nodes.Text):
        into.append(squeezed(node.astext()))
        return
    if not isinstance(node, nodes.image):
        found.messages |= {(node.sop_docname, msgid) for msgid in node.get("msgids", ())}
    for child in node.children:
        _walk(child, found, into, notes)


def squeezed(text: str) -> str:
    return MARKS.sub("", text)


def lost(texts: list[str], shown: str) -> list[str]:
    """The texts that do not stand in ``shown``, one after the other."""
    missing, place = [], 0
    for text in texts:
        at = shown.find(text, place)
        if at < 0:
            missing.append(text)
        else:
            place = at + len(text)
    return missing


def keep() -> list[Told]:
    """A list that from now on gets what each book says that this process writes as a Word file. Meant for a process of its own."""
    kept: list[Told] = []

    def fill(package, book, *arguments, write=builder.edition.fill, **options):
        kept.append(told(book))
        return write(package, book, *arguments, **options)

    builder.edition.fill = fill
    return kept
