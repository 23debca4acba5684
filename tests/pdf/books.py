"""Small books to write as PDF, made from reStructuredText because it has every kind of node that the SOP may ever use."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from docutils.core import publish_doctree

from build_tools.pdf.cover import Cover
from build_tools.pdf.engine import compile_pdf
from build_tools.pdf.writer import typst_source
from tests.conftest import REPOSITORY, TINY


def parsed(text: str) -> nodes.document:
    """A book of one chapter with this text."""
    chapter = f"Chapter\n=======\n\n{text}\n"
    book = publish_doctree(chapter, settings_overrides={"doctitle_xform": False, "report_level": 2, "halt_level": 2})
    for told in list(book.findall(nodes.system_message)):  # of level 1, which Sphinx drops too
        told.parent.remove(told)
    return book


def book_of(*blocks: nodes.Node) -> nodes.document:
    """A book of one chapter with these blocks."""
    book = parsed("")
    book.children[0].extend(blocks)
    return book


def cover(direction: str = "ltr") -> Cover:
    return Cover(
        title="Title of the book",
        subtitle="Subtitle of the book",
        language="ar" if direction == "rtl" else "en",
        region="IQ",
        direction=direction,
        code="SOP-X / EN / v1",
        control=(("Document number", "SOP-X / EN / v1"), ("Status", "Draft")),
        codes=frozenset({"SOP-X / EN / v1"}),
        marks=("Draft",),
        notices=("Uncontrolled when printed",),
        footer=("English",),
        build="abc1234",
        contents="Contents",
        page_of="Page %(page)s of %(pages)s",
    )


def source(book: nodes.document, direction: str = "ltr", root: Path = REPOSITORY) -> str:
    return typst_source(book, cover(direction), root=root, images=(TINY if root == REPOSITORY else root) / "source")


def pdf(book: nodes.document, direction: str = "ltr") -> bytes:
    return compile_pdf(source(book, direction), root=REPOSITORY, timestamp=1_000_000_000, direction=direction)


def shown(typst: str) -> str:
    """All text in the string literals of Typst code, in order."""
    found = re.findall(r'"((?:[^"\\]|\\.)*)"', re.sub(r"^// at .*$", "", typst, flags=re.MULTILINE))
    return " ".join(re.sub(r"\\(.)", lambda escape: {"n": "\n"}.get(escape[1], escape[1]), text) for text in found)
