"""A Word file in, what its texts use and do not have, or have twice, out: bookmarks, styles, lists, notes, ids, directions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from lxml import etree

from build_tools.word.letterheads.passive import field_codes
from build_tools.word.ooxml import is_on, q, value
from build_tools.word.package import Package

TEXTS = {q("w:document"), q("w:hdr"), q("w:ftr"), q("w:footnotes"), q("w:endnotes"), q("w:comments")}
POINTING = re.compile(r'\s*(?:REF|PAGEREF|NOTEREF|HYPERLINK\s+\\l)\s+"?([^\s"]+)')
_MISSING = etree.Element("none")


class File:
    """A Word file as the rules look at it: its texts by part, and the parts that they draw on (empty where there are none)."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.texts = {name: package.xml(name) for name in sorted(package.parts) if name.endswith(".xml") and package.xml(name).tag in TEXTS}
        self.main = self.texts.get(package.main, _MISSING)
        self.styles, self.numbering, self.settings = (self._part(kind) for kind in ("styles", "numbering", "settings"))

    def _part(self, kind: str) -> etree._Element:
        name = self.package.related(self.package.main, kind)
        return self.package.xml(name) if name in self.package.parts else _MISSING

    def every(self, *tags: str) -> Iterator[etree._Element]:
        """These elements of all texts."""
        for root in self.texts.values():
            yield from root.iter(*map(q, tags))

    @property
    def is_rtl(self) -> bool:
        """Whether the edition is: its default paragraph style says so."""
        return any(is_on(style.find(f"{q('w:pPr')}/{q('w:bidi')}")) for style in self.styles.iter(q("w:style")) if _is_default(style, "paragraph"))


def missing_targets(file: File) -> Iterator[str]:
    """A link or a reference names a bookmark that is there: Word prints "Error! Reference source not found" otherwise."""
    bookmarks = {start.get(q("w:name")) for start in file.every("w:bookmarkStart")}
    for name, root in file.texts.items():
        wanted = {link.get(q("w:anchor")) for link in root.iter(q("w:hyperlink")) if link.get(q("w:anchor"))}
        wanted |= {found[1] for _, code in field_codes(root) if (found := POINTING.match(code))}
        for target in sorted(wanted - bookmarks - {"_top"}):
            yield f"{name}: nothing is called {target!r}"


def missing_styles(file: File) -> Iterator[str]:
    """A style that a text or another style names is there."""
    known = {style.get(q("w:styleId")) for style in file.styles.iter(q("w:style"))}
    used = {element.get(q("w:val")) for element in file.every("w:pStyle", "w:rStyle", "w:tblStyle")}
    used |= {element.get(q("w:val")) for element in file.styles.iter(q("w:basedOn"), q("w:next"), q("w:link"))}
    used |= {element.get(q("w:val")) for element in file.numbering.iter(q("w:pStyle"))}
    for own in sorted(used - known):
        yield f"there is no style {own!r}"


def circling_styles(file: File) -> Iterator[str]:
    """A style is not based on itself by a detour."""
    based = {style.get(q("w:styleId")): value(style, "w:basedOn") for style in file.styles.iter(q("w:style"))}
    for own in based:
        seen, now = set(), own
        while now in based and now not in seen:
            seen.add(now)
            now = based[now]
        if now == own:
            yield f"style {own!r} is based on itself"


def default_styles(file: File) -> Iterator[str]:
    """One paragraph style is the default: it carries the direction of the edition."""
    count = sum(_is_default(style, "paragraph") for style in file.styles.iter(q("w:style")))
    if count != 1:
        yield f"{count} paragraph styles are the default"


def missing_lists(file: File) -> Iterator[str]:
    """A list that a paragraph or style names is defined, and its look too. 0 means none (ECMA-376 part 1, 17.9.18)."""
    numbers = {number.get(q("w:numId")) for number in file.numbering.iter(q("w:num"))}
    used = {value(own, "w:numId") for own in [*file.every("w:numPr"), *file.styles.iter(q("w:numPr"))]}
    for own in sorted(used - numbers - {"0", ""}):
        yield f"there is no list {own!r}"
    looks = {look.get(q("w:abstractNumId")) for look in file.numbering.iter(q("w:abstractNum"))}
    for own in sorted({value(number, "w:abstractNumId") for number in file.numbering.iter(q("w:num"))} - looks):
        yield f"there is no look {own!r} of a list"


def missing_notes(file: File) -> Iterator[str]:
    """A mark has its note, and a note its mark; the settings name separators that are there."""
    for kind in ("footnote", "endnote"):
        notes = [note for note in file.every(f"w:{kind}") if note.getparent().tag == q(f"w:{kind}s")]
        written = {note.get(q("w:id")) for note in notes}
        cited = {mark.get(q("w:id")) for mark in file.every(f"w:{kind}Reference")}
        named = {note.get(q("w:id")) for note in file.settings.iterfind(f"{q(f'w:{kind}Pr')}/{q(f'w:{kind}')}")}
        yield from (f"there is no {kind} {own}" for own in sorted((cited | named) - written))
        yield from (f"{kind} {note.get(q('w:id'))} has no mark" for note in notes if not note.get(q("w:type")) and note.get(q("w:id")) not in cited)
    remarks = {remark.get(q("w:id")) for remark in file.every("w:comment")}
    for own in sorted({mark.get(q("w:id")) for mark in file.every("w:commentReference")} - remarks):
        yield f"there is no comment {own}"


def doubles(file: File) -> Iterator[str]:
    """What names one thing in the file names only one."""
    yield from _twice("bookmark name", (start.get(q("w:name")).lower() for start in file.every("w:bookmarkStart")))
    yield from _twice("drawing id", (drawing.get("id") for drawing in file.every("wp:docPr")))
    for root in file.texts.values():
        yield from _twice("paragraph id", (own for element in root.iter(q("w:p"), q("w:tr")) if (own := element.get(q("w14:paraId")))))
    yield from _twice("id of a content control", (own.get(q("w:val")) for own in file.every("w:id") if own.getparent().tag == q("w:sdtPr")))
    yield from _twice("style id", (style.get(q("w:styleId")) for style in file.styles.iter(q("w:style"))))
    yield from _twice("style name", (value(style, "w:name").lower() for style in file.styles.iter(q("w:style"))))
    yield from _twice("list", (number.get(q("w:numId")) for number in file.numbering.iter(q("w:num"))))
    yield from _twice("look of a list", (look.get(q("w:abstractNumId")) for look in file.numbering.iter(q("w:abstractNum"))))
    for kind in ("footnote", "endnote", "comment"):
        notes = (note for note in file.every(f"w:{kind}") if note.getparent().tag == q(f"w:{kind}s"))
        yield from _twice(kind, (note.get(q("w:id")) for note in notes))


def turned_the_wrong_way(file: File) -> Iterator[str]:
    """In a right-to-left edition pages, our tables and Arabic paragraphs run from right to left: columns and margins change sides otherwise."""
    if not file.is_rtl:
        return
    names = {style.get(q("w:styleId")): value(style, "w:name") for style in file.styles.iter(q("w:style"))}
    for name, root in file.texts.items():
        for section in root.iter(q("w:sectPr")):
            if not is_on(section.find(q("w:bidi"))):
                yield f"{name}: a section without w:bidi"
        for table in root.iter(q("w:tbl")):
            is_ours = names.get(value(table, "w:tblPr/w:tblStyle"), "").startswith("SOP")
            if is_ours and not is_on(table.find(f"{q('w:tblPr')}/{q('w:bidiVisual')}")):
                yield f"{name}: a table without w:bidiVisual"
        for paragraph in root.iter(q("w:p")):
            turned = paragraph.find(f"{q('w:pPr')}/{q('w:bidi')}")
            words = "".join(text.text or "" for text in paragraph.iter(q("w:t")))
            if turned is not None and not is_on(turned) and re.match("[^A-Za-z]*[\u0620-\u06ff]", words):
                yield f"{name}: an Arabic paragraph from left to right: {words[:40]!r}"


def _twice(what: str, ids: Iterable[str | None]) -> Iterator[str]:
    for own, count in Counter(ids).items():
        if count > 1:
            yield f"{what} {own!r} is used {count} times"


def _is_default(style: etree._Element, kind: str) -> bool:
    return style.get(q("w:type")) == kind and style.get(q("w:default"), "0") in ("1", "true", "on")


RULES = (missing_targets, missing_styles, circling_styles, default_styles, missing_lists, missing_notes, doubles, turned_the_wrong_way)
