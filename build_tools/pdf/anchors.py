"""The book in; which label each id answers to, which ids are pointed at, and which text each footnote has, out."""

from __future__ import annotations

from docutils import nodes


class Anchors:
    """What links and footnotes need to know of the whole book before its first word is written."""

    def __init__(self, book: nodes.document) -> None:
        self._label_of: dict[str, str] = {}
        self._wanted: set[str] = set()
        self.footnotes: dict[str, nodes.footnote] = {}
        noted: set[str] = set()
        for node in book.findall(nodes.Element):
            ids = node.get("ids", [])
            # A Typst element takes one label, a docutils node many ids: the first stands for all.
            self._label_of.update(dict.fromkeys(ids, ids[0] if ids else ""))
            if isinstance(node, nodes.footnote):
                self.footnotes.update(dict.fromkeys(ids, node))
            elif isinstance(node, nodes.footnote_reference):
                noted.add(node.get("refid", ""))
            elif isinstance(node, nodes.reference) and "refid" in node:
                self._wanted.add(node["refid"])
        self._wanted = {self._label_of[refid] for refid in self._wanted if refid in self._label_of}
        self._noted = {self._label_of[refid] for refid in noted if refid in self._label_of}

    def target(self, refid: str) -> str:
        """The label that a link to ``refid`` leads to; empty when nothing in the book has that id."""
        return self._label_of.get(refid, "")

    def of(self, node: nodes.Element) -> str:
        """The label that a node must carry; empty when no link leads to it."""
        ids = node.get("ids", [])
        return ids[0] if ids and ids[0] in self._wanted else ""

    def is_noted(self, footnote: nodes.footnote) -> bool:
        """Whether some place in the book refers to the footnote."""
        return any(i in self._noted for i in footnote["ids"])
