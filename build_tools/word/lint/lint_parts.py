"""The zip of a Word file and its parts in, what is wrong with them out: names, kinds and links of parts, properties, pictures."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from build_tools.word.ooxml import q
from build_tools.word.package import CONTENT_TYPES, TYPES, WORD_TYPE, Package, resolve

MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PROPERTIES = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}coreProperties"
# The kinds of part that Word opens only under their own type (ECMA-376 part 1, 11.3). Other kinds of content are not ours to know.
KINDS = {kind: f"{WORD_TYPE}.{kind}+xml" for kind in ("styles", "numbering", "settings", "header", "footer", "footnotes", "endnotes", "comments", "fontTable")}
SIGNATURES = {".png": b"\x89PNG\r\n\x1a\n", ".jpg": b"\xff\xd8\xff", ".jpeg": b"\xff\xd8\xff", ".gif": b"GIF8"}
OLD = {"w", "r", "wp", "a", "pic", "m", "v", "o", "mc"}  # what every Word since 2007 knows


def unreadable(data: bytes) -> Iterator[str]:
    """Each part is in the zip once, whole, and is XML where it says so."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = [info.filename for info in archive.infolist()]
        for name, count in Counter(name.lower() for name in names).items():
            if count > 1:
                yield f"{name}: is in the file {count} times"
        damaged = archive.testzip()
        if damaged:
            yield f"{damaged}: is damaged"
            return
    package = Package.read(data)
    for required in (CONTENT_TYPES, "_rels/.rels"):
        if required not in package.parts:
            yield f"{required}: is missing, so Word does not open the file"
    for name in sorted(package.parts):
        if name.endswith((".xml", ".rels")):
            try:
                package.xml(name)
            except etree.XMLSyntaxError as error:
                yield f"{name}: cannot be read: {error.msg}"


def missing_parts(package: Package) -> Iterator[str]:
    """A link to a part leads somewhere, and what a text embeds is linked."""
    for name in sorted(package.parts):
        for link in package.relationships(name):
            if not link.external and resolve(name, link.target) not in package.parts:
                yield f"{name}: links to {link.target}, which is missing"
        if name.startswith("word/") and name.endswith(".xml"):
            known = {link.id for link in package.relationships(name)}
            for element in package.xml(name).iter(etree.Element):
                for attribute, own in element.attrib.items():
                    if attribute in (q("r:id"), q("r:embed"), q("r:link")) and own not in known:
                        yield f"{name}: uses link {own}, which is missing"
    if package.related("", "officeDocument") not in package.parts:
        yield "_rels/.rels: no link leads to the text"


def doubled_links(package: Package) -> Iterator[str]:
    """A link's id is its own; one file has one part of each kind that there can be but one of."""
    for name in sorted(package.parts):
        links = package.relationships(name)
        for own, count in Counter(link.id for link in links).items():
            if count > 1:
                yield f"{name}: link {own} is defined {count} times"
        for kind, count in Counter(link.kind for link in links).items():
            if count > 1 and kind in {"styles", "numbering", "settings", "footnotes", "endnotes", "comments", "officeDocument", "core-properties"}:
                yield f"{name}: has {count} links to {kind}"


def undeclared_parts(package: Package) -> Iterator[str]:
    """Each part's type is declared, once, and is the type of what links to it: Word does not open the file otherwise."""
    root = package.xml(CONTENT_TYPES)
    overrides = Counter(element.get("PartName", "").lower() for element in root.iter(f"{{{TYPES}}}Override"))
    extensions = Counter(element.get("Extension", "").lower() for element in root.iter(f"{{{TYPES}}}Default"))
    for own, count in sorted((overrides + extensions).items()):
        if count > 1:
            yield f"{CONTENT_TYPES}: the type of {own} is given {count} times"
    present = {f"/{name}".lower() for name in package.parts}
    for own in sorted(set(overrides) - present):
        yield f"{CONTENT_TYPES}: gives the type of {own}, which is missing"
    for name in sorted(package.parts):
        if name != CONTENT_TYPES and f"/{name}".lower() not in overrides and name.rpartition(".")[2].lower() not in extensions:
            yield f"{name}: its type is not declared"
    types = {element.get("PartName", "").lstrip("/").lower(): element.get("ContentType") for element in root.iter(f"{{{TYPES}}}Override")}
    for link in package.relationships(package.main):
        target = resolve(package.main, link.target).lower()
        if link.kind in KINDS and not link.external and types.get(target) != KINDS[link.kind]:
            yield f"{target}: is linked as {link.kind} but declared as {types.get(target)}"


def wrong_root(package: Package) -> Iterator[str]:
    """A part holds what its link says: a header a header, styles styles."""
    roots = {"header": "w:hdr", "footer": "w:ftr", **{kind: f"w:{kind}" for kind in ("styles", "numbering", "settings", "footnotes", "endnotes", "comments")}}
    for link in package.relationships(package.main):
        target = resolve(package.main, link.target)
        if link.kind in roots and target in package.parts and package.xml(target).tag != q(roots[link.kind]):
            yield f"{target}: is linked as {link.kind} but holds {etree.QName(package.xml(target)).localname}"


def doubled_properties(package: Package) -> Iterator[str]:
    """A title, a date, a creator stands once (ECMA-376 part 2, 11.1): Word calls the file broken otherwise."""
    for name in sorted(package.parts):
        if name.endswith(".xml") and package.xml(name).tag == PROPERTIES:
            for tag, count in Counter(element.tag for element in package.xml(name).iterfind("*")).items():
                if count > 1:
                    yield f"{name}: {etree.QName(tag).localname} stands {count} times"


def unknown_prefixes(package: Package) -> Iterator[str]:
    """Names that came after 2007 are marked as ones that an older Word may skip, and the mark itself is declared (ECMA-376 part 3, 7.2)."""
    for name in sorted(package.parts):
        if not name.endswith(".xml") or not name.startswith("word/") or package.xml(name).prefix != "w":
            continue
        root = package.xml(name)
        skipped = set(root.get(f"{{{MC}}}Ignorable", "").split())
        for prefix in sorted(skipped - {prefix for prefix in root.nsmap if prefix}):
            yield f"{name}: mc:Ignorable names {prefix!r}, which is not declared"
        used = {element.prefix for element in root.iter(f"{{{root.nsmap.get('w14', 'none')}}}*", f"{{{root.nsmap.get('w15', 'none')}}}*")}
        used |= {"w14" for element in root.iter(q("w:p"), q("w:tr")) if element.get(q("w14:paraId")) or element.get(q("w14:textId"))}
        for prefix in sorted(used - skipped - OLD):
            yield f"{name}: uses {prefix!r} without mc:Ignorable"


def false_pictures(package: Package) -> Iterator[str]:
    """A picture is what its name says: Word shows a red cross otherwise."""
    for name in sorted(package.parts):
        signature = SIGNATURES.get(posixpath.splitext(name)[1].lower())
        if signature and not package.parts[name].startswith(signature):
            yield f"{name}: is no {posixpath.splitext(name)[1][1:].upper()}"


RULES = (missing_parts, doubled_links, undeclared_parts, wrong_root, doubled_properties, unknown_prefixes, false_pictures)
