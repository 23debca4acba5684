"""Boxes stand apart, arrows go down from frame to frame, words lie on nothing else, and reading decides the side."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.content.flows.flow_layout import HEAD, Link, Places, Point, Size, arranged

BOX = Size(width=120, height=32)
WORD = Size(width=24, height=16)
# 0 → 1 → decision 2: first to 3, second to 4; both to 5.
FORK = [(0, 1), (1, 2), (2, 3, WORD), (2, 4, WORD), (3, 5), (4, 5)]


def links(pairs) -> list[Link]:
    return [Link(source=pair[0], target=pair[1], words=pair[2] if len(pair) > 2 else None) for pair in pairs]


def overlap(one: tuple[Point, Size], other: tuple[Point, Size], between: float = 0) -> bool:
    (a, s), (b, t) = one, other
    return abs(a.x - b.x) < (s.width + t.width) / 2 + between - 0.2 and abs(a.y - b.y) < (s.height + t.height) / 2 + between - 0.2


@st.composite
def graphs(draw) -> tuple[list[Size], list[Link]]:
    """Boxes of many sizes; each but the first is reached from an earlier one. Where several arrows leave, they have words."""
    count = draw(st.integers(2, 14))
    sizes = [Size(width=draw(st.sampled_from((60, 120, 180))), height=draw(st.sampled_from((30, 48, 66)))) for _ in range(count)]
    pairs = {(draw(st.integers(max(0, number - 4), number - 1)), number) for number in range(1, count)}
    pairs |= draw(st.sets(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)).filter(lambda pair: pair[0] < pair[1]), max_size=4))
    leaving = [source for source, _ in pairs]
    words = st.sampled_from((WORD, Size(width=60, height=16), Size(width=50, height=42)))
    return sizes, [Link(source=a, target=b, words=draw(words) if leaving.count(a) > 1 else None) for a, b in sorted(pairs)]


@given(graphs(), st.booleans())
@settings(max_examples=60, deadline=None)
def test_nothing_lies_on_a_box(graph, rtl):
    sizes, arrows = graph
    places = arranged(sizes, arrows, rtl=rtl)
    boxes = list(zip(places.boxes, sizes, strict=True))
    labels = [(place, arrow.words) for place, arrow in zip(places.words, arrows, strict=True) if arrow.words]
    assert all(place is not None for place, _ in labels)
    assert not any(overlap(one, other, 5) for number, one in enumerate(boxes) for other in boxes[:number])
    alone = [arrow.words is not None and sum(other.target == arrow.target for other in arrows) == 1 for arrow in arrows]
    above = [(place, arrow.words) for place, arrow, is_alone in zip(places.words, arrows, alone, strict=True) if is_alone]
    assert not any(overlap(label, box) for label in above for box in boxes)
    assert not any(overlap(one, other) for number, one in enumerate(above) for other in above[:number])
    for middle, size in (*boxes, *labels):
        assert middle.x - size.width / 2 >= -0.2 and middle.x + size.width / 2 <= places.size.width + 0.2
        assert middle.y - size.height / 2 >= -0.2 and middle.y + size.height / 2 <= places.size.height + 0.2


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_arrows_go_down_straight_or_across_from_frame_to_frame(graph):
    sizes, arrows = graph
    places = arranged(sizes, arrows, rtl=False)
    for arrow, line in zip(arrows, places.lines, strict=True):
        start, end = places.boxes[arrow.source], places.boxes[arrow.target]
        assert abs(line[0].y - (start.y + sizes[arrow.source].height / 2)) < 0.2 and abs(line[0].x - start.x) <= sizes[arrow.source].width / 2
        assert abs(line[-1].y - (end.y - sizes[arrow.target].height / 2)) < 0.2 and abs(line[-1].x - end.x) <= sizes[arrow.target].width / 2
        assert all(min(abs(a.x - b.x), abs(a.y - b.y)) < 1 for a, b in zip(line, line[1:], strict=False))  # less than a line is thick
        assert abs(line[-2].x - line[-1].x) < 1 and line[-2].y < line[-1].y


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_words_on_a_straight_arrow_leave_its_head_free(graph):
    sizes, arrows = graph
    places = arranged(sizes, arrows, rtl=False)
    for arrow, line, words in zip(arrows, places.lines, places.words, strict=True):
        if arrow.words and len(line) == 2 and words.x == line[0].x:
            assert words.y - arrow.words.height / 2 >= line[0].y
            assert words.y + arrow.words.height / 2 <= line[1].y - 7


def test_the_first_way_stands_where_reading_begins_and_the_second_beside_it():
    for rtl in (False, True):
        places = arranged([BOX] * 6, links(FORK), rtl=rtl)
        assert (places.boxes[3].x < places.boxes[4].x) is not rtl
        swapped = [*FORK[:2], FORK[3], FORK[2], *FORK[4:]]
        turned = arranged([BOX] * 6, links(swapped), rtl=rtl)
        assert (turned.boxes[4].x < turned.boxes[3].x) is not rtl


def test_right_to_left_is_left_to_right_in_a_mirror():
    left, right = (arranged([BOX] * 6, links(FORK), rtl=rtl) for rtl in (False, True))

    def mirrored(point: Point) -> Point:
        return replace(point, x=round(left.size.width - point.x, 1))

    assert right == Places(
        size=left.size,
        boxes=tuple(map(mirrored, left.boxes)),
        lines=tuple(tuple(map(mirrored, line)) for line in left.lines),
        words=tuple(point and mirrored(point) for point in left.words),
    )


def test_words_stand_above_the_box_that_their_arrow_leads_to():
    places = arranged([BOX] * 6, links(FORK), rtl=False)
    for number in (2, 3):
        tip = places.lines[number][-1]
        assert places.words[number] == Point(x=tip.x, y=round(tip.y - HEAD - WORD.height / 2, 1))


def test_the_main_path_is_straight():
    places = arranged([BOX] * 6, links(FORK), rtl=False)
    assert len({places.boxes[number].x for number in (0, 1, 2, 3, 5)}) == 1


def test_the_same_flow_has_the_same_places():
    assert arranged([BOX] * 6, links(FORK), rtl=False) == arranged([BOX] * 6, links(FORK), rtl=False)
