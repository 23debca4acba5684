"""The lines of a ``{flow}`` in; its boxes and arrows, and what is wrong with them, out.

    contact: First contact              a box: its name in the arrows, then its words
    signs? Are there indicators?        a decision
    contact -> signs                    arrows; ``a -> b -> c`` are two
    signs -> notify : yes               an arrow with words, which each way out of a decision needs
    % a remark                          for other editors
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from build_tools.content.markdown.refusal import shown

_NAME = r"[A-Za-z0-9][A-Za-z0-9_-]*?"
_BOX = re.compile(rf"({_NAME})\s*([:?])(?!\s*->)\s*(.*)")
_ARROWS = re.compile(rf"({_NAME}(?:\s*->\s*{_NAME})+)\s*(?:(:)\s*(.*))?")
FORMS = "write name: words for a box, name? question for a decision, name -> name for an arrow"


@dataclass(frozen=True, kw_only=True)
class Box:
    """A box or a decision; ``name`` is what arrows call it, ``line`` that of the flow's text, counted from 0."""

    name: str
    words: str
    is_decision: bool
    line: int


@dataclass(frozen=True, kw_only=True)
class Arrow:
    """An arrow from one box to another, with the words on it, if any."""

    source: str
    target: str
    words: str
    line: int


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What is wrong at a line, by ``kind``, and what to write instead."""

    line: int
    kind: str
    text: str
    action: str


@dataclass(frozen=True, kw_only=True)
class Flow:
    """A flow as it is written; only one without ``faults`` can be drawn."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    faults: tuple[Fault, ...]


def read(lines: Iterable[str]) -> Flow:
    """The flow that the lines describe. Every line is a box, arrows, a remark (%), empty, or a fault."""
    boxes: list[Box] = []
    arrows: list[Arrow] = []
    faults: list[Fault] = []
    for number, text in enumerate(map(str.strip, lines)):
        if not text or text.startswith("%"):
            continue
        if found := _ARROWS.fullmatch(text):
            names = [name.strip() for name in found[1].split("->")]
            if found[2] and len(names) > 2:
                faults.append(Fault(line=number, kind="words", text="the words stand on several arrows", action="write each of the arrows on a line of its own"))
            arrows += [Arrow(source=a, target=b, words=found[3] or "", line=number) for a, b in zip(names, names[1:], strict=False)]
        elif found := _BOX.fullmatch(text):
            boxes.append(Box(name=found[1], words=found[3], is_decision=found[2] == "?", line=number))
        else:
            faults.append(Fault(line=number, kind="line", text=f"{shown(text)} is neither a box nor an arrow", action=FORMS))
    faults += _in_boxes(boxes)
    faults += _in_arrows(boxes, arrows)
    if not faults:
        faults += _in_the_whole(boxes, arrows)
    return Flow(boxes=tuple(boxes), arrows=tuple(arrows), faults=tuple(sorted(faults, key=lambda fault: fault.line)))


def _in_boxes(boxes: list[Box]) -> Iterator[Fault]:
    if not boxes:
        yield Fault(line=-1, kind="empty", text="the flow has no boxes", action=FORMS)
    first: dict[str, Box] = {}
    for box in boxes:
        if not box.words:
            yield Fault(line=box.line, kind="words", text=f"the box {shown(box.name)} has no words", action="write what is done there after its name")
        if first.setdefault(box.name, box) is not box:
            yield Fault(line=box.line, kind="twice", text=f"the name {shown(box.name)} stands for two boxes", action="give each box a name of its own")


def _in_arrows(boxes: list[Box], arrows: list[Arrow]) -> Iterator[Fault]:
    names = {box.name for box in boxes}
    decisions = {box.name for box in boxes if box.is_decision}
    seen: set[tuple[str, str]] = set()
    for arrow in arrows:
        for name in dict.fromkeys((arrow.source, arrow.target)):
            if name not in names:
                yield Fault(line=arrow.line, kind="target", text=f"there is no box {shown(name)}", action=f"write {name}: words, or correct the name")
        if (arrow.source, arrow.target) in seen:
            yield Fault(line=arrow.line, kind="twice", text=f"the arrow from {arrow.source} to {arrow.target} is there twice", action="keep one, with the words of both")
        seen.add((arrow.source, arrow.target))
        if arrow.source in decisions and not arrow.words:
            yield Fault(line=arrow.line, kind="answer", text=f"the arrow from the decision {shown(arrow.source)} has no answer", action=f"write {arrow.source} -> {arrow.target} : yes")
    ways = Counter(source for source, _ in seen)
    ends = {name for pair in seen for name in pair}
    for box in boxes:
        if box.name not in ends:
            yield Fault(line=box.line, kind="alone", text=f"no arrow leads to or from the box {shown(box.name)}", action=f"write {box.name} -> another box, or another box -> {box.name}")
        elif box.is_decision and ways[box.name] < 2:
            yield Fault(line=box.line, kind="decision", text=f"the decision {shown(box.name)} has fewer than two arrows", action=f"write an arrow for each answer, or {box.name}: for a box")


def _in_the_whole(boxes: list[Box], arrows: list[Arrow]) -> Iterator[Fault]:
    if (back := _way_back(boxes, arrows)) is not None:
        yield Fault(
            line=back.line, kind="loop", text=f"the arrow from {back.source} to {back.target} leads back, and the flow would never end",
            action="a procedure must end: write a box that says what happens then, such as “Begin again at step …”",
        )  # fmt: skip
    elif apart := _apart(boxes, arrows):
        yield Fault(line=apart.line, kind="apart", text=f"no arrow joins the box {shown(apart.name)} to those before it", action="draw the arrow that is missing, or write two flows")


def _way_back(boxes: list[Box], arrows: list[Arrow]) -> Arrow | None:
    """The last arrow of the text that belongs to a loop, since flows are written from their beginning."""
    left = list(arrows)
    while True:  # take away what leads nowhere, then what nothing leads to, until only loops and ways between them are left
        sources, targets = {arrow.source for arrow in left}, {arrow.target for arrow in left}
        kept = [arrow for arrow in left if arrow.target in sources and arrow.source in targets]
        if len(kept) == len(left):
            return next((arrow for arrow in reversed(left) if arrow.source in _reached(arrow.target, left)), None)
        left = kept


def _reached(name: str, arrows: list[Arrow]) -> set[str]:
    """All boxes that arrows lead to from a box, itself among them."""
    found, waiting = {name}, [name]
    while waiting:
        here = waiting.pop()
        following = {arrow.target for arrow in arrows if arrow.source == here} - found
        found |= following
        waiting += following
    return found


def _apart(boxes: list[Box], arrows: list[Arrow]) -> Box | None:
    """The first box that no arrows, in any direction, join to the first one."""
    both_ways = [*arrows, *(Arrow(source=a.target, target=a.source, words="", line=a.line) for a in arrows)]
    joined = _reached(boxes[0].name, both_ways)
    return next((box for box in boxes if box.name not in joined), None)
