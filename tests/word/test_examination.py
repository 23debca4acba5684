"""`make check-letterheads` tells a ministry's secretary what is wrong with the file, where, and what to do in Word."""

import re
import time
import zipfile

import pytest

from build_tools.__main__ import main
from build_tools.word.letterheads import cover, examination
from tests.conftest import amend
from tests.word.conftest import NEUTRAL, REVISION, project

DOCUMENT, STYLES, HEADER, RELS = "word/document.xml", "word/styles.xml", "word/header1.xml", "word/_rels/document.xml.rels"


def looked_at(path):
    examined = examination.examine(path, f"templates/word/{path.name}", cover.fields(project(), "en", REVISION))
    for finding in [*examined.refused, *examined.remarks]:
        assert finding.path.startswith("templates/word/") and finding.action and "\n" not in str(finding) and "Traceback" not in str(finding)
    return examined


def refused(path) -> list[str]:
    return [str(finding) for finding in looked_at(path).refused]


def remarks(path) -> list[str]:
    examined = looked_at(path)
    assert examined.refused == []
    return [str(finding) for finding in examined.remarks]


def test_the_neutral_one_needs_nothing():
    assert looked_at(NEUTRAL) == examination.Examined(refused=[], remarks=[])


def test_everything_is_said_at_once_and_each_thing_at_its_place(changed):
    header = zipfile.ZipFile(NEUTRAL).read(HEADER).decode().replace("{{ classification }}", "{{ minister }}")
    text = zipfile.ZipFile(NEUTRAL).read(DOCUMENT).decode().replace("{{ subtitle }}", "{{ subtitle|upper }}").replace("{{ build }}", "")
    field = '<w:p><w:fldSimple w:instr="INCLUDETEXT x"><w:r><w:t>y</w:t></w:r></w:fldSimple></w:p><w:sectPr>'
    found = refused(changed({HEADER: header.encode(), DOCUMENT: text.replace("<w:sectPr>", field, 1).encode()}))
    assert any("the text, paragraph “{{ subtitle|upper }}”, has the tag '{{ subtitle|upper }}'" in line for line in found)
    assert any("the text, paragraph “y”, has a field 'INCLUDETEXT'" in line for line in found)
    found = refused(changed({HEADER: header.encode()}))
    assert any("the header of section 1, paragraph “{{ code }}{{ minister }}”, has an unknown field {{ minister }}" in line for line in found)


def test_every_missing_field_is_named(changed):
    text = re.sub(r"\{\{ (?:code|date) \}\}", "x", zipfile.ZipFile(NEUTRAL).read(DOCUMENT).decode())
    parts = {part: re.sub(r"\{\{ (?:code|date) \}\}", "x", zipfile.ZipFile(NEUTRAL).read(part).decode()).encode() for part in (HEADER, "word/header2.xml")}
    found = refused(changed({DOCUMENT: text.encode(), **parts}))
    assert [line.split("letterhead the letterhead ")[1].split(" (")[0] for line in found] == ["has no field {{ code }}", "has no field {{ date }}"]


@pytest.mark.parametrize(("name", "data", "expected"), [
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "is an old .doc file or has a password"),
    ("text.docx", b"hello", "is no Word file"), ("empty.docx", b"", "is no Word file"), ("half.docx", NEUTRAL.read_bytes()[:3000], "is no Word file"),
    ("rot.docx", NEUTRAL.read_bytes()[:2000] + b"rotten" + NEUTRAL.read_bytes()[2006:], "is no"),
])
def test_what_is_no_word_file_is_said_so(tmp_path, name, data, expected):
    (tmp_path / name).write_bytes(data)
    [said] = refused(tmp_path / name)
    assert expected in said


def test_a_missing_file_and_a_folder_are_said_so(tmp_path):
    assert "cannot be read: No such file" in refused(tmp_path / "none.docx")[0]
    assert "cannot be read: Is a directory" in refused(tmp_path)[0]


def test_strict_open_xml_is_said_so(changed):
    strict = zipfile.ZipFile(NEUTRAL).read(DOCUMENT).replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")
    assert any("Strict Open XML" in line for line in refused(changed({DOCUMENT: strict})))


def test_what_tears_arabic_words_is_said_with_its_style(changed):
    styles = zipfile.ZipFile(NEUTRAL).read(STYLES).decode()
    torn = styles.replace('<w:rPr><w:b/><w:bCs/><w:color w:val="1F3A5F"/><w:sz w:val="34"/>', '<w:rPr><w:rFonts w:cstheme="majorBidi"/><w:b/><w:bCs/><w:color w:val="1F3A5F"/><w:spacing w:val="20"/><w:sz w:val="34"/>', 1)
    assert torn != styles
    spaced, themed = remarks(changed({STYLES: torn.encode()}))
    assert "has letter-spacing, which tears Arabic words apart: style “heading 1”" in spaced and "Font, Advanced, Spacing, Normal" in spaced
    assert "has theme fonts for Arabic, which tear words apart: style “heading 1”" in themed


def test_letter_spacing_of_a_paragraph_is_said_with_its_words(changed):
    path = changed(replace=(HEADER, '<w:r><w:t xml:space="preserve">{{ code }}', '<w:r><w:rPr><w:spacing w:val="40"/></w:rPr><w:t xml:space="preserve">{{ code }}'))
    [said] = remarks(path)
    assert "the header of section 1, paragraph “{{ code }}{{ classification }}”" in said


def test_missing_styles_are_said_in_one_line(changed):
    styles = re.sub(r'<w:style [^>]*w:styleId="(?:SOPNote|SOPWarning|Caption)".*?</w:style>', "", zipfile.ZipFile(NEUTRAL).read(STYLES).decode())
    [said] = remarks(changed({STYLES: styles.encode()}))
    assert re.search(r"lacks \d of \d+ styles: caption, SOP Note, SOP Warning", said)


def test_a_date_that_moves_and_pages_that_say_nothing_are_remarked(changed):
    moving = changed(replace=(HEADER, "{{ code }}", '</w:t></w:r><w:fldSimple w:instr="DATE"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t>{{ code }}'))
    assert any("has a field DATE, which shows another day whenever the file is opened" in line for line in remarks(moving))
    silent = changed(replace=(HEADER, "{{ draft }}", "Office"))
    header = zipfile.ZipFile(silent).read(HEADER).decode().replace("{% if draft %}", "").replace("{% endif %}", "").replace("{{ draft }}", "")
    assert any("does not say that it is a draft on every page (write {{ draft }} into the header or footer)" in line for line in remarks(changed({HEADER: header.encode()})))


def test_thousands_of_faults_are_said_quickly_and_not_all(changed):
    many = '<w:p><w:fldSimple w:instr="DDE x"/></w:p>' * 20_000
    started = time.perf_counter()
    assert len(refused(changed(replace=(DOCUMENT, "<w:sectPr>", f"{many}<w:sectPr>")))) < 100
    assert time.perf_counter() - started < 10


def test_the_command_says_what_can_be_used(tiny, capsys):
    assert main(["check-letterheads", "--root", str(tiny)]) == 0
    said = capsys.readouterr()
    assert said.out == "" and "templates/word/neutral.docx: can be used" in said.err
    assert "templates/word/moi.docx: no table of sop.toml names it, so nothing is built with it" in said.err


def test_the_command_takes_a_file_from_elsewhere(tiny, tmp_path, capsys):
    (tmp_path / "ours.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    assert main(["check-letterheads", "--root", str(tiny), "--file", str(tmp_path / "ours.doc")]) == 1
    said = capsys.readouterr()
    assert said.out.startswith(f"{tmp_path}/ours.doc: letterhead the letterhead is an old .doc file or has a password (")
    assert "1 things to mend" not in said.err and "one thing to mend before it can be used" in said.err


def test_check_finds_a_bad_letterhead_too(tiny, capsys):
    amend(tiny / "sop.toml", 'file = "neutral.docx"', 'file = "lost.docx"')
    assert main(["check", "--root", str(tiny)]) == 1
    assert "templates/word/lost.docx: letterhead cannot be read: No such file or directory" in capsys.readouterr().out
