"""Mistakes planted into translations of our own are found, each by its own check; the translations as they are give no alarm."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

import pytest

from build_tools import config
from build_tools.catalogs import files, reader
from build_tools.checks import messages
from tests.checks.planted import MISTAKES, Mistake
from tests.conftest import REPOSITORY

PLACES = 3  # messages that each mistake is planted into, in each language
LANGUAGES = ("ar", "ckb")
ELSEWHERE = {"ar": {"final-heh"}, "ckb": set()}  # codes of another language alone


@cache
def about(language: str):
    return messages.context(config.load(REPOSITORY), language)


@cache
def translated(language: str) -> list[files.Entry]:
    project = config.load(REPOSITORY)
    return [entry for path in files.chapter_catalogs(project, language).values() for entry in files.entries(files.read(path, project)) if entry.translated]


@cache
def good(language: str) -> list[files.Entry]:
    """Messages that have a place for every mistake, whatever the chapters come to say."""
    return reader.parse((Path(__file__).parent / f"good/{language}.po").read_bytes()).live


def planted(mistake: Mistake, language: str) -> list[tuple[str, str]]:
    """Some messages with the mistake: the same ones at each run."""
    changed = {(entry.msgid, mistake.plant(entry.msgid, entry.msgstr, language)) for entry in good(language)}
    changed -= {(entry.msgid, entry.msgstr) for entry in good(language)}
    return random.Random(mistake.name).sample(sorted(changed), min(PLACES, len(changed)))


def codes(msgid: str, msgstr: str, language: str) -> set[str]:
    return {finding.code for finding in messages.of_message(msgid, msgstr, about(language))}


WANTED = [(mistake, language) for mistake in MISTAKES for language in LANGUAGES if mistake.code not in ELSEWHERE[language]]


@pytest.mark.parametrize(("mistake", "language"), WANTED, ids=[f"{mistake.name} ({language})" for mistake, language in WANTED])
def test_a_planted_mistake_is_found(mistake, language):
    places = planted(mistake, language)
    assert places, "no message has a place for this mistake: it would prove nothing"
    for msgid, msgstr in places:
        assert mistake.code in codes(msgid, msgstr, language), msgstr


def test_at_least_45_mistakes_are_planted_in_each_language():
    for language in LANGUAGES:
        assert len([mistake for mistake, where in WANTED if where == language]) >= 45


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_translations_give_no_alarm_and_need_no_accepting(language):
    assert len(translated(language)) >= 300
    alarms = [(entry.msgid, entry.msgstr, found) for entry in [*translated(language), *good(language)] if (found := codes(entry.msgid, entry.msgstr, language))]
    assert alarms == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_catalogs_give_no_alarm(language):
    project = config.load(REPOSITORY)
    found = messages.of_language(project, language, files.chapter_catalogs(project, language))
    assert [str(finding) for finding in found] == []
