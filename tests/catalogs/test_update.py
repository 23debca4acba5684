"""Catalogs follow their chapters and keep the translators' work."""

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import config
from build_tools.catalogs import header, reader, update, writer
from build_tools.catalogs.entries import Catalog, Entry
from tests.conftest import TINY

PROJECT = config.load(TINY)
TAKE = "Take the person to a safe place and call the unit."
ASK = "Ask only what is needed for the next decision."
WRITE = "Write down the words of the witness exactly, and in their own language."


def catalog(*entries: Entry | str) -> Catalog:
    """Texts stand for messages whose translation is ``ar: `` and the text."""
    made = (Entry(msgid=entry, msgstr=f"ar: {entry}") if isinstance(entry, str) else entry for entry in entries)
    return Catalog(header=header.frozen(PROJECT, "ar"), entries=tuple(made))


def run(chapters: dict[str, list[str]], catalogs: dict[str, Catalog]) -> dict[str, update.Update]:
    return {each.docname: each for each in update.updated(PROJECT, "ar", chapters, catalogs)}


def entries(each: update.Update) -> dict[str, Entry]:
    return {entry.msgid: entry for entry in each.catalog.live}


def test_an_update_without_a_change_changes_nothing():
    fuzzy = Entry(msgid=ASK, msgstr="x", fuzzy=True, previous="Ask only what is needed.", comments=(" a translator's note",))
    before = catalog(TAKE, fuzzy, Entry(msgid="gone", msgstr="y", obsolete=True))
    done = run({"a": [TAKE, ASK]}, {"a": before})["a"]
    assert writer.text(done.catalog) == writer.text(before)
    assert (done.new, done.fuzzy, done.gone, done.moved) == (0, 0, 0, 0)


def test_a_changed_source_keeps_its_translation_as_fuzzy():
    edited = TAKE.replace("safe", "quiet")
    done = run({"a": [edited]}, {"a": catalog(TAKE)})["a"]
    assert entries(done)[edited] == Entry(msgid=edited, msgstr=f"ar: {TAKE}", fuzzy=True, previous=TAKE)
    assert done.catalog.obsolete == []
    assert (done.new, done.fuzzy, done.gone) == (0, 1, 0)


def test_a_source_changed_twice_names_the_text_that_was_translated():
    first, second = TAKE.replace("safe", "quiet"), TAKE.replace("safe", "quiet and warm")
    once = run({"a": [first]}, {"a": catalog(TAKE)})["a"]
    twice = run({"a": [second]}, {"a": once.catalog})["a"]
    assert entries(twice)[second].previous == TAKE


def test_a_source_changed_back_waits_for_a_translator():
    """Nobody knows whether the fuzzy translation was touched meanwhile; a legal text is not published on a guess."""
    once = run({"a": [TAKE.replace("safe", "quiet")]}, {"a": catalog(TAKE)})["a"]
    entry = entries(run({"a": [TAKE]}, {"a": once.catalog})["a"])[TAKE]
    assert (entry.msgstr, entry.fuzzy) == (f"ar: {TAKE}", True)


def test_both_halves_of_a_split_paragraph_keep_its_translation():
    halves = [f"{ASK} It is short.", WRITE]
    done = run({"a": halves}, {"a": catalog(f"{ASK} It is short. {WRITE}")})["a"]
    assert [entry.msgstr for entry in done.catalog.live] == [f"ar: {ASK} It is short. {WRITE}"] * 2
    assert all(entry.fuzzy for entry in done.catalog.live)


def test_a_short_part_of_a_split_paragraph_is_found_too():
    whole = f"{TAKE} {ASK} {WRITE}"
    done = run({"a": [TAKE, ASK, WRITE]}, {"a": catalog(whole)})["a"]
    assert [entry.previous for entry in done.catalog.live] == [whole] * 3


def test_a_text_that_left_the_chapter_goes_before_one_that_is_still_in_use():
    edited, neighbour = TAKE.replace("safe", "quiet"), TAKE.replace("safe", "quieter")
    done = run({"a": [edited], "b": [neighbour]}, {"a": catalog(TAKE), "b": catalog(neighbour)})["a"]
    assert entries(done)[edited].previous == TAKE


def test_merged_paragraphs_keep_the_longer_ones_translation_and_the_other_at_the_end():
    done = run({"a": [f"{WRITE} {ASK}"]}, {"a": catalog(WRITE, ASK)})["a"]
    assert [entry.previous for entry in done.catalog.live] == [WRITE]
    assert [entry.msgid for entry in done.catalog.obsolete] == [ASK]


def test_words_in_another_order_are_found():
    done = run({"a": [" ".join(reversed(WRITE.split()))]}, {"a": catalog(WRITE)})["a"]
    assert [entry.previous for entry in done.catalog.live] == [WRITE]


def test_moved_text_is_translated_in_its_new_chapter_and_leaves_nothing_behind():
    done = run({"a": [TAKE], "b": [ASK, WRITE]}, {"a": catalog(TAKE, ASK), "b": catalog(WRITE)})
    assert entries(done["b"])[ASK] == Entry(msgid=ASK, msgstr=f"ar: {ASK}")
    assert done["a"].catalog.obsolete == []
    assert (done["b"].moved, done["b"].new, done["a"].gone) == (1, 0, 0)


def test_moved_fuzzy_text_stays_fuzzy():
    fuzzy = Entry(msgid=ASK, msgstr="x", fuzzy=True, previous="Ask.", comments=(" note",))
    done = run({"a": [TAKE], "b": [ASK]}, {"a": catalog(TAKE, fuzzy), "b": catalog()})
    assert entries(done["b"])[ASK] == fuzzy


def test_text_moved_and_edited_at_once_is_found_in_the_other_catalog():
    edited = ASK.replace("next", "first")
    done = run({"a": [TAKE], "b": [edited, WRITE]}, {"a": catalog(TAKE, ASK), "b": catalog(WRITE)})
    assert entries(done["b"])[edited].previous == ASK
    assert done["a"].catalog.obsolete == []


def test_the_same_english_in_two_chapters_needs_no_second_translation():
    done = run({"a": ["Who"], "b": [TAKE, "Who"]}, {"a": catalog("Who"), "b": catalog(TAKE)})
    assert entries(done["b"])["Who"].translated


def test_the_same_english_translated_in_two_ways_is_for_a_translator_to_decide():
    one, other = (Entry(msgid="Who", msgstr=msgstr) for msgstr in ("من", "الجهة"))
    done = run({"a": ["Who"], "b": ["Who"], "c": [TAKE, "Who"]}, {"a": catalog(one), "b": catalog(other), "c": catalog(TAKE)})
    assert entries(done["c"])["Who"].fuzzy


def test_a_removed_message_is_kept_at_the_end_and_comes_back():
    done = run({"a": [TAKE]}, {"a": catalog(TAKE, WRITE, Entry(msgid="untranslated", msgstr="")), })["a"]
    assert [(entry.msgid, entry.msgstr) for entry in done.catalog.obsolete] == [(WRITE, f"ar: {WRITE}")]
    assert done.gone == 2
    back = run({"a": [TAKE, WRITE]}, {"a": done.catalog})["a"]
    assert entries(back)[WRITE].translated and back.catalog.obsolete == []


def test_what_a_translator_left_empty_is_not_suggested_again():
    rejected = Entry(msgid=TAKE.replace("safe", "quiet"), msgstr="")
    done = run({"a": [TAKE, rejected.msgid]}, {"a": catalog(TAKE, rejected)})["a"]
    assert entries(done)[rejected.msgid].msgstr == ""


def test_a_new_text_that_is_like_nothing_is_empty():
    done = run({"a": [TAKE, "Prosecutors keep a register."]}, {"a": catalog(TAKE)})["a"]
    assert entries(done)["Prosecutors keep a register."] == Entry(msgid="Prosecutors keep a register.", msgstr="")


def test_messages_stand_in_the_chapters_order_each_once():
    done = run({"a": [WRITE, ASK, TAKE, ASK]}, {"a": catalog(TAKE, ASK, WRITE)})["a"]
    assert [entry.msgid for entry in done.catalog.live] == [WRITE, ASK, TAKE]


def test_the_end_is_capped_and_keeps_the_longest():
    long = [f"{TAKE} {number}" for number in range(update.OBSOLETE_KEPT)]
    done = run({"a": ["x"]}, {"a": catalog(*long, "A short one")})["a"]
    assert [entry.msgid for entry in done.catalog.obsolete] == sorted(long)


def test_a_renamed_chapter_keeps_everything():
    old = catalog(TAKE, Entry(msgid=ASK, msgstr="x", fuzzy=True, previous="y", comments=(" note",)), Entry(msgid="gone", msgstr="z", obsolete=True))
    done = run({"new-name": [TAKE, ASK]}, {"old-name": old})
    assert writer.text(done["new-name"].catalog) == writer.text(old)
    assert (done["old-name"].catalog, done["new-name"].renamed_from) == (None, "old-name")


def test_the_catalog_of_a_lost_chapter_stays_while_something_in_it_is_used_nowhere():
    done = run({"a": [TAKE]}, {"a": catalog(TAKE), "lost": catalog(ASK)})["lost"]
    assert (done.kept, done.catalog) == (1, catalog(ASK))


def test_the_catalog_of_a_chapter_that_went_into_another_can_go():
    edited = ASK.replace("next", "first")
    done = run({"a": [TAKE, WRITE, edited]}, {"a": catalog(TAKE), "lost": catalog(WRITE, ASK, Entry(msgid="untranslated", msgstr=""))})
    assert done["lost"].catalog is None
    assert [entry.msgstr for entry in done["a"].catalog.live] == [f"ar: {TAKE}", f"ar: {WRITE}", f"ar: {ASK}"]


def test_the_header_has_no_dates_and_keeps_the_translators_names():
    moving = Entry(
        msgid="", msgstr="Content-Type: text/plain; charset=utf-8\nPO-Revision-Date: 2026-11-23\n",
        comments=(" SOME DESCRIPTIVE TITLE.", " Copyright (C) 2026, X", " FIRST AUTHOR <EMAIL@ADDRESS>, 2026.", "", " Sara translated this, 2026."),
    )
    done = run({"a": [TAKE]}, {"a": dataclasses.replace(catalog(TAKE), header=moving)})["a"].catalog.header
    assert done.comments == (" TINY-SOP: العربية", " Sara translated this, 2026.")
    assert done.msgstr == "Language: ar\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n"


def test_marks_that_tools_guess_are_taken_off():
    guessed = Entry(msgid="{term}`victim`", msgstr="x", flags=("python-brace-format", "no-wrap"))
    assert entries(run({"a": [guessed.msgid]}, {"a": catalog(guessed)})["a"])[guessed.msgid].flags == ("no-wrap",)


SENTENCES = [TAKE, ASK, WRITE, TAKE.replace("safe", "quiet"), ASK.replace("next", "first"), f"{ASK} {WRITE}", "Who", "Step", "Steps"]
CHAPTERS = st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), st.lists(st.sampled_from(SENTENCES), max_size=5), min_size=1)


@settings(max_examples=150, deadline=None)
@given(st.lists(CHAPTERS, min_size=2, max_size=4))
def test_whatever_happens_twice_changes_nothing_and_no_translation_is_lost(history):
    catalogs: dict[str, Catalog] = {}
    for number, chapters in enumerate(history):
        before = {entry.msgstr for each in catalogs.values() for entry in each.entries if entry.msgstr}
        catalogs = settled(chapters, catalogs)
        assert before <= {entry.msgstr for each in catalogs.values() for entry in each.entries}
        assert settled(chapters, catalogs) == catalogs
        catalogs = {docname: translated(each, f"{number} {docname}") for docname, each in catalogs.items()}


def settled(chapters: dict[str, list[str]], catalogs: dict[str, Catalog]) -> dict[str, Catalog]:
    """What is in the files after ``make catalogs``: without the lines that entries were read from."""
    after = {docname: each.catalog for docname, each in run(chapters, catalogs).items() if each.catalog is not None}
    return {docname: lineless(reader.parse(writer.text(each).encode())) for docname, each in after.items()}


def lineless(each: Catalog) -> Catalog:
    return dataclasses.replace(
        each, header=dataclasses.replace(each.header, line=0), entries=tuple(dataclasses.replace(entry, line=0) for entry in each.entries)
    )


def translated(each: Catalog, by: str) -> Catalog:
    """A translator fills what is empty."""
    return dataclasses.replace(each, entries=tuple(entry if entry.msgstr else dataclasses.replace(entry, msgstr=f"{by}: {entry.msgid}") for entry in each.entries))


@pytest.mark.parametrize("text", ["", "a chapter without messages"])
def test_a_chapter_without_messages_gets_no_catalog(text):
    assert run({"a": []}, {}) == {}
