"""Page numbers: as LibreOffice counts them where it is at hand, else estimated, and never left open."""

import shutil

import pytest
from docutils import nodes

from build_tools import layout
from build_tools.word import edition
from build_tools.word.contents.page_numbers import UNKNOWN, PageNumbers
from build_tools.word.contents.pages import Looks, Ruler, guess
from build_tools.word.letterheads import cover, letterhead
from build_tools.word.ooxml import q, value
from build_tools.word.package import Package
from build_tools.word.styles import Styles, design
from tests.conftest import problems
from tests.word.conftest import NEUTRAL, REVISION, book, project, text, words, written

SENTENCE = {"en": "The officer writes down what the person says, in her own words. ", "ar": "يدوّن الموظف ما يقوله الشخص بكلماته هو ولا يضيف إليه شيئاً. ", "ckb": "فەرمانبەرەکە ئەوە دەنووسێتەوە کە کەسەکە دەیڵێت، بە وشەکانی خۆی. "}


def chapters(count: int, language: str, *, paragraphs: int = 30) -> nodes.document:
    """Chapters of the same length; each begins a page."""
    document = nodes.document(None, None)
    document += [nodes.container(), *(
        nodes.section("", nodes.title("", "C"), *(text(SENTENCE[language] * 4) for _ in range(paragraphs)), ids=[f"c#{number}"], number=str(number), level=1)
        for number in range(1, count + 1)
    )]
    return document


def contents(data: bytes) -> list[int]:
    package = Package.read(data)
    fields = [p for p in package.xml("word/document.xml").iter(q("w:p")) if any("PAGEREF" in code.text for code in p.iter(q("w:instrText")))]
    return [int(list(p.iter(q("w:t")))[-1].text) for p in fields]


def laid_out(document: nodes.document, language: str, count) -> bytes:
    """The file as it is with page numbers from ``count``."""
    own = project()
    direction = own.languages[language].direction
    package = letterhead.render(NEUTRAL, name="n", fields=cover.fields(own, language, REVISION), lists=cover.lists(own, language), direction=direction)
    return edition.fill(package, document, project=own, language=language, revision=REVISION, pictures=NEUTRAL.parent, layout=count)


def asks_word_to_count(data: bytes) -> bool:
    return value(Package.read(data).xml("word/settings.xml"), "w:updateFields") == "1"


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_estimated_pages_are_near_those_that_libreoffice_counts(language):
    counted: list[dict[str, int]] = []

    def count(data: bytes) -> dict[str, int]:
        counted.append(layout.pages(data, layout.office()))
        return counted[-1]

    data = laid_out(chapters(6, language), language, count)
    exact, guessed = contents(data), contents(written(chapters(6, language), language))
    names = {start.get(q("w:name")) for start in Package.read(data).xml("word/document.xml").iter(q("w:bookmarkStart"))}
    assert names <= set(counted[0])  # every bookmark has been found again in the PDF
    assert exact == sorted(set(exact)) and exact[-1] - exact[0] >= 10
    assert all(abs(mine - theirs) <= 2 for mine, theirs in zip(guessed, exact, strict=True)), (guessed, exact)


def test_a_letterheads_own_pages_count():
    assert contents(written(chapters(2, "en", paragraphs=1))) == [4, 5]  # cover, control page, contents


def test_a_page_is_shown_once_and_in_order():
    document = nodes.document(None, None)
    place = Styles(design()).root.makeelement(q("w:t"))
    numbers = PageNumbers()
    numbers.wait(place, ["b", "a", "c", "gone"])
    assert place.text == UNKNOWN and document is not None
    numbers.write({"a": 3, "b": 12, "c": 3})
    assert place.text == "3, 12"


def test_what_is_not_known_keeps_its_estimate():
    place = Styles(design()).root.makeelement(q("w:t"))
    numbers = PageNumbers()
    numbers.wait(place, ["a"])
    numbers.write({"a": 7})
    numbers.write({})
    assert place.text == "7"


def test_word_is_asked_to_count_where_pages_are_estimates_and_only_there():
    """It asks the reader first, in words that frighten ("may refer to other files")."""
    document = chapters(2, "ar", paragraphs=1)
    assert asks_word_to_count(written(document, "ar"))
    assert not asks_word_to_count(laid_out(document, "ar", lambda data: {}))
    alone = chapters(1, "ar", paragraphs=1)
    alone["part"] = "C"  # one page without contents
    assert not asks_word_to_count(written(alone, "ar"))


def test_a_missing_libreoffice_is_told(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert problems(layout.office) == ["pages LibreOffice is not installed here, and pages are to be counted with it (install it, or leave out PAGES=yes)"]


@pytest.mark.parametrize("script", ["#!/bin/sh\nexit 3\n", "#!/bin/sh\nexit 0\n", '#!/bin/sh\nwhile [ "$1" != --outdir ]; do shift; done; echo no PDF > "$2/edition.pdf"\n'])
def test_a_libreoffice_that_makes_no_pdf_is_told(tmp_path, script):
    program = tmp_path / "soffice"
    program.write_text(script)
    program.chmod(0o755)
    [problem] = problems(layout.pages, b"", str(program))
    assert "LibreOffice has not laid out the Word file" in problem


def measured(paragraph: nodes.paragraph, language: str = "en") -> tuple:
    package = Package.read(written(book(paragraph), language))
    element = next(p for p in package.xml("word/document.xml").iter(q("w:p")) if words(p) == paragraph.astext())
    return element, Ruler(Looks(Styles(package.xml("word/styles.xml"))), package.xml("word/footnotes.xml"))


def test_narrow_text_is_higher():
    element, ruler = measured(text("word " * 40))
    assert ruler.height(element, 3000) > 2 * ruler.height(element, 9000)


def test_sorani_takes_more_room_than_as_many_letters_of_arabic():
    element, ruler = measured(text("ا" * 700), "ar")
    other, _ = measured(text("ا" * 700), "ckb")
    assert ruler.height(other, 9000) > ruler.height(element, 9000)


def test_a_heading_goes_to_the_page_of_its_text():
    package = Package.read(written(book(text("x" * 60), nodes.section("", nodes.title("", "Inner"), text("y"), ids=["a#i"], number="1.1", level=2))))
    blocks = list(package.xml("word/document.xml").find(q("w:body")))
    inner = next(index for index, block in enumerate(blocks) if words(block) == "Inner")
    styles = Styles(package.xml("word/styles.xml"))
    pages = guess(blocks[inner - 1 : inner + 2], styles, 9000, 1300)
    heading = next(start.get(q("w:name")) for start in blocks[inner].iter(q("w:bookmarkStart")))
    assert pages[heading] == 2
