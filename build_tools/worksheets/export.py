"""A project and a language in; a worksheet with its messages, in the order of the book, out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from build_tools import release, revision, runner
from build_tools.catalogs import files
from build_tools.checks import translations
from build_tools.config import Project
from build_tools.content import glossary
from build_tools.content.places import Place
from build_tools.findings import CouldNotRun, Finding
from build_tools.worksheets import sheet, terms
from build_tools.worksheets.rows import MOST_CHARACTERS, SUFFIX, Row, row_id

NEIGHBOUR = 40  # characters that are shown of the message before


def export(project: Project, language: str, out: Path | None, everything: bool, say: Callable[[str], None]) -> list[Finding]:
    """Write the worksheet of one language: what needs work or, with ``everything``, all. Gives findings on messages that no cell can hold."""
    if language not in project.translations:
        choice = " or ".join(project.translations)
        raise CouldNotRun(Finding(path="sop.toml", code="language", text=f"the SOP is not translated into {language!r}", action=f"choose {choice}"))
    out = out or project.root / f"{project.document.code}-{language}{SUFFIX}"
    if out.suffix.lower() != SUFFIX:
        raise CouldNotRun(Finding(path=str(out), code="output", text="is no name of a worksheet", action=f"let it end with {SUFFIX}"))
    own = revision.of(project)
    rows = list(_rows(project, language, _read_source(project, own)))
    wanted = [row for row in rows if everything or row.state != "translated"]
    found = [_too_long(project, row) for row in wanted if len(row.source) > MOST_CHARACTERS or len(row.translation) > MOST_CHARACTERS]
    wanted = [row for row in wanted if max(len(row.source), len(row.translation)) <= MOST_CHARACTERS]
    if not wanted:
        say(f"{language}: all {len(rows)} messages are translated; to export them all the same, say ALL=1 or --all")
        return found
    _write(out, sheet.made_from(wanted, project, language, own))
    say(f"{out}: {len(wanted)} of {len(rows)} messages")
    return found


def _read_source(project: Project, own: revision.Revision) -> runner.Reading:
    source = project.document.source_language
    with release.staging(project) as folder:
        events = runner.run(project, [], revision=own, out=folder / "build", work=folder / "work", languages=[source], check=True)
        return next(event for event in events if isinstance(event, runner.Reading))


def _rows(project: Project, language: str, reading: runner.Reading) -> Iterator[Row]:
    """All messages in the order of the book. Raises CouldNotRun when a catalog is stale: its translators would work on old text."""
    entries = {}
    stale = []
    for docname, messages in reading.messages.items():
        if messages:
            stale += translations.catalog_is_current(project, language, docname, [message.msgid for message in messages])
            path = files.chapter_catalog(project, language, docname)
            entries |= {(docname, entry.msgid): entry for entry in files.entries(files.read(path, project))} if path.exists() else {}
    if stale:
        raise CouldNotRun(*stale)
    register = glossary.read(project) if (project.source / glossary.REGISTER).exists() else []
    before = ""
    for place in _places(reading):
        entry = entries[place.docname, place.msgid]
        words = terms.occurring(register, entry.msgid, source=project.document.source_language, language=language)
        yield Row(
            id=row_id(language, place.docname, entry),
            chapter=place.chapter or place.docname,
            place="\n".join(filter(None, [*place.headings[-1:], place.kind, before])),
            source=entry.msgid,
            translation=entry.msgstr,
            state="fuzzy" if entry.fuzzy else "translated" if entry.msgstr else "untranslated",
            terms=words,
            previous=entry.previous if entry.fuzzy else "",
        )
        before = f"after: {_short(entry.msgid)}"


def _places(reading: runner.Reading) -> Iterator[Place]:
    """The places of the book, each file's messages together, and before them those that the book has but Sphinx writes: titles of contents."""
    known = {(place.docname, place.msgid): place for place in reading.places}
    order = dict.fromkeys([place.docname for place in reading.places] + sorted(reading.messages))
    for docname in order:
        own = [place for place in reading.places if place.docname == docname]
        for message in reading.messages.get(docname, []):
            if (docname, message.msgid) not in known:
                yield Place(docname=docname, msgid=message.msgid, chapter=own[0].chapter if own else "", headings=(), kind="title")
        yield from own


def _write(out: Path, data: bytes) -> None:
    """Write the file, but never over another one: it may be the one that a translator has sent back."""
    try:
        with out.open("xb") as file:
            file.write(data)
    except FileExistsError:
        if not out.is_file() or out.read_bytes() != data:
            raise CouldNotRun(
                Finding(path=str(out), code="output", text="is there already", action="import it first, then move it away, or name another file with OUT=")
            ) from None
    except FileNotFoundError:
        raise CouldNotRun(Finding(path=str(out), code="output", text="has no folder to be in", action="make the folder first")) from None


def _too_long(project: Project, row: Row) -> Finding:
    return Finding(path=project.source.name, code="too-long", text=f"“{_short(row.source)}” has more than {MOST_CHARACTERS} characters, too many for a cell",
                   action="make several paragraphs of it, or translate it in its catalog")


def _short(text: str) -> str:
    return text if len(text) <= NEIGHBOUR else text[: NEIGHBOUR - 1].rstrip() + "…"
