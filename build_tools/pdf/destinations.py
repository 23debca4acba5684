"""A PDF that LibreOffice has made in, the page of each of its named destinations out."""

from __future__ import annotations

from pathlib import Path

import pikepdf


def pages(path: Path) -> dict[str, int]:
    """By name, counted from 1. LibreOffice writes "_" as two hexadecimal digits. Raises ValueError for what is no PDF."""
    try:
        with pikepdf.open(path) as document:
            numbers = {page.objgen: number for number, page in enumerate(document.pages, start=1)}
            return {name[1:].replace("5F", "_"): numbers[target[0].objgen] for name, target in document.Root.get("/Dests", {}).items()}
    except pikepdf.PdfError as error:
        raise ValueError(str(error)) from None
