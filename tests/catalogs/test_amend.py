"""A catalog is changed in the messages that are asked for, and in no other byte."""

import pytest

from build_tools.catalogs import amend, reader

CATALOG = """# Translators, 2026
msgid ""
msgstr ""
"Language: ar\\n"
"Content-Type: text/plain; charset=utf-8\\n"

# by hand
#. extracted
#: chapters/a.md:3
#, no-wrap, fuzzy
#| msgid "One, "
#| "before"
msgid "One"
msgstr "واحد"

msgid ""
"Two "
"words"
msgstr ""
"كلمتان "
"اثنتان"
msgid "Three"

msgstr "ثلاثة"
  #, fuzzy
  msgid "Four"
  msgstr "أربعة"

#~ msgid "One old"
#~ msgstr "قديم"
"""


def after(translations: dict[str, str], text: str = CATALOG) -> str:
    return amend.amended(text.encode(), translations).decode()


def test_nothing_asked_for_changes_nothing():
    assert after({}) == CATALOG
    assert after({"One old": "x", "Nine": "y"}) == CATALOG  # an old message is no message


def test_the_fuzzy_mark_and_the_previous_source_go_and_all_else_stays():
    old = '#, no-wrap, fuzzy\n#| msgid "One, "\n#| "before"\nmsgid "One"\nmsgstr "واحد"'
    assert after({"One": "الواحد"}) == CATALOG.replace(old, '#, no-wrap\nmsgid "One"\nmsgstr "الواحد"')


def test_wrapped_crowded_and_indented_messages_are_found():
    assert after({"Two words": "كلمتان"}) == CATALOG.replace('msgstr ""\n"كلمتان "\n"اثنتان"', 'msgstr "كلمتان"')
    assert after({"Three": "٣"}) == CATALOG.replace("ثلاثة", "٣")
    assert after({"Four": "٤"}) == CATALOG.replace('  #, fuzzy\n  msgid "Four"\n  msgstr "أربعة"', '  msgid "Four"\nmsgstr "٤"')


def test_all_messages_at_once():
    wanted = {"One": 'a "b" \\ c', "Two words": "d\ne", "Three": "", "Four": "#, fuzzy"}
    catalog = reader.parse(after(wanted).encode())
    assert {entry.msgid: entry.msgstr for entry in catalog.live} == wanted
    assert not any(entry.fuzzy or entry.previous for entry in catalog.live)


def test_windows_line_ends_stay():
    text = CATALOG.replace("\n", "\r\n")
    assert after({"One": "الواحد", "Four": "٤"}, text) == after({"One": "الواحد", "Four": "٤"}).replace("\n", "\r\n")


def test_a_change_that_reaches_further_than_asked_is_refused(monkeypatch):
    monkeypatch.setattr(amend, "_amend", lambda lines, entry, msgstr: lines.remove('msgstr "ثلاثة"') or lines.insert(lines.index('msgid "Three"') + 1, 'msgstr "x"'))
    with pytest.raises(amend.UnknownForm):
        after({"One": "الواحد"})
