"""Every word that the pipeline itself says has a translation in every language."""

import re

import pytest

from build_tools import config, interface
from build_tools.catalogs import files
from tests.conftest import REPOSITORY

PROJECT = config.load(REPOSITORY)


def words_said() -> set[str]:
    """All literal msgids of ``word("…")`` in the code and ``_('…')`` in our site templates."""
    found = set(interface.MONTHS)
    for path in (REPOSITORY / "build_tools").rglob("*.py"):
        found |= set(re.findall(r"\bword\(\s*\"([^\"]+)\"", path.read_text(encoding="utf-8")))
    for path in (REPOSITORY / "templates/site").glob("*.html"):
        found |= set(re.findall(r"_\('([^']+)'\)", path.read_text(encoding="utf-8")))
    found |= {status.capitalize() for status in ("draft", "issued", "public", "restricted", "confidential")}
    return found


@pytest.mark.parametrize("language", PROJECT.translations)
def test_every_word_of_the_pipeline_is_translated(language):
    translated = {entry.msgid for entry in files.interface_words(PROJECT, language) if entry.msgstr and not entry.fuzzy}
    assert words_said() - translated == set()


@pytest.mark.parametrize("language", PROJECT.translations)
def test_placeholders_are_the_same_in_every_language(language):
    for entry in files.interface_words(PROJECT, language):
        pattern = r"%\(\w+\)s|%s|\$\{\w+\}"
        assert sorted(re.findall(pattern, entry.msgid)) == sorted(re.findall(pattern, entry.msgstr)), entry.msgid
        assert "<" not in entry.msgstr, entry.msgid  # templates do not escape it


def test_arabic_months_are_those_of_iraq():
    words = {entry.msgid: entry.msgstr for entry in files.interface_words(PROJECT, "ar")}
    iraq = "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول"
    assert "|".join(words[month] for month in interface.MONTHS) == iraq
