"""Publishing builds beside the last good build/ and swaps it in; the same input gives the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import config, editions, publish, release, runner
from build_tools.findings import CouldNotRun
from tests.conftest import REPOSITORY, amend, copy_tiny, problems


def run(root: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", "build_tools", "publish", "--root", str(root), *arguments],
        cwd=REPOSITORY, capture_output=True, text=True, env=os.environ | environment,
    )


def contents(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_all_nine_editions_are_written_and_listed(tiny):
    ran = run(tiny)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    project = config.load(tiny)
    for edition in editions.all_editions(project):
        assert (project.build / edition.path).exists()
        assert f"{edition.name} (" in ran.stderr  # progress while it works
    assert "translated/fuzzy/untranslated" in ran.stderr
    manifest = json.loads((project.build / "manifest.json").read_text(encoding="utf-8"))
    listed = {file["path"]: file["sha256"] for entry in manifest["editions"].values() for file in entry["files"]}
    there = contents(project.build)
    assert listed.items() <= there.items()
    assert there.keys() - listed.keys() == {"manifest.json", "index.html", "site/index.html", "site/404.html"}
    assert manifest["progress"]["ar"]["chapters/acting"] == {"translated": 9, "fuzzy": 0, "untranslated": 0}
    assert manifest["editions"]["ar/pdf"]["tools"]["typst"]
    assert not list(tiny.glob(".build-*"))


def test_the_same_input_gives_the_same_bytes_in_any_folder(tmp_path):
    """Another folder, another hash seed, another time zone."""
    first, second = copy_tiny(tmp_path / "first"), copy_tiny(tmp_path / "deeper/second")
    for root, seed, zone in ((first, "1", "UTC"), (second, "2", "Asia/Baghdad")):
        assert run(root, PYTHONHASHSEED=seed, TZ=zone).returncode == 0
    assert contents(first / "build") == contents(second / "build")


def test_nothing_is_built_again_when_nothing_changed(tiny):
    run(tiny, "--to", "en/site")
    assert "up to date" in run(tiny, "--to", "en/site").stderr
    (tiny / "build/site/en/index.html").write_text("spoilt", encoding="utf-8")
    assert "up to date" not in run(tiny, "--to", "en/site").stderr
    assert "spoilt" not in (tiny / "build/site/en/index.html").read_text(encoding="utf-8")
    amend(tiny / "source/chapters/acting.md", "Somebody must", "Somebody should")
    assert "up to date" not in run(tiny, "--to", "en/site").stderr


def test_a_changed_catalog_builds_its_own_language_again_and_no_other(tiny):
    run(tiny)
    before = contents(tiny / "build")
    amend(tiny / "locales/ar/LC_MESSAGES/chapters/acting.po", "على أحد أن يقرر.", "ينبغي لأحد أن يقرر.")
    ran = run(tiny)
    assert "6 editions are up to date" in ran.stderr and "building 3 editions" in ran.stderr
    changed = {path for path, digest in contents(tiny / "build").items() if before.get(path) != digest}
    assert {"files/sop-ar.pdf", "files/sop-ar-neutral.docx", "site/ar/chapters/acting.html"} <= changed
    assert all("ar" in Path(path).stem.split("-") or path.startswith(("site/ar/", "manifest.json", "maps/sop-ar-")) for path in changed), changed
    assert contents(tiny / "build").keys() == before.keys()
    assert "9 editions are up to date" in run(tiny).stderr


def test_a_part_leaves_the_other_editions_as_they_are(tiny):
    run(tiny, "--to", "site")
    before = contents(tiny / "build/site")
    run(tiny, "--to", "ar/pdf")
    assert contents(tiny / "build/site") == before
    manifest = json.loads((tiny / "build/manifest.json").read_text(encoding="utf-8"))
    assert list(manifest["editions"]) == ["ar/pdf", "ar/site", "ckb/site", "en/site"]


@pytest.mark.parametrize(
    ("path", "old", "new", "status", "said"),
    [
        ("source/chapters/acting.md", "{ref}`ch-finding`", "{ref}`ch-lost`", 1, "source/chapters/acting.md:20: ref.ref undefined label: 'ch-lost'"),
        ("locales/ar/LC_MESSAGES/chapters/acting.po", 'msgstr "التصرف الآن"', "msgstr التصرف", 2, "locales/ar/LC_MESSAGES/chapters/acting.po:22: catalog"),
        ("sop.toml", "direction", "drection", 2, "config unknown key languages.en.drection"),
        ("source/registers/terms.yml", "victim:", "victim: [", 1, "source/registers/terms.yml"),
    ],
)
def test_a_failed_build_is_one_line_and_leaves_the_last_good_one(tiny, path, old, new, status, said):
    run(tiny, "--to", "ar/site")
    before = contents(tiny / "build")
    amend(tiny / path, old, new)
    ran = run(tiny, "--to", "ar")
    assert ran.returncode == status
    assert said in ran.stdout
    assert "Traceback" not in ran.stdout + ran.stderr
    assert contents(tiny / "build") == before
    assert not list(tiny.glob(".build-*"))


def test_a_missing_catalog_is_one_line(tiny):
    (tiny / "locales/ar/LC_MESSAGES/chapters/acting.po").unlink()
    ran = run(tiny, "--to", "ar/site")
    assert (ran.returncode, ran.stdout) == (2, "locales/ar/LC_MESSAGES/chapters/acting.po: catalog the catalog is missing (run make catalogs, then translate it)\n")


def test_a_build_that_is_no_folder_is_refused(tiny):
    (tiny / "build").write_text("mine", encoding="utf-8")
    ran = run(tiny, "--to", "en/site")
    assert (ran.returncode, ran.stdout) == (2, "build: output is not a folder that can be written to (remove it or change its permissions)\n")
    assert (tiny / "build").read_text(encoding="utf-8") == "mine"


def test_a_full_disk_is_one_line_and_leaves_the_last_good_build(tiny, monkeypatch):
    run(tiny, "--to", "en/site")
    before = contents(tiny / "build")
    amend(tiny / "source/chapters/acting.md", "Somebody must", "Somebody should")
    ran = subprocess.run(
        [sys.executable, "-c", FULL_DISK, "publish", "--root", str(tiny), "--to", "en/site"], cwd=REPOSITORY, capture_output=True, text=True
    )
    assert ran.returncode == 2, ran.stderr
    assert "No space left on device (free some disk space; build/ is as it was)" in ran.stdout
    assert "Traceback" not in ran.stdout + ran.stderr
    assert contents(tiny / "build") == before


# The builder's process meets ENOSPC when it writes its first page, as on a full disk.
FULL_DISK = """
import errno, sys
from build_tools import __main__
from build_tools.site.builder import SiteBuilder
def full(self, *arguments): raise OSError(errno.ENOSPC, "No space left on device", str(self.outdir))
SiteBuilder.write_documents = full
sys.exit(__main__.main(sys.argv[1:]))
"""


def test_an_unknown_edition_is_one_line(tiny):
    ran = run(tiny, "--to", "ar/odt")
    assert ran.returncode == 2
    assert ran.stdout.startswith("edition there is no edition 'ar/odt' (TO= takes any of: en/site")


def test_the_swap_is_taken_back_when_it_fails(tiny, monkeypatch):
    project = config.load(tiny)
    project.build.mkdir()
    (project.build / "good").touch()
    stage = tiny / ".build-x/build"
    stage.mkdir(parents=True)
    rename = Path.rename

    def failing(self, target):
        if self == stage:
            raise OSError(5, "Input/output error")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="Input/output"):
        release.swap(project, stage)
    assert (project.build / "good").exists()


def test_a_dead_process_leaves_the_last_good_build(tiny, monkeypatch):
    project = config.load(tiny)

    def dying(*arguments, **options):
        raise CouldNotRun()
        yield

    monkeypatch.setattr(runner, "run", dying)
    problems(publish.publish, project, editions.select(project, ""), lambda text: None)
    assert not project.build.exists()
    assert not list(tiny.glob(".build-*"))


def test_what_progress_drew_stays_beside_the_editions(tiny):
    (tiny / "build").mkdir()
    for name in ("progress.svg", "terms-to-confirm-ckb.txt", "notes.txt"):
        (tiny / "build" / name).write_text("of make progress", encoding="utf-8")
    run(tiny, "--to", "en/site")
    assert (tiny / "build/progress.svg").exists() and (tiny / "build/terms-to-confirm-ckb.txt").exists()
    assert not (tiny / "build/notes.txt").exists()
