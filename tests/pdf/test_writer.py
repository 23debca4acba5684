"""The writer puts every word of the book into Typst source, once, and refuses what it does not know."""

import re

import pytest
from docutils import nodes

from build_tools.pdf import faults
from tests.conftest import problems
from tests.pdf.books import book_of, parsed, shown, source

EVERYTHING = """
Paragraph with *emphasis*, **strong**, ``literal \\ "quoted"``, H\\ :sub:`2`\\ O, `web <https://example.org/>`_ and target_.

.. _target:

Section *with* emphasis
-----------------------

#. one

   - bullet
   - another

     c. third letter
     d. fourth letter

:Who: First responder
:By when: at once

term : classifier
    Definition.

    Quoted text.

    -- Attribution

| Line one
|    Line two

::

    code  "block" \\n

----

.. rubric:: Rubric

.. table:: Caption

   === =====
   A   B
   === =====
   1   ☐ yes
   2   …………
   === =====

.. note:: Inside a box

.. topic:: Topic

   Body
"""


class unheard_of(nodes.General, nodes.Element):
    """A node that no writer knows."""


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


def test_every_word_of_the_book_is_in_the_source_in_the_same_order():
    book = parsed(EVERYTHING)
    there = iter(words(shown(source(book))))
    missing = [word for text in book.findall(nodes.Text) for word in words(text) if word not in there]
    assert missing == []


def test_an_unknown_node_stops_the_build_and_names_its_place():
    node = unheard_of()
    node.source, node.line = "/sop/source/chapters/a.md", 7
    assert problems(source, book_of(node)) == [
        "/sop/source/chapters/a.md:7: pdf the PDF has no form for 'unheard_of' "
        "(write it in another way, or give build_tools/pdf a handler for it)"
    ]


def test_an_unknown_node_within_a_line_stops_the_build_too():
    [finding] = problems(source, book_of(nodes.paragraph("", "", unheard_of())))
    assert "unheard_of" in finding


@pytest.mark.parametrize("node", [nodes.raw("", "<script>", format="html"), nodes.raw("", "\\input{x}", format="latex")])
def test_raw_text_is_refused(node):
    [finding] = problems(source, book_of(node))
    assert "raw" in finding


def test_a_hard_line_break_of_markdown_breaks_the_line():
    breaks = [nodes.raw("", "<br />\n", format="html"), nodes.raw("", "\\\\\n", format="latex")]
    book = book_of(nodes.paragraph("", "", nodes.Text("one"), *breaks, nodes.Text("two")))
    assert '"one"; linebreak(); "two"' in source(book)


def test_comments_and_marks_of_the_index_are_not_shown():
    assert "secret" not in source(parsed(".. secret remark\n\nText."))


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "other.pdf"])
def test_a_link_to_anything_but_the_web_is_refused(address):
    link = nodes.reference("", "here", refuri=address)
    [finding] = problems(source, book_of(nodes.paragraph("", "", link)))
    assert address in finding


def test_a_link_to_nothing_is_refused():
    link = nodes.reference("", "here", refid="nowhere")
    [finding] = problems(source, book_of(nodes.paragraph("", "", link)))
    assert "leads to nothing" in finding


def test_any_id_of_a_section_leads_to_its_one_label():
    section = nodes.section("", nodes.title("", "Two names"), ids=["first", "second"])
    link = nodes.paragraph("", "", nodes.reference("", "there", refid="second"))
    text = source(book_of(link, section))
    assert 'to-place(label("first")' in text and '#label("first")]' in text and '"second"' not in text


def test_sections_show_the_numbers_of_the_book_and_annexes_none():
    section = nodes.section("", nodes.title("", "Step"), ids=["s"], number="4.4.1", level=3)
    text = source(book_of(section))
    assert 'section-title(3, "4.4.1", { "Step" })' in text
    assert 'section-title(1, "", { "Chapter" })' in text


def test_text_in_another_language_says_so():
    paragraph = nodes.paragraph("", "Not translated", lang="en", dir="ltr")
    assert 'set-in("en", ltr, { par({ "Not translated" }) })' in source(book_of(paragraph), "rtl")


def test_an_abbreviation_is_explained_at_its_first_use():
    uses = [nodes.abbreviation("", "TIP", explanation="trafficking in persons") for _ in range(2)]
    assert shown(source(book_of(nodes.paragraph("", "", *uses)))).count("trafficking in persons") == 1


def test_boxes_are_drawn_and_stay_with_their_word():
    assert 'mark("box", "Empty box"); "\u00a0"; "yes"' in source(book_of(nodes.paragraph("", "Agreed: ☐ yes")))


def test_a_paragraph_of_dots_is_a_line_to_write_on():
    assert "blank-line" in source(book_of(nodes.paragraph("", "…………")))
    assert "blank-line" not in source(book_of(nodes.paragraph("", "Name: …………")))


def test_an_image_needs_its_file_and_its_alternative_text():
    [outside] = problems(source, book_of(nodes.image(uri="../sop.toml", alt="x")))
    [missing] = problems(source, book_of(nodes.image(uri="images/none.svg", alt="x")))
    [mute] = problems(source, book_of(nodes.image(uri="images/plan.svg")))
    assert "not one of the SOP's files" in outside and "does not exist" in missing and "no alternative text" in mute


def test_a_place_is_that_of_the_nearest_node_that_knows_it(tmp_path):
    paragraph = nodes.paragraph("", "text")
    paragraph.source, paragraph.line = f"{tmp_path}/source/a.md:3:<translated>:1", 3
    assert faults.place_of(paragraph.children[0], tmp_path) == ("source/a.md", 3)
