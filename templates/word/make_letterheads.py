"""Nothing in, the letterheads of templates/word/ out: the neutral one, and four of offices that do not exist.

Run by hand after a change to a design: ``python templates/word/make_letterheads.py``. The files that it writes are committed, open in
Word and may be edited there; whoever edits one in Word takes its design out of ``designs.py``.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER), str(FOLDER.parents[1])]

from designs import DESIGNS, Design  # noqa: E402  (the folder must be known first)

from build_tools.word.ooxml import q, root, sub  # noqa: E402
from build_tools.word.package import CONTENT_TYPES, MAIN, MAIN_TYPE, TYPES, WORD_TYPE, Package  # noqa: E402

COMPATIBILITY = "http://schemas.microsoft.com/office/word"


def made(name: str) -> bytes:
    """One letterhead as a Word file: the same bytes every time."""
    design = DESIGNS[name]()
    package = Package({})
    package.replace(CONTENT_TYPES, etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES}))
    package.declare_extension("rels", "application/vnd.openxmlformats-package.relationships+xml")
    package.declare_extension("xml", "application/xml")
    package.replace(MAIN, root("w:document"))
    package.declare(MAIN, MAIN_TYPE)
    package.relate("", "officeDocument", MAIN)
    links = {}
    for part, element in {**design.margins(), "styles": design.styles(), "settings": settings()}.items():
        kind = part.rstrip("0123456789")
        package.replace(f"word/{part}.xml", element)
        package.declare(f"word/{part}.xml", f"{WORD_TYPE}.{kind}+xml")
        links[part] = package.relate(MAIN, kind, f"word/{part}.xml")
    body = sub(package.xml(MAIN), "w:body")
    design.text(body)
    sub(body, "w:sectPr")
    for number, properties in enumerate(body.iter(q("w:sectPr"))):
        section(properties, design, links)
        if number == 0:  # the cover lies in it
            sub(properties, "w:titlePg")
            design.frame(properties)
    return package.save()


def section(properties: etree._Element, design: Design, links: dict[str, str]) -> None:
    for kind, part in (("headerReference", "header"), ("footerReference", "footer")):
        for number, pages in ((1, "default"), (2, "first")):
            sub(properties, f"w:{kind}", {"w:type": pages, "r:id": links[f"{part}{number}"]})
    sub(properties, "w:pgSz", w=11906, h=16838)
    sub(properties, "w:pgMar", top=design.top, right=design.side, bottom=design.bottom, left=design.side, header=design.head, footer=624, gutter=0)


def settings() -> etree._Element:
    part = root("w:settings")
    sub(part, "w:zoom", percent=100)
    sub(part, "w:defaultTabStop", val=567)
    sub(part, "w:characterSpacingControl", val="doNotCompress")
    compatibility = sub(part, "w:compat")  # without it Word opens the file in "compatibility mode"
    sub(compatibility, "w:compatSetting", name="compatibilityMode", uri=COMPATIBILITY, val=15)
    return part


if __name__ == "__main__":
    for name in DESIGNS:
        (FOLDER / f"{name}.docx").write_bytes(made(name))
