"""The register of laws in, the tables of treaties (``{treaty-table}``) and of all sources (``{law-register}``) out.

A citation links to its law's row in ``{law-register}``.
"""

from __future__ import annotations

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from build_tools.content import registers
from build_tools.content.laws import laws
from build_tools.content.laws.laws import Law
from build_tools.content.tables import Cell, give_caption, named, table
from build_tools.findings import CouldNotRun
from build_tools.interface import word


def certainty_in_words(certainty: str) -> str:
    """What a reader may make of a source of this certainty."""
    match certainty:
        case "A":
            return word("seen in public material")
        case "B":
            return word("not seen: verify before use")
        case "C":
            return word("weak: the committee must confirm it")
    return word("not to be cited")


def scope_in_words(law: Law) -> str:
    """Where a law applies, as far as that is confirmed."""
    match law.scope:
        case "int":
            return word("International")
        case "kri":
            return word("Kurdistan Region")
    if law.kri == "confirmed":
        return word("Federal Iraq and Kurdistan Region")
    return word("Federal Iraq; not confirmed for the Kurdistan Region")


class _LawTable(SphinxDirective):
    """A table of laws; an argument is its caption, ``:name:`` its label, which ``{numref}`` leads to."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"name": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        project = self.config.sop_project
        self.env.note_dependency(str(registers.path_of(project, laws.REGISTER)))
        try:
            found = laws.read(project)
        except CouldNotRun as problem:
            registers.report(problem)
            return []
        return [give_caption(self.draw(list(found.values())), self)]

    def draw(self, found: list[Law]) -> nodes.table:
        raise NotImplementedError

    def text(self, texts: dict[str, str], certainty: dict[str, str]) -> list[nodes.Node]:
        """A text of the register in the reader's language."""
        return named(self.config.sop_project, self.config.language, texts, certainty)


class TreatyTable(_LawTable):
    """``{treaty-table}``: each international instrument, Iraq's status, and how certain that is."""

    def draw(self, found: list[Law]) -> nodes.table:
        rows = [
            [
                Cell(content=self.text(law.name, law.names_certainty)),
                Cell(content=self.text(law.iraq, {}) if law.iraq else "—"),
                Cell(content=certainty_in_words(law.certainty)),
            ]
            for law in found
            if law.scope == "int"
        ]
        return table((48, 32, 20), (word("Instrument"), word("Status of Iraq"), word("Certainty")), rows, classes=["treaties"])


class LawRegister(_LawTable):
    """``{law-register}``: every source with its name, how it is cited, where it applies and how certain it is. ``:scope: fed`` narrows it."""

    option_spec = {**_LawTable.option_spec, "scope": lambda value: directives.choice(value, laws.SCOPES)}

    def draw(self, found: list[Law]) -> nodes.table:
        """Laws of one scope apply in one place, but for federal ones: then the column is left out."""
        scope = self.options.get("scope")
        wanted = [law for law in found if scope in (None, law.scope)]
        for law in wanted:
            self.env.domains.standard_domain.note_hyperlink_target(law.anchor, self.env.current_document.docname, law.anchor)
        rows = [
            [
                Cell(content=self.text(law.name, law.names_certainty), anchor=law.anchor),
                Cell(content=self.text(law.short, {})),
                Cell(content=scope_in_words(law)),
                Cell(content=certainty_in_words(law.certainty)),
            ]
            for law in wanted
        ]
        head, widths = [word("Source of law"), word("Cited as"), word("Applies in"), word("Certainty")], [36, 24, 22, 18]
        if scope in ("int", "kri"):
            rows, head, widths = [[*row[:2], row[3]] for row in rows], [*head[:2], head[3]], [48, 30, 22]
        return table(widths, head, rows, classes=["laws"])
