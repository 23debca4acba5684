"""Words in, lines of glyph outlines in the SOP's own font out. The only user of HarfBuzz.

Drawings hold outlines and no text: an SVG's text needs the font on every machine that shows it, and Word, LibreOffice, browsers and
Typst each break Arabic in it in a way of their own. All lengths are in thousandths of the font's size, y upwards from the baseline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import fontpkg_amiri
import uharfbuzz

from build_tools.content.translation.bidi import stretches

FONT = fontpkg_amiri.ROOT / "files/Amiri-Regular.ttf"  # what PDFs are set in
UNITS = 1000
ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_ARABIC_RUN = re.compile(rf"([{ARABIC}](?:[^A-Za-z0-9\u00c0-\u024f]*[{ARABIC}])?)")
# In Arabic text, digits and the separators between them read from left to right (UAX #9, W2 to W4); a dash between two numbers does not.
_NUMBER = re.compile(r"([0-9\u0660-\u0669\u06f0-\u06f9]+(?:[.,:/][0-9\u0660-\u0669\u06f0-\u06f9]+)*)")
_UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")  # marks of direction: ``stretches`` has done their work


class NoShape(Exception):
    """The font cannot draw a character of the text, which is the exception's text."""


@dataclass(frozen=True, kw_only=True)
class Glyph:
    """A shape of the font, by its number there, and its place in the line."""

    number: int
    x: int
    y: int


@dataclass(frozen=True, kw_only=True)
class Line:
    """A line of text; its glyphs stand from left to right."""

    width: int
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, kw_only=True)
class _Word:
    """A part of a line that is not broken; without ``space`` it touches the one before it. Words of one ``run`` are read in its direction."""

    text: str
    run: int
    rtl: bool
    space: bool


def lines(text: str, *, rtl: bool, language: str, room: int) -> tuple[Line, ...]:
    """The text as the fewest lines that fit the room, all about equally long. A word wider than the room has a line to itself.

    Raises NoShape for a character that the font lacks.
    """
    parts = list(_parts(_words(text, rtl)))
    widths = [sum(_shaped(word.text, word.rtl, language)[0] for word in part) for part in parts]
    count = len(_broken(parts, widths, room))
    narrow, wide = max(widths, default=0), room
    while narrow < wide:  # the narrowest room that needs no more lines
        middle = (narrow + wide) // 2
        narrow, wide = (narrow, middle) if len(_broken(parts, widths, middle)) <= count else (middle + 1, wide)
    return tuple(_line(line, rtl, language) for line in _broken(parts, widths, narrow))


@cache
def outline(number: int) -> str:
    """A glyph as the data of an SVG path, y upwards."""
    commands: list[str] = []
    _font().draw_glyph(number, _pen(), commands)
    return "".join(commands)


def _words(text: str, rtl: bool) -> Iterator[_Word]:
    """Cut at spaces and where the direction changes."""
    space = False
    for number, (run, is_rtl) in enumerate(_runs(" ".join(_UNSEEN.sub("", text).split()), rtl)):
        for piece in re.split("( )", run):
            if piece == " ":
                space = True
            elif piece:
                yield _Word(text=piece, run=number, rtl=is_rtl, space=space)
                space = False


def _runs(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    if not rtl:
        for index, run in enumerate(_ARABIC_RUN.split(text)):
            yield run, bool(index % 2)
        return
    for stretch in stretches(text):
        if stretch.left_to_right:
            yield stretch.text, False
        else:
            for index, run in enumerate(_NUMBER.split(stretch.text)):
                yield run, not index % 2


def _parts(words: Iterable[_Word]) -> Iterator[list[_Word]]:
    """Words that no space parts, such as a number and the bracket after it: no line ends between them."""
    part: list[_Word] = []
    for word in words:
        if word.space and part:
            yield part
            part = []
        part.append(word)
    if part:
        yield part


def _broken(parts: list[list[_Word]], widths: list[int], room: int) -> list[list[_Word]]:
    """Fill lines one after the other."""
    space = _font().get_glyph_h_advance(_font().get_nominal_glyph(ord(" ")))
    broken: list[list[_Word]] = []
    used = 0
    for part, width in zip(parts, widths, strict=True):
        if broken and used + space + width <= room:
            broken[-1] += part
            used += space + width
        else:
            broken.append(list(part))
            used = width
    return broken


def _line(words: list[_Word], rtl: bool, language: str) -> Line:
    """Put words in the order in which they are seen (UAX #9, L2): runs from the paragraph's side, words of a run from their own."""
    runs: list[list[_Word]] = []
    for word in words:
        if runs and runs[-1][0].run == word.run:
            runs[-1].append(word)
        else:
            runs.append([word])
    space = _font().get_glyph_h_advance(_font().get_nominal_glyph(ord(" ")))
    glyphs: list[Glyph] = []
    x = 0
    for run in reversed(runs) if rtl else runs:
        first = run[0] is words[0]
        # The space stands before its word in the text: on the left of a run that is read to the right, unless the line goes left.
        gap = space if run[0].space and not first else 0
        x += 0 if rtl else gap
        width, shapes = _shaped(_joined(run), run[0].rtl, language)
        glyphs += [Glyph(number=number, x=x + dx, y=dy) for number, dx, dy in shapes]
        x += width + (gap if rtl else 0)
    return Line(width=x, glyphs=tuple(glyphs))


def _joined(run: list[_Word]) -> str:
    return "".join((" " if word.space and index else "") + word.text for index, word in enumerate(run))


@lru_cache(maxsize=4096)
def _shaped(text: str, rtl: bool, language: str) -> tuple[int, tuple[tuple[int, int, int], ...]]:
    """The width of a run of one direction, and its glyphs as (number, x, y)."""
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction, buffer.script, buffer.language = ("rtl", "Arab", language) if rtl else ("ltr", "Latn", "en")
    uharfbuzz.shape(_font(), buffer)
    x, shapes = 0, []
    for glyph, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        if glyph.codepoint == 0:
            raise NoShape(text[glyph.cluster])
        shapes.append((glyph.codepoint, x + place.x_offset, place.y_offset))
        x += place.x_advance
    return x, tuple(shapes)


@cache
def _font() -> uharfbuzz.Font:
    return uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONT))))


@cache
def _pen() -> uharfbuzz.DrawFuncs:
    """Writes each stroke of an outline as the command of an SVG path."""
    pen = uharfbuzz.DrawFuncs()
    pen.set_move_to_func(lambda x, y, said: said.append(f"M{x:g} {y:g}"))
    pen.set_line_to_func(lambda x, y, said: said.append(f"L{x:g} {y:g}"))
    pen.set_quadratic_to_func(lambda a, b, x, y, said: said.append(f"Q{a:g} {b:g} {x:g} {y:g}"))
    pen.set_cubic_to_func(lambda a, b, c, d, x, y, said: said.append(f"C{a:g} {b:g} {c:g} {d:g} {x:g} {y:g}"))
    pen.set_close_path_func(lambda said: said.append("Z"))
    return pen
