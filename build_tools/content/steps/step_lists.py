"""``{step-table}``, ``{deadlines}``, ``{records}``, ``{open-points}`` and ``{role-card}`` in, lists that wait for all chapters (see ``filling``) out.

While a chapter is read, a list is a table without rows, so that its caption is counted, or an empty block.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.util.docutils import SphinxDirective

from build_tools.content import actors, reading, registers
from build_tools.content.markdown.refusal import refuse, shown
from build_tools.content.tables import give_caption, table
from build_tools.findings import CouldNotRun
from build_tools.interface import word

WAITING = "waits_for"  # on a node: what is listed there


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list holds, and the file and line where it stands. ``actor`` and ``chapter`` (a label) narrow it, "" does not."""

    kind: str
    page: str
    line: int
    actor: str = ""
    chapter: str = ""


class _Table(SphinxDirective):
    """A list in a table: an argument is its caption, ``:name:`` its label."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"name": directives.unchanged_required}
    kind = ""

    def run(self) -> list[nodes.Node]:
        heads, widths = zip(*self.columns(), strict=True)
        made = table(widths, heads, [], classes=[self.kind, "colwidths-given"])
        actor = self.options.get("actor", "").strip()
        if actor:
            _report_unknown(self, actor)
        made[WAITING] = _wanted(self, self.kind, actor=actor, chapter=self.options.get("chapter", "").strip())
        return [give_caption(made, self)]

    def columns(self) -> list[tuple[str, int]]:
        """Heads, and shares of the width."""
        raise NotImplementedError


class StepTable(_Table):
    """``{step-table}``: the steps of this chapter, or of ``:chapter: ch-…``; ``:actor: IJ`` keeps those of one actor."""

    option_spec = dict.fromkeys(("name", "actor", "chapter"), directives.unchanged_required)
    kind = "step-table"

    def columns(self) -> list[tuple[str, int]]:
        return [(word("Step"), 34), (word("Who"), 22), (word("By when"), 24), (word("Record"), 20)]


class Deadlines(_Table):
    """``{deadlines}``: the steps whose deadline holds a number, those that the law sets first."""

    kind = "deadlines"

    def columns(self) -> list[tuple[str, int]]:
        return [(word("Step"), 30), (word("By when"), 28), (word("Who"), 20), (word("Legal basis"), 22)]


class Records(_Table):
    """``{records}``: each record, and the steps that make it."""

    kind = "records"

    def columns(self) -> list[tuple[str, int]]:
        return [(word("Record"), 45), (word("Step"), 55)]


class OpenPoints(_Table):
    """``{open-points}``: each point, what the committee is asked, and where."""

    kind = "open-points"

    def columns(self) -> list[tuple[str, int]]:
        return [(word("Open point"), 15), (word("To be confirmed by the committee"), 63), (word("Asked in"), 22)]


class RoleCard(SphinxDirective):
    """``{role-card} IJ``: all steps of one actor, with their facts and what to do."""

    required_arguments = 1
    kind = "role-card"

    def run(self) -> list[nodes.Node]:
        around = self.state.inliner.parent
        if not isinstance(around, nodes.section) or "step" in around["classes"]:
            refuse(self.get_location(), "list", "a role card stands in another block", "put it below a heading")
            return []
        _report_unknown(self, self.arguments[0])
        self.env.metadata[self.env.current_document.docname]["nosearch"] = "true"  # readers find the steps where they stand
        card = nodes.container("", classes=[self.kind])
        card[WAITING] = _wanted(self, self.kind, actor=self.arguments[0])
        self.set_source_info(card)
        return [card]


def _wanted(directive: SphinxDirective, kind: str, **narrowed: str) -> Wanted:
    return Wanted(kind=kind, page=directive.env.current_document.docname, line=directive.lineno, **narrowed)


def _report_unknown(directive: SphinxDirective, code: str) -> None:
    """An actor whom the register has not got."""
    try:
        known = actors.read(directive.config.sop_project)
    except CouldNotRun as problem:
        registers.report(problem)
        return
    if code not in known:
        refuse(directive.get_location(), "list", f"there is no actor {shown(code)}", f"use a code of source/registers/actors.yml: {', '.join(known)}")


class ListCollector(EnvironmentCollector):
    """Keeps which files have lists, and a digest of what each file gives to lists: when one changes, those pages are written again."""

    def process_doc(self, app, doctree: nodes.document) -> None:
        given = doctree.findall(lambda node: isinstance(node, nodes.footnote) or isinstance(node, nodes.Element) and ("step" in node or "open_point" in node))
        text = "".join(node.pformat() for node in given)
        has_list = any(WAITING in node for node in doctree.findall(nodes.Element))
        _kept(app.env)[app.env.current_document.docname] = has_list, hashlib.sha256(text.encode()).hexdigest() if text else ""

    def clear_doc(self, app, env: BuildEnvironment, docname: str) -> None:
        _kept(env).pop(docname, None)

    def merge_other(self, app, env: BuildEnvironment, docnames, other: BuildEnvironment) -> None:
        _kept(env).update({docname: found for docname, found in _kept(other).items() if docname in docnames})

    def get_updated_docs(self, app, env: BuildEnvironment) -> list[str]:
        """Sphinx asks this after the sections have got their numbers, which lists show."""
        kept = _kept(env)
        now = [(docname, kept[docname][1], env.toc_secnumbers.get(docname)) for docname in reading.order(env) if docname in kept and kept[docname][1]]
        before, env.sop_listed = getattr(env, "sop_listed", now), now
        return [] if now == before else [docname for docname, (has_list, _) in kept.items() if has_list]


def _kept(env: BuildEnvironment) -> dict[str, tuple[bool, str]]:
    return env.__dict__.setdefault("sop_lists", {})
