"""What comes out is one and the same PDF/UA-1 and PDF/A-2a file each time."""

import io
import shutil
import subprocess

import pikepdf
import pytest
from docutils import nodes

from build_tools.pdf.engine import compile_pdf
from tests.conftest import problems
from tests.pdf.books import REPOSITORY, book_of, parsed, pdf, source
from tests.pdf.test_writer import EVERYTHING


def opened(data: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(data))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_same_book_gives_the_same_bytes(direction):
    assert pdf(parsed(EVERYTHING), direction) == pdf(parsed(EVERYTHING), direction)


@pytest.mark.parametrize(("direction", "pages"), [("ltr", "/L2R"), ("rtl", "/R2L")])
def test_viewers_lay_pages_out_in_the_direction_of_the_script(direction, pages):
    assert opened(pdf(parsed("Text."), direction)).Root.ViewerPreferences.Direction == pages


def test_the_file_claims_both_standards_and_has_a_title_and_a_language():
    file = opened(pdf(parsed("Text."), "rtl"))
    with file.open_metadata() as metadata:
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"], metadata["pdfuaid:part"]) == ("2", "A", "1")
        assert metadata["dc:title"] == "Title of the book"
    assert file.Root.Lang == "ar-IQ" and file.Root.MarkInfo.Marked


def test_the_only_font_is_amiri():
    fonts = {str(font.BaseFont) for page in opened(pdf(parsed(EVERYTHING))).pages for font in page.resources.get("/Font", {}).values()}
    assert fonts and all("Amiri" in name for name in fonts)


def test_a_character_without_a_shape_is_a_finding_at_its_line():
    paragraph = nodes.paragraph("", "Fire \U0001f525 here")
    paragraph.source, paragraph.line = str(REPOSITORY / "source/chapters/a.md"), 12
    [finding] = problems(pdf, book_of(paragraph))
    assert finding.startswith("source/chapters/a.md:12: pdf") and "\U0001f525" in finding


def test_a_warning_of_typst_stops_the_build():
    text = '#set document(title: "x")\n#set text(font: ("Amiri", "Nowhere"), lang: "en")\nText'
    [finding] = problems(compile_pdf, text, root=REPOSITORY, timestamp=0)
    assert "unknown font family" in finding


def test_typst_reads_no_file_outside_the_sop(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    text = f'#set document(title: "x")\n#read("{tmp_path}/secret.txt")'
    assert problems(compile_pdf, text, root=REPOSITORY, timestamp=0)


def test_what_authors_type_stays_text():
    typed = '# $x$ *a* _b_ `c` <d> @e ~ [f] \'g\' "h" / = + - { } #panic("no") -- ... \\ // 1. • « »'
    assert pdf(book_of(nodes.paragraph("", typed), nodes.literal_block("", typed), nodes.section("", nodes.title("", typed))))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs pdftotext (Debian: poppler-utils)")
def test_the_words_of_the_page_can_be_copied(tmp_path):
    file = tmp_path / "book.pdf"
    file.write_bytes(pdf(parsed(EVERYTHING)))
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, text=True, check=True).stdout
    for words in ("Subtitle of the book", "Page 3 of", "First responder", "Definition.", "another", "code", "Attribution"):
        assert words in text


def test_an_empty_chapter_compiles():
    assert pdf(parsed("")) and "section-title" in source(parsed(""))
