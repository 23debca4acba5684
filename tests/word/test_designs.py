"""The committed letterheads are what their program makes; all of them are sound, and turn with the language."""

import os
import subprocess
import sys

import pytest

from build_tools import check_letterheads, config
from build_tools.word.lint import lint
from build_tools.word.ooxml import is_on, q, value
from build_tools.word.package import Package
from tests.conftest import REPOSITORY
from tests.word.conftest import book, text, words, written
from tests.word.test_content import rich_book
from tests.word.test_direction import arabic_book

FOLDER = REPOSITORY / "templates/word"
PROJECT = config.load(REPOSITORY)
NAMES = [letterhead.file for letterhead in PROJECT.letterheads.values()]
VALIDATOR = os.environ.get("OOXML_VALIDATOR", "")
REAL = ("وزارة الداخلية", "وزارة العدل", "مجلس القضاء الأعلى", "وەزارەتی ناوخۆ", "Ministry of Interior", "Supreme Judicial")


def test_the_program_makes_exactly_the_committed_files(tmp_path):
    for name in ("make_letterheads.py", "designs.py", "paper.py"):
        (tmp_path / name).write_bytes((FOLDER / name).read_bytes())
    subprocess.run([sys.executable, tmp_path / "make_letterheads.py"], check=True, env={**os.environ, "PYTHONPATH": str(REPOSITORY), "PYTHONHASHSEED": "7"})
    assert sorted(path.name for path in tmp_path.glob("*.docx")) == sorted(NAMES) == sorted(path.name for path in FOLDER.glob("*.docx"))
    for name in NAMES:
        assert (tmp_path / name).read_bytes() == (FOLDER / name).read_bytes(), f"{name}: run python templates/word/make_letterheads.py"
        assert len((FOLDER / name).read_bytes()) < 20_000


@pytest.mark.parametrize("name", NAMES)
def test_editions_on_it_are_sound(tmp_path, name):
    assert lint.problems((FOLDER / name).read_bytes()) == []
    for language in ("en", "ar", "ckb"):
        for made in (rich_book, arabic_book):
            data = written(made(), language, template=FOLDER / name)
            assert lint.problems(data) == []
        path = tmp_path / f"{language}-{name}"
        path.write_bytes(data)
        if VALIDATOR:
            result = subprocess.run([VALIDATOR, path, "Microsoft365"], capture_output=True, text=True)
            assert '"ok":true' in result.stdout.replace(" ", ""), result.stdout[:2000]


def test_nothing_is_to_be_said_against_any_of_them():
    said = []
    assert check_letterheads.check(PROJECT, None, said.append) == []
    assert said == [f"templates/word/{name}: can be used" for name in NAMES]


@pytest.mark.parametrize("name", NAMES)
def test_it_says_on_every_page_what_the_page_belongs_to(name):
    package = Package.read(written(book(text("x")), "ar", template=FOLDER / name))
    for section in package.xml("word/document.xml").iter(q("w:sectPr")):
        links = {link.id: link.target for link in package.relationships("word/document.xml")}
        default = [links[each.get(q("r:id"))] for each in section if each.get(q("w:type")) == "default"]
        said = " ".join(words(package.xml(f"word/{target}")) for target in default)
        assert all(mark in said for mark in ("SOP-X / AR / v1.2", "Public", "0123456789", "العربية", "Draft: not approved by anyone", "Page 1 of 1"))


@pytest.mark.parametrize("name", NAMES)
def test_tables_turn_and_the_offices_own_words_do_not(name):
    for language in ("en", "ar"):
        package = Package.read(written(book(text("x")), language, template=FOLDER / name))
        styles = {style.get(q("w:styleId")): value(style, "w:name") for style in package.xml("word/styles.xml").iter(q("w:style"))}
        for part in ("word/document.xml", "word/header2.xml"):
            for table in package.xml(part).iter(q("w:tbl")):
                if styles[value(table, "w:tblPr/w:tblStyle")].startswith("SOP"):
                    assert is_on(table.find(f"{q('w:tblPr')}/{q('w:bidiVisual')}")) == (language == "ar")
            for paragraph in package.xml(part).iter(q("w:p")):
                if "مثال" in words(paragraph) or "نموونە" in words(paragraph):
                    assert is_on(paragraph.find(f"{q('w:pPr')}/{q('w:bidi')}"))


def test_no_real_authority_and_no_picture_is_in_them():
    for name in NAMES:
        package = Package.read((FOLDER / name).read_bytes())
        assert not [part for part in package.parts if "media" in part]
        said = "".join(words(package.xml(part)) for part in package.parts if part.endswith(".xml"))
        assert not [real for real in REAL if real in said]
        assert name == "neutral.docx" or "(مثال)" in said and "{{ label_emblem }}" in said
