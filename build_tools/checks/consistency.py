"""All messages of one language in; translations that cannot both be right out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.checks.figures import CODE
from build_tools.checks.vocabulary import VOWEL_SIGN

LITTLE = frozenset(["a", "an", "and", "at", "by", "for", "from", "in", "into", "is", "of", "on", "or", "the", "to", "with"])


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A message and where it is: ``path`` relative to the SOP's folder, ``line`` from 1."""

    msgid: str
    msgstr: str
    path: str
    line: int


Remarks = Iterator[tuple[Placed, str, str]]


def same_translation(messages: Iterable[Placed]) -> Remarks:
    """Two sources of different meaning do not share one translation of several words: one of them was pasted over.

    Bad:  search warrant: أمر التفتيش   arrest warrant: أمر التفتيش
    Good: search warrant: أمر التفتيش   arrest warrant: أمر القبض
    """
    first: dict[str, Placed] = {}
    for message in messages:
        if len(message.msgstr.split()) < 2:
            continue
        other = first.setdefault(message.msgstr.strip(), message)
        if other.msgid == message.msgid:
            continue
        here, there = _content(message.msgid), _content(other.msgid)
        if here - there and there - here:
            yield message, f"is translated as “{short(other.msgid)}” is ({other.path}:{other.line})", "compare both with their sources"


def other_translation(messages: Iterable[Placed]) -> Remarks:
    """One source of several words has one translation in all chapters.

    Bad:  Criminal Procedure Code: قانون أصول المحاكمات الجزائية; in another chapter: قانون الإجراءات الجنائية
    Good: Criminal Procedure Code: قانون أصول المحاكمات الجزائية, in both
    """
    by_source: dict[str, list[Placed]] = {}
    for message in messages:
        if len(message.msgid.split()) >= 3:
            by_source.setdefault(message.msgid, []).append(message)
    for same in by_source.values():
        if len({message.msgstr for message in same}) == 1:
            continue
        usual = Counter(_plain(message.msgstr) for message in same).most_common(1)[0][0]  # of equals, the first
        for message in same:
            if _plain(message.msgstr) != usual:
                other = next(m for m in same if _plain(m.msgstr) == usual)
                yield message, f"is translated in another way at {other.path}:{other.line}", "choose one for both"


def short(text: str) -> str:
    """So much of a source text that a translator finds it again."""
    text = " ".join(text.split())
    return text if len(text) <= 50 else text[:49].rstrip() + "…"


def _content(msgid: str) -> frozenset[str]:
    """The words that carry its meaning, without plural endings; codes and numbers count."""
    words = re.findall(r"[^\W_]+", msgid.casefold()) + CODE.findall(msgid)
    return frozenset(word.removesuffix("s") for word in words if word not in LITTLE)


def _plain(msgstr: str) -> str:
    """Without punctuation, spaces and vowel signs: these may differ."""
    return re.sub(r"[\W_]+", " ", VOWEL_SIGN.sub("", msgstr)).strip()
