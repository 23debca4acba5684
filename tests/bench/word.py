"""Measures the Word writer beyond the shared read, from 50 to 800 pages, beside pandoc and docxtpl's Subdoc on the same text: python -m tests.bench.word.

The book is this SOP's own, read once and kept in a file; larger books repeat its chapters, smaller ones hold some of them. Each run is
a process of its own: its CPU seconds and its peak of memory less those of a process that only loads the same book.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import pickle
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace

from docutils import nodes

from build_tools import config, editions, revision, runner

REPOSITORY = Path(__file__).resolve().parents[2]
SIZES = (50, 100, 200, 400, 800)
BARS = {"CPU s": 5.0, "MB": 300.0}  # for 200 pages
WORDS_A_PAGE = 230  # of this SOP's English edition, as LibreOffice lays it out


@dataclass(frozen=True, kw_only=True)
class Cost:
    """One process: CPU seconds, peak memory in MB."""

    cpu: float
    memory: float

    def __sub__(self, base: Cost) -> Cost:
        return Cost(cpu=self.cpu - base.cpu, memory=self.memory - base.memory)


def child(step: str, *arguments: object) -> Cost:
    """Run one step of this module in a process of its own."""
    return program(sys.executable, "-m", "tests.bench.word", "--step", step, *arguments)


def program(*command: object) -> Cost:
    process = subprocess.Popen([str(word) for word in command], cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{' '.join(map(str, command))[:300]} failed:\n{said.decode()[-2000:]}")
    return Cost(cpu=usage.ru_utime + usage.ru_stime, memory=usage.ru_maxrss / 1024)


# Steps: each is what one child process does.


def read(language: str, target: str, work: str) -> None:
    """Read and assemble the book as every build does, and keep it."""
    from build_tools.word.builder import WordBuilder

    project = config.load(REPOSITORY)

    def keep(builder: WordBuilder, book: nodes.document) -> None:
        for node in book.findall():
            node.document = None
        book.settings = book.reporter = book.transformer = None
        sys.setrecursionlimit(20_000)
        Path(target).write_bytes(pickle.dumps(book))

    WordBuilder.write_book = keep
    job = runner.Job(project=project, language=language, editions=(_edition(project, language),), revision=revision.of(project), out=Path(work), work=Path(work) / "work", check=False)
    runner.build_language(job, lambda event: None)


def load(source: str) -> nodes.document:
    """What every other step begins with, and the measure that is taken off."""
    from build_tools.word import builder  # noqa: F401  what the writer needs is loaded here too, so that it is taken off

    revision.of(config.load(REPOSITORY))
    sys.setrecursionlimit(20_000)
    return pickle.loads(Path(source).read_bytes())  # noqa: S301  written by this module a moment ago


def write(source: str, language: str, out: str) -> None:
    """What is measured: everything that a Word edition needs beyond the book."""
    from build_tools.word.builder import WordBuilder

    project = config.load(REPOSITORY)
    settings = SimpleNamespace(sop_project=project, language=language, sop_revision=revision.of(project))
    WordBuilder.write_book(SimpleNamespace(config=settings, edition=_edition(project, language), srcdir=project.source, outdir=out, _app=None), load(source))


def subdoc(source: str, out: str) -> None:
    """The same headings, paragraphs and tables, as a file of their own that docxtpl lays into a template."""
    from docx import Document
    from docxtpl import DocxTemplate

    letterhead, chapters = Document(), Document()
    letterhead.add_paragraph("{{p body}}")
    letterhead.save(Path(out, "letterhead.docx"))
    _add(chapters, load(source))
    chapters.save(Path(out, "chapters.docx"))
    template = DocxTemplate(Path(out, "letterhead.docx"))
    template.render({"body": template.new_subdoc(Path(out, "chapters.docx"))})
    template.save(Path(out, "subdoc.docx"))


def _add(document, book: nodes.document) -> None:
    for kind, text in _plain(book):
        if kind == "table":
            made = document.add_table(rows=0, cols=max(map(len, text)))
            for row in text:
                for cell, words in zip(made.add_row().cells, row, strict=False):
                    cell.text = words
        else:
            document.add_paragraph(text)


def resize(source: str, target: str, pages: str) -> None:
    """A book of another size. In a process of its own: a child's peak of memory begins with what its parent holds."""
    Path(target).write_bytes(pickle.dumps(sized(load(source), int(pages))))


STEPS = {"read": read, "load": load, "resize": resize, "write": write, "subdoc": subdoc}


def _edition(project: config.Project, language: str) -> editions.Edition:
    return editions.select(project, f"{language}/word/neutral")[0]


def _plain(book: nodes.document):
    """The text as python-docx can take it: (kind, words); of a table the rows of its cells."""
    tables = list(book.findall(nodes.table))
    inside = {id(node) for table in tables for node in table.findall(nodes.TextElement)}
    for node in book.findall():
        if isinstance(node, nodes.table):
            yield "table", [[entry.astext() for entry in row.findall(nodes.entry)] for row in node.findall(nodes.row)]
        elif isinstance(node, nodes.TextElement) and isinstance(node, (nodes.title, nodes.paragraph)) and id(node) not in inside:
            yield node.tagname, node.astext()


# Books of any size.


def sized(book: nodes.document, pages: int) -> nodes.document:
    """A book of about so many pages, from the chapters of ``book``: their copies get ids of their own."""
    wanted = pages * WORDS_A_PAGE
    chapters = [child for child in book.children if isinstance(child, nodes.section)]
    made = book.copy()
    made.__dict__ |= {name: value for name, value in vars(book).items() if name.startswith("sop_")}
    made += [_copy(child) for child in book.children if not isinstance(child, nodes.section)]
    number = 0
    while wanted > 0:
        turn, index = divmod(number, len(chapters))
        copied = _copy(chapters[index])
        for node in copied.findall(nodes.Element) if turn else ():
            node["ids"] = [f"{turn}:{own}" for own in node["ids"]]
            if "refid" in node:
                node["refid"] = f"{turn}:{node['refid']}"
        made += copied
        wanted -= len(copied.astext().split())
        number += 1
    return made


def _copy(node: nodes.Element) -> nodes.Element:
    """With what our own code has noted on the nodes: docutils' copies leave that out."""
    node.parent = None
    return pickle.loads(pickle.dumps(node))  # noqa: S301


def pages_of(path: Path) -> int:
    """Pages as LibreOffice lays the file out, or 0 without it. Not measured."""
    office, info = shutil.which("soffice"), shutil.which("pdfinfo")
    if not office or not info:
        return 0
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation={Path(folder, 'profile').as_uri()}"
        subprocess.run([office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, path], capture_output=True, check=True)
        said = subprocess.run([info, Path(folder, path.stem + ".pdf")], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", said)[1])


# The table.


def measure(folder: Path, language: str, sizes: list[int], pandoc: str) -> dict[str, Cost]:
    """One round: every size, and the other ways at 200 pages."""
    found = {}
    for size in sizes:
        kept, out = folder / f"book-{size}.pickle", folder / f"out-{size}"
        out.mkdir(exist_ok=True)
        base = child("load", kept)
        found[f"{size}"] = child("write", kept, language, out) - base
        if size == 200:
            if importlib.util.find_spec("docxcompose"):  # docxtpl's own extra for Subdoc; nothing else here needs it
                found["docxtpl Subdoc"] = child("subdoc", kept, out) - base
            if pandoc:
                found["pandoc"] = program(pandoc, "-f", "markdown", folder / "book-200.md", "-o", out / "pandoc.docx")
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.word", description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="rounds; medians are printed (default: 3)")
    parser.add_argument("--language", default="en", help="of the book (pandoc always reads the English chapters)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, metavar="PAGES")
    parser.add_argument("--lay-out", action="store_true", help="also count the pages of each file with LibreOffice (minutes)")
    parser.add_argument("--step", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.step:
        STEPS[options.step[0]](*options.step[1:])
        return
    pandoc = shutil.which("pandoc") or ""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        child("read", options.language, folder / "book.pickle", folder / "read")
        for size in options.sizes:
            child("resize", folder / "book.pickle", folder / f"book-{size}.pickle", size)
        _markdown(folder / "book-200.md", 200)
        rounds = []
        for number in range(options.runs):
            print(f"round {number + 1} of {options.runs}", file=sys.stderr, flush=True)
            rounds.append(measure(folder, options.language, options.sizes, pandoc))
        pages = {f"{size}": _file(folder, size) for size in options.sizes} if options.lay_out else {}
        _print(rounds, {size: pages_of(path) for size, path in pages.items()})


def _file(folder: Path, size: int) -> Path:
    return next((folder / f"out-{size}").rglob("sop-*.docx"))


def _markdown(target: Path, pages: int) -> None:
    """The chapters that ``sized`` takes, as pandoc reads them."""
    project = config.load(REPOSITORY)
    texts = [path.read_text(encoding="utf-8") for path in sorted(project.source.rglob("*.md")) if path.parent.name in ("chapters", "annexes")]
    own = sum(len(text.split()) for text in texts)
    target.write_text("\n\n".join(texts * max(1, round(pages * WORDS_A_PAGE / own))), encoding="utf-8")


def _print(rounds: list[dict[str, Cost]], pages: dict[str, int]) -> None:
    print(f"\n{'beyond the read':22}{'CPU s':>8}{'MB':>7}{'ms/page':>9}{'kB/page':>9}{'pages laid out':>16}")
    for name in rounds[0]:
        cpu = statistics.median(each[name].cpu for each in rounds)
        memory = statistics.median(each[name].memory for each in rounds)
        size = int(name) if name.isdigit() else 200
        label = f"ours, {name} pages" if name.isdigit() else f"{name}, 200 pages"
        print(f"{label:22}{cpu:8.2f}{memory:7.0f}{1000 * cpu / size:9.1f}{1024 * memory / size:9.0f}{pages.get(name, '') or '':>16}")
    for other in {"pandoc": "pandoc on the PATH", "docxtpl Subdoc": "the package docxcompose"}.items():
        if "200" in rounds[0] and other[0] not in rounds[0]:
            print(f"no line for {other[0]}: it needs {other[1]}")
    if "200" in rounds[0]:
        print(f"bars for 200 pages: {BARS['CPU s']} CPU s, {BARS['MB']:.0f} MB")


if __name__ == "__main__":
    main()
