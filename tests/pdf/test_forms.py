"""Blank forms in the PDF: cells to write in, a head on every page, and pages that PDF/UA allows."""

import re

import pytest
from docutils import nodes

from build_tools.content.forms import forms
from tests.pdf.books import book_of, pdf, shown, source


def field(kind: str, label: str, *more: nodes.Node, **numbers) -> forms.form_field:
    own = {"lines": 4, "rows": 0, "widths": [], "time": False} | numbers
    return forms.form_field("", forms.form_label(label, label), *more, kind=kind, key="key", **own)


def texts(kind, *words: str) -> list[nodes.Node]:
    return [kind(text, text) for text in words]


def form(*fields: forms.form_field, title: str = "Title of the form") -> forms.form:
    return forms.form("", nodes.title(title, title), *fields, ids=["form"])


def everything() -> forms.form:
    return form(
        field("text", "A text", forms.form_help("Its help", "Its help")),
        field("date", "A date", time=True),
        field("choice", "A choice", *texts(forms.form_choice, "yes", "no")),
        field("checkbox", "Some boxes", *texts(forms.form_choice, "this", "that which is too long to stand beside another one")),
        field("checkbox", "A box alone"),
        field("long", "A long text", lines=3),
        field("signature", "A signature"),
        field("rows", "A table", *texts(forms.form_column, "One", "Two"), *texts(forms.form_row, "Named"), rows=2, widths=[1, 3]),
        field("text", "A text after it"),
    )


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_every_kind_of_field_compiles_in_both_directions(direction):
    assert pdf(book_of(everything()), direction)


def test_every_text_of_the_form_is_shown_in_order():
    words = [
        "Title of the form", "A text", "Its help", "A date", "day", "month", "year", "time", "A choice", "yes", "no", "Some boxes", "Tick all that apply", "this",
        "A box alone", "A long text", "A signature", "Signature", "Name and post", "Date", "Title of the form", "A table", "One", "Two", "Named", "Title of the form", "A text after it",
    ]  # fmt: skip
    text = re.sub(r"\s+", " ", shown(source(book_of(everything())))) + " "
    for word in words:
        before, found, text = text.partition(f" {word} ")
        assert found, word
        text = " " + text


def test_a_box_is_drawn_before_each_choice():
    typst = source(book_of(form(field("choice", "A choice", *texts(forms.form_choice, "yes", "no")))))
    assert re.search(r'form-choices\(true, mark\("box", "Empty box"\), \(\{ "yes" \}, \{ "no" \}, \)\)', typst)


def test_only_boxes_of_which_several_may_be_ticked_say_so():
    hint = "Tick all that apply"
    assert hint in source(book_of(form(field("checkbox", "Several", *texts(forms.form_choice, "a", "b")))))
    assert hint not in source(book_of(form(field("choice", "One", *texts(forms.form_choice, "a", "b")), field("checkbox", "Alone"))))


def test_the_title_is_repeated_unless_it_holds_a_link():
    linked = form(field("text", "A text"))
    linked[0] += nodes.reference("", "link", refuri="https://example.org/")
    assert re.search(r"form-pairs\(form-title\(true, .*?\), true,", source(book_of(form(field("text", "A text")))), re.DOTALL)
    assert re.search(r"form-pairs\(form-title\(true, .*?\), false,", source(book_of(linked)), re.DOTALL)
    assert pdf(book_of(linked))


def test_a_further_table_says_in_small_letters_to_which_form_it_belongs():
    assert re.findall(r"form-title\((\w+),", source(book_of(everything()))) == ["true", "false", "false"]


def test_rows_have_their_widths_and_their_number():
    typst = source(book_of(form(field("rows", "A table", *texts(forms.form_column, "One", "Two"), rows=7, widths=[1, 3]))))
    assert "(1fr, 3fr, )" in typst and "blank: 7" in typst


def test_a_short_form_stays_on_one_page_and_a_long_one_may_break():
    assert "form-box(true," in source(book_of(form(field("text", "A text"))))
    assert "form-box(false," in source(book_of(form(*(field("text", f"Text {n}") for n in range(40)))))


def test_the_first_form_below_an_explanation_begins_a_page():
    typst = source(book_of(nodes.paragraph("", "How to use it"), form(field("text", "A text")), form(field("text", "Another"))))
    assert re.findall(r"form-page|form-box", typst) == ["form-page", "form-box", "form-box"]


def test_a_form_of_many_pages_compiles_in_both_directions():
    node = form(*(field("text", f"Text {n}") for n in range(80)), field("rows", "Rows", *texts(forms.form_column, "a"), rows=40, widths=[1]))
    assert pdf(book_of(node)) and pdf(book_of(node), "rtl")


def test_a_link_leads_to_the_form():
    reference = nodes.paragraph("", "", nodes.reference("", "see", refid="form", internal=True))
    typst = source(book_of(form(field("text", "A text")), reference))
    assert '#label("form")' in typst and 'to-place(label("form")' in typst


def test_a_link_leads_to_a_form_that_begins_a_page_or_stands_in_a_box():
    words = nodes.paragraph("", "Text before, with ", nodes.reference("", "a link", refid="form", internal=True))
    assert pdf(book_of(words, form(field("text", "A text"))))
    assert pdf(book_of(nodes.note("", words.deepcopy(), form(field("text", "A text")))))


def test_text_in_another_language_says_so():
    node = form(field("text", "A text"))
    label = next(node.findall(forms.form_label))
    label["lang"], label["dir"] = "en", "ltr"
    assert 'form-asked(set-in("en", ltr,' in source(book_of(node), "rtl")
