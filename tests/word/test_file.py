"""The file as a whole: sound, the same bytes every time, with nothing about a person in it."""

import hashlib
import io
import os
import subprocess
import sys
import zipfile

import pytest
from lxml import etree

from build_tools.word.lint import lint
from build_tools.word.package import Package
from tests.conftest import REPOSITORY
from tests.word.conftest import written
from tests.word.test_content import rich_book
from tests.word.test_direction import arabic_book


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_written_files_are_sound(language):
    for made in (rich_book, arabic_book):
        assert lint.problems(written(made(), language)) == []


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
    assert (core["subject"], core["language"], core["version"], core["contentStatus"]) == ("For all", "en-GB", "1.2", "Draft")
    assert core["keywords"] == "SOP-X; 1.2; Draft; Public"
    custom = {own.get("name"): own[0].text for own in package.xml("docProps/custom.xml")}
    assert custom == {
        "sop_code": "SOP-X", "sop_version": "1.2", "sop_status": "draft", "sop_classification": "public", "sop_language": "en", "sop_build": "0123456789",
    }
    assert not [name for name in package.parts if "thumbnail" in name or name.endswith("app.xml")]
