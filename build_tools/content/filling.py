"""Lists without rows in, the rows that all chapters give them out: when every chapter is read, for a page of the site as for the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from build_tools.content import numbers, open_points, reading
from build_tools.content.copies import Copies, number_of
from build_tools.content.markdown.refusal import refuse, shown
from build_tools.content.steps import steps
from build_tools.content.steps.step_lists import WAITING, Wanted
from build_tools.content.steps.steps import Step
from build_tools.content.tables import Cell, rows
from build_tools.interface import word


class FillLists(SphinxPostTransform):
    """Before references are resolved (10), since copies hold references too."""

    default_priority = 5

    def run(self, **kwargs) -> None:
        homes: dict[str, nodes.Element] = {}  # by docname; in the book a file's own nodes still name the file as their document
        waiting: list[nodes.Element] = []
        for node in self.document.findall(nodes.Element):
            if isinstance(node, addnodes.start_of_file):
                homes[node["docname"]] = node
            elif WAITING in node:
                waiting.append(node)
        pages: dict[str, Page] = {}
        while waiting:
            node = waiting.pop(0)
            wanted: Wanted = node.attributes.pop(WAITING)
            if wanted.page not in pages:
                pages[wanted.page] = Page(self.env, Copies(self.env, wanted.page, homes.get(wanted.page, self.document)))
            made = self._fill(node, wanted, pages[wanted.page])
            waiting += [part for new in made for part in new.findall(nodes.Element) if WAITING in part]  # a card brings the lists in its steps

    def _fill(self, node: nodes.Element, wanted: Wanted, page: Page) -> list[nodes.Element]:
        if wanted.kind == "role-card":
            made = page.card(wanted)
            node.parent.replace(node, made)
        else:
            columns = len(list(node.findall(nodes.colspec)))
            made = list(ROWS[wanted.kind](page, wanted)) or rows([[Cell(content=word("There is none yet."), columns=columns)]])
            next(node.findall(nodes.tbody)).extend(made)
        return made


class Page:
    """What lists on one page show of steps and open points."""

    def __init__(self, env: BuildEnvironment, copies: Copies) -> None:
        self.env, self.copies = env, copies

    def step(self, step: Step) -> list[nodes.Node]:
        """Its number, which links to it, and its title; without a number, the title links."""
        section = self.section(step)
        words = self.copies.words(section[0], step.docname)
        if reading.number(self.env, step.docname, section):
            return [number_of(self.copies.page, step.name), nodes.Text(" "), *words]
        return [reading.link(self.env, self.copies.page, step.docname, section["ids"][0], nodes.inline("", "", *words))]

    def fact(self, step: Step, name: str) -> list[nodes.Node]:
        return self.copies.words(steps.fact(self.section(step), name)[0], step.docname)

    def section(self, step: Step) -> nodes.section:
        """The step as it was read; only for looking."""
        doctree = numbers.chapters(self.env).get_doctree(step.docname)
        return doctree.ids[doctree.nameids[step.name]]

    def card(self, wanted: Wanted) -> list[nodes.Element]:
        """A section for each step of the actor."""
        made = []
        for step in steps.all_steps(self.env):
            if wanted.actor in step.actors:
                original = self.section(step)
                title = nodes.title("", "", *self.step(step))
                title.source, title.line = original[0].source, original[0].line
                section = nodes.section("", title, ids=[nodes.make_id(f"card-{wanted.actor}-{step.name}")], classes=["step"])
                section += [self.copies.of(child, step.docname) for child in original.children[1:]]
                section.source, section.line = original.source, original.line
                made.append(section)
        return made or [nodes.paragraph("", word("No step names this actor yet."), translatable=False)]


def step_table(page: Page, wanted: Wanted) -> Iterator[nodes.row]:
    env = page.env
    docname = env.domains.standard_domain.anonlabels.get(wanted.chapter, ("", ""))[0] if wanted.chapter else wanted.page
    if not docname:
        refuse((wanted.page, wanted.line), "list", f"there is no chapter {shown(wanted.chapter)}", "write the label above its title, as ch-…")
        return
    inside = reading.chapter(env, docname)
    found = [step for step in steps.all_steps(env) if step.docname in inside and (not wanted.actor or wanted.actor in step.actors)]
    if not found:
        refuse((wanted.page, wanted.line), "list", "no step fits into this list", "write the chapter’s steps, or take the list out")
    yield from rows([Cell(content=page.step(step)), *_facts(page, step, "actor", "deadline", "record")] for step in found)


def deadlines(page: Page, wanted: Wanted) -> Iterator[nodes.row]:
    found = sorted((step for step in steps.all_steps(page.env) if step.set_by), key=lambda step: step.set_by != "law")
    yield from rows([Cell(content=page.step(step)), *_facts(page, step, "deadline", "actor", "law")] for step in found)


def records(page: Page, wanted: Wanted) -> Iterator[nodes.row]:
    found: dict[str, list[Step]] = {}
    for step in steps.all_steps(page.env):
        if step.record:
            found.setdefault(step.record, []).append(step)
    for made_in in found.values():
        yield _row(_facts(page, made_in[0], "record"), [_line(page.step(step)) for step in made_in])


def open_point_rows(page: Page, wanted: Wanted) -> Iterator[nodes.row]:
    """A row for each question. One that several chapters ask in the same words stands once."""
    asked: dict[str, dict[str, list[open_points.Place]]] = {}
    boxes = {place: _box(page, place) for place in open_points.boxes(page.env)}
    for place, box in boxes.items():
        text = "\n".join(child.astext() for child in box.children[1:])
        asked.setdefault(place.point, {}).setdefault(text, []).append(place)
    for point in sorted(asked, key=open_points.sort_key):
        for number, places in enumerate(asked[point].values()):
            question = [page.copies.of(child, places[0].docname) for child in boxes[places[0]].children[1:]]
            row = _row([Cell(content=[nodes.strong(point, point)])] if number == 0 else [], question, [_line([_place(page, place, boxes[place])]) for place in places])
            if number == 0 and len(asked[point]) > 1:
                row[0]["morerows"] = len(asked[point]) - 1
            yield row


ROWS = {"step-table": step_table, "deadlines": deadlines, "records": records, "open-points": open_point_rows}


def _facts(page: Page, step: Step, *names: str) -> list[Cell]:
    return [Cell(content=page.fact(step, name)) for name in names]


def _row(cells: list[Cell], *blocks: list[nodes.Element]) -> nodes.row:
    """Cells, then entries of blocks."""
    (row,) = rows([cells])
    row += [nodes.entry("", *block) for block in blocks]
    return row


def _line(words: Iterable[nodes.Node]) -> nodes.paragraph:
    return nodes.paragraph("", "", *words, translatable=False)


def _box(page: Page, place: open_points.Place) -> nodes.admonition:
    return numbers.chapters(page.env).get_doctree(place.docname).ids[place.anchor]


def _place(page: Page, place: open_points.Place, box: nodes.admonition) -> nodes.reference:
    """A link to the box that names its section, as "Section 4.5.2"; in an annex, the annex."""
    section = reading.around(box)
    number = reading.number(page.env, place.docname, section)
    if not number:
        words = page.env.titles[place.docname].astext()
    else:
        words = word("Section %s") % number if "." in number else word("Chapter %s") % number
    return reading.link(page.env, page.copies.page, place.docname, place.anchor, nodes.inline("", words))
