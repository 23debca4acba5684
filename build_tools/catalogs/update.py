"""The messages of all chapters and one language's catalogs in; the catalogs as the chapters now need them out.

A message that stays keeps its translation. A new one takes that of the same English anywhere in the language (moved text), else
that of a like text as fuzzy, with the source it was made for. A text that no chapter has any more is kept at its catalog's end,
unless its translation lives on elsewhere. Nothing is suggested twice: what a translator has rejected stays empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from build_tools.catalogs import header
from build_tools.catalogs.entries import Catalog, Entry
from build_tools.catalogs.memory import Memory
from build_tools.config import Project

OBSOLETE_KEPT = 200  # messages in one catalog; more would make every review longer. The longest are kept: they cost most to write.
GENERATED = "-format"  # flags that Babel guesses: it takes {term} for Python's formatting


@dataclass(frozen=True, kw_only=True)
class Update:
    """One catalog as it should be, and what happened to its messages; ``catalog`` is None for a file that can go.

    ``moved`` messages came with a translation of the same English from another place; ``gone`` ones left the chapter, and no
    message has their translation. ``kept`` counts, in a catalog without
    a chapter, the translations that are used nowhere: its file stays until somebody deletes it.
    """

    docname: str
    catalog: Catalog | None
    renamed_from: str = ""
    new: int = 0
    moved: int = 0
    fuzzy: int = 0
    gone: int = 0
    kept: int = 0


def updated(project: Project, language: str, chapters: dict[str, list[str]], catalogs: dict[str, Catalog]) -> list[Update]:
    """What each catalog should be, by docname. ``chapters`` has the msgids of each chapter in their order."""
    chapters = {docname: list(dict.fromkeys(msgids)) for docname, msgids in chapters.items() if msgids or docname in catalogs}
    renamed = _renamed(chapters, catalogs)
    current = {docname: catalogs[renamed.get(docname, docname)] for docname in chapters if renamed.get(docname, docname) in catalogs}
    orphans = {docname: catalog for docname, catalog in catalogs.items() if docname not in chapters and docname not in renamed.values()}
    memory = Memory(current | orphans, {docname: set(msgids) for docname, msgids in chapters.items()})
    live = {docname: _live(msgids, current.get(docname), memory, docname) for docname, msgids in chapters.items()}
    lives_on = {pair for entries in live.values() for entry in entries for pair in _places(entry)}
    updates = [
        _update(project, language, docname, live[docname], current.get(docname), lives_on, renamed.get(docname, ""))
        for docname in sorted(chapters)
    ]
    gone = [Update(docname=docname, catalog=None) for docname in renamed.values()]
    return updates + gone + [_orphan(docname, catalog, lives_on) for docname, catalog in orphans.items()]


def _renamed(chapters: dict[str, list[str]], catalogs: dict[str, Catalog]) -> dict[str, str]:
    """New docname → old: a chapter without a catalog whose messages are mostly those of a catalog without a chapter."""
    orphans = {docname: {entry.msgid for entry in catalog.live} for docname, catalog in sorted(catalogs.items()) if docname not in chapters}
    found: dict[str, str] = {}
    for docname in sorted(chapters.keys() - catalogs.keys()):
        own = set(chapters[docname])
        shared = {old: len(own & msgids) for old, msgids in orphans.items() if old not in found.values()}
        old = max(shared, key=shared.get, default="")
        if old and shared[old] * 2 > max(len(own), len(orphans[old])):
            found[docname] = old
    return found


def _live(msgids: list[str], present: Catalog | None, memory: Memory, docname: str) -> list[Entry]:
    """The chapter's messages in order, each with the best translation that there is."""
    own = {entry.msgid: entry for entry in present.live} if present else {}
    entries = []
    for msgid in msgids:
        entry = own.get(msgid) or memory.exact(msgid, docname) or memory.similar(msgid, docname) or Entry(msgid=msgid, msgstr="")
        entries.append(_plain(entry))
    return entries


def _plain(entry: Entry) -> Entry:
    """Without what other tools add and nobody here reads. Only a fuzzy message has a previous source."""
    flags = tuple(flag for flag in entry.flags if not flag.endswith(GENERATED))
    previous = entry.previous if entry.fuzzy and entry.previous != entry.msgid else ""
    fuzzy = entry.fuzzy and bool(entry.msgstr)
    if (flags, previous, fuzzy) == (entry.flags, entry.previous, entry.fuzzy):
        return entry
    return replace(entry, flags=flags, previous=previous, fuzzy=fuzzy)


def _places(entry: Entry) -> Iterable[tuple[str, str]]:
    """(source, translation) pairs that need no copy among the obsolete messages while this message has them."""
    return ((entry.msgid, entry.msgstr), (entry.made_for, entry.msgstr)) if entry.msgstr else ()


def _update(project: Project, language: str, docname: str, live: list[Entry], present: Catalog | None, lives_on: set, renamed_from: str) -> Update:
    before = {entry.msgid for entry in present.live} if present else set()
    here = {entry.msgid for entry in live}
    gone = [entry for entry in present.live if entry.msgid not in here and not _lives_on(entry, lives_on)] if present else []
    left = [entry for entry in present.entries if entry.msgid not in here] if present else []
    old = [replace(_plain(entry), obsolete=True) for entry in left if entry.msgstr and not _lives_on(entry, lives_on)]
    old = sorted(old, key=lambda entry: (-len(entry.msgid), entry.msgid))[:OBSOLETE_KEPT]
    came = Counter("fuzzy" if e.fuzzy else "moved" if e.msgstr else "new" for e in live if e.msgid not in before)
    catalog = Catalog(
        header=header.frozen(project, language, present.header if present else None),
        entries=(*live, *sorted(old, key=lambda entry: entry.msgid)), end=present.end if present else (),
    )
    return Update(
        docname=docname, catalog=catalog, renamed_from=renamed_from, gone=len(gone),
        new=came["new"], moved=came["moved"], fuzzy=came["fuzzy"],
    )


def _lives_on(entry: Entry, lives_on: set) -> bool:
    return (entry.msgid, entry.msgstr) in lives_on or (entry.made_for, entry.msgstr) in lives_on


def _orphan(docname: str, catalog: Catalog, lives_on: set) -> Update:
    """A catalog without a chapter goes when each of its translations lives on elsewhere; else somebody has to decide."""
    kept = sum(bool(entry.msgstr) and not _lives_on(entry, lives_on) for entry in catalog.entries)
    return Update(docname=docname, catalog=catalog if kept else None, gone=0 if kept else len(catalog.live), kept=kept)
