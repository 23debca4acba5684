"""What a catalog holds: its header, its messages in file order, and the old ones kept at its end."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True)
class Entry:
    """One message of a catalog.

    ``line`` counts from 1 and is that of ``msgid``. ``previous`` is the source that a fuzzy translation was made for, or "".
    ``comments`` and ``extracted`` are lines as they stand after ``#`` and ``#.``; ``flags`` are all but fuzzy.
    """

    msgid: str
    msgstr: str
    fuzzy: bool = False
    line: int = 0
    obsolete: bool = False
    previous: str = ""
    comments: tuple[str, ...] = ()
    extracted: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def made_for(self) -> str:
        """The source text that the translation is a translation of."""
        return self.previous or self.msgid

    @property
    def translated(self) -> bool:
        """A fuzzy translation counts as none: it was made for another source."""
        return bool(self.msgstr) and not self.fuzzy


@dataclass(frozen=True, kw_only=True, slots=True)
class Catalog:
    """A whole .po file. ``end`` has the comment lines after the last message."""

    header: Entry
    entries: tuple[Entry, ...]
    end: tuple[str, ...] = ()

    @property
    def live(self) -> list[Entry]:
        return [entry for entry in self.entries if not entry.obsolete]

    @property
    def obsolete(self) -> list[Entry]:
        return [entry for entry in self.entries if entry.obsolete]
