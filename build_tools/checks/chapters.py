"""One chapter's doctree in, findings on its structure and on markup that did not work out. Runs in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes

from build_tools.content.translation.bidi import isolate
from build_tools.findings import Finding

LEFT_OVER = re.compile(r"\[\^[^\]\s]+\]|\{[a-z]+\} ?(?:`|$)|\]\([^)\s]*\)|\] ?\[[^\]]*\]|`", re.MULTILINE)
AS_TYPED = (nodes.literal, nodes.literal_block, nodes.comment, nodes.raw, isolate)
DEEPEST = 3  # chapter, section, step: the number of a step has three parts


@dataclass(frozen=True, kw_only=True)
class Chapter:
    """A chapter as one language's readers get it. ``path`` is its Markdown file, relative to the SOP's folder."""

    path: str
    doctree: nodes.document


def one_title(chapter: Chapter) -> Iterator[Finding]:
    """A chapter has one title, so that its number is its own.

    Bad:  # Investigation … # Arrest
    Good: # Investigation … ## Arrest
    """
    titles = [section for section in chapter.doctree.children if isinstance(section, nodes.section)]
    if not titles:
        yield _finding(chapter, chapter.doctree, "no-title", "the chapter has no title", "begin it with a line # Title")
    for section in titles[1:]:
        yield _finding(chapter, section, "second-title", f"“{_title(section)}” is a second title", "write ## for a section")


def not_too_deep(chapter: Chapter) -> Iterator[Finding]:
    """Headings have at most three levels: a step's number has three parts.

    Bad:  #### Exceptions
    Good: a list, or a ### step of its own
    """
    for section in chapter.doctree.findall(nodes.section):
        depth = 1 + sum(isinstance(place, nodes.section) for place in _ancestors(section))
        if depth > DEEPEST:
            yield _finding(chapter, section, "too-deep", f"“{_title(section)}” is a heading of level {depth}", "use # ## ### only")


def not_empty(chapter: Chapter) -> Iterator[Finding]:
    """A heading is followed by text.

    Bad:  ## Search  ## Seizure
    Good: ## Search  The investigator …
    """
    for section in chapter.doctree.findall(nodes.section):
        if all(isinstance(child, (nodes.title, nodes.target, nodes.comment)) for child in section.children):
            yield _finding(chapter, section, "empty-section", f"“{_title(section)}” has no text", "write it, or take the heading out")


def labelled(chapter: Chapter) -> Iterator[Finding]:
    """Chapters, sections and steps carry a label: links and numbers must outlive a new wording of the heading.

    Bad:  ## Arrest
    Good: (sec-arrest)=  ## Arrest
    """
    for section in chapter.doctree.findall(nodes.section):
        if not any(target.get("refid") in section["ids"] for target in chapter.doctree.findall(nodes.target)):
            yield _finding(chapter, section, "no-label", f"“{_title(section)}” has no label", "write (a-name)= on the line above the heading")


def markup_worked(chapter: Chapter) -> Iterator[Finding]:
    """No Markdown is left over in what readers see: it means a typing error, or a footnote that nobody wrote.

    Bad:  {term} `victim`    [^source]  without  [^source]: …
    Good: {term}`victim`     [^source]  with     [^source]: …
    """
    for element in chapter.doctree.findall(nodes.TextElement):
        if isinstance(element, AS_TYPED):
            continue
        if left := LEFT_OVER.search(_own_text(element)):
            action = "write the footnote’s text, or correct its name" if left[0].startswith("[^") else "compare the marks with a line that works"
            yield _finding(chapter, element, "markup", f"readers see “{left[0]}”", action)


def _own_text(element: nodes.TextElement) -> str:
    """Its text outside other inline elements, each of which is one blank; an isolate is none, it may divide a mark."""
    return "".join(child.astext() if isinstance(child, (nodes.Text, isolate)) else "\n" for child in element.children)


SOURCE_CHECKS = (one_title, not_too_deep, not_empty, labelled)
EVERY_LANGUAGE = (markup_worked,)


def run(chapter: Chapter, *, is_source: bool) -> Iterator[Finding]:
    """All findings on one chapter. Structure is the author's, so it is looked at in the source language alone."""
    for check in (*SOURCE_CHECKS, *EVERY_LANGUAGE) if is_source else EVERY_LANGUAGE:
        yield from check(chapter)


def _title(section: nodes.section) -> str:
    return next((child.astext() for child in section.children if isinstance(child, nodes.title)), "")


def _ancestors(node: nodes.Node) -> Iterator[nodes.Node]:
    while (node := node.parent) is not None:
        yield node


def _finding(chapter: Chapter, node: nodes.Node, code: str, text: str, action: str) -> Finding:
    line = next((place.line for place in (node, *_ancestors(node)) if getattr(place, "line", None)), 0)
    return Finding(path=chapter.path, line=line, code=code, text=text, action=action)
