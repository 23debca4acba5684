"""Catalogs are read strictly: whatever ``msgfmt -c`` rejects is rejected at its line, and what other tools write is taken."""

import dataclasses
import io

import pytest
from babel.messages.catalog import Catalog as BabelCatalog
from babel.messages.pofile import write_po
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.catalogs import reader, writer
from tests.catalogs import edits, gettext_tools, strategies

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
QUICK = settings(max_examples=80, deadline=None)

BROKEN = {  # what: (text after the header, line counted from the first after the header, reason)
    "unended": ('msgid "a"\nmsgstr "no end\n', 2, "the text does not end with a quotation mark"),
    "ended by a backslash": ('msgid "a"\nmsgstr "b\\"\n', 2, "the text does not end with a quotation mark"),
    "quotation mark inside": ('msgid "a"\nmsgstr "b"c"\n', 2, "there is a quotation mark inside"),
    "no quotation marks": ('msgid "a"\nmsgstr b\n', 2, "msgstr has no text in quotation marks"),
    "text after the string": ('msgid "a" # why\nmsgstr "b"\n', 1, "the text does not end with a quotation mark on its line"),
    "single quotes": ("msgid 'a'\nmsgstr 'b'\n", 1, "msgid has no text in quotation marks"),
    "stray text": ('msgid "a"\nmsgstr "b"\nhello\n', 3, "this is no msgid"),
    "stray string": ('# note\n"hello"\nmsgid "a"\nmsgstr "b"\n', 2, "a text in quotation marks stands alone"),
    "unknown keyword": ('msgfoo "a"\n', 1, "msgfoo is no keyword"),
    "unknown escape": ('msgid "a"\nmsgstr "\\q"\n', 2, "\\q means nothing here"),
    "bell": ('msgid "a"\nmsgstr "\\a"\n', 2, "\\a means nothing here"),
    "conflict": ('<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n=======\nmsgid "a"\nmsgstr "c"\n>>>>>>> x\n', 1, "a merge conflict is not resolved"),
    "conflict in the middle": ('msgid "a"\n=======\nmsgstr "c"\n', 2, "a merge conflict is not resolved"),
    "no msgstr": ('msgid "a"\n\nmsgid "b"\nmsgstr "b"\n', 1, "this msgid has no msgstr"),
    "truncated": ('msgid "a"\nmsgstr "b"\n\nmsgid "c"\n', 4, "this msgid has no msgstr"),
    "comment inside": ('msgid "a"\n# why\nmsgstr "b"\n', 1, "this msgid has no msgstr"),
    "no msgid": ('# why\nmsgstr "b"\n', 2, "this msgstr has no msgid"),
    "two msgstr": ('msgid "a"\nmsgstr "b"\nmsgstr "b"\n', 3, "this msgstr has no msgid"),
    "doubled": ('msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n', 4, "the message stands in line 5 already"),
    "doubled in the end": ('msgid "a"\nmsgstr "b"\n\n#~ msgid "a"\n#~ msgstr "c"\n', 4, "the message stands in line 5 already"),
    "second header": ('msgid ""\nmsgstr "b"\n', 1, "an empty msgid: the message stands in line 1 already"),
    "half obsolete": ('#~ msgid "a"\nmsgstr "b"\n', 2, "only a part of the message is marked with #~"),
    "obsolete stray text": ("#~ hello\n", 1, "this is no msgid"),
    "previous without a message": ('#| msgid "a"\n', 1, "a previous msgid stands before no message"),
    "flag after the previous": ('#| msgid "a"\n#, fuzzy\nmsgid "b"\nmsgstr "c"\n', 1, "a previous msgid stands before no message"),
    "previous stray text": ('#| hello\nmsgid "a"\nmsgstr "b"\n', 1, "this is no msgid"),
    "new line at the end": ('msgid "a\\n"\nmsgstr "b"\n', 1, "msgid and msgstr do not both end with a new line"),
    "new line at the beginning": ('msgid "a"\nmsgstr "\\nb"\n', 1, "msgid and msgstr do not both begin with a new line"),
    "context": ('msgctxt "x"\nmsgid "a"\nmsgstr "b"\n', 1, "Sphinx ignores msgctxt"),
    "plural": ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\n', 2, "Sphinx uses no plural forms here"),
    "plural without its msgid": ('msgid "a"\nmsgstr[0] "b"\n', 2, "Sphinx uses no plural forms here"),
    "domain": ('domain "x"\nmsgid "a"\nmsgstr "b"\n', 1, "a catalog here has one domain"),
    "control character": ('msgid "a"\nmsgstr "b\x07"\n', 2, "there is a control character (U+0007)"),
    "percent": ('#, python-format\nmsgid "a %s"\nmsgstr "b"\n', 2, "the placeholders differ; missing number 1 (s)"),
    "percent with and without names": ('#, python-format\nmsgid "%(a)s"\nmsgstr "%(a)s %s"\n', 2, "the translation has placeholders with and without names"),
    "braces": ('#, python-brace-format\nmsgid "{a}"\nmsgstr "{b}"\n', 2, "the placeholders differ; missing a; unknown b"),
    "another language's format": ('#, c-format\nmsgid "a %s"\nmsgstr "b"\n', 2, "the mark c-format is for programs in another language"),
}
WHOLE = {
    "empty file": (b"", 1, "it holds no message"),
    "no header": (b'msgid "a"\nmsgstr "b"\n', 1, "the header (msgid \"\") is not the first message"),
    "no charset": (b'msgid ""\nmsgstr "Language: ar\\n"\n', 1, "the header names no charset"),
    "other charset": (b'msgid ""\nmsgstr "Content-Type: text/plain; charset=windows-1256\\n"\n', 1, "the header says charset=windows-1256"),
    "byte order mark": (b"\xef\xbb\xbf" + HEADER.encode(), 1, "it begins with a byte order mark"),
    "not UTF-8": (HEADER.encode() + b'msgid "a"\nmsgstr "\xff"\n', 6, "this is not UTF-8 text"),
    "UTF-16": (HEADER.encode("utf-16"), 1, "this is not UTF-8 text"),
    "plural rule": (HEADER.encode().replace(b"\n\n", b'\n"Plural-Forms: nplurals=2; plural=n;\\n"\n\n'), 1, "the header’s Plural-Forms promises 2 forms but names number 1001"),
    "plural nonsense": (HEADER.encode().replace(b"\n\n", b'\n"Plural-Forms: nplurals=2; plural=n !!= 1;\\n"\n\n'), 1, "the header’s Plural-Forms is no rule"),
}


def fault(data: bytes) -> reader.Fault:
    with pytest.raises(reader.Fault) as caught:
        reader.parse(data)
    return caught.value


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_message_is_named_at_its_line(what):
    text, line, reason = BROKEN[what]
    found = fault((HEADER + text).encode())
    assert (found.line - HEADER.count("\n"), found.text[: len(reason)]) == (line, reason)
    assert found.action


@pytest.mark.parametrize("what", WHOLE)
def test_a_broken_file_is_named(what):
    data, line, reason = WHOLE[what]
    found = fault(data)
    assert (found.line, found.text[: len(reason)]) == (line, reason)
    assert found.action


def test_all_that_a_file_says_is_kept():
    text = HEADER + (
        '# Note\n#. from Sphinx\n#: a.md:3\n#, fuzzy, no-wrap\n#| msgid "old"\nmsgid ""\n"two\\n"\n"lines"\nmsgstr "\\"x\\"\\t\\\\"\n\n'
        '#, fuzzy\n#~| msgid "older"\n#~ msgid "gone"\n#~ msgstr "x"\n\n# last words\n'
    )
    catalog = reader.parse(text.encode())
    live, obsolete = catalog.entries
    assert (live.msgid, live.msgstr, live.fuzzy, live.previous, live.line) == ("two\nlines", '"x"\t\\', True, "old", 10)
    assert (live.comments, live.extracted, live.flags, live.obsolete) == ((" Note",), (" from Sphinx",), ("no-wrap",), False)
    assert (obsolete.msgid, obsolete.previous, obsolete.fuzzy, obsolete.obsolete) == ("gone", "older", True, True)
    assert catalog.end == (" last words",)


def test_lines_may_end_as_on_windows():
    text = HEADER + 'msgid "a"\nmsgstr "b"\n'
    assert reader.parse(text.replace("\n", "\r\n").encode()) == reader.parse(text.encode())


def test_a_line_separator_inside_a_text_is_no_new_line():
    (entry,) = reader.parse((HEADER + 'msgid "a\u2028b"\nmsgstr "c"\n').encode()).entries
    assert (entry.msgid, entry.line) == ("a\u2028b", 5)


@pytest.mark.parametrize("width", [0, 40, 76])
def test_what_babel_writes_is_read_as_it_was_meant(width):
    theirs = BabelCatalog(locale="ar")
    msgids = [msgid for msgids in edits.chapters().values() for msgid in msgids]
    for msgid in dict.fromkeys(msgids):
        theirs.add(msgid, f"م {msgid}", locations=[("a.md", 3)], previous_id="before" if len(msgid) % 2 else "", flags={"fuzzy"} if len(msgid) % 2 else ())
    buffer = io.BytesIO()
    write_po(buffer, theirs, width=width, include_previous=True)
    found = reader.parse(buffer.getvalue()).live
    assert [(entry.msgid, entry.msgstr, entry.fuzzy) for entry in found] == [(m.id, m.string, m.fuzzy) for m in theirs if m.id]
    assert {entry.previous for entry in found if entry.fuzzy} == {"before"}


@gettext_tools.needs_gettext
@pytest.mark.parametrize("what", [what for what in BROKEN if what not in ("bell", "context", "control character", "another language's format", "stray string")])
def test_msgfmt_rejects_these_too(what):
    """So the list above is one of real faults; those left out of it are ours alone."""
    assert gettext_tools.rejects((HEADER + BROKEN[what][0]).encode())


@gettext_tools.needs_gettext
@QUICK
@given(strategies.scribbles())
def test_whatever_msgfmt_rejects_is_rejected(data):
    if said := gettext_tools.rejects(data):
        with pytest.raises(reader.Fault):
            reader.parse(data)
            pytest.fail(said)


@gettext_tools.needs_gettext
@QUICK
@given(strategies.formatted())
def test_whatever_msgfmt_says_of_placeholders_is_said(data):
    if said := gettext_tools.rejects(data):
        with pytest.raises(reader.Fault):
            reader.parse(data)
            pytest.fail(said)


@settings(max_examples=80, deadline=None)
@given(st.one_of(st.binary(max_size=200), strategies.scribbles(), st.binary(max_size=60).map(lambda data: HEADER.encode() + data)))
def test_no_bytes_break_the_reader(data):
    try:
        catalog = reader.parse(data)
    except reader.Fault as found:
        assert 1 <= found.line <= data.count(b"\n") + 1
        assert found.text and "\n" not in str(found)
    else:
        text = writer.text(catalog)
        assert writer.text(reader.parse(text.encode())) == text


@settings(max_examples=80, deadline=None)
@given(strategies.catalogs())
def test_what_is_written_is_read_as_it_was(catalog):
    found = reader.parse(writer.text(catalog).encode())
    assert [dataclasses.replace(entry, line=0) for entry in (found.header, *found.entries)] == [catalog.header, *catalog.entries]
    assert found.end == catalog.end
