"""A flow is read as it is written, and each mistake in it is named with what to write instead."""

from __future__ import annotations

from graphlib import TopologicalSorter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.content.flows.flow_text import Arrow, Box, Flow, read

GOOD = """
contact: First contact and safety
signs?   Are there indicators: yes or no?
assist : Assistance -> without conditions
notify-2: Notify

% contact: a remark
contact -> signs
signs->assist: no
signs -> notify-2 :  yes, or in doubt
assist -> close
notify-2 -> file_1 -> close
file_1: The file
close: Close
"""


def faults(text: str) -> list[tuple[int, str]]:
    return [(fault.line, fault.kind) for fault in read(text.splitlines()).faults]


def test_boxes_decisions_and_arrows_are_read():
    flow = read(GOOD.splitlines())
    assert flow.faults == ()
    assert [(box.name, box.words, box.is_decision, box.line) for box in flow.boxes] == [
        ("contact", "First contact and safety", False, 1),
        ("signs", "Are there indicators: yes or no?", True, 2),
        ("assist", "Assistance -> without conditions", False, 3),
        ("notify-2", "Notify", False, 4),
        ("file_1", "The file", False, 12),
        ("close", "Close", False, 13),
    ]
    assert [(arrow.source, arrow.target, arrow.words) for arrow in flow.arrows] == [
        ("contact", "signs", ""),
        ("signs", "assist", "no"),
        ("signs", "notify-2", "yes, or in doubt"),
        ("assist", "close", ""),
        ("notify-2", "file_1", ""),
        ("file_1", "close", ""),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [(-1, "empty")]),
        ("a -> b", [(-1, "empty"), (0, "target"), (0, "target")]),
        ("a: x\nb: y\na -> b\nnothing of both", [(3, "line")]),
        ("a: x\nb: y\na -- b\na -> b", [(2, "line")]),
        ("a: x\nb: y\na -> b ->", [(0, "alone"), (1, "alone"), (2, "line")]),
        ("a: x\nب: y\na -> a2\na2: z", [(1, "line")]),
        ("a: x\na: y\nb: z\na -> b", [(1, "twice")]),
        ("a: x\nb:\na -> b", [(1, "words")]),
        ("a: x\nb: y\nc: z\na -> b -> c : then", [(3, "words")]),
        ("a: x\nb: y\na -> b\na -> b : again", [(3, "twice")]),
        ("a: x\nb: y\na -> b\nb -> c", [(3, "target")]),
        ("a: x\nb: y\nc: z\na -> b", [(2, "alone")]),
        ("a? x\nb: y\na -> b : yes", [(0, "decision")]),
        ("a? x\nb: y\nc: z\na -> b\na -> c : no", [(3, "answer")]),
        ("a: x\nb: y\nc? z\na -> c\nb -> c", [(2, "decision")]),
        ("a: x\na -> a", [(1, "loop")]),
        ("a: x\nb: y\nc: z\na -> b -> c\nc -> b", [(4, "loop")]),
        ("a: x\nb: y\nc? z\nd: w\na -> b -> c\nc -> a : no\nc -> d : yes", [(5, "loop")]),
        ("a: x\nb: y\nc: z\nd: w\na -> b\nc -> d", [(2, "apart")]),
    ],
)
def test_a_mistake_is_found_at_its_line(text, expected):
    assert faults(text) == expected


def test_a_loop_is_refused_because_a_procedure_must_end():
    (fault,) = read(["a: x", "b: y", "a -> b", "b -> a"]).faults
    assert "from b to a leads back, and the flow would never end" in fault.text
    assert "a procedure must end" in fault.action


@given(st.text(alphabet="ab:?-> %\n_2و\t", max_size=60))
@settings(max_examples=300)
def test_any_text_is_a_flow_that_ends_or_has_a_fault_at_one_of_its_lines(text):
    lines = text.splitlines()
    flow = read(lines)
    assert all(-1 <= fault.line < max(len(lines), 1) and fault.text and fault.action for fault in flow.faults)
    if not flow.faults:
        assert_sound(flow)


def assert_sound(flow: Flow) -> None:
    """By another way than the reader's own."""
    arrows = {(arrow.source, arrow.target) for arrow in flow.arrows}
    assert len({box.name for box in flow.boxes}) == len(flow.boxes) > 0
    assert {name for pair in arrows for name in pair} == {box.name for box in flow.boxes}
    tuple(TopologicalSorter({box.name: {source for source, target in arrows if target == box.name} for box in flow.boxes}).static_order())
    for box in flow.boxes:
        ways = [arrow for arrow in flow.arrows if arrow.source == box.name]
        assert box.words and (not box.is_decision or (len(ways) > 1 and all(arrow.words for arrow in ways)))


NAMES = ("a", "b2", "file-1", "to_judge", "Z", "0")
WORDS = ("First contact", "yes: 24 hours?", "a -> b", "% of cases", "نعم، أو عند الشك", ": no", "?", "- item")


@st.composite
def flows(draw) -> tuple[list[Box], list[Arrow]]:
    """Sound flows: each box but the first is reached from an earlier one; words are such as could be mistaken for something else."""
    words = st.sampled_from(WORDS)
    names = draw(st.permutations(NAMES))[: draw(st.integers(2, len(NAMES)))]
    pairs = {(names[draw(st.integers(0, number - 1))], names[number]) for number in range(1, len(names))}
    pairs |= draw(st.sets(st.sampled_from([(low, high) for number, high in enumerate(names) for low in names[:number]]), max_size=4))
    ways = {name: sum(source == name for source, _ in pairs) for name in names}
    boxes = [Box(name=name, words=draw(words), is_decision=ways[name] > 1, line=line) for line, name in enumerate(names)]
    arrows = [
        Arrow(source=source, target=target, words=draw(words) if ways[source] > 1 else "", line=len(names) + number)
        for number, (source, target) in enumerate(sorted(pairs))
    ]
    return boxes, arrows


@given(flows())
@settings(max_examples=100)
def test_what_is_written_is_read_back(flow):
    boxes, arrows = flow
    text = [f"{box.name}{'?' if box.is_decision else ':'} {box.words}" for box in boxes]
    text += [f"{arrow.source} -> {arrow.target}" + (f" : {arrow.words}" if arrow.words else "") for arrow in arrows]
    assert read(text) == Flow(boxes=tuple(boxes), arrows=tuple(arrows), faults=())


@given(flows(), st.data())
@settings(max_examples=100)
def test_a_way_back_is_always_found(flow, data):
    boxes, arrows = flow
    there = data.draw(st.sampled_from(arrows))
    text = [f"{box.name}: {box.words}" for box in boxes] + [f"{arrow.source} -> {arrow.target}" for arrow in arrows]
    back = f"{there.target} -> {there.source}"
    place = data.draw(st.integers(0, len(text)))
    assert [fault.kind for fault in read(text).faults] == []
    (fault,) = read([*text[:place], back, *text[place:]]).faults
    assert fault.kind == "loop"
