"""Compiled catalogs say to a program what readers may see, and nothing else."""

import gettext
import io

from hypothesis import given, settings

from build_tools.catalogs import compiled
from build_tools.catalogs.entries import Catalog, Entry
from tests.catalogs import strategies


def loaded(*entries: Entry) -> gettext.GNUTranslations:
    return gettext.GNUTranslations(io.BytesIO(compiled.mo(Catalog(header=strategies.HEADER, entries=entries))))


def test_fuzzy_empty_and_obsolete_messages_are_left_out():
    translations = loaded(
        Entry(msgid="z", msgstr="ز"), Entry(msgid="a", msgstr="أ"), Entry(msgid="f", msgstr="ف", fuzzy=True),
        Entry(msgid="e", msgstr=""), Entry(msgid="o", msgstr="و", obsolete=True),
    )
    assert [translations.gettext(msgid) for msgid in "zafeo"] == ["ز", "أ", "f", "e", "o"]
    assert translations.info()["language"] == "ar"


@settings(max_examples=50, deadline=None)
@given(strategies.catalogs())
def test_python_reads_back_every_translation(catalog):
    translations = gettext.GNUTranslations(io.BytesIO(compiled.mo(catalog)))
    assert all(translations.gettext(entry.msgid) == (entry.msgstr if entry.translated else entry.msgid) for entry in catalog.live)
