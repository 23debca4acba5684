"""Places in the text that show page numbers in, those places filled in out, once it is known which bookmark stands on which page."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

UNKNOWN = "…"  # until the pages are laid out; never nothing, and never an error


class PageNumbers:
    """What the contents, the lists and the index of one edition wait for."""

    def __init__(self) -> None:
        self._waiting: list[tuple[etree._Element, list[str], str]] = []

    def wait(self, text: etree._Element, bookmarks: list[str], separator: str = ", ") -> None:
        """Let the w:t ``text`` show the pages of ``bookmarks``, each page once."""
        text.text = text.text or UNKNOWN
        self._waiting.append((text, bookmarks, separator))

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def write(self, pages: Mapping[str, int]) -> None:
        """Fill in what ``pages`` (by bookmark) knows; the rest stays as it is."""
        for text, bookmarks, separator in self._waiting:
            if known := sorted({pages[name] for name in bookmarks if name in pages}):
                text.text = separator.join(map(str, known))
