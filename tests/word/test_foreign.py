"""Letterheads as offices have them: from an Arabic Word, from LibreOffice, with numbering and sections of their own."""

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from build_tools.word.letterheads import cover, examination
from build_tools.word.lint import lint
from build_tools.word.ooxml import q, value
from build_tools.word.package import Package
from tests.conftest import REPOSITORY
from tests.word.conftest import NEUTRAL, REVISION, project, style_of, words, written
from tests.word.test_content import rich_book

DOCUMENT, STYLES = "word/document.xml", "word/styles.xml"
OWN = Path(REPOSITORY / "templates/word")
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def rewritten(names: dict[str, str], *, prefix: str = "a") -> dict[str, bytes]:
    """The neutral letterhead with styles called as an Arabic Word calls them: ids without meaning, and perhaps other names."""
    with zipfile.ZipFile(NEUTRAL) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}
    ids = {own: str(n) if n < 10 else f"{prefix}{n}" for n, own in enumerate(re.findall(r'w:styleId="(\w+)"', parts[STYLES]), start=1)}
    for part in parts:
        parts[part] = re.sub(r'(w:(?:styleId=|pStyle w:val=|rStyle w:val=|tblStyle w:val=|basedOn w:val=|next w:val=|link w:val=))"(\w+)"',
                             lambda found: f'{found[1]}"{ids.get(found[2], found[2])}"', parts[part])
    for old, new in names.items():
        assert f'<w:name w:val="{old}"/>' in parts[STYLES], old
        parts[STYLES] = parts[STYLES].replace(f'<w:name w:val="{old}"/>', f'<w:name w:val="{new}"/>')
    return {part: text.encode() for part, text in parts.items()}


def sound(data: bytes) -> Package:
    assert lint.problems(data) == []
    return Package.read(data)


def looked_at(path: Path) -> examination.Examined:
    return examination.examine(path, path.name, cover.fields(project(), "en", REVISION))


def heading(package: Package):
    """The style of the first chapter's heading, and how often Word's name for it is there."""
    paragraph = next(p for p in package.xml(DOCUMENT).iter(q("w:p")) if words(p).strip() == "First" and style_of(package, p).lower() == "heading 1")
    styles = [style for style in package.xml(STYLES).iter(q("w:style")) if value(style, "w:name").lower() == "heading 1"]
    assert [style.get(q("w:styleId")) for style in styles] == [value(paragraph, "w:pPr/w:pStyle")]
    return styles[0]


@pytest.mark.parametrize("names", [
    {}, {"heading 1": "عنوان 1", "heading 2": "عنوان 2", "Normal": "عادي", "Body Text": "نص أساسي", "header": "رأس الصفحة", "toc 1": "جدول المحتويات 1"},
    {"heading 1": "العنوان 1", "Title": "العنوان", "caption": "تسمية توضيحية", "Normal Table": "جدول عادي"},
])
def test_styles_of_an_arabic_word_are_known(changed, names):
    path = changed(rewritten({**names}))
    assert looked_at(path) == examination.Examined(refused=[], remarks=[])
    for language in ("en", "ar"):
        style = heading(sound(written(rich_book(), language, template=path)))
        assert style.get(q("w:styleId")) not in ("Heading1", "heading 1")
        assert value(style, "w:rPr/w:sz") == "34"  # the letterhead's own look, and not a second style beside it


def test_a_style_renamed_by_its_office_is_known_by_its_alias(changed):
    parts = rewritten({})
    parts[STYLES] = parts[STYLES].replace(b'<w:name w:val="heading 1"/>', '<w:name w:val="عنوان الفصل"/><w:aliases w:val="Heading 1,Chapter"/>'.encode())
    heading(sound(written(rich_book(), "ar", template=changed(parts))))


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["neutral", "judicial"])
def test_a_letterhead_saved_by_libreoffice_works(tmp_path, name):
    source = tmp_path / "in" / f"{name}.docx"
    source.parent.mkdir()
    shutil.copy(OWN / source.name, source)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "docx:MS Word 2007 XML", "--outdir", tmp_path, source]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    path = tmp_path / source.name
    assert "LibreOffice" in zipfile.ZipFile(path).read("docProps/app.xml").decode()
    assert looked_at(path).refused == []
    for language in ("en", "ar"):
        package = sound(written(rich_book(), language, template=path))
        heading(package)
        said = " ".join(words(package.xml(part)) for part in package.parts if re.match(r"word/header\d", part))
        assert f"SOP-X / {language.upper()} / v1.2" in said and "Draft: not approved by anyone" in said
        assert "docProps/app.xml" not in package.parts


NUMBERING = f"""<?xml version="1.0" encoding="UTF-8"?><w:numbering {W}>
<w:abstractNum w:abstractNumId="4"><w:multiLevelType w:val="multilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="upperRoman"/><w:pStyle w:val="Heading1"/>
<w:lvlText w:val="%1 -"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum><w:num w:numId="9"><w:abstractNumId w:val="4"/></w:num><w:numIdMacAtCleanup w:val="4"/></w:numbering>"""
LANDSCAPE = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/><w:pgMar w:top="1000" w:right="1000" w:bottom="1000" w:left="1000" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr></w:pPr></w:p>'


def test_numbering_and_sections_of_its_own_stay_and_do_no_harm(changed):
    held = {name: zipfile.ZipFile(NEUTRAL).read(name).decode() for name in (DOCUMENT, STYLES, "word/_rels/document.xml.rels", "[Content_Types].xml")}
    body = re.search(r"<w:p>(?:(?!<w:p>).)*{{ body }}.*?</w:p>", held[DOCUMENT])[0]
    listed = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="9"/></w:numPr></w:pPr><w:r><w:t>Its own list</w:t></w:r></w:p>'
    after = f"{LANDSCAPE}<w:p><w:r><w:t>Back page</w:t></w:r></w:p>"
    path = changed({
        DOCUMENT: held[DOCUMENT].replace(body, f"{listed}{LANDSCAPE}{body}{after}").encode(),
        STYLES: held[STYLES].replace('<w:name w:val="heading 1"/>', '<w:name w:val="heading 1"/>').replace(
            '<w:keepNext/><w:keepLines/><w:pageBreakBefore/>', '<w:keepNext/><w:keepLines/><w:pageBreakBefore/><w:numPr><w:numId w:val="9"/></w:numPr>', 1).encode(),
        "word/numbering.xml": NUMBERING.encode(),
        "word/_rels/document.xml.rels": held["word/_rels/document.xml.rels"].replace("</Relationships>", '<Relationship Id="rIdN" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/numbering" Target="numbering.xml"/></Relationships>').encode(),
        "[Content_Types].xml": held["[Content_Types].xml"].replace("</Types>", '<Override PartName="/word/numbering.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"/></Types>').encode(),
    })
    package = sound(written(rich_book(), "ar", template=path))
    own, ours = next(p for p in package.xml(DOCUMENT).iter(q("w:p")) if words(p) == "Its own list"), heading(package)
    assert value(own, "w:pPr/w:numPr/w:numId") == "9" != value(ours, "w:pPr/w:numPr/w:numId")
    looks = {look.get(q("w:abstractNumId")): look for look in package.xml("word/numbering.xml").iter(q("w:abstractNum"))}
    assert value(looks["4"], "w:lvl/w:numFmt") == "upperRoman" and len(looks) > 1
    body = package.xml(DOCUMENT).find(q("w:body"))
    order = [words(block) or "section" * bool(list(block.iter(q("w:sectPr")))) for block in body]
    assert order.index("Its own list") < order.index("section") < order.index("Back page")
    wide = [table for table in body.iter(q("w:tbl")) if int(table.find(f"{q('w:tblPr')}/{q('w:tblW')}").get(q("w:w"))) > 12000]
    assert wide, "tables of the chapters fill the landscape page that they stand on"


