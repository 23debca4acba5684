"""The glossary's terms and their uses in, XE fields in the text and the index of terms out, filled in so that it reads right at once.

A term is indexed at its definition and at its first use in each section. Word sorts by what follows ";" in an XE field
(Microsoft's article Q104877), so its order is ours also after an update.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field, replace

from docutils import nodes
from lxml import etree

from build_tools.interface import word
from build_tools.word import fields
from build_tools.word.contents import alphabet
from build_tools.word.ooxml import XML_SPACE, put, q, sub
from build_tools.word.place import Place

ANCHOR = "index-of-terms"
CERTAINTY = re.compile(r" \([A-C]\)$")  # how sure the glossary is of a word
SPECIAL = re.compile(r'([\\":;])')  # in an XE field they need a backslash
WINDOWS = {"ar": 2049, "ckb": 1170, "en": 2057}  # numbers of languages (MS-LCID): which order Word sorts in


@dataclass
class Term:
    """``word`` is the glossary's, in ``language``; ``uses`` are the paragraphs that it is indexed in."""

    word: str
    place: Place
    uses: list[etree._Element] = field(default_factory=list)


class TermIndex:
    """The terms that the book's glossary defines, and where they are used."""

    def __init__(self, book: nodes.document, place: Place) -> None:
        self._terms: dict[str, Term] = {}  # by each id of its cell
        self._met: set[tuple[str, int]] = set()
        for table in book.findall(lambda node: isinstance(node, nodes.table) and "glossary-table" in node["classes"]):
            for entry in table.findall(nodes.entry):
                own = Term(CERTAINTY.sub("", entry.astext().strip()), place.of(entry[0]) if entry.children else place)
                self._terms |= dict.fromkeys(entry["ids"], own)

    def section(self) -> nodes.section | None:
        """An empty section for the index, to be written last; None without terms."""
        return nodes.section("", nodes.title("", word("Index of terms")), ids=[ANCHOR], number="", level=1) if self._terms else None

    def use(self, writer, node: nodes.reference, paragraph: etree._Element, place: Place) -> None:
        """Before a link to the glossary: an XE field, unless the section has one of this term, or Word takes none here."""
        self._mark(writer, node.get("refid", ""), node, paragraph, place)

    def define(self, writer, entry: nodes.entry, cell: etree._Element, place: Place) -> None:
        """At a term's definition, once its cell is written."""
        if cell[-1].tag == q("w:p"):
            self._mark(writer, next(iter(entry["ids"]), ""), entry, cell[-1], place)

    def _mark(self, writer, anchor: str, node: nodes.Node, paragraph: etree._Element, place: Place) -> None:
        term = self._terms.get(anchor)
        if term is None or place.in_footnote or paragraph.tag != q("w:p") or _is_title(node) or (anchor, section := _section(node)) in self._met:
            return
        self._met.add((anchor, section))
        term.uses.append(paragraph)
        own, sort = replace(term.place, face=frozenset(), color=""), alphabet.sort_text(term.word, term.place.language)
        code = _plain(term.word) + (f";{_plain(sort)}" if sort != term.word.casefold() else "")
        sub(writer.runs.run(paragraph, own), "w:fldChar", fldCharType="begin")
        sub(writer.runs.run(paragraph, own), "w:instrText", {XML_SPACE: "preserve"}).text = f' XE "{code}" '
        sub(writer.runs.run(paragraph, own), "w:fldChar", fldCharType="end")

    def write(self, writer, parent: etree._Element, numbers) -> None:
        """The INDEX field and what it shows: letters, and under each the terms with their pages, which ``numbers`` fills in."""
        groups: dict[str, list[Term]] = defaultdict(list)
        terms = list({id(term): term for term in self._terms.values()}.values())
        for term in sorted((term for term in terms if term.uses), key=lambda term: alphabet.key(term.word, term.place.language)):
            groups[alphabet.initial(term.word, term.place.language)].append(term)
        lines = [line for letter, own in groups.items() for line in (letter, *own)]
        home = writer.place()
        for line in lines:
            heading = isinstance(line, str)
            with writer.paragraph(parent, home, style="index heading" if heading else "index 1", keep_next=heading) as paragraph:
                if line is lines[0]:
                    separator = "، " if home.direction == "rtl" else ", "
                    fields.begin(writer.runs, paragraph, rf'INDEX \h "A" \e "{chr(9)}" \l "{separator}" \c "1" \z "{WINDOWS.get(writer.language, 2057)}"', home)
                if heading:
                    writer.runs.text(paragraph, line, home)
                else:
                    self._entry(writer, line, paragraph, home, numbers)
                if line is lines[-1]:
                    fields.end(writer.runs, paragraph, home)

    def _entry(self, writer, term: Term, paragraph: etree._Element, home: Place, numbers) -> None:
        sub(put(paragraph[0], "w:tabs"), "w:tab", val="right", leader="dot", pos=writer.width)
        writer.runs.text(paragraph, term.word, term.place)
        sub(writer.runs.run(paragraph, home), "w:tab")
        shown = sub(writer.runs.run(paragraph, home), "w:t", {XML_SPACE: "preserve"})
        numbers.wait(shown, [name for use in term.uses if (name := _bookmark(use))], "، " if home.direction == "rtl" else ", ")


def _plain(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)


def _section(node: nodes.Node) -> int:
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    return id(node)


def _is_title(node: nodes.Node) -> bool:
    """Contents and lists repeat titles and captions: a field in one would be repeated with it."""
    while node is not None and not isinstance(node, (nodes.title, nodes.caption)):
        node = node.parent
    return node is not None


def _bookmark(paragraph: etree._Element) -> str:
    """A bookmark on the paragraph's page: its own, else the nearest before it."""
    found = next(paragraph.iter(q("w:bookmarkStart")), None)
    if found is None:
        found = next(iter(paragraph.xpath("preceding::w:bookmarkStart[1]", namespaces={"w": q("w:p")[1:].partition("}")[0]})), None)
    return "" if found is None else found.get(q("w:name"))
