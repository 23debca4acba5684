"""Measures translated builds of 8 and of 100 generated chapters beside stock Sphinx: python -m tests.bench.generated [--chapters 8 100]."""

from __future__ import annotations

import argparse
import itertools
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from build_tools import config
from build_tools.catalogs import files
from tests.bench.__main__ import REPOSITORY, STOCK, Cost, run, together
from tests.conftest import TINY

SECTIONS, PARAGRAPHS, ITEMS = 10, 6, 3  # with their heading: 100 messages a chapter, and its title
LANGUAGES = ("en", "ar", "ckb")


def plain_messages() -> list[tuple[str, dict[str, str]]]:
    """This SOP's messages that name no label, note or term, with their translations."""
    project = config.load(REPOSITORY)
    found: dict[str, dict[str, str]] = {}
    for tag in project.translations:
        for path in sorted((project.locales / tag).rglob("*.po")):
            for entry in files.entries(files.read(path, project)):
                if not set("{[`☐…") & set(entry.msgid) and len(entry.msgid) > 30:
                    found.setdefault(entry.msgid, {})[tag] = entry.msgstr
    return [(msgid, words) for msgid, words in found.items() if len(words) == len(project.translations)]


def generate(root: Path, chapters: int) -> Path:
    """An SOP of ``chapters`` chapters with 101 messages each, every one translated."""
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("locales", "*.md"))
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    shutil.copytree(REPOSITORY / "locales/_interface", root / "locales/_interface")
    supply = itertools.cycle(plain_messages())
    names = [f"chapters/c{number:03}" for number in range(chapters)]
    listed = "\n".join(names)
    _write(root, "index", [("Procedure of many chapters", {"ar": "إجراء من فصول كثيرة", "ckb": "ڕێکاری چەند بەش"})],
           f"(start)=\n# Procedure of many chapters\n\n```{{toctree}}\n:numbered:\n\n{listed}\n```\n")
    for number, name in enumerate(names):
        title = (f"Chapter of number {number}", {"ar": f"الفصل رقم {number}", "ckb": f"بەشی ژمارە {number}"})
        said, text = _chapter(number, title, (_marked(message, f" {number}.{i}") for i, message in enumerate(supply)))
        _write(root, name, said, text)
    return root


def _marked(message: tuple[str, dict[str, str]], mark: str) -> tuple[str, dict[str, str]]:
    """The message made different from its copies."""
    msgid, words = message
    return msgid + mark, {tag: text + mark for tag, text in words.items()}


def _chapter(number: int, title: tuple[str, dict[str, str]], messages) -> tuple[list, str]:
    """What a chapter says, in order, and its Markdown."""
    said, lines = [title], [f"(c-{number})=", f"# {title[0]}", ""]
    for section in range(SECTIONS):
        heading, *rest = itertools.islice(messages, 1 + PARAGRAPHS + ITEMS)
        said += [heading, *rest]
        lines += [f"(c-{number}-{section})=", f"## {heading[0]}", ""]
        for paragraph, _ in rest[:PARAGRAPHS]:
            lines += [paragraph, ""]
        lines += [*(f"- {item}" for item, _ in rest[PARAGRAPHS:]), ""]
    return said, "\n".join(lines)


def _write(root: Path, name: str, said: list[tuple[str, dict[str, str]]], text: str) -> None:
    path = root / "source" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    for tag in LANGUAGES[1:]:
        catalog = root / "locales" / tag / "LC_MESSAGES" / f"{name}.po"
        catalog.parent.mkdir(parents=True, exist_ok=True)
        rows = [f'msgid "{_quoted(msgid)}"\nmsgstr "{_quoted(words[tag])}"\n' for msgid, words in said]
        header = f'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
        catalog.write_text("\n".join([header, *rows]), encoding="utf-8")


def _quoted(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def measure(folder: Path, chapters: int) -> dict[str, Cost]:
    """One round at one size: stock and ours, a language at a time and together."""
    root = generate(folder / "sop", chapters)
    stock = folder / "stock"
    stock.mkdir()
    (stock / "conf.py").write_text(STOCK.format(repository=str(REPOSITORY), root=str(root), locales=str(root / "locales")), encoding="utf-8")
    costs = {}
    for tag in LANGUAGES:
        costs[f"stock {tag}"] = run("sphinx", "-q", "-b", "html", "-c", stock, "-D", f"language={tag}", root / "source", folder / "html" / tag)
    for tag in LANGUAGES[:2]:
        costs[f"ours {tag}"] = run("build_tools", "publish", "--root", root, "--to", f"{tag}/site")
    shutil.rmtree(root / "build")
    costs["ours, three languages"] = run("build_tools", "publish", "--root", root, "--to", "site")
    return costs


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.generated", description=__doc__)
    parser.add_argument("--chapters", type=int, nargs="+", default=[8, 100])
    parser.add_argument("--runs", type=int, default=3, help="rounds; medians are printed (default: 3)")
    options = parser.parse_args()
    for chapters in options.chapters:
        rounds = []
        for number in range(options.runs):
            print(f"{chapters} chapters, round {number + 1} of {options.runs}", file=sys.stderr, flush=True)
            with tempfile.TemporaryDirectory() as folder:
                rounds.append(measure(Path(folder), chapters))
        stock = [together([costs[f"stock {tag}"] for tag in LANGUAGES]) for costs in rounds]
        print(f"\n{chapters} chapters{'':16}{'CPU s':>8}{'wall s':>8}{'MB':>6}")
        for name in rounds[0]:
            own = [costs[name] for costs in rounds]
            print(f"{name:26}{statistics.median(c.cpu for c in own):8.1f}{statistics.median(c.wall for c in own):8.1f}{max(c.memory for c in own):6.0f}")
        ratio = statistics.median(costs["ours ar"].cpu / costs["ours en"].cpu for costs in rounds)
        stock_ratio = statistics.median(costs["stock ar"].cpu / costs["stock en"].cpu for costs in rounds)
        share = statistics.median(costs["ours, three languages"].cpu / base.cpu for costs, base in zip(rounds, stock, strict=True))
        print(f"ar : en                   ours {ratio:.2f}, stock {stock_ratio:.2f} (CPU)")
        print(f"three languages           ours : stock {share:.2f} (CPU)")


if __name__ == "__main__":
    main()
