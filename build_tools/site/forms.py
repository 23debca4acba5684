"""A blank form in, tables of HTML out, to read and to print. Nothing can be typed into a public site."""

from __future__ import annotations

from docutils import nodes

from build_tools.content.checkboxes import EMPTY
from build_tools.content.forms import forms
from build_tools.interface import word

BLANK = '<span class="sop-blank"></span>'
HINT = "sop-form__help"
NARROWEST, WIDEST = 5.5, 42  # rem of a column and of a table: on a telephone, a table with many columns is moved sideways


def visit_html(writer, node: forms.form) -> None:
    """The title heads each table, since browsers print a table's head on every page. Draws all, so there is nothing to depart from."""
    title = forms.part(node, nodes.title)
    writer.body.append(writer.starttag(node, "div", CLASS="sop-form", ROLE="group", **{"ARIA-LABEL": title.astext()}))
    for number, fields in enumerate(forms.stretches(node)):
        writer.body.append('<div class="pst-scrollable-table-container">')
        (_rows if fields[0]["kind"] == "rows" else _pairs)(writer, fields, title, "sop-form__again" if number else "sop-form__title")
        writer.body.append("</table></div>\n")
    writer.body.append("</div>\n")
    raise nodes.SkipNode


def _pairs(writer, fields: list[forms.form_field], title: nodes.title, look: str) -> None:
    """The table of two columns: what is asked, and room for the answer."""
    writer.body.append('<table class="table sop-form__table">\n<thead>')
    _title(writer, title, look, 2)
    writer.body.append("</thead>\n<tbody>\n")
    for field in fields:
        writer.body.append("<tr>")
        match field["kind"]:
            case "long":
                _asked(writer, field, "td", after='<span class="sop-line"></span>' * field["lines"], colspan=2)
            case "checkbox" if not forms.parts(field, forms.form_choice):
                _asked(writer, field, "td", before=_box(), colspan=2, CLASS="sop-form__single")
            case kind:
                _asked(writer, field, "th", scope="row")
                writer.body.append("<td>")
                ANSWERS[kind](writer, field)
                writer.body.append("</td>")
        writer.body.append("</tr>\n")
    writer.body.append("</tbody>\n")


def _rows(writer, fields: list[forms.form_field], title: nodes.title, look: str) -> None:
    """A table of blank rows, under its label and the heads of its columns."""
    (field,) = fields
    columns = forms.parts(field, forms.form_column)
    shares = [share / sum(field["widths"]) for share in field["widths"]]
    writer.body.append(f'<table class="table sop-form__table sop-form__rows" style="min-width: {min(NARROWEST / min(shares), WIDEST):.0f}rem">\n')
    writer.body += ["<colgroup>", *(f'<col style="width: {share:.1%}">' for share in shares), "</colgroup>\n<thead>"]
    _title(writer, title, look, len(columns))
    writer.body.append("<tr>")
    _asked(writer, field, "th", scope="colgroup", colspan=len(columns))
    writer.body.append("</tr>\n<tr>")
    for column in columns:
        _cell(writer, column, "th", scope="col")
    writer.body.append("</tr></thead>\n<tbody>\n")
    blank = "<td></td>"
    for name in forms.parts(field, forms.form_row):
        writer.body.append("<tr>")
        _cell(writer, name, "th", scope="row")
        writer.body.append(f"{blank * (len(columns) - 1)}</tr>\n")
    writer.body.append(f"<tr>{blank * len(columns)}</tr>\n" * field["rows"])
    writer.body.append("</tbody>\n")


def _title(writer, title: nodes.title, look: str, columns: int) -> None:
    writer.body.append("<tr>")
    _cell(writer, title, "th", scope="colgroup", colspan=columns, CLASS=look)
    writer.body.append("</tr>\n")


def _cell(writer, node: nodes.Element, tag: str, **attributes: object) -> None:
    writer.body.append(writer.starttag(node, tag, "", **attributes))
    _inline(writer, node)
    writer.body.append(f"</{tag}>")


def _asked(writer, field: forms.form_field, tag: str, *, before: str = "", after: str = "", **attributes: object) -> None:
    """The label, and in small letters how to answer."""
    writer.body.append(writer.starttag(nodes.inline(), tag, "", **attributes))
    label = forms.part(field, forms.form_label)
    writer.body.append(writer.starttag(label, "span", before, CLASS="sop-form__label"))
    _inline(writer, label)
    writer.body.append("</span>")
    for hint in forms.parts(field, forms.form_help):
        writer.body.append(writer.starttag(hint, "span", "", CLASS=HINT))
        _inline(writer, hint)
        writer.body.append("</span>")
    if forms.may_tick_several(field):
        writer.body.append(f'<span class="{HINT}">{writer.encode(word("Tick all that apply"))}</span>')
    writer.body.append(f"{after}</{tag}>")


def _inline(writer, node: nodes.Element) -> None:
    for child in node.children:
        child.walkabout(writer)


def _blank(writer, field: forms.form_field) -> None:
    """An empty cell."""


def _date(writer, field: forms.form_field) -> None:
    writer.body.append(_dated(writer, forms.date_words(with_time=field["time"])))


def _dated(writer, words: list[str]) -> str:
    blanks = "".join(f"<span>{writer.encode(name)} {BLANK}</span>" for name in words)
    return f'<span class="sop-date">{blanks}</span>'


def _choices(writer, field: forms.form_field) -> None:
    writer.body.append('<ul class="sop-choices">')
    for choice in forms.parts(field, forms.form_choice):
        writer.body.append(writer.starttag(choice, "li", _box()))
        _inline(writer, choice)
        writer.body.append("</li>")
    writer.body.append("</ul>")


def _signature(writer, field: forms.form_field) -> None:
    for name in (word("Signature"), word("Name and post")):
        writer.body.append(f'<span class="sop-signature">{writer.encode(name)} {BLANK}</span>')
    writer.body.append(f'<span class="sop-signature">{writer.encode(word("Date"))} {_dated(writer, forms.date_words())}</span>')


ANSWERS = {"text": _blank, "date": _date, "choice": _choices, "checkbox": _choices, "signature": _signature}


def _box() -> str:
    return f'<span class="checkbox" role="img" aria-label="{word("Empty box")}">{EMPTY}</span> '
