"""A PDF file in; each of its links described in the reader's language, in place of Typst's own words.

PDF/UA-1 (ISO 14289-1, 7.18.5) asks for a description, which viewers show under the mouse and some screen readers say instead
of the link. Typst's cannot be set, and in a language that it does not know (Kurdish) they are English (typst #8877).
"""

from __future__ import annotations

from collections.abc import Iterator

import pikepdf


def describe(file: pikepdf.Pdf, page_phrase: str) -> None:
    """A web link says its address, a link to a heading the heading, any other link its page: ``page_phrase`` is like ``Page %s``."""
    names = file.Root.get("/Names", {})
    named = pikepdf.NameTree(names["/Dests"]) if "/Dests" in names else {}
    pages = {page.objgen: number for number, page in enumerate(file.pages, start=1)}
    headings = dict(_headings(file, named))
    for page in file.pages:
        for link in page.get("/Annots", []):
            if (place := _place(link.get("/Dest"), named)) is not None:
                link.Contents = headings.get(_position(place)) or page_phrase % pages[place[0].objgen]
            elif uri := str(link.get("/A", {}).get("/URI", "")):
                link.Contents = uri.removeprefix("mailto:")


def _headings(file: pikepdf.Pdf, named) -> Iterator[tuple[tuple, str]]:
    """Where each entry of the outline leads, and its title."""
    with file.open_outline() as outline:
        entries = list(outline.root)
        while entries:
            entry = entries.pop()
            entries += entry.children
            yield _position(_place(entry.destination, named)), entry.title


def _place(target, named) -> pikepdf.Array | None:
    """A destination as its page and the place on it, by name or as it is (ISO 32000-1, 12.3.2)."""
    if isinstance(target, (pikepdf.String, str)):
        target = named[str(target)]
    return target.get("/D") if isinstance(target, pikepdf.Dictionary) else target


def _position(place: pikepdf.Array) -> tuple:
    return (place[0].objgen, *(float(part) for part in list(place)[2:4]))
