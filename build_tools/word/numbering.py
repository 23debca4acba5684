"""Numbers of headings and markers of lists in, definitions in numbering.xml out; Word counts, and always to the book's own numbers."""

from __future__ import annotations

from lxml import etree

from build_tools.word.ooxml import put, q, root, sub, value, whole
from build_tools.word.styles import Styles

LEVELS = 9
LINKED = 6  # heading styles that the design has
STEP = 425  # 0.75 cm: how far each list stands in from the one around it, and how far its text from its marker
HANGING = (567, 737, 907, *[1134] * 6)  # room for the number of a heading of each level
BULLETS = "•–▪"
FORMATS = {
    "arabic": "decimal", "loweralpha": "lowerLetter", "upperalpha": "upperLetter", "lowerroman": "lowerRoman", "upperroman": "upperRoman",
}


class Numbering:
    """Collects definitions. A w:abstractNum is a look, shared; a w:num is one list that counts for itself."""

    def __init__(self, element: etree._Element | None, styles: Styles) -> None:
        self.root = root("w:numbering") if element is None else element
        self._styles = styles
        self._looks: dict[tuple[str, ...], int] = {}
        self._counters = [0] * LEVELS
        self._headings = 0  # the w:num of all headings, once there is one
        self._lists = {whole(num.get(q("w:numId"))): num for num in self.root.iterfind(q("w:num"))}
        self._last = max(self._lists, default=0)
        for mark in self.root.findall(q("w:numIdMacAtCleanup")):  # Word writes it behind all lists, and does without it
            self.root.remove(mark)

    @property
    def chapter(self) -> str:
        """The number that Word shows at the last numbered chapter heading."""
        return str(self._counters[0])

    def heading(self, number: str, level: int) -> int:
        """The w:num for a heading so that Word counts to ``number``; 0, which means none, for one that Word cannot count to."""
        wanted = [int(part) for part in number.split(".") if part]
        if len(wanted) != level or level > LINKED:
            return 0
        if not self._headings:
            self._headings = self._link_headings()
        expected = [*self._counters[: level - 1], self._counters[level - 1] + 1]
        self._counters = [*wanted, *[0] * LEVELS][:LEVELS]
        if wanted == expected:
            return self._headings
        # A chapter alone, or after a gap: the same look, and a start of its own.
        return self._headings_from(wanted)

    def bullets(self) -> int:
        """The w:num of one bullet list."""
        return self._number(self._look(("bullet",)))

    def enumeration(self, kind: str, prefix: str, suffix: str, start: int, level: int) -> int:
        """The w:num of one enumerated list, which starts anew."""
        own = self._number(self._look(("number", FORMATS.get(kind, "decimal"), prefix, suffix)))
        self._override(own, level, start)
        return own

    def _link_headings(self) -> int:
        look = self._new_look("SOP headings")
        for level in range(LEVELS):
            definition = sub(look, "w:lvl", ilvl=level)
            sub(definition, "w:start", val=1)
            sub(definition, "w:numFmt", val="decimal")
            if level < LINKED:
                sub(definition, "w:pStyle", val=self._styles.id(f"heading {level + 1}"))
            sub(definition, "w:lvlText", val=".".join(f"%{n + 1}" for n in range(level + 1)))
            sub(definition, "w:lvlJc", val="left")
            sub(sub(definition, "w:pPr"), "w:ind", left=HANGING[level], hanging=HANGING[level])
        own = self._number(int(look.get(q("w:abstractNumId"))))
        for level in range(LINKED):
            numbers = put(self._styles.named(f"heading {level + 1}"), "w:pPr")
            numbers = put(numbers, "w:numPr")
            for old in list(numbers):
                numbers.remove(old)
            sub(numbers, "w:ilvl", val=level)
            sub(numbers, "w:numId", val=own)
        return own

    def _headings_from(self, wanted: list[int]) -> int:
        own = self._number(int(value(self._lists[self._headings], "w:abstractNumId")))
        for level, start in enumerate(wanted):
            self._override(own, level, start)
        return own

    def _look(self, key: tuple[str, ...]) -> int:
        if key not in self._looks:
            look = self._new_look("SOP " + " ".join(key))
            for level in range(LEVELS):
                self._level(look, level, key)
            self._looks[key] = int(look.get(q("w:abstractNumId")))
        return self._looks[key]

    def _level(self, look: etree._Element, level: int, key: tuple[str, ...]) -> None:
        definition = sub(look, "w:lvl", ilvl=level)
        sub(definition, "w:start", val=1)
        sub(definition, "w:numFmt", val="bullet" if key[0] == "bullet" else key[1])
        sub(definition, "w:lvlText", val=BULLETS[level % len(BULLETS)] if key[0] == "bullet" else f"{key[2]}%{level + 1}{key[3]}")
        # The leading edge in Word, also right to left. (LibreOffice 7.4 hangs the number too far out there; "start" is not valid here.)
        sub(definition, "w:lvlJc", val="left")
        sub(sub(definition, "w:pPr"), "w:ind", left=STEP * (level + 1), hanging=STEP)
        if key[0] == "bullet":  # in a text font: Word's usual Symbol has no Unicode
            sub(sub(definition, "w:rPr"), "w:rFonts", ascii="Calibri", hAnsi="Calibri", cs="Times New Roman")

    def _new_look(self, name: str) -> etree._Element:
        looks = self.root.findall(q("w:abstractNum"))
        own = max((whole(look.get(q("w:abstractNumId"))) for look in looks), default=-1) + 1
        look = self.root.makeelement(q("w:abstractNum"))
        look.set(q("w:abstractNumId"), str(own))
        first = next(iter(self.root.iterfind(q("w:num"))), None)  # all looks stand before all lists (ECMA-376 part 1, 17.9.16)
        if first is None:
            self.root.append(look)
        else:
            first.addprevious(look)
        sub(look, "w:multiLevelType", val="multilevel")
        sub(look, "w:name", val=f"{name} {own}")
        return look

    def _number(self, look: int) -> int:
        self._last += 1
        own = self._last
        self._lists[own] = sub(self.root, "w:num", numId=own)
        sub(self._lists[own], "w:abstractNumId", val=look)
        return own

    def _override(self, number: int, level: int, start: int) -> None:
        sub(sub(self._lists[number], "w:lvlOverride", ilvl=level), "w:startOverride", val=start)
