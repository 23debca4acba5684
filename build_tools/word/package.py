"""The parts of a Word file: read from a zip, changed as XML, and written so that equal parts give equal bytes."""

from __future__ import annotations

import io
import posixpath
import zipfile
from dataclasses import dataclass

from lxml import etree

from build_tools import archive
from build_tools.archive import CONTENT_TYPES
from build_tools.word.ooxml import parse, serialize

MAIN = "word/document.xml"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_TYPE = f"{WORD_TYPE}.document.main+xml"


@dataclass(frozen=True, kw_only=True)
class Relationship:
    """A link from one part to another, or to an address. ``kind`` is the last part of its type, such as ``footer``."""

    id: str
    type: str
    target: str
    external: bool

    @property
    def kind(self) -> str:
        return self.type.rpartition("/")[2]


class Package:
    """The parts of one Word file by name. XML parts are parsed once and written back when the file is saved."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = dict(parts)
        self._trees: dict[str, etree._Element] = {}

    @classmethod
    def read(cls, data: bytes) -> Package:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return cls({info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()})

    def xml(self, name: str) -> etree._Element:
        """The root of an XML part, to be changed in place."""
        if name not in self._trees:
            self._trees[name] = parse(self.parts[name])
        return self._trees[name]

    def replace(self, name: str, root: etree._Element) -> None:
        self.parts.setdefault(name, b"")
        self._trees[name] = root

    def remove(self, name: str) -> None:
        self.parts.pop(name, None)
        self._trees.pop(name, None)

    @property
    def main(self) -> str:
        """The name of the part with the text: Word calls it word/document.xml, other programs not always."""
        found = self.related("", "officeDocument")
        return found if found in self.parts else MAIN

    def relationships(self, part: str) -> list[Relationship]:
        name = _rels_of(part)
        if name not in self.parts:
            return []
        return [
            Relationship(
                id=element.get("Id"), type=element.get("Type"), target=element.get("Target"), external=element.get("TargetMode") == "External"
            )
            for element in self.xml(name)
            if isinstance(element.tag, str)
        ]

    def related(self, part: str, kind: str) -> str:
        """The name of the first part of this kind that ``part`` links to, or "" ."""
        for relationship in self.relationships(part):
            if relationship.kind == kind and not relationship.external:
                return resolve(part, relationship.target)
        return ""

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the link from ``part`` to ``target``, made if it is missing."""
        shown = target if external else posixpath.relpath(target, posixpath.dirname(part) or ".")
        for known in self.relationships(part):
            if known.kind == kind and known.external == external and known.target in (shown, target):
                return known.id
        name = _rels_of(part)
        if name not in self.parts:
            self.replace(name, etree.Element(f"{{{RELATIONSHIPS}}}Relationships", nsmap={None: RELATIONSHIPS}))
        root = self.xml(name)
        taken = {element.get("Id") for element in root}
        own = next(f"rId{number}" for number in range(1, len(taken) + 2) if f"rId{number}" not in taken)
        link = etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=own, Type=f"{OFFICE}/{kind}", Target=shown)
        if external:
            link.set("TargetMode", "External")
        return own

    def unrelate(self, part: str, kinds: set[str]) -> None:
        """Drop links of these kinds, and the parts that they point to."""
        for relationship in self.relationships(part):
            if relationship.kind in kinds:
                root = self.xml(_rels_of(part))
                root.remove(next(element for element in root if element.get("Id") == relationship.id))
                if not relationship.external:
                    self.remove(resolve(part, relationship.target))

    def declare(self, part: str, content_type: str) -> None:
        """Say what a part holds."""
        root = self.xml(CONTENT_TYPES)
        for element in root:
            if element.get("PartName", "").lower() == f"/{part}".lower():
                element.set("ContentType", content_type)
                return
        etree.SubElement(root, f"{{{TYPES}}}Override", PartName=f"/{part}", ContentType=content_type)

    def declare_extension(self, extension: str, content_type: str) -> None:
        root = self.xml(CONTENT_TYPES)
        if not any(element.get("Extension", "").lower() == extension for element in root):
            root.insert(0, etree.Element(f"{{{TYPES}}}Default", Extension=extension, ContentType=content_type))

    def save(self) -> bytes:
        """The zip: sorted names, one fixed date and system, so that the bytes depend on the parts alone."""
        self._forget_missing_parts()
        for name, tree in self._trees.items():
            etree.cleanup_namespaces(tree, keep_ns_prefixes=_kept_prefixes(tree))
            self.parts[name] = serialize(tree)
        return archive.pack(self.parts)

    def _forget_missing_parts(self) -> None:
        root = self.xml(CONTENT_TYPES)
        for element in list(root):
            name = element.get("PartName")
            if name and name.lstrip("/") not in self.parts:
                root.remove(element)


def resolve(part: str, target: str) -> str:
    """The name of the part that ``target``, written in ``part``'s relationships, means."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")


def _rels_of(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _kept_prefixes(tree: etree._Element) -> list[str]:
    """Prefixes that stand in attribute values (mc:Ignorable="w14 …") must stay declared."""
    ignorable = tree.get("{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable", "")
    return ["w", "r", *ignorable.split()]
