"""A project in; every catalog brought up to date with its chapter, translations kept, out."""

from __future__ import annotations

from collections.abc import Callable

from build_tools import release, revision, runner
from build_tools.catalogs import files, update
from build_tools.config import Project


def refresh(project: Project, say: Callable[[str], None]) -> None:
    """Read the chapters and write those catalogs that differ from what they should be."""
    source = project.document.source_language
    with release.staging(project) as folder:
        (reading,) = runner.run(project, [], revision=revision.of(project), out=folder / "build", work=folder / "work", languages=[source])
    changed = 0
    for docname, messages in sorted(reading.messages.items()):
        for language in project.translations if messages else ():
            path = files.chapter_catalog(project, language, docname)
            text = update.updated(project, language, docname, [message.msgid for message in messages])
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")
                changed += 1
                say(f"{path.relative_to(project.root).as_posix()}: brought up to date")
    say(f"{changed} catalogs changed" if changed else "all catalogs are up to date")
