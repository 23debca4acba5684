"""A letterhead in; what its parts are called by whoever looks at it in Word out: "header of section 2", "style “Heading 1”"."""

from __future__ import annotations

import re

from lxml import etree

from build_tools.word.ooxml import q, value
from build_tools.word.package import Package, resolve

_PAGES = {"first": " (first page)", "even": " (even pages)"}
_KINDS = {"styles": "the styles", "numbering": "the lists", "settings": "the settings", "footnotes": "the footnotes", "endnotes": "the endnotes"}


def names(package: Package) -> dict[str, str]:
    """A name for each part that people know; others have none here."""
    links = {link.id: link for link in package.relationships(package.main) if not link.external}
    found = {package.main: "the text"}
    found |= {resolve(package.main, link.target): _KINDS[link.kind] for link in links.values() if link.kind in _KINDS}
    if package.main in package.parts:
        for number, section in enumerate(package.xml(package.main).iter(q("w:sectPr")), start=1):
            for element in section.iterfind("*"):
                kind = etree.QName(element).localname.removesuffix("Reference")
                link = links.get(element.get(q("r:id"), ""))
                if kind in ("header", "footer") and link is not None:
                    pages = _PAGES.get(element.get(q("w:type"), ""), "")
                    found.setdefault(resolve(package.main, link.target), f"the {kind} of section {number}{pages}")
    return found


def place(package: Package, part: str, element: etree._Element | None = None) -> str:
    """Where an element stands, as the beginning of a sentence: its part, and the style or paragraph that it belongs to."""
    where = names(package).get(part, part)
    for around in () if element is None else (element, *element.iterancestors()):
        if around.tag == q("w:style"):
            return f"style “{value(around, 'w:name') or around.get(q('w:styleId'))}”"
        if around.tag == q("w:docDefaults"):
            return "the document's default look"
        if around.tag == q("w:p"):
            words = " ".join(re.sub(r"\{%[^%]*%\}", "", "".join(text.text or "" for text in around.iter(q("w:t")))).split())
            return f"{where}, paragraph “{words[:40]}{'…' if len(words) > 40 else ''}”," if words else where
    return where
