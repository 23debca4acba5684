"""A flow is drawn in each language and format, says its steps to those who cannot see it, and each mistake is a finding at its line."""

from __future__ import annotations

import re
import shutil
import zipfile
from pathlib import Path

import pikepdf
import pytest
from bs4 import BeautifulSoup
from lxml import etree

from build_tools import check, config, revision, runner
from tests.conftest import amend, build, copy_tiny

FLOW = """
:::{flow} The way of a {term}`victim`
:name: fig-way

arrive: Arrive, as {numref}`step-act` says
known? Is the **house** known?
% A remark to other editors.
enter: Enter
wait: Wait outside
arrive -> known
known -> enter : yes
known -> wait : no
enter -> wait
:::

The way is in {numref}`fig-way`.
"""
ARABIC = {
    "The way of a {term}`victim`": "مسار {term}`الضحية <victim>`",
    "Arrive, as {numref}`step-act` says": "الوصول وفق {numref}`step-act`",
    "Is the **house** known?": "هل **البيت** معروف؟",
    "Enter": "الدخول",
    "yes": "نعم",
    "no": "",
    "Wait outside": "الانتظار خارجاً",
    "The way is in {numref}`fig-way`.": "المسار في {numref}`fig-way`.",
}
STEPS_AR = [
    ("الوصول وفق القسم 2.1.1", ["انتقل إلى الخانة 2."]),
    ("هل البيت معروف؟", ["«نعم»: انتقل إلى الخانة 3.", "«no»: انتقل إلى الخانة 4."]),
    ("الدخول", ["انتقل إلى الخانة 4."]),
    ("الانتظار خارجاً", ["هنا ينتهي المسار."]),
]
SPOKEN_AR = (
    "الخانة 1: الوصول وفق القسم 2.1.1. انتقل إلى الخانة 2. الخانة 2: هل البيت معروف؟ «نعم»: انتقل إلى الخانة 3. «no»: انتقل إلى الخانة 4. "
    "الخانة 3: الدخول. انتقل إلى الخانة 4. الخانة 4: الانتظار خارجاً. هنا ينتهي المسار."
)
ISOLATES = re.compile("[\u2066-\u2069\u200e\u200f]")


def with_flow(root: Path, text: str = FLOW) -> Path:
    """The tiny SOP with a flow at the end of a chapter; one word of it is not translated."""
    with (root / "source/chapters/acting.md").open("a", encoding="utf-8") as chapter:
        chapter.write(text)
    with (root / "locales/ar/LC_MESSAGES/chapters/acting.po").open("a", encoding="utf-8") as catalog:
        catalog.writelines(f'\nmsgid "{msgid}"\nmsgstr "{msgstr}"\n' for msgid, msgstr in ARABIC.items())
    return root


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """The folder of the Arabic editions and the English site."""
    base = tmp_path_factory.mktemp("flows")
    build(with_flow(copy_tiny(base / "tiny")), "ar,en/site", base / "out")
    return base / "out"


def page(built: Path, language: str) -> BeautifulSoup:
    return BeautifulSoup((built / f"site/{language}/chapters/acting.html").read_text(encoding="utf-8"), "html.parser")


def steps(soup: BeautifulSoup) -> list[tuple[str, list[str]]]:
    items = soup.select("details.flow-steps > ol > li")
    return [(item.p.get_text(), [way.get_text(strip=True) for way in item.select("ul > li")]) for item in items]


def drawn(built: Path, language: str) -> etree._Element:
    (path,) = (built / f"site/{language}/_images").glob("fig-way-*.svg")
    return etree.fromstring(path.read_bytes())


def test_the_site_shows_the_drawing_as_a_numbered_figure(built):
    soup = page(built, "ar")
    figure = soup.find("figure", id="fig-way")
    assert figure.img["src"].startswith("../_images/fig-way-") and (built / "site/ar/chapters" / figure.img["src"]).is_file()
    assert figure.find(class_="caption-number").get_text(strip=True) == "الشكل 2.1"
    assert figure.find(class_="caption-text").get_text() == "مسار الضحية"
    assert soup.find("a", href="#fig-way", class_="reference").get_text(strip=True) == "الشكل 2.1"


def test_the_site_has_the_steps_as_a_list_and_says_so_in_place_of_the_picture(built):
    soup = page(built, "ar")
    assert steps(soup) == STEPS_AR
    assert soup.find("figure", id="fig-way").img["alt"] == "رسم تخطيطي، وتليه خطواته كتابةً."
    assert soup.select_one("details.flow-steps > summary").get_text() == "الخطوات كتابةً"
    assert steps(page(built, "en"))[1] == ("Is the house known?", ["“yes”: go on to box 3.", "“no”: go on to box 4."])


def test_marks_and_links_live_in_the_list_and_untranslated_words_keep_their_language(built):
    soup = page(built, "ar")
    assert soup.select_one("details.flow-steps strong").get_text() == "البيت"
    assert soup.select_one("details.flow-steps a")["href"] == "#step-act"
    assert [found.get_text() for found in soup.select("details.flow-steps [lang=en][dir=ltr]")] == ["no"]


def test_untranslated_words_are_drawn_as_english_ones(built):
    sizes = re.findall(r"scale\(([\d.]+) ", etree.tostring(drawn(built, "ar")).decode())
    assert sorted(sizes) == ["0.012667", *["0.014"] * 5]  # 9.5 points for “no”, 10.5 for what is in Arabic


def test_word_has_the_drawing_as_svg_and_png_and_the_steps_as_its_alternative_text(built):
    (path,) = built.rglob("*.docx")
    with zipfile.ZipFile(path) as word:
        document = etree.fromstring(word.read("word/document.xml"))
        media = [word.read(name) for name in word.namelist() if name.startswith("word/media/")]
    described = {element.get("descr") for element in document.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")}
    assert SPOKEN_AR in described
    assert etree.tostring(drawn(built, "ar")) in [etree.tostring(etree.fromstring(data)) for data in media if data.startswith(b"<svg")]
    assert sum(data.startswith(b"\x89PNG") for data in media) == 2  # the other one is that of the tiny SOP's plan
    assert "انتقل" not in "".join(document.itertext())


def test_the_pdf_has_the_steps_as_the_alternative_text_of_the_drawing(built):
    (path,) = built.rglob("*.pdf")
    with pikepdf.open(path) as pdf:
        spoken = [str(element.Alt) for element in pdf.objects if isinstance(element, pikepdf.Dictionary) and "/Alt" in element]
    assert SPOKEN_AR in [ISOLATES.sub("", text) for text in spoken]


def test_the_drawing_has_one_box_for_each_and_reads_from_the_languages_side(built):
    corners = {}
    for language in ("en", "ar"):
        svg = drawn(built, language)
        frames = [float(rect.get("x")) + float(rect.get("width")) / 2 for rect in svg.iter("{http://www.w3.org/2000/svg}rect") if rect.get("rx")]
        (decision,) = [polygon for polygon in svg.iter("{http://www.w3.org/2000/svg}polygon") if polygon.get("stroke")]
        across = [float(pair.split(",")[0]) for pair in decision.get("points").split()]
        lines = [path.get("d") for path in svg.iter("{http://www.w3.org/2000/svg}path") if path.get("stroke")]
        assert len(frames) == 3 and len(lines) == 4
        past = max(lines, key=_height)  # from the decision past “enter”
        corners[language] = float(past[1:].split()[0]) - (min(across) + max(across)) / 2
    assert corners["en"] > 1 and corners["ar"] < -1


def _height(line: str) -> float:
    ups = [float(found) for found in re.findall(r"[ML][\d.]+ ([\d.]+)", line)]
    return ups[-1] - ups[0]


def test_a_flow_is_drawn_once_for_all_formats_and_not_again_until_it_changes(tiny, tmp_path, monkeypatch):
    monkeypatch.setenv("SOP_START", "fork")  # so that the child has what is set here
    from build_tools.content.flows import flow_drawing

    log = tmp_path / "log"

    def count(*arguments, drawing=flow_drawing.drawing, **options):
        with log.open("a") as file:
            file.write("drawn\n")
        return drawing(*arguments, **options)

    monkeypatch.setattr(flow_drawing, "drawing", count)
    with_flow(tiny)
    build(tiny, "en/site,en/word", tmp_path / "out")
    assert log.read_text().splitlines() == ["drawn"]
    (first,) = (tmp_path / "out/site/en/_images").glob("fig-way-*.svg")
    before = first.read_bytes()
    shutil.rmtree(tmp_path / "out/site")
    build(tiny, "en/site", tmp_path / "out")
    assert log.read_text().splitlines() == ["drawn"] and first.read_bytes() == before
    amend(tiny / "source/chapters/acting.md", "enter: Enter", "enter: Come in")
    build(tiny, "en/site", tmp_path / "out")
    assert log.read_text().splitlines() == ["drawn", "drawn"]


def test_each_text_is_a_message_at_its_line_and_translators_see_that_it_is_drawn(tiny, tmp_path):
    with_flow(tiny)
    project = config.load(tiny)
    (reading,) = runner.run(project, [], revision=revision.of(project), out=tmp_path / "out", work=tmp_path / "work", languages=["en"], check=True)
    assert reading.findings == []
    lines = (tiny / "source/chapters/acting.md").read_text(encoding="utf-8").splitlines()
    found = {message.msgid: lines[message.line - 1] for message in reading.messages["chapters/acting"]}
    for msgid in ARABIC:
        assert msgid in found[msgid]
    kinds = {place.msgid: place.kind for place in reading.places}
    assert kinds["Is the **house** known?"] == kinds["yes"] == "words in a drawing"
    assert kinds["The way of a {term}`victim`"] == "caption"


BAD = """
:::{flow} A loop
a: One
b: Two
a -> b
b -> a
:::

::::{note}
In a note.

:::{flow} Many faults
:name: fig-bad

a: One
a: Two
nothing
c? Three
d: Four

c -> e : yes
:::
::::

:::{flow}
a: No caption
b: Two
a -> b
:::

:::{flow} Nothing
:::

:::{flow} A sign that no font has
a: One ☐
b: Two
a -> b
:::
"""
EXPECTED = [
    ("b -> a", "flow.loop"),
    ("a: Two", "flow.twice"),
    ("nothing", "flow.line"),
    ("c? Three", "flow.decision"),
    ("d: Four", "flow.alone"),
    ("c -> e : yes", "flow.target"),
    (":::{flow}", "flow.caption"),
    (":::{flow} Nothing", "flow.empty"),
    (":::{flow} A sign that no font has", "flow.letter"),
    (":::{flow} Very large", "flow.large"),
]


def test_each_mistake_is_a_finding_at_its_line_that_says_what_to_write(tiny):
    large = "\n:::{flow} Very large\n" + "".join(f"b{n}: Box\nb{n} -> b{n + 1}\n" for n in range(40)) + "b40: End\n:::\n"
    path = tiny / "source/chapters/acting.md"
    path.write_text(path.read_text(encoding="utf-8") + BAD + large, encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    found = [finding for finding in check.check(config.load(tiny), lambda text: None) if finding.code.startswith("flow.")]
    places = [(lines[finding.line - 1], finding.code) for finding in sorted(set(found))]
    assert all(finding.path == "source/chapters/acting.md" and finding.action for finding in found)
    assert set(places) >= set(EXPECTED)
    assert {place for place in places if place not in EXPECTED} == {("a: One", "flow.alone"), ("a: Two", "flow.alone")}
