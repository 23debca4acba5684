"""A letterhead's styles.xml in; the ids of the styles that chapters need out, added from our own design where they are missing."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path

from lxml import etree

from build_tools.word.ooxml import is_on, parse, put, q, value

# Names that an Arabic Word or another program may have written where Word itself writes the English ones.
LOCAL_NAMES = {
    "عادي": "Normal", "العنوان": "Title", "عنوان فرعي": "Subtitle", "العنوان الفرعي": "Subtitle", "نص أساسي": "Body Text", "النص الأساسي": "Body Text",
    "رأس الصفحة": "header", "رأس": "header", "تذييل الصفحة": "footer", "تذييل": "footer", "تسمية توضيحية": "caption", "سرد الفقرات": "List Paragraph",
    "قائمة فقرة": "List Paragraph", "نص حاشية سفلية": "footnote text", "مرجع حاشية سفلية": "footnote reference", "اقتباس": "Quote",
    "ارتباط تشعبي": "Hyperlink", "شبكة جدول": "Table Grid", "جدول شبكة": "Table Grid", "جدول عادي": "Normal Table",
    **{f"{word} {n}": f"heading {n}" for n in range(1, 7) for word in ("عنوان", "العنوان")},
    **{f"جدول المحتويات {n}": f"toc {n}" for n in range(1, 4)},
}
ARABIC_FONT = "Times New Roman"  # why: see styles.xml
DESIGN = Path(__file__).with_name("styles.xml")


def design() -> etree._Element:
    """Our own styles, as the neutral letterhead has them."""
    root = parse(DESIGN.read_bytes())
    for element in root.iter():
        element.text = element.tail = None  # only indentation stands between the elements
    return root


class Styles:
    """The styles of one letterhead, found by name: an Arabic Word gives them ids such as "1" and "a5"."""

    def __init__(self, root: etree._Element) -> None:
        self.root = root
        self._design = design()
        self._call_by_english_names()
        self._tell_namesakes_apart()
        self._ids = {self._key(style): style.get(q("w:styleId")) for style in root.iter(q("w:style"))}

    def names(self) -> set[tuple[str, str]]:
        """Kind and name, in small letters, of each style that is there."""
        return set(self._ids)

    def _call_by_english_names(self) -> None:
        """Word shows built-in styles in the reader's language, and knows them by their English names: in a list of the style's aliases, or not at all."""
        known = {self._key(style) for style in self.root.iter(q("w:style"))}
        ours = {self._key(style): style for style in self._design.iter(q("w:style"))}
        for style in self.root.iter(q("w:style")):
            kind, name = self._key(style)
            other = [LOCAL_NAMES.get(value(style, "w:name").strip(), ""), *value(style, "w:aliases").split(",")]
            english = next((key for key in ((kind, word.strip().lower()) for word in other) if key in ours and key not in known), None)
            if english and (kind, name) not in ours:
                put(style, "w:name", val=value(ours[english], "w:name"))
                if not ours[english].get(q("w:customStyle")):
                    style.attrib.pop(q("w:customStyle"), None)
                known.add(english)

    def _tell_namesakes_apart(self) -> None:
        """LibreOffice writes a "Caption" of its own beside Word's "caption", and Word takes them for one: the one that is spelt as Word does keeps the name."""
        namesakes: dict[tuple[str, str], list[etree._Element]] = {}
        for style in self.root.iter(q("w:style")):
            namesakes.setdefault(self._key(style), []).append(style)
        spelt = {value(style, "w:name") for style in self._design.iter(q("w:style"))}
        for (kind, name), styles in namesakes.items():
            ranked = sorted(styles, key=lambda style: value(style, "w:name") not in spelt)
            number = 1
            for style in ranked[1:]:
                number = next(n for n in range(number + 1, len(namesakes) + len(styles) + 3) if (kind, f"{name} {n}") not in namesakes)
                put(style, "w:name", val=f"{value(style, 'w:name')} {number}")
                style.set(q("w:customStyle"), "1")

    def id(self, name: str, kind: str = "paragraph") -> str:
        """The id of the style called ``name``; taken over from the design if the letterhead has none."""
        key = kind, name.lower()
        if key not in self._ids:
            self._ids[key] = self._take_over(key)
        return self._ids[key]

    def named(self, name: str, kind: str = "paragraph") -> etree._Element:
        """The style itself."""
        own = self.id(name, kind)
        return next(style for style in self.root.iter(q("w:style")) if style.get(q("w:styleId")) == own)

    def default(self, kind: str = "paragraph") -> etree._Element:
        """The default style: what a paragraph has that names no style."""
        for style in self.root.iter(q("w:style")):
            if style.get(q("w:type")) == kind and style.get(q("w:default")) in ("1", "true", "on"):
                return style
        return self.named({"table": "Normal Table", "character": "Default Paragraph Font"}.get(kind, "Normal"), kind)

    def speak(self, direction: str, ltr: str, rtl: str) -> None:
        """Make the default paragraph of this direction and languages, and every style fit for Arabic script."""
        default = self.default()
        put(_part(default, "w:pPr"), "w:bidi", val=int(direction == "rtl"))
        put(_part(default, "w:rPr"), "w:lang", val=ltr, bidi=rtl)
        for look in list(self.root.iter(q("w:rPr"))):
            fit_for_arabic(look)
        fonts = [look.find(q("w:rFonts")) for look in (default.find(q("w:rPr")), self.root.find(f".//{q('w:rPrDefault')}/{q('w:rPr')}")) if look is not None]
        if not any(font is not None and font.get(q("w:cs")) for font in fonts):
            put(_part(default, "w:rPr"), "w:rFonts", cs=ARABIC_FONT)

    def is_bidi(self, style_id: str) -> bool:
        """Whether a paragraph of this style ("" means the default one) is right-to-left."""
        by_id = {style.get(q("w:styleId")): style for style in self.root.iter(q("w:style"))}
        style = by_id.get(style_id, self.default())
        for _ in range(len(by_id)):  # w:basedOn may go in a circle
            switch = style.find(f"{q('w:pPr')}/{q('w:bidi')}")
            if switch is not None:
                return is_on(switch)
            style = by_id.get(value(style, "w:basedOn"))
            if style is None:
                break
        return False

    def _take_over(self, key: tuple[str, str]) -> str:
        ours = next((style for style in self._design.iter(q("w:style")) if self._key(style) == key), None)
        if ours is None:
            raise KeyError(f"styles.xml has no {key[0]} style {key[1]!r}")
        style = deepcopy(ours)
        style.attrib.pop(q("w:default"), None)
        taken = {other.get(q("w:styleId")) for other in self.root.iter(q("w:style"))}
        own = style.get(q("w:styleId"))
        while own in taken:
            own += "SOP"
        style.set(q("w:styleId"), own)
        self._ids[key] = own  # before the links: "next" may name the style itself
        self.root.append(style)
        for tag in ("w:basedOn", "w:next", "w:link"):
            link = style.find(q(tag))
            if link is not None:
                target = next(s for s in self._design.iter(q("w:style")) if s.get(q("w:styleId")) == link.get(q("w:val")))
                link.set(q("w:val"), self._linked(target))
        return own

    def _linked(self, target: etree._Element) -> str:
        if target.get(q("w:default")):
            return self.default(target.get(q("w:type"))).get(q("w:styleId"))
        return self.id(value(target, "w:name"), target.get(q("w:type")))

    @staticmethod
    def _key(style: etree._Element) -> tuple[str, str]:
        return style.get(q("w:type"), "paragraph"), value(style, "w:name").lower()


def _part(style: etree._Element, tag: str) -> etree._Element:
    """w:pPr or w:rPr of a style."""
    found = style.find(q(tag))
    return put(style, tag) if found is None else found


def fit_for_arabic(look: etree._Element) -> None:
    """Theme fonts and letter-spacing tear Arabic words apart; size and bold count for Arabic script only in their second forms."""
    font = look.find(q("w:rFonts"))
    if font is not None and font.attrib.pop(q("w:cstheme"), None):
        font.set(q("w:cs"), font.get(q("w:cs"), ARABIC_FONT))
    spacing = look.find(q("w:spacing"))
    if spacing is not None:
        look.remove(spacing)
    for own, twin in (("w:b", "w:bCs"), ("w:sz", "w:szCs")):
        if look.find(q(own)) is not None and look.find(q(twin)) is None:
            put(look, twin, dict(look.find(q(own)).attrib.items()))
