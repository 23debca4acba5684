"""Letters of a drawing join, turn and stand in the order in which they are read, without a font where the drawing is shown."""

from __future__ import annotations

import io

import pytest
import resvg_py
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from build_tools.content.flows import lettering
from build_tools.content.flows.flow_canvas import Canvas, Text
from build_tools.content.flows.flow_layout import Point, Size
from tests.content.test_bidi import isolated, shown

ARABIC = "إخطار وحدة مكافحة الاتجار فوراً، ثم «الباحث» (الاجتماعي)؟"
KURDISH = "بڕیاری یەکەم: هۆکاری ماقووڵ، ئینجا ڕێڕەو (دووەم)؟"
ENGLISH = "First contact, and “safety”: (an officer’s) office?"
WIDE = 10**6
PIECES = ("إخطار", "وحدة", "خلال", "ساعة", "(المادة", "6(5)", "24", "2.1.1", "390-392", "TBC-10", "(TBC-14)", "Law No. 28", "، ثم", "Annex B", "2026-11-23", "50%", "؟")


def one_line(text: str, language: str = "ar") -> lettering.Line:
    (line,) = lettering.lines(text, rtl=language != "en", language=language, room=WIDE)
    return line


def picture(svg: str) -> Image.Image:
    png = resvg_py.svg_to_bytes(svg_string=svg, font_files=[str(lettering.FONT)], skip_system_fonts=True, font_family="Amiri", background="white")
    return Image.open(io.BytesIO(bytes(png))).convert("L")


@pytest.mark.parametrize(("text", "language"), [(ARABIC, "ar"), (KURDISH, "ckb"), (ENGLISH, "en")])
def test_words_look_as_the_font_sets_them(text, language):
    """The oracle is resvg, which knows the font; it is told one direction only, since it orders mixed text wrongly."""
    line, size = one_line(text, language), 40
    width = round(line.width * size / lettering.UNITS) + 20
    canvas = Canvas()
    canvas.text(Text(lines=(line,), letter=size, pitch=100, rise=0), Point(x=width / 2, y=50))
    ours = picture(canvas.file(Size(width=width, height=100), "", ""))
    theirs = picture(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width + 20}" height="120"><rect width="100%" height="100%" fill="#fff"/>'
        f'<text x="{width / 2 + 10}" y="60" font-family="Amiri" font-size="{size}" text-anchor="middle" xml:lang="{language}" fill="#14202b">{text}</text></svg>'
    )
    assert ours.size == theirs.size
    ink = 255 - ImageStat.Stat(theirs).mean[0]
    assert ink > 1
    assert ImageStat.Stat(ImageChops.difference(ours, theirs)).mean[0] < 0.1 * ink


def latin(line: lettering.Line) -> str:
    """The Latin letters and digits of a line, from left to right."""
    names = {one_line(char, "en").glyphs[0].number: char for char in map(chr, range(0x30, 0x7B)) if char.isalnum()}
    return "".join(names[glyph.number] for glyph in sorted(line.glyphs, key=lambda glyph: glyph.x) if glyph.number in names)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=7).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_numbers_and_codes_stand_where_the_other_formats_show_them(text):
    """The oracle is that of ``test_bidi``."""
    expected = "".join(char for char in shown(isolated("بلاغ " + text)) if char.isascii() and char.isalnum())
    assert latin(one_line("بلاغ " + text)) == expected


def test_an_arabic_word_in_english_text_stands_where_it_is_written():
    line = one_line("Send إخطار now", "en")
    assert latin(line) == "Sendnow"
    d, n = (next(glyph.x for glyph in line.glyphs if glyph.number == one_line(char, "en").glyphs[0].number) for char in "dw")
    between = [glyph.number for glyph in sorted(line.glyphs, key=lambda glyph: glyph.x) if d < glyph.x < n]
    assert [number for number in between if number in {glyph.number for glyph in one_line("إخطار").glyphs}] == [glyph.number for glyph in one_line("إخطار").glyphs]


def test_lines_fit_their_room_and_are_about_equally_long():
    text = "Are there reasonable grounds to believe that the person is a victim of trafficking?"
    lines = lettering.lines(text, rtl=False, language="en", room=13000)
    assert len(lines) == 3
    widths = [line.width for line in lines]
    assert max(widths) <= 13000
    assert min(widths) > 0.75 * max(widths)


def test_a_word_that_is_too_long_has_a_line_to_itself():
    lines = lettering.lines("a counterrevolutionarily b", rtl=False, language="en", room=2000)
    assert [len(line.glyphs) > 5 for line in lines] == [False, True, False]


def test_no_line_ends_between_a_number_and_its_bracket():
    for room in range(1000, 9000, 250):
        lines = lettering.lines("خلال 24 ساعة (المادة 6)، ثم", rtl=True, language="ar", room=room)
        bracket = one_line("(").glyphs[0].number
        assert all(line.glyphs[0].number != bracket or len(line.glyphs) > 1 for line in lines)


def test_a_character_that_the_font_lacks_is_named():
    with pytest.raises(lettering.NoShape, match="☐"):
        lettering.lines("tick ☐ here", rtl=False, language="en", room=WIDE)


def test_marks_of_direction_are_not_drawn():
    assert one_line("\u2066TBC-10\u2069\u200f").glyphs == one_line("TBC-10").glyphs


def test_of_nothing_there_are_no_lines():
    assert lettering.lines("  ", rtl=True, language="ar", room=WIDE) == ()
