"""The messages of all chapters and a new language in, its empty catalogs, as sphinx-intl makes them, out. Alone knows sphinx-intl."""

from __future__ import annotations

import contextlib
import io
import tempfile
from dataclasses import replace
from pathlib import Path

from build_tools.catalogs import files, header, reader, writer
from build_tools.catalogs.entries import Catalog, Entry
from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding


def templates(chapters: dict[str, list[str]], folder: Path) -> None:
    """Write what ``sphinx-build -b gettext`` would: one .pot a chapter."""
    for docname, msgids in chapters.items():
        if msgids:
            entries = tuple(Entry(msgid=msgid, msgstr="") for msgid in dict.fromkeys(msgids))
            files.write(folder / f"{docname}.pot", writer.text(Catalog(header=header.header("", ()), entries=entries)))


def catalogs(project: Project, language: str, chapters: dict[str, list[str]]) -> dict[str, Catalog]:
    """Its catalogs by docname. sphinx-intl decides which files there are and what they are called; the form is ours."""
    from sphinx_intl import basic  # a second of imports that only this needs

    with tempfile.TemporaryDirectory() as folder:
        templates(chapters, Path(folder, "pot"))
        with contextlib.redirect_stdout(io.StringIO()):
            basic.update(folder, str(Path(folder, "pot")), (language,), line_width=0, jobs=1)
        base = Path(folder, language, "LC_MESSAGES")
        made = {path.relative_to(base).with_suffix("").as_posix(): reader.parse(path.read_bytes()) for path in sorted(base.rglob("*.po"))}
    return {
        docname: Catalog(header=header.frozen(project, language, catalog.header), entries=tuple(replace(entry, flags=()) for entry in catalog.entries))
        for docname, catalog in made.items()
    }


def interface(project: Project, language: str, name: str) -> Catalog:
    """The catalog of the pipeline's own words without any translation: all msgids that the other languages have."""
    words: dict[str, Entry] = {}
    for path in sorted((project.locales / files.INTERFACE).glob("*/LC_MESSAGES/sphinx.po")):
        for entry in files.read(path, project).live:
            words.setdefault(entry.msgid, Entry(msgid=entry.msgid, msgstr="", comments=_for_all(entry.comments)))
    if not words:
        raise CouldNotRun(Finding(path="locales/_interface", code="catalog", text="no language has the pipeline’s own words",
                                  action="copy locales/_interface from the pipeline’s repository"))
    comment = f" The pipeline's own words in {name}: labels, document control, the site's buttons. Draft, not yet reviewed."
    return Catalog(header=header.header(language, (comment,)), entries=tuple(words.values()))


def _for_all(comments: tuple[str, ...]) -> tuple[str, ...]:
    """What explains the word; what one language's maintainer accepted is not for another."""
    return tuple(comment for comment in comments if not comment.strip().startswith("accepted:"))
