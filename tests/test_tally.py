"""What each page of the text holds is counted on what readers get."""

from docutils import nodes

from build_tools import tally
from build_tools.content.translation.messages import Message
from build_tools.tally import Tally


class form(nodes.General, nodes.Element):  # noqa: N801 (as docutils names nodes)
    """Stands for a form of the book."""


def box(point: str) -> nodes.admonition:
    return nodes.admonition("", nodes.title("", f"To be confirmed: {point}"), classes=["tbc"])


def book() -> nodes.document:
    """A chapter with two steps, one flow and two open points (one of them asked twice), an annex with a form, and a role card that repeats a step."""
    chapter = nodes.section("", nodes.section("", box("TBC-2"), nodes.figure(classes=["flow"]), classes=["step"]), nodes.section(classes=["step"]), box("TBC-2"), box("TBC-10"))
    annex = nodes.section("", form(), form(), box("TBC-2"), nodes.figure(), nodes.admonition("", nodes.title("", "Note TBC-7"), classes=["note"]))
    card = nodes.section("", nodes.section(classes=["step"]))
    made = nodes.document("", "")
    made += [chapter, annex, card]
    for docname, page in (("chapters/a", chapter), ("annexes/b", annex), ("cards/c", card)):
        for node in page.findall(nodes.Element):
            node.sop_docname = docname
    return made


MESSAGES = {
    "chapters/a": [Message(msgid="Two words", line=1, translated=True), Message(msgid="and {term}`three <three>` more", line=2, translated=True)],
    "cards/c": [Message(msgid="Role card", line=1, translated=True)],
    "empty": [],
}


def test_each_page_has_its_figures_and_role_cards_repeat_none():
    assert tally.of(book(), MESSAGES) == {
        "chapters/a": Tally(words=6, steps=2, flows=1, open_points=frozenset({"TBC-2", "TBC-10"})),
        "annexes/b": Tally(forms=1, parts=2, open_points=frozenset({"TBC-2"})),
    }


def test_a_point_that_two_pages_ask_is_one_point_of_the_sop():
    together = sum(tally.of(book(), MESSAGES).values(), Tally())
    assert together.figures() == [6, 2, 1, 2, 1, 2] and len(tally.HEADS) == 6
