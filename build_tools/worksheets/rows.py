"""What one row of a worksheet carries, and how it finds its message again: columns, ids, and text as cells change it."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from build_tools.catalogs.files import Entry

FORM = "1"  # of the worksheet; another number when an older tool could no longer read it
SUFFIX = ".xlsx"
MOST_CHARACTERS = 32_767  # in one cell: Excel specifications and limits

# Why a cell holds no text that can be taken, where the action is another one than typing it again.
MERGED = "is merged with another cell"
TOO_LONG = f"has more than {MOST_CHARACTERS} characters"

# The columns by name, with the last line of their header, by which they are found again wherever they were moved to.
HEADERS = {
    "id": f"id {FORM}",
    "chapter": "Chapter",
    "place": "Place",
    "source": "Original text",
    "translation": "Translation",
    "correct": "Correct",
    "state": "State",
    "terms": "Terms",
    "changes": "What changed",
    "remark": "Remark",
}

_ID = re.compile(r"(?P<language>[a-z][a-z0-9-]*):(?P<message>[0-9a-f]{16}):(?P<exported>[0-9a-f]{8})")
# Excel writes a carriage return as _x000D_ (ECMA-376-1 §22.9.2.19); all of these are a new line to whoever typed them.
_LINE_ENDS = re.compile("_x000D_\n?|\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")  # no XML, so no worksheet, holds them
_HARD_SPACES = re.compile("[\u00a0\u202f]")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One message as a translator gets it. ``terms`` are lines; ``previous`` is the original that a fuzzy translation was made for."""

    id: str
    chapter: str
    place: str
    source: str
    translation: str
    state: str
    terms: str = ""
    previous: str = ""


@dataclass(frozen=True, kw_only=True)
class Returned:
    """One row as it came back. ``line`` is its number in the sheet; ``fault`` says why the translation cell holds no plain text."""

    line: int
    id: str
    source: str
    translation: str
    correct: bool
    remark: str
    fault: str = ""


@dataclass(frozen=True, kw_only=True)
class Returns:
    """A worksheet as it came back from a translator."""

    path: Path
    rows: list[Returned]


@dataclass(frozen=True, kw_only=True)
class Key:
    """What a row's id says: the language, the message (see ``message_key``) and its translation when the sheet was made (see ``trace``)."""

    language: str
    message: str
    exported: str


def row_id(language: str, docname: str, entry: Entry) -> str:
    return f"{language}:{message_key(docname, entry.msgid)}:{trace(entry.msgstr, fuzzy=entry.fuzzy, like=entry.msgid)}"


def read_id(text: str) -> Key | None:
    """The id in its parts, or None if somebody changed its form."""
    found = _ID.fullmatch(text.strip())
    return Key(**found.groupdict()) if found else None


def message_key(docname: str, msgid: str) -> str:
    """Tells a message from all others of the SOP: 64 bits of a hash."""
    return _hash(docname, msgid, 16)


def trace(msgstr: str, *, fuzzy: bool, like: str) -> str:
    """Tells whether a translation is still what it was when the sheet was made."""
    return _hash(plain(msgstr, like=like), "fuzzy" if fuzzy else "", 8)


def _hash(one: str, other: str, digits: int) -> str:
    return hashlib.sha256(f"{one}\0{other}".encode()).hexdigest()[:digits]


def printable(text: str) -> str:
    """The text without characters that a worksheet cannot hold."""
    return _CONTROLS.sub("", text)


def plain(text: str, *, like: str) -> str:
    """The text without what spreadsheets and keyboards put in unasked: other line ends, hard spaces, control characters, spaces around.

    ``like`` is the original: a translation has lines and hard spaces only where its original has some.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = printable(text)
    if "\n" not in like:
        text = re.sub(r"\s*[\n\t]\s*", " ", text.strip())
    if not _HARD_SPACES.search(like):
        text = _HARD_SPACES.sub(" ", text)
    return text.strip()
