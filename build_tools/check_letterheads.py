"""A project, or one Word file, in; what a ministry's secretary must mend in its letterhead, in plain words, out."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from build_tools.config import Project
from build_tools.findings import Finding
from build_tools.revision import Revision


def check(project: Project, file: Path | None, say: Callable[[str], None]) -> list[Finding]:
    """Findings are what the build refuses; what it mends itself is only said. Without ``file``, all letterheads of sop.toml."""
    from build_tools.word.letterheads import cover, examination

    fields = cover.fields(project, project.document.source_language, Revision(name="0123456789", timestamp=0))
    folder = project.templates / "word"
    wanted = {file: _name(project, file)} if file else {folder / name: f"templates/word/{name}" for name in _files(project)}
    found: list[Finding] = []
    for path, name in wanted.items():
        examined = examination.examine(path, name, fields)
        found += examined.refused
        for remark in examined.remarks:
            say(str(remark))
        say(f"{name}: " + (f"{_counted(len(examined.refused))} to mend before it can be used" if examined.refused else "can be used"))
    unknown = sorted({path.name for path in folder.glob("*.doc*")} - set(_files(project))) if not file else []
    for name in unknown:
        say(f"templates/word/{name}: no table of sop.toml names it, so nothing is built with it")
    return found


def _files(project: Project) -> list[str]:
    return list(dict.fromkeys(letterhead.file for letterhead in project.letterheads.values()))


def _name(project: Project, file: Path) -> str:
    """Below the SOP's folder as all findings say it, elsewhere as it was given."""
    path = file.resolve()
    return path.relative_to(project.root).as_posix() if path.is_relative_to(project.root) else os.fspath(file)


def _counted(number: int) -> str:
    return "one thing" if number == 1 else f"{number} things"
