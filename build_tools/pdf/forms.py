"""A blank form in, Typst code out: tables that the template (templates/pdf/forms.typ) draws, with lines and boxes to write on.

A form's fields become cells: the handler of a field gives a Typst *array* of them, and arrays that follow each other are joined.
"""

from __future__ import annotations

from collections.abc import Iterable

from docutils import nodes

from build_tools.content.checkboxes import EMPTY
from build_tools.content.forms import forms
from build_tools.interface import word
from build_tools.pdf.escape import labelled, prose
from build_tools.pdf.inline import shown


def draw(node: forms.form, writer) -> str:
    """The title heads each table, the first in large letters, and each page repeats the heads."""
    title = forms.part(node, nodes.title)
    tables = []
    for fields in forms.stretches(node):
        head = f"form-title({_typst(not tables)}, {writer.inline_block(title)})"
        tables.append((_table if fields[0]["kind"] == "rows" else _pairs)(fields, title, head, writer))
    code = f"form-box({_typst(forms.is_short(node))}, {{\n{chr(10).join(tables)}\n}})"
    return writer.joined(["form-page" if forms.begins_a_page(node) else "", labelled(code, writer.anchors.of(node))])


def _pairs(fields: list[forms.form_field], title: nodes.title, head: str, writer) -> str:
    """The table of two columns: what is asked, and room for the answer."""
    return f"form-pairs({head}, {_repeats([title])}, {writer.blocks_of(fields)})"


def _table(fields: list[forms.form_field], title: nodes.title, head: str, writer) -> str:
    """A table of blank rows, under its label and the heads of its columns."""
    (field,) = fields
    repeats = _repeats([title, *field.children])
    widths = "".join(f"{share}fr, " for share in field["widths"])
    return f"form-rows({head}, {repeats}, ({widths}), {writer.blocks_of(fields)})"


def cells(node: forms.form_field, writer) -> str:
    """The cells of one field; of a table of rows, what it is made of."""
    label = _asked(node, writer)
    choices = forms.parts(node, forms.form_choice)
    match node["kind"]:
        case "long":
            return f"(form-long({label}, {node['lines']}),)"
        case "rows":
            heads, named = (_array(writer.inline_block(text) for text in forms.parts(node, kind)) for kind in (forms.form_column, forms.form_row))
            return f"(label: {label}, heads: {heads}, named: {named}, blank: {node['rows']})"
        case "checkbox" if not choices:
            return f"(form-single({_box()}, {label}),)"
    return f"(form-label({label}), form-answer({ANSWERS[node['kind']](node, writer)}))"


def _asked(node: forms.form_field, writer) -> str:
    """The label, and in small letters how to answer."""
    hints = [writer.inline_block(hint) for hint in forms.parts(node, forms.form_help)]
    if forms.may_tick_several(node):
        hints.append(prose(word("Tick all that apply")))
    return f"form-asked({writer.inline_block(forms.part(node, forms.form_label))}, {_array(hints)})"


def _blank(node: forms.form_field, writer) -> str:
    return "form-blank"


def _date(node: forms.form_field, writer) -> str:
    return f"form-date({_array(map(prose, forms.date_words(with_time=node['time'])))})"


def _choices(node: forms.form_field, writer) -> str:
    choices = forms.parts(node, forms.form_choice)
    return f"form-choices({_typst(forms.stand_in_a_row(choices))}, {_box()}, {_array(map(writer.inline, choices))})"  # in the box’s line, whatever their language


def _signature(node: forms.form_field, writer) -> str:
    return f"form-signature({prose(word('Signature'))}, {prose(word('Name and post'))}, {prose(word('Date'))}, {_array(map(prose, forms.date_words()))})"


def _box() -> str:
    return shown(EMPTY)


ANSWERS = {"text": _blank, "date": _date, "choice": _choices, "checkbox": _choices, "signature": _signature}


def _repeats(heads: Iterable[nodes.Element]) -> str:
    """PDF/UA-1 allows no link and no footnote in a header that each page repeats."""
    return _typst(not any(any(head.findall(lambda n: isinstance(n, (nodes.reference, nodes.footnote_reference)))) for head in heads))


def _array(items: Iterable[str]) -> str:
    return "(" + "".join(f"{item}, " for item in items) + ")"


def _typst(value: bool) -> str:
    return str(value).lower()


BLOCKS = {forms.form: draw, forms.form_field: cells}
