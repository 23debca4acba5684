"""A finding (what is wrong, where, and what to do) and how findings are printed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass


@dataclass(frozen=True, kw_only=True, order=True)
class Finding:
    """One thing to mend.

    ``path`` is relative to the SOP's folder with forward slashes; ``line`` counts from 1, and 0 means the whole file.
    """

    path: str
    line: int = 0
    code: str
    text: str
    action: str = ""

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}: " if self.line else f"{self.path}: " if self.path else ""
        action = f" ({self.action})" if self.action else ""
        return f"{where}{self.code} {self.text}{action}"


class CouldNotRun(Exception):
    """The work could not be done at all; its findings say why. The only exception that users see."""

    def __init__(self, *findings: Finding) -> None:
        super().__init__(*findings)
        self.findings = findings

    def __str__(self) -> str:
        return as_text(self.findings)


def as_text(findings: Iterable[Finding]) -> str:
    return "\n".join(str(f) for f in sorted(set(findings)))


def as_json(findings: Iterable[Finding]) -> str:
    return json.dumps([asdict(f) for f in sorted(set(findings))], ensure_ascii=False, indent=1)


def as_github(findings: Iterable[Finding]) -> str:
    """GitHub's workflow commands: each finding becomes a remark at its line of the pull request."""

    def escape(value: str, more: str = "") -> str:
        for char in "%\r\n" + more:
            value = value.replace(char, f"%{ord(char):02X}")
        return value

    rows = []
    for f in sorted(set(findings)):
        text = f"{f.text} ({f.action})" if f.action else f.text
        place = f"file={escape(f.path, ':,')},line={f.line or 1},title={escape(f.code, ':,')}"
        rows.append(f"::error {place}::{escape(text)}")
    return "\n".join(rows)
