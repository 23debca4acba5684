"""The parts of a Word file in, what is wrong in it out: defects that the Open XML SDK's validator does not see."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from build_tools.word.ooxml import is_on, q, value
from build_tools.word.package import Package, resolve


def problems(data: bytes) -> list[str]:
    """Every defect as ``part: text``, sorted; a sound file gives none."""
    package = Package.read(data)
    texts = {
        name: package.xml(name)
        for name in sorted(package.parts)
        if name.endswith(".xml") and package.xml(name).tag in {q("w:document"), q("w:hdr"), q("w:ftr"), q("w:footnotes")}
    }
    bookmarks = {start.get(q("w:name")) for root in texts.values() for start in root.iter(q("w:bookmarkStart"))}
    found = [f"{name}: {problem}" for name, root in texts.items() for rule in RULES for problem in rule(root)]
    found += [f"{name}: {problem}" for name, root in texts.items() for problem in missing_targets(root, bookmarks)]
    found += [f"{name}: {problem}" for name in texts for problem in missing_parts(package, name)]
    found += _across(texts, package)
    return sorted(found)


def open_bookmarks(root: etree._Element) -> Iterator[str]:
    """A bookmark that starts also ends, once, and after its start."""
    started: set[str] = set()
    for element in root.iter(q("w:bookmarkStart"), q("w:bookmarkEnd")):
        own = element.get(q("w:id"))
        if element.tag == q("w:bookmarkStart"):
            if own in started:
                yield f"bookmark id {own} is used twice"
            started.add(own)
        elif own not in started:
            yield f"bookmark {own} ends without a start"
    ended = Counter(element.get(q("w:id")) for element in root.iter(q("w:bookmarkEnd")))
    for own in sorted(started):
        if ended[own] != 1:
            yield f"bookmark {own} ends {ended[own]} times"


def unbalanced_fields(root: etree._Element) -> Iterator[str]:
    """begin, separate, end; fields may nest, and one may reach over paragraphs, but not out of its part."""
    depth = 0
    for mark in root.iter(q("w:fldChar")):
        kind = mark.get(q("w:fldCharType"))
        depth += {"begin": 1, "end": -1}.get(kind, 0)
        if depth < 0 or (kind == "separate" and depth == 0):
            yield f"a field's {kind} without its begin"
            depth = max(depth, 0)
    if depth:
        yield f"{depth} fields without an end"


def table_ends_cell(root: etree._Element) -> Iterator[str]:
    """The last thing in a cell is a paragraph (ECMA-376 part 1, 17.4.65); Word calls the file broken otherwise."""
    for cell in root.iter(q("w:tc")):
        if len(cell) == 0 or cell[-1].tag != q("w:p"):
            yield "a cell does not end with a paragraph"


def touching_tables(root: etree._Element) -> Iterator[str]:
    """Word makes one table of two that touch."""
    for table in root.iter(q("w:tbl")):
        following = table.getnext()
        if following is not None and following.tag == q("w:tbl"):
            yield "two tables touch"


def missing_targets(root: etree._Element, bookmarks: set[str]) -> Iterator[str]:
    """A link or a REF field names a bookmark that is there."""
    wanted = [link.get(q("w:anchor")) for link in root.iter(q("w:hyperlink")) if link.get(q("w:anchor"))]
    codes = ["".join(code.itertext()) for code in root.iter(q("w:instrText"))]
    wanted += [found[1] for code in codes if (found := re.match(r"\s*(?:REF|PAGEREF|NOTEREF)\s+(\S+)", code))]
    for name in sorted(set(wanted) - bookmarks):
        yield f"nothing is called {name!r}"


def directions_disagree(root: etree._Element) -> Iterator[str]:
    """Arabic letters in a run that says it is left-to-right, or says nothing."""
    for run in root.iter(q("w:r")):
        words = "".join(text.text or "" for text in run.iterfind(q("w:t")))
        if re.search("[\u0620-\u06ff]", words) and not is_on(run.find(f"{q('w:rPr')}/{q('w:rtl')}")):
            yield f"Arabic text without w:rtl: {words[:40]!r}"


def missing_parts(package: Package, name: str) -> Iterator[str]:
    """A link to a part leads somewhere, and what the text embeds is linked."""
    known = {relationship.id: relationship for relationship in package.relationships(name)}
    for relationship in known.values():
        if not relationship.external and resolve(name, relationship.target) not in package.parts:
            yield f"links to {relationship.target}, which is missing"
    for element in package.xml(name).iter(etree.Element):
        for attribute, own in element.attrib.items():
            if attribute in (q("r:id"), q("r:embed")) and own not in known:
                yield f"uses link {own}, which is missing"


def _across(texts: dict[str, etree._Element], package: Package) -> Iterator[str]:
    """What must be unique or known in the whole file."""
    for what, tag, attribute in (("bookmark name", "w:bookmarkStart", q("w:name")), ("drawing id", "wp:docPr", "id")):
        counted = Counter(element.get(attribute) for root in texts.values() for element in root.iter(q(tag)))
        for own, count in counted.items():
            if count > 1:
                yield f"{what} {own!r} is used {count} times"
    styles = package.xml(package.related(package.main, "styles"))
    known = {style.get(q("w:styleId")) for style in styles.iter(q("w:style"))}
    used = {element.get(q("w:val")) for root in texts.values() for element in root.iter(q("w:pStyle"), q("w:rStyle"), q("w:tblStyle"))}
    for own in sorted(used - known):
        yield f"there is no style {own!r}"
    numbering = package.related(package.main, "numbering")
    numbers = {number.get(q("w:numId")) for number in package.xml(numbering).iter(q("w:num"))} if numbering else set()
    used = {value(own, "w:numId") for root in texts.values() for own in root.iter(q("w:numPr"))}
    for own in sorted(used - numbers - {"0", ""}):
        yield f"there is no list {own!r}"
    notes = texts.get("word/footnotes.xml")
    written = {note.get(q("w:id")) for note in notes.iterfind(q("w:footnote"))} if notes is not None else set()
    for mark in texts[package.main].iter(q("w:footnoteReference")):
        if mark.get(q("w:id")) not in written:
            yield f"there is no footnote {mark.get(q('w:id'))}"


RULES = (open_bookmarks, unbalanced_fields, table_ends_cell, touching_tables, directions_disagree)
