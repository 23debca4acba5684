"""A footnote's text stands at its first mark, wherever the chapter keeps it; later marks point back."""

from docutils import nodes

from tests.conftest import problems
from tests.pdf.books import book_of, parsed, pdf, shown, source

TWICE = "First [#a]_ and again [#a]_.\n\n.. [#a] The text of the note.\n"


def test_a_footnote_is_written_once_at_its_first_mark():
    text = source(parsed(TWICE))
    assert shown(text).count("The text of the note.") == 1
    assert text.index("The text of the note.") < text.index("and again")


def test_a_second_mark_points_to_the_first():
    text = source(parsed(TWICE))
    assert text.count("footnote(numbering") == 2
    assert text.count('#label("a")') == 1


def test_the_numbers_are_those_of_the_book():
    assert 'footnote(numbering: (..) => "7"' in source(parsed("Here [7]_.\n\n.. [7] Note.\n"))


def test_a_mark_without_a_footnote_is_refused():
    mark = nodes.footnote_reference("", "1", refid="gone")
    [finding] = problems(source, book_of(nodes.paragraph("", "", mark)))
    assert "footnote '1' has no text" in finding


def test_a_footnote_without_a_mark_is_printed_where_it_stands():
    assert "Never referred to." in shown(source(parsed("Text.\n\n.. [1] Never referred to.\n")))


def test_footnotes_in_titles_captions_header_cells_and_lists_compile_in_both_directions():
    text = (
        "Section [#a]_\n-------------\n\n- item [#b]_ and [#a]_\n\n.. table:: Caption [#c]_\n\n"
        "   ======= =====\n   A [#d]_  B\n   ======= =====\n   1 [#e]_  2\n   ======= =====\n\n"
        ".. [#a] A.\n.. [#b] B, see [#b]_.\n\n   - list in the note\n.. [#c] C.\n.. [#d] D.\n.. [#e] E.\n"
    )
    assert pdf(parsed(text)) and pdf(parsed(text), "rtl")
