"""Ours beside GNU msgmerge and sphinx-intl on the same catalogs: no more churn, no fewer matches, and theirs work on our folders."""

from __future__ import annotations

import difflib
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import check, config, refresh
from build_tools.catalogs import files, fresh, header, reader, update, writer
from build_tools.catalogs.entries import Catalog, Entry
from tests.catalogs import edits, gettext_tools
from tests.conftest import TINY

PROJECT = config.load(TINY)
CHAPTERS = edits.chapters()
LONG = "chapters/identification"  # 121 messages
EDITS = edits.edits(CHAPTERS)


def catalog(msgids: list[str], language: str = "ar") -> Catalog:
    """Each message with a translation that says which message it was made for."""
    entries = (Entry(msgid=msgid, msgstr="" if language == "en" else f"T: {msgid}") for msgid in dict.fromkeys(msgids))
    return Catalog(header=header.frozen(PROJECT, language), entries=tuple(entries))


def ours(before: dict[str, list[str]], after: dict[str, list[str]]) -> dict[str, str]:
    updates = update.updated(PROJECT, "ar", after, {docname: catalog(msgids) for docname, msgids in before.items()})
    return {each.docname: writer.text(each.catalog) for each in updates}


def msgmerge(before: dict[str, list[str]], after: dict[str, list[str]], folder: Path) -> dict[str, str]:
    found = {}
    for docname, msgids in after.items():
        (folder / "old.po").write_text(writer.text(catalog(before[docname])), encoding="utf-8")
        (folder / "new.pot").write_text(writer.text(catalog(msgids, "en")), encoding="utf-8")
        ran = gettext_tools.run("msgmerge", "-q", "--no-location", "--no-wrap", "--previous", folder / "old.po", folder / "new.pot")
        assert ran.returncode == 0, ran.stderr.decode()
        found[docname] = ran.stdout.decode()
    return found


def churn(before: dict[str, list[str]], after: dict[str, str]) -> int:
    """Changed lines in all files, as git counts them."""
    lines = [
        line
        for docname, text in after.items()
        for line in difflib.unified_diff(writer.text(catalog(before[docname])).splitlines(), text.splitlines(), n=0, lineterm="")
        if not line.startswith(("---", "+++", "@@"))
    ]
    return len(lines)


def _typo(after):
    after[LONG][30] = after[LONG][30].replace("e", "ee", 1)


def _insert(after):
    after[LONG].insert(50, "A sentence that no chapter had until today.")


def _delete(after):
    del after[LONG][50]


def _swap(after):
    after[LONG][60], after[LONG][61] = after[LONG][61], after[LONG][60]


def _move(after):
    after["index"].append(after[LONG].pop(70))


@gettext_tools.needs_gettext
@pytest.mark.parametrize("edit", [lambda after: None, _typo, _insert, _delete, _swap, _move], ids=["re-wrap", "typo", "insert", "delete", "swap", "move"])
def test_a_diff_is_no_larger_than_msgmerges(edit, tmp_path):
    before = {docname: CHAPTERS[docname] for docname in (LONG, "index")}
    after = {docname: list(msgids) for docname, msgids in before.items()}
    edit(after)
    mine, theirs = churn(before, ours(before, after)), churn(before, msgmerge(before, after, tmp_path))
    assert mine <= theirs
    assert (mine == 0) == (after == before)


def matches(after: dict[str, str]) -> tuple[int, int]:
    """Right and wrong suggestions for the edited messages: right is a translation that was made for the message before its edit."""
    found = {docname: {entry.msgid: entry.msgstr for entry in reader.parse(text.encode()).live} for docname, text in after.items()}
    suggested = [(found[edit.docname][msgid], [f"T: {old}" for old in edit.old]) for edit in EDITS for msgid in edit.new]
    return sum(msgstr in right for msgstr, right in suggested), sum(bool(msgstr) and msgstr not in right for msgstr, right in suggested)


@gettext_tools.needs_gettext
def test_as_many_edited_messages_keep_their_translation_as_with_msgmerge(tmp_path):
    assert len(EDITS) == 80
    after = edits.edited(CHAPTERS, EDITS)
    right, wrong = matches(ours(CHAPTERS, after))
    their_right, their_wrong = matches(msgmerge(CHAPTERS, after, tmp_path))
    assert right >= their_right and wrong <= their_wrong
    assert right >= 80  # of 90 messages that the 80 edits made


@gettext_tools.needs_gettext
def test_msgmerge_gives_the_same_live_messages(tmp_path):
    after = edits.edited(CHAPTERS, EDITS)
    mine, theirs = ours(CHAPTERS, after), msgmerge(CHAPTERS, after, tmp_path)
    for docname in after:
        assert [entry.msgid for entry in reader.parse(mine[docname].encode()).live] == [entry.msgid for entry in reader.parse(theirs[docname].encode()).live]


def sphinx_intl(*arguments: str | Path) -> str:
    ran = subprocess.run([sys.executable, "-m", "sphinx_intl", *map(str, arguments)], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def hashes(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_sphinx_intl_finds_nothing_to_update_and_leaves_the_interface_alone(tiny):
    project = config.load(tiny)
    before = hashes(project.locales)
    fresh.templates(refresh.messages(project), tiny / "pot")
    said = sphinx_intl("update", "-d", project.locales, "-p", tiny / "pot")
    assert said.count("Not Changed:") == 8 and "_interface" not in said
    assert hashes(project.locales) == before


def test_sphinx_intl_update_is_read_again_and_put_in_form(tiny):
    project = config.load(tiny)
    before = hashes(project.locales)
    path = files.chapter_catalog(project, "ar", "chapters/acting")
    path.write_text(path.read_text(encoding="utf-8").replace("Somebody must decide.", "Somebody must"), encoding="utf-8")
    chapters = refresh.messages(project)
    fresh.templates(chapters, tiny / "pot")
    assert "Update:" in sphinx_intl("update", "-d", project.locales, "-p", tiny / "pot", "-l", "ar")
    assert path.read_bytes() != before[path]
    refresh.update_all(project, chapters, lambda text: None)
    entry = next(entry for entry in files.read(path, project).live if entry.msgid == "Somebody must decide.")
    assert (entry.msgstr, entry.fuzzy) == ("على أحد أن يقرر.", True)
    assert not any(entry.flags for entry in files.read(path, project).live)
    assert [finding.code for finding in check.check(project, lambda text: None)] == ["fuzzy"]


def test_sphinx_intl_counts_and_compiles_our_catalogs(tiny):
    project = config.load(tiny)
    said = sphinx_intl("stat", "-d", project.locales)
    assert said.count(" 0 fuzzy, 0 untranslated.") == 8 and "_interface" not in said
    sphinx_intl("build", "-d", project.locales, "-o", tiny / "mo")
    theirs = {path.relative_to(tiny / "mo") for path in (tiny / "mo").rglob("*.mo")}
    files.compile_language(project, "ar", tiny / "ours")
    mine = {path.relative_to(tiny / "ours") for path in (tiny / "ours").rglob("*.mo")} - {Path("ar/LC_MESSAGES/sphinx.mo")}
    assert mine == {path for path in theirs if path.parts[0] == "ar"}
