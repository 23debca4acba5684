"""A field's code and what it shows in, the runs of a complex field out: it reads right before Word has ever updated it."""

from __future__ import annotations

from contextlib import contextmanager

from lxml import etree

from build_tools.word.ooxml import XML_SPACE, sub
from build_tools.word.place import Place
from build_tools.word.runs import Runs


@contextmanager
def field(runs: Runs, parent: etree._Element, code: str, place: Place):
    """Write a field around the result that the block writes. The code's runs look like the result: Word takes its face from them."""
    begin(runs, parent, code, place)
    yield
    end(runs, parent, place)


def begin(runs: Runs, parent: etree._Element, code: str, place: Place) -> None:
    sub(runs.run(parent, place), "w:fldChar", fldCharType="begin")
    instruction = sub(runs.run(parent, place), "w:instrText")
    instruction.text = f" {code} "
    instruction.set(XML_SPACE, "preserve")
    sub(runs.run(parent, place), "w:fldChar", fldCharType="separate")


def end(runs: Runs, parent: etree._Element, place: Place) -> None:
    sub(runs.run(parent, place), "w:fldChar", fldCharType="end")


def hidden(runs: Runs, parent: etree._Element, code: str, place: Place) -> None:
    """A field that shows nothing."""
    begin(runs, parent, code, place)
    end(runs, parent, place)


def shown(runs: Runs, parent: etree._Element, code: str, text: str, place: Place) -> None:
    """A field that shows plain text."""
    with field(runs, parent, code, place):
        runs.text(parent, text, place)
