"""Word's Sphinx builder."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from build_tools.tree import BookBuilder
from build_tools.word import cover, edition, letterhead


class WordBuilder(BookBuilder):
    """Writes the Word editions of one language, one for each letterhead."""

    name = "word"

    def write_book(self, book: nodes.document) -> None:
        project, language = self.config.sop_project, self.config.language
        path = project.templates / "word" / project.letterheads[self.edition.letterhead].file
        revision = self.config.sop_revision
        package = letterhead.render(
            path,
            name=path.relative_to(project.root).as_posix(),
            fields=cover.fields(project, language, revision, book.get("part", "")),
            direction=project.languages[language].direction,
        )
        data = edition.fill(package, book, project=project, language=language, revision=revision, pictures=Path(self.srcdir))
        target = Path(self.outdir, self.edition.path.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
