"""Freshly written editions in, a new ``build/`` with its manifest out; the last good one stays until the new one is whole."""

from __future__ import annotations

import hashlib
import json
import os
import platform
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from build_tools.config import Project
from build_tools.editions import Edition
from build_tools.findings import CouldNotRun, Finding
from build_tools.revision import Revision

MANIFEST = "manifest.json"
REPORTS = ("progress.svg", "terms-to-confirm-*.txt")  # what `make progress` leaves in build/
# What decides the bytes of the editions, beside our own code; each is pinned in the lock.
TOOLS = ("sphinx", "docutils", "myst-parser", "babel", "pydata-sphinx-theme", "typst", "pikepdf", "fontpkg-amiri", "docxtpl", "lxml", "resvg-py", "graphlay", "uharfbuzz")


@dataclass(frozen=True, kw_only=True)
class File:
    """One file below ``build/``; ``size`` in bytes."""

    path: str
    size: int
    sha256: str


@contextmanager
def staging(project: Project) -> Iterator[Path]:
    """A folder beside ``build/`` to build in, gone afterwards unless it was swapped in."""
    if project.build.exists() and not (project.build.is_dir() and os.access(project.build, os.W_OK)):
        raise CouldNotRun(Finding(path="build", code="output", text="is not a folder that can be written to", action="remove it or change its permissions"))
    try:
        stage = Path(tempfile.mkdtemp(prefix=".build-", dir=project.root))
    except OSError as error:
        raise CouldNotRun(Finding(path="", code="output", text=f"cannot write in the SOP's folder: {error.strerror}", action="change its permissions")) from None
    try:
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def fingerprints(project: Project, revision: Revision) -> dict[str, str]:
    """For each language one hash of everything that its editions are made from: text, its own catalogs, templates, our code, tools, revision."""
    common = hashlib.sha256(json.dumps([asdict(revision), tool_versions()]).encode())
    engine = Path(__file__).parent
    for folder, base in ((project.source, project.root), (project.templates, project.root), (engine, engine.parent)):
        _add(common, folder, base)
    common.update((project.root / "sop.toml").read_bytes())
    found = {}
    for language in project.languages:
        own = common.copy()
        for folder in (project.locales / language, project.locales / "_interface" / language):
            _add(own, folder, project.root)
        found[language] = own.hexdigest()
    return found


def _add(digest, folder: Path, base: Path) -> None:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".mo":
            digest.update(path.relative_to(base).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")


def tool_versions() -> dict[str, str]:
    return {"python": platform.python_version()} | {name: metadata.version(name) for name in TOOLS}


def last_manifest(project: Project) -> dict:
    """The manifest of the present ``build/``, or an empty one."""
    try:
        return json.loads((project.build / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def is_intact(project: Project, editions: Iterable[Edition], inputs: dict[str, str]) -> bool:
    """Whether ``build/`` already holds these editions, made from these very inputs of their languages and not touched since."""
    known = last_manifest(project).get("editions", {})
    for edition in editions:
        entry = known.get(edition.name, {})
        if entry.get("inputs") != inputs[edition.language] or any(_differs(project.build, file) for file in entry["files"]):
            return False
    return True


def _differs(build: Path, file: dict) -> bool:
    path = build / file["path"]
    return not path.is_file() or path.stat().st_size != file["size"] or _sha256(path) != file["sha256"]


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def files_of(stage: Path, edition: Edition) -> list[File]:
    """The files of one edition, sorted; a site has many, and a Word file has its source map."""
    target = stage / edition.path
    paths = sorted(path for path in target.rglob("*") if path.is_file()) if target.is_dir() else [target]
    paths += [stage / edition.map_path] if edition.map_path else []
    return [
        File(path=path.relative_to(stage).as_posix(), size=path.stat().st_size, sha256=_sha256(path)) for path in paths
    ]


def write_manifest(project: Project, stage: Path, editions: Iterable[Edition], *, revision: Revision, inputs: dict[str, str], progress: dict, kept: dict) -> dict:
    """Write ``manifest.json``: each edition's files and hashes, what it was made from, and progress per chapter.

    ``progress`` is keyed by language and docname; ``kept`` has the manifest's entries of editions that are carried over.
    """
    entries = dict(kept)
    for edition in editions:
        entries[edition.name] = {
            "revision": asdict(revision),
            "inputs": inputs[edition.language],
            "tools": tool_versions(),
            "files": [asdict(file) for file in files_of(stage, edition)],
        }
    old = {tag: counts for tag, counts in last_manifest(project).get("progress", {}).items() if tag in project.translations}
    manifest = {
        "document": project.document.code,
        "version": project.document.version,
        "status": project.document.status,
        "editions": dict(sorted(entries.items())),
        "progress": old | {tag: {name: asdict(p) for name, p in chapters.items()} for tag, chapters in progress.items()},
    }
    (stage / MANIFEST).write_text(json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return manifest


def carry_over(project: Project, stage: Path, built: Iterable[Edition], wanted: Iterable[Edition]) -> dict:
    """Bring the reports and the editions of the present ``build/`` that were not built anew into ``stage``. Gives the editions' manifest entries."""
    for report in (path for name in REPORTS for path in project.build.glob(name)):
        shutil.copy2(report, stage)
    names = {edition.name for edition in wanted} - {edition.name for edition in built}
    kept = {name: entry for name, entry in last_manifest(project).get("editions", {}).items() if name in names}
    for name in list(kept):
        if any(not (project.build / file["path"]).is_file() for file in kept[name]["files"]):
            del kept[name]
            continue
        for file in kept[name]["files"]:
            target = stage / file["path"]
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(project.build / file["path"], target)
    return kept


def swap(project: Project, stage: Path) -> None:
    """Put ``stage`` in the place of ``build/``: two renames, the first taken back if the second fails."""
    old = stage.with_name(stage.name + "-old")
    stage.chmod(0o755)  # mkdtemp makes it private
    if project.build.exists():
        project.build.rename(old)
    try:
        stage.rename(project.build)
    except OSError:
        if old.exists():
            old.rename(project.build)
        raise
    shutil.rmtree(old, ignore_errors=True)
