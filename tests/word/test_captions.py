"""Second titles and the captions of listings stand in the Word file, and two listings in two frames."""

from docutils import nodes

from build_tools.word.ooxml import q
from tests.word.conftest import body, book, style_of, text, words, written


def test_a_sidebar_has_both_of_its_titles():
    package, blocks = body(written(book(nodes.sidebar("", nodes.title("", "First title"), nodes.subtitle("", "Second title"), text("Body")))))
    lines = [(style_of(package, line), words(line)) for line in blocks[1].iter(q("w:p"))]
    assert lines == [("SOP Box Title", "First title"), ("SOP Box Text", "Second title"), ("SOP Box Text", "Body")]
    assert blocks[1].find(".//" + q("w:b")) is not None


def test_a_listing_has_its_number_above_it_and_one_bookmark():
    listing = nodes.container("", nodes.caption("", "The caption"), nodes.literal_block("a = 1", "a = 1"), ids=["a#code"], label="Listing 1.1")
    reference = nodes.paragraph("", "", nodes.reference("", "see", refid="a#code"))
    package, blocks = body(written(book(listing, reference)))
    assert [(style_of(package, line), words(line)) for line in blocks[1:3]] == [("caption", "Listing 1.1: The caption"), ("SOP Code", "a = 1")]
    assert "SEQ Listing" in "".join(code.text for code in blocks[1].iter(q("w:instrText")))
    target = blocks[3].find(".//" + q("w:hyperlink")).get(q("w:anchor"))
    assert [mark.get(q("w:name")) for block in blocks for mark in block.iter(q("w:bookmarkStart"))].count(target) == 1


def test_two_blocks_of_code_stand_in_two_frames():
    package, blocks = body(written(book(nodes.literal_block("a", "a"), nodes.literal_block("b", "b"))))
    assert [style_of(package, line) for line in blocks[1:4]] == ["SOP Code", "SOP Table Gap", "SOP Code"]
