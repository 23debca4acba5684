"""sop.toml in, a frozen Project out: document control, languages, letterheads and gates. Reads every other TOML file as strictly."""

from __future__ import annotations

import datetime
import re
import tomllib
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from build_tools.findings import CouldNotRun, Finding

FILE = "sop.toml"
Format = Literal["site", "pdf", "word"]
Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
Line = Annotated[str, Field(pattern=r"^[^\x00-\x20\x7f][^\x00-\x1f\x7f]*$")]
Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]
MAX_ROWS = 200  # of a list on the control page
Words = Annotated[str, Field(pattern=r"^[^<>]*$")]  # the theme's templates put titles and names into pages as they are

frozen = dataclass(frozen=True, kw_only=True, config=ConfigDict(extra="forbid"))


@frozen
class Document:
    """Document control: what stands on every cover. Titles are keyed by language tag."""

    code: Annotated[str, Field(pattern=r"^[A-Z0-9][A-Z0-9-]*$")]
    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    date: datetime.date
    status: Literal["draft", "issued"]
    classification: Literal["public", "restricted", "confidential"] = "public"
    source_language: Name = "en"
    formats: Annotated[list[Format], Field(min_length=1)]
    title: dict[Name, Words]
    subtitle: dict[Name, Words]
    owner: dict[Name, Words] = Field(default_factory=dict)  # which body keeps the text


@frozen
class Version:
    """A line of the version history: what changed, in one sentence of each language."""

    version: Annotated[str, Field(pattern=r"^\d+(\.\d+)*$")]
    date: datetime.date
    change: dict[Name, Words]


@frozen
class Approval:
    """A line of the approvals: what is done, and which body does it. Never a person's name."""

    step: dict[Name, Words]
    body: dict[Name, Words]


@frozen
class Copy:
    """A line of the distribution list: who holds the controlled copy of this number."""

    number: Annotated[int, Field(ge=1)]
    holder: dict[Name, Words]


@frozen
class Gate:
    """How many messages of one chapter may be without a current translation."""

    untranslated: Annotated[int, Field(ge=0)] = 0
    fuzzy: Annotated[int, Field(ge=0)] = 0


@frozen
class Language:
    """One language of the SOP. ``locale`` is a BCP 47 tag; ``digits`` a Unicode numbering system."""

    name: Words
    direction: Literal["ltr", "rtl"]
    locale: Annotated[str, Field(pattern=r"^[a-z]{2,3}-[A-Z]{2}$")]
    digits: Literal["latn"] = "latn"
    gate: Gate = Gate()


@frozen
class Letterhead:
    """A Word file in templates/word/ that Word editions are poured into. Names are keyed by language tag.

    Without ``publish``, its editions are built when ``TO=`` names it, and at a release.
    """

    name: dict[Name, Words]
    file: Annotated[str, Field(pattern=r"^[\w-]+\.docx$")]
    publish: bool = True


@frozen
class _Tables:
    document: Document
    languages: Annotated[dict[Name, Language], Field(min_length=1)]
    letterheads: dict[Name, Letterhead]
    versions: Annotated[list[Version], Field(max_length=MAX_ROWS)] = Field(default_factory=list)
    approvals: Annotated[list[Approval], Field(max_length=MAX_ROWS)] = Field(default_factory=list)
    copies: Annotated[list[Copy], Field(max_length=MAX_ROWS)] = Field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class Project:
    """Everything that sop.toml says about one SOP, and where its folders are."""

    root: Path
    document: Document
    languages: dict[str, Language]
    letterheads: dict[str, Letterhead]
    versions: tuple[Version, ...] = ()
    approvals: tuple[Approval, ...] = ()
    copies: tuple[Copy, ...] = ()

    @property
    def source(self) -> Path:
        return self.root / "source"

    @property
    def locales(self) -> Path:
        return self.root / "locales"

    @property
    def templates(self) -> Path:
        return self.root / "templates"

    @property
    def build(self) -> Path:
        return self.root / "build"

    @property
    def translations(self) -> list[str]:
        """The tags of all languages but the one that chapters are written in."""
        return [tag for tag in self.languages if tag != self.document.source_language]

    def code_for(self, language: str) -> str:
        """The document number of one language's editions, such as ``SOP-TIP-IQ / AR / v1.2``."""
        return f"{self.document.code} / {language.upper()} / v{self.document.version}"


def load(root: Path) -> Project:
    """Read ``root/sop.toml``. Raises CouldNotRun with one finding for each thing wrong with it."""
    tables, text = read(_Tables, root / FILE, name=FILE, code="config", unreadable="run in the SOP's folder, or name it with --root")
    project = Project(
        root=root.resolve(), document=tables.document, languages=tables.languages, letterheads=tables.letterheads,
        versions=tuple(tables.versions), approvals=tuple(tables.approvals), copies=tuple(tables.copies),
    )
    if findings := list(_disagreements(project, text)):
        raise CouldNotRun(*findings)
    return project


def read(kind: Any, path: Path, *, name: str, code: str, unreadable: str) -> tuple[Any, str]:
    """A TOML file as a value of ``kind``, and its text. Raises CouldNotRun with a finding, at ``name``, for each thing wrong with it."""
    try:
        text = path.read_text(encoding="utf-8")
        return TypeAdapter(kind).validate_python(tomllib.loads(text)), text
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        found = [_finding(0, f"cannot be read: {reason}", unreadable)]
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        found = [_finding(int(line[1]) if line else text.count("\n") + 1, str(error), "mend the TOML")]
    except ValidationError as error:
        found = [_explain(detail, text) for detail in error.errors()]
    except (ValueError, RecursionError):  # tomllib's on numbers of thousands of digits, and on thousands of brackets
        found = [_finding(0, "has a number or a nesting that is too large", "take it out")]
    raise CouldNotRun(*(replace(finding, path=name, code=code) for finding in found))


def texts(project: Project) -> dict[tuple[str, ...], dict[str, str]]:
    """Everything in sop.toml that is written once in each language, by its place: a table's names and its key, as ``line_of`` counts."""
    document = project.document
    found = {("document", "title"): document.title, ("document", "subtitle"): document.subtitle}
    found |= {("document", "owner"): document.owner} if document.owner else {}
    found |= {("letterheads", key, "name"): letterhead.name for key, letterhead in project.letterheads.items()}
    for name, keys in {"versions": ("change",), "approvals": ("step", "body"), "copies": ("holder",)}.items():
        found |= {(name, str(n), key): getattr(row, key) for n, row in enumerate(getattr(project, name)) for key in keys}
    return found


def _disagreements(project: Project, text: str):
    """What each table alone cannot know: that titles, languages and letterheads fit together."""
    document = project.document
    if document.source_language not in project.languages:
        yield _finding(
            line_of(("document", "source_language"), text),
            f"source_language {document.source_language!r} is not one of the languages",
            f"add a table [languages.{document.source_language}]",
        )
    for place, given in texts(project).items():
        name, line = ".".join(place), line_of(place, text)
        for tag in project.languages.keys() - given.keys():
            yield _finding(line, f"{name} has no {tag!r}", f'add {tag} = "…"')
        for tag in given.keys() - project.languages.keys():
            yield _finding(line, f"{name} has {tag!r}, which is no language of the SOP", f"add a table [languages.{tag}] or take it out")
    for row, copy in enumerate(project.copies):
        if copy.number in [other.number for other in project.copies[:row]]:
            yield _finding(line_of(("copies", str(row), "number"), text), f"copy number {copy.number} stands twice in the distribution list", "give each copy a number of its own")
    if "word" in document.formats and not any(letterhead.publish for letterhead in project.letterheads.values()):
        yield _finding(line_of(("letterheads",), text), "there is no letterhead that `make publish` uses for the Word editions",
                       'add a table [letterheads.neutral], or take "publish = false" out of one, or take "word" out of formats')


def _explain(detail, text: str) -> Finding:
    """One of pydantic's error details as a finding at its line."""
    loc = tuple(str(part) for part in detail["loc"] if part != "[key]")
    key = ".".join(loc)
    line = line_of(loc, text)
    match detail["type"]:
        case "unexpected_keyword_argument" | "extra_forbidden":
            return _finding(line, f"unknown key {key}", "take it out, or correct its spelling")
        case "missing" | "missing_argument":
            return _finding(line, f"{key} is missing", f"add {loc[-1]} = …")
        case _:
            return _finding(line, f"{key}: {detail['msg'][0].lower()}{detail['msg'][1:]}", f"it is {detail['input']!r}")


def line_of(loc: tuple[str, ...], text: str) -> int:
    """The line of the key ``loc`` in TOML text: of the key, else of the nearest table that holds it, else 1.

    The tables of an array ``[[name]]`` are ``(name, "0")``, ``(name, "1")`` and so on.
    """
    best, depth, table, arrays = 1, 0, (), Counter()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]", line):
            table = tuple(part.strip("\"'") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^\s.\"']+", header[2]))
            arrays[table] += header[1] == "[["
            inside = next((table[:end] for end in range(len(table), 0, -1) if arrays[table[:end]]), ())
            table = (*inside, str(arrays[inside] - 1), *table[len(inside) :]) if inside else table
            here = table
        elif key := re.match(r"\s*([\w-]+|\"[^\"]+\")\s*=", line):
            here = (*table, key[1].strip('"'))
        else:
            continue
        reach = min(len(here), len(loc))  # a table is also where the first of its own tables begins
        if reach > depth and loc[:reach] == here[:reach]:
            best, depth = number, reach
    return best


def _finding(line: int, text: str, action: str) -> Finding:
    return Finding(path=FILE, line=line, code="config", text=text, action=action)
