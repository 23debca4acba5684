"""A project and a returned worksheet in; catalogs with those of its translations that pass, and findings on the others, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from build_tools.catalogs import amend, files
from build_tools.checks import messages
from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding
from build_tools.worksheets import returned
from build_tools.worksheets.judging import Judged, Known, Objection, Wish, judge, settled
from build_tools.worksheets.rows import Key, Returned, message_key, plain, read_id


def take(project: Project, path: Path, say: Callable[[str], None]) -> list[Finding]:
    """Read the worksheet, judge each row, write what passes. Raises CouldNotRun, with nothing written, if the file or a catalog is unsound."""
    name = path.as_posix()
    rows = returned.read(path, name)
    found: list[Finding] = []
    keyed: dict[str, list[tuple[Returned, Key]]] = {}
    for row in rows:
        key = read_id(row.id)
        if key and key.language in project.translations:
            keyed.setdefault(key.language, []).append((row, key))
        elif finding := _without_message(project, row, key, name):
            found.append(finding)
    changes: dict[Path, bytes] = {}
    for language, own in keyed.items():
        wishes, against = _judge(project, language, own, name)
        found += [Finding(path=name, line=o.row.line, code=o.code, text=o.text, action=o.action) for o in against]
        changes |= _changes(project, wishes)
        say(f"{name}: {language}: {_summary(own, wishes, against)}")
    for remark in (row for row in rows if row.remark):
        say(f"{name}:{remark.line}: remark: {plain(remark.remark, like='')}")
    for catalog, data in changes.items():
        files.write(catalog, data.decode())
        say(f"{catalog.relative_to(project.root).as_posix()}: brought up to date")
    return found


def _without_message(project: Project, row: Returned, key: Key | None, name: str) -> Finding | None:
    """A row whose id tells nothing; one without any text is an empty line of the sheet, or somebody's heading."""
    if key:
        return Finding(path=name, line=row.line, code="language", text=f"the SOP is not translated into {key.language!r}", action="is it a sheet of another SOP?")
    if row.id.strip() or row.translation.strip():
        return Finding(path=name, line=row.line, code="unknown-row", text="the id in the hidden first column is missing or changed",
                       action="copy the translation into the row of its text, in a new export if need be")
    return None


def _judge(project: Project, language: str, rows: list[tuple[Returned, Key]], name: str) -> tuple[list[Wish], list[Objection]]:
    """The wishes that pass all checks, and what speaks against the others."""
    entries = list(_messages(project, language))
    known = {message_key(each.docname, each.entry.msgid): each for each in entries}
    judged = [Judged(row=row, key=key, verdict=judge(row, key, known.get(key.message))) for row, key in rows]
    return settled(judged, entries, messages.context(project, language), name)


def _messages(project: Project, language: str) -> Iterator[Known]:
    """All messages of one language, as its catalogs have them."""
    for docname, path in files.chapter_catalogs(project, language).items():
        for entry in files.entries(files.read(path, project)):
            yield Known(docname=docname, path=path.relative_to(project.root).as_posix(), entry=entry)


def _changes(project: Project, wishes: list[Wish]) -> dict[Path, bytes]:
    """The new bytes of each catalog that a wish changes."""
    by_path: dict[Path, dict[str, str]] = {}
    for wish in wishes:
        by_path.setdefault(project.root / wish.known.path, {})[wish.known.entry.msgid] = wish.msgstr
    return {path: _amended(project, path, translations) for path, translations in sorted(by_path.items())}


def _amended(project: Project, path: Path, translations: dict[str, str]) -> bytes:
    try:
        return amend.amended(path.read_bytes(), translations)
    except amend.UnknownForm:
        name = path.relative_to(project.root).as_posix()
        raise CouldNotRun(Finding(path=name, code="catalog", text="is written in a form of its own", action="run make catalogs, then import again")) from None


def _summary(rows: list[tuple[Returned, Key]], wishes: list[Wish], against: list[Objection]) -> str:
    empty = sum(not row.translation.strip() for row, _ in rows)
    refused = len({each.row for each in against})
    return f"{len(wishes)} translations taken, {refused} not taken, {empty} still empty, of {len(rows)} rows"
