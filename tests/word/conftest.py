"""What the Word tests share: a small project, books made by hand, and Word files to break."""

from __future__ import annotations

import datetime
import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from docutils import nodes

from build_tools import config
from build_tools.config import Project
from build_tools.revision import Revision
from build_tools.word import edition
from build_tools.word.letterheads import cover, letterhead
from build_tools.word.ooxml import q
from build_tools.word.package import Package
from tests.conftest import REPOSITORY, TINY

NEUTRAL = REPOSITORY / "templates/word/neutral.docx"
REVISION = Revision(name="0123456789", timestamp=1_790_000_000)


def project() -> Project:
    """The tiny SOP's, with control data that the tests know."""
    tiny = config.load(TINY)
    document = replace(
        tiny.document, code="SOP-X", version="1.2", date=datetime.date(2026, 11, 23), status="draft",
        title={"en": "Rules & \"rules\"", "ar": "قواعد", "ckb": "ڕێساکان"}, subtitle={"en": "For all", "ar": "للجميع", "ckb": "بۆ هەمووان"},
    )
    return replace(tiny, document=document)


def book(*children: nodes.Node) -> nodes.document:
    """A book whose only chapter holds ``children``."""
    document = nodes.document(None, None)
    chapter = nodes.section("", nodes.title("", "First"), *children, ids=["a#first", "a#"], number="1", level=1)
    document += [nodes.container(classes=["front"]), chapter]
    return document


def text(words: str, **attributes) -> nodes.paragraph:
    return nodes.paragraph(words, words, **attributes)


def written(document: nodes.document, language: str = "en", *, template: Path = NEUTRAL, pictures: Path = REPOSITORY / "source") -> bytes:
    """A whole edition of a book, on the neutral letterhead."""
    own = project()
    package = letterhead.render(
        template, name=f"templates/word/{template.name}", fields=cover.fields(own, language, REVISION), lists=cover.lists(own, language), direction=own.languages[language].direction
    )
    return edition.fill(package, document, project=own, language=language, revision=REVISION, pictures=pictures)


def body(data: bytes):
    """The chapters' part of a written edition: what follows the contents."""
    package = Package.read(data)
    blocks = list(package.xml("word/document.xml").find(q("w:body")))
    headings = [index for index, block in enumerate(blocks) if block.findtext(".//" + q("w:t")) == "First" and style_of(package, block) == "heading 1"]
    return package, blocks[headings[0] :]


def style_of(package: Package, paragraph) -> str:
    own = paragraph.find(f"{q('w:pPr')}/{q('w:pStyle')}")
    if own is None:
        return ""
    for style in package.xml("word/styles.xml").iter(q("w:style")):
        if style.get(q("w:styleId")) == own.get(q("w:val")):
            return style.find(q("w:name")).get(q("w:val"))
    return "?"


def words(element) -> str:
    """What a reader sees: no field codes."""
    return "".join("-" if found.tag == q("w:noBreakHyphen") else found.text or "" for found in element.iter(q("w:t"), q("w:noBreakHyphen")))


@pytest.fixture
def changed(tmp_path: Path):
    """The neutral letterhead with some parts replaced, added or (None) left out."""

    def change(parts: dict[str, object] | None = None, *, name: str = "changed.docx", replace: tuple[str, str, str] | None = None) -> Path:
        with zipfile.ZipFile(NEUTRAL) as archive:
            held = {info.filename: archive.read(info) for info in archive.infolist()}
        if replace:
            part, old, new = replace
            assert old.encode() in held[part], f"{part} has no {old!r}"
            held[part] = held[part].replace(old.encode(), new.encode())
        held |= parts or {}
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for part, data in held.items():
                if data is not None:
                    archive.writestr(part, data)
        path = tmp_path / name
        path.write_bytes(buffer.getvalue())
        return path

    return change
