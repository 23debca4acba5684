"""The bytes of a letterhead in; the first reason to refuse it out. A letterhead comes by e-mail, and it is a program for Jinja."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from build_tools import archive
from build_tools.word.ooxml import W, parse, q
from build_tools.word.package import MAIN_TYPE, RELATIONSHIPS, Package

# What a letterhead may link to. A list of what is allowed: a list of what is dangerous is never complete.
LINKS = set(
    ["officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "font", "theme", "numbering", "footnotes", "endnotes", "header", "footer", "image", "hyperlink", "customXml", "customXmlProps", "printerSettings", "people"]
)
REFUSED_TYPES = re.compile("macro|vba|oleobject|activex|toolbars|keymap", re.IGNORECASE)
REFUSED_ELEMENTS = {q(f"w:{name}") for name in ("altChunk", "object", "control", "subDoc", "attachedTemplate", "mailMerge", "movie")}
# Fields that only look inside the file. DDEAUTO, INCLUDETEXT and LINK fetch or run something when Word updates its fields.
FIELDS = set(["PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC", "TITLE", "SUBJECT", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "HYPERLINK", "SYMBOL", "QUOTE"])


class Refused(Exception):
    """Why a letterhead cannot be used: what it holds, and what its owner can do."""

    def __init__(self, text: str, action: str) -> None:
        super().__init__(text)
        self.text, self.action = text, action


def open_safely(data: bytes) -> Package:
    """The letterhead's parts. Raises Refused for anything that is no plain, passive Word file."""
    package = Package(_unpack(data))
    for name in sorted(package.parts):
        if name.endswith((".xml", ".rels")):
            _examine_xml(name, package.parts[name])
    _examine_types(package)
    for name in sorted(package.parts):
        if name.endswith(".rels"):
            _examine_links(package.xml(name))
        elif name.endswith(".xml"):
            _examine_elements(package.xml(name))
    if package.main not in package.parts or package.xml(package.main).tag != f"{{{W}}}document":
        raise Refused("is no ordinary Word document", 'in Word choose Save as, "Word Document (*.docx)", not Strict Open XML')
    return package


def _unpack(data: bytes) -> dict[str, bytes]:
    if data.startswith(archive.OLE):
        raise Refused("is an old .doc file or has a password", 'take the password off in Word and save it as "Word Document (*.docx)"')
    try:
        return archive.unpack(data)
    except archive.Unsound as problem:
        raise Refused(f"is no sound Word file: {problem}", "open it in Word and save it under a new name") from None
    except archive.NoZip as problem:
        raise Refused("is no Word file", f"save it from Word as .docx ({problem})") from None


def _examine_xml(name: str, data: bytes) -> None:
    try:
        tree = parse(data).getroottree()
    except etree.XMLSyntaxError as error:
        raise Refused(f"is no sound Word file: {name}: {error.msg}", "open it in Word and save it under a new name") from None
    # The parser, not a search for "<!DOCTYPE": the part may be UTF-16.
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None or next(tree.iter(etree.Entity), None) is not None:
        raise Refused(f"declares a document type in {name}", "Word never writes one: do not trust this file")


def _examine_types(package: Package) -> None:
    if "[Content_Types].xml" not in package.parts:
        raise Refused("is no Word file", "save it from Word as .docx")
    types = [element.get("ContentType", "") for element in package.xml("[Content_Types].xml") if isinstance(element.tag, str)]
    for text in [*types, *package.parts]:
        if REFUSED_TYPES.search(text):
            raise Refused(f"holds macros or embedded programs ({text})", 'in Word choose Save as, "Word Document (*.docx)", which leaves macros out')
    if MAIN_TYPE not in types:
        raise Refused("is no Word document", 'in Word choose Save as, "Word Document (*.docx)"')


def _examine_links(root: etree._Element) -> None:
    for element in root.iter(f"{{{RELATIONSHIPS}}}Relationship"):
        kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
        if kind not in LINKS:
            raise Refused(f"links to {kind!r}", "take embedded files, attached templates, comments and objects out of the letterhead")
        is_harmless = kind == "hyperlink" and re.match("(https?|mailto):", target, re.IGNORECASE)
        if element.get("TargetMode") == "External" and not is_harmless:
            raise Refused(f"loads something from outside ({target[:80]})", "put pictures into the file itself, and break its links")


def _examine_elements(root: etree._Element) -> None:
    if isinstance(root.tag, str) and root.tag.startswith("{http://purl.oclc.org/ooxml/"):
        raise Refused("is a Strict Open XML file", 'in Word choose Save as, "Word Document (*.docx)"')
    for element in root.iter(*REFUSED_ELEMENTS):
        raise Refused(f"holds w:{etree.QName(element).localname}", "take embedded files, templates and objects out of the letterhead")
    for instruction in _field_instructions(root):
        word = (instruction.split() or [""])[0].upper()
        if word not in FIELDS:
            raise Refused(f"has a field {word!r}", f"take the field out; allowed are {', '.join(sorted(FIELDS))}")


def _field_instructions(root: etree._Element) -> Iterator[str]:
    """The code of each field. Word cuts codes into runs, and fields can stand inside fields."""
    for element in root.iter(q("w:fldSimple")):
        yield element.get(q("w:instr"), "")
    open_codes: list[str] = []
    for element in root.iter(q("w:fldChar"), q("w:instrText"), q("w:delInstrText")):
        if element.tag != q("w:fldChar"):
            if not open_codes:
                yield element.text or ""
            else:
                open_codes[-1] += element.text or ""
        elif element.get(q("w:fldCharType")) == "begin":
            open_codes.append("")
        elif element.get(q("w:fldCharType")) == "end" and open_codes:
            yield open_codes.pop()
    yield from open_codes
