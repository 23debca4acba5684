"""``registers/terms.yml`` in, the trilingual glossary (a table that ``{term}`` links to) out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from build_tools.config import Project
from build_tools.content import registers
from build_tools.findings import CouldNotRun

REGISTER = "registers/terms.yml"


@dataclass(frozen=True, kw_only=True)
class Term:
    """One glossary term. ``words`` and ``certainty`` are keyed by language; a word may be "" (not found yet), certainty is A (attested), B (likely) or C (unconfirmed)."""

    key: str
    words: dict[str, str]
    certainty: dict[str, str]

    def is_uncertain(self, language: str) -> bool:
        """A reviewer must confirm the word before an edition can be issued."""
        return self.certainty.get(language, "A") == "C"


def read(project: Project) -> list[Term]:
    """The register's terms in file order. Raises CouldNotRun when the file or an entry is broken."""
    return [_term(project, entry) for entry in registers.read(project, "terms", "a page with {terms}")]


def _term(project: Project, entry: registers.Entry) -> Term:
    languages = list(project.languages)
    if not all(isinstance(entry.fields.get(tag), str) for tag in languages):
        entry.refuse(f"term {entry.key!r} lacks a language", f"give it {', '.join(languages)}")
    certainty = entry.fields.get("certainty", {})
    if not isinstance(certainty, dict) or not set(certainty.values()) <= set(registers.CERTAINTIES):
        entry.refuse(f"term {entry.key!r} has an unknown certainty", "certainty: {ar: A, ckb: C}, each A, B or C", "certainty")
    return Term(key=entry.key, words={tag: entry.fields[tag] for tag in languages}, certainty=certainty)


class Terms(SphinxDirective):
    """``{terms}``: all terms as a table, the reader's language first. ``:uncertain:`` keeps those that a reviewer must confirm."""

    option_spec = {"uncertain": directives.flag}

    def run(self) -> list[nodes.Node]:
        project: Project = self.config.sop_project
        self.env.note_dependency(str(Path(project.source, REGISTER)))
        try:
            terms = read(project)
        except CouldNotRun as problem:
            registers.report(problem)
            return []
        if "uncertain" in self.options:
            terms = [term for term in terms if any(map(term.is_uncertain, project.translations))]
        own = self.config.language
        order = [own] + [tag for tag in project.languages if tag != own]
        order = [tag for tag in order if tag in project.languages]
        return [self._table(project, order, sorted(terms, key=lambda term: term.words[project.document.source_language].lower()))]

    def _table(self, project: Project, order: list[str], terms: list[Term]) -> nodes.table:
        group = nodes.tgroup(cols=len(order))
        group += [nodes.colspec(colwidth=100 // len(order)) for _ in order]
        head = nodes.row("", *(self._cell(project, tag, project.languages[tag].name) for tag in order))
        body = nodes.tbody("", *(nodes.row("", *self._cells(project, order, term)) for term in terms))
        group += [nodes.thead("", head), body]
        return nodes.table("", group, classes=["glossary-table"])

    def _cells(self, project: Project, order: list[str], term: Term):
        for tag in order:
            mark = term.certainty.get(tag, "")
            if term.words[tag]:
                cell = self._cell(project, tag, f"{term.words[tag]} ({mark})" if mark in ("B", "C") else term.words[tag])
            else:  # nobody has found the word yet: a new language begins like this
                source = project.document.source_language
                cell = self._cell(project, source, term.words[source])
            if tag == order[0] and "uncertain" not in self.options:
                anchor = nodes.make_id(f"term-{term.key}")
                cell["ids"].append(anchor)
                source = term.words[project.document.source_language]
                self.env.domains.standard_domain._note_term(source, anchor, location=self.get_location())
            yield cell

    def _cell(self, project: Project, tag: str, text: str) -> nodes.entry:
        """A cell in its own language; never a message, since the register holds its translations."""
        paragraph = nodes.paragraph(text, text, translatable=False, classes=[f"language-{tag}"], lang=tag)
        paragraph["dir"] = project.languages[tag].direction
        return nodes.entry("", paragraph)
