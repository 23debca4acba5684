"""The hints that stand in empty controls in, the glossary part of a Word file out: where Word takes them from when an answer is deleted.

Without it, a control whose answer is deleted would show five spaces (ECMA-376 part 1, 17.5.2.25), and nobody would find it again.
"""

from __future__ import annotations

import hashlib

from lxml import etree

from build_tools.word.ooxml import XML_SPACE, q, root, sub
from build_tools.word.package import WORD_TYPE, Package
from build_tools.word.place import Place
from build_tools.word.styles import design

STYLE = "Placeholder Text"
FOLDER = "word/glossary"


class Placeholders:
    """Collects hints while controls are written."""

    def __init__(self, writer) -> None:
        self._writer = writer
        self._hints: dict[str, tuple[str, Place]] = {}

    def name(self, hint: str, place: Place) -> str:
        """The name of the glossary's entry with this hint."""
        own = f"sop-{_digest(f'{place.language} {place.direction} {hint}')[:12]}"
        self._hints.setdefault(own, (hint, place))
        return own

    def write(self, package: Package) -> None:
        """Put the glossary into the file, if there is a hint."""
        if not self._hints:
            return
        document = root("w:glossaryDocument")
        parts = sub(document, "w:docParts")
        for own, (hint, place) in sorted(self._hints.items()):
            self._entry(sub(parts, "w:docPart"), own, hint, place)
        main = f"{FOLDER}/document.xml"
        package.replace(main, document)
        package.declare(main, f"{WORD_TYPE}.document.glossary+xml")
        package.relate(package.main, "glossaryDocument", main)
        styles = f"{FOLDER}/styles.xml"
        package.replace(styles, self._styles())
        package.declare(styles, f"{WORD_TYPE}.styles+xml")
        package.relate(main, "styles", styles)

    def _entry(self, part: etree._Element, own: str, hint: str, place: Place) -> None:
        """In the order of CT_DocPartPr."""
        properties = sub(part, "w:docPartPr")
        sub(properties, "w:name", val=own)
        category = sub(properties, "w:category")
        sub(category, "w:name", val="General")
        sub(category, "w:gallery", val="placeholder")
        sub(sub(properties, "w:types"), "w:type", val="bbPlcHdr")
        sub(sub(properties, "w:behaviors"), "w:behavior", val="content")
        digest = _digest(own).upper()
        sub(properties, "w:guid", val="{" + "-".join((digest[:8], digest[8:12], digest[12:16], digest[16:20], digest[20:32])) + "}")
        paragraph = sub(sub(part, "w:docPartBody"), "w:p")
        sub(sub(paragraph, "w:pPr"), "w:bidi", val=int(place.direction == "rtl"))
        run = self._writer.runs.run(paragraph, place, style=STYLE)
        sub(run, "w:t").text = hint
        run[-1].set(XML_SPACE, "preserve")

    def _styles(self) -> etree._Element:
        """Word reads the hints with styles of their own: the defaults, and that of hints under its id in the letterhead."""
        styles = design()
        for style in styles.findall(q("w:style")):
            if style.get(q("w:default")) is None and style.find(q("w:name")).get(q("w:val")) != STYLE:
                styles.remove(style)
        for style in styles.findall(q("w:style")):
            if style.find(q("w:name")).get(q("w:val")) == STYLE:
                style.set(q("w:styleId"), self._writer.styles.id(STYLE, "character"))
        return styles


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
