"""``{form}`` and ``{field}`` in, a blank form out: one ``form`` node with a ``title`` and ``form_field`` nodes, which site, PDF and Word draw.

A ``form_field`` has ``kind`` (one of KINDS) and ``key`` (its name in a file, the same in every language). Its children, each a message:
``form_label``; ``form_help``; ``form_choice`` for each box to tick; ``form_column`` for each column and ``form_row`` for each named row.
``lines``, ``rows`` and ``widths`` count lines to write on, blank rows, and shares of the width; ``time`` asks for the hour too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util.docutils import SphinxDirective

from build_tools.content.markdown.refusal import refuse, shown
from build_tools.interface import word

KINDS = ("text", "long", "date", "choice", "checkbox", "signature", "rows")
LISTED = {"choice": "choices", "rows": "columns"}  # kinds that need a list, and of what
LINES, ROWS = 4, 5  # of a long text and of a table, where the author says nothing
LONGEST_KEY = 64  # letters of a key: what Word takes as the tag of a content control
MOST = 40  # lines or rows: more would not fit on a page
SHORT = 150  # millimetres of a form that is kept on one page
WIDEST = 24  # letters of a choice that may stand beside others


class form(nodes.General, nodes.Element):  # noqa: N801 (docutils names nodes so)
    """A blank form, or a part of one. ``alone``: its annex has been cut down to it."""


class form_field(nodes.Part, nodes.Element):  # noqa: N801
    """One thing that the form asks for."""


class form_label(nodes.Part, nodes.TextElement):  # noqa: N801
    """What is asked."""


class form_help(nodes.Part, nodes.TextElement):  # noqa: N801
    """How to answer, in small letters."""


class form_choice(nodes.Part, nodes.TextElement):  # noqa: N801
    """The words after a box to tick."""


class form_column(nodes.Part, nodes.TextElement):  # noqa: N801
    """The head of a column."""


class form_row(nodes.Part, nodes.TextElement):  # noqa: N801
    """The head of a row: the first cell of one that is not wholly blank."""


def part(node: nodes.Element, kind: type[nodes.Element]) -> nodes.Element | None:
    """The child of this kind, such as a form's title or a field's help."""
    return next(iter(parts(node, kind)), None)


def parts(node: nodes.Element, kind: type[nodes.Element]) -> list[nodes.Element]:
    return [child for child in node.children if isinstance(child, kind)]


def stretches(node: form) -> Iterator[list[form_field]]:
    """The fields as they are drawn: those of two columns together in one table, each table of rows by itself."""
    together: list[form_field] = []
    for field in parts(node, form_field):
        if field["kind"] != "rows":
            together.append(field)
            continue
        if together:
            yield together
        together = []
        yield [field]
    if together:
        yield together


def stand_in_a_row(choices: Iterable[nodes.Element]) -> bool:
    """Whether choices fit beside each other; else each has a line of its own."""
    lengths = [len(choice.astext()) for choice in choices]
    return max(lengths, default=0) <= WIDEST and sum(lengths) <= 3 * WIDEST


def may_tick_several(field: form_field) -> bool:
    """Whether readers must be told so: boxes to tick look like those of which one is chosen."""
    return field["kind"] == "checkbox" and len(parts(field, form_choice)) > 1


def date_words(*, with_time: bool = False) -> list[str]:
    """What stands before each blank of a date. Words, since in a right-to-left line nobody knows on which side of a stroke the day stands."""
    return [word("day"), word("month"), word("year"), *([word("time")] if with_time else [])]


def begins_a_page(node: form) -> bool:
    """Whether the form is the first below its heading, and what stands above it tells how to use it: that is not copied with the form."""
    if node.get("alone"):
        return False
    before = node.parent.children[: node.parent.index(node)]
    text = [child for child in before if not isinstance(child, (nodes.title, nodes.Invisible))]
    return isinstance(node.parent, nodes.section) and bool(text) and not any(isinstance(child, form) for child in text)


def is_short(node: form) -> bool:
    """Whether the form is kept together on a page."""
    return sum(map(_height, parts(node, form_field))) <= SHORT


def _height(field: form_field) -> float:
    """About how many millimetres of a page a field takes."""
    choices = parts(field, form_choice)
    match field["kind"]:
        case "long":
            return 8 + 8 * field["lines"]
        case "rows":
            return 16 + 9.5 * (field["rows"] + len(parts(field, form_row)))
        case "signature":
            return 24
    return 8.5 if stand_in_a_row(choices) else 3 + 5.5 * len(choices)


class _Block(SphinxDirective):
    """What the two blocks share."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def text(self, kind: type[nodes.TextElement], words: str) -> nodes.TextElement:
        """A message with its marks, at the line of the block."""
        content, _ = self.parse_inline(words, lineno=self.lineno)
        node = kind(words, "", *content)
        self.set_source_info(node)
        return node

    def inside(self) -> list[nodes.Node]:
        """What the block holds, without editors' remarks."""
        container = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, container)
        return [child for child in container.children if not isinstance(child, nodes.comment)]

    def refuse(self, text: str, action: str) -> list[nodes.Node]:
        refuse(self.get_location(), "form", text, action)
        return []


class Form(_Block):
    """``:::{form} Title`` with its fields inside."""

    option_spec = {"name": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        node = form()
        self.set_source_info(node)
        node += self.text(nodes.title, self.arguments[0])
        for child in self.inside():
            if isinstance(child, form_field):
                node += child
            elif not isinstance(child, nodes.system_message):
                refuse(child, "form", f"a form holds fields, and this is {shown(child.astext() or child.tagname)}", "write it as :::{field}, or above the form")
        if not parts(node, form_field):
            refuse(self.get_location(), "form", f"the form {shown(self.arguments[0])} has no field", "write its fields inside it: ::::{field} Label")
        self._name(node)
        return [node]

    def _name(self, node: form) -> None:
        """An id for links: from ``:name:``, else from the title."""
        if "name" in self.options:
            self.add_name(node)
        else:
            node["names"].append(nodes.fully_normalize_name(node[0].astext()))
            self.state.document.note_implicit_target(node, node)


class Field(_Block):
    """``:::{field} Label``, one thing that a form asks for."""

    option_spec = {
        "type": directives.unchanged,
        "key": directives.unchanged_required,
        "help": directives.unchanged_required,
        "lines": directives.nonnegative_int,
        "rows": directives.nonnegative_int,
        "widths": directives.positive_int_list,
        "time": directives.flag,
    }

    def run(self) -> list[nodes.Node]:
        kind = self.options.get("type", "text").strip()
        if kind not in KINDS:
            return self.refuse(f"{shown(kind)} is no type of field", f"write one of {', '.join(KINDS)}")
        label = self.text(form_label, self.arguments[0])
        key = self.options.get("key") or nodes.make_id(label.astext())[:LONGEST_KEY].rstrip("-")
        if nodes.make_id(key) != key or not 0 < len(key) <= LONGEST_KEY:
            return self.refuse(f"{shown(key)} is no key", "write :key: with small Latin letters, digits and hyphens, such as case-code")
        field = form_field("", label, kind=kind, key=key)
        self.set_source_info(field)
        if "help" in self.options:
            field += self.text(form_help, self.options["help"])
        fault = self._list(field) or self._measure(field)
        return self.refuse(*fault) if fault else [field]

    def _list(self, field: form_field) -> tuple[str, str] | None:
        """Put in the choices, or the columns and the named rows. Gives what is wrong with them, and what to write."""
        kind, lists = field["kind"], self.inside()
        if kind in LISTED and not any(isinstance(child, nodes.bullet_list) for child in lists):
            return f"a field of type {kind} needs a list of its {LISTED[kind]}", "write each on a line of its own: - words"
        if kind not in (*LISTED, "checkbox") and lists:
            return f"a field of type {kind} holds nothing", "write :type: choice or rows for a list, :help: for an explanation"
        allowed = (nodes.bullet_list, nodes.enumerated_list) if kind == "rows" else nodes.bullet_list
        for child in lists:
            if not isinstance(child, allowed) or any(len(item) != 1 or not isinstance(item[0], nodes.paragraph) for item in child.children):
                return "the field holds something else than a plain list", "write each choice or column as - words"
            named = form_choice if kind != "rows" else form_column if isinstance(child, nodes.bullet_list) else form_row
            field += [_message(named, item[0]) for item in child.children]
        return None

    def _measure(self, field: form_field) -> tuple[str, str] | None:
        """Write the numbers onto the field. Gives what is wrong with them, and what to write."""
        columns = len(parts(field, form_column))
        field["time"] = "time" in self.options
        field["lines"] = self.options.get("lines", LINES) or 1
        field["rows"] = self.options.get("rows", 0 if parts(field, form_row) else ROWS)
        field["widths"] = self.options.get("widths", [1] * columns)
        if max(field["lines"], field["rows"]) > MOST:
            return f"{max(field['lines'], field['rows'])} lines or rows are more than a page holds", f"write {MOST} or fewer"
        if columns and not field["rows"] and not parts(field, form_row):
            return "the table has no row", "write how many are blank: :rows: 5"
        if len(field["widths"]) != columns:
            return f"there are {len(field['widths'])} widths and {columns} columns", "write one number for each column"
        return None


def _message(kind: type[nodes.TextElement], paragraph: nodes.paragraph) -> nodes.TextElement:
    """A paragraph as another kind of text, with its place."""
    node = kind(paragraph.rawsource, "", *paragraph.children)
    node.source, node.line = paragraph.source, paragraph.line
    return node
