"""`make catalogs` writes what a change of the chapters needs, says what it did, and nothing at all if a catalog is broken."""

from __future__ import annotations

import datetime
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import check, config, refresh, review
from build_tools.catalogs import files
from build_tools.review import Act
from tests.conftest import REPOSITORY, amend, problems

ACTING = "locales/ar/LC_MESSAGES/chapters/acting.po"


def said(root: Path) -> list[str]:
    lines: list[str] = []
    refresh.refresh(config.load(root), lines.append)
    return lines


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_command_follows_a_changed_chapter_and_then_rests(tiny):
    amend(tiny / "source/chapters/acting.md", "Somebody must decide.", "Somebody should decide.\n\nA line that nobody has translated yet.")
    command = [sys.executable, "-m", "build_tools", "catalogs", "--root", str(tiny)]
    first = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True)
    assert (first.returncode, first.stdout) == (0, "")
    assert first.stderr.splitlines() == [f"{ACTING}: +1 new, ~1 fuzzy", f"{ACTING.replace('/ar/', '/ckb/')}: +1 new, ~1 fuzzy", "2 catalogs changed"]
    after = contents(tiny)
    assert said(tiny) == ["all catalogs are up to date"]
    assert contents(tiny) == after


def test_a_moved_and_a_deleted_sentence_are_told_apart(tiny):
    amend(tiny / "source/chapters/acting.md", "Somebody must decide.", "Nobody.")
    amend(tiny / "source/index.md", "\n```", "\nSomebody must decide.\n\n```")
    assert said(tiny)[:2] == [f"{ACTING}: +1 new", "locales/ar/LC_MESSAGES/index.po: 1 moved here"]


def test_a_renamed_chapter_takes_its_catalogs_along(tiny):
    before = (tiny / ACTING).read_text(encoding="utf-8")
    (tiny / "source/chapters/acting.md").rename(tiny / "source/chapters/doing.md")
    amend(tiny / "source/index.md", "chapters/acting", "chapters/doing")
    lines = said(tiny)
    assert f"{ACTING.replace('acting', 'doing')}: taken over from chapters/acting.po" in lines
    assert f"{ACTING}: removed; its chapter is gone and its translations are in use elsewhere" in lines
    assert (tiny / ACTING.replace("acting", "doing")).read_text(encoding="utf-8") == before
    assert check.check(config.load(tiny), lambda text: None) == []


def test_a_renamed_chapter_takes_its_approvals_along(tiny):
    project = config.load(tiny)
    act = Act(state="legal-checked", by="A body", date=datetime.date(2027, 3, 2), text="0" * 32)
    files.write(review.path_of(project, "en"), review.text_of(project, "en", {"chapters/acting": [act], "index": [act]}, []))
    (tiny / "source/chapters/acting.md").rename(tiny / "source/chapters/doing.md")
    amend(tiny / "source/index.md", "chapters/acting", "chapters/doing")
    assert "locales/en/review.toml: chapters/acting is chapters/doing now" in said(tiny)
    assert review.read(project, "en") == {"chapters/doing": [act], "index": [act]}
    assert not review.path_of(project, "ar").exists()


def test_the_catalog_of_a_deleted_chapter_stays_until_somebody_deletes_it(tiny):
    (tiny / ACTING.replace("acting", "lost")).write_bytes((tiny / ACTING).read_bytes().replace(b"Acting", b"Lost chapter"))
    lines = said(tiny)
    assert lines[0] == f"{ACTING.replace('acting', 'lost')}: belongs to no chapter; 1 of its translations are used nowhere, so it stays until you delete it"
    assert lines[-1] == "all catalogs are up to date"


def test_nothing_is_written_when_a_catalog_is_broken(tiny):
    amend(tiny / "source/chapters/acting.md", "Somebody must decide.", "Somebody should decide.")
    for language in ("ar", "ckb"):
        (tiny / f"locales/{language}/LC_MESSAGES/index.po").write_bytes(b"<<<<<<< HEAD\n")
    before = contents(tiny)
    found = problems(refresh.refresh, config.load(tiny), lambda text: None)
    assert [line.split(" (")[0] for line in found] == [
        f"locales/{language}/LC_MESSAGES/index.po:1: catalog a merge conflict is not resolved" for language in ("ar", "ckb")
    ]
    assert contents(tiny) == before


def test_a_missing_interface_catalog_is_made(tiny):
    path = tiny / "locales/_interface/ckb/LC_MESSAGES/sphinx.po"
    path.unlink()
    assert said(tiny)[-1] == "locales/_interface/ckb/LC_MESSAGES/sphinx.po: made, with every word of labels and buttons to translate"
    assert 'msgid "Section %s"\nmsgstr ""' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("tail", ["\r\n", "\n\n\n"])
def test_a_catalog_in_another_form_is_put_in_ours(tiny, tail):
    before = (tiny / ACTING).read_bytes()
    (tiny / ACTING).write_bytes(before.replace(b"\n", tail.encode()) if tail == "\r\n" else before + tail.encode())
    assert said(tiny) == [f"{ACTING}: put in its form", "1 catalogs changed"]
    assert (tiny / ACTING).read_bytes() == before
