"""A register (``source/registers/*.yml``) in, its entries with their lines out; what is wrong with it becomes a finding at its line."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NoReturn

import yaml
from sphinx.util import logging

from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding

LOGGER = logging.getLogger(__name__)
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where libyaml is there
FOLDER = "registers"
CERTAINTIES = ("A", "B", "C")  # A attested, B likely, C unconfirmed


@dataclass(frozen=True, kw_only=True, eq=False)
class Entry:
    """One entry: its ``fields`` as YAML gives them (must not be changed), the register's ``path`` below the root, and its ``line`` there.

    ``lines`` has the line of each field. Entries are compared by identity: the same file gives the same ones, so what is made of them can be cached.
    """

    path: str
    key: str
    line: int
    fields: dict
    lines: dict[str, int]

    def refuse(self, text: str, action: str, field: str = "") -> NoReturn:
        """Raise CouldNotRun with a finding at the entry, or at the line of one of its fields."""
        raise CouldNotRun(Finding(path=self.path, line=self.lines.get(field, self.line), code="register", text=text, action=action))

    def allow_only(self, fields: Collection[str]) -> None:
        """Refuse a field that no entry has: it is a typing error."""
        for field in self.fields:
            if field not in fields:
                self.refuse(f"{self.key!r} has an unknown field {field!r}", f"use {', '.join(sorted(fields))}", str(field))

    def one_of(self, field: str, known: Collection[str]) -> str:
        """A field that must be there, with one of the known values."""
        value = self.fields.get(field)
        if value not in known:
            said = f"has no {field}" if value is None else f"has the {field} {value!r}"
            self.refuse(f"{self.key!r} {said}", f"write {field}: {' or '.join(known)}", field)
        return value

    def texts(self, field: str, languages: Collection[str], source: str) -> dict[str, str]:
        """A field that must be there, in the source language at least, as a text for each language; "" where there is none yet."""
        value = self.fields.get(field)
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()) or not value.get(source):
            self.refuse(f"{self.key!r} has no {field}", f'write {field}: {{{", ".join(f"{tag}: …" for tag in languages)}}}, each text in quotation marks', field)
        if strange := [tag for tag in value if tag not in languages]:
            self.refuse(f"{self.key!r} has a {field} in {strange[0]!r}, which is no language of the SOP", f"use {', '.join(languages)}", field)
        return {tag: value.get(tag, "") for tag in languages}

    def marks(self, field: str, languages: Collection[str], known: Collection[str] = CERTAINTIES) -> dict[str, str]:
        """A field that may be there, with one of the known marks for some languages."""
        value = self.fields.get(field, {})
        if not isinstance(value, dict) or not set(value) <= set(languages) or not all(mark in known for mark in value.values()):
            self.refuse(f"{self.key!r} has an unknown mark in {field}", f"write {field}: {{ar: A, ckb: C}}, each {', '.join(known)}", field)
        return dict(value)


def path_of(project: Project, name: str) -> Path:
    """Where the register ``name`` (``laws``) is; pages that show it depend on this file."""
    return project.source / FOLDER / f"{name}.yml"


def read(project: Project, name: str, needed_by: str) -> tuple[Entry, ...]:
    """The entries of the register ``name``, in file order; ``needed_by`` says what cannot do without it ("a page with {terms}").

    Raises CouldNotRun, with one finding, when the file cannot be read, is no YAML, or is not a list of entries with fields.
    """
    path = path_of(project, name)
    shown = path.relative_to(project.root).as_posix()
    try:
        stat = path.stat()
        return _entries(path, shown, stat.st_mtime_ns, stat.st_size)
    except OSError as error:
        raise CouldNotRun(Finding(path=shown, code="register", text=f"cannot be read: {error.strerror}", action=f"{needed_by} needs it")) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: no UTF-8, or a date like 2020-13-45
        mark = getattr(error, "problem_mark", None)
        raise CouldNotRun(Finding(path=shown, line=mark.line + 1 if mark else 0, code="register", text="is no sound YAML", action="compare the line with its neighbours")) from None


def report(problem: CouldNotRun) -> None:
    """What is wrong with a register, said while a chapter is read: each finding as a warning at its own line of the register."""
    for finding in problem.findings:
        LOGGER.warning("%s", finding.text, type=finding.code, location=f"{finding.path}:{finding.line or ''}", extra={"action": finding.action})


@lru_cache(maxsize=16)
def _entries(path: Path, shown: str, _time: int, _size: int) -> tuple[Entry, ...]:
    """Every citation asks for the register: it is read once, and again when the file has changed."""
    loader = LOADER(path.read_text(encoding="utf-8"))
    tree = loader.get_single_node()
    if not isinstance(tree, yaml.MappingNode) or not tree.value:
        raise CouldNotRun(Finding(path=shown, line=1, code="register", text=f"holds no {path.stem}", action="write entries like victim: {en: victim, ar: …}"))
    entries: dict[str, Entry] = {}
    for name, node in tree.value:
        key, line = str(name.value), name.start_mark.line + 1
        if key in entries:
            raise CouldNotRun(Finding(path=shown, line=line, code="register", text=f"has {key!r} twice", action=f"join it with line {entries[key].line}"))
        if not isinstance(node, yaml.MappingNode):
            raise CouldNotRun(Finding(path=shown, line=line, code="register", text=f"{key!r} has no fields", action="write it as its neighbours are written"))
        lines = {str(field.value): field.start_mark.line + 1 for field, _ in node.value}
        entries[key] = Entry(path=shown, key=key, line=line, fields=loader.construct_document(node), lines=lines)
    return tuple(entries.values())
