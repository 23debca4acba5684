"""Word's Sphinx builder."""

from __future__ import annotations

from docutils import nodes

from build_tools.tree import BookBuilder


class WordBuilder(BookBuilder):
    """Writes the Word editions of one language, one for each letterhead."""

    name = "word"

    def write_book(self, book: nodes.document) -> None:
        pass
