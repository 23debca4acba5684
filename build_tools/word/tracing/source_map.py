"""The anchors of one edition in, its source map out: as a part of the Word file, and as JSON beside the manifest.

``{"edition": "ar/word/neutral", …, "anchors": {"_sop_0123456789ab": {"path": …, "line": …, "kind": …, "msgid": …, "text": …}}}``;
``text`` is left out where it is the msgid itself. The part in the file says the same in XML without the words, which have only their
hash there: what an office takes out of the text before it sends the file on must not travel with it unseen. A custom XML part
(ECMA-376 part 1, 22.5) survives both Word and LibreOffice, so a file that comes back says of which edition and revision it is, where each
text comes from, and whether it is still as it was.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable
from itertools import groupby

from lxml import etree

from build_tools.config import Project
from build_tools.revision import Revision
from build_tools.word.package import Package
from build_tools.word.tracing.anchors import Anchor

NAMESPACE = "urn:sop:source-map:1"
STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


def about(project: Project, language: str, revision: Revision, edition: str) -> dict[str, str]:
    """What the map is of: names that the build knows too."""
    document = project.document
    return {"document": document.code, "edition": edition, "language": language, "revision": revision.name, "version": document.version}


def as_json(about: dict[str, str], anchors: Iterable[Anchor]) -> str:
    """One line for each anchor, sorted by name."""
    lines = [f" {json.dumps(anchor.name)}: {json.dumps(_entry(anchor), ensure_ascii=False)}" for anchor in sorted(anchors, key=lambda anchor: anchor.name)]
    head = "".join(f"{json.dumps(name)}: {json.dumps(value, ensure_ascii=False)},\n" for name, value in sorted(about.items()))
    return f"{{\n{head}\"anchors\": {{\n" + ",\n".join(lines) + "\n}\n}\n"


def _entry(anchor: Anchor) -> dict[str, str | int]:
    entry = {"path": anchor.path, "line": anchor.line, "kind": anchor.kind, "msgid": anchor.msgid}
    return entry if anchor.text == anchor.msgid else entry | {"text": anchor.text}


def write(package: Package, about: dict[str, str], anchors: Iterable[Anchor]) -> None:
    """Lay the map into the file. A letterhead's own custom XML parts are gone by then; a name that is taken all the same is left alone."""
    number = next(number for number in range(1, len(package.parts) + 2) if f"customXml/item{number}.xml" not in package.parts)
    item, properties = f"customXml/item{number}.xml", f"customXml/itemProps{number}.xml"
    package.replace(item, _part(about, anchors))
    package.declare_extension("xml", "application/xml")
    package.relate(package.main, "customXml", item)
    store = etree.Element(f"{{{STORE}}}datastoreItem", nsmap={"ds": STORE})
    store.set(f"{{{STORE}}}itemID", f"{{{str(uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)).upper()}}}")
    etree.SubElement(etree.SubElement(store, f"{{{STORE}}}schemaRefs"), f"{{{STORE}}}schemaRef").set(f"{{{STORE}}}uri", NAMESPACE)
    package.replace(properties, store)
    package.declare(properties, PROPERTIES_TYPE)
    package.relate(item, "customXmlProps", properties)


def _part(about: dict[str, str], anchors: Iterable[Anchor]) -> etree._Element:
    """Grouped by file, in the order of its lines."""
    root = etree.Element(_name("map"), about, nsmap={None: NAMESPACE})
    ordered = sorted(anchors, key=lambda anchor: (anchor.path, anchor.line, anchor.name))
    for path, found in groupby(ordered, key=lambda anchor: anchor.path):
        file = etree.SubElement(root, _name("file"), path=path)
        for anchor in found:
            etree.SubElement(file, _name("at"), line=str(anchor.line), kind=anchor.kind, anchor=anchor.name, text=digest(anchor.text))
    return root


def digest(text: str) -> str:
    """What stands for a text in the file: twelve hexadecimal digits of its SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def _name(tag: str) -> str:
    return f"{{{NAMESPACE}}}{tag}"
