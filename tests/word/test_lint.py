"""Our lint finds what validators miss, and is quiet about what is sound."""

import pytest

from tests.word.defects import DEFECTS, planted, sound
from tests.word.validators import VALIDATORS, findings, own_lint

pytestmark = pytest.mark.filterwarnings("ignore:Duplicate name")  # one of the defects

# What our lint says of each defect; nothing where it leaves that to the schemas.
SAYS = {
    "bookmark that starts and never ends": "ends 0 times",
    "paragraph id used twice": "paragraph id '1A2B3C4D' is used 2 times",
    "control id used twice": "id of a content control '77' is used 2 times",
    "field that never ends": "1 fields without an end",
    "REF to a bookmark that is not there": "nothing is called '_gone'",
    "table as the last thing in a cell": "a cell does not end with a paragraph",
    "title of the file given twice": "title stands 2 times",
    "bookmark that ends and never starts": "ends without a start",
    "bookmark name used twice": "bookmark name '_ref_",
    "bookmark number used twice": "bookmark id 1 is used twice",
    "PAGEREF to a bookmark that is not there": "nothing is called '_gone'",
    "link to a bookmark that is not there": "nothing is called 'gone'",
    "field that is separated twice": "a field is separated twice",
    "link inside a link": "a link stands inside a link",
    "cell without a paragraph": "a cell does not end with a paragraph",
    "row without cells": "a row has cells for 0 columns in a table of 2",
    "more cells than columns": "a row has cells for 3 columns in a table of 2",
    "table without a grid": "a table has no grid of columns",
    "cell that continues none above": "a cell continues one above that is not there",
    "two tables that touch": "two tables touch",
    "style that is not there": "there is no style 'nobody'",
    "style id used twice": "style id ",
    "style based on itself": "is based on itself",
    "list that is not defined": "there is no list '999'",
    "list of a look that is not there": "there is no look '999' of a list",
    "footnote mark without a note": "there is no footnote 99",
    "footnote number used twice": "footnote '1' is used 2 times",
    "separator of notes that is not there": "there is no footnote -1",
    "properties of a run out of order": "stands in w:rPr twice or too late",
    "properties of a page out of order": "stands in w:sectPr twice or too late",
    "paragraph inside a paragraph": "a paragraph stands inside w:p",
    "run outside of a paragraph": "w:r stands where a paragraph is expected",
    "page layout before the end": "the page layout is not the last thing in the text",
    "letters outside of a text": "'lost' stands in w:p, outside of a text",
    "element that Word does not know": "",
    "value that Word does not know": "",
    "number where none belongs": "",
    "Arabic run from left to right": "Arabic text without w:rtl: 'نهاية'",
    "Arabic paragraph from left to right": "an Arabic paragraph from left to right: 'نهاية'",
    "table whose columns are not turned": "a table without w:bidiVisual",
    "section that is not turned": "a section without w:bidi",
    "drawing number used twice": "drawing id '1' is used 2 times",
    "picture of a link that is not there": "uses link rId999, which is missing",
    "picture that is not one": ".png: is no PNG",
    "part that is linked and not there": "links to header1.xml, which is missing",
    "part whose type is not declared": "is linked as footnotes but declared as None",
    "part of a wrong type": "is linked as styles but declared as",
    "part that is twice in the zip": "is in the file 2 times",
    "part that is not XML": "cannot be read: ",
    "link number used twice": "link rId1 is defined 2 times",
    "header that is linked as a footer": "is linked as header but holds ftr",
    "text that no link leads to": "no link leads to the text",
    "later name without a mark for older Words": "uses 'w14' without mc:Ignorable",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("defects")


def path_of(folder, name, data):
    path = folder / f"{name.replace(' ', '-')}.docx"
    path.write_bytes(data)
    return path


def test_the_file_before_any_defect_is_sound(folder):
    assert findings(path_of(folder, "sound", sound())) == []


@pytest.mark.parametrize("name", DEFECTS)
def test_our_lint_names_a_planted_defect(folder, name):
    found = own_lint(path_of(folder, name, planted(DEFECTS[name])))
    assert any(SAYS[name] in line for line in found) if SAYS[name] else found == []


@pytest.mark.parametrize("data", [b"", b"no zip", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_word_file_is_said_to_be_none(folder, data):
    [line, *_] = own_lint(path_of(folder, "none", data))
    assert "no zip" in line or "is missing, so Word does not open the file" in line


def test_together_the_validators_find_every_planted_defect(folder):
    """Printed as a table: pytest -s tests/word/test_lint.py."""
    caught = {}
    for name, change in DEFECTS.items():
        path = path_of(folder, name, planted(change))
        caught[name] = {own for own, validate in VALIDATORS.items() if _finds(validate, path)}
    width = max(map(len, DEFECTS))
    print("\n" + " " * width, *VALIDATORS)
    for name, by in caught.items():
        print(f"{name:{width}}", *(f"{'x' if own in by else '-':^{len(own)}}" for own in VALIDATORS))
    print(f"{f'of {len(DEFECTS)}':{width}}", *(f"{sum(own in by for by in caught.values()):^{len(own)}}" for own in VALIDATORS))
    assert len(DEFECTS) >= 35
    assert [name for name, by in caught.items() if not by] == []


def _finds(validate, path) -> bool:
    """A validator that stops at a broken file has found it broken."""
    try:
        return validate(path) != []
    except Exception:  # noqa: BLE001 - whatever they raise: they are not ours
        return True
