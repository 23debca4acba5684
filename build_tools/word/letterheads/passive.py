"""One XML part of a letterhead in; what in it could run, fetch or give away something out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from build_tools.word.ooxml import W, q

# What Word runs, loads or fills from elsewhere, with words for whoever has to take it out.
ACTIVE = {
    "altChunk": "a second document that is laid in", "object": "an embedded object", "OLEObject": "an embedded object",
    "control": "an ActiveX control", "ocx": "an ActiveX control", "subDoc": "a subdocument", "attachedTemplate": "an attached template",
    "mailMerge": "a mail merge", "movie": "a film", "entryMacro": "a form field with a macro", "exitMacro": "a form field with a macro",
    "attachedSchema": "an attached schema", "saveThroughXslt": "a transformation", "frameset": "frames", "contentPart": "ink or foreign content",
    "script": "a script", "foreignObject": "foreign content",
}
TRACKED = {q(f"w:{name}") for name in ("ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "cellIns", "cellDel")}
# Fields that only look inside the file. DDEAUTO, INCLUDETEXT, INCLUDEPICTURE and LINK fetch or run something when Word updates its fields;
# AUTHOR, USERNAME and FILENAME give away who made the file, and where.
FIELDS = frozenset(["PAGE", "NUMPAGES", "SECTION", "SECTIONPAGES", "PAGEREF", "REF", "NOTEREF", "STYLEREF", "SEQ", "TOC", "TITLE", "SUBJECT", "DATE", "TIME", "CREATEDATE", "SAVEDATE", "HYPERLINK", "SYMBOL", "QUOTE"])
WEB = re.compile(r"(https?|mailto):", re.IGNORECASE)
ADDRESSES = {"src", "href", "althref"}  # of VML and SVG, beside the links of the part


def faults(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """The element, what is wrong, and what its owner can do."""
    yield from active(root)
    yield from tracked(root)
    yield from reaching_fields(root)
    yield from addresses(root)


def active(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in ACTIVE and (name != "script" or "svg" in element.tag):
            yield element, f"has {ACTIVE[name]} ({name})", "delete it in Word, or copy what is visible into a new document"


def tracked(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """They hold the names of persons, and show words that are no longer meant."""
    for element in root.iter(*TRACKED):
        yield element, "has tracked changes", "in Word choose Review, Accept All Changes"
        return


def reaching_fields(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    for element, code in field_codes(root):
        words = code.split() or [""]
        if words[0].upper() not in FIELDS:
            yield element, f"has a field {words[0].upper()!r}", f"delete the field; allowed are {', '.join(sorted(FIELDS))}"
        elif words[0].upper() == "HYPERLINK" and not (WEB.match(" ".join(words[1:]).strip("\"“” ")) or words[1:2] == ["\\l"]):
            yield element, f"has a link to {' '.join(words[1:])[:60]!r}", "a link may lead to a web or e-mail address, or to a place in the file"


def addresses(root: etree._Element) -> Iterator[tuple[etree._Element, str, str]]:
    """Pictures of the old and the new kind may name an address themselves, without a link of the part."""
    if not isinstance(root.tag, str) or root.tag.startswith("{http://schemas.openxmlformats.org/package/"):
        return
    for element in root.iter(etree.Element):
        if element.tag.startswith(f"{{{W}}}"):
            continue
        for name, value in element.attrib.items():
            if etree.QName(name).localname.lower() in ADDRESSES and value and not value.startswith(("#", "data:image/png", "data:image/jpeg")):
                yield element, f"loads something from outside ({value[:80]})", "put the picture into the file itself: Insert, Pictures"


def field_codes(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The code of each field. Word cuts codes into runs, and fields can stand inside fields."""
    for element in root.iter(q("w:fldSimple")):
        yield element, element.get(q("w:instr"), "")
    open_codes: list[list] = []
    for element in root.iter(q("w:fldChar"), q("w:instrText"), q("w:delInstrText")):
        if element.tag != q("w:fldChar"):
            if not open_codes:
                yield element, element.text or ""
            else:
                open_codes[-1][1] += element.text or ""
        elif element.get(q("w:fldCharType")) == "begin":
            open_codes.append([element, ""])
        elif element.get(q("w:fldCharType")) == "end" and open_codes:
            yield tuple(open_codes.pop())
    yield from map(tuple, open_codes)
