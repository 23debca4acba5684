"""Measures `make catalogs` beyond the read: 100 chapters × 2 languages of 100 messages, beside msgmerge and sphinx-intl: python -m tests.bench.catalogs."""

from __future__ import annotations

import argparse
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from build_tools import config, refresh
from build_tools.catalogs import files, header, writer
from build_tools.catalogs.entries import Catalog, Entry
from tests.catalogs import edits
from tests.conftest import copy_tiny

CHAPTERS, MESSAGES = 100, 100


def generated(chapters: int) -> dict[str, list[str]]:
    """Chapters of 100 messages: this SOP's own, each made different by its chapter's number."""
    own = [msgid for msgids in edits.chapters().values() for msgid in msgids]
    return {
        f"chapters/c{number:03}": [f"{own[(number * 37 + index) % len(own)]} ({number}.{index})" for index in range(MESSAGES)]
        for number in range(chapters)
    }


def changed(chapters: dict[str, list[str]]) -> dict[str, list[str]]:
    """In each chapter a typo, a new sentence, a sentence deleted; from every tenth a paragraph moved to the next."""
    after = {}
    moved: list[str] = []
    for number, (docname, msgids) in enumerate(chapters.items()):
        own = list(msgids)
        own[20] = own[20].replace("e", "ee", 1)
        del own[40]
        own[60:60] = [f"A sentence that no chapter had until today, the one on the matter of {docname}.", *moved]
        moved = [own.pop(80)] if number % 10 == 0 else []
        after[docname] = own
    after[docname] += moved
    return after


def catalog(project: config.Project, language: str, msgids: list[str], prefix: str = "") -> Catalog:
    entries = (Entry(msgid=msgid, msgstr=f"{prefix}{msgid}" if prefix else "") for msgid in dict.fromkeys(msgids))
    return Catalog(header=header.frozen(project, language), entries=tuple(entries))


def seconds(action: Callable[[], None]) -> float:
    """CPU of this process and of those it starts."""
    def spent() -> float:
        usages = map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        return sum(usage.ru_utime + usage.ru_stime for usage in usages)

    started = spent()
    action()
    return spent() - started


def measure(folder: Path, chapters: int) -> dict[str, float]:
    """One round: each tool updates its own copy of the same catalogs. CPU seconds by name."""
    project = config.load(copy_tiny(folder / "sop"))
    shutil.rmtree(project.locales)
    before, after = generated(chapters), changed(generated(chapters))
    for docname, msgids in before.items():
        for language in project.translations:
            files.write(files.chapter_catalog(project, language, docname), writer.text(catalog(project, language, msgids, f"{language}: ")))
        files.write(folder / "pot" / f"{docname}.pot", writer.text(catalog(project, "en", after[docname])))
    theirs = {name: shutil.copytree(project.locales, folder / name) for name in ("msgmerge", "sphinx-intl")}
    found = {"make catalogs, beyond the read": seconds(lambda: refresh.update_all(project, after, lambda text: None))}
    found["make catalogs again, nothing changed"] = seconds(lambda: refresh.update_all(project, after, lambda text: None))
    if shutil.which("msgmerge"):
        found["msgmerge, a run for each file"] = seconds(lambda: _msgmerge(theirs["msgmerge"], folder / "pot"))
    command = ["update", "-p", folder / "pot", "-d", theirs["sphinx-intl"], *(word for tag in project.translations for word in ("-l", tag)), "-w", "0"]
    found["sphinx-intl update"] = seconds(lambda: subprocess.run([sys.executable, "-m", "sphinx_intl", *command], check=True, stdout=subprocess.DEVNULL))
    return found


def _msgmerge(locales: Path, templates: Path) -> None:
    for path in sorted(locales.rglob("*.po")):
        template = templates / path.relative_to(next(p for p in path.parents if p.name == "LC_MESSAGES")).with_suffix(".pot")
        subprocess.run(["msgmerge", "-q", "-U", "--backup=none", "--no-location", "--no-wrap", "--previous", path, template], check=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.catalogs", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="rounds; medians are printed (default: 3)")
    parser.add_argument("--chapters", type=int, default=CHAPTERS)
    options = parser.parse_args()
    rounds = []
    for _ in range(options.runs):
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(measure(Path(folder), options.chapters))
    base = next(iter(rounds[0]))
    print(f"{'':40}{'CPU s':>8}{'ratio':>7}")
    for name in rounds[0]:
        ratio = statistics.median(each[name] / each[base] for each in rounds)
        print(f"{name:40}{statistics.median(each[name] for each in rounds):8.2f}{ratio:7.1f}")


if __name__ == "__main__":
    main()
