"""Nothing in, a design for each letterhead out: what is on its cover, in its header and footer, and how its styles look.

The offices do not exist. Where one would print its emblem there is an empty box.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree
from paper import (
    cell,
    control_page,
    control_table,
    emblem,
    field,
    footer,
    header,
    line,
    page_break,
    row,
    rule,
    table,
    watermark,
)

from build_tools.word.ooxml import put, q, sub
from build_tools.word.styles import Styles
from build_tools.word.styles import design as own_design

DOTS = "…………………"


@dataclass(frozen=True, kw_only=True)
class Design:
    """The neutral letterhead; the others change what they need. Margins in twentieths of a point, colours as in HTML."""

    dark: str = "1F3A5F"
    mid: str = "1F4E79"
    fill: str = "E4ECF4"
    pale: str = "F3F6FA"
    line: str = "7F9DB9"
    latin: str = "Calibri"
    arabic: str = "Times New Roman"  # why: see build_tools/word/styles.xml
    top: int = 1531
    side: int = 1417
    bottom: int = 1417
    head: int = 680
    title_before: int = 3000
    name_size: int = 26  # half points

    @property
    def width(self) -> int:
        return 11906 - 2 * self.side

    def text(self, body: etree._Element) -> None:
        """A cover with document control, the control page, then the chapters on a new page."""
        self.cover(body)
        self.after_cover(body)
        control_page(body, self.width)
        page_break(body)
        line(body, "BodyText", field("body"))

    def cover(self, body: etree._Element) -> None:
        line(body, "SOPDraft", field("draft"))
        line(body, "Title", field("title"))
        line(body, "Subtitle", field("subtitle"))
        control_table(body, (2600, 4400))

    def after_cover(self, body: etree._Element) -> None:
        page_break(body)

    def frame(self, properties: etree._Element) -> None:
        """What only the cover's section has, if it has one of its own."""

    def margins(self) -> dict[str, etree._Element]:
        """Headers and footers: 1 on every page, 2 on the first."""
        parts = {"header1": header(), "header2": header(), "footer1": footer(), "footer2": footer()}
        self.head_of_pages(parts["header1"])
        self.head_of_cover(parts["header2"])
        self.foot_of_pages(parts["footer1"])
        self.foot_of_cover(parts["footer2"])
        for number in (1, 2):
            watermark(parts[f"header{number}"], number, self.arabic)
        return parts

    def head_of_pages(self, part: etree._Element) -> None:
        line(part, "SOPDraft", field("draft"))
        rule(line(part, "Header", "{{ code }}\t{{ classification }}"), "bottom", self.line)

    def head_of_cover(self, part: etree._Element) -> None:
        line(part, "Header", "{{ code }}\t{{ classification }}")

    def foot_of_pages(self, part: etree._Element) -> None:
        rule(line(part, "Footer", "{{ language }}, {{ label_build }} {{ build }}\t{{ page_of_pages }}"), "top", self.line)
        line(part, "Footer", field("uncontrolled"))

    def foot_of_cover(self, part: etree._Element) -> None:
        line(part, "Footer", field("uncontrolled"))

    def styles(self) -> etree._Element:
        """The pipeline's own styles in this letterhead's colours and fonts, and a few of its own."""
        ours = Design()
        text = etree.tostring(own_design(), encoding="unicode")
        for name in ("dark", "mid", "fill", "pale", "line"):
            text = text.replace(f'"{getattr(ours, name)}"', f'"{getattr(self, name)}"')
        text = text.replace(f'"{ours.latin}"', f'"{self.latin}"').replace(f'"{ours.arabic}"', f'"{self.arabic}"')
        sheet = etree.fromstring(text)
        own_style(sheet, "LetterName", "Letter Name", size=self.name_size, color=self.dark, bold=True)
        own_style(sheet, "LetterLine", "Letter Line", size=22, color=self.dark)
        own_style(sheet, "LetterSmall", "Letter Small", size=16, color="595959")
        own_style(sheet, "LetterHeading", "Letter Heading", size=30, color=self.dark, bold=True, after=120)
        for own, name in (("LetterTable", "Letter Table"), ("SOPLetterTable", "SOP Letter Table")):  # the second turns with the language
            plain = sub(sheet, "w:style", {"w:type": "table", "w:customStyle": 1, "w:styleId": own})
            sub(plain, "w:name", val=name)
            sub(plain, "w:basedOn", val="TableNormal")
        styles = Styles(sheet)
        put(look(styles, "Title", "w:pPr"), "w:spacing", before=self.title_before)
        for name in ("header", "footer"):
            for tab in styles.named(name).iter(q("w:tab")):
                tab.set(q("w:pos"), str(self.width))
        self.restyle(styles)
        return styles.root

    def restyle(self, styles: Styles) -> None:
        """Changes that are more than colours and fonts."""


def own_style(sheet: etree._Element, own: str, name: str, *, size: int, color: str, bold: bool = False, after: int = 0) -> None:
    """``size`` in half points; Arabic script a little larger, because it looks smaller."""
    style = sub(sheet, "w:style", {"w:type": "paragraph", "w:customStyle": 1, "w:styleId": own})
    sub(style, "w:name", val=name)
    sub(style, "w:basedOn", val="Normal")
    sub(sub(style, "w:pPr"), "w:spacing", before=0, after=after, line=240, lineRule="auto")
    face = sub(style, "w:rPr")
    if bold:
        sub(face, "w:b")
        sub(face, "w:bCs")
    sub(face, "w:color", val=color)
    sub(face, "w:sz", val=size)
    sub(face, "w:szCs", val=size + 4)


def look(styles: Styles, name: str, tag: str, kind: str = "paragraph") -> etree._Element:
    style = styles.named(name, kind)
    found = style.find(q(tag))
    return put(style, tag) if found is None else found


def borders(styles: Styles, name: str, **sides: tuple[str, int, str]) -> None:
    """The lines of a table style: kind, size in eighths of a point, colour."""
    own = put(look(styles, name, "w:tblPr", "table"), "w:tblBorders")
    for old in list(own):
        own.remove(old)
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        if side in sides:
            kind, size, color = sides[side]
            sub(own, f"w:{side}", val=kind, sz=size, space=0, color=color)


def reference(parent: etree._Element, *, align: str = "") -> None:
    """Number and date of the letter, as on every Iraqi official letter; the registry writes them in by hand."""
    line(parent, "LetterSmall", f"{field('label_reference')}: {DOTS}", align=align, before=40)
    line(parent, "LetterSmall", f"{field('label_date')}: {DOTS}", align=align, before=40)


@dataclass(frozen=True, kw_only=True)
class Ministry(Design):
    """A federal ministry: Arabic on the right, Kurdish on the left, the emblem between them; green; everything in a grid."""

    dark: str = "14532D"
    mid: str = "1B6B3A"
    fill: str = "E3F0E6"
    pale: str = "F3F9F4"
    line: str = "6FA683"
    latin: str = "Times New Roman"
    top: int = 1600
    title_before: int = 900
    name_size: int = 22

    def head_of_cover(self, part: etree._Element) -> None:
        widths = (3736, 100, 1400, 100, 3736)  # the narrow ones keep the emblem's box from its neighbours, whose lines would win
        made = row(table(part, "LetterTable", widths, turned=True), height=1300)
        _names(cell(made, widths[0]), "جمهورية العراق", "وزارة اتحادية (مثال)", "المديرية العامة (مثال)")
        line(cell(made, widths[1]), "LetterSmall", "")
        emblem(made, widths[2], self.line)
        line(cell(made, widths[3]), "LetterSmall", "")
        _names(cell(made, widths[4]), "کۆماری عێراق", "وەزارەتی فیدراڵی (نموونە)", "بەڕێوەبەرایەتیی گشتی (نموونە)")
        rule(line(part, "LetterSmall", ""), "bottom", self.mid, 12, "double")
        reference(part)

    def restyle(self, styles: Styles) -> None:
        grid = {side: ("single", 6, self.mid) for side in ("top", "left", "bottom", "right", "insideH", "insideV")}
        borders(styles, "SOP Table", **grid)
        borders(styles, "SOP Control", **grid)
        put(look(styles, "heading 1", "w:pPr"), "w:shd", val="clear", color="auto", fill=self.fill)


def _names(parent: etree._Element, *names: str) -> None:
    for number, words in enumerate(names):
        line(parent, "LetterName" if number == 1 else "LetterLine", words, align="center")


@dataclass(frozen=True, kw_only=True)
class Region(Design):
    """A ministry of the Kurdistan Region: a coloured band with the Kurdish name first, Arabic and English below it; tables with few lines."""

    dark: str = "0B4F55"
    mid: str = "8A5F00"
    fill: str = "E2EFEF"
    pale: str = "F2F8F8"
    line: str = "6FA3A6"
    latin: str = "Tahoma"
    arabic: str = "Tahoma"
    top: int = 1500
    side: int = 1304
    head: int = 567
    title_before: int = 1100

    def head_of_cover(self, part: etree._Element) -> None:
        widths = (self.width - 1500, 1500)
        made = row(table(part, "LetterTable", widths, turned=True), height=1400)
        band = cell(made, widths[0], fill=self.fill, middle=True)
        line(band, "LetterName", "حکومەتی هەرێمی کوردستان – وەزارەت (نموونە)")
        line(band, "LetterLine", "حكومة إقليم كردستان – وزارة (مثال)")
        line(band, "LetterSmall", "Kurdistan Regional Government – Ministry (example)", align="right")
        emblem(made, widths[1], self.line)
        rule(line(part, "LetterSmall", ""), "top", self.mid, 24)
        line(part, "Header", f"{field('label_reference')}: {DOTS}\t{field('label_date')}: {DOTS}")

    def cover(self, body: etree._Element) -> None:
        line(body, "Title", field("title"))
        line(body, "Subtitle", field("subtitle"))
        line(body, "SOPDraft", field("draft"), align="left", after=300)
        control_table(body, (2800, self.width - 2800))

    def restyle(self, styles: Styles) -> None:
        for name in ("SOP Table", "SOP Control"):
            borders(styles, name, top=("single", 12, self.dark), bottom=("single", 12, self.dark), insideH=("single", 4, self.line))
        for name in ("Title", "Subtitle"):
            put(look(styles, name, "w:pPr"), "w:jc", val="left")
        put(look(styles, "Subtitle", "w:pPr"), "w:ind", left=0, right=0)
        put(look(styles, "Normal", "w:rPr"), "w:sz", val=20)
        put(look(styles, "Normal", "w:rPr"), "w:szCs", val=22)  # Tahoma's Arabic is as large as its Latin
        for name, size in (("heading 1", 32), ("heading 2", 27), ("heading 3", 24), ("heading 4", 22), ("Title", 52), ("Subtitle", 28)):
            put(look(styles, name, "w:rPr"), "w:szCs", val=size)
        for name in ("SOP Table Text", "toc 3", "caption"):
            put(look(styles, name, "w:rPr"), "w:szCs", val=20)


@dataclass(frozen=True, kw_only=True)
class Judicial(Design):
    """A judicial council: the emblem above the names, all in the middle; the cover a section of its own in a double frame; red."""

    dark: str = "5B1A2E"
    mid: str = "7A2740"
    fill: str = "F3E8EB"
    pale: str = "FAF5F6"
    line: str = "B08794"
    latin: str = "Cambria"
    arabic: str = "Amiri"  # free, by Khaled Hosny; where it is missing Word takes Times New Roman or Arial
    top: int = 1700
    side: int = 1531
    head: int = 800
    title_before: int = 700

    def head_of_cover(self, part: etree._Element) -> None:
        made = row(table(part, "LetterTable", (1700,), align="center"), height=1100)
        emblem(made, 1700, self.line)
        line(part, "LetterLine", "جمهورية العراق", align="center", before=80)
        line(part, "LetterName", "مجلس قضاء (مثال)", align="center")
        line(part, "LetterSmall", "Republic of Iraq · Judicial council (example)", align="center")
        rule(line(part, "Header", f"{field('label_reference')}: {DOTS}\t{field('label_date')}: {DOTS}"), "bottom", self.mid, 6, "double")

    def after_cover(self, body: etree._Element) -> None:
        """The paragraph that ends the cover's section; its properties are filled in with those of the other."""
        sub(line(body, "Normal", "")[0], "w:sectPr")

    def frame(self, properties: etree._Element) -> None:
        around = put(properties, "w:pgBorders", offsetFrom="page")
        for side in ("top", "left", "bottom", "right"):
            sub(around, f"w:{side}", val="double", sz=6, space=24, color=self.mid)

    def foot_of_pages(self, part: etree._Element) -> None:
        rule(line(part, "Footer", field("page_of_pages"), align="center"), "top", self.line, 6, "double")
        line(part, "Footer", "{{ language }}, {{ label_build }} {{ build }}\t{{ uncontrolled }}")

    def restyle(self, styles: Styles) -> None:
        for name in ("SOP Table", "SOP Control"):
            outer = {side: ("double", 4, self.mid) for side in ("top", "left", "bottom", "right")}
            borders(styles, name, **outer, insideH=("single", 4, self.line), insideV=("single", 4, self.line))
        put(look(styles, "heading 1", "w:pPr"), "w:jc", val="center")
        put(look(styles, "Letter Heading", "w:pPr"), "w:jc", val="center")


@dataclass(frozen=True, kw_only=True)
class Rights(Design):
    """A human-rights department: a bar of colour, the names in three languages below one another, everything from the leading edge; blue."""

    dark: str = "123B7A"
    mid: str = "1A5FA8"
    fill: str = "E6EEF9"
    pale: str = "F4F7FC"
    line: str = "8FB0DA"
    latin: str = "Arial"
    arabic: str = "Arial"
    top: int = 1450
    side: int = 1247
    head: int = 510
    title_before: int = 1500

    def head_of_cover(self, part: etree._Element) -> None:
        widths = (1500, 260, self.width - 1760)
        made = row(table(part, "SOPLetterTable", widths), height=1350)
        emblem(made, widths[0], self.line)
        line(cell(made, widths[1], fill=self.mid), "LetterSmall", "")
        names = cell(made, widths[2], middle=True)
        line(names, "LetterName", "دائرة حقوق الإنسان (مثال)")
        line(names, "LetterLine", "فەرمانگەی مافی مرۆڤ (نموونە)")
        line(names, "LetterLine", "Human-rights department (example)", align="right")
        reference(part)

    def cover(self, body: etree._Element) -> None:
        line(body, "SOPDraft", field("draft"), align="left")
        line(body, "Title", field("title"))
        line(body, "Subtitle", field("subtitle"))
        control_table(body, (2400, 4800), align="left")

    def head_of_pages(self, part: etree._Element) -> None:
        rule(line(part, "Header", "{{ classification }}\t{{ code }}"), "bottom", self.mid, 18)
        line(part, "SOPDraft", field("draft"), align="left")

    def restyle(self, styles: Styles) -> None:
        borders(styles, "SOP Table", top=("single", 18, self.mid), insideH=("single", 4, self.line), bottom=("single", 6, self.mid))
        borders(styles, "SOP Control", insideH=("single", 4, self.line))
        for name in ("Title", "Subtitle"):
            put(look(styles, name, "w:pPr"), "w:jc", val="left")
        put(look(styles, "Subtitle", "w:pPr"), "w:ind", left=0, right=0)


DESIGNS = {"neutral": Design, "moi": Ministry, "krg": Region, "judicial": Judicial, "rights": Rights}
