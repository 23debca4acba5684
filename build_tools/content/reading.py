"""Sphinx's environment in; what lists and links ask of all chapters (their order, their numbers, their text) out."""

from __future__ import annotations

from collections.abc import Iterator

from docutils import nodes
from sphinx.environment import BuildEnvironment


def order(env: BuildEnvironment) -> list[str]:
    """The docnames as readers turn the pages, each once: the index page, then what its lists of chapters name."""
    found: dict[str, None] = {}

    def walk(docname: str) -> None:
        if docname not in found:
            found[docname] = None
            for below in env.toctree_includes.get(docname, ()):
                walk(below)

    walk(env.config.root_doc)
    return list(found)


def chapter(env: BuildEnvironment, docname: str) -> set[str]:
    """The docnames of a chapter: its own file, and those that it names in a list of its own."""
    return {docname}.union(*(chapter(env, below) for below in env.toctree_includes.get(docname, ())))


def number(env: BuildEnvironment, docname: str, section: nodes.section | None) -> str:
    """A section's number, as "4.4.1"; empty for what has none. Numbers are there once all chapters are read."""
    if section is None:
        return ""
    numbers = env.toc_secnumbers.get(docname, {})
    is_first_of_file = not isinstance(section.parent, nodes.section)
    return ".".join(map(str, numbers.get("" if is_first_of_file else f"#{section['ids'][0]}") or ()))


def around(node: nodes.Node) -> nodes.section | None:
    """The section that a node stands in."""
    return next((place for place in ancestors(node) if isinstance(place, nodes.section)), None)


def ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    while (node := node.parent) is not None:
        yield node


def link(env: BuildEnvironment, page: str, docname: str, anchor: str, *words: nodes.Node) -> nodes.reference:
    """A link from one file to a place in another, in the way of the builder that is at work."""
    if page == docname:
        return nodes.reference("", "", *words, internal=True, refid=anchor)
    return nodes.reference("", "", *words, internal=True, refuri=f"{env._app.builder.get_relative_uri(page, docname)}#{anchor}")
