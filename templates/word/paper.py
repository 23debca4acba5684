"""Words and measures in; the pieces that letterheads are made of out: lines, tables, headers, the control page, the draft mark.

All measures are twentieths of a point, as in Word; A4 is 11906 wide and 16838 high.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from pathlib import Path

from lxml import etree

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from build_tools.word.ooxml import XML_SPACE, properties, put, q, root, sub  # noqa: E402  (the folder must be known first)

ARABIC = re.compile("[\u0600-\u06ff]")
CONTROL = ("code", "version", "date", "status", "classification", "language", "owner", "build")
# Word's own watermark: a line of WordArt behind the text, in the header. Taken out by the build when nothing is a draft any more.
WATERMARK = """<w:pict xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"><v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
 path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/>
<v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" o:connectangles="270,180,90,0"/>
<v:textpath on="t" fitshape="t"/><v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles><o:lock v:ext="edit" text="t" shapetype="t"/>
</v:shapetype><v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" alt="{{{{ draft }}}}"
 style="position:absolute;margin-left:0;margin-top:0;width:360pt;height:150pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"
 o:allowincell="f" fillcolor="#dedede" stroked="f"><v:fill opacity=".5"/>
<v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt;font-weight:bold" string="{{{{ status }}}}"/></v:shape></w:pict>"""


def field(name: str) -> str:
    return f"{{{{ {name} }}}}"


def line(parent: etree._Element, style: str, words: str, *, align: str = "", before: int | None = None, after: int | None = None) -> etree._Element:
    """A paragraph; a tab character becomes Word's tab. Words without a field keep the direction of their letters."""
    paragraph = sub(parent, "w:p")
    own = sub(paragraph, "w:pPr")
    sub(own, "w:pStyle", val=style)
    if words and "{" not in words:
        sub(own, "w:bidi", val=int(bool(ARABIC.search(words))))
    if before is not None or after is not None:
        space(own, before=before, after=after)
    if align:
        put(own, "w:jc", val=align)
    for number, part in enumerate(words.split("\t")):
        if number:
            sub(sub(paragraph, "w:r"), "w:tab")
        if part:
            run = sub(paragraph, "w:r")
            if ARABIC.search(part) and "{" not in words:
                sub(sub(run, "w:rPr"), "w:rtl")
            sub(run, "w:t").text = part
            run[-1].set(XML_SPACE, "preserve")
    return paragraph


def space(own: etree._Element, *, before: int | None = None, after: int | None = None) -> None:
    spacing = put(own, "w:spacing")
    for name, value in (("before", before), ("after", after)):
        if value is not None:
            spacing.set(q(f"w:{name}"), str(value))


def page_break(parent: etree._Element) -> None:
    sub(sub(line(parent, "Normal", ""), "w:r"), "w:br", type="page")


def table(parent: etree._Element, style: str, widths: Iterable[int], *, turned: bool = False, heading: bool = False, align: str = "") -> etree._Element:
    """A table of fixed columns. With ``turned`` its first column is on the right, in every language."""
    widths = list(widths)
    element = sub(parent, "w:tbl")
    own = sub(element, "w:tblPr")
    sub(own, "w:tblStyle", val=style)
    if turned:
        sub(own, "w:bidiVisual")
    sub(own, "w:tblW", w=sum(widths), type="dxa")
    if align:
        sub(own, "w:jc", val=align)
    sub(own, "w:tblLayout", type="fixed")
    sub(own, "w:tblLook", val="0620" if heading else "0600", firstRow=int(heading), lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1)
    grid = sub(element, "w:tblGrid")
    for width in widths:
        sub(grid, "w:gridCol", w=width)
    return element


def row(element: etree._Element, *, height: int = 0, heading: bool = False) -> etree._Element:
    made = sub(element, "w:tr")
    own = sub(made, "w:trPr")
    sub(own, "w:cantSplit")
    if height:
        sub(own, "w:trHeight", val=height, hRule="atLeast")
    if heading:
        sub(own, "w:tblHeader")
    return made


def cell(made: etree._Element, width: int, *, fill: str = "", box: str = "", middle: bool = False) -> etree._Element:
    """``fill`` is the colour of the ground, ``box`` that of a frame."""
    element = sub(made, "w:tc")
    own = sub(element, "w:tcPr")
    sub(own, "w:tcW", w=width, type="dxa")
    if box:
        borders = sub(own, "w:tcBorders")
        for side in ("top", "left", "bottom", "right"):
            sub(borders, f"w:{side}", val="single", sz=6, space=0, color=box)
    if fill:
        sub(own, "w:shd", val="clear", color="auto", fill=fill)
    if middle:
        sub(own, "w:vAlign", val="center")
    return element


def emblem(made: etree._Element, width: int, color: str) -> None:
    """A drawn box with words: an office puts its emblem there."""
    line(cell(made, width, box=color, middle=True), "LetterSmall", field("label_emblem"), align="center")


def control_table(parent: etree._Element, widths: tuple[int, int], names: Iterable[str] = CONTROL, *, align: str = "center") -> None:
    """Labels and values. The style's name begins with SOP: the table turns with the language."""
    element = table(parent, "SOPControl", widths, align=align)
    for name in names:
        made = row(element)
        for width, style, words in ((widths[0], "SOPTableHeading", f"label_{name}"), (widths[1], "SOPTableText", name)):
            line(cell(made, width), style, field(words))


def control_page(parent: etree._Element, width: int) -> None:
    """Approvals, version history, distribution list, signature: what the committee fills in and signs."""
    line(parent, "LetterHeading", field("label_control"))
    parts = (width * 30 // 100, width * 34 // 100, width * 16 // 100)
    _list(parent, "label_approvals", (*parts, width - sum(parts)), ("label_step", "label_body", "label_date", "label_signature"), ("approval_step", "approval_body", "", ""))
    parts = (width * 14 // 100, width * 26 // 100)
    _list(parent, "label_versions", (*parts, width - sum(parts)), ("label_version", "label_date", "label_change"), ("change_version", "change_date", "change_text"))
    parts = (width * 20 // 100,)
    _list(parent, "label_copies", (*parts, width - sum(parts)), ("label_copy", "label_holder"), ("copy_number", "copy_holder"))
    signature(parent, width)


def _list(parent: etree._Element, title: str, widths: tuple[int, ...], labels: tuple[str, ...], names: tuple[str, ...]) -> None:
    line(parent, "SOPRubric", field(title))
    element = table(parent, "SOPTable", widths, heading=True)
    for style, words in (("SOPTableHeading", labels), ("SOPTableText", names)):
        made = row(element, height=0 if style == "SOPTableHeading" else 400, heading=style == "SOPTableHeading")
        for width, name in zip(widths, words, strict=True):
            line(cell(made, width), style, field(name) if name else "")


def signature(parent: etree._Element, width: int) -> None:
    line(parent, "SOPRubric", f"{field('label_for_the_owner')}: {field('owner')}")
    widths = (width * 30 // 100, width - width * 30 // 100)
    element = table(parent, "SOPForm", widths)
    for name, height in (("label_name", 400), ("label_signature", 700), ("label_date", 400)):
        made = row(element, height=height)
        line(cell(made, widths[0]), "SOPFormLabel", field(name))
        line(cell(made, widths[1]), "SOPFormAnswer", "")
    line(parent, "SOPTableGap", "")


def rule(paragraph: etree._Element, side: str, color: str, size: int = 4, kind: str = "single") -> None:
    """A line above ("top") or below ("bottom") a paragraph; ``size`` in eighths of a point."""
    sub(put(properties(paragraph, "w:pPr"), "w:pBdr"), f"w:{side}", val=kind, sz=size, space=4, color=color)


def watermark(part: etree._Element, number: int, font: str) -> None:
    """The word "Draft" behind the text, in the last paragraph of a header, as long as the status is draft."""
    paragraph = part.findall(q("w:p"))[-1]  # of the header itself: in a table it would move with its cell
    for words in ("{% if draft %}", "", "{% endif %}"):
        run = sub(paragraph, "w:r")
        if words:
            sub(run, "w:t").text = words
        else:
            run.append(etree.fromstring(WATERMARK.format(number=number, spid=2048 + number, font=font).replace("\n", "")))


def header() -> etree._Element:
    return root("w:hdr")


def footer() -> etree._Element:
    return root("w:ftr")
