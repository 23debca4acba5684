"""GNU gettext's own programs, to compare ours with; tests that need them are skipped where they are not installed."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

needs_gettext = pytest.mark.skipif(not shutil.which("msgfmt"), reason="GNU gettext is not installed (apt install gettext)")
SPEAKING_ENGLISH = os.environ | {"LC_ALL": "C.UTF-8", "LANGUAGE": ""}


def run(*command: str | Path, data: bytes = b"") -> subprocess.CompletedProcess:
    return subprocess.run(list(map(str, command)), input=data, capture_output=True, env=SPEAKING_ENGLISH)


def rejects(data: bytes) -> str:
    """What ``msgfmt -c`` says against a catalog; "" if it takes it."""
    ran = run("msgfmt", "-c", "-o", os.devnull, "-", data=data)
    return ran.stderr.decode(errors="replace") if ran.returncode else ""


def canonical(data: bytes) -> bytes:
    """The catalog as ``msgcat`` writes it, in the form that we use."""
    ran = run("msgcat", "--no-location", "--no-wrap", "-", data=data)
    assert ran.returncode == 0, ran.stderr.decode()
    return ran.stdout
