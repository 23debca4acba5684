"""`make check` names each mistake that an editor or translator can make, at its file and line, with what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from build_tools import check, config
from tests.conftest import REPOSITORY, amend

CASES = sorted((Path(__file__).parent / "cases").glob("*.txt"))


def fields(case: Path) -> list[tuple[str, str]]:
    pairs = [line.split(": ", 1) if ": " in line else (line.rstrip(":"), "") for line in case.read_text(encoding="utf-8").splitlines()]
    return [(name, value.replace("\\n", "\n")) for name, value in pairs]


def found(root: Path) -> list[str]:
    return sorted(str(finding) for finding in set(check.check(config.load(root), lambda text: None)))


def test_the_tiny_sop_is_clean(tiny):
    assert found(tiny) == []


def test_this_sop_is_clean():
    assert found(REPOSITORY) == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_mistake_is_found(tiny, case):
    told = dict(fields(case))
    expected = [value for name, value in fields(case) if name == "expect"]
    assert expected, "the case does not say which finding it expects"
    amend(tiny / told["file"], told["replace"], told["with"])
    if "remove" in told:
        (tiny / told["remove"]).unlink()
    lines = found(tiny)
    for beginning in expected:
        matching = [line for line in lines if line.startswith(beginning)]
        assert matching, f"no line begins with {beginning!r} in:\n" + "\n".join(lines)
        assert all(line.endswith(")") for line in matching), "a finding must say what to do"
        assert not any("\n" in line for line in matching), "a finding is one line"


def test_the_gate_of_sop_toml_lets_a_few_through(tiny):
    amend(tiny / "locales/ar/LC_MESSAGES/chapters/acting.po", 'msgstr "التصرف الآن"', 'msgstr ""')
    assert len(found(tiny)) == 1
    amend(tiny / "sop.toml", 'locale = "ar-IQ"', 'locale = "ar-IQ"\ngate = { untranslated = 1 }')
    assert found(tiny) == []


@pytest.mark.parametrize(("form", "begins"), [("text", "source/"), ("github", "::error file=source/"), ("json", "[\n {")])
def test_the_command_prints_findings_and_ends_with_1(tiny, form, begins):
    amend(tiny / "source/chapters/acting.md", "{ref}`ch-finding`", "{ref}`ch-lost`")
    ran = subprocess.run([sys.executable, "-m", "build_tools", "check", "--root", str(tiny), "--format", form], cwd=REPOSITORY, capture_output=True, text=True)
    assert ran.returncode == 1
    assert any(part.startswith(begins) for part in (ran.stdout, *ran.stdout.splitlines()))
    assert "Traceback" not in ran.stderr
