"""A letterhead and the lists of sop.toml in; its rows for an entry of a list, one for each entry, out.

The fields of the entries get names of their own (``copy_number`` of the second is ``copy_number__2``), to be filled in as all others are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from build_tools.word.letterheads.contract import LISTED, LISTS
from build_tools.word.letterheads.gate import Refused
from build_tools.word.ooxml import XML_SPACE, q, serialize
from build_tools.word.package import Package

MAX_ROW = 20_000  # bytes: a list may have 200 entries, and a row may be written once for each
FIELD = re.compile(r"(\{\{ ?|\{% ?if )(\w+)")


def repeat(package: Package, parts: list[str], lists: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    """Write the rows, in place. Gives the values of the new fields. Raises Refused for a field of a list where no row can be repeated."""
    values: dict[str, str] = {}
    used: set[str] = set()
    for part in parts:
        for row in list(package.xml(part).iter(q("w:tr"))):
            name = _list_of(row)
            if name:
                if name in used:
                    raise Refused(f"has two rows for the {name}", "keep one of them")
                used.add(name)
                values |= _written(row, name, lists.get(name, []))
        for paragraph in package.xml(part).iter(q("w:p")):
            for field in sorted({field for _, field in FIELD.findall(_words(paragraph))} & LISTED):
                raise Refused(f"has {{{{ {field} }}}} outside a table", "put it into a row of a table: the row is written once for each entry")
    return values


def _list_of(row: etree._Element) -> str:
    """The list that a row's own fields belong to, or ""."""
    fields = {field for paragraph in _paragraphs(row) for _, field in FIELD.findall(_words(paragraph))} & LISTED
    found = [name for name, own in LISTS.items() if fields & set(own)]
    if len(found) > 1:
        raise Refused(f"has a row with fields of {' and of '.join(found)}", "make a table for each list")
    if found and (len(serialize(row)) > MAX_ROW or next(row.iter(q("w:tbl")), None) is not None):
        raise Refused(f"has a row for the {found[0]} that is too large to be repeated", "keep the row to a few cells with plain words, without tables or pictures in it")
    return found[0] if found else ""


def _written(row: etree._Element, name: str, entries: list[dict[str, str]]) -> dict[str, str]:
    """Without entries, one row to be filled in by hand."""
    values = {}
    for number, entry in enumerate(entries or [dict.fromkeys(LISTS[name], "")], start=1):
        copy = deepcopy(row)
        row.addprevious(copy)
        for paragraph in _paragraphs(copy):
            _rename(paragraph, number)
        values |= {f"{field}__{number}": text for field, text in entry.items()}
    row.getparent().remove(row)
    return values


def _rename(paragraph: etree._Element, number: int) -> None:
    """Word cuts a field into runs as it likes: a paragraph with one becomes one text, in the look of its first letters."""
    texts = list(paragraph.iter(q("w:t")))
    words = _words(paragraph)
    renamed = FIELD.sub(lambda field: f"{field[1]}{field[2]}__{number}" if field[2] in LISTED else field[0], words)
    if renamed != words:
        texts[0].text = renamed
        texts[0].set(XML_SPACE, "preserve")
        for text in texts[1:]:
            text.text = ""


def _paragraphs(row: etree._Element) -> Iterator[etree._Element]:
    """Of this row, and of no row of a table inside it."""
    return (paragraph for paragraph in row.iter(q("w:p")) if next(paragraph.iterancestors(q("w:tr")), None) is row)


def _words(paragraph: etree._Element) -> str:
    return "".join(text.text or "" for text in paragraph.iter(q("w:t")))
