"""Left-to-right runs in right-to-left text keep their order, and the text around them keeps its own.

The oracle is python-bidi. From 0.5 on it is Rust's unicode-bidi, which knows isolates and paired brackets; 0.4 knew neither. So each check is
made twice: with LRI … PDI, and with one neutral character in place of each isolate, which is what UAX #9 X5a–c and BD13 amount to. (0.6.12
takes a bracket's direction (N0) from the wrong end of the text before an isolate, which shows the same, so brackets are compared as shown.)
"""

from __future__ import annotations

import re
import unicodedata

import pytest
from bidi import get_display
from docutils import nodes
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.content.translation.bidi import PATTERNS, PHRASE, isolate, isolate_runs, stretches
from tests.conftest import amend, build

LRI, PDI = "\u2066", "\u2069"
OBJECTS = "\ufffc①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"  # neutral, and told apart


def shown(text: str) -> str:
    """The characters from left to right, in a right-to-left paragraph."""
    return re.sub(f"[{LRI}{PDI}]", "", get_display(text, base_dir="R"))


def isolated(text: str) -> str:
    """The text as a PDF holds it; a site and a Word file amount to the same."""
    return "".join(f"{LRI}{part.text}{PDI}" if part.isolated else part.text for part in stretches(text))


def drawn(line: str) -> str:
    """A line as readers see it: the oracle does not mirror brackets that stand in right-to-left text."""
    return re.sub(r"[()\[\]«»]", "|", line)


def modelled(text: str, *, every: bool = False) -> str:
    """What is shown, without the oracle's own isolates: a neutral object for each, and inside it a paragraph from left to right.

    With ``every``, runs that need no isolate have one too.
    """
    cut = list(stretches(text))
    apart = [part for part in cut if part.isolated or (every and part.left_to_right)]
    objects = dict(zip(OBJECTS, (part.text for part in apart), strict=False))
    names = iter(objects)
    line = get_display("".join(next(names) if part in apart else part.text for part in cut), base_dir="R")
    return "".join(get_display(objects[char], base_dir="L") if char in objects else char for char in line)


def isolates(text: str) -> list[str]:
    return [part.text for part in stretches(text) if part.isolated]


def test_the_models_objects_are_neutral():
    assert {unicodedata.bidirectional(char) for char in OBJECTS} == {"ON"}


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.name)
def test_each_pattern_is_needed(pattern):
    """Without it, the algorithm shows the pattern's example in pieces, or what follows before it."""
    sentence = pattern.before + pattern.example + pattern.after
    assert isolates(sentence) == [pattern.example]
    assert shown(sentence) != shown(isolated(sentence)) == modelled(sentence)
    if pattern is not PHRASE:
        assert re.fullmatch(pattern.regex, pattern.example)
        assert pattern.example not in shown(sentence)
    assert pattern.example in modelled(sentence)


@pytest.mark.parametrize("run", [
    "+000 000 0000", "+000 (0)000 000 0000", "0000-000-0000", "(0000) 000-0000", "2023-07-31", "2023-07-31T10:00Z", "2023-07-31 10:00+03:00", "2023-07",
    "5-2-3", "31-7-2023", "0000-0000", "12-05", "24-7@example.org", "https://example.org/", "https://example.org/a/?b=1&c=", "www.example.org/",
    "/srv/sop/a.txt", "source/chapters/", "./make", "C:\\sop\\", "C++", "C#", "18+", "print()", "4e2266c458+", "v1+", ".NET", "#12", "@name", "12-A", "2b-x",
    "-5", "+5", "±2.5", "5%", "50 %", "2.5‰", "$5", "5 €", "U.S.", 'Protocol "Palermo"', "Protocol “of Palermo”", "C++ code in C#", "۲۰۲۳-۰۷-۳۱",
])
def test_a_run_that_would_turn_round_is_isolated_whole(run):
    for sentence in (f"انظر {run} هنا", f"{run} هنا", f"انظر ({run}).", f"بڕوانە «{run}»؛ پاشان", f"انظر {run}، 28"):
        assert isolates(sentence) == [run]
        assert run in shown(isolated(sentence)) == modelled(sentence)


@pytest.mark.parametrize("run", [
    "DEMO-0000", "TBC-10", "v0.1.0", "SOP-TIP-IQ / AR / v0.1.0", "E/2002/68/Add.1", "OHCHR (2002)", "a@example.org", "https://example.org/a?b=1", "Art. 3(a)",
    "Law No. 28 of 2012", "ISO 9001:2015", "IQD 10,000,000", "United Nations", "https://example.org/a_(b)", "ISO/IEC 27001",
])
def test_a_safe_run_is_isolated_only_where_it_would_spoil_what_follows(run):
    assert isolates(f"انظر {run} هنا") == isolates(f"انظر ({run}).") == isolates(run) == []
    assert run in shown(f"انظر {run} هنا")
    for after in ("، 28 هنا", "، SOM هنا", ") 5.2"):
        sentence = f"انظر {run}{after}"
        assert isolates(sentence) == [run]
        assert run in shown(isolated(sentence)) == modelled(sentence)


@pytest.mark.parametrize("text", ["5.2.3", "31/7/2023", "10,000,000", "24:00", "28", "2.5", "(28)", "المادة 19(13)", "رقم (28) لسنة 2012", "و/أو"])
def test_numbers_that_keep_their_order_stay_as_they_are(text):
    for sentence in (text, f"انظر {text} هنا", f"انظر {text}، 28"):
        assert isolates(sentence) == []
    assert isolates("٥-٢-٣") == []  # an isolate would turn Arabic's own digits all the same


@pytest.mark.parametrize(("text", "expected"), [
    ("المواد 390-392 من", "نم 392-390 داوملا"),  # 390 stands next to the word before it
    ("المادة 6(5) من", "نم )5(6 ةداملا"),  # like 3(ج); the oracle does not mirror brackets
    ("المادة 3(ج) من", "نم )ج(3 ةداملا"),
])
def test_what_arabic_reads_from_right_to_left_stays_so(text, expected):
    assert isolates(text) == []
    assert shown(text) == expected


@pytest.mark.parametrize("list_", ["SOP، TIP، SOM", "TBC-10، TBC-12، TBC-14", "DEMO-0000، 28، SOP"])
def test_a_list_runs_on_from_right_to_left(list_):
    line = shown(isolated(f"انظر {list_} هنا"))
    places = [line.index(item) for item in list_.split("، ")]
    assert places == sorted(places, reverse=True)


# ---- for any text ------------------------------------------------------------------------------------------------------

ARABIC = ["قانون", "مادة", "وحدة", "ضحية", "و", "یاسا", "ماددەی", "قوربانی", "لە", "کەیسەکە"]
RUNS = [pattern.example for pattern in PATTERNS] + [
    "DEMO-0000", "a@example.org", "https://example.org/a?b=1", "v0.1.0", "OHCHR (2002)", "E/2002/68/Add.1", "SOP", "0000-000-0000", "5%", "Art. 3(a)",
]
PLAIN = ["28", "2012", "5.2.3", "31/7/2023", "390-392", "6(5)", "3(ج)", "10,000"]
BETWEEN = [" ", " ", " ", "، ", "؛ ", ". ", " (", ") ", " «", "» ", ": ", "؟ ", " – ", " [", "] ", "/ "]


@st.composite
def sentences(draw) -> tuple[str, list[str]]:
    """Words, runs and plain numbers in any order with any punctuation between; and the runs that stand apart from other Latin text."""
    parts = draw(st.lists(st.tuples(st.sampled_from(["word", "word", "run", "plain"]), st.integers(0, 10_000), st.sampled_from(BETWEEN)), min_size=1, max_size=9))
    text, runs = draw(st.sampled_from(["", "(", "«", "• "])), []
    for kind, number, between in parts:
        choice = {"word": ARABIC, "run": RUNS, "plain": PLAIN}[kind]
        part = choice[number % len(choice)]
        if re.search("[0-9] $", text) and not part[0].isalpha():
            text += "، "  # nobody can tell where a number ends and the next begins
        runs += [part] if kind == "run" else []
        text += part + between
    return text, runs


@settings(max_examples=150, deadline=None, derandomize=True)
@given(sentences())
def test_every_run_is_shown_in_its_own_order(sentence):
    text, runs = sentence
    line = shown(isolated(text))
    for run in [*runs, *(part.text for part in stretches(text) if part.left_to_right)]:
        assert run in line
        assert get_display(run, base_dir="L") == run


@settings(max_examples=150, deadline=None, derandomize=True)
@given(sentences())
def test_what_stands_outside_is_shown_as_around_a_neutral_object(sentence):
    text, _ = sentence
    assert "".join(part.text for part in stretches(text)) == text
    assert drawn(shown(isolated(text))) == drawn(modelled(text)) == drawn(modelled(text, every=True))


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.text(alphabet="ابج ،.()-+/:@#%A1b2٣\u200f\"", max_size=40))
def test_any_text_is_cut_without_loss(text):
    assert "".join(part.text for part in stretches(text)) == text
    assert drawn(shown(isolated(text))) == drawn(modelled(text))


# ---- in the doctree ----------------------------------------------------------------------------------------------------


def paragraph(*children: nodes.Node, **attributes) -> nodes.paragraph:
    made = nodes.paragraph("", "", *children, **attributes)
    isolate_runs(made)
    return made


def found(node: nodes.Element) -> list[str]:
    return [part.astext() for part in node.findall(isolate)]


def test_text_is_kept_and_only_runs_are_isolated():
    made = paragraph(nodes.Text("يوم 2023-07-31 و"), nodes.strong("", "رقم 5-2-3"), nodes.Text("."))
    assert made.astext() == "يوم 2023-07-31 ورقم 5-2-3."
    assert found(made) == ["2023-07-31", "5-2-3"]
    assert isinstance(made[1], isolate) and made[1].parent is made


def test_code_and_text_marked_as_left_to_right_stay_as_they_are():
    foreign = nodes.inline("", "on 2023-07-31, 28", lang="en", dir="ltr")
    made = paragraph(nodes.Text("انظر "), nodes.literal("", "5-2-3"), foreign, nodes.math("", "5-2-3"))
    assert found(made) == []


def test_what_follows_in_another_node_counts():
    """A footnote's mark is a number too."""
    mark = nodes.footnote_reference("", "3")
    assert found(paragraph(nodes.Text("انظر SOP"), mark)) == ["SOP"]
    assert found(paragraph(nodes.strong("", "SOP"), nodes.Text("، 28"))) == ["SOP"]
    assert found(paragraph(nodes.Text("انظر SOP"), nodes.strong("", "هنا"), nodes.Text(" 28"))) == []


def test_a_second_pass_changes_nothing():
    made = paragraph(nodes.Text("SOP، 2023-07-31، 28"))
    before = made.pformat()
    isolate_runs(made)
    assert made.pformat() == before


@pytest.fixture
def dated(tiny):
    """The tiny SOP with a date in a translated heading that another chapter refers to."""
    amend(tiny / "locales/ar/LC_MESSAGES/chapters/acting.po", 'msgstr "الخطوات"', 'msgstr "خطوات 2023-07-31"')
    amend(tiny / "source/chapters/finding.md", "## Looking", "See {ref}`sec-steps`.\n\n## Looking")
    amend(tiny / "locales/ar/LC_MESSAGES/chapters/finding.po", 'msgid "Looking"', 'msgid "See {ref}`sec-steps`."\nmsgstr "انظر {ref}`sec-steps`."\n\nmsgid "Looking"')
    return tiny


def test_headings_menus_and_references_of_a_site_hold_the_isolate(dated, tmp_path):
    build(dated, "ar/site", tmp_path / "out")
    pages = {name: (tmp_path / f"out/site/ar/{name}.html").read_text(encoding="utf-8") for name in ("index", "chapters/acting", "chapters/finding")}
    run = '<bdi dir="ltr">2023-07-31</bdi>'
    assert f"</span>خطوات {run}" in pages["chapters/acting"]  # the heading …
    assert f"خطوات {run}</a>" in pages["chapters/acting"]  # … and the menu of the page
    assert f"خطوات {run}</a>" in pages["index"]
    assert f"خطوات {run}</span>" in pages["chapters/finding"]


def test_a_left_to_right_edition_has_no_isolate(dated, tmp_path):
    amend(dated / "source/chapters/acting.md", "Somebody must decide.", "Somebody must decide on 2023-07-31, 28.")
    amend(dated / "locales/ar/LC_MESSAGES/chapters/acting.po", "Somebody must decide.", "Somebody must decide on 2023-07-31, 28.")
    build(dated, "en/site", tmp_path / "out")
    page = (tmp_path / "out/site/en/chapters/acting.html").read_text(encoding="utf-8")
    assert "2023-07-31, 28" in page and "<bdi" not in page.split("<article")[1].split("</article>")[0]
