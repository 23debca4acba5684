"""``{tbc}`` (a box, or the link to one) in; boxes titled with their open point, and what still waits for the committee, out.

The same point may be asked in several chapters. An SOP with open points cannot be issued.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.util.nodes import get_node_line

from build_tools.content import reading
from build_tools.content.markdown.refusal import refuse, shown
from build_tools.interface import word

ID = re.compile(r"[A-Z]+-\d+")
FORM = "write it like TBC-14"
REFERENCE = "open-point"  # the kind of reference that ``resolve`` knows


@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """Where an open point is asked or named: ``anchor`` is the id of its box, empty for a link."""

    docname: str
    line: int
    point: str
    anchor: str = ""


def sort_key(point: str) -> tuple[str, int]:
    """TBC-2 comes before TBC-10."""
    letters, _, number = point.partition("-")
    return letters, int(number)


class Tbc(SphinxDirective):
    """``:::{tbc} TBC-14`` and the question to the committee inside."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        point = "".join(self.arguments).strip()
        box = nodes.admonition("", classes=["tbc"])
        self.set_source_info(box)
        box += nodes.title("", word("To be confirmed by the committee: %s") % point, translatable=False)
        self.state.nested_parse(self.content, self.content_offset, box)
        if not ID.fullmatch(point):
            refuse(self.get_location(), "tbc", f"{shown(point)} is no open point", f"{FORM}, after {{tbc}}")
        elif len(box) == 1:
            refuse(self.get_location(), "tbc", f"the box of {point} asks nothing", "write inside what the committee must decide")
        else:
            box["open_point"] = point
            self._give_id(box)
        return [box]

    def _give_id(self, box: nodes.admonition) -> None:
        """``tbc-14``; a second box of the same point in this file is ``tbc-14-2``."""
        known, anchor = self.state.document.ids, nodes.make_id(box["open_point"])
        own = next(name for name in (anchor, *(f"{anchor}-{count}" for count in range(2, 1000))) if name not in known)
        box["ids"].append(own)
        known[own] = box


class TbcRole(SphinxRole):
    """``{tbc}`TBC-14` ``: the point's name, leading to its first box."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        point = self.text.strip()
        if not ID.fullmatch(point):
            refuse(self.get_location(), "tbc", f"{shown(point)} is no open point", FORM)
            return [nodes.Text(point)], []
        return [reference(self.env, point)], []


def reference(env: BuildEnvironment, point: str) -> addnodes.pending_xref:
    """A link to the point's first box, which is known when all chapters are read."""
    words = nodes.inline(point, point, classes=["open-point"])
    return addnodes.pending_xref("", words, refdomain="", reftype=REFERENCE, reftarget=point, refdoc=env.current_document.docname, refexplicit=False, refwarn=False)


def references(env: BuildEnvironment, points: list[str]) -> list[nodes.Node]:
    """Links to several points."""
    found: list[nodes.Node] = []
    for point in points:
        found += [nodes.Text(word(", ")), reference(env, point)] if found else [reference(env, point)]
    return found


def resolve(app, env: BuildEnvironment, node: addnodes.pending_xref, words: nodes.Element) -> nodes.Element | None:
    """Sphinx asks for references that nobody else knows. A point without a box stays text: ``check`` has reported it."""
    if node.get("reftype") != REFERENCE:
        return None
    first = next((box for box in boxes(env) if box.point == node["reftarget"]), None)
    return words if first is None else reading.link(env, node["refdoc"], first.docname, first.anchor, words)


def boxes(env: BuildEnvironment) -> list[Place]:
    """All boxes in reading order."""
    return [place for docname in reading.order(env) for place in places(env).get(docname, ()) if place.anchor]


def check(app, env: BuildEnvironment) -> None:
    """A point that is named has a box, and an SOP with boxes is a draft."""
    known = {place.point for found in places(env).values() for place in found if place.anchor}
    for place in sorted(place for found in places(env).values() for place in found if place.point not in known):
        refuse((place.docname, place.line), "tbc", f"no box asks {place.point}", f"write one, :::{{tbc}} {place.point}, or correct the name")
    standing = boxes(env)
    if standing and env.config.sop_project.document.status == "issued":
        text = f"{len({box.point for box in standing})} open points stand in {len(standing)} boxes, the first of them here: such a text is not issued"
        action = 'take each box out when the committee has decided it, or write status = "draft" in sop.toml'
        refuse((standing[0].docname, standing[0].line), "issued", text, action)


class PointCollector(EnvironmentCollector):
    """Keeps in the environment where each chapter asks and names open points."""

    def process_doc(self, app, doctree: nodes.document) -> None:
        docname = app.env.current_document.docname
        asked = doctree.findall(lambda node: isinstance(node, nodes.admonition) and "open_point" in node)
        named = doctree.findall(lambda node: isinstance(node, addnodes.pending_xref) and node["reftype"] == REFERENCE)
        places(app.env)[docname] = [
            *(Place(docname=docname, line=box.line, point=box["open_point"], anchor=box["ids"][0]) for box in asked),
            *(Place(docname=docname, line=get_node_line(link), point=link["reftarget"]) for link in named),
        ]

    def clear_doc(self, app, env: BuildEnvironment, docname: str) -> None:
        places(env).pop(docname, None)

    def merge_other(self, app, env: BuildEnvironment, docnames, other: BuildEnvironment) -> None:
        places(env).update({docname: found for docname, found in places(other).items() if docname in docnames})

    def get_updated_docs(self, app, env: BuildEnvironment) -> list[str]:
        """The pages that name points, if a point's first box is now another."""
        first = {box.point: (box.docname, box.anchor) for box in reversed(boxes(env))}
        before, env.sop_first_boxes = getattr(env, "sop_first_boxes", first), first
        changed = {point for point in before.keys() | first.keys() if before.get(point) != first.get(point)}
        return [docname for docname, found in places(env).items() if any(not place.anchor and place.point in changed for place in found)]


def places(env: BuildEnvironment) -> dict[str, list[Place]]:
    """By docname: what was found when the chapter was read."""
    if not hasattr(env, "sop_points"):
        env.sop_points = {}
    return env.sop_points
