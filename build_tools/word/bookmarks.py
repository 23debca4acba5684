"""Ids of the book in, bookmarks out: for every id that something in the book refers to, and for whatever stands in the contents or a list.

Names begin with an underscore, so Word keeps them out of its dialogue: ``_ref_`` and twelve hexadecimal digits for what is referred to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from contextlib import contextmanager

from docutils import nodes
from lxml import etree

from build_tools.content.forms.forms import form
from build_tools.word.ooxml import q, sub, whole


class Bookmarks:
    """The bookmarks of one edition. ``first`` is the lowest number that the letterhead leaves free."""

    def __init__(self, book: nodes.document, first: int = 1) -> None:
        wanted = {node["refid"] for node in book.findall(nodes.Element) if "refid" in node and not isinstance(node, (nodes.target, nodes.footnote_reference))}
        self._names: dict[str, str] = {}
        self._nodes: dict[str, nodes.Element] = {}
        self._next = first
        self._pending: list[str] = []
        for node in book.findall(nodes.Element):
            if isinstance(node, (nodes.footnote, nodes.footnote_reference)) or not node["ids"]:
                continue
            if isinstance(node, (nodes.section, form)) or "label" in node or wanted & set(node["ids"]):
                self.add(node)

    def add(self, node: nodes.Element) -> None:
        """Give a node a bookmark."""
        name = "_ref_" + hashlib.sha256(node["ids"][0].encode()).hexdigest()[:12]
        self._names |= {anchor: name for anchor in node["ids"]}
        self._nodes |= {anchor: node for anchor in node["ids"]}

    def name(self, anchor: str) -> str:
        """The bookmark of an id, or "" when the book holds no such id."""
        return self._names.get(anchor, "")

    def node(self, anchor: str) -> nodes.Element | None:
        """What an id belongs to."""
        return self._nodes.get(anchor)

    def of(self, node: nodes.Element) -> list[str]:
        """The bookmarks that belong around a node: one at most."""
        return list(dict.fromkeys(self._names[anchor] for anchor in node["ids"] if anchor in self._names))

    def promise(self, node: nodes.Element) -> None:
        """Put the node's bookmark around the next paragraph: tables, lists and boxes have none of their own."""
        self._pending += self.of(node)

    def take(self) -> list[str]:
        """What was promised since the last paragraph."""
        promised, self._pending = self._pending, []
        return promised

    def give_back(self, names: list[str]) -> None:
        """Let bookmarks that were taken wait for a better paragraph."""
        self._pending = names + self._pending

    @contextmanager
    def around(self, parent: etree._Element, names: Iterable[str]):
        """Start bookmarks, let the block write, end them."""
        numbers = []
        for name in names:
            numbers.append(self._next)
            sub(parent, "w:bookmarkStart", id=self._next, name=name)
            self._next += 1
        yield
        for number in reversed(numbers):
            sub(parent, "w:bookmarkEnd", id=number)


def highest(root: etree._Element) -> int:
    """The highest bookmark number that a part uses."""
    return max((whole(start.get(q("w:id"))) for start in root.iter(q("w:bookmarkStart"))), default=0)
