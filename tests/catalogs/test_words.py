"""Words of the interface go into pages as they are, so those that a page would take for markup are told from the others."""

import pytest

from build_tools import config
from build_tools.catalogs import files, words
from tests.conftest import REPOSITORY


@pytest.mark.parametrize(
    ("msgid", "msgstr"),
    [("Page %(page)s of %(pages)s", "صفحة %(page)s من %(pages)s"), ("Search", "گەڕان"), ("%s of ${count}", "${count} %s"), ("a", "l’été “x” «y»"), ("a", "don't"), ("100% sure", "100% مؤكد")],
)
def test_a_sound_word_is_used(msgid, msgstr):
    assert words.fault(msgid, msgstr) == ""


@pytest.mark.parametrize(
    ("msgid", "msgstr", "said"),
    [
        ("a", "<b>a", "has <"),
        ("a", "a>", "has >"),
        ("a", 'a" onclick="x', 'has "'),
        ("a", "' onclick='x", "has '"),
        ("a", "&#60;b", "has &"),
        ("a", "`x`", "has `"),
        ("Page %s", "صفحة", "has the placeholders (none) for %s"),
        ("%(a)s", "%(b)s", "has the placeholders %(b)s for %(a)s"),
        ("%s", "%s %s", "has the placeholders %s, %s for %s"),
        ("a", "{0.__class__}", "has the placeholders {0.__class__} for (none)"),
        ("%s", "%s 100%", "has a % that stands for nothing"),
        ("%s", "%s %9999d", "has a % that stands for nothing"),
    ],
)
def test_an_unsafe_word_is_not(msgid, msgstr, said):
    assert words.fault(msgid, msgstr).startswith(said)


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_our_own_words_are_sound(language):
    entries = files.interface_words(config.load(REPOSITORY), language)
    assert len(entries) > 80
    assert [entry for entry in entries if words.fault(entry.msgid, entry.msgstr)] == []
