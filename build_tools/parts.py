"""The book and a page's docname in, that page as a book of its own out: the same numbers, and no link that leads out of it.

The whole book is the book without role cards: each of them repeats steps of the chapters for one actor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes

from build_tools.config import Project
from build_tools.content.forms.forms import form
from build_tools.editions import CARDS
from build_tools.findings import CouldNotRun, Finding
from build_tools.interface import word

SAY_ENOUGH = {"std-term", "law", "open-point"}
NUMBER = re.compile(r"\d+(?:\.\d+)*")


def whole(book: nodes.document) -> nodes.document:
    """The book without role cards, if it has any; links to them are text from then on."""
    result = _named(book.copy(), book)
    result += [child for child in book.children if not child.sop_docname.startswith(CARDS)]
    _keep_links_inside(result, book)
    return result


def part(book: nodes.document, docname: str) -> nodes.document:
    """One page: what the index page says first, then the page's own sections. ``part`` of the result is its title, with its number.

    ``page#name`` is one form of the page: its heading, the warnings before the forms, and that form. The result is a copy, so the book
    may be used further. Raises CouldNotRun for a page or a form that the book has not got.
    """
    docname, _, name = docname.partition("#")
    sections = [section for section in book.findall(nodes.section) if section.sop_docname == docname and section.parent.sop_docname != docname]
    if not sections:
        raise CouldNotRun(Finding(path=f"source/{docname}.md", code="edition", text="is no page of the book", action="name it in index.md"))
    result = _named(book.copy(), book)
    alone = _alone(sections, docname, name) if name else None
    result += [_copy(child) for child in (book.children[0], *([alone] if alone else sections))]
    for section in result.findall(nodes.section):
        section["level"] -= sections[0]["level"] - 1
    result["part"] = _label(sections[0], with_title=True)
    if alone:
        result["part"] += f": {title_of(next(alone.findall(form)))}"
    _keep_links_inside(result, book)
    return result


def _alone(sections: list[nodes.section], docname: str, name: str) -> nodes.section:
    """The page's first section with no more in it than one form needs: warnings hold for each form, and footnotes go with their marks."""
    found = next((node for section in sections for node in section.findall(form) if f"{docname}#{nodes.make_id(name)}" in node["ids"]), None)
    if found is None:
        raise CouldNotRun(Finding(path=f"source/{docname}.md", code="edition", text=f"has no form {name!r}", action="write :name: below its {form}"))
    kept = [next(iter(sections[0].findall(nodes.title))), *sections[0].findall(nodes.warning), found]
    cited = {mark["refid"] for node in kept for mark in node.findall(nodes.footnote_reference)}
    kept += [note for section in sections for note in section.findall(nodes.footnote) if cited & set(note["ids"])]
    result = _named(sections[0].copy(), sections[0])
    result.extend(_copy(node) for node in kept)
    next(result.findall(form))["alone"] = True
    return result


def titles(project: Project, language: str, part: str) -> tuple[str, str]:
    """What the cover says: title and subtitle of the SOP; of a part, its own title and then both."""
    title, subtitle = project.document.title[language], project.document.subtitle[language]
    return (part, f"{title}: {subtitle}") if part else (title, subtitle)


def _copy(node: nodes.Element) -> nodes.Element:
    copied = node.deepcopy()
    for mine, other in zip(copied.findall(nodes.Element), node.findall(nodes.Element), strict=True):
        _named(mine, other)
    return copied


def _named(node: nodes.Element, other: nodes.Element) -> nodes.Element:
    """docutils copies attributes, and not which file a node came from."""
    if hasattr(other, "sop_docname"):  # titles of boxes are written into the finished book
        node.sop_docname = other.sop_docname
    return node


def _keep_links_inside(result: nodes.document, book: nodes.document) -> None:
    """Turn each link that leads out of ``result`` into its words and, in brackets, the number of what it led to."""
    inside = {anchor for node in result.findall(nodes.Element) for anchor in node["ids"]}
    leading_out = [link for link in result.findall(nodes.reference) if "refid" in link and link["refid"] not in inside]
    if not leading_out:
        return
    targets = {anchor: node for node in book.findall(nodes.Element) for anchor in node["ids"]}
    for link in leading_out:
        told = _told(link, targets.get(link["refid"]))
        text = nodes.inline("", "", *link.children, *([nodes.Text(f" ({told})")] if told else []), classes=link["classes"], ids=link["ids"])
        text.attributes |= {name: link[name] for name in ("lang", "dir") if name in link}
        link.parent.replace(link, _named(text, link))


def _told(link: nodes.reference, target: nodes.Element | None) -> str:
    """What the words of a link do not say of its target: "Section 5.8", "Table 4.1", the annex. Terms, citations and open points say enough."""
    words = " ".join(link.astext().split())
    classes = {name for node in (link.parent, *link.findall(nodes.inline)) for name in node.get("classes", ())}
    if target is None or classes & SAY_ENOUGH:
        return ""
    label = target.get("label") or next((_label(section) for section in _sections(target)), "")
    said = NUMBER.findall(words)
    number = NUMBER.findall(label)[-1:]
    return "" if label in words or (number and number[0] in said) else label


def _label(section: nodes.section, *, with_title: bool = False) -> str:
    """"Chapter 5", "Section 5.8"; for what has no number the title of its chapter or annex."""
    title, number = title_of(section), section.get("number", "")
    if not number:
        return title if with_title else title_of(list(_sections(section))[-1])
    label = word("Section %s") % number if "." in number else word("Chapter %s") % number
    return f"{label}: {title}" if with_title else label


def title_of(section: nodes.section) -> str:
    """A heading's words, without its footnote marks."""
    title = next((child for child in section.children if isinstance(child, nodes.title)), nodes.title())
    words = [text.astext() for text in title.findall(nodes.Text) if not isinstance(text.parent, nodes.footnote_reference)]
    return " ".join("".join(words).split())


def _sections(node: nodes.Node | None) -> Iterator[nodes.section]:
    """The section that a node is or stands in, and those around it."""
    while node is not None:
        if isinstance(node, nodes.section):
            yield node
        node = node.parent
