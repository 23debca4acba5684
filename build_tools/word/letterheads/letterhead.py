"""A letterhead and the words for its fields in; the Word file with those words, and the place for the chapters, out.

The contract with whoever makes a letterhead: one paragraph ``{{ body }}``, the fields of ``contract`` anywhere else, a row of a table for
each list; a text may be kept for drafts with ``{% if draft %}…{% endif %}``.
"""

from __future__ import annotations

import io
from pathlib import Path

from docxtpl import DocxTemplate
from lxml import etree

from build_tools.findings import CouldNotRun, Finding
from build_tools.word.letterheads import gate, rows, tags
from build_tools.word.letterheads.contract import BODY, LISTED
from build_tools.word.letterheads.gate import Refused
from build_tools.word.letterheads.turning import freeze, turn
from build_tools.word.ooxml import q
from build_tools.word.package import WORD_TYPE, Package
from build_tools.word.styles import design, fit_for_arabic

SENTINEL = "\ue0b0body\ue0b0"  # private use: no text of ours holds it


def render(path: Path, *, name: str, fields: dict[str, str], direction: str, lists: dict[str, list[dict[str, str]]] | None = None) -> Package:
    """The letterhead with its fields filled in and turned to the edition's direction. Raises CouldNotRun, as ``name``, if it is unfit.

    ``lists`` has the entries of ``contract.LISTS``; a list without entries is left blank, to be filled in by hand.
    """
    try:
        package = gate.open_safely(path.read_bytes())
        for problem in tags.problems(package, {*fields, *LISTED, BODY}):
            raise problem
        _forget_its_maker(package)
        if not package.related(package.main, "styles"):
            package.replace("word/styles.xml", design())
            package.declare("word/styles.xml", f"{WORD_TYPE}.styles+xml")
            package.relate(package.main, "styles", "word/styles.xml")
        values = rows.repeat(package, tags.rendered_parts(package), lists or {})
        freeze(package)
        filled = Package.read(_fill(package.save(), fields | values))
        turn(filled, direction)
        for part in tags.rendered_parts(filled):
            for look in filled.xml(part).iter(q("w:rPr")):
                fit_for_arabic(look)
        place(filled)
        return filled
    except FileNotFoundError:
        raise _unfit(name, "the letterhead is missing", "put the Word file there, or correct its name in sop.toml") from None
    except OSError as error:
        raise _unfit(name, f"cannot be read: {error.strerror}", "look at the file's permissions") from None
    except Refused as problem:
        raise _unfit(name, str(problem), problem.action) from None


def place(package: Package, mark: str = SENTINEL) -> etree._Element:
    """The paragraph that the chapters take the place of."""
    body = package.xml(package.main).find(q("w:body"))
    found = [p for p in body.iter(q("w:p")) if mark in _words(p)]
    if len(found) != 1:
        raise Refused(f"has {len(found)} paragraphs {{{{ body }}}}", "write {{ body }} once, in a paragraph of its own, where the chapters shall stand")
    [paragraph] = found
    if paragraph.getparent() is not body:
        raise Refused("has {{ body }} inside a table or a frame", "put it into a paragraph of its own on the page")
    if _words(paragraph).strip() != mark:
        raise Refused("has other words beside {{ body }}", "put {{ body }} into a paragraph of its own")
    return paragraph


def _words(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(q("w:t")))


def _forget_its_maker(package: Package) -> None:
    """The author's data, what document servers add, and the name of a printer, are not passed on."""
    package.unrelate("", {"thumbnail", "custom-properties", "core-properties", "extended-properties"})
    package.unrelate(package.main, {"customXml", "people"})
    for part in tags.rendered_parts(package):
        package.unrelate(part, {"printerSettings"})
        for element in list(package.xml(part).iter(q("w:printerSettings"))):
            element.getparent().remove(element)


def _fill(data: bytes, fields: dict[str, str]) -> bytes:
    """docxtpl's part of the work: plain words only; chapters never pass through it, since it rewrites some characters."""
    words = {name: " ".join(text.split()) for name, text in fields.items()}
    buffer = io.BytesIO()
    try:
        template = DocxTemplate(io.BytesIO(data))
        template.render({**words, BODY: SENTINEL}, tags.environment(), autoescape=True)
        template.save(buffer)
    except Exception as error:  # python-docx and docxtpl raise whatever their code runs into: the file is a stranger's
        reason = " ".join(str(error).split())[:120] or type(error).__name__
        raise Refused(f"cannot be filled in: {reason}", gate.AGAIN) from None
    return buffer.getvalue()


def _unfit(name: str, text: str, action: str) -> CouldNotRun:
    return CouldNotRun(Finding(path=name, code="letterhead", text=" ".join(text.split()), action=action))
