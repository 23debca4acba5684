"""The bytes of a catalog and new translations in; the same bytes out, changed in those messages and in nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from build_tools.catalogs import reader, writer
from build_tools.catalogs.entries import Catalog, Entry

_COMMENT = re.compile(r"\s*(?:#(?!~).*)?")  # or an empty line, which ends nothing in a .po file
_STRING = re.compile(r'\s*"')
_MSGSTR = re.compile(r"\s*msgstr\b")


class UnknownForm(ValueError):
    """The catalog is sound, but its lines stand in a way that a change of some messages would change others."""


def amended(data: bytes, translations: dict[str, str]) -> bytes:
    """Messages, by msgid, get their translation and lose fuzzy mark and previous source. Raises reader.Fault or UnknownForm."""
    before = reader.parse(data)
    lines = data.decode("utf-8").split("\n")
    for entry in reversed(before.live):
        if entry.msgid in translations:
            _amend(lines, entry, translations[entry.msgid])
    after = "\n".join(lines).encode()
    if _content(reader.parse(after)) != _content(_expected(before, translations)):
        raise UnknownForm
    return after


def _amend(lines: list[str], entry: Entry, msgstr: str) -> None:
    msgid = message = entry.line - 1
    first = msgid
    while first and (_COMMENT.fullmatch(lines[first - 1]) or lines[first - 1].lstrip().startswith("#|")):
        first -= 1
    while not _MSGSTR.match(lines[message]):
        message += 1
    last = message
    while last + 1 < len(lines) and _STRING.match(lines[last + 1]):
        last += 1
    end = "\r" if lines[message].endswith("\r") else ""
    above = (_without_fuzzy(line) for line in lines[first:msgid] if not line.lstrip().startswith("#|"))
    written = [line + end for line in writer.strings("msgstr", msgstr, "")]
    lines[first : last + 1] = [line for line in above if line is not None] + lines[msgid:message] + written


def _without_fuzzy(line: str) -> str | None:
    """A line above a message without the flag, or None if nothing is left of it."""
    flags = [flag.strip() for flag in line.strip()[2:].split(",")]
    if not line.lstrip().startswith("#,") or "fuzzy" not in flags:
        return line
    left = [flag for flag in flags if flag != "fuzzy"]
    return f"#, {', '.join(left)}" + ("\r" if line.endswith("\r") else "") if left else None


def _expected(catalog: Catalog, translations: dict[str, str]) -> Catalog:
    return replace(catalog, entries=tuple(
        replace(entry, msgstr=translations[entry.msgid], fuzzy=False, previous="") if entry.msgid in translations and not entry.obsolete else entry
        for entry in catalog.entries
    ))


def _content(catalog: Catalog) -> Iterable[object]:
    """All that a catalog holds but the lines where it stands."""
    return [replace(entry, line=0) for entry in (catalog.header, *catalog.entries)], catalog.end
