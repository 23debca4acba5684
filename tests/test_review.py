"""A message is approved as long as it stands as it was approved; its chapter's state falls with any change of its text."""

from __future__ import annotations

import datetime
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from build_tools import config, review
from build_tools.catalogs import files, reader, writer
from build_tools.content.translation.messages import Message
from build_tools.review import Act
from tests.conftest import amend, copy_tiny, problems

DOCNAME = "chapters/finding"
DAY = datetime.date(2027, 3, 2)


def standing(root: Path, language: str = "ar", docname: str = DOCNAME, record: review.Record | None = None) -> review.Standing:
    """How a chapter stands when its English is what its Arabic catalog is made for."""
    project = config.load(root)
    entries = files.entries(files.read(files.chapter_catalog(project, "ar", docname), project))
    messages = [Message(msgid=entry.msgid, line=1, translated=entry.translated) for entry in entries]
    record = review.read(project, language) if record is None else record
    return review.standing(project, docname, review.texts(project, language, docname, messages), record.get(docname, []))


def act(before: review.Standing, state: str = "legal-checked", **changes) -> Act:
    new = {text.digest: review.first_words(text.msgid) for text in before.unapproved}
    return Act(**{"state": state, "by": "The committee", "minutes": "7/2027", "date": DAY, "text": before.whole, "messages": new} | changes)


def write(root: Path, record: review.Record, language: str = "ar") -> None:
    project = config.load(root)
    files.write(review.path_of(project, language), review.text_of(project, language, record, ["index", "chapters/acting", DOCNAME]))


def catalog(root: Path) -> Path:
    return root / f"locales/ar/LC_MESSAGES/{DOCNAME}.po"


@pytest.fixture(scope="module")
def approved(tmp_path_factory) -> Path:
    """A tiny SOP whose chapter has been finalized in Arabic."""
    root = copy_tiny(tmp_path_factory.mktemp("review") / "tiny")
    acts = [act(standing(root))]
    acts += [act(standing(root, record={DOCNAME: acts}), state) for state in ("session-reviewed", "finalized")]
    write(root, {DOCNAME: acts})
    return root


def test_without_a_record_nothing_is_approved(tiny):
    now = standing(tiny)
    assert (now.state, now.recorded, now.approved, len(now.unapproved), now.next_state) == ("draft", "draft", 0, 24, "legal-checked")


def test_what_was_approved_is_approved_and_by_whom_is_on_record(approved):
    now = standing(approved)
    assert (now.state, now.approved, now.unapproved, now.next_state) == ("finalized", 24, (), "language-approved")
    first, *later = review.read(config.load(approved), "ar")[DOCNAME]
    assert {text.digest for text in now.texts} == set(first.messages) and not any(one.messages for one in later)
    assert (first.by, first.minutes, first.date) == ("The committee", "7/2027", DAY)


def test_a_translation_that_readers_do_not_see_is_not_approved(approved):
    project = config.load(approved)
    entries = files.entries(files.read(catalog(approved), project))
    messages = [Message(msgid=entry.msgid, line=1, translated=entry.msgid != "Looking") for entry in entries]
    now = review.standing(project, DOCNAME, review.texts(project, "ar", DOCNAME, messages), review.read(project, "ar")[DOCNAME])
    assert [text.msgid for text in now.unapproved] == ["Looking"]


TEXT = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), min_size=1, max_size=12)
EDIT = st.one_of(
    st.tuples(st.just("msgstr"), TEXT), st.tuples(st.just("msgid"), TEXT), st.just(("fuzzy", "")), st.just(("msgstr", "")), st.just(("same", ""))
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(edits=st.dictionaries(st.integers(0, 23), EDIT))
def test_exactly_the_edited_messages_lose_their_approval(approved, edits):
    """In English or in the translation, however small; and the chapter falls back to its session, once for all of them."""
    before = catalog(approved).read_text(encoding="utf-8")
    parsed = reader.parse(before.encode())
    after = list(parsed.live)
    for number, (what, text) in edits.items():
        after[number] = _edited(after[number], number, what, text)
    changed = {new.msgid for new, old in zip(after, parsed.live, strict=True) if (new.msgid, new.msgstr, new.fuzzy) != (old.msgid, old.msgstr, old.fuzzy)}
    try:
        files.write(catalog(approved), writer.text(replace(parsed, entries=tuple(after))))
        now = standing(approved)
        assert {text.msgid for text in now.unapproved} == changed
        assert now.state == ("session-reviewed" if changed else "finalized")
        assert now.approved == 24 - len(changed)
    finally:
        files.write(catalog(approved), before)
    assert standing(approved).unapproved == ()


def _edited(entry, number: int, what: str, text: str):
    match what:
        case "msgid":
            return replace(entry, msgid=f"{text} {number}")  # two messages of one text would be one
        case "msgstr":
            return replace(entry, msgstr=text.strip() and f"{text.strip()} {number}")
        case "fuzzy":
            return replace(entry, fuzzy=True)
    return entry


def test_context_source_and_translation_cannot_be_taken_for_one_another():
    assert len({review.digest("ab", "c"), review.digest("a", "bc"), review.digest("abc", ""), review.digest("ab", "", "c"), review.digest("c", "ab")}) == 5


@pytest.mark.parametrize(
    ("old", "new", "state"),
    [
        ("(sec-looking)=", "(sec-seeing)=", "session-reviewed"),  # what is no message: a label, an actor, a law
        ("- Open doors\n   - Closed doors", "- Open\n     doors\n   - Closed doors", "finalized"),
        ("## Looking", "% a remark to other editors\n\n## Looking", "finalized"),
    ],
)
def test_what_is_no_message_counts_as_text_unless_no_reader_sees_it(approved, tmp_path, old, new, state):
    root = _copy(approved, tmp_path)
    amend(root / f"source/{DOCNAME}.md", old, new)
    now = standing(root)
    assert (now.state, now.unapproved) == (state, ())


def test_a_deleted_and_a_moved_message_are_changes_of_the_chapter(approved, tmp_path):
    project = config.load(_copy(approved, tmp_path))
    acts = review.read(project, "ar")[DOCNAME]
    own = standing(project.root).texts
    for changed in (own[:3] + own[4:], (own[1], own[0], *own[2:])):
        now = review.standing(project, DOCNAME, changed, acts)
        assert (now.state, now.recorded, now.unapproved) == ("session-reviewed", "finalized", ())


@pytest.mark.parametrize(
    ("recorded", "left"),
    [("legal-checked", "draft"), ("session-reviewed", "legal-checked"), ("finalized", "session-reviewed"), ("language-approved", "session-reviewed"),
     ("issued", "session-reviewed"), ("superseded", "superseded")],
)
def test_a_change_takes_back_what_the_last_body_said(tiny, recorded, left):
    acts = [act(standing(tiny), recorded)]
    assert standing(tiny, record={DOCNAME: acts}).state == recorded
    amend(catalog(tiny), 'msgstr "النظر"', 'msgstr "التفتيش"')
    assert standing(tiny, record={DOCNAME: acts}).state == left


def test_a_change_that_is_taken_back_is_no_change(approved, tmp_path):
    root = _copy(approved, tmp_path)
    amend(catalog(root), 'msgstr "النظر"', 'msgstr "التفتيش"')
    assert standing(root).state == "session-reviewed"
    amend(catalog(root), 'msgstr "التفتيش"', 'msgstr "النظر"')
    assert standing(root).state == "finalized"


def test_the_english_is_approved_by_itself(approved, tmp_path):
    root = _copy(approved, tmp_path)
    assert standing(root, "en").state == "draft"
    write(root, {DOCNAME: [act(standing(root, "en"))]}, "en")
    amend(catalog(root), 'msgstr "النظر"', 'msgstr "التفتيش"')
    assert (standing(root, "en").state, standing(root, "ar").state) == ("legal-checked", "session-reviewed")


def test_the_file_says_for_each_message_its_first_words_and_is_written_in_one_way(approved):
    project = config.load(approved)
    record = review.read(project, "ar")
    text = review.path_of(project, "ar").read_text(encoding="utf-8")
    assert review.text_of(project, "ar", record, ["index", "chapters/acting", DOCNAME]) == text
    assert '[["chapters/finding"]]\nstate = "legal-checked"\nby = "The committee"\nminutes = "7/2027"\ndate = 2027-03-02\n' in text
    assert f'{review.digest("Looking", "النظر")} = "Looking"\n' in text
    assert [line for line in text.splitlines() if line.startswith("# ")][2:] == ["# chapters/acting", "# chapters/finding", "# index"]


@pytest.mark.parametrize("words", ['a "quoted" \\ word', "two\nlines\tand a tab", "\x7f\x01\u2028", "علامة » و ؛", "x" * 200, "[table]"])
def test_any_words_of_a_message_and_a_body_come_back(tiny, words):
    before = replace(standing(tiny), unapproved=(review.Text(msgid=words, msgstr="", digest=review.digest(words, "")),))
    one = act(before, by=" ".join(words.split()).strip("\x7f\x01 ") or "x")
    write(tiny, {DOCNAME: [one]})
    assert review.read(config.load(tiny), "ar") == {DOCNAME: [one]}
    assert len(review.first_words(words)) <= review.SHORT


def test_two_approvals_of_different_pages_merge_in_git(tiny, tmp_path):
    first, second = standing(tiny), standing(tiny, docname="chapters/acting")
    texts = [{}, {DOCNAME: [act(first)]}, {"chapters/acting": [act(second)]}]
    for name, record in zip(("base", "mine", "theirs"), texts, strict=True):
        write(tiny, record)
        (tmp_path / name).write_bytes(review.path_of(config.load(tiny), "ar").read_bytes())
    ran = subprocess.run(["git", "merge-file", "-p", "mine", "base", "theirs"], cwd=tmp_path, capture_output=True)
    assert ran.returncode == 0
    write(tiny, texts[1] | texts[2])
    assert ran.stdout == review.path_of(config.load(tiny), "ar").read_bytes()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('state = "finalized"', 'state = "final"', ":49: review chapters/finding.2.state: input should be 'legal-checked', 'session-reviewed', "),
        ('by = "The committee"\nminutes', "minutes", ":8: review chapters/finding.0.by is missing (add by = …)"),
        ('minutes = "7/2027"\ndate = 2027-03-02', 'minutes = "7/2027"\ndate = 2027-03-32', ": review "),
        ('[["chapters/finding"]]\nstate = "session-reviewed"', '[["chapters/finding"]]\nmood = 1\nstate = "session-reviewed"', ":42: review unknown key chapters/finding.1.mood"),
        ('["chapters/finding".messages]', '["chapters/finding".messages]\nzz = "x"', ":16: review chapters/finding.0.messages.zz: string should match"),
        ("# index", "<<<<<<< HEAD", ":55: review "),
    ],
)
def test_a_record_is_read_strictly(approved, tmp_path, old, new, expected):
    root = _copy(approved, tmp_path)
    path = root / "locales/ar/review.toml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = problems(review.read, config.load(root), "ar")
    assert any(line.startswith("locales/ar/review.toml") and expected in line for line in found), found


def _copy(root: Path, tmp_path: Path) -> Path:
    return shutil.copytree(root, tmp_path / "copy")
