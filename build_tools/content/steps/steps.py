"""``{step}`` in, a numbered section with its facts (see ``step_facts``) and its body out; and what lists ask of all steps."""

from __future__ import annotations

from dataclasses import dataclass, field

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from build_tools.content import reading
from build_tools.content.markdown.refusal import refuse, shown
from build_tools.content.steps.step_facts import EXAMPLES, NONE, Facts

DEPTH = 3  # chapter, section, step: a step's number has three parts


@dataclass(frozen=True, kw_only=True)
class Step:
    """What lists ask of a step. ``name`` is its label; ``actors`` are codes, the first leads.

    ``set_by`` says who set the number in its deadline: ``law``, ``proposed``, or empty for a deadline without one. ``record`` is the
    message, in the source language, or empty.
    """

    docname: str
    line: int = field(repr=False)  # no part of what lists show, which pformat writes
    name: str
    actors: tuple[str, ...]
    set_by: str
    record: str


def fact(section: nodes.section, name: str) -> nodes.field_body:
    """What a step says of itself: ``actor``, ``deadline``, ``record``, ``law``, ``applies``."""
    return next(field[1] for field in section[1].children if f"step-{name}" in field["classes"])


class StepBlock(SphinxDirective):
    """``:::{step} Title`` with its facts as options, and what to do inside."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = dict.fromkeys(("name", *EXAMPLES, "tbc"), directives.unchanged)

    def run(self) -> list[nodes.Node]:
        facts = Facts(self)
        section = nodes.section("", self._title(), facts.drawn(), classes=["step"])
        self.set_source_info(section)
        section.parent = self.state.inliner.parent  # what stands inside asks where it stands
        is_in_place = isinstance(section.parent, nodes.section) and "step" not in section.parent["classes"] and _depth(section) >= DEPTH
        self.state.nested_parse(self.content, self.content_offset, section)
        if len(section) == 2:
            self._refuse(f"the step {shown(section[0].astext())} says nothing to do", "write inside what the actor does")
        if not is_in_place:
            self._refuse(f"the step {shown(section[0].astext())} does not stand directly in a section", "put it below a ## heading, and into no other block")
            return section.children[1:]
        return [*self._label(section, facts), section]

    def _title(self) -> nodes.title:
        text = "".join(self.arguments)
        if not text:
            self._refuse("the step has no title", "write it after {step}")
        words, _ = self.parse_inline(text, lineno=self.lineno)
        title = nodes.title(text, "", *words)
        self.set_source_info(title)
        return title

    def _label(self, section: nodes.section, facts: Facts) -> list[nodes.Node]:
        """The name, as ``(step-arrest)=`` above a heading gives it, and the implicit one that every heading has."""
        document = self.state.document
        section["names"].append(nodes.fully_normalize_name(section[0].astext()))
        document.note_implicit_target(section, section)
        name = nodes.fully_normalize_name(self.options.get("name", ""))
        if not name or document.nametypes.get(name):
            text, action = (f"the name {shown(name)} stands twice in this file", "give one of the two another name") if name else ("the step has no name", "write :name: step-… below its title")
            self._refuse(text, action)
            return []
        section["step"] = Step(
            docname=self.env.current_document.docname, line=self.lineno, name=name, actors=tuple(facts.actors),
            set_by=facts.deadline.set_by if facts.deadline.has_number else "", record="" if facts.record == NONE else facts.record,
        )
        target = nodes.target("", "", names=[name])
        self.set_source_info(target)
        document.note_explicit_target(target, target)
        return [target]

    def _refuse(self, text: str, action: str) -> None:
        refuse(self.get_location(), "step", text, action)


class PlaceSteps(SphinxTransform):
    """A step ends the sub-section (###) before it, as the next ### would: with what follows, it belongs to the section around.

    Where text of that section follows a step, a rule parts the two: nothing else would say that the step has ended.
    """

    default_priority = 1  # before anybody asks where a node stands

    def apply(self, **kwargs) -> None:
        for step in [section for section in self.document.findall(nodes.section) if "step" in section["classes"]]:
            if _depth(step) > DEPTH:
                around = step.parent
                start = around.index(step) - isinstance(around[around.index(step) - 1], nodes.target)
                moved, around.children = around.children[start:], around.children[:start]
                around.parent.insert(around.parent.index(around) + 1, moved)
            place = step.parent.index(step) + 1
            following = [node for node in step.parent.children[place:] if not isinstance(node, (nodes.Invisible, nodes.footnote, nodes.system_message))]
            if following and not isinstance(following[0], nodes.section):
                step.parent.insert(place, nodes.transition(classes=["step-end"]))


class StepCollector(EnvironmentCollector):
    """Keeps in the environment which steps each chapter has."""

    def process_doc(self, app, doctree: nodes.document) -> None:
        found = [section["step"] for section in doctree.findall(nodes.section) if "step" in section]
        by_document(app.env)[app.env.current_document.docname] = found

    def clear_doc(self, app, env: BuildEnvironment, docname: str) -> None:
        by_document(env).pop(docname, None)

    def merge_other(self, app, env: BuildEnvironment, docnames, other: BuildEnvironment) -> None:
        by_document(env).update({docname: found for docname, found in by_document(other).items() if docname in docnames})


def _depth(section: nodes.section) -> int:
    return 1 + sum(isinstance(place, nodes.section) for place in reading.ancestors(section))


def by_document(env: BuildEnvironment) -> dict[str, list[Step]]:
    """The steps of each file, in the file's order."""
    return env.__dict__.setdefault("sop_steps", {})


def all_steps(env: BuildEnvironment) -> list[Step]:
    """The steps of all chapters, in reading order."""
    return [step for docname in reading.order(env) for step in by_document(env).get(docname, ())]


def check(app, env: BuildEnvironment) -> None:
    """A name stands for one step, in whichever chapters."""
    first: dict[str, Step] = {}
    for step in all_steps(env):
        other = first.setdefault(step.name, step)
        if other is not step:
            text = f"the name {shown(step.name)} is that of the step at source/{other.docname}.md:{other.line}"
            refuse((step.docname, step.line), "step", text, "give this step another name")
