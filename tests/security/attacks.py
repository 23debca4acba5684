"""Payloads in; the tiny SOP with all of them, built although findings forbid it, and what each attacker gained, out."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pikepdf
from bs4 import BeautifulSoup

from build_tools import config, editions, revision, runner
from build_tools.findings import CouldNotRun, Finding
from build_tools.processes import side_by_side
from build_tools.warnings import WarningCollector
from tests.conftest import amend, copy_tiny, keep_typst
from tests.security.payloads import DRAWINGS, STRAYS, WORDS, Payload

SECRET = "CANARY-SECRET"
SCHEMES = {"", "http", "https", "mailto"}
ADDRESSES = ("href", "src", "action", "formaction", "data", "xlink:href", "poster", "srcset")
NAME = re.compile(r"(?:pwned|ran)-([\w-]+)")
# Where in a chapter a message stands. Each is made distinct by a word of its own.
POSITIONS = {
    "paragraph": "{0}",
    "title": "### {0}\n\nText.",
    "term": "{0}\n: Meaning.",
    "caption": ":::{{figure}} ../images/plan.svg\n:alt: A plan.\n\n{0}\n:::",
    "alt": ":::{{image}} ../images/plan.svg\n:alt: {0}\n:::",
    "cell": ":::{{note}}\n| head of {0} |\n|---|\n| {0} |\n:::",
    "item": "- [ ] {0}",
    "box-title": ":::{{admonition}} {0}\nText.\n:::",
    "field": ":{0}: text",
    "footnote": "Note.[^{1}]\n\n[^{1}]: {0}",
    "table-caption": ":::{{list-table}} {0}\n* - cell\n:::",
    "flow": ":::{{flow}} Flow {1}\na: {0}\nb: {0}\na -> b: {0}\n:::",
    "subtitle": ":::{{sidebar}} Side\n:subtitle: {0}\n\nText.\n:::",
    "toctree": "```{{toctree}}\n:caption: {0}\n:hidden:\n\nwords <https://example.org/{1}>\n```",
}


@dataclass(frozen=True, kw_only=True)
class Attempt:
    """A build of the SOP in ``root`` with one defence taken out: ``without`` is called in the build's own process."""

    root: Path
    wanted: str = "ar"
    without: Callable[[], None] | None = None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``gains`` by payload's name (or what was found out): each says what an attacker has."""

    gains: dict[str, str]
    findings: list[Finding] = field(default_factory=list)
    typst: str = ""
    stopped: str = ""


def prepared(root: Path, payloads: Iterable[Payload], *, words: bool = False, strays: bool = False) -> Path:
    """The tiny SOP with a chapter for each payload, and one chapter whose Arabic catalog holds the others."""
    copy_tiny(root)
    (root / "ran").mkdir()
    (root / "secret.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    payloads = list(payloads)
    (root / "source/attacks").mkdir()
    (root / "source/files").mkdir()
    (root / "source/files/page.html").write_text("<script>alert('pwned-page')</script>", encoding="utf-8")
    (root / "source/files/notes.txt").write_text("notes", encoding="utf-8")
    (root / "source/.hidden.txt").write_text("CANARY-HIDDEN", encoding="utf-8")
    for name, inside in DRAWINGS.items():
        doctype = f'<!DOCTYPE svg [<!ENTITY leak SYSTEM "file://{root}/secret.txt">]>' if name == "entity" else ""
        text = f'{doctype}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{inside}</svg>'
        (root / f"source/images/{name}.svg").write_text(text, encoding="utf-8")
    for name, group in batches(payloads).items():
        (root / f"source/{name}.md").write_text(_text(group, root), encoding="utf-8")
        if group[0].position:
            _write_catalog(root, name, group)
    amend(root / "source/index.md", "chapters/acting\n", "chapters/acting\n" + "".join(f"{name}\n" for name in batches(payloads)))
    if words:
        write_words(root)
    if strays:
        write_strays(root)
    return root


def batches(payloads: Iterable[Payload]) -> dict[str, list[Payload]]:
    """By docname: many payloads in one chapter, since each page costs time; those that need a chapter's head alone."""
    found: dict[str, list[Payload]] = {}
    for payload in payloads:
        name = payload.name if payload.alone else "messages" if payload.position else payload.gain
        found.setdefault(f"attacks/{name}", []).append(payload)
    return found


def _text(group: list[Payload], root: Path) -> str:
    if group[0].alone:
        return filled(group[0], root) + "\n\n# End\n\nThe end.\n"
    parts = [POSITIONS[p.position].format(english(p), p.name) if p.position else filled(p, root) for p in group]
    return "# Attacks\n" + "".join(f"\n{_mark(p)}\n\n## Part {n}\n\n{part}\n" for n, (p, part) in enumerate(zip(group, parts, strict=True)))


def _mark(payload: Payload) -> str:
    """A comment before each payload, so that findings can be told apart."""
    return f"% begin {payload.name}"


def findings_on(payload: Payload, outcome: Outcome, payloads: Iterable[Payload], root: Path) -> list[Finding]:
    """The findings at the payload's own lines."""
    name = next(name for name, group in batches(payloads).items() if payload in group)
    here = [finding for finding in outcome.findings if finding.path == f"source/{name}.md"]
    if payload.alone:
        return here
    lines = (root / f"source/{name}.md").read_text(encoding="utf-8").split("\n")
    begin = lines.index(_mark(payload)) + 1
    end = next((n for n, line in enumerate(lines[begin:], start=begin + 1) if line.startswith("% begin ")), len(lines) + 1)
    return [finding for finding in here if begin <= finding.line < end]


def filled(payload: Payload, root: Path) -> str:
    text = payload.text.replace("@@", f"pwned-{payload.name}").replace("@RUN@", str(root / "ran"))
    return text.replace("@NAME@", payload.name).replace("@ROOT@", str(root).lstrip("/"))


def english(payload: Payload) -> str:
    return f"Message of {payload.name}"


def _write_catalog(root: Path, name: str, messages: list[Payload]) -> None:
    rows = ['msgid ""\nmsgstr ""\n"Language: ar\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n']
    rows += [f'msgid "{english(p)}"\nmsgstr "{filled(p, root)}"\n' for p in messages]
    catalog = root / f"locales/ar/LC_MESSAGES/{name}.po"
    catalog.parent.mkdir(exist_ok=True)
    catalog.write_text("\n".join(rows), encoding="utf-8")


def write_words(root: Path) -> None:
    catalog = root / "locales/_interface/ar/LC_MESSAGES/sphinx.po"
    text = catalog.read_text(encoding="utf-8")
    for word, evil in WORDS.items():
        text, count = re.subn(rf'(msgid "{re.escape(word)}"\nmsgstr ).*', lambda row, evil=evil: f'{row[1]}"{evil}"', text)
        assert count == 1, word
    catalog.write_text(text, encoding="utf-8")


def write_strays(root: Path) -> None:
    for name, text in STRAYS.items():
        path = root / "locales" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_mo({"Looking": "ran-stray-mo", "Contents": "ran-stray-mo"}) if text == "@MO@" else text.encode())


def _mo(words: dict[str, str]) -> bytes:
    """A compiled catalog, as an attacker would commit it."""
    pairs = sorted(({"": "Content-Type: text/plain; charset=utf-8\n"} | words).items())
    blobs = [text.encode() for column in zip(*pairs, strict=True) for text in column]
    start, table = 28 + 16 * len(pairs), []
    for blob in blobs:
        table += [len(blob), start]
        start += len(blob) + 1
    return struct.pack("<7I", 0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start) + struct.pack(f"<{len(table)}I", *table) + b"\0".join(blobs) + b"\0"


def attempted(*attempts: Attempt) -> list[Outcome]:
    """Each build in a process of its own, in the order given."""
    runner._warm_up()
    outcomes = {attempt.root: outcome for attempt, outcome in side_by_side(_build, attempts)}
    return [outcomes[attempt.root] for attempt in attempts]


def _build(attempt: Attempt, say: Callable) -> Outcome:
    """Write the editions whatever was found, so that nothing but the defences stands between a payload and its gain."""
    collectors, sources = [], keep_typst()

    class Unheard(WarningCollector):
        def findings(self) -> list[Finding]:
            collectors.append(super().findings())
            return []

    if attempt.without:
        attempt.without()
    runner.WarningCollector = Unheard
    out, found, stopped = attempt.root / "out", [], ""
    try:
        project = config.load(attempt.root)
        job = runner.Job(project=project, language=attempt.wanted.split("/")[0], editions=tuple(editions.select(project, attempt.wanted)),
                         revision=revision.of(project), out=out, work=attempt.root / "work", check=True)
        found = runner.build_language(job, lambda written: None).findings
    except CouldNotRun as problem:
        stopped = str(problem)
    except Exception as error:  # a taken-out defence may well leave a traceback
        stopped = repr(error)
    heard = [finding for findings in collectors for finding in findings]
    return Outcome(gains=gains(attempt.root), findings=sorted({*heard, *found}), typst="".join(sources), stopped=stopped)


def gains(root: Path) -> dict[str, str]:
    """All that an attacker has after the build."""
    found = {path.name: "code ran" for path in (root / "ran").iterdir()}
    if (root / "source/attacks/fields-nosearch.md").exists() and "Title nosearchword" not in _searchable(root / "out/site/ar/searchindex.js"):
        found["fields-nosearch"] = "a setting keeps the page out of the search"
    for path in sorted((root / "out").rglob("*")):
        if path.is_file():
            for part, data in _parts(path):
                found |= {what: f"{gain} in {part}" for what, gain in _gains_in(part, data)}
    return found


def _searchable(index: Path) -> set[str]:
    """The headings that readers can search for."""
    if not index.exists():
        return {"Title nosearchword"}
    return set(json.loads(index.read_text(encoding="utf-8").removeprefix("Search.setIndex(").removesuffix(")"))["alltitles"])


def _parts(path: Path):
    data = path.read_bytes()
    yield path.name if path.parent.name != "_downloads" else str(path), data
    if path.suffix == ".docx":
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield from ((f"word:{name}", package.read(name)) for name in package.namelist())


def _gains_in(name: str, data: bytes):
    for canary in re.findall(rb"CANARY-[A-Z]+", data):
        yield canary.decode(), "a file was published"
    if name.endswith(".html"):
        yield from _in_page(data.decode("utf-8"))
    elif name.endswith(".svg") or (name.endswith(".js") and not name.startswith("searchindex")):
        runs = re.sub(r"<(title|desc)>[^<]*</\1>", "", data.decode("utf-8", "replace"))  # of a drawn flow: text only, whatever it says
        yield from ((f"pwned-{found}", "script") for found in NAME.findall(runs))
    elif name.endswith(".pdf"):
        yield from _in_pdf(data)
    elif name.startswith("word:"):
        yield from _in_word(name, data.decode("utf-8", "replace"))


def _in_page(text: str):
    page = BeautifulSoup(text, "html.parser")
    text = page.get_text(" ")
    for said in re.findall(r"ran-([\w-]+)", text):
        yield said, "a template was run"
    if "<class 'str'>" in text:
        yield "format", "a template was run"
    for element in page.find_all(True):
        if element.name in ("script", "iframe", "object", "embed", "base", "form", "style") or element.get("http-equiv"):
            yield from ((found, f"<{element.name}>") for found in NAME.findall(str(element)))
        for key, value in element.attrs.items():
            value = " ".join(value) if isinstance(value, list) else value
            if key.startswith("on") or key in ("srcdoc", "style", "autofocus"):
                yield from ((found, key) for found in NAME.findall(value))
            if key in ADDRESSES:
                yield from _in_address(element.name, value)


def _in_address(element: str, value: str):
    bare = re.sub(r"[\x00-\x20]", "", value)
    parts = urlsplit(bare)
    name = next(iter(NAME.findall(bare)), bare[:40])
    if parts.scheme.lower() not in SCHEMES or (parts.scheme == "" and parts.netloc):
        yield name, f"address {bare[:40]}"
    elif element != "a" and parts.netloc:
        yield name, f"a request to {parts.netloc}"


def _in_pdf(data: bytes):
    with pikepdf.open(io.BytesIO(data)) as file:
        for thing in file.objects:
            if isinstance(thing, pikepdf.Dictionary):
                action = thing.get("/A", thing)
                if isinstance(action, pikepdf.Dictionary) and str(action.get("/S", "")) in ("/JavaScript", "/Launch", "/GoToR", "/SubmitForm"):
                    yield str(action.get("/S")), "action in the PDF"
                if isinstance(action, pikepdf.Dictionary) and "/URI" in action:
                    yield from _in_address("a", str(action["/URI"]))


# Words for an index or a list of captions, wholly in quotation marks, and switches: Word prints them and runs nothing.
ENTRY = re.compile(r'\s*(?:XE|TC) "(?:[^"\\]|\\.)*"(?: \\[a-z](?: "[^"\\]*"| \w+)?)*\s*')


def _in_word(name: str, text: str):
    for target in re.findall(r'Target="([^"]*)"[^>]*TargetMode="External"|TargetMode="External"[^>]*Target="([^"]*)"', text):
        yield from _in_address("a", "".join(target))
    for code in re.findall(r"<w:instrText[^>]*>([^<]*)<", text):
        if re.search("DDE|INCLUDE|pwned", code) and not ENTRY.fullmatch(unescape(code)):
            yield code.strip(), "a field that Word runs"
    if re.search(r"<w:altChunk|<o:OLEObject|attachedTemplate", text):
        yield name, "something that Word loads"
