"""``registers/actors.yml`` in, the actors of the SOP (code, name in each language) and the table of them (``{actors}``) out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from build_tools.config import Project
from build_tools.content import registers
from build_tools.content.tables import Cell, give_caption, named, table
from build_tools.findings import CouldNotRun
from build_tools.interface import word

REGISTER = "actors"
SCOPES = ("federal", "kri", "both")
FIELDS = frozenset({"name", "scope", "names_certainty", "note"})


@dataclass(frozen=True, kw_only=True)
class Actor:
    """Who acts: a ``code`` (``IJ``), and the ``name`` by language ("" where nobody has found it yet). ``scope`` is where the actor exists."""

    code: str
    line: int
    name: dict[str, str]
    scope: str
    names_certainty: dict[str, str]


def read(project: Project) -> dict[str, Actor]:
    """The register by code, in file order; must not be changed. Raises CouldNotRun, with a finding at the entry's line, when it is broken."""
    entries = registers.read(project, REGISTER, "a page with {actors} or a step")
    return _actors(entries, tuple(project.languages), project.document.source_language)


@lru_cache(maxsize=8)
def _actors(entries: tuple[registers.Entry, ...], languages: tuple[str, ...], source: str) -> dict[str, Actor]:
    return {entry.key: _actor(entry, languages, source) for entry in entries}


def _actor(entry: registers.Entry, languages: tuple[str, ...], source: str) -> Actor:
    entry.allow_only(FIELDS)
    if not (entry.key.isascii() and entry.key.isalpha() and entry.key.isupper()):
        entry.refuse(f"{entry.key!r} is no code of an actor", "use capital letters, as IJ")
    return Actor(
        code=entry.key,
        line=entry.line,
        name=entry.texts("name", languages, source),
        scope=entry.one_of("scope", SCOPES),
        names_certainty=entry.marks("names_certainty", languages),
    )


class Actors(SphinxDirective):
    """``{actors}``: the table of actors and their codes. An argument is its caption, ``:name:`` its label."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"name": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        project: Project = self.config.sop_project
        self.env.note_dependency(str(registers.path_of(project, REGISTER)))
        try:
            actors = read(project)
        except CouldNotRun as problem:
            registers.report(problem)
            return []
        shown = {"federal": word("Federal Iraq"), "kri": word("Kurdistan Region"), "both": word("Federal Iraq and Kurdistan Region")}
        rows = [
            [Cell(content=actor.code), Cell(content=named(project, self.config.language, actor.name, actor.names_certainty)), Cell(content=shown[actor.scope])]
            for actor in actors.values()
        ]
        made = table((14, 50, 36), (word("Code"), word("Actor"), word("Where")), rows, classes=["actors"])
        return [give_caption(made, self)]
