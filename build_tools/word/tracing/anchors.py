"""Messages as they are written in, a hidden bookmark around each and an entry of the source map out: how a returned file is read.

The name of a bookmark is ``_sop_`` and twelve hexadecimal digits of the SHA-256 of the message's page, its msgid and which occurrence it
is: the same in each language, in the whole SOP and in a page alone. Where a message stands is where its bookmark **starts**: programs
keep that through edits, while the end may move. LibreOffice may append ``_Copy_1`` to a name.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from lxml import etree

from build_tools.content import places
from build_tools.word.bookmarks import Bookmarks
from build_tools.word.characters import LRM, RLM
from build_tools.word.ooxml import q

PREFIX = "_sop_"
MARKS = dict.fromkeys(map(ord, LRM + RLM))  # the writer puts them around left-to-right words: no text of the message
BREAKS = {q("w:br"): "\n", q("w:tab"): "\t", q("w:noBreakHyphen"): "-"}
SHOWN = (q("w:t"), *BREAKS)


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """One message where a reader meets it: ``path`` and ``line`` of the source file, ``text`` as shown in the Word file, without marks."""

    name: str
    path: str
    line: int
    msgid: str
    kind: str
    text: str


class Anchors:
    """Writes the bookmarks of one ``edition`` and collects its source map, in the order of the text. ``root`` is the SOP's folder."""

    def __init__(self, root: Path, edition: str = "") -> None:
        self.edition = edition
        self._root = root
        self._paths: dict[str, str] = {}  # below the SOP's folder; "" for what lies elsewhere
        self._met: Counter[tuple[str, ...]] = Counter()
        self.map: list[Anchor] = []

    def write(self, bookmarks: Bookmarks, paragraph: etree._Element, node: nodes.Element, inside: Callable[[], None]) -> None:
        """Let ``inside`` write the message of ``node``, if it has one, into a bookmark."""
        docname, msgids, page = _messages(node)
        if not msgids:
            inside()
            return
        names = [self._name(docname, msgid, page) for msgid in msgids]
        with bookmarks.around(paragraph, names):
            start = paragraph[-1]
            inside()
            text = shown(start)
        path, line = self._place(node, docname)
        for name, msgid in zip(names, msgids, strict=True):
            self.map.append(Anchor(name=name, path=path, line=line, msgid=msgid, kind=places.kind_of(node), text=text))

    def _name(self, docname: str, msgid: str, page: str) -> str:
        """A copy in a list counts by itself, on its own page, so that a list never renames the original."""
        key = (docname, msgid, page)
        self._met[key] += 1
        occurrence = f"{page}:{self._met[key]}" if page else str(self._met[key])
        return PREFIX + hashlib.sha256("\0".join((docname, msgid, occurrence)).encode("utf-8")).hexdigest()[:12]

    def _place(self, node: nodes.Element, docname: str) -> tuple[str, int]:
        """Of the message in its source, never with a folder of this machine."""
        while not node.line and node.parent is not None:
            node = node.parent
        source = (node.source or "").split(":<")[0]
        if source not in self._paths:
            inside = Path(source).is_absolute() and Path(source).is_relative_to(self._root)
            self._paths[source] = Path(source).relative_to(self._root).as_posix() if inside else ""
        return self._paths[source] or f"source/{docname}.md", node.line or 1


def _messages(node: nodes.Element) -> tuple[str, list[str], str]:
    """The page that a node's messages belong to, the messages, and the page that shows them where that is another one."""
    if copied := node.get("copied"):
        docname, *msgids = copied
        return docname, msgids, node.sop_docname
    msgids = node.get("msgids", [])
    return (node.sop_docname if msgids else ""), msgids, ""


def shown(start: etree._Element) -> str:
    """What a reader sees from a bookmark's start to its end, or to the end of the paragraph: no field codes, no marks."""
    found, own = [], start.get(q("w:id"))
    for sibling in start.itersiblings():
        if sibling.tag == q("w:bookmarkEnd") and sibling.get(q("w:id")) == own:
            break
        found += [BREAKS.get(element.tag) or element.text or "" for element in sibling.iter(*SHOWN)]
    return "".join(found).translate(MARKS)
