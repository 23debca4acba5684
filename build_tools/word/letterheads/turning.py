"""A letterhead in; the same letterhead in the direction of the edition out, with page numbers as fields.

Words that its maker wrote keep the direction that they were written in. A paragraph with a field follows the edition, unless the maker
gave it a direction himself; a table follows it if its style's name begins with "SOP".
"""

from __future__ import annotations

import re
from copy import deepcopy
from functools import cache

from lxml import etree

from build_tools.word.characters import pieces
from build_tools.word.ooxml import XML_SPACE, properties, put, q, sub, value
from build_tools.word.package import Package
from build_tools.word.styles import Styles

PAGE, PAGES = "\ue0b1", "\ue0b2"  # private use: stand in a field's words for the numbers that Word counts
_COUNTED = {PAGE: "PAGE", PAGES: "NUMPAGES"}


def _texts(package: Package):
    """The text of the letterhead, its headers and its footers."""
    wanted = {q("w:document"), q("w:hdr"), q("w:ftr")}
    for name in sorted(package.parts):
        if name.endswith(".xml") and package.xml(name).tag in wanted:
            yield package.xml(name)


def _styles(package: Package) -> Styles:
    return Styles(package.xml(package.related(package.main, "styles")))


def freeze(package: Package) -> None:
    """Before fields are filled in: write down the direction of each paragraph that has none."""
    styles = _styles(package) if package.related(package.main, "styles") else None
    is_bidi = cache(styles.is_bidi) if styles else lambda style: False
    for root in _texts(package):
        for paragraph in root.iter(q("w:p")):
            if "{" not in "".join(text.text or "" for run in _own_runs(paragraph) for text in run.iterfind(q("w:t"))):
                own = properties(paragraph, "w:pPr")
                if own.find(q("w:bidi")) is None:
                    put(own, "w:bidi", val=int(is_bidi(value(own, "w:pStyle"))))


def turn(package: Package, direction: str) -> None:
    """After fields are filled in: turn pages, the tables of our own styles, and the paragraphs that had fields."""
    rtl = int(direction == "rtl")
    styles = _styles(package)
    names = {style.get(q("w:styleId")): value(style, "w:name") for style in styles.root.iter(q("w:style"))}
    for root in _texts(package):
        for section in root.iter(q("w:sectPr")):
            put(section, "w:bidi", val=rtl)
        for table in root.iter(q("w:tbl")):
            own = properties(table, "w:tblPr")
            if rtl and names.get(value(own, "w:tblStyle"), "").startswith("SOP"):
                put(own, "w:bidiVisual")
        for paragraph in root.iter(q("w:p")):
            own = properties(paragraph, "w:pPr")
            if own.find(q("w:bidi")) is None:
                put(own, "w:bidi", val=rtl)
                put(put(own, "w:rPr"), "w:rtl", val=rtl)
                _turn_runs(paragraph, direction)


def _turn_runs(paragraph: etree._Element, direction: str) -> None:
    """Cut runs where the direction changes, and at page numbers."""
    for run in _own_runs(paragraph):
        texts = run.findall(q("w:t"))
        if not texts:
            put(properties(run, "w:rPr"), "w:rtl", val=int(direction == "rtl"))
            continue
        for copy in _cut(run, texts[0].text or "", direction):
            run.addprevious(copy)
        run.remove(texts[0])
        if all(child.tag == q("w:rPr") for child in run):
            run.getparent().remove(run)


def _own_runs(paragraph: etree._Element) -> list[etree._Element]:
    """Without those of paragraphs in a text box, which stands in a run."""
    return [run for run in paragraph.iter(q("w:r")) if next(run.iterancestors(q("w:p")), None) is paragraph]


def _cut(run: etree._Element, text: str, direction: str):
    for stretch in re.split(f"([{PAGE}{PAGES}])", text):
        if stretch in _COUNTED:
            yield from _counted(run, _COUNTED[stretch], direction)
            continue
        for piece in pieces(stretch, direction):
            copy = _empty(run, piece.rtl)
            sub(copy, "w:t").text = piece.text
            copy[-1].set(XML_SPACE, "preserve")
            yield copy


def _counted(run: etree._Element, code: str, direction: str):
    """A field with a number; Word and LibreOffice count these two while they lay out pages."""
    for kind in ("begin", "code", "separate", "shown", "end"):
        copy = _empty(run, direction == "rtl")
        if kind == "code":
            sub(copy, "w:instrText").text = code
        elif kind == "shown":
            sub(copy, "w:t").text = "1"
        else:
            sub(copy, "w:fldChar", fldCharType=kind)
        yield copy


def _empty(run: etree._Element, rtl: bool) -> etree._Element:
    """A run that looks like ``run``."""
    copy = run.makeelement(q("w:r"))
    look = run.find(q("w:rPr"))
    if look is not None:
        copy.append(deepcopy(look))
    put(properties(copy, "w:rPr"), "w:rtl", val=int(rtl))
    return copy
