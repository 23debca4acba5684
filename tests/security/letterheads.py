"""Hostile letterheads in, each tried in a process of its own; what its maker gained, what it cost and what was said about it out."""

from __future__ import annotations

import io
import multiprocessing
import resource
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from build_tools.findings import CouldNotRun
from tests.word.conftest import NEUTRAL, book, text, written

DOCUMENT, RELS, TYPES, SETTINGS = "word/document.xml", "word/_rels/document.xml.rels", "[Content_Types].xml", "word/settings.xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
SECONDS, MEGABYTES = 10, 500  # what an attack may cost


@dataclass(frozen=True, kw_only=True)
class Attack:
    """``parts`` are added to the neutral letterhead (bytes, pieces of bytes, or a change of its text); ``gain`` says what the attacker has in the file."""

    name: str
    says: str
    parts: dict[str, bytes | list[bytes] | Callable[[str], str]]
    gain: Callable[[dict[str, bytes]], object]
    without: Callable[[], None]
    raw: Callable[[bytes], bytes] = field(default=lambda data: data)


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """``said``: the findings; ``gained``: what the attacker has, or how the process ended."""

    said: list[str]
    gained: str = ""
    seconds: float = 0.0
    megabytes: int = 0


def made(attack: Attack, folder: Path) -> Path:
    """The attack as a file."""
    with zipfile.ZipFile(NEUTRAL) as archive:
        held = {info.filename: archive.read(info) for info in archive.infolist()}
    for name, change in attack.parts.items():
        if not callable(change):
            held[name] = change
        else:
            before = held.get(name, b"").decode()
            held[name] = change(before).encode()
            assert held[name] != before.encode(), f"{attack.name} changes nothing in {name}"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in held.items():
            with archive.open(name, "w") as entry:
                for piece in data if isinstance(data, list) else [data]:
                    entry.write(piece)
    path = folder / f"{attack.name}.docx"
    path.write_bytes(attack.raw(buffer.getvalue()))
    return path


def tried(attack: Attack, folder: Path, *, defended: bool) -> Outcome:
    """Build an edition on the attack. A process that runs too long, or dies, is a gain as well."""
    receiver, sender = multiprocessing.get_context("fork").Pipe(duplex=False)
    process = multiprocessing.get_context("fork").Process(target=_build, args=(attack, made(attack, folder), defended, sender))
    process.start()
    sender.close()
    try:
        if not receiver.poll(SECONDS + 5 if defended else 5):
            return Outcome(said=[], gained="it runs too long")
        return receiver.recv()
    except EOFError:
        return Outcome(said=[], gained="the process died")
    finally:
        process.kill()
        process.join()


def _build(attack: Attack, path: Path, defended: bool, sender) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (3_000_000_000, 3_000_000_000))
    if not defended:
        attack.without()
    started, said, gained = time.perf_counter(), [], ""
    try:
        data = written(book(text("x")), template=path)
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            gained = str(attack.gain({name: archive.read(name) for name in archive.namelist()}) or "")
    except CouldNotRun as problem:
        said = [str(finding) for finding in problem.findings]
    except Exception as error:  # a traceback is what no user may see
        gained = repr(error)[:200]
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    if not defended and megabytes > MEGABYTES:
        gained = gained or f"{megabytes} MB"
    sender.send(Outcome(said=said, gained=gained, seconds=time.perf_counter() - started, megabytes=megabytes))


# How the neutral letterhead is changed.


def instead(words: str, old: str = "{{ subtitle }}") -> Callable[[str], str]:
    """Other words in the place of a field that may be left out."""
    return lambda xml: xml.replace(old, words, 1)


def beside(xml: str) -> Callable[[str], str]:
    """More XML in the first paragraph of the text."""
    return lambda text: text.replace("</w:p>", f"{xml}</w:p>", 1)


def within(xml: str, tag: str = "w:settings") -> Callable[[str], str]:
    return lambda text: text.replace(f"</{tag}>", f"{xml}</{tag}>", 1)


def link(kind: str, target: str, *, external: bool = False, type_: str = "") -> Callable[[str], str]:
    mode = ' TargetMode="External"' if external else ""
    return lambda text: text.replace("</Relationships>", f'<Relationship Id="rIdEvil" Type="{type_ or f"{OFFICE}/{kind}"}" Target="{target}"{mode}/></Relationships>')


def declared(part: str, kind: str) -> Callable[[str], str]:
    return lambda text: text.replace("</Types>", f'<Override PartName="/{part}" ContentType="{kind}"/></Types>')


def rels(kind: str, target: str, *, external: bool = False) -> bytes:
    return link(kind, target, external=external)('<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>').encode()


def code(instruction: str) -> str:
    """A field, cut into runs as Word does."""
    first, second = instruction[:3], instruction[3:]
    return (f'<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{first}</w:instrText></w:r><w:r><w:instrText>{second}</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="end"/></w:r>')
