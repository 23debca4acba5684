"""The drawing of progress says in text and colour what the table says."""

from xml.etree import ElementTree

from build_tools import heatmap
from build_tools.progress import Progress
from build_tools.review import Standing, Text

COUNTS = {
    "ar": {"chapters/a": Progress(translated=100), "chapters/b & c": Progress(translated=50, fuzzy=25, untranslated=25)},
    "ckb": {"chapters/a": Progress(untranslated=100), "chapters/b & c": Progress(translated=199, untranslated=1)},
}
TEXTS = tuple(Text(msgid=name, msgstr="", digest=name) for name in "abcd")
STANDINGS = {"ar": {"chapters/a": Standing(docname="chapters/a", texts=TEXTS, whole="", recorded="finalized", state="finalized", unapproved=TEXTS[:1])}}
SVG = "{http://www.w3.org/2000/svg}"


def drawn(standings=None):
    return ElementTree.fromstring(heatmap.drawing("SOP <1>", {"ar": "العربية", "ckb": "کوردی"}, COUNTS, standings or {}))


def cells(standings=None):
    return {group.find(f"{SVG}title").text: group for group in drawn(standings).iter(f"{SVG}g")}


def test_each_cell_has_its_number_its_colour_and_a_legend():
    found = cells()
    assert len(found) == 6
    texts = {name: group.find(f"{SVG}text").text for name, group in found.items()}
    assert texts["chapters/b & c, ar: 50 words translated, 25 fuzzy, 25 untranslated"] == "50 %"
    assert texts["chapters/b & c, ckb: 199 words translated, 0 fuzzy, 1 untranslated"] == "99 %"
    assert texts["all chapters, ar: 150 words translated, 25 fuzzy, 25 untranslated"] == "75 %"
    fills = {text: group.find(f"{SVG}rect").get("fill") for (text, group) in ((texts[name], group) for name, group in found.items())}
    assert len({fills["100 %"], fills["75 %"], fills["50 %"], fills["0 %"]}) == 4


def test_only_fuzzy_words_draw_the_orange_line():
    lines = {name: [rect for rect in group.iter(f"{SVG}rect") if rect.get("fill") == heatmap.FUZZY] for name, group in cells().items()}
    assert {name for name, found in lines.items() if found} == {
        "chapters/b & c, ar: 50 words translated, 25 fuzzy, 25 untranslated", "all chapters, ar: 150 words translated, 25 fuzzy, 25 untranslated",
    }
    (line,) = lines["chapters/b & c, ar: 50 words translated, 25 fuzzy, 25 untranslated"]
    assert int(line.get("width")) == (heatmap.COLUMN - 4) // 4


def test_what_is_approved_draws_the_green_line_and_the_state_is_said():
    (name, cell), *others = cells(STANDINGS).items()
    assert name == "chapters/a, ar: 100 words translated, 0 fuzzy, 0 untranslated; finalized, 3 of 4 messages approved"
    assert cell.find(f"{SVG}text").text == "100 % · finalized"
    (line,) = [rect for rect in cell.iter(f"{SVG}rect") if rect.get("fill") == heatmap.APPROVED]
    assert int(line.get("width")) == round((heatmap.COLUMN - 4) * 3 / 4)
    assert not any(rect.get("fill") == heatmap.APPROVED for _, group in others for rect in group.iter(f"{SVG}rect"))


def test_text_is_readable_on_every_shade():
    def light(colour: str) -> float:  # WCAG 2.2, relative luminance
        parts = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
        red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    for _, fill, ink in heatmap.SHADES:
        darker, lighter = sorted((light(fill), light(ink)))
        assert (lighter + 0.05) / (darker + 0.05) >= 4.5
