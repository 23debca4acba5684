"""A drawing of a flow is a plain SVG of outlines, readable in grey, that fits a page, and is the same every time."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from build_tools.content.flows import lettering
from build_tools.content.flows.flow_canvas import AMBER, INK, NAVY, PAPER
from build_tools.content.flows.flow_drawing import PAGE, SMALLEST, Arrow, Box, Drawing, Words, drawing
from build_tools.content.markdown import drawings
from tests.conftest import REPOSITORY

SVG = "{http://www.w3.org/2000/svg}"
TEXTS = {
    "en": ("Take the statement of the person with an interpreter", "Are there reasonable grounds to believe it?", "yes", "no"),
    "ar": ("أخذ إفادة الشخص بحضور مترجم مختص", "هل توجد أسباب معقولة للاعتقاد بذلك؟", "نعم", "لا"),
    "ckb": ("وەرگرتنی وتەی کەسەکە بە ئامادەبوونی وەرگێڕ", "ئایا هۆکاری ماقووڵ هەیە بۆ باوەڕکردن؟", "بەڵێ", "نەخێر"),
}


def words(text: str, language: str = "en") -> Words:
    return Words(text=text, language=language, rtl=language != "en")


def chain(count: int, language: str = "en") -> Drawing:
    """Boxes one below the other, every third a decision with a way out to the last."""
    step, question, yes, no = TEXTS[language]
    boxes = [Box(words=words(question if number % 3 == 2 else step, language), is_decision=number % 3 == 2) for number in range(count - 2)]
    boxes += [Box(words=words(step, language), is_end=True)] * 2
    arrows = [Arrow(source=n, target=n + 1, words=words(yes, language) if boxes[n].is_decision else None) for n in range(count - 2)]
    arrows += [Arrow(source=n, target=count - 1, words=words(no, language)) for n in range(count - 2) if boxes[n].is_decision]
    return drawing(boxes, arrows, rtl=language != "en", title="Title & more", description="Box 1: <first>")


@pytest.mark.parametrize("language", TEXTS)
def test_twelve_boxes_fit_a_page_in_letters_of_nine_points(language):
    made = chain(12, language)
    letter = {"en": 9.5, "ar": 10.5, "ckb": 10.5}[language]
    assert made.width * made.scale <= PAGE.width and made.height * made.scale <= PAGE.height
    assert letter * made.scale >= 9


def test_a_flow_that_is_too_large_says_so():
    assert chain(30).scale < SMALLEST < chain(14).scale


def test_the_file_is_a_plain_svg_with_its_words_as_title_and_description(tmp_path):
    made = chain(6)
    (tmp_path / "flow.svg").write_text(made.svg, encoding="utf-8")
    assert drawings.fault(tmp_path / "flow.svg") == ""
    root = etree.fromstring(made.svg.encode())
    assert root.findtext(f"{SVG}title") == "Title & more" and root.findtext(f"{SVG}desc") == "Box 1: <first>"
    assert (float(root.get("width")), float(root.get("height"))) == (made.width, made.height)
    kinds = {etree.QName(element).localname for element in root.iter(etree.Element)}
    assert kinds == {"svg", "title", "desc", "defs", "path", "rect", "g", "polygon", "use"}  # no text: no program needs a font


def test_every_outline_is_there_once_and_used():
    root = etree.fromstring(chain(9, "ckb").svg.encode())
    names = [path.get("id") for path in root.find(f"{SVG}defs")]
    used = {use.get("{http://www.w3.org/1999/xlink}href")[1:] for use in root.iter(f"{SVG}use")}
    assert len(set(names)) == len(names) and set(names) == used


def test_a_line_of_text_is_drawn_for_each_line():
    box, arrow = Box(words=words("One two three")), Arrow(source=0, target=1, words=words("yes"))
    root = etree.fromstring(drawing([box, box], [arrow], rtl=False, title="", description="").svg.encode())
    lines = ["".join(use.get("{http://www.w3.org/1999/xlink}href") for use in group) for group in root.iter(f"{SVG}g") if "scale" in group.get("transform")]
    drawn = ["".join(f"#g{glyph.number}" for glyph in line.glyphs if lettering.outline(glyph.number))
             for text in ("yes", "One two three", "One two three") for line in lettering.lines(text, rtl=False, language="en", room=10**6)]
    assert lines == drawn


def test_a_decision_has_six_corners_and_an_end_a_heavy_round_frame():
    svg = chain(6).svg
    assert len(re.findall(rf'<polygon points="(?:[\d.]+,[\d.]+ ?){{6}}" fill="{AMBER}"', svg)) == 1
    assert len(re.findall(r'<rect [^>]*rx="14" [^>]*stroke-width="2.4"', svg)) == 2
    assert len(re.findall(r'<rect [^>]*rx="3" [^>]*stroke-width="1.2"', svg)) == 3


def test_a_box_is_as_wide_as_the_words_on_the_arrow_that_leads_to_it():
    boxes = [Box(words=words("Is it so?"), is_decision=True), Box(words=words("A")), Box(words=words("B"))]
    arrows = [Arrow(source=0, target=1, words=words("yes, or in doubt")), Arrow(source=0, target=2, words=words("no"))]
    widths = [float(found) for found in re.findall(r'<rect [^>]*width="([\d.]+)"[^>]*rx="3"', drawing(boxes, arrows, rtl=False, title="", description="").svg)]
    (line,) = lettering.lines("yes, or in doubt", rtl=False, language="en", room=10**6)
    assert max(widths) > line.width * 9.5 * 96 / 72 / 1000 > min(widths)


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_lines_and_letters_stand_out_in_black_and_white():
    for dark in (INK, NAVY):
        for light in (AMBER, PAPER):
            assert (luminance(light) + 0.05) / (luminance(dark) + 0.05) > 7  # WCAG 2.2, 1.4.6


def test_the_ground_is_white_on_a_dark_page_too():
    made = chain(4)
    assert f'<rect width="{made.width:g}" height="{made.height:g}" fill="{PAPER}"/>' in made.svg


SCRIPT = """
from build_tools.content.flows.flow_drawing import Arrow, Box, Words, drawing
boxes = [Box(words=Words(text=text, language="ar", rtl=True), is_decision=text.endswith("؟")) for text in ("بلاغ", "هل توجد أسباب؟", "إحالة الملف", "غلق الملف")]
arrows = [Arrow(source=0, target=1), *(Arrow(source=1, target=n, words=Words(text=text, language="ar", rtl=True)) for n, text in ((2, "نعم"), (3, "لا")))]
svg = drawing(boxes, arrows, rtl=True, title="", description="").svg
"""


def test_another_process_draws_the_same_bytes():
    here: dict[str, str] = {}
    exec(SCRIPT, here)
    code = f"import sys\n{SCRIPT}\nsys.stdout.buffer.write(svg.encode('utf-8'))"
    there = subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, env={"PYTHONHASHSEED": "7"}, capture_output=True, check=True)
    assert there.stdout.decode("utf-8") == here["svg"]


def test_control_characters_make_no_unsound_file():
    drawn = 0
    for code in (*range(0x20), 0x7F, 0x85, 0xAD, 0x2028, 0xFFFE, 0xFFFF):
        box = Box(words=words(f"a{chr(code)} b"))
        try:
            made = drawing([box, box], [Arrow(source=0, target=1)], rtl=False, title=box.words.text, description=box.words.text)
        except lettering.NoShape:
            continue
        etree.fromstring(made.svg.encode("utf-8"))
        drawn += 1
    assert drawn  # a soft hyphen at least has a shape


@given(st.text(min_size=1, max_size=20).filter(str.strip), st.booleans())
@settings(max_examples=100, deadline=None)
def test_any_words_are_drawn_in_a_sound_file_or_a_missing_shape_is_named(text, rtl):
    language = "ar" if rtl else "en"
    boxes = [Box(words=words(text, language)), Box(words=words("b"))]
    try:
        made = drawing(boxes, [Arrow(source=0, target=1)], rtl=rtl, title=text, description=text)
    except lettering.NoShape as missing:
        assert str(missing) in text
    else:
        etree.fromstring(made.svg.encode("utf-8"))
