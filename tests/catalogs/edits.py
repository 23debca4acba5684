"""This SOP's own English messages in, 80 of them edited as editors do out: what fuzzy matching is measured on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from build_tools import config
from build_tools.catalogs import files
from tests.conftest import REPOSITORY

EDITED = 80
KINDS = ("typo", "word", "clause added", "clause removed", "reordered", "split", "merged", "rewritten end")


@dataclass(frozen=True, kw_only=True)
class Edit:
    """One change of a chapter: the ``old`` messages became the ``new`` ones; a translation of any ``old`` is right for each ``new``."""

    kind: str
    docname: str
    old: tuple[str, ...]
    new: tuple[str, ...]


def chapters() -> dict[str, list[str]]:
    """The English messages of this repository's SOP, by chapter."""
    project = config.load(REPOSITORY)
    return {docname: [entry.msgid for entry in files.read(path, project).live] for docname, path in files.chapter_catalogs(project, "ar").items()}


def edits(present: dict[str, list[str]]) -> list[Edit]:
    """80 edits, evenly spread over all sentences of at least eight words, each kind as often as the others."""
    places = [(docname, index) for docname, msgids in sorted(present.items()) for index in range(len(msgids) - 1)
              if all(len(msgid.split()) >= 8 for msgid in msgids[index : index + 2])]
    step = len(places) / EDITED
    chosen, taken = [], set()
    for number in range(EDITED):
        docname, index = next(place for place in places[int(number * step) :] + places if not {place, (place[0], place[1] + 1)} & taken)
        taken |= {(docname, index), (docname, index + 1)}
        chosen.append(_edit(KINDS[number % len(KINDS)], docname, present[docname][index], present[docname][index + 1]))
    return chosen


def edited(present: dict[str, list[str]], changes: list[Edit]) -> dict[str, list[str]]:
    """The chapters after the edits."""
    after = {docname: list(msgids) for docname, msgids in present.items()}
    for edit in changes:
        start = after[edit.docname].index(edit.old[0])
        after[edit.docname][start : start + len(edit.old)] = edit.new
    return after


def _edit(kind: str, docname: str, msgid: str, following: str) -> Edit:
    words = msgid.split(" ")
    half = len(words) // 2
    longest = max(range(len(words)), key=lambda index: (len(re.sub(r"\W.*", "", words[index])), -index))
    old = (msgid, following) if kind == "merged" else (msgid,)
    match kind:
        case "typo":
            word = words[longest]
            new = (" ".join([*words[:longest], word[:2] + word[3] + word[2] + word[4:], *words[longest + 1 :]]),)
        case "word":
            new = (" ".join([*words[:longest], "arrangement", *words[longest + 1 :]]),)
        case "clause added":
            new = (msgid.rstrip(".;:") + ", unless the prosecutor has decided otherwise in writing" + msgid[len(msgid.rstrip(".;:")) :],)
        case "clause removed":
            new = (" ".join(words[: -max(2, len(words) // 3)]) + ".",)
        case "reordered":
            new = (" ".join(words[half:] + words[:half]),)
        case "split":
            new = (" ".join(words[:half]) + ".", " ".join(words[half:]).capitalize())
        case "merged":
            new = (f"{msgid} {following}",)
        case _:
            new = (" ".join(words[: -max(2, len(words) // 3)]) + " and the competent authority is told of it at once.",)
    return Edit(kind=kind, docname=docname, old=old, new=new)
