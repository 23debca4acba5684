"""Who acts comes from a register: a code, a name in each language, and where the actor exists."""

import pytest

from build_tools import config
from build_tools.content import actors
from tests.conftest import REPOSITORY, amend, build, problems
from tests.stepped import article, findings, text

REGISTER = "source/registers/actors.yml"


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", [["FR", "First responder", "Federal Iraq and Kurdistan Region"], ["IJ", "Investigative judge", "Federal Iraq and Kurdistan Region"],
                ["KP", "Regional police", "Kurdistan Region"]]),
        ("ar", [["FR", "المستجيب الأول (B)", "العراق الاتحادي وإقليم كردستان"], ["IJ", "قاضي التحقيق", "العراق الاتحادي وإقليم كردستان"],
                ["KP", "شرطة الإقليم", "إقليم كردستان"]]),
    ],
)  # fmt: skip
def test_the_table_names_each_actor_in_the_readers_language(tiny, tmp_path, language, expected):
    amend(tiny / "source/annexes/words.md", "All words", "```{actors} Who *acts*\n:name: tbl-actors\n```\n\n{numref}`tbl-actors` first.\n\nAll words")
    build(tiny, f"{language}/site", tmp_path / "out")
    page = article(tmp_path / "out", "annexes/words", language)
    (table,) = page.select("table.actors")
    assert [[text(cell) for cell in row.select("td")] for row in table.select("tbody tr")] == expected
    assert table.caption.em and "1" in text(table.caption)


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("IJ:", "Judge:", 6, "'Judge' is no code of an actor (use capital letters, as IJ)"),
        ("  scope: kri\n", "", 9, "'KP' has no scope (write scope: federal or kri or both)"),
        ("  scope: kri\n", "  scope: fed\n", 11, "'KP' has the scope 'fed' (write scope: federal or kri or both)"),
        ('en: "Regional police", ', "", 10, "'KP' has no name (write name: {en: …, ar: …, ckb: …}, each text in quotation marks)"),
        ("  scope: kri\n", "  scope: kri\n  abbreviation: KP\n", 12, "'KP' has an unknown field 'abbreviation' (use name, names_certainty, note, scope)"),
    ],
)
def test_a_broken_entry_is_named_at_its_line(tiny, old, new, line, said):
    amend(tiny / REGISTER, old, new)
    assert problems(actors.read, config.load(tiny)) == [f"{REGISTER}:{line}: register {said}"]


def test_a_page_that_lists_them_says_what_is_wrong_with_the_register(tiny):
    amend(tiny / "source/annexes/words.md", "All words", "```{actors}\n```\n\nAll words")
    amend(tiny / REGISTER, "  scope: kri\n", "")
    assert findings(tiny) == [f"{REGISTER}:9: register 'KP' has no scope (write scope: federal or kri or both)"]


def test_the_sops_actors_have_names_in_each_language():
    project = config.load(REPOSITORY)
    register = actors.read(project)
    assert {"FR", "ATU", "JI", "IJ", "PP", "SW", "SH", "MED", "SUB", "CC", "INT", "CUS"} <= set(register)
    assert all(actor.name[tag] for actor in register.values() for tag in project.languages)
