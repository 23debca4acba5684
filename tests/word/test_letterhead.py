"""A letterhead is a program from a stranger: unfit and hostile ones are refused in one line, sound ones are filled in."""

import datetime
import io
import re
import zipfile
from dataclasses import replace

import pytest
from docutils import nodes

from build_tools import config
from build_tools.word.letterheads import contract, cover, letterhead
from build_tools.word.ooxml import is_on, q, value
from build_tools.word.package import Package
from tests.conftest import REPOSITORY, problems
from tests.word.conftest import NEUTRAL, REVISION, body, book, project, style_of, text, words, written

DOCUMENT = "word/document.xml"
RELS = "word/_rels/document.xml.rels"
LINK = '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}"{mode}/></Relationships>'


def refused(path) -> str:
    [problem] = problems(written, book(), template=path)
    assert problem.startswith(f"templates/word/{path.name}: letterhead ")
    assert "\n" not in problem and problem.endswith(")")
    return problem


@pytest.mark.parametrize("tag", [
    "{{ cycler.__init__.__globals__.os.popen('id') }}", "{{ title.__class__ }}", "{{ title|upper }}", "{{ 7*7 }}", "{{ lipsum() }}",
    "{% for x in range(9) %}a{% endfor %}", "{% set x = 1 %}", "{% include 'x' %}", "{% if title == 'a' %}b{% endif %}", "{# note #}",
    "{{r title }}", "{%p if draft %}", "{{ 'a' }}", "{{ title", "{% vm %}",
])
@pytest.mark.parametrize("part", [DOCUMENT, "word/header1.xml"])
def test_jinja_beyond_plain_names_is_refused(changed, part, tag):
    old = "{{ title }}" if part == DOCUMENT else "{{ classification }}"
    refused(changed(replace=(part, old, tag)))


def test_a_tag_hidden_in_runs_or_attributes_is_refused(changed):
    split = "{</w:t></w:r><w:r><w:t>{ title.__class__ }</w:t></w:r><w:r><w:t>}"
    refused(changed(replace=(DOCUMENT, "{{ title }}", split)))
    attribute = '{{ title }}</w:t></w:r><w:bookmarkStart w:id="7" w:name="{{ cycler.__init__ }}"/><w:bookmarkEnd w:id="7"/><w:r><w:t>'
    refused(changed(replace=(DOCUMENT, "{{ title }}", attribute)))


def test_a_tag_in_the_properties_never_runs(changed):
    core = b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{{ 7*7 }}</dc:title></cp:coreProperties>'
    rels = zipfile.ZipFile(NEUTRAL).read("_rels/.rels").replace(
        b"</Relationships>", b'<Relationship Id="rC" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>')
    types = zipfile.ZipFile(NEUTRAL).read("[Content_Types].xml").replace(
        b"</Types>", b'<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>')
    data = written(book(), template=changed({"docProps/core.xml": core, "_rels/.rels": rels, "[Content_Types].xml": types}))
    assert b"49" not in Package.read(data).parts["docProps/core.xml"]


def test_thousands_of_open_tags_are_refused_before_they_are_searched(changed):
    assert "too many tags" in refused(changed(replace=(DOCUMENT, "{{ title }}", "{% " * 16_000)))


@pytest.mark.parametrize(("kind", "target", "mode"), [
    ("attachedTemplate", "http://example.org/x.dotm", ' TargetMode="External"'), ("image", "http://example.org/x.png", ' TargetMode="External"'),
    ("hyperlink", "file:///etc/passwd", ' TargetMode="External"'), ("oleObject", "embeddings/x.bin", ""), ("aFChunk", "x.html", ""),
    ("vbaProject", "vbaProject.bin", ""), ("subDocument", "x.docx", ' TargetMode="External"'),
])
def test_links_that_fetch_or_embed_are_refused(changed, kind, target, mode):
    refused(changed(replace=(RELS, "</Relationships>", LINK.format(kind=kind, target=target, mode=mode))))


@pytest.mark.parametrize("parts", [
    {"word/vbaProject.bin": b"x"}, {"word/activeX/activeX1.bin": b"x"}, {"../evil.xml": b"<a/>"}, {"/absolute.xml": b"<a/>"},
    {"word/big.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}, {f"word/p{n}.xml": b"<a/>" for n in range(500)},
    {"word/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, {"word/x.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")},
    {"word/x.xml": b"<a>"}, {"[Content_Types].xml": None}, {"word/document.xml": None},
])
def test_bombs_strange_parts_and_document_types_are_refused(changed, parts):
    refused(changed(parts))


def test_a_file_with_macros_is_refused(changed):
    macro = ("[Content_Types].xml", "wordprocessingml.document.main+xml", "x")
    assert "macro" in refused(changed(replace=(macro[0], "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "application/vnd.ms-word.document.macroEnabled.main+xml")))


@pytest.mark.parametrize("code", ["INCLUDETEXT /etc/passwd", 'DDEAUTO c:\\\\x "y"', "LINK x", "MACROBUTTON a b"])
def test_fields_that_reach_outside_are_refused(changed, code):
    first, second = code[:4], code[4:]
    runs = f'</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{first}</w:instrText></w:r><w:r><w:instrText>{second}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>'
    assert "has a field" in refused(changed(replace=(DOCUMENT, "{{ title }}", runs)))


def test_a_letterhead_without_a_body_is_refused(changed):
    assert "{{ body }}" in refused(changed(replace=(DOCUMENT, "{{ body }}", "nothing")))


def test_a_body_among_other_words_twice_or_in_a_table_is_refused(changed):
    assert "other words" in refused(changed(replace=(DOCUMENT, "{{ body }}", "see {{ body }}")))
    assert "2 paragraphs" in refused(changed(replace=(DOCUMENT, "{{ subtitle }}", "{{ body }}")))
    assert "the header of section 1" in refused(changed(replace=("word/header1.xml", "{{ classification }}", "{{ body }}")))
    moved = zipfile.ZipFile(NEUTRAL).read(DOCUMENT).replace(b"{{ body }}", b"").replace(b"{{ version }}", b"{{ body }}")
    assert "table" in refused(changed({DOCUMENT: moved}))


def test_an_unknown_field_is_named(changed):
    assert "{{ minister }}" in refused(changed(replace=(DOCUMENT, "{{ title }}", "{{ minister }}")))


def test_missing_old_and_other_files_are_refused(tmp_path):
    assert "missing" in refused(tmp_path / "none.docx")
    for name, data, expected in (("old.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"), ("text.docx", b"hello", "no Word file")):
        (tmp_path / name).write_bytes(data)
        assert expected in refused(tmp_path / name)


def test_fields_are_filled_in_as_plain_text():
    package = Package.read(written(book()))
    cover = [words(p) for p in package.xml(DOCUMENT).iter(q("w:p"))][:20]
    assert "Rules & \"rules\"" in cover and "SOP-X / EN / v1.2" in cover and "23 November 2026" in cover
    assert "Draft: not approved by anyone" in words(package.xml("word/header1.xml"))


def test_page_numbers_are_fields():
    footer = Package.read(written(book(), "ar")).xml("word/footer1.xml")
    assert [code.text.strip() for code in footer.iter(q("w:instrText"))] == ["PAGE", "NUMPAGES"]


def test_a_condition_keeps_or_drops_words(changed):
    path = changed(replace=(DOCUMENT, "{{ subtitle }}", "{% if draft %}kept{% endif %}{% if nothing %}x{% endif %}"))
    assert "{{ nothing }}" in refused(path)
    data = written(book(), template=changed(replace=(DOCUMENT, "{{ subtitle }}", "{% if draft %}kept{% endif %}")))
    assert "kept" in words(Package.read(data).xml(DOCUMENT))


def test_chapter_text_never_meets_jinja():
    _, blocks = body(written(book(text("{{ title }} {% if x %} & < {_{ %_}"))))
    assert words(blocks[1]) == "{{ title }} {% if x %} & < {_{ %_}"


def test_the_makers_own_words_keep_their_direction(changed):
    path = changed(replace=("word/header1.xml", "{{ draft }}", "Republic of Iraq"))
    header = Package.read(written(book(), "ar", template=path)).xml("word/header1.xml")
    static, filled = list(header.iter(q("w:p")))
    assert not is_on(static.find(f"{q('w:pPr')}/{q('w:bidi')}")) and is_on(filled.find(f"{q('w:pPr')}/{q('w:bidi')}"))


def test_styles_are_found_by_name_and_added_where_missing(changed):
    styles = zipfile.ZipFile(NEUTRAL).read("word/styles.xml").replace(b'"Heading1"', b'"a5"').replace(b'"heading 1"', b'"Heading 1"').replace(b'w:val="SOP Box Title"', b'w:val="Other"')
    package, blocks = body_of(changed({"word/styles.xml": styles}))
    assert value(blocks[0], "w:pPr/w:pStyle") == "a5"
    assert "SOP Box Title" in {style_of(package, p) for block in blocks for p in block.iter(q("w:p"))}


def test_styles_are_made_fit_for_arabic(changed):
    styles = zipfile.ZipFile(NEUTRAL).read("word/styles.xml").decode()
    old = '<w:rPr><w:b/><w:bCs/><w:color w:val="1F3A5F"/><w:sz w:val="34"/><w:szCs w:val="38"/></w:rPr>'
    assert old in styles
    torn = '<w:rPr><w:rFonts w:cstheme="majorBidi"/><w:b/><w:spacing w:val="20"/><w:sz w:val="34"/></w:rPr>'
    package = Package.read(written(book(), "ar", template=changed({"word/styles.xml": styles.replace(old, torn).encode()})))
    heading = next(s for s in package.xml("word/styles.xml").iter(q("w:style")) if value(s, "w:name") == "heading 1")
    look = {child.tag.rpartition("}")[2]: child for child in heading.find(q("w:rPr"))}
    assert list(look) == ["rFonts", "b", "bCs", "sz", "szCs"]
    assert dict(look["rFonts"].attrib) == {q("w:cs"): "Times New Roman"} and look["szCs"].get(q("w:val")) == "34"


def test_every_field_is_explained_to_letterheads_makers():
    readme = (REPOSITORY / "templates/word/README.md").read_text(encoding="utf-8")
    needed = readme.split("Needed, because")[1].split("All others")[0]
    assert dict(re.findall(r"^\| `\{\{ (\w+) \}\}` \|.*\| (.+) \|$", needed, re.MULTILINE)) == contract.REQUIRED
    for name in [*cover.fields(project(), "en", REVISION), *contract.LISTED, "body"]:
        assert f"`{{{{ {name} }}}}`" in readme, name
    for name, fields in contract.LISTS.items():
        assert f"`[[{name}]]`" in readme and cover.lists(project(), "en").keys() >= {name} and fields


@pytest.mark.parametrize("name", sorted(contract.REQUIRED))
def test_a_letterhead_without_a_needed_field_is_refused(changed, name):
    def without(part: str) -> bytes:
        return re.sub(r"(\{\{|\{% if) " + name + r" (\}\}|%\})", r"\1 uncontrolled \2", zipfile.ZipFile(NEUTRAL).read(part).decode()).encode()

    parts = [part for part in zipfile.ZipFile(NEUTRAL).namelist() if re.match(r"word/(document|header|footer)", part)]
    assert f"{{{{ {name} }}}}" in refused(changed({part: without(part) for part in parts}))


def test_a_hidden_field_is_refused(changed):
    """Else a draft could look approved."""
    path = changed(replace=("word/header1.xml", '<w:r><w:t xml:space="preserve">{{ draft }}', '<w:r><w:rPr><w:vanish/></w:rPr><w:t xml:space="preserve">{{ draft }}'))
    assert "the header of section 1, paragraph “{{ draft }}”, has a hidden field" in refused(path)


def table_rows(data: bytes) -> list[list[str]]:
    tables = [[[words(cell) for cell in row.iter(q("w:tc"))] for row in table.iter(q("w:tr"))] for table in Package.read(data).xml(DOCUMENT).iter(q("w:tbl"))]
    return [row for table in tables for row in table]


def test_a_row_is_written_for_each_entry_of_a_list(monkeypatch):
    full = replace(
        project(), versions=(config.Version(version="1.1", date=datetime.date(2026, 1, 2), change={"en": "One & {{ title }}"}), config.Version(version="1.2", date=datetime.date(2026, 3, 4), change={"en": "Two"})),
        copies=(config.Copy(number=7, holder={"en": "A court"}),),
    )
    monkeypatch.setattr("tests.word.conftest.project", lambda: full)
    rows = table_rows(written(book()))
    assert ["1.1", "2 January 2026", "One & {{ title }}"] in rows and ["1.2", "4 March 2026", "Two"] in rows
    assert ["7", "A court"] in rows


def test_an_empty_list_leaves_a_row_to_fill_in_by_hand():
    rows = table_rows(written(book()))
    assert ["1.2", "23 November 2026", ""] in rows  # without a history, this version is all there is
    assert ["", ""] in rows and ["", "", "", ""] in rows


def test_a_list_is_repeated_although_word_cut_its_field_into_runs(changed):
    data = written(book(), template=changed(replace=(DOCUMENT, "{{ change_version }}", "{{</w:t></w:r><w:r><w:t> change_</w:t></w:r><w:r><w:t>version }}")))
    assert ["1.2", "23 November 2026", ""] in table_rows(data)


def test_a_field_of_a_list_outside_a_row_and_two_lists_in_one_row_are_refused(changed):
    assert "outside a table" in refused(changed(replace=(DOCUMENT, "{{ subtitle }}", "{{ copy_number }}")))
    assert "make a table for each list" in refused(changed(replace=(DOCUMENT, "{{ copy_holder }}", "{{ change_text }}")))
    assert "two rows" in refused(changed(replace=(DOCUMENT, "{{ label_holder }}", "{{ copy_holder }}")))


def test_the_watermark_stands_in_drafts_only(monkeypatch):
    def marks() -> list[str]:
        package = Package.read(written(book(), "ar"))
        return [path.get("string") for part in ("word/header1.xml", "word/header2.xml") for path in package.xml(part).iter("{urn:schemas-microsoft-com:vml}textpath") if path.get("string")]

    assert marks() == ["Draft", "Draft"]
    issued = replace(project(), document=replace(project().document, status="issued"))
    monkeypatch.setattr("tests.word.conftest.project", lambda: issued)
    assert marks() == []


def test_words_in_a_text_box_are_turned_once(changed):
    box = ('</w:t></w:r><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>{{ code }}</w:t></w:r></w:p>'
           "</w:txbxContent></v:textbox></v:shape></w:pict></w:r><w:r><w:t>{{ subtitle }}")
    package = Package.read(written(book(), "ar", template=changed(replace=(DOCUMENT, "{{ subtitle }}", box))))
    [inside] = package.xml(DOCUMENT).iter(q("w:txbxContent"))
    assert words(inside).strip("\u200e\u200f") == "SOP-X / AR / v1.2" and words(inside).count("\u200e") <= 2
    assert is_on(inside.find(f"{q('w:p')}/{q('w:pPr')}/{q('w:bidi')}"))


def test_a_file_without_styles_gets_ours(changed):
    def without(name: str, pattern: str) -> str:
        return re.sub(pattern, "", zipfile.ZipFile(NEUTRAL).read(name).decode())

    path = changed({"word/styles.xml": None, RELS: without(RELS, r"<Relationship [^>]*styles.xml[^>]*/>"), "[Content_Types].xml": without("[Content_Types].xml", r"<Override PartName=./word/styles.xml.[^>]*/>")})
    package = Package.read(written(book(), "ar", template=path))
    assert "heading 1" in {style_of(package, paragraph) for paragraph in package.xml(DOCUMENT).iter(q("w:p"))}


def test_measures_that_are_no_whole_numbers_do_no_harm(changed):
    data = written(book(text("x")), template=changed(replace=(DOCUMENT, 'w:w="11906"', 'w:w="21cm"')))
    assert b"21cm" in zipfile.ZipFile(io.BytesIO(data)).read(DOCUMENT)


def body_of(path):
    data = written(book(nodes.note("", nodes.title("", "Note"), text("x"))), template=path)
    package = Package.read(data)
    blocks = list(package.xml(DOCUMENT).find(q("w:body")))
    return package, [b for b in blocks if value(b, "w:pPr/w:pStyle") == "a5"] + blocks


def test_a_section_break_in_the_body_paragraph_is_kept(changed):
    old = "<w:r><w:t xml:space=\"preserve\">{{ body }}"
    data = zipfile.ZipFile(NEUTRAL).read(DOCUMENT).decode()
    at = data.index(old)
    properties = data.rindex("</w:pPr>", 0, at)
    data = data[:properties] + '<w:sectPr><w:pgSz w:w="16838" w:h="11906"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>' + data[properties:]
    package, blocks = body(written(book(text("x")), template=changed({DOCUMENT: data.encode()})))
    assert len(list(package.xml(DOCUMENT).iter(q("w:sectPr")))) == 2
    assert any(b.find(f"{q('w:pPr')}/{q('w:sectPr')}") is not None for b in blocks)


def test_private_use_marks_never_reach_the_file():
    for name, part in Package.read(written(book(), "ckb")).parts.items():
        if name.endswith(".xml"):
            assert not any(mark in part.decode() for mark in (letterhead.SENTINEL, "\ue0b1", "\ue0b2")), name
