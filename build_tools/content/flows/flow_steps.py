"""A translated flow in; its steps in words out: as one text, which Word and PDF give to those who listen, and as a list, which the site shows.

In both, boxes have the numbers of the order in which they are written.
"""

from __future__ import annotations

import re

from docutils import nodes

from build_tools.interface import word

_OWN = "\ufffc"  # stands for an arrow's own words while ours are put around them
_END = re.compile(r"[.!?؟:…]$")


class flow_image(nodes.image):  # noqa: N801 (docutils names nodes so)
    """A drawing that the pipeline has made. Its ``uri`` is a path outside the SOP, its ``width`` in pixels is that of paper."""


class flow_box(nodes.paragraph):  # noqa: N801
    """The words of a box. ``name`` is what arrows call it, ``decision`` says whether it is one."""


class flow_arrow(nodes.paragraph):  # noqa: N801
    """The words of an arrow, or none, from ``source`` to ``target``."""


class flow_steps(nodes.General, nodes.Element):  # noqa: N801
    """Boxes and arrows as they are written, and at last the list that only the site shows."""

    @property
    def boxes(self) -> list[flow_box]:
        return [child for child in self.children if isinstance(child, flow_box)]

    @property
    def arrows(self) -> list[flow_arrow]:
        return [child for child in self.children if isinstance(child, flow_arrow)]


def spoken(steps: flow_steps) -> str:
    """All of it as one text."""
    numbers = _numbers(steps)
    return " ".join(
        _sentence(text)
        for box in steps.boxes
        for text in (f"{word('Box %s') % numbers[box['name']]}: {box.astext()}", *(_spoken_way(arrow, numbers) for arrow in _ways(steps, box)))
    )


def listed(steps: flow_steps) -> nodes.enumerated_list:
    """All of it as a list: each box, and below it where its arrows lead. Takes the words out of ``steps``."""
    numbers = _numbers(steps)
    ways = [[nodes.list_item("", _way(arrow, numbers)) for arrow in _ways(steps, box)] for box in steps.boxes]
    items = [nodes.list_item("", _paragraph(box), nodes.bullet_list("", *leaving, bullet="-")) for box, leaving in zip(steps.boxes, ways, strict=True)]
    return nodes.enumerated_list("", *items, enumtype="arabic", prefix="", suffix=".")


def _numbers(steps: flow_steps) -> dict[str, int]:
    return {box["name"]: number for number, box in enumerate(steps.boxes, start=1)}


def _ways(steps: flow_steps, box: flow_box) -> list[flow_arrow]:
    """The arrows that leave a box; where none does, an arrow to nowhere, so that the end is said too."""
    return [arrow for arrow in steps.arrows if arrow["source"] == box["name"]] or [flow_arrow(source=box["name"], target="")]


def _spoken_way(arrow: flow_arrow, numbers: dict[str, int]) -> str:
    before, after = _around(arrow, numbers)
    return f"{before}{arrow.astext()}{after}"


def _way(arrow: flow_arrow, numbers: dict[str, int]) -> nodes.paragraph:
    """Our words around the arrow's own, which keep their language and direction."""
    before, after = _around(arrow, numbers)
    own = nodes.inline("", "", *arrow.children, **{key: arrow[key] for key in ("classes", "lang", "dir") if key in arrow})
    return nodes.paragraph("", "", *(part for part in (nodes.Text(before), own, nodes.Text(after)) if part.astext()), msgids=arrow.get("msgids", []))


def _paragraph(box: flow_box) -> nodes.paragraph:
    """A plain paragraph, since docutils asks of each node in a list whether it knows its very class."""
    return nodes.paragraph("", "", *box.children, **{key: box[key] for key in ("classes", "lang", "dir", "msgids") if key in box})


def _around(arrow: flow_arrow, numbers: dict[str, int]) -> tuple[str, str]:
    """What is said before and after the arrow's own words, which need not be there."""
    if not arrow["target"]:
        return word("The flow ends here."), ""
    number = numbers[arrow["target"]]
    if not arrow.astext():
        return word("Go on to box %s.") % number, ""
    before, _, after = (word("“%(words)s”: go on to box %(box)s.") % {"words": _OWN, "box": number}).partition(_OWN)
    return before, after


def _sentence(text: str) -> str:
    return text if _END.search(text) else f"{text}."
