"""Progress counts what readers see: a fuzzy message is never translated, in messages or words."""

from __future__ import annotations

from build_tools import config, progress
from build_tools.content.translation.messages import Message
from build_tools.progress import Progress
from tests.conftest import TINY, amend, build

DOCNAME = "chapters/acting"


def of_acting(root, tmp_path, **options):
    readings = build(root, "ar/site", tmp_path / "out")
    return progress.of_language(config.load(root), "ar", readings["ar"].messages, **options)[DOCNAME]


def test_a_fuzzy_message_does_not_count_as_translated(tiny, tmp_path):
    amend(tiny / f"locales/ar/LC_MESSAGES/{DOCNAME}.po", 'msgid "Somebody must decide."', '#, fuzzy\nmsgid "Somebody must decide."')
    amend(tiny / f"locales/ar/LC_MESSAGES/{DOCNAME}.po", 'msgstr "التصرف الآن"', 'msgstr ""')
    assert of_acting(tiny, tmp_path) == Progress(translated=7, fuzzy=1, untranslated=1)


def test_words_are_those_of_the_source(tiny):
    messages = [Message(msgid="Somebody must decide.", line=1, translated=True), Message(msgid="Act now", line=2, translated=False)]
    assert progress.of_chapter(config.load(tiny), "ar", DOCNAME, messages, words=True) == Progress(translated=3, untranslated=2)


def test_the_source_language_has_no_progress():
    assert progress.of_language(config.load(TINY), "en", {DOCNAME: []}) == {}


def test_a_hundred_percent_means_that_nothing_is_missing():
    assert [Progress(translated=999, untranslated=1).percent, Progress(translated=9, fuzzy=1).percent, Progress(translated=3).percent, Progress().percent] == [99, 90, 100, 100]
