"""A project's folders in, findings on files that do not belong there out: what nobody reviews must not be published.

No build uses them, whether they are found or not: Sphinx gets the compiled .po files of this run, and chapters are .md files.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from build_tools.catalogs import files
from build_tools.config import Project
from build_tools.content.markdown import allowed
from build_tools.findings import Finding

RECORDS = frozenset({"review.toml"})  # beside the catalogs: who has signed off what
SOURCES = allowed.PICTURES | allowed.DOWNLOADS | {".md", ".yml"}


def links(project: Project) -> Iterator[Finding]:
    """No symbolic links: the file that one leads to is published under the name of another.

    Bad:  source/images/plan.png -> /etc/passwd
    Good: the picture itself
    """
    for folder in (project.source, project.locales, project.templates):
        for path in [folder, *_files(folder)]:
            if path.is_symlink():
                yield _finding(project, path, "is a symbolic link", "put the file itself there")


def catalogs_only(project: Project) -> Iterator[Finding]:
    """locales/ holds catalogs (.po) in sphinx-intl's folders, and the records of reviews.

    Bad:  locales/ar/LC_MESSAGES/sphinx.js    locales/ar/LC_MESSAGES/index.mo
    Good: locales/ar/LC_MESSAGES/index.po
    """
    for path in _files(project.locales):
        parts = path.relative_to(project.locales).parts
        if path.name in RECORDS:
            if len(parts) != 2 or parts[0] not in project.languages:
                yield _finding(project, path, "is a record in no language’s folder", "move it to locales/<language>/, or delete it")
        elif path.suffix != ".po":
            yield _finding(project, path, "is no catalog", "delete it: only .po files are used, and .mo files are made anew for each build")
        elif "LC_MESSAGES" not in (parts[1:2] if parts[0] != files.INTERFACE else parts[2:3]):
            yield _finding(project, path, "is a catalog in no language’s folder", "move it to locales/<language>/LC_MESSAGES/, or delete it")


def sources_only(project: Project) -> Iterator[Finding]:
    """source/ holds chapters (.md), registers (.yml), pictures, and files for readers.

    Bad:  source/chapters/arrest.rst    source/files/form.html
    Good: source/chapters/arrest.md     source/files/form.docx
    """
    for path in _files(project.source):
        if path.suffix.lower() not in SOURCES and path != project.source / "conf.py" and "__pycache__" not in path.parts:
            yield _finding(project, path, "is no file of an SOP", f"delete it, or make it one of {', '.join(sorted(SOURCES))}")


EVERYTHING = (links, catalogs_only, sources_only)


def run(project: Project) -> Iterator[Finding]:
    """All findings on the folders of an SOP."""
    for check in EVERYTHING:
        yield from check(project)


def _files(folder: Path) -> list[Path]:
    """Files and links at any depth, sorted; links are not followed."""
    found = []
    for base, folders, names in os.walk(folder):
        found += [Path(base, name) for name in names]
        found += [Path(base, name) for name in folders if Path(base, name).is_symlink()]
    return sorted(found)


def _finding(project: Project, path: Path, text: str, action: str) -> Finding:
    return Finding(path=path.relative_to(project.root).as_posix(), code="stray-file", text=text, action=action)
