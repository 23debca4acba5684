"""The PDF's Sphinx builder."""

from __future__ import annotations

from docutils import nodes

from build_tools.tree import BookBuilder


class PdfBuilder(BookBuilder):
    """Writes the PDF edition of one language."""

    name = "pdf"

    def write_book(self, book: nodes.document) -> None:
        pass
