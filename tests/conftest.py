"""What tests share: a tiny SOP in three languages to build, change and break."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from build_tools import config, editions, revision, runner
from build_tools.findings import CouldNotRun

REPOSITORY = Path(__file__).resolve().parents[1]
TINY = REPOSITORY / "tests/sites/tiny"


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A copy of the tiny SOP, with the real templates and the real interface catalogs."""
    return copy_tiny(tmp_path / "tiny")


def copy_tiny(root: Path) -> Path:
    shutil.copytree(TINY, root)
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    shutil.copytree(REPOSITORY / "locales/_interface", root / "locales/_interface")
    return root


def amend(path: Path, old: str, new: str) -> None:
    """Replace text that must be there: a test that changes nothing would prove nothing."""
    text = path.read_text(encoding="utf-8")
    assert old in text, f"{path} has no {old!r}"
    path.write_text(text.replace(old, new), encoding="utf-8")


def build(root: Path, wanted: str, out: Path) -> dict[str, runner.Reading]:
    """Build editions; gives the readings by language. Fails on any warning."""
    project = config.load(root)
    events = runner.run(project, editions.select(project, wanted), revision=revision.of(project), out=out, work=out / "work")
    readings = {event.language: event for event in events if isinstance(event, runner.Reading)}
    assert [finding for reading in readings.values() for finding in reading.findings] == []
    return readings


def keep_typst() -> list[str]:
    """A list that from now on gets the Typst source of each PDF that this process makes. Meant for a process of its own."""
    from build_tools.pdf import builder  # Typst is loaded where it is used

    sources: list[str] = []

    def keep(source, *, compile_pdf=builder.compile_pdf, **options):
        sources.append(source)
        return compile_pdf(source, **options)

    builder.compile_pdf = keep
    return sources


def problems(action, *arguments, **options) -> list[str]:
    """The findings, as text, of something that must not run."""
    with pytest.raises(CouldNotRun) as caught:
        action(*arguments, **options)
    return [str(finding) for finding in sorted(caught.value.findings)]
