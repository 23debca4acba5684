"""Each message is placed where a reader meets it first: in its chapter, below its numbered headings, as its kind of text."""

import pytest

from build_tools import config, revision, runner
from tests.conftest import TINY, copy_tiny


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    root = copy_tiny(tmp_path_factory.mktemp("places") / "tiny")
    project = config.load(root)
    events = runner.run(project, [], revision=revision.of(project), out=root / "out", work=root / "work", languages=["en"], check=True)
    [reading] = [event for event in events if isinstance(event, runner.Reading)]
    return reading.places


def place(places, msgid: str):
    [found] = [place for place in places if place.msgid.startswith(msgid)]
    return found


def test_places_come_in_the_order_of_the_book(places):
    assert list(dict.fromkeys(place.docname for place in places)) == ["index", "chapters/finding", "chapters/acting", "annexes/words"]
    assert len({(place.docname, place.msgid) for place in places}) == len(places)


def test_headings_above_have_their_numbers(places):
    assert place(places, "Look at **every**").headings == ("1.1 Looking", "1.1.1 Look around")
    assert {each.chapter for each in places if each.docname == "chapters/finding"} == {"1 Finding out"}
    assert place(places, "Nobody has approved").chapter == ""


def test_a_heading_is_below_its_number_and_not_below_itself(places):
    assert place(places, "Look around").headings == ("1.1 Looking", "1.1.1")
    assert place(places, "Finding out").headings == ()


@pytest.mark.parametrize(("msgid", "kind"), [
    ("Finding out", "heading"), ("Look at **every**", "item of a list"), ("Who", "label of a line"), ("at once", "text after a label"), ("Doors", "caption of a table"),
    ("Meaning", "head of a table"), ("Left", "cell of a table"), ("A note at the foot", "footnote"), ("The plan of the wall", "caption"), ("To be confirmed: TBC-01", "title of a box"),
    ("Somebody must", "text in a box"), ("Term one", "word that is explained"), ("Its meaning", "explanation of a word"), ("A sentence that", "quotation"), ("Go back to", "paragraph"),
])  # fmt: skip
def test_kinds_of_text_are_told_apart(places, msgid, kind):
    assert place(places, msgid).kind == kind and TINY.is_dir()
