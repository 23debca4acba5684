"""Text in; pieces of one writing direction, free of characters that XML cannot hold, out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from build_tools.content.translation.bidi import stretches

# XML 1.0 §2.2 leaves these out: controls, lone surrogates and two non-characters.
UNSOUND = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
# Marks without width that count as a Latin and as a Hebrew letter. Word knows no isolates (they came with Unicode 6.3): a left-to-right
# mark on each side keeps a run in order, and a right-to-left one after it keeps the run's direction from what follows.
LRM, RLM = "\u200e", "\u200f"
# Arrows, geometric shapes, ballot boxes, ticks: text fonts lack them, and Word's substitute differs from machine to machine.
SYMBOLS = re.compile("([\u2190-\u21ff\u25a0-\u27bf]+)")
# An Arabic run reaches from its first to its last letter: what stands around it belongs to the paragraph's own direction.
_ARABIC_RUN = re.compile(rf"([{ARABIC}](?:[^A-Za-z\u00c0-\u024f\n]*[{ARABIC}])?)")


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
    if direction == "rtl":
        for stretch in stretches(sound(text)):
            yield from isolated(stretch.text) if stretch.isolated else _by_font(stretch.text, rtl=not stretch.left_to_right)
    else:
        for index, part in enumerate(_ARABIC_RUN.split(sound(text))):
            yield from _by_font(part, rtl=bool(index % 2))


def isolated(text: str) -> Iterator[Piece]:
    """Left-to-right text as one object of a right-to-left paragraph."""
    yield from _by_font(f"{LRM}{sound(text)}{LRM}", rtl=False)
    yield Piece(RLM, rtl=True)


def _by_font(text: str, *, rtl: bool) -> Iterator[Piece]:
    for number, stretch in enumerate(SYMBOLS.split(text)):
        if stretch:
            yield Piece(stretch, rtl, symbol=bool(number % 2))
