"""Pages in Arabic and Sorani look as they did when somebody last looked at them."""

import pytest
from PIL import Image, ImageChops

from build_tools.word.ooxml import q
from build_tools.word.package import Package
from tests.word.visual import pages
from tests.word.visual.looks import LOOKS, WANTED, Looks, exports

# Bits of 576 in which a page may differ. The same LibreOffice draws the same pixels; one line that begins at the other edge changes 7 bits
# or more. Another release of it moves hair-lines: a page moved by a pixel, or drawn in another resolution, changes up to 37.
SAME, OTHER_RELEASE = 5, 45


@pytest.fixture(scope="module")
def known() -> Looks:
    return Looks.read(LOOKS)


@pytest.fixture(scope="module")
def folder(known, tmp_path_factory):
    """The pages as pictures, in a folder for each file."""
    missing = pages.missing_tools()
    if missing:
        pytest.skip(f"not installed: {missing}")
    if _major(pages.office()) != _major(known.office):
        pytest.skip(f"LibreOffice is {pages.office()}, and the looks are those of {known.office}: renew them with python -m tests.word.visual")
    found = tmp_path_factory.mktemp("visual")
    for name, path in exports(found / "sop").items():
        pages.drawn(path, found / name)
    if pages.fonts(found) != known.fonts:
        pytest.skip(f"the pages are set in {', '.join(pages.fonts(found))}, and the looks are those of {', '.join(known.fonts)}")
    return found


@pytest.mark.parametrize("name", WANTED)
def test_pages_look_as_they_did(folder, known, name):
    """If this fails: python -m tests.word.visual, look at build/visual, and commit looks.txt if the change is meant."""
    found = hashes(folder, name)
    assert sorted(found) == sorted(page for page in known.hashes if page.startswith(f"{name}/"))
    near = SAME if pages.office() == known.office else OTHER_RELEASE
    assert {page: distance for page in found if (distance := pages.distance(found[page], known.hashes[page])) > near} == {}


def test_hair_lines_are_no_change_to_another_release(folder):
    for name in WANTED:
        for path in sorted((folder / name).glob("*.png")):
            own = pages.look(path)
            with Image.open(path) as image:
                moved = ImageChops.offset(image, 1, 1)
                larger = image.resize((image.width * 5 // 4, image.height * 5 // 4), Image.Resampling.BICUBIC)
            assert max(pages.distance(pages.look_of(other), own) for other in (moved, larger)) <= OTHER_RELEASE


def test_a_footnote_or_a_table_that_is_not_turned_is_a_change(folder, tmp_path):
    package = Package.read(next((folder / "sop/out").rglob("sop-ar-neutral.docx")).read_bytes())
    for switch in package.xml("word/footnotes.xml").iter(q("w:bidi")):
        switch.set(q("w:val"), "0")
    last = [table for table in package.xml("word/document.xml").iter(q("w:tbl")) if len(table.findall(q("w:tr"))) > 20][-1]
    last.find(q("w:tblPr")).remove(last.find(f"{q('w:tblPr')}/{q('w:bidiVisual')}"))
    path = tmp_path / "sop-ar-neutral.docx"
    path.write_bytes(package.save())
    pages.drawn(path, tmp_path / "ar")
    before, after = hashes(folder, "ar"), hashes(tmp_path, "ar")
    changed = {page: pages.distance(after[page], before[page]) for page in before}
    assert sum(distance > SAME for distance in changed.values()) >= 3  # two pages with footnotes, and where the table goes on
    assert max(changed.values()) > OTHER_RELEASE


def hashes(folder, name):
    return {f"{name}/{number:02}": pages.look(path) for number, path in enumerate(sorted((folder / name).glob("*.png")), start=1)}


def _major(version: str) -> str:
    return version.partition(".")[0]
