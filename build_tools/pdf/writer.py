"""The book (a docutils tree) in, the Typst source of its PDF out.

Every handler takes (node, writer) and gives Typst *code*: statements whose values Typst joins. Text stands in string
literals only (see ``escape``). A node without a handler stops the build: a word must never be lost in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from docutils import nodes

from build_tools.findings import CouldNotRun
from build_tools.pdf import faults
from build_tools.pdf.anchors import Anchors
from build_tools.pdf.blocks import BLANK_LINE, BLOCKS, is_blank
from build_tools.pdf.cover import Cover
from build_tools.pdf.escape import label, literal
from build_tools.pdf.inline import INLINE, joined

PLACE = "// at "  # precedes each block with its place in the source, so that Typst's complaints can name it


def typst_source(book: nodes.document, cover: Cover, *, root: Path, images: Path) -> str:
    """The whole file that Typst compiles. ``root`` is the SOP's folder; image addresses are relative to ``images``."""
    writer = Writer(book, root=root, images=images)
    front = [child for child in book.children if isinstance(child, nodes.container) and "front" in child["classes"]]
    chapters = [child for child in book.children if child not in front]
    return (
        '#import "/templates/pdf/book.typ": *\n'
        f"#show: book.with({cover.as_typst()}, front: {writer.blocks_of(front)})\n"
        f"#{writer.blocks_of(chapters)}\n"
    )


class Writer:
    """What handlers share: how to write a child, and what has been written before it."""

    def __init__(self, book: nodes.document, *, root: Path, images: Path) -> None:
        self.root, self.images = root, images
        self.anchors = Anchors(book)
        self.footnotes_written: set[str] = set()
        self.abbreviations_explained: set[str] = set()
        self._level = 0

    joined = staticmethod(joined)

    def statements(self, children: Iterable[nodes.Node]) -> str:
        """Blocks, one statement for each, in the language of each."""
        return "\n".join(filter(None, map(self._block, children)))

    def blocks_of(self, children: Iterable[nodes.Node]) -> str:
        return f"{{\n{self.statements(children) or '[]'}\n}}"

    def blocks(self, node: nodes.Element) -> str:
        return self.blocks_of(node.children)

    def content(self, node: nodes.Element) -> str:
        """A node's content within a line."""
        return f"{{ {joined(map(self._inline, node.children)) or '[]'} }}"

    def inline(self, node: nodes.Element) -> str:
        """The same in the language of the node, set apart from the line around it."""
        return in_language(node, self.content(node), "run-in")

    def inline_block(self, node: nodes.Element) -> str:
        """The same for a line of its own, such as a caption or a box's title: its language decides its side too."""
        return in_language(node, self.content(node), "set-in")

    def item(self, node: nodes.Element, children: list[nodes.Node] | None = None) -> str:
        """The content of a list item, a cell or a footnote: a lone paragraph stands in it as bare text."""
        children = node.children if children is None else children
        anchor = self.anchor(node)
        match children:
            case [nodes.paragraph() as only] if not only.get("dir"):
                body = BLANK_LINE if is_blank(only) else self.content(only)
                return f"{{\n{self._place(only)}{joined([anchor, self.anchor(only), body])}\n}}"
        return f"{{\n{joined([anchor, self.blocks_of(children)])}\n}}"

    def anchor(self, node: nodes.Element) -> str:
        """A place to link to, before an element that cannot carry a label itself."""
        anchor = self.anchors.of(node)
        return f"[#metadata(none)#{label(anchor)}]" if anchor else ""

    def fault(self, node: nodes.Node, text: str, action: str) -> CouldNotRun:
        return faults.fault(node, self.root, text, action)

    @contextmanager
    def deeper(self, level: int | None) -> Iterator[int]:
        """One level of headings down; the book's own level counts where it says one."""
        around, self._level = self._level, level or self._level + 1
        yield self._level
        self._level = around

    def _block(self, node: nodes.Node) -> str:
        handler = _handler(BLOCKS, node)
        if handler is None:
            if isinstance(node, nodes.Text) and not node.strip():
                return ""
            if _handler(INLINE, node) is None:
                raise self._unknown(node)
            return f"par({{ {self._inline(node)} }})"
        code = handler(node, self)
        return self._place(node) + in_language(node, f"{{ {code} }}", "set-in") if code else ""

    def _inline(self, node: nodes.Node) -> str:
        handler = _handler(INLINE, node)
        if handler is None:
            if _handler(BLOCKS, node) is BLOCKS[nodes.comment]:
                return ""
            raise self._unknown(node)
        return handler(node, self)

    def _place(self, node: nodes.Node) -> str:
        path, line = faults.place_of(node, self.root)
        return f"{PLACE}{literal(path)}:{line}\n" if path else ""

    def _unknown(self, node: nodes.Node) -> CouldNotRun:
        kind = type(node).__name__
        return self.fault(node, f"the PDF has no form for {kind!r}", "write it in another way, or give build_tools/pdf a handler for it")


def _handler(handlers: dict, node: nodes.Node):
    return next((handlers[kind] for kind in type(node).__mro__ if kind in handlers), None)


def in_language(node: nodes.Element, code: str, how: str) -> str:
    """Text that is not in the edition's language says so: for its direction, and for those who listen to it."""
    if not isinstance(node, nodes.Element) or not node.get("dir"):
        return code
    direction = "rtl" if node["dir"] == "rtl" else "ltr"
    return f"{how}({literal(node.get('lang', ''))}, {direction}, {code})"
