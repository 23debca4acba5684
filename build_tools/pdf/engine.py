"""Typst source in, the bytes of a PDF/UA-1 and PDF/A-2a file out. The only user of Typst and of the font; with `links`, of pikepdf."""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path

import fontpkg_amiri
import pikepdf
import typst

from build_tools.findings import CouldNotRun, Finding
from build_tools.pdf import links
from build_tools.pdf.faults import CODE

# Both at once, always: they refuse a missing glyph, a missing alternative text and a skipped heading level.
STANDARDS = ["ua-1", "a-2a"]


@cache
def fonts() -> typst.Fonts:
    """Amiri and nothing else, so that every machine gives the same bytes."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fontpkg_amiri.ROOT / "files")])


def compile_pdf(source: str, *, root: Path, timestamp: int, direction: str = "ltr", page_phrase: str = "Page %s") -> bytes:
    """Raises CouldNotRun for each of Typst's errors and warnings. ``source`` may read files below ``root`` only."""
    try:
        pdf, warnings = typst.compile_with_warnings(
            source.encode("utf-8"),
            root=str(root),
            font_paths=fonts(),
            ignore_system_fonts=True,
            pdf_standards=STANDARDS,
            timestamp=timestamp,  # the binding does not read SOURCE_DATE_EPOCH
        )
    except typst.TypstError as error:
        raise CouldNotRun(*_findings(error.diagnostic, source)) from None
    if warnings:
        raise CouldNotRun(*(finding for warning in warnings for finding in _findings(warning.diagnostic, source)))
    return _finished(pdf, direction, page_phrase)


def _finished(pdf: bytes, direction: str, page_phrase: str) -> bytes:
    """What Typst 0.15 cannot do: pages from the right for Arabic script, links that speak the language, and tags packed to a third of their size."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as file:
        if direction == "rtl":  # how a viewer lays pages side by side: ISO 32000-1, 12.2
            file.Root.ViewerPreferences.Direction = pikepdf.Name.R2L
        links.describe(file, page_phrase)
        # PDF/A-2 allows object streams: ISO 19005-2, 6.1.4. The id comes from the content, so bytes repeat.
        file.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()


def _findings(diagnostic: str, source: str) -> list[Finding]:
    """Typst's complaints, each at the place in the chapters that the writer noted before the block."""
    found = []
    for part in re.split(r"\n(?=error: |warning: )", diagnostic.strip()):
        path, line = _place(_before(part, source))
        text = re.sub(r"^(error|warning): ", "", part.splitlines()[0])
        found.append(Finding(path=path, line=line, code=CODE, text=text, action=_action(part)))
    return found


def _before(part: str, source: str) -> str:
    """The source up to what a complaint is about: Typst names the line, or for a missing glyph only the text."""
    if place := re.search(r"__typst_py_bytes__\.typ:(\d+):", part):
        return "\n".join(source.split("\n")[: int(place[1])])
    if glyph := re.search(r'the text `"(.+?)"` could not', part):
        text = re.sub(r"\\u\{([0-9a-f]+)\}", lambda code: chr(int(code[1], 16)), glyph[1])
        return source[: max(source.find(text), 0)]
    return ""


def _place(source: str) -> tuple[str, int]:
    """The last ``// at "path":line`` of the source."""
    noted = re.findall(r'^// at "(.*)":(\d+)$', source, re.MULTILINE)
    return (noted[-1][0], int(noted[-1][1])) if noted else ("", 0)


def _action(part: str) -> str:
    if "could not be displayed with font" in part:
        return "use a character that Amiri has, or have build_tools/pdf draw this one"
    hint = re.search(r"= hint: (.*)", part)
    return hint[1] if hint else ""
