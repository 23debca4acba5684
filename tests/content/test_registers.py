"""A register is read with the line of each entry, and what is wrong with it is named there."""

import pytest

from build_tools import config
from build_tools.content import registers
from tests.conftest import amend, problems

PATH = "source/registers/laws.yml"


def test_each_entry_knows_its_line_and_those_of_its_fields(tiny):
    entries = registers.read(config.load(tiny), "laws", "a test")
    assert [(entry.key, entry.line) for entry in entries][:2] == [("CONVENTION", 2), ("L28-2012", 10)]
    assert (entries[1].path, entries[1].lines["certainty"]) == (PATH, 12)


def test_an_unchanged_register_is_read_once_and_a_changed_one_again(tiny):
    project = config.load(tiny)
    first = registers.read(project, "laws", "a test")
    assert registers.read(project, "laws", "a test") is first
    amend(tiny / PATH, "nobody has seen it", "nobody has ever seen it")
    assert registers.read(project, "laws", "a test")[-1].fields["note"] == "nobody has ever seen it"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("  scope: fed\n  certainty: X\n", "  scope: [fed\n  certainty: X\n", f"{PATH}:31: register is no sound YAML (compare the line with its neighbours)"),
        ("L23-1971:", "L28-2012:", f"{PATH}:17: register has 'L28-2012' twice (join it with line 10)"),
        ('  note: "nobody has seen it"\n', "LATE: 2027-13-45\n", f"{PATH}:35: register 'LATE' has no fields (write it as its neighbours are written)"),
    ],
)
def test_what_is_no_register_is_named_at_its_line(tiny, old, new, said):
    amend(tiny / PATH, old, new)
    assert problems(registers.read, config.load(tiny), "laws", "a test") == [said]


@pytest.mark.parametrize("value", ["2027-13-45", '"bell \x07"', "!!python/object:os.system {}", "{[a]: b}"])
def test_a_value_that_cannot_be_read_is_no_traceback(tiny, value):
    amend(tiny / PATH, '"nobody has seen it"', value)
    (found,) = problems(registers.read, config.load(tiny), "laws", "a test")
    assert "is no sound YAML" in found


def test_brackets_in_brackets_without_end_are_no_traceback(tiny):
    (tiny / PATH).write_text("A: " + "[" * 20_000, encoding="utf-8")
    assert "is no sound YAML" in problems(registers.read, config.load(tiny), "laws", "a test")[0]


@pytest.mark.parametrize("text", ["", "- a list\n", "# nothing\n", "words\n"])
def test_a_file_without_entries_is_named(tiny, text):
    (tiny / PATH).write_text(text, encoding="utf-8")
    assert problems(registers.read, config.load(tiny), "laws", "a test") == [f"{PATH}:1: register holds no laws (write entries like victim: {{en: victim, ar: …}})"]


def test_a_missing_register_is_named_with_what_needs_it(tiny):
    (tiny / PATH).unlink()
    assert problems(registers.read, config.load(tiny), "laws", "a chapter with {law}") == [
        f"{PATH}: register cannot be read: No such file or directory (a chapter with {{law}} needs it)"
    ]
