"""Second titles and the captions of listings are written, with the number that references name."""

import shutil
import subprocess

import pytest
from docutils import nodes

from tests.pdf.books import book_of, parsed, pdf, shown, source

SIDEBAR = ".. sidebar:: The title\n   :subtitle: The second title\n\n   The text.\n"


def listing() -> nodes.container:
    lines = nodes.literal_block("a = 1", "a = 1")
    return nodes.container("", nodes.caption("", "The caption"), lines, ids=["listing"], classes=["literal-block-wrapper"], label="Listing 2.1")


def test_a_sidebar_has_both_of_its_titles_before_its_text():
    words = shown(source(parsed(SIDEBAR)))
    assert words.index("The title") < words.index("The second title") < words.index("The text.")


def test_a_listing_has_its_number_and_its_caption_before_its_lines():
    words = shown(source(book_of(listing())))
    assert words.index("Listing 2.1") < words.index("The caption") < words.index("a = 1")


def test_both_can_be_compiled():
    book = parsed(SIDEBAR)
    book.children[0].append(listing())
    assert pdf(book).startswith(b"%PDF")


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_a_legend_stands_below_the_caption():
    picture = nodes.image(uri="images/plan.svg", alt="A drawing")
    figure = nodes.figure("", picture, nodes.caption("", "The caption"), nodes.legend("", nodes.paragraph("", "The legend")))
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf(book_of(figure)), capture_output=True, check=True).stdout.decode()
    assert text.index("The caption") < text.index("The legend")
