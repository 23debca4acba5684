"""The bytes of a letterhead in; its parts, or the reasons to refuse it, out. A letterhead comes by e-mail, and it is a program for Jinja."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from build_tools import archive
from build_tools.word.letterheads import passive, whereabouts
from build_tools.word.ooxml import W, parse, q
from build_tools.word.package import CONTENT_TYPES, MAIN_TYPE, RELATIONSHIPS, TYPES, Package, resolve

MAX_XML = 2_000_000  # bytes of all XML parts: what they take in memory is twenty times that; letterheads reach a tenth of it
MAX_ELEMENTS = 15_000  # of all XML, and a third as many styles: each is looked at many times; letterheads reach a tenth of it
# What a letterhead may link to. A list of what is allowed: a list of what is dangerous is never complete.
XML_LINKS = frozenset(
    ["officeDocument", "core-properties", "extended-properties", "custom-properties", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "theme", "numbering", "footnotes", "endnotes", "header", "footer", "customXml", "customXmlProps", "people"]
)
LINKS = XML_LINKS | {"thumbnail", "font", "image", "hyperlink", "printerSettings"}
LINKED = {
    "vbaProject": "macros", "oleObject": "an embedded object", "package": "an embedded file", "aFChunk": "a second document that is laid in",
    "attachedTemplate": "an attached template", "subDocument": "a subdocument", "comments": "comments", "control": "an ActiveX control",
    "glossaryDocument": "building blocks", "extensibility": "a ribbon of its own", "origin": "a digital signature", "frame": "frames",
}
REFUSED_TYPES = re.compile("macro|vba|oleobject|activex|toolbars|keymap", re.IGNORECASE)
PASSIVE_TYPES = re.compile(r"image/(png|jpe?g|gif|bmp|tiff?|x-emf|x-wmf|svg\+xml)$|application/(vnd\.openxmlformats-officedocument\.(obfuscatedFont|wordprocessingml\.printerSettings)|octet-stream)$")
PICTURES = {  # how files of these kinds begin; an .emf says so later
    "png": (b"\x89PNG",), "jpeg": (b"\xff\xd8",), "jpg": (b"\xff\xd8",), "gif": (b"GIF8",), "bmp": (b"BM",), "tif": (b"II*", b"MM\0*"), "tiff": (b"II*", b"MM\0*"),
    "x-emf": (b"\1\0\0\0",), "x-wmf": (b"\xd7\xcd\xc6\x9a", b"\1\0\x09\0", b"\2\0\x09\0"),
}
AGAIN = "open it in Word and save it under a new name"
PLAIN = 'in Word choose Save as, "Word Document (*.docx)"'


class Refused(Exception):
    """Why a letterhead cannot be used: where it is, what is there, and what its owner can do."""

    def __init__(self, text: str, action: str, place: str = "the letterhead") -> None:
        super().__init__(f"{place} {text}")
        self.place, self.text, self.action = place, text, action


def open_safely(data: bytes) -> Package:
    """The letterhead's parts. Raises Refused for anything that is no plain, passive Word file."""
    package = unpacked(data)
    for problem in problems(package):
        raise problem
    return package


def unpacked(data: bytes) -> Package:
    """The parts, every one of them sound XML or no XML at all. Raises Refused if they cannot be looked at safely."""
    if data.startswith(archive.OLE):
        raise Refused("is an old .doc file or has a password", 'take the password off in Word and save it as "Word Document (*.docx)"')
    try:
        parts = archive.unpack(data)
    except archive.Unsound as problem:
        raise Refused(f"is no sound Word file: {problem}", AGAIN) from None
    except archive.NoZip as problem:
        raise Refused("is no Word file", f"save it from Word as .docx ({problem})") from None
    package = Package(parts)
    xml = [name for name in sorted(parts) if _is_xml(name)]
    if sum(len(parts[name]) for name in xml) > MAX_XML:
        raise Refused(f"has more than {MAX_XML // 1_000_000} MB of text and styles", "copy what is visible into a new document")
    elements = 0
    for name in xml:
        root = _parse_or_refuse(name, parts[name])
        elements += 3 * sum(1 for _ in root.iter(q("w:style"))) if root.tag == q("w:styles") else sum(1 for _ in root.iter())
        if elements > MAX_ELEMENTS:
            raise Refused(f"has more than {MAX_ELEMENTS} pieces of text, tables and styles", "copy what is visible into a new document")
    if CONTENT_TYPES not in parts:
        raise Refused("is no Word file", "save it from Word as .docx")
    return package


def problems(package: Package) -> Iterator[Refused]:
    """Every reason to refuse a file that could be unpacked."""
    yield from links(package)  # first: of an embedded file it can say what it is
    yield from kinds_of_parts(package)
    for name in sorted(package.parts):
        if _is_xml(name):
            root = package.xml(name)
            if isinstance(root.tag, str) and root.tag.startswith("{http://purl.oclc.org/ooxml/"):
                yield Refused("is a Strict Open XML file", f"{PLAIN}, not Strict")
                return
            for element, text, action in passive.faults(root):
                yield Refused(text, action, whereabouts.place(package, name, element))
    if package.main not in package.parts or not package.main.endswith(".xml") or package.xml(package.main).tag != f"{{{W}}}document":
        yield Refused("is no ordinary Word document", f"{PLAIN}, not Strict Open XML")


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _parse_or_refuse(name: str, data: bytes) -> etree._Element:
    try:
        tree = parse(data).getroottree()
    except etree.XMLSyntaxError as error:
        raise Refused(f"is no sound Word file: {name}: {error.msg}", AGAIN) from None
    # The parser, not a search for "<!DOCTYPE": the part may be UTF-16.
    if tree.docinfo.doctype or tree.docinfo.internalDTD is not None or next(tree.iter(etree.Entity), None) is not None:
        raise Refused(f"declares a document type in {name}", "Word never writes one: do not trust this file")
    return tree.getroot()


def kinds_of_parts(package: Package) -> Iterator[Refused]:
    """Each part is XML under the name of XML, so that it has been looked at, or a picture or a font."""
    types = [element for element in package.xml(CONTENT_TYPES) if isinstance(element.tag, str)]
    by_name = {element.get("PartName", "").lower(): element.get("ContentType", "") for element in types if element.tag == f"{{{TYPES}}}Override"}
    by_ending = {element.get("Extension", "").lower(): element.get("ContentType", "") for element in types if element.tag == f"{{{TYPES}}}Default"}
    for text in sorted({*by_name.values(), *by_ending.values(), *package.parts}):
        if REFUSED_TYPES.search(text):
            yield Refused(f"holds macros or embedded programs ({text})", f"{PLAIN}, which leaves macros out")
    if MAIN_TYPE not in by_name.values():
        yield Refused("is no Word document", PLAIN)
    for name in sorted(package.parts):
        kind = by_name.get(f"/{name}".lower(), by_ending.get(name.rpartition(".")[2].lower(), ""))
        if not _is_xml(name) and (not PASSIVE_TYPES.match(kind) or kind.endswith("octet-stream") and not name.endswith(".bin")):
            yield Refused(f"holds a part of a strange kind ({name})", AGAIN)
        elif kind.startswith("image/") and not _is_xml(name) and not _is_picture(kind, package.parts[name]):
            yield Refused(f"holds a file that is named as a picture and is none ({name})", "put the picture in again: Insert, Pictures")


def _is_picture(kind: str, data: bytes) -> bool:
    if kind == "image/svg+xml":
        try:
            _parse_or_refuse("", data)
        except Refused:
            return False
        return next(passive.faults(parse(data)), None) is None
    return data.startswith(PICTURES[kind.partition("/")[2]])


def links(package: Package) -> Iterator[Refused]:
    """Each link leads to a part of the file of a kind that a letterhead needs, or to a web address that a reader may follow."""
    for name in sorted(package.parts):
        if not name.endswith(".rels"):
            continue
        for element in package.xml(name).iter(f"{{{RELATIONSHIPS}}}Relationship"):
            kind, target = element.get("Type", "").rpartition("/")[2], element.get("Target", "")
            owner = name.replace("_rels/", "").removesuffix(".rels")
            inside = resolve(owner, target)
            if kind not in LINKS:
                action = f"{PLAIN}, which leaves macros out" if kind == "vbaProject" else "delete it in Word, or copy what is visible into a new document"
                yield Refused(f"holds {LINKED.get(kind, f'a link of the kind {kind!r}')}", action)
            elif element.get("TargetMode") == "External":
                if kind != "hyperlink" or not passive.WEB.match(target):
                    yield Refused(f"loads something from outside ({target[:80]})", "put pictures into the file itself, and break its links", whereabouts.place(package, owner))
            elif inside not in package.parts and kind != "hyperlink":
                yield Refused(f"is damaged: {inside[:80] or kind} is missing", AGAIN)
            elif kind in XML_LINKS and not inside.endswith(".xml"):
                yield Refused(f"holds a part of a strange kind ({inside[:80]})", AGAIN)
