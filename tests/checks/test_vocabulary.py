"""A term's word counts in every form that grammar gives it."""

import pytest

from build_tools import config
from build_tools.checks.vocabulary import Vocabulary
from build_tools.content import glossary
from build_tools.content.glossary import Term
from tests.conftest import REPOSITORY


@pytest.fixture(scope="module")
def arabic() -> Vocabulary:
    terms: list[Term] = glossary.read(config.load(REPOSITORY))
    return Vocabulary(terms, "en", "ar")


@pytest.mark.parametrize("text", ["إيواء الضحية", "إيواؤه", "نقلهم أو إيوائهم", "بإيوائها"])
def test_hamza_may_change_its_seat(arabic, text):
    assert arabic.holds(text, "harbouring")


@pytest.mark.parametrize("text", ["نقل الضحية", "آوى"])
def test_another_word_does_not_count(arabic, text):
    assert not arabic.holds(text, "harbouring")
