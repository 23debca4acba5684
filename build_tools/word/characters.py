"""Text in; pieces of one writing direction, free of characters that XML cannot hold, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# XML 1.0 §2.2 leaves these out: controls, lone surrogates and two non-characters.
UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
LRM = "\u200e"  # a mark without width that counts as a Latin letter: it keeps dates and numbers in order among Arabic letters
LATIN = f"A-Za-z\u00c0-\u024f{LRM}"
# Arrows, geometric shapes, ballot boxes, ticks: text fonts lack them, and Word's substitute differs from machine to machine.
SYMBOLS = re.compile("([\u2190-\u21ff\u25a0-\u27bf]+)")

_TOKEN = rf"[{LATIN}](?:[{LATIN}0-9.,:/_&'’@+\-–]*[{LATIN}0-9])?(?:\([{LATIN}0-9]+\))*"
_NUMBER = r"[0-9][0-9.,:/\-]*(?:\([A-Za-z0-9]+\))*(?<![.,:/\-])"
# A foreign run reaches from its first to its last letter: what stands around it belongs to the paragraph's own direction.
_LATIN_RUN = re.compile(rf"({_TOKEN}(?:[ ,;]{{1,2}}(?:{_TOKEN}|{_NUMBER}))*)")
_ARABIC_RUN = re.compile(rf"([{ARABIC}](?:[^{LATIN}\n]*[{ARABIC}])?)")


@dataclass(frozen=True)
class Piece:
    """Text of one direction; ``symbol`` text needs a font with symbols."""

    text: str
    rtl: bool
    symbol: bool = False


def sound(text: str) -> str:
    """Replace what XML cannot hold, so that a reader sees that something stood there."""
    return UNSOUND.sub("\ufffd", text)


def has_arabic(text: str) -> bool:
    return re.search(f"[{ARABIC}]", text) is not None


def pieces(text: str, direction: str) -> Iterator[Piece]:
    """Cut text where its direction or its font changes; ``direction`` is that of the paragraph."""
    foreign = _LATIN_RUN if direction == "rtl" else _ARABIC_RUN
    for index, part in enumerate(foreign.split(sound(text))):
        rtl = (direction == "rtl") != bool(index % 2)
        for number, stretch in enumerate(SYMBOLS.split(part)):
            if stretch:
                yield Piece(stretch, rtl, symbol=bool(number % 2))
