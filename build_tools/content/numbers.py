"""Numbered references (``{numref}``) resolved as Sphinx does, without unpickling a whole chapter for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from docutils import nodes
from sphinx.domains.std import StandardDomain


class _Doctrees:
    """A Sphinx environment whose chapters are unpickled once. Only for looking: what it gives must not be changed."""

    def __init__(self, env) -> None:
        self._env = env
        self._chapters: dict[str, nodes.document] = {}

    def get_doctree(self, docname: str) -> nodes.document:
        if docname not in self._chapters:
            self._chapters[docname] = self._env.get_doctree(docname)
        return self._chapters[docname]

    def __getattr__(self, name: str):
        return getattr(self._env, name)


def chapters(env) -> _Doctrees:
    """All chapters as they were read, for those who look at many of them."""
    domain = env.domains.standard_domain
    if getattr(domain, "doctrees", None) is None:
        domain.doctrees = _Doctrees(env)
    return domain.doctrees


@contextmanager
def _without_footnote_marks(node: nodes.Node) -> Iterator[None]:
    """Sphinx takes the number of a footnote in a title for a word of the title: “see Doors1”."""
    marks = [(mark, mark.children) for mark in node.findall(nodes.footnote_reference)]
    for mark, _ in marks:
        mark.children = []
    yield
    for mark, children in marks:
        mark.children = children


class NumberingDomain(StandardDomain):
    """Sphinx's standard domain. Its own numref took more than half of a build of ours (measured: 6.8 of 12.7 s)."""

    def _resolve_numref_xref(self, env, fromdocname, builder, typ, target, node, contnode):
        return super()._resolve_numref_xref(chapters(env), fromdocname, builder, typ, target, node, contnode)

    def process_doc(self, env, docname: str, document: nodes.document) -> None:
        """Note the titles of all labels, which references show, without the marks of footnotes."""
        with _without_footnote_marks(document):
            super().process_doc(env, docname, document)

    def get_numfig_title(self, node: nodes.Node) -> str | None:
        with _without_footnote_marks(node):
            return super().get_numfig_title(node)

    def clear_doc(self, docname: str) -> None:
        self.doctrees = None  # a chapter is about to be read again
        super().clear_doc(docname)
