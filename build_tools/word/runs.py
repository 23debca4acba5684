"""Plain text and its place in, runs out: each with its direction, language and face written on it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml import etree

from build_tools.word.characters import Piece, isolated, pieces
from build_tools.word.ooxml import XML_SPACE, sub
from build_tools.word.place import Languages, Place

SYMBOL_FONT = "Segoe UI Symbol"  # since Windows 7; named on the run, so that Word does not pick a substitute of its own

# In a narrow column Word would break "TBC-10" at its hyphen. Elsewhere the hyphen is left alone: Word's search finds no other one.
CODE_HYPHEN = re.compile(r"(?<=[A-Z])-(?=\d)")
NARROW = 4300  # twentieths of a point: less than half a page


class Runs:
    """Writes runs for one edition. ``styles`` gives the ids of character styles."""

    def __init__(self, languages: Languages, styles) -> None:
        self._languages = languages
        self._styles = styles

    def text(self, parent: etree._Element, text: str, place: Place) -> None:
        """One run for each stretch of one direction."""
        self._write(parent, pieces(text, place.direction), place)

    def isolated(self, parent: etree._Element, text: str, place: Place) -> None:
        """Text that reads from left to right in any paragraph, as one object."""
        self._write(parent, isolated(text) if place.direction == "rtl" else pieces(text, place.direction), place)

    def _write(self, parent: etree._Element, cut: Iterable[Piece], place: Place) -> None:
        for piece in cut:
            run = self.run(parent, place, piece)
            for number, text in enumerate(CODE_HYPHEN.split(piece.text) if place.width < NARROW else [piece.text]):
                if number:
                    sub(run, "w:noBreakHyphen")
                sub(run, "w:t").text = text
                run[-1].set(XML_SPACE, "preserve")

    def run(self, parent: etree._Element, place: Place, piece: Piece | None = None, style: str = "") -> etree._Element:
        """An empty run with its properties, for text, a tab, a field character or a picture."""
        rtl = piece.rtl if piece else place.direction == "rtl"
        run = sub(parent, "w:r")
        self.properties(sub(run, "w:rPr"), place, rtl, symbol=bool(piece and piece.symbol), style=style)
        return run

    def properties(self, rpr: etree._Element, place: Place, rtl: bool, *, symbol: bool = False, style: str = "") -> None:
        """Fill w:rPr in the schema's order."""
        face = place.face
        style = style or ("SOP Literal" if "code" in face else "Hyperlink" if "link" in face else "")
        if style:
            sub(rpr, "w:rStyle", val=self._styles.id(style, "character"))
        if symbol:
            sub(rpr, "w:rFonts", ascii=SYMBOL_FONT, hAnsi=SYMBOL_FONT, eastAsia=SYMBOL_FONT, cs=SYMBOL_FONT)
        # Arabic script has no italics: slanted letters look broken, so emphasis is bold there.
        if "bold" in face or (rtl and "italic" in face):
            sub(rpr, "w:b")
            sub(rpr, "w:bCs")
        elif "italic" in face:
            sub(rpr, "w:i")
        if place.color:
            sub(rpr, "w:color", val=place.color)
        if "raised" in face or "lowered" in face:
            sub(rpr, "w:vertAlign", val="superscript" if "raised" in face else "subscript")
        sub(rpr, "w:rtl", val=int(rtl))
        sub(rpr, "w:lang", val=self._languages.locale(place.language, False), bidi=self._languages.locale(place.language, True))
