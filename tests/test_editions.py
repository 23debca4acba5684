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
    ],
)
def test_a_part_names_every_edition_in_it(wanted, expected):
    assert names(wanted) == expected


@pytest.mark.parametrize("wanted", ["xx", "ar/odt", "ar/word/neutral/x", "neutral", "ar/word,xx"])
def test_an_unknown_edition_is_refused_with_the_known_ones(wanted):
    (said,) = problems(editions.select, PROJECT, wanted)
    assert said.startswith("edition there is no edition '")
    assert "ckb/word/neutral" in said


def test_each_edition_has_a_place_of_its_own():
    paths = [edition.path for edition in editions.all_editions(PROJECT)]
    assert len(set(paths)) == len(paths)
