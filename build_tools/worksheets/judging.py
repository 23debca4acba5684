"""A returned row and its message in; what to do with it out: nothing, a new translation, or a finding that says why not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_tools.catalogs import reader
from build_tools.catalogs.entries import Entry
from build_tools.checks import messages
from build_tools.checks.consistency import Placed
from build_tools.checks.inline import Context
from build_tools.worksheets.rows import MERGED, TOO_LONG, Key, Returned, plain, trace

TYPE_AGAIN = "type it as text; write ' before it if Excel makes something else of it"
FAULTS = {MERGED: "undo the merging, and look whether a text was lost", TOO_LONG: "nobody can check so long a text: shorten it"}
EXPORT_AGAIN = "export again, and translate it there"


@dataclass(frozen=True, kw_only=True)
class Known:
    """A message of the SOP as its catalog, at ``path`` in the SOP's folder, has it now."""

    docname: str
    path: str
    entry: Entry


@dataclass(frozen=True, kw_only=True)
class Wish:
    """A translation that a row asks for. ``msgstr`` is as it will stand in the catalog."""

    row: Returned
    known: Known
    msgstr: str


@dataclass(frozen=True, kw_only=True)
class Objection:
    """Why a row's translation is not taken: a finding without its place."""

    row: Returned
    code: str
    text: str
    action: str


@dataclass(frozen=True, kw_only=True)
class Judged:
    """A row, what its id says, and what it asks for."""

    row: Returned
    key: Key
    verdict: Wish | Objection | None


def judge(row: Returned, key: Key, known: Known | None) -> Wish | Objection | None:
    """What one row asks for, looked at by itself. None if the translator has left it as it was, or it is in the catalog already."""

    def objection(code: str, text: str, action: str) -> Objection:
        return Objection(row=row, code=code, text=text, action=action)

    like = known.entry.msgid if known else row.source
    text = plain(row.translation, like=like)
    was_fuzzy = key.exported == trace(text, fuzzy=True, like=like)
    untouched = was_fuzzy or key.exported == trace(text, fuzzy=False, like=like)
    if untouched and not row.fault and not (was_fuzzy and row.correct):
        return None
    if known is None:
        return objection("outdated", f"“{short(row.source)}” is no longer in the chapters", EXPORT_AGAIN)
    entry = known.entry
    if plain(row.source, like=entry.msgid) != plain(entry.msgid, like=entry.msgid):
        return objection("other-original", f"“{short(row.source)}” is not the original of this row",
                         "the columns were sorted apart or the original was changed: copy the translation into a new export")
    if row.fault:
        return objection("no-text", f"the translation {row.fault}", FAULTS.get(row.fault, TYPE_AGAIN))
    if text == plain(entry.msgstr, like=entry.msgid):
        return Wish(row=row, known=known, msgstr=entry.msgstr) if entry.fuzzy and row.correct else None
    if key.exported != trace(entry.msgstr, fuzzy=entry.fuzzy, like=entry.msgid):
        return objection("changed-since", f"the catalog has another translation by now: “{short(entry.msgstr)}”", f"compare them; if yours is better, {EXPORT_AGAIN}")
    return Wish(row=row, known=known, msgstr=text) if text else objection("empty", "the translation was taken out", "write one, or put the old one back")


def settled(rows: list[Judged], entries: list[Known], about: Context, path: str) -> tuple[list[Wish], list[Objection]]:
    """The wishes that pass, and what speaks against the others.

    ``entries`` are all messages of the language, ``path`` is the worksheet. What passes may speak for or against the rest, so the
    rest is looked at again, until nothing more passes: then the same sheet, imported again, changes nothing.
    """
    wishes = [each.verdict for each in rows if isinstance(each.verdict, Wish)]
    passed: list[Wish] = []
    while True:
        against = list(_objections(wishes, rows, passed, entries, about, path))
        refused = {each.row for each in against}
        if not (more := [wish for wish in wishes if wish.row not in refused]):
            return passed, [each.verdict for each in rows if isinstance(each.verdict, Objection)] + against
        passed += more
        wishes = [wish for wish in wishes if wish.row in refused]


def _objections(wishes: list[Wish], rows: list[Judged], passed: list[Wish], entries: list[Known], about: Context, path: str) -> Iterator[Objection]:
    """What speaks against wishes: other rows of the sheet, the checks of translations, and the other translations of the language."""
    yield from _doubled(wishes)
    yield from _moved(wishes, rows)
    for wish in wishes:
        yield from _checked(wish, about)
    now = {known: known.entry.msgstr for known in entries if known.entry.translated} | {wish.known: wish.msgstr for wish in passed}
    yield from _beside_each_other(wishes, now, path)


def _doubled(wishes: list[Wish]) -> Iterator[Objection]:
    """Two rows are one message's, and do not agree."""
    rows: dict[Known, list[Wish]] = {}
    for wish in wishes:
        rows.setdefault(wish.known, []).append(wish)
    for wish in wishes:
        other = next((other for other in rows[wish.known] if other.msgstr != wish.msgstr), None)
        if other:
            yield Objection(row=wish.row, code="doubled", text=f"row {other.row.line} has another translation of the same text", action="delete one of the two rows")


def _moved(wishes: list[Wish], rows: list[Judged]) -> Iterator[Objection]:
    """The text is what another row had when the sheet was made, and that row has another one now: the column was sorted or pushed by itself."""
    owners: dict[str, list[Judged]] = {}
    for each in rows:
        owners.setdefault(each.key.exported, []).append(each)
    for wish in wishes:
        had = [other for fuzzy in (False, True) for other in owners.get(trace(wish.msgstr, fuzzy=fuzzy, like=wish.known.entry.msgid), ())]
        others = [other for other in had if other.row.id != wish.row.id]
        if others and all(plain(other.row.translation, like=other.row.source) != wish.msgstr for other in others):
            yield Objection(row=wish.row, code="moved", text=f"this is the translation that row {others[0].row.line} had, which has another one now",
                            action="put the column Translation back in its order; if it is meant, write it in the catalog")


def _checked(wish: Wish, about: Context) -> Iterator[Objection]:
    """The rules that ``make check`` applies to the catalogs, without what a maintainer has accepted there."""
    accepted = {match["code"] for line in wish.known.entry.comments if (match := messages.ACCEPTED.match(line.strip())) and match["reason"]}
    try:
        reader.fits(replace(wish.known.entry, msgstr=wish.msgstr, fuzzy=False))
    except reader.Fault as fault:
        yield Objection(row=wish.row, code="catalog", text=fault.text, action=fault.action)
    for finding in messages.of_message(wish.known.entry.msgid, wish.msgstr, about):
        if finding.code not in accepted - messages.NEVER_ACCEPTED:
            yield Objection(row=wish.row, code=finding.code, text=finding.text, action=finding.action)


def _beside_each_other(wishes: list[Wish], now: dict[Known, str], path: str) -> Iterator[Objection]:
    """The rules on all messages of the language. Those of the catalogs come first, so that it is the wish that differs from them."""
    wished = {wish.known for wish in wishes}
    stay = [Placed(msgid=known.entry.msgid, msgstr=msgstr, path=known.path, line=known.entry.line) for known, msgstr in now.items() if known not in wished]
    placed = {Placed(msgid=wish.known.entry.msgid, msgstr=wish.msgstr, path=path, line=wish.row.line): wish for wish in wishes}
    for check in messages.OF_LANGUAGE:
        for at, text, action in check([*stay, *placed]):
            if at in placed:
                yield Objection(row=placed[at].row, code=messages.code_of(check), text=text, action=action)


def short(text: str) -> str:
    """The beginning of a text, on one line."""
    text = plain(text, like="")
    return text if len(text) <= 50 else text[:49].rstrip() + "…"
