"""Words or nodes for each cell in, a docutils table out: how the SOP draws what it generates from registers and steps."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from build_tools.config import Project


@dataclass(frozen=True, kw_only=True)
class Cell:
    """One cell: inline ``content``, or a text. ``anchor`` is an id that links lead to; ``columns`` is how many it covers."""

    content: str | Sequence[nodes.Node]
    anchor: str = ""
    columns: int = 1


def table(widths: Sequence[int], head: Sequence[str], body: Iterable[Sequence[Cell]], classes: Sequence[str] = ()) -> nodes.table:
    """A table with these shares of the page's width, never a message: its words come from registers and catalogs of their own."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += nodes.thead("", *rows([[Cell(content=text) for text in head]]))
    group += nodes.tbody("", *rows(body))
    return nodes.table("", group, classes=list(classes))


def give_caption(made: nodes.table, directive: SphinxDirective) -> nodes.table:
    """The directive's argument as the table's caption (a message), and its ``:name:`` as the label that ``{numref}`` leads to."""
    if directive.arguments:
        text = directive.arguments[0]
        found, _ = directive.parse_inline(text, lineno=directive.lineno)
        title = nodes.title(text, "", *found)
        title.source, title.line = directive.get_source_info()
        made.insert(0, title)
    made.source, made.line = directive.get_source_info()
    directive.add_name(made)
    return made


def named(project: Project, language: str, name: dict[str, str], certainty: dict[str, str]) -> list[nodes.Node]:
    """A name of a register in the reader's language, and how certain it is unless it is attested: ``(C)``. Where it is missing, the source's."""
    if not name[language]:
        source = project.document.source_language
        direction = project.languages[source].direction
        return [nodes.inline(name[source], name[source], lang=source, dir=direction, classes=[f"language-{source}"])]
    mark = certainty.get(language, "A")
    return [nodes.Text(name[language] if mark == "A" else f"{name[language]} ({mark})")]


def rows(cells: Iterable[Sequence[Cell]]) -> list[nodes.row]:
    """Rows for a table's body; each covers all columns."""
    return [nodes.row("", *map(_entry, row)) for row in cells]


def _entry(cell: Cell) -> nodes.entry:
    is_text = isinstance(cell.content, str)
    paragraph = nodes.paragraph(cell.content if is_text else "", cell.content if is_text else "", translatable=False)
    if not is_text:
        paragraph += cell.content
    entry = nodes.entry("", paragraph)
    if cell.anchor:
        entry["ids"].append(cell.anchor)
    if cell.columns > 1:
        entry["morecols"] = cell.columns - 1
    return entry
