"""What a viewer says of a link is in the reader's language: Typst's own words (Page, Section, Footnote) are English in Kurdish."""

import io

import pikepdf

from build_tools.pdf.engine import compile_pdf
from tests.pdf.books import REPOSITORY, parsed, source

TEXT = """
See `the inner part`_, `the law <https://example.org/law>`_, office@example.org, the table_ and a note [#n]_.

.. [#n] The note.

the inner part
--------------

.. _table:

.. table:: Caption

   === =====
   A   B
   === =====
   1   2
   === =====
"""


def descriptions(direction: str = "ltr") -> list[str]:
    """The descriptions of all links, page by page, of a book in a language that Typst knows well."""
    data = compile_pdf(source(parsed(TEXT), direction), root=REPOSITORY, timestamp=1_000_000_000, direction=direction, page_phrase="Folio %s")
    with pikepdf.open(io.BytesIO(data)) as file:
        return [str(link.Contents) for page in file.pages for link in page.get("/Annots", [])]


def test_a_web_link_says_its_address():
    assert {"https://example.org/law", "office@example.org"} <= set(descriptions())


def test_a_link_to_a_heading_says_the_heading():
    assert descriptions().count("the inner part") == 2  # in the contents and in the text


def test_any_other_link_says_its_page():
    assert descriptions().count("Folio 3") == 3  # the table, the note's mark, and back from the note


def test_no_word_of_typst_is_left():
    words = " ".join(descriptions("rtl"))
    assert "Folio" in words and not {"صفحة", "الفصل", "page", "Section"} & set(words.split())
