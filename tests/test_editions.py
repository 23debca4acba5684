"""Editions are named by language, format and letterhead."""

import pytest

from build_tools import config, editions
from tests.conftest import REPOSITORY, problems

PROJECT = config.load(REPOSITORY)


def names(wanted: str) -> list[str]:
    return [edition.name for edition in editions.select(PROJECT, wanted)]


def test_nothing_wanted_means_all():
    assert names("") == [edition.name for edition in editions.all_editions(PROJECT)]
    assert len(names("")) == 9


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("ar", ["ar/site", "ar/pdf", "ar/word/neutral"]),
        ("ar/word", ["ar/word/neutral"]),
        ("ar/word/neutral", ["ar/word/neutral"]),
        ("pdf", ["en/pdf", "ar/pdf", "ckb/pdf"]),
        ("ckb/site, ar/pdf", ["ar/pdf", "ckb/site"]),
        ("ar/pdf,ar", ["ar/site", "ar/pdf", "ar/word/neutral"]),
        ("ar/word/neutral/investigation", ["ar/word/neutral/investigation"]),
        ("ar/investigation", ["ar/pdf/investigation", "ar/word/neutral/investigation"]),
        ("pdf/glossary,ckb", ["en/pdf/glossary", "ar/pdf/glossary", "ckb/site", "ckb/pdf", "ckb/pdf/glossary", "ckb/word/neutral"]),
        ("glossary,glossary", [f"{tag}/{form}/glossary" for tag in ("en", "ar", "ckb") for form in ("pdf", "word/neutral")]),
    ],
)
def test_a_part_names_every_edition_in_it(wanted, expected):
    assert names(wanted) == expected


@pytest.mark.parametrize("wanted", ["xx", "ar/odt", "ar/word/neutral/x", "neutral", "ar/word,xx", "ar/site/glossary", "xx/glossary", "ar/word/neutral/chapters/review"])
def test_an_unknown_edition_is_refused_with_the_known_ones(wanted):
    (said,) = problems(editions.select, PROJECT, wanted)
    assert said.startswith("edition there is no edition '")
    assert "ckb/word/neutral" in said
    assert "one page as a file of its own, such as ckb/word/neutral/" in said and ", investigation, " in said


@pytest.mark.parametrize(
    ("wanted", "near"),
    [("ar/word/neutral/investigatoin", "investigation"), ("glosary", "glossary"), ("ar/wrod", "word"), ("ar/pdf/zzz", ""), ("ar/site/glossary", "")],
)
def test_near_names_are_offered(wanted, near):
    (said,) = problems(editions.select, PROJECT, wanted)
    assert f"there is no edition '{wanted}' (" + (f"did you mean {near}" if near else "TO= takes any of") in said
    assert "\n" not in said


def test_each_edition_has_a_place_of_its_own():
    paths = [edition.path for edition in editions.all_editions(PROJECT) + editions.all_parts(PROJECT)]
    assert len(set(paths)) == len(paths)


def test_the_file_of_a_part_has_its_name():
    (edition,) = editions.select(PROJECT, "ar/word/neutral/investigation")
    assert (edition.docname, str(edition.path)) == ("chapters/investigation", "files/investigation/sop-ar-neutral-investigation.docx")


def test_pages_of_one_name_are_told_apart_by_their_folders(tiny):
    (tiny / "source/annexes/acting.md").touch()
    (tiny / "source/images/notes.md").touch()
    assert editions.parts(config.load(tiny)) == {
        "annexes-acting": "annexes/acting", "words": "annexes/words", "chapters-acting": "chapters/acting", "finding": "chapters/finding",
    }
