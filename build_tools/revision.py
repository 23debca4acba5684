"""A folder in; which revision of it is built, and the one moment that all files of the build are dated by, out."""

from __future__ import annotations

import datetime
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from build_tools.config import Project


@dataclass(frozen=True, kw_only=True)
class Revision:
    """``name`` is git's short hash, with ``.modified`` when files differ from it (letters, so that it reads the same in both directions); ``timestamp`` counts seconds since 1970, UTC."""

    name: str
    timestamp: int


def of(project: Project) -> Revision:
    """SOURCE_DATE_EPOCH, else the commit's date, else the version's date in sop.toml: never the clock, so that bytes repeat."""
    head = _git(project.root, "log", "-1", "--format=%h %ct", "--abbrev=10").split()
    name = "unversioned"
    midnight = datetime.datetime.combine(project.document.date, datetime.time(), datetime.UTC)
    timestamp = int(midnight.timestamp())
    if len(head) == 2:
        changed = _git(project.root, "status", "--porcelain", "--", ".")
        name, timestamp = head[0] + (".modified" if changed else ""), int(head[1])
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Revision(name=name, timestamp=int(given) if given.isdigit() else timestamp)


def _git(root: Path, *arguments: str) -> str:
    try:
        return subprocess.run(["git", "-C", root, *arguments], capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
