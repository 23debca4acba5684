"""Written editions in; every text that a reader of them sees or hears, with the place where it stands, out."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
from bs4 import BeautifulSoup, Comment, Declaration, Doctype, Tag
from lxml import etree

SPOKEN = ("title", "alt", "aria-label", "aria-description", "placeholder", "label", "data-bs-title", "data-content")
META = ("description", "keywords", "author")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WORDLESS = ("SOPCode", "IndexHeading")  # blocks of code, and the single letters above an index's entries
# Typst's string literals that are addresses and names, not text. Each stands before the words of its call, if it has any.
UNSEEN = re.compile(
    r'#import "[^"]*"|^// at ".*$|\bbytes\("(?:[^"\\]|\\.)*"|\b(?:label|image|to-web|admonition|set-in|run-in|mark)\("(?:[^"\\]|\\.)*"'
    r'|\b(?:numbering|language|region): "(?:[^"\\]|\\.)*"|\braw\(block: true, "(?:[^"\\]|\\.)*"',
    re.MULTILINE,
)
LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A text as one reader meets it. ``place`` says where: a page and its element, a part of the Word file, the PDF."""

    place: str
    text: str


def site(folder: Path) -> Iterator[Shown]:
    """All pages of one language, and what the scripts of a translation show."""
    for page in sorted(folder.rglob("*.html")):
        if page.relative_to(folder).parts[0] != "_static":
            yield from html(page.relative_to(folder).as_posix(), page.read_text(encoding="utf-8"))
    if (folder / "_static/translations.js").exists():  # in English, scripts speak for themselves
        yield from scripts(folder)


def html(name: str, text: str) -> Iterator[Shown]:
    """Text nodes and the attributes that a browser shows or speaks. Blocks of code have no words of the SOP."""
    soup = BeautifulSoup(text, "html.parser")
    for unseen in soup.select("script, style, pre"):
        unseen.decompose()
    for mailbox in soup.select("a[href^='mailto:']"):  # docutils writes its signs apart, to hide it from those who collect addresses
        mailbox.string = mailbox.get_text()
    for node in soup.find_all(string=True):
        if not isinstance(node, (Comment, Doctype, Declaration)) and node.strip():
            yield Shown(place=f"{name} <{node.parent.name}>", text=str(node))
    for tag in soup.find_all(True):
        for attribute in SPOKEN:
            if tag.get(attribute):
                yield Shown(place=f"{name} <{tag.name} {attribute}>", text=str(tag[attribute]))
        if _is_meta(tag) or (tag.name == "input" and tag.get("type") in ("submit", "button")):
            yield Shown(place=f"{name} <{tag.name}>", text=str(tag.get("content") or tag.get("value") or ""))


def _is_meta(tag: Tag) -> bool:
    return tag.name == "meta" and (tag.get("name") in META or str(tag.get("property", "")).startswith("og:"))


def scripts(folder: Path) -> Iterator[Shown]:
    """Titles that the search lists, and the sentences that scripts say."""
    index = json.loads(re.search(r"\{.*\}", (folder / "searchindex.js").read_text(encoding="utf-8"), re.DOTALL)[0])
    for title in (*index["titles"], *index["alltitles"], *index.get("indexentries", {})):
        yield Shown(place="searchindex.js", text=title)
    words = re.search(r"\{.*?\}(?=\);)", (folder / "_static/translations.js").read_text(encoding="utf-8"), re.DOTALL)[0]
    for sentence in json.loads(words).values():
        for text in [sentence] if isinstance(sentence, str) else sentence:
            yield Shown(place="translations.js", text=text)


def word(file: Path) -> Iterator[Shown]:
    """Paragraphs of all parts but blocks of code, labels of lists, alternative texts and the file's properties."""
    with zipfile.ZipFile(io.BytesIO(file.read_bytes())) as package:
        parts = {name: etree.fromstring(package.read(name)) for name in package.namelist() if name.endswith(".xml")}
    for name, root in parts.items():
        for paragraph in root.iter(f"{W}p"):
            if not any(paragraph.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None for style in WORDLESS) and (text := _paragraph(paragraph)).strip():
                yield Shown(place=name, text=text)
        for element in root.iter(etree.Element):
            kind = etree.QName(element).localname
            for attribute in ("descr", "title") if kind in ("docPr", "cNvPr") else ("val",) if kind in ("lvlText", "alias", "tblCaption", "tblDescription") else ():
                value = element.get(attribute) or element.get(W + attribute)
                if value:
                    yield Shown(place=f"{name} {kind}", text=value)
            if name.startswith("docProps/") and kind in ("title", "subject", "description", "keywords", "category") and element.text:
                for text in element.text.split("; ") if kind == "keywords" else [element.text]:
                    yield Shown(place=f"{name} {kind}", text=text)


def _paragraph(paragraph: etree._Element) -> str:
    kinds = {f"{W}t": lambda element: element.text or "", f"{W}noBreakHyphen": lambda _: "-", f"{W}tab": lambda _: " ", f"{W}br": lambda _: " ", f"{W}footnoteReference": lambda _: " "}
    return "".join(kinds[element.tag](element) for element in paragraph.iter(*kinds))


def typst(source: str) -> Iterator[Shown]:
    """What the PDF's Typst source has in string literals. The font's extraction of Arabic from the file loses letters."""
    for found in LITERAL.finditer(UNSEEN.sub("", source)):
        text = re.sub(r"\\(.)", lambda escape: {"n": "\n"}.get(escape[1], escape[1]), found[1])
        if text.strip():
            yield Shown(place="Typst source", text=text)


def pdf(file: Path) -> Iterator[Shown]:
    """What a viewer shows and speaks beside the pages: the title, the outline, alternative texts."""
    with pikepdf.open(file) as document, document.open_outline() as outline, document.open_metadata() as metadata:
        yield Shown(place="PDF title", text=str(metadata["dc:title"]))
        yield Shown(place="PDF title", text=str(document.docinfo["/Title"]))
        entries = list(outline.root)
        while entries:
            entry = entries.pop()
            entries += entry.children
            yield Shown(place="PDF outline", text=entry.title)
        for element in document.objects:
            if isinstance(element, pikepdf.Dictionary):
                for key in ("/Alt", "/ActualText", "/Contents", "/E", "/T"):
                    if isinstance(element.get(key), pikepdf.String):
                        yield Shown(place=f"PDF {key}", text=str(element[key]))
