"""A paragraph that Word would number in, the number or bullet that Word would show out, and the paragraph without it."""

from __future__ import annotations

from collections import Counter

from lxml import etree

from build_tools.word.ooxml import q, value

ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Markers:
    """Counts the lists of one file, as ``numbering`` has written them: each a w:num of its own, on one level."""

    def __init__(self, numbering: etree._Element) -> None:
        looks = {look.get(q("w:abstractNumId")): look for look in numbering.iterfind(q("w:abstractNum"))}
        self._lists = {num.get(q("w:numId")): (num, looks[value(num, "w:abstractNumId")]) for num in numbering.iterfind(q("w:num"))}
        self._counts: Counter[str] = Counter()

    def take(self, paragraph: etree._Element) -> str:
        """The marker, now that Word does not draw it; "" for a paragraph without one."""
        numbered = paragraph.find(f"{q('w:pPr')}/{q('w:numPr')}")
        if numbered is None:
            return ""
        number, level = value(numbered, "w:numId"), value(numbered, "w:ilvl", "0")
        numbered.getparent().remove(numbered)
        own, look = self._lists[number]
        definition = next(step for step in look.iterfind(q("w:lvl")) if step.get(q("w:ilvl")) == level)
        started = next((value(change, "w:startOverride") for change in own.iterfind(q("w:lvlOverride")) if change.get(q("w:ilvl")) == level), "")
        count = int(started or value(definition, "w:start", "1")) + self._counts[number]
        self._counts[number] += 1
        return value(definition, "w:lvlText").replace(f"%{int(level) + 1}", _counted(value(definition, "w:numFmt"), count))


def _counted(kind: str, count: int) -> str:
    match kind:
        case "lowerLetter" | "upperLetter":  # after z Word doubles the letter
            letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        case "lowerRoman" | "upperRoman":
            letter = _roman(count)
        case _:
            return str(count)
    return letter.upper() if kind.startswith("upper") else letter


def _roman(count: int) -> str:
    written = ""
    for worth, sign in ROMAN:
        times, count = divmod(count, worth)
        written += sign * times
    return written
