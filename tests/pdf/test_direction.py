"""What reads from left to right stays so on a right-to-left page, as one object."""

import re
import shutil
import subprocess

import pytest
from docutils import nodes

from build_tools import config
from build_tools.content.translation.bidi import isolate
from build_tools.pdf.cover import cover_of
from build_tools.revision import Revision
from tests.conftest import REPOSITORY
from tests.pdf.books import book_of, pdf, source

LIST = nodes.paragraph("", "", nodes.Text("انظر "), isolate("", "+000 111"), nodes.Text("، "), isolate("", "TBC-10"), nodes.Text("، 28 هنا"))


def test_an_isolate_is_handed_to_the_template():
    assert 'isolate({ "TBC-10" })' in source(book_of(LIST.deepcopy()), "rtl")


def test_the_covers_codes_are_isolated_on_right_to_left_pages():
    project = config.load(REPOSITORY)
    for language, expected in (("ar", True), ("ckb", True), ("en", False)):
        written = cover_of(project, language, Revision(name="4e2266c458+", timestamp=0)).as_typst()
        for code in (project.code_for(language), project.document.version, "4e2266c458+"):
            assert (f'isolate("{code}")' in written) is expected and f'"{code}"' in written


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("code", [False, True])
def test_a_list_of_isolates_runs_from_right_to_left(tmp_path, code):
    """An embedding, which is what Typst's text(dir: ltr) is, would draw the list from left to right."""
    sentence = LIST.deepcopy()
    if code:
        sentence[1], sentence[3] = nodes.literal("", "+000 111"), nodes.literal("", "TBC-10")
    (tmp_path / "a.pdf").write_bytes(pdf(book_of(sentence), "rtl"))
    found = subprocess.run(["pdftotext", "-bbox", tmp_path / "a.pdf", "-"], capture_output=True, check=True).stdout.decode("utf-8")
    place = {}
    for left, word in re.findall(r'xMin="([\d.]+)"[^>]*>([^<]*)</word>', found):
        place[re.sub(r"[^0-9A-Z+-]", "", word)] = float(left)
    assert place["28"] < place["TBC-10"] < place["+000"] < place["111"]
