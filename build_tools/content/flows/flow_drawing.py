"""The boxes and arrows of a flow, with their words in one language, in; a drawing (SVG) out: the same words give the same bytes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from build_tools.content.flows import lettering
from build_tools.content.flows.flow_canvas import MARGIN, Canvas, Text, slant
from build_tools.content.flows.flow_layout import Link, Places, Point, Size, arranged

POINT = 96 / 72  # pixels
PAGE = Size(width=612, height=775)  # what a flow may fill of a page: templates/pdf/parts.typ and word/pictures.py make larger ones smaller
SMALLEST = 0.75  # of that making smaller: then words have 7 points
ROOMS = (130, 175, 230)  # pixels: widths of text that are tried, to find the one that may be printed largest
NARROW = 120  # pixels: width of text on arrows
PADDING = Size(width=11, height=7)  # pixels between a frame and its words
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True, kw_only=True)
class Words:
    """A text as it is read: its language decides shapes of letters, its direction the order of words."""

    text: str
    language: str
    rtl: bool


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box, or a decision; ``is_end`` where no arrow comes in or none goes out."""

    words: Words
    is_decision: bool = False
    is_end: bool = False


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """An arrow from one box to another, by their numbers in the list of boxes."""

    source: int
    target: int
    words: Words | None = None


@dataclass(frozen=True, kw_only=True)
class Drawing:
    """An SVG file; ``width`` and ``height`` in pixels."""

    svg: str

    @property
    def width(self) -> float:
        return float(_SIZE.search(self.svg)[1])

    @property
    def height(self) -> float:
        return float(_SIZE.search(self.svg)[2])

    @property
    def scale(self) -> float:
        """How much smaller it is made to fit a page; 1 when it fits."""
        return min(1, PAGE.width / self.width, PAGE.height / self.height)


@dataclass(frozen=True, kw_only=True)
class _Plan:
    """One way to draw it all."""

    texts: list[Text]
    sizes: list[Size]
    labels: list[Text | None]
    places: Places

    @property
    def worth(self) -> tuple[float, float]:
        """Smaller is better: how much smaller it must be made to fit a page; then its area."""
        width, height = self.places.size.width + 2 * MARGIN, self.places.size.height + 2 * MARGIN
        return max(1, width / PAGE.width, height / PAGE.height), width * height


def drawing(boxes: Sequence[Box], arrows: Sequence[Arrow], *, rtl: bool, title: str, description: str) -> Drawing:
    """The SVG file of a flow. Raises ``lettering.NoShape`` for a character that the font lacks."""
    plan = min((_plan(boxes, arrows, room, rtl) for room in ROOMS), key=lambda plan: plan.worth)
    canvas = Canvas()
    for arrow, line in zip(arrows, plan.places.lines, strict=True):
        canvas.line(_cut(line, plan.sizes[arrow.source], plan.places.boxes[arrow.source]) if boxes[arrow.source].is_decision else line)
    for label, middle in zip(plan.labels, plan.places.words, strict=True):
        if label is not None and middle is not None:
            canvas.ground(label.size, middle)
            canvas.text(label, middle)
    for box, text, size, middle in zip(boxes, plan.texts, plan.sizes, plan.places.boxes, strict=True):
        if box.is_decision:
            canvas.decision(size, middle)
        else:
            canvas.box(size, middle, is_end=box.is_end)
        canvas.text(text, middle)
    for line in plan.places.lines:
        canvas.head(line)
    return Drawing(svg=canvas.file(plan.places.size, title, description))


def _plan(boxes: Sequence[Box], arrows: Sequence[Arrow], room: int, rtl: bool) -> _Plan:
    """All of it with text of one width."""
    texts = [_set(box.words, room) for box in boxes]
    labels = [_set(arrow.words, NARROW) if arrow.words else None for arrow in arrows]
    sizes = [_framed(box, text) for box, text in zip(boxes, texts, strict=True)]
    for arrow, label in zip(arrows, labels, strict=True):
        if label:
            sizes[arrow.target] = replace(sizes[arrow.target], width=max(sizes[arrow.target].width, label.size.width + 6))
    links = [
        Link(source=arrow.source, target=arrow.target, words=Size(width=label.size.width + 6, height=label.size.height) if label else None)
        for arrow, label in zip(arrows, labels, strict=True)
    ]
    return _Plan(texts=texts, sizes=sizes, labels=labels, places=arranged(sizes, links, rtl=rtl))


def _set(words: Words, room: int) -> Text:
    """Amiri's Arabic is small for its size, and needs room for marks above and below the line."""
    letter, pitch, rise = (10.5 * POINT, 1.5, 0.22) if words.rtl else (9.5 * POINT, 1.25, 0.28)
    lines = lettering.lines(words.text, rtl=words.rtl, language=words.language, room=round(room / letter * lettering.UNITS))
    return Text(lines=lines, letter=letter, pitch=pitch * letter, rise=rise * letter)


def _framed(box: Box, text: Text) -> Size:
    """The size of a box around its words. Into the points of a decision, lines reach as far as they fit."""
    width, height = text.size.width + 2 * PADDING.width, text.size.height + 2 * PADDING.height
    return Size(width=width + (2 * slant(height) * text.size.height / height if box.is_decision else 0), height=height)


def _cut(line: Sequence[Point], size: Size, middle: Point) -> list[Point]:
    """Let the line begin on the frame of a decision, whose lower corners are cut off."""
    beyond = abs(line[0].x - middle.x) - (size.width / 2 - slant(size.height))
    return [replace(line[0], y=line[0].y - max(beyond, 0) * size.height / 2 / slant(size.height)), *line[1:]]
