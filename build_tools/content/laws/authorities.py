"""Citations in the doctrees in, the table of authorities (each provision and the sections that cite it) and findings on weak citations out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.environment import BuildEnvironment
from sphinx.environment.collectors import EnvironmentCollector
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode

from build_tools.content import registers
from build_tools.content.laws import laws
from build_tools.content.laws.citations import PROVISION, UNITS, Citation, in_words, parse
from build_tools.content.laws.laws import Law
from build_tools.content.tables import Cell, give_caption, named, rows, table
from build_tools.findings import CouldNotRun
from build_tools.interface import word

LOGGER = logging.getLogger(__name__)
BOX = "tbc"  # the class of a box that asks the committee


@dataclass(frozen=True, kw_only=True)
class Cited:
    """A citation, and the anchors of the sections around it, from within; the file's own is ""."""

    citation: Citation
    anchors: tuple[str, ...]


class Citations(EnvironmentCollector):
    """Keeps ``env.sop_citations``: the citations of each chapter, in reading order."""

    def process_doc(self, app, doctree: nodes.document) -> None:
        env = app.env
        found = [
            Cited(citation=citation, anchors=anchors)
            for node in doctree.findall(nodes.inline)
            if "laws" in node
            for citation in parse(", ".join(node["laws"]))
            for anchors in _places(node)
        ]
        _kept(env)[env.current_document.docname] = found
        _judge(env, doctree)

    def clear_doc(self, app, env: BuildEnvironment, docname: str) -> None:
        _kept(env).pop(docname, None)

    def merge_other(self, app, env: BuildEnvironment, docnames, other: BuildEnvironment) -> None:
        _kept(env).update({name: _kept(other)[name] for name in docnames if name in _kept(other)})

    def get_updated_docs(self, app, env: BuildEnvironment) -> list[str]:
        """The pages that list citations are written again when citations or section numbers have changed."""
        shown = repr((sorted(_kept(env).items()), sorted(env.toc_secnumbers.items())))
        if shown == getattr(env, "sop_citations_shown", None):
            return []
        env.sop_citations_shown = shown
        return sorted(docname for docname in env.found_docs if "authorities" in env.metadata.get(docname, {}))


def _kept(env: BuildEnvironment) -> dict[str, list[Cited]]:
    return env.__dict__.setdefault("sop_citations", {})


def _places(node: nodes.Element) -> Iterator[tuple[str, ...]]:
    """The anchors of the sections around a citation; one in a footnote counts where the footnote's marks stand."""
    around = list(_ancestors(node))
    footnote = next((place for place in around if isinstance(place, nodes.footnote)), None)
    marks = [mark for mark in node.document.findall(nodes.footnote_reference) if mark.get("refid") in footnote["ids"]] if footnote else []
    for start in marks or [node]:
        sections = [place for place in _ancestors(start) if isinstance(place, nodes.section)]
        yield (*(section["ids"][0] for section in sections[:-1]), "")


def _ancestors(node: nodes.Node) -> Iterator[nodes.Element]:
    while (node := node.parent) is not None:
        yield node


def _judge(env: BuildEnvironment, doctree: nodes.document) -> None:
    """Report what may not be cited, or not here."""
    cited = [node for node in doctree.findall(nodes.inline) if "laws" in node]
    try:
        known = laws.read(env.config.sop_project) if cited else {}
    except CouldNotRun:  # said when the citations were read
        return
    for node in cited:
        is_asked = any(BOX in place.get("classes", ()) for place in _ancestors(node))
        for citation in parse(", ".join(node["laws"])):
            match known[citation.key].certainty_of(citation.provision):
                case "X":
                    _warn(node, "do-not-cite", f"{citation} must not be cited", f"take it out; source/registers/{laws.REGISTER}.yml says why")
                case "C" if not is_asked:
                    _warn(node, "weak", f"{citation} is too weak to be cited as law", "put it into a {tbc} box, as a question to the committee")


def _warn(node: nodes.Element, kind: str, text: str, action: str) -> None:
    LOGGER.warning("%s", text, type=laws.REGISTER, subtype=kind, location=node, extra={"action": action})


class Authorities(SphinxDirective):
    """``{authorities}``: each provision that is cited, and the sections that cite it. An argument is its caption, ``:name:`` its label."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = {"name": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        self.env.note_dependency(str(registers.path_of(self.config.sop_project, laws.REGISTER)))
        self.env.metadata[self.env.current_document.docname]["authorities"] = True
        made = table((50, 50), (word("Provision"), word("Cited in")), [], classes=["authorities"])
        made["authorities"] = True
        return [give_caption(made, self)]


class FillAuthorities(SphinxPostTransform):
    """Writes the rows when all chapters have been read and have their numbers; before references are isolated (900)."""

    default_priority = 5

    def run(self, **kwargs) -> None:
        for made in self.document.findall(nodes.table):
            if made.get("authorities"):
                body = next(made.findall(nodes.tbody))
                body += rows(self._rows())

    def _rows(self) -> Iterator[list[Cell]]:
        """A row for each law, in the register's order, and below it one for each provision."""
        known = laws.read(self.config.sop_project)
        cited: dict[Citation, list[tuple[tuple, str, str, str]]] = {}
        for docname, found in _kept(self.env).items():
            for one in found:
                cited.setdefault(one.citation, []).append(self._section(docname, one.anchors))
        for law in known.values():
            provisions = sorted((citation for citation in cited if citation.key == law.key), key=lambda citation: _order(citation.provision))
            if provisions:
                yield [Cell(content=[self._law(law)], columns=2)]
            for citation in provisions:
                yield [Cell(content=_provision(law, citation)), Cell(content=self._links(cited[citation]))]

    def _section(self, docname: str, anchors: tuple[str, ...]) -> tuple[tuple, str, str, str]:
        """Of a citation's place: how it is sorted, its file and anchor, and what it is called: its number, or the title of an annex."""
        numbers = self.env.toc_secnumbers.get(docname, {})
        for anchor in anchors:
            if number := numbers.get(f"#{anchor}" if anchor else ""):
                return (0, *number), docname, anchor, ".".join(map(str, number))
        return (1, docname), docname, "", self.env.titles[docname].astext()

    def _links(self, sections: list[tuple[tuple, str, str, str]]) -> list[nodes.Node]:
        links: list[nodes.Node] = []
        for _, docname, anchor, name in sorted(set(sections)):
            if links:
                links.append(nodes.Text(word(", ")))
            links.append(self._link(docname, anchor, name))
        return links

    def _link(self, docname: str, anchor: str, name: str) -> nodes.reference:
        return make_refnode(self.env._app.builder, self.env.current_document.docname, docname, anchor, nodes.inline(name, name))

    def _law(self, law: Law) -> nodes.Node:
        """The law's name, as a link to the register's row where the SOP prints the register."""
        name = nodes.strong("", "", *named(self.config.sop_project, self.config.language, law.name, {}))
        place = self.env.domains.standard_domain.anonlabels.get(law.anchor)
        return make_refnode(self.env._app.builder, self.env.current_document.docname, *place, name) if place else name


def _provision(law: Law, citation: Citation) -> list[nodes.Node]:
    text = in_words([citation.provision]) if citation.provision else word("the whole text")
    return [nodes.Text(text if law.certainty_of(citation.provision) == "A" else f"{text} {word('[verify]')}")]


def _order(provision: str) -> list[tuple[int, str]]:
    """Sorts 6, 6(5), 6(5)(a), 11, and principles before guidelines; the law as a whole comes first."""
    if not (match := PROVISION.fullmatch(provision)):
        return []
    parts = re.findall(r"\d+|[A-Za-z]+", provision.removeprefix(match["unit"] or ""))
    return [(list(UNITS).index(match["unit"] or ""), ""), *((int(part), "") if part.isdigit() else (0, part) for part in parts)]
