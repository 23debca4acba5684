"""``registers/terms.yml`` in, the trilingual glossary (a table that ``{term}`` links to) out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding

REGISTER = "registers/terms.yml"
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml is there
CERTAINTIES = ("A", "B", "C")


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
    path = project.source / REGISTER
    name = path.relative_to(project.root).as_posix()
    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    except OSError as error:
        raise CouldNotRun(Finding(path=name, code="register", text=f"cannot be read: {error.strerror}", action="a page with {terms} needs it")) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        mark = getattr(error, "problem_mark", None)
        raise CouldNotRun(Finding(path=name, line=mark.line + 1 if mark else 0, code="register", text="is no sound YAML", action="compare the line with its neighbours")) from None
    if not isinstance(data, dict):
        raise CouldNotRun(Finding(path=name, line=1, code="register", text="holds no terms", action="write entries like victim: {en: victim, ar: …}"))
    return [_term(project, name, key, entry) for key, entry in data.items()]


def _term(project: Project, name: str, key: str, entry) -> Term:
    languages = list(project.languages)
    if not isinstance(entry, dict) or not all(isinstance(entry.get(tag), str) for tag in languages):
        raise CouldNotRun(Finding(path=name, code="register", text=f"term {key!r} lacks a language", action=f"give it {', '.join(languages)}"))
    certainty = entry.get("certainty", {})
    if not isinstance(certainty, dict) or not set(certainty.values()) <= set(CERTAINTIES):
        raise CouldNotRun(Finding(path=name, code="register", text=f"term {key!r} has an unknown certainty", action="certainty: {ar: A, ckb: C}, each A, B or C"))
    return Term(key=str(key), words={tag: entry[tag] for tag in languages}, certainty=certainty)


class Terms(SphinxDirective):
    """``{terms}``: all terms as a table, the reader's language first. ``:uncertain:`` keeps those that a reviewer must confirm."""

    option_spec = {"uncertain": directives.flag}

    def run(self) -> list[nodes.Node]:
        project: Project = self.config.sop_project
        try:
            terms = read(project)
        except CouldNotRun as problem:
            raise self.error(str(problem)) from None
        self.env.note_dependency(str(Path(project.source, REGISTER)))
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
