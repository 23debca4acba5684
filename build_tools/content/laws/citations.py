"""A citation as editors write it (``L28-2012:6(1)``) in, its parts and its words in the reader's language out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import reduce

from build_tools.interface import word

NONE = "none"  # what a step writes that rests on no law
_NUMBER = r"\d+[A-Za-z]?(?:\(\w{1,4}\))*"
PROVISION = re.compile(rf"(?P<unit>GR|[PG])?(?P<first>{_NUMBER})(?:[-–](?P<last>{_NUMBER}))?")
CITATION = re.compile(rf"(?P<key>[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*)(?::(?P<provision>{PROVISION.pattern}))?")
_LETTER = re.compile(r"\((\w)\)")
FORM = "write L28-2012:6(1), L23-1971:47-48, OHCHR-2002:P8 or L28-2012 alone, with commas between several"


@dataclass(frozen=True, kw_only=True)
class Citation:
    """A law by its ``key`` in the register, and one ``provision`` of it: ``6(5)``, ``47-48``, ``P8`` (principle), ``G6`` (guideline), ``GR38`` (general recommendation), or "" for the law as a whole."""

    key: str
    provision: str = ""

    def __str__(self) -> str:
        return f"{self.key}:{self.provision}" if self.provision else self.key


def parse(text: str) -> list[Citation]:
    """``TIP-P:6(5), L28-2012:11(1)`` → two citations, in their order; ``none`` and nothing → no citation. Raises ValueError with the piece that is none."""
    if text.strip() in ("", NONE):
        return []
    found = []
    for piece in text.split(","):
        match = CITATION.fullmatch(piece.strip())
        if not match:
            raise ValueError(piece.strip())
        found.append(Citation(key=match["key"], provision=(match["provision"] or "").replace("–", "-")))
    return found


def in_words(provisions: Iterable[str]) -> str:
    """Provisions of one law as a sentence has them: ``Articles 1 and 47 to 50``; units of another kind follow after a comma."""
    by_unit: dict[str, list[re.Match]] = {}
    for provision in provisions:
        if match := PROVISION.fullmatch(provision):
            by_unit.setdefault(match["unit"] or "", []).append(match)
    return word(", ").join(_of_unit(UNITS[unit], matches) for unit, matches in by_unit.items())


@dataclass(frozen=True, kw_only=True)
class _Unit:
    """The words of one kind of provision. Arabic has a dual, so two are asked for apart from many."""

    one: Callable[[], str]
    two: Callable[[], str]
    span: Callable[[], str]
    many: Callable[[], str]


UNITS = {
    "": _Unit(
        one=lambda: word("Article %s"),
        two=lambda: word("Articles %(first)s and %(last)s"),
        span=lambda: word("Articles %(first)s to %(last)s"),
        many=lambda: word("Articles %s"),
    ),
    "P": _Unit(
        one=lambda: word("Principle %s"),
        two=lambda: word("Principles %(first)s and %(last)s"),
        span=lambda: word("Principles %(first)s to %(last)s"),
        many=lambda: word("Principles %s"),
    ),
    "G": _Unit(
        one=lambda: word("Guideline %s"),
        two=lambda: word("Guidelines %(first)s and %(last)s"),
        span=lambda: word("Guidelines %(first)s to %(last)s"),
        many=lambda: word("Guidelines %s"),
    ),
    "GR": _Unit(
        one=lambda: word("General Recommendation %s"),
        two=lambda: word("General Recommendations %(first)s and %(last)s"),
        span=lambda: word("General Recommendations %(first)s to %(last)s"),
        many=lambda: word("General Recommendations %s"),
    ),
}


def _of_unit(unit: _Unit, matches: list[re.Match]) -> str:
    ends = [(_number(match["first"]), match["last"] and _number(match["last"])) for match in matches]
    match ends:
        case [(first, None)]:
            return unit.one() % first
        case [(first, last)]:
            return unit.span() % {"first": first, "last": last}
        case [(first, None), (last, None)]:
            return unit.two() % {"first": first, "last": last}
    items = [word("%(first)s to %(last)s") % {"first": first, "last": last} if last else first for first, last in ends]
    listed = reduce(lambda first, last: word("%(first)s, %(last)s") % {"first": first, "last": last}, items[:-1])
    return unit.many() % (word("%(first)s and %(last)s") % {"first": listed, "last": items[-1]})


def _number(number: str) -> str:
    """``3(c)`` with the letter that the law has in the reader's language: 3(ج)."""
    letters = dict(zip("abcdefgh", word("a b c d e f g h").split(), strict=False))

    def instead(match: re.Match) -> str:
        letter = letters.get(match[1].lower(), match[1])
        return f"({letter.capitalize() if match[1].isupper() else letter})"

    return _LETTER.sub(instead, number)
