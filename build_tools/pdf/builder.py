"""The PDF's Sphinx builder: the book in, the edition's file out."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from build_tools.config import Project
from build_tools.interface import word
from build_tools.pdf.cover import cover_of
from build_tools.pdf.engine import compile_pdf
from build_tools.pdf.writer import typst_source
from build_tools.tree import BookBuilder


class PdfBuilder(BookBuilder):
    """Writes the PDF edition of one language."""

    name = "pdf"

    def write_book(self, book: nodes.document) -> None:
        project: Project = self.config.sop_project
        revision = self.config.sop_revision
        cover = cover_of(project, self.config.language, revision, book.get("part", ""))
        source = typst_source(book, cover, root=project.root, images=Path(self.srcdir))
        pdf = compile_pdf(source, root=project.root, timestamp=revision.timestamp, direction=cover.direction, page_phrase=word("Page %s"))
        target = Path(self.outdir, self.edition.path.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(pdf)
