"""Catalogs have one form: that of GNU gettext without places and wrapping."""

import pytest
from hypothesis import given, settings

from build_tools import config
from build_tools.catalogs import files, reader, writer
from build_tools.catalogs.entries import Catalog, Entry
from tests.catalogs import gettext_tools, strategies
from tests.conftest import REPOSITORY, TINY

CATALOGS = sorted([*(REPOSITORY / "locales").rglob("*.po"), *(TINY / "locales").rglob("*.po")])


def written(*entries: Entry) -> str:
    return writer.text(Catalog(header=strategies.HEADER, entries=entries)).split("\n\n", 1)[1]


@pytest.mark.parametrize("path", CATALOGS, ids=lambda path: path.relative_to(REPOSITORY).as_posix())
def test_every_catalog_here_is_in_its_form(path):
    assert writer.text(reader.parse(path.read_bytes())) == path.read_text(encoding="utf-8")


@gettext_tools.needs_gettext
def test_msgfmt_takes_every_catalog_here():
    assert [gettext_tools.rejects(path.read_bytes()) for path in CATALOGS] == [""] * len(CATALOGS)


def test_the_end_is_sorted_and_marked():
    old = [Entry(msgid=msgid, msgstr="x", obsolete=True) for msgid in ("c", "b")]
    assert written(old[0], Entry(msgid="d", msgstr=""), old[1]) == (
        'msgid "d"\nmsgstr ""\n\n#~ msgid "b"\n#~ msgstr "x"\n\n#~ msgid "c"\n#~ msgstr "x"\n'
    )


def test_marks_stand_in_gettexts_order():
    entry = Entry(msgid="a", msgstr="b", fuzzy=True, previous="old", comments=(" note",), extracted=(" tool",), flags=("no-wrap",))
    assert written(entry) == '# note\n#. tool\n#, fuzzy, no-wrap\n#| msgid "old"\nmsgid "a"\nmsgstr "b"\n'


def test_long_lines_stay_whole_and_new_lines_are_kept():
    assert written(Entry(msgid="word " * 60, msgstr="a\nb")) == f'msgid "{"word " * 60}"\nmsgstr ""\n"a\\n"\n"b"\n'


@settings(max_examples=80, deadline=None)
@given(strategies.catalogs())
def test_writing_what_was_read_changes_nothing(catalog):
    text = writer.text(catalog)
    assert writer.text(reader.parse(text.encode())) == text


@gettext_tools.needs_gettext
@settings(max_examples=40, deadline=None)
@given(strategies.catalogs())
def test_msgfmt_takes_whatever_is_written(catalog):
    assert gettext_tools.rejects(writer.text(catalog).encode()) == ""


@gettext_tools.needs_gettext
def test_msgcat_writes_the_same():
    entries = [
        Entry(msgid='a "quoted" \\ text', msgstr="ا\tب"), Entry(msgid="two\nlines\n", msgstr="x\ny\n"), Entry(msgid="one line\n", msgstr="x\n"),
        Entry(msgid="changed", msgstr="y", fuzzy=True, previous='was "this"\nand that', comments=(" said", " twice"), flags=("no-wrap",)),
        Entry(msgid="gone", msgstr="z", fuzzy=True, previous="before", obsolete=True, comments=(" old",)),
    ]
    text = writer.text(Catalog(header=strategies.HEADER, entries=tuple(entries)))
    assert gettext_tools.canonical(text.encode()).decode() == text


@gettext_tools.needs_gettext
def test_msgcat_writes_this_sops_catalogs_the_same():
    project = config.load(REPOSITORY)
    for path in files.chapter_catalogs(project, "ckb").values():
        assert gettext_tools.canonical(path.read_bytes()) == path.read_bytes(), path
