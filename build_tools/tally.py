"""The book and its messages in; how many words, steps, forms, flows and open points each chapter has, out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from docutils import nodes

from build_tools.content.translation.messages import Message
from build_tools.editions import CARDS

POINT = re.compile(r"[A-Z]+-\d+")


@dataclass(frozen=True, kw_only=True)
class Tally:
    """What one chapter or annex holds. Words are those of its messages, each message once; open points count once however often they are asked.

    A page with ``parts`` of a form is one of the ``forms``.
    """

    words: int = 0
    steps: int = 0
    forms: int = 0
    parts: int = 0
    flows: int = 0
    open_points: frozenset[str] = frozenset()

    def __add__(self, other: Tally) -> Tally:
        together = {name: getattr(self, name) + getattr(other, name) for name in NUMBERS}
        return Tally(**together, open_points=self.open_points | other.open_points)

    def figures(self) -> list[int]:
        """In the order of ``HEADS``."""
        return [*(getattr(self, name) for name in NUMBERS), len(self.open_points)]


NUMBERS = [field.name for field in fields(Tally) if field.name != "open_points"]
HEADS = ("words", "steps", "forms", "their parts", "flows", "open points")


def of(book: nodes.document, messages: dict[str, list[Message]]) -> dict[str, Tally]:
    """The tally of each page with text, by docname, in the order of the book. Role cards repeat steps and are left out."""
    found: dict[str, Tally] = defaultdict(Tally)
    for node in book.findall(nodes.Element):
        docname = getattr(node, "sop_docname", "")
        if docname and not docname.startswith(CARDS):
            found[docname] += _of_node(node)
    for docname, own in messages.items():
        if not docname.startswith(CARDS):
            found[docname] += Tally(words=words(message.msgid for message in own))
    return {docname: replace(tally, forms=int(tally.parts > 0)) for docname, tally in found.items() if any(tally.figures())}


def words(msgids: Iterable[str]) -> int:
    """Words as `make progress` counts them: between blanks."""
    return sum(len(msgid.split()) for msgid in msgids)


def _of_node(node: nodes.Element) -> Tally:
    classes = node.get("classes", ())
    if isinstance(node, nodes.section):
        return Tally(steps=int("step" in classes))
    if isinstance(node, nodes.figure):
        return Tally(flows=int("flow" in classes))
    if isinstance(node, nodes.admonition) and "tbc" in classes:
        return Tally(open_points=frozenset(POINT.findall(node.get("open_point") or node[0].astext())[:1]))
    return Tally(parts=int(node.tagname == "form"))
