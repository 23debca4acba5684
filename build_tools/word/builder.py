"""Word's Sphinx builder."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from build_tools.tree import BookBuilder
from build_tools.word import edition
from build_tools.word.letterheads import cover, letterhead
from build_tools.word.tracing import source_map
from build_tools.word.tracing.anchors import Anchors


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
            lists=cover.lists(project, language),
            direction=project.languages[language].direction,
        )
        anchors = Anchors(project.root, self.edition.name)
        data = edition.fill(package, book, project=project, language=language, revision=revision, pictures=Path(self.srcdir), anchors=anchors,
                            is_review_copy=self.edition.is_review_copy, layout=getattr(self._app, "sop_layout", None))
        target = Path(self.outdir, self.edition.path.name)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
        origin = target.parents[len(self.edition.path.parts) - 1] / self.edition.map_path
        origin.parent.mkdir(parents=True, exist_ok=True)
        origin.write_text(source_map.as_json(source_map.about(project, language, revision, self.edition.name), anchors.map), encoding="utf-8")
