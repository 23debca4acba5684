"""Measures `publish` beside three stock `sphinx-build -b html` runs on the same sources: python -m tests.bench [--runs 3]."""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

# Stock Sphinx and MyST with the same theme and our directives. Reading, translating, numbering and writing are theirs.
STOCK = """
import sys
from pathlib import Path
sys.path.insert(0, {repository!r})
from build_tools import config, sphinx_ext
from build_tools.content import bidi, cells, confinement, messages, plain
globals().update(sphinx_ext.settings(Path({root!r})))
extensions = ["myst_parser"]
locale_dirs = [{locales!r}]
OURS = {{module.__name__ for module in (bidi, cells, confinement, messages, plain)}}

class Directives:
    def __init__(self, app):
        self.app = app
    def __getattr__(self, name):
        return getattr(self.app, name)
    def add_source_parser(self, *parser, **options): pass
    def add_domain(self, *domain, **options): pass
    def add_builder(self, *builder, **options): pass
    def add_transform(self, transform):
        if transform.__module__ not in OURS:
            self.app.add_transform(transform)
    def add_post_transform(self, transform):
        if transform.__module__ not in OURS:
            self.app.add_post_transform(transform)
    def connect(self, event, listener, **options):
        if listener.__module__ not in OURS:
            self.app.connect(event, listener, **options)

def setup(app):
    sphinx_ext.setup(Directives(app))
"""


@dataclass(frozen=True, kw_only=True)
class Cost:
    """One run: CPU and wall time in seconds, peak memory of its largest process in MB."""

    cpu: float
    wall: float
    memory: float


def run(*command: str | Path) -> Cost:
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", *map(str, command)], cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{said.decode()}")
    return Cost(cpu=usage.ru_utime + usage.ru_stime, wall=time.perf_counter() - started, memory=usage.ru_maxrss / 1024)


def together(costs: list[Cost]) -> Cost:
    """Runs one after the other, as one cost."""
    return Cost(cpu=sum(c.cpu for c in costs), wall=sum(c.wall for c in costs), memory=max(c.memory for c in costs))


def measure(folder: Path) -> dict[str, Cost]:
    """One round: every way in turn, so that a slow moment of the machine meets all of them."""
    root = folder / "sop"
    for name in ("source", "locales", "templates"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "sop.toml", root)
    stock = folder / "stock"
    stock.mkdir()
    shutil.copytree(root / "locales", stock / "locales")  # where it writes its .mo files, which ours refuses
    (stock / "conf.py").write_text(STOCK.format(repository=str(REPOSITORY), root=str(root), locales=str(stock / "locales")), encoding="utf-8")
    languages = ("en", "ar", "ckb")
    return {
        "three stock sphinx-build -b html": together(
            [run("sphinx", "-q", "-b", "html", "-c", stock, "-D", f"language={tag}", root / "source", folder / "html" / tag) for tag in languages]
        ),
        "publish, three sites": run("build_tools", "publish", "--root", root, "--to", "site"),
        "publish, nine editions from nothing": _without(root / "build", "build_tools", "publish", "--root", root),
        "publish, nothing changed": run("build_tools", "publish", "--root", root),
        "check": run("build_tools", "check", "--root", root),
        "publish, a word of a translation changed": _after_an_edit(root, "locales/ar/LC_MESSAGES/chapters/review.po", "القياسية", "المعيارية"),
        "publish, a word of a chapter changed": _after_an_edit(root, "source/chapters/review.md", " must ", " shall "),
    }


def _without(folder: Path, *command: str | Path) -> Cost:
    shutil.rmtree(folder, ignore_errors=True)
    return run(*command)


def _after_an_edit(root: Path, name: str, old: str, new: str) -> Cost:
    """Publish again after one word of a chapter or a catalog has changed."""
    path = root / name
    before = path.read_text(encoding="utf-8")
    after = re.sub(rf"(?<=msgstr \")(.*?){re.escape(old)}", rf"\1{new}", before, count=1) if path.suffix == ".po" else before.replace(old, new, 1)
    if after == before:
        sys.exit(f"{path} has no {old!r} to change")
    path.write_text(after, encoding="utf-8")
    return run("build_tools", "publish", "--root", root)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="rounds; medians are printed (default: 3)")
    runs = parser.parse_args().runs
    rounds = []
    for number in range(runs):
        print(f"round {number + 1} of {runs}", file=sys.stderr, flush=True)
        with tempfile.TemporaryDirectory() as folder:
            rounds.append(measure(Path(folder)))
    base = next(iter(rounds[0]))
    print(f"{'':38}{'CPU s':>8}{'ratio':>7}{'wall s':>8}{'ratio':>7}{'MB':>6}")
    for name in rounds[0]:
        costs = [each[name] for each in rounds]
        cpu = statistics.median(c.cpu for c in costs)
        wall = statistics.median(c.wall for c in costs)
        cpu_ratio = statistics.median(each[name].cpu / each[base].cpu for each in rounds)
        wall_ratio = statistics.median(each[name].wall / each[base].wall for each in rounds)
        memory = max(c.memory for c in costs)
        print(f"{name:38}{cpu:8.1f}{cpu_ratio:7.2f}{wall:8.1f}{wall_ratio:7.2f}{memory:6.0f}")


if __name__ == "__main__":
    main()
