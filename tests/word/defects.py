"""A sound Arabic Word file in, files with one planted defect each out."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from functools import cache

from docutils import nodes
from lxml import etree

from build_tools.word.ooxml import ignorable, parse, put, q, serialize, sub
from tests.conftest import TINY
from tests.word.conftest import book, text, written
from tests.word.test_content import cite, footnote, items, table

TEXT, NOTES, STYLES, NUMBERS, SETTINGS = (f"word/{name}.xml" for name in ("document", "footnotes", "styles", "numbering", "settings"))
LINKS, TYPES, CORE = "word/_rels/document.xml.rels", "[Content_Types].xml", "docProps/core.xml"
Parts = dict[str, bytes]


@cache
def sound() -> bytes:
    """An Arabic edition with one of everything that the defects need."""
    return written(
        book(
            text("نص عربي SOP رقم 28"),
            nodes.bullet_list("", *items(text("بند"), text("بند آخر"))),
            table(("رأس", "B"), ("c", "خلية"), head=1, title="عنوان", label="الجدول 1.1", ids=["a#t"]),
            nodes.paragraph("", "", nodes.reference("", "انظر", refid="a#t"), nodes.Text(" حاشية"), cite("a#n"), nodes.reference("", " موقع", refuri="https://example.org/")),
            nodes.image(uri="images/plan.svg", alt="صورة"),
            footnote("a#n", "نص الحاشية"),
            text("نهاية"),
        ),
        "ar", pictures=TINY / "source",
    )


def planted(change: Callable[[Parts], None]) -> bytes:
    """The sound file with a defect. A zip may hold a name twice: such a name ends with a blank here."""
    with zipfile.ZipFile(io.BytesIO(sound())) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    before = dict(parts)
    change(parts)
    assert parts != before, "the defect changes nothing"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.strip(), data)
    return buffer.getvalue()


def xml(part: str, change: Callable[[etree._Element], object]) -> Callable[[Parts], None]:
    """A change of one part's tree."""

    def apply(parts: Parts) -> None:
        root = parse(parts[part])
        change(root)
        parts[part] = serialize(root)

    return apply


def letters(part: str, pattern: str, new: str) -> Callable[[Parts], None]:
    """A change of one part's letters, where the pattern first fits."""

    def apply(parts: Parts) -> None:
        parts[part], count = re.subn(pattern.encode(), new.encode(), parts[part], count=1, flags=re.DOTALL)
        assert count, f"{part} has no {pattern!r}"

    return apply


def first(root: etree._Element, tag: str, **having: str) -> etree._Element:
    return next(e for e in root.iter(q(tag)) if all(e.get(q(f"w:{name}")) == value for name, value in having.items()))


def drop(element: etree._Element) -> None:
    element.getparent().remove(element)


def same(root: etree._Element, tag: str, attribute: str, value: str | None = None) -> None:
    """Give the second element of a kind what the first has."""
    one, other = [e for e in root.iter(q(tag)) if e.get(attribute) is not None][:2]
    other.set(attribute, value or one.get(attribute))


def both(root: etree._Element, tag: str, attribute: str, value: str) -> None:
    for element in list(root.iter(q(tag)))[:2]:
        element.set(q(attribute), value)


def again(element: etree._Element) -> None:
    """The same element once more, right behind itself."""
    element.addnext(deepcopy(element))


def control(root: etree._Element) -> None:
    """Two content controls with one id."""
    for paragraph in list(root.iter(q("w:p")))[:2]:
        own = sub(paragraph, "w:sdt")
        sub(sub(own, "w:sdtPr"), "w:id", val=77)
        sub(sub(sub(own, "w:sdtContent"), "w:r"), "w:t").text = "x"


def last_cell(root: etree._Element) -> etree._Element:
    """Of the chapters' table, below its heading."""
    return [cell for cell in root.iter(q("w:tc"))][-1]


def chapters_table(root: etree._Element) -> etree._Element:
    return list(root.iter(q("w:tbl")))[-1]


def instruction(root: etree._Element, code: str) -> None:
    first(root, "w:instrText").text = code


def end_with_table(root: etree._Element) -> None:
    cell = last_cell(root)
    inner = deepcopy(chapters_table(root))
    for own in list(inner.iter(q("w:bookmarkStart"), q("w:bookmarkEnd"))):
        drop(own)
    cell.append(inner)


DEFECTS: dict[str, Callable[[Parts], None]] = {
    # the seven that no validator found
    "bookmark that starts and never ends": xml(TEXT, lambda root: drop(first(root, "w:bookmarkEnd"))),
    "paragraph id used twice": xml(TEXT, lambda root: (ignorable(root, "w14"), both(root, "w:p", "w14:paraId", "1A2B3C4D"))),
    "control id used twice": xml(TEXT, control),
    "field that never ends": xml(TEXT, lambda root: drop(list(root.iter(q("w:fldChar")))[-1])),
    "REF to a bookmark that is not there": xml(TEXT, lambda root: instruction(root, " REF _gone \\h ")),
    "table as the last thing in a cell": xml(TEXT, end_with_table),
    "title of the file given twice": xml(CORE, lambda root: again(root[0])),
    # bookmarks, fields, links
    "bookmark that ends and never starts": xml(TEXT, lambda root: drop(first(root, "w:bookmarkStart"))),
    "bookmark name used twice": xml(TEXT, lambda root: same(root, "w:bookmarkStart", q("w:name"))),
    "bookmark number used twice": xml(TEXT, lambda root: same(root, "w:bookmarkStart", q("w:id"))),
    "PAGEREF to a bookmark that is not there": xml(TEXT, lambda root: instruction(root, " PAGEREF _gone \\h ")),
    "link to a bookmark that is not there": xml(TEXT, lambda root: first(root, "w:hyperlink").set(q("w:anchor"), "gone")),
    "field that is separated twice": xml(TEXT, lambda root: again(first(root, "w:fldChar", fldCharType="separate").getparent())),
    "link inside a link": xml(TEXT, lambda root: first(root, "w:hyperlink").append(deepcopy(first(root, "w:hyperlink")))),
    # tables
    "cell without a paragraph": xml(TEXT, lambda root: [drop(p) for p in list(last_cell(root).iterfind(q("w:p")))]),
    "row without cells": xml(TEXT, lambda root: [drop(cell) for cell in list(last_cell(root).getparent().iterfind(q("w:tc")))]),
    "more cells than columns": xml(TEXT, lambda root: again(last_cell(root))),
    "table without a grid": xml(TEXT, lambda root: drop(chapters_table(root).find(q("w:tblGrid")))),
    "cell that continues none above": xml(TEXT, lambda root: sub(next(chapters_table(root).iter(q("w:tcPr"))), "w:vMerge")),
    "two tables that touch": xml(TEXT, lambda root: again(chapters_table(root))),
    # styles, lists, notes
    "style that is not there": xml(TEXT, lambda root: last_cell(root).find(f".//{q('w:pStyle')}").set(q("w:val"), "nobody")),
    "style id used twice": xml(STYLES, lambda root: again(root[-1])),
    "style based on itself": xml(STYLES, lambda root: first(root, "w:basedOn").set(q("w:val"), first(root, "w:basedOn").getparent().get(q("w:styleId")))),
    "list that is not defined": xml(TEXT, lambda root: first(root, "w:numId").set(q("w:val"), "999")),
    "list of a look that is not there": xml(NUMBERS, lambda root: first(root, "w:num")[0].set(q("w:val"), "999")),
    "footnote mark without a note": xml(TEXT, lambda root: first(root, "w:footnoteReference").set(q("w:id"), "99")),
    "footnote number used twice": xml(NOTES, lambda root: again(root[-1])),
    "separator of notes that is not there": xml(NOTES, lambda root: drop(root[0])),
    # order and place
    "properties of a run out of order": xml(TEXT, lambda root: [rpr.insert(0, rpr.find(q("w:lang"))) for rpr in root.iter(q("w:rPr")) if rpr.find(q("w:lang")) is not None]),
    "properties of a page out of order": xml(TEXT, lambda root: list(root.iter(q("w:sectPr")))[-1].insert(0, list(root.iter(q("w:sectPr")))[-1].find(q("w:pgMar")))),
    "paragraph inside a paragraph": xml(TEXT, lambda root: sub(list(root.iter(q("w:p")))[-1], "w:p")),
    "run outside of a paragraph": xml(TEXT, lambda root: root[0].insert(0, deepcopy(first(root, "w:r")))),
    "page layout before the end": xml(TEXT, lambda root: root[0].insert(3, root[0][-1])),
    "letters outside of a text": xml(TEXT, lambda root: setattr(first(root, "w:r"), "tail", "lost")),
    "element that Word does not know": xml(TEXT, lambda root: sub(first(root, "w:r"), "w:shout")),
    "value that Word does not know": xml(TEXT, lambda root: put(last_cell(root).find(f".//{q('w:pPr')}"), "w:jc", val="purple")),
    "number where none belongs": xml(TEXT, lambda root: first(root, "w:gridCol").set(q("w:w"), "wide")),
    # direction
    "Arabic run from left to right": xml(TEXT, lambda root: [drop(e) for e in list(root.iter(q("w:rtl")))[-3:]]),
    "Arabic paragraph from left to right": xml(TEXT, lambda root: list(root.iter(q("w:bidi")))[-2].set(q("w:val"), "0")),
    "table whose columns are not turned": xml(TEXT, lambda root: drop(chapters_table(root).find(f".//{q('w:bidiVisual')}"))),
    "section that is not turned": xml(TEXT, lambda root: drop(root[0][-1].find(q("w:bidi")))),
    # pictures, parts, links
    "drawing number used twice": xml(TEXT, lambda root: again(next(root.iter(q("wp:docPr"))).getparent().getparent().getparent())),
    "picture of a link that is not there": xml(TEXT, lambda root: next(root.iter(q("a:blip"))).set(q("r:embed"), "rId999")),
    "picture that is not one": lambda parts: parts.update({name: b"no picture" for name in parts if name.endswith(".png")}),
    "part that is linked and not there": lambda parts: parts.pop("word/header1.xml"),
    "part whose type is not declared": letters(TYPES, r'<Override PartName="/word/footnotes.xml"[^>]*/>', ""),
    "part of a wrong type": letters(TYPES, r"wordprocessingml\.styles\+xml", "wordprocessingml.numbering+xml"),
    "part that is twice in the zip": lambda parts: parts.update({f"{NOTES} ": parts[NOTES]}),
    "part that is not XML": letters(NOTES, "</w:footnotes>", ""),
    "link number used twice": xml(LINKS, lambda root: again(root[0])),
    "header that is linked as a footer": letters(LINKS, 'relationships/footer"', 'relationships/header"'),
    "text that no link leads to": letters("_rels/.rels", "relationships/officeDocument", "relationships/image"),
    "later name without a mark for older Words": xml(TEXT, lambda root: (root.attrib.pop(q("mc:Ignorable"), None), both(root, "w:p", "w14:textId", "1A2B3C4D"))),
}
