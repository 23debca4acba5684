"""Frames, lines and words with their places in, the text of an SVG file out.

Words are drawn as outlines (see ``lettering``), and stand as text in the file's title and description. Each outline is written once
and used by reference, as matplotlib writes its SVGs, which all programs read that show ours. Shape and weight of a frame tell what
a box is, so that a copy in black and white does too; the ground is white, so that the drawing can be read on a dark page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from build_tools.content.flows import lettering
from build_tools.content.flows.flow_layout import Point, Size

INK, NAVY, AMBER, PAPER = "#14202b", "#1f4e79", "#fff4d6", "#ffffff"
MARGIN, LINE, HEAD, CORNER = 10, 1.2, 7.5, 5  # pixels: around all, thickness of lines, length of an arrow's head, size of a bend


@dataclass(frozen=True, kw_only=True)
class Text:
    """Broken lines with the size of their letters, the distance of lines, and how far their baseline is below their middle, in pixels."""

    lines: tuple[lettering.Line, ...]
    letter: float
    pitch: float
    rise: float

    @property
    def size(self) -> Size:
        return Size(width=max((line.width for line in self.lines), default=0) * self.letter / lettering.UNITS, height=len(self.lines) * self.pitch)


def slant(height: float) -> float:
    """How far the points of a decision stand out, in pixels."""
    return min(height / 2, 18)


class Canvas:
    """Collects what is drawn, from the back to the front."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._glyphs: set[int] = set()

    def decision(self, size: Size, middle: Point) -> None:
        """A diamond drawn out in the middle, so that a sentence fits in."""
        left, top, right, bottom = _sides(size, middle)
        cut = slant(size.height)
        corners = [(left, middle.y), (left + cut, top), (right - cut, top), (right, middle.y), (right - cut, bottom), (left + cut, bottom)]
        points = " ".join(f"{_n(x)},{_n(y)}" for x, y in corners)
        self._parts.append(f'<polygon points="{points}" fill="{AMBER}" stroke="{NAVY}" stroke-width="{LINE}"/>')

    def box(self, size: Size, middle: Point, *, is_end: bool) -> None:
        """A flow begins and ends in round boxes with a heavy frame."""
        radius, weight = (14, 2 * LINE) if is_end else (3, LINE)
        self._parts.append(f'<rect {_rectangle(size, middle)} rx="{_n(min(radius, size.height / 2))}" fill="{PAPER}" stroke="{NAVY}" stroke-width="{weight}"/>')

    def line(self, corners: Sequence[Point]) -> None:
        """The line of an arrow, with round bends, as far as its head."""
        body = [*corners[:-1], _neck(corners)]
        path = [f"M{_n(body[0].x)} {_n(body[0].y)}"]
        for last, bend, following in zip(body, body[1:], body[2:], strict=False):
            start, end = _toward(bend, last, CORNER), _toward(bend, following, CORNER)
            path.append(f"L{_n(start.x)} {_n(start.y)}Q{_n(bend.x)} {_n(bend.y)} {_n(end.x)} {_n(end.y)}")
        path.append(f"L{_n(body[-1].x)} {_n(body[-1].y)}")
        self._parts.append(f'<path d="{"".join(path)}" fill="none" stroke="{INK}" stroke-width="{LINE}"/>')

    def head(self, corners: Sequence[Point]) -> None:
        tip, neck = corners[-1], _neck(corners)
        across_x, across_y = (neck.y - tip.y) * 0.45, (neck.x - tip.x) * 0.45
        wings = f"{_n(neck.x + across_x)},{_n(neck.y - across_y)} {_n(neck.x - across_x)},{_n(neck.y + across_y)}"
        self._parts.append(f'<polygon points="{_n(tip.x)},{_n(tip.y)} {wings}" fill="{INK}"/>')

    def ground(self, size: Size, middle: Point) -> None:
        """What keeps a line away from the words on it."""
        self._parts.append(f'<rect {_rectangle(Size(width=size.width + 4, height=size.height), middle)} fill="{PAPER}"/>')

    def text(self, text: Text, middle: Point) -> None:
        """Lines, each in the middle."""
        scale = text.letter / lettering.UNITS
        top = middle.y - text.size.height / 2
        for number, line in enumerate(text.lines):
            x, y = middle.x - line.width * scale / 2, top + (number + 0.5) * text.pitch + text.rise
            seen = [glyph for glyph in line.glyphs if lettering.outline(glyph.number)]
            self._glyphs |= {glyph.number for glyph in seen}
            uses = "".join(map(_use, seen))
            self._parts.append(f'<g transform="translate({_n(x)} {_n(y)}) scale({scale:.5g} {-scale:.5g})" fill="{INK}">{uses}</g>')

    def file(self, size: Size, title: str, description: str) -> str:
        """The whole, ``size`` and a margin around it."""
        width, height = _n(size.width + 2 * MARGIN), _n(size.height + 2 * MARGIN)
        return "\n".join([
            f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">',
            f"<title>{_line(title)}</title>",
            f"<desc>{_line(description)}</desc>",
            "<defs>",
            *self._outlines(),
            "</defs>",
            f'<rect width="{width}" height="{height}" fill="{PAPER}"/>',
            f'<g transform="translate({MARGIN} {MARGIN})">',
            *self._parts,
            "</g>",
            "</svg>\n",
        ])  # fmt: skip

    def _outlines(self) -> Iterator[str]:
        for number in sorted(self._glyphs):
            yield f'<path id="g{number}" d="{lettering.outline(number)}"/>'


def _line(text: str) -> str:
    """As XML, whose 2.2 leaves out what white space has beside the blank."""
    return escape(" ".join(text.split()))


def _use(glyph: lettering.Glyph) -> str:
    above = f' y="{glyph.y}"' if glyph.y else ""
    return f'<use xlink:href="#g{glyph.number}" x="{glyph.x}"{above}/>'


def _sides(size: Size, middle: Point) -> tuple[float, float, float, float]:
    """Left, top, right, bottom."""
    return middle.x - size.width / 2, middle.y - size.height / 2, middle.x + size.width / 2, middle.y + size.height / 2


def _rectangle(size: Size, middle: Point) -> str:
    left, top, _, _ = _sides(size, middle)
    return f'x="{_n(left)}" y="{_n(top)}" width="{_n(size.width)}" height="{_n(size.height)}"'


def _neck(corners: Sequence[Point]) -> Point:
    """Where the head of an arrow begins."""
    return _toward(corners[-1], corners[-2], HEAD, most=0.85)


def _toward(start: Point, end: Point, length: float, most: float = 0.5) -> Point:
    """The point so far from ``start`` on the way to ``end``, but at most that share of the way."""
    way = abs(end.x - start.x) + abs(end.y - start.y)  # lines go straight down or across
    share = min(length / way, most) if way else 0
    return Point(x=start.x + (end.x - start.x) * share, y=start.y + (end.y - start.y) * share)


def _n(number: float) -> str:
    return f"{round(number, 1) + 0.0:.1f}".removesuffix(".0")  # + 0.0: no -0
