"""Nothing in, templates/word/neutral.docx out: the letterhead of editions that no ministry has put its own on.

Run by hand after a change to the design: ``python templates/word/make_neutral.py``. The file that it writes is committed, opens in Word
and may be edited there; whoever edits it in Word should not run this again.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lxml import etree

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER.parents[1]))

from build_tools.word.ooxml import XML_SPACE, root, sub  # noqa: E402  (the folder must be known first)
from build_tools.word.package import CONTENT_TYPES, MAIN, MAIN_TYPE, TYPES, WORD_TYPE, Package  # noqa: E402
from build_tools.word.styles import design  # noqa: E402

WIDTH = 9072  # of the text on A4 with margins of 2.5 cm, in twentieths of a point
CONTROL = ("code", "version", "date", "status", "classification", "language", "build")
COMPATIBILITY = "http://schemas.microsoft.com/office/word"


def text() -> etree._Element:
    """A cover with document control, then the chapters on a new page."""
    document = root("w:document")
    body = sub(document, "w:body")
    line(body, "SOPDraft", "{{ draft }}")
    line(body, "Title", "{{ title }}")
    line(body, "Subtitle", "{{ subtitle }}")
    control_table(body)
    sub(sub(line(body, "Normal", ""), "w:r"), "w:br", type="page")
    line(body, "BodyText", "{{ body }}")
    section = sub(body, "w:sectPr")
    for kind, part in (("headerReference", "header"), ("footerReference", "footer")):
        for number, pages in ((1, "default"), (2, "first")):
            sub(section, f"w:{kind}", {"w:type": pages, "r:id": f"{part}{number}"})
    sub(section, "w:pgSz", w=11906, h=16838)
    sub(section, "w:pgMar", top=1531, right=1417, bottom=1417, left=1417, header=680, footer=624, gutter=0)
    sub(section, "w:titlePg")
    return document


def line(parent: etree._Element, style: str, words: str) -> etree._Element:
    """A paragraph; a tab character becomes Word's tab."""
    paragraph = sub(parent, "w:p")
    sub(sub(paragraph, "w:pPr"), "w:pStyle", val=style)
    for number, part in enumerate(words.split("\t")):
        if number:
            sub(sub(paragraph, "w:r"), "w:tab")
        if part:
            sub(sub(paragraph, "w:r"), "w:t").text = part
            paragraph[-1][-1].set(XML_SPACE, "preserve")
    return paragraph


def control_table(body: etree._Element) -> None:
    """Labels and values. The style's name begins with SOP: the table turns with the language."""
    widths = (2600, 4400)
    table = sub(body, "w:tbl")
    own = sub(table, "w:tblPr")
    sub(own, "w:tblStyle", val="SOPControl")
    sub(own, "w:tblW", w=sum(widths), type="dxa")
    sub(own, "w:jc", val="center")
    sub(own, "w:tblLayout", type="fixed")
    sub(own, "w:tblLook", val="0600", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    grid = sub(table, "w:tblGrid")
    for width in widths:
        sub(grid, "w:gridCol", w=width)
    for name in CONTROL:
        row = sub(table, "w:tr")
        sub(sub(row, "w:trPr"), "w:cantSplit")
        for width, style, words in ((widths[0], "SOPTableHeading", f"label_{name}"), (widths[1], "SOPTableText", name)):
            cell = sub(row, "w:tc")
            sub(sub(cell, "w:tcPr"), "w:tcW", w=width, type="dxa")
            line(cell, style, f"{{{{ {words} }}}}")


def margin(tag: str, rule: str, *lines: tuple[str, str]) -> etree._Element:
    """A header or footer; a thin rule parts it from the text."""
    part = root(tag)
    for number, (style, words) in enumerate(lines):
        paragraph = line(part, style, words)
        if rule == "bottom" and number == len(lines) - 1 or rule == "top" and number == 0:
            sub(sub(paragraph[0], "w:pBdr"), f"w:{rule}", val="single", sz=4, space=4, color="7F9DB9")
    return part


def settings() -> etree._Element:
    part = root("w:settings")
    sub(part, "w:zoom", percent=100)
    sub(part, "w:defaultTabStop", val=567)
    sub(part, "w:characterSpacingControl", val="doNotCompress")
    compatibility = sub(part, "w:compat")  # without it Word opens the file in "compatibility mode"
    sub(compatibility, "w:compatSetting", name="compatibilityMode", uri=COMPATIBILITY, val=15)
    return part


def main() -> None:
    package = Package({})
    types = etree.Element(f"{{{TYPES}}}Types", nsmap={None: TYPES})
    package.replace(CONTENT_TYPES, types)
    package.declare_extension("rels", "application/vnd.openxmlformats-package.relationships+xml")
    package.declare_extension("xml", "application/xml")
    package.replace(MAIN, text())
    package.declare(MAIN, MAIN_TYPE)
    package.relate("", "officeDocument", MAIN)
    parts = {
        "header1": margin("w:hdr", "bottom", ("SOPDraft", "{{ draft }}"), ("Header", "{{ code }}\t{{ classification }}")),
        "header2": margin("w:hdr", "", ("Header", "{{ code }}\t{{ classification }}")),
        "footer1": margin("w:ftr", "top", ("Footer", "{{ language }}, {{ label_build }} {{ build }}\t{{ page_of_pages }}"), ("Footer", "{{ uncontrolled }}")),
        "footer2": margin("w:ftr", "", ("Footer", "{{ uncontrolled }}")),
        "styles": design(),
        "settings": settings(),
    }
    for name, part in parts.items():
        kind = name.rstrip("0123456789")
        package.replace(f"word/{name}.xml", part)
        package.declare(f"word/{name}.xml", f"{WORD_TYPE}.{kind}+xml")
        link = package.relate(MAIN, kind, f"word/{name}.xml")
        for element in text_references(package, name):
            element.set("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id", link)
    (FOLDER / "neutral.docx").write_bytes(package.save())


def text_references(package: Package, name: str):
    """The section's links to a header or footer, which name the part until its link is known."""
    for element in package.xml(MAIN).iter():
        if element.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id") == name:
            yield element


if __name__ == "__main__":
    main()
