"""Catalogs follow their chapters and keep the translators' work."""

import subprocess
import sys

import pytest

from build_tools import config
from build_tools.catalogs import files, update
from tests.conftest import REPOSITORY, amend


@pytest.fixture
def project(tiny):
    return config.load(tiny)


def messages(project, docname):
    return [entry.msgid for entry in files.entries(files.read(files.chapter_catalog(project, "ar", docname), project))]


def updated(project, msgids):
    path = files.chapter_catalog(project, "ar", "chapters/acting")
    path.write_text(update.updated(project, "ar", "chapters/acting", msgids), encoding="utf-8")
    return {entry.msgid: entry for entry in files.entries(files.read(path, project))}, path.read_text(encoding="utf-8")


def test_an_update_without_a_change_changes_nothing(project):
    path = files.chapter_catalog(project, "ar", "chapters/acting")
    before = path.read_text(encoding="utf-8")
    assert update.updated(project, "ar", "chapters/acting", messages(project, "chapters/acting")) == before


def test_a_changed_source_keeps_its_translation_as_fuzzy(project):
    msgids = ["Somebody else must decide." if m == "Somebody must decide." else m for m in messages(project, "chapters/acting")]
    entries, text = updated(project, msgids)
    assert entries["Somebody else must decide."].fuzzy
    assert entries["Somebody else must decide."].msgstr == "على أحد أن يقرر."
    assert '#| msgid "Somebody must decide."' in text


def test_messages_stand_in_the_chapters_order(project):
    msgids = ["A new first sentence about something quite different."] + messages(project, "chapters/acting")[::-1]
    entries, _ = updated(project, msgids)
    assert list(entries) == msgids


def test_a_removed_message_is_kept_at_the_end(project):
    entries, text = updated(project, [m for m in messages(project, "chapters/acting") if m != "Act now"])
    assert "Act now" not in entries
    assert '#~ msgid "Act now"' in text


def test_no_places_and_no_wrapping(project):
    _, text = updated(project, ["word " * 60 + "end."])
    assert "#:" not in text
    assert f'msgid "{"word " * 60}end."' in text


def test_the_command_follows_a_changed_chapter(tiny):
    amend(tiny / "source/chapters/acting.md", "Somebody must decide.", "Somebody should decide.")
    command = [sys.executable, "-m", "build_tools", "catalogs", "--root", str(tiny)]
    first = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert first.returncode == 0
    assert "locales/ar/LC_MESSAGES/chapters/acting.po: brought up to date" in first.stderr
    assert "finding.po" not in first.stderr
    second = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert "all catalogs are up to date" in second.stderr
    assert not list(tiny.glob(".build-*"))
