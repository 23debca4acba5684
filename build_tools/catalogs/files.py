"""The .po files of a project: where they lie, their catalogs as read, and compiled for Sphinx."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from build_tools.catalogs import compiled, reader, words
from build_tools.catalogs.entries import Catalog, Entry
from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding
from build_tools.interface import javascript

INTERFACE = "_interface"  # sphinx-intl takes folders that begin with a letter for languages, so it leaves this one alone
LARGEST = 10_000_000  # bytes; a catalog holds one chapter, and ours are below 200 kB

__all__ = ["Catalog", "Entry", "chapter_catalog", "chapter_catalogs", "compile_language", "entries", "interface_catalog", "interface_words", "read", "write"]


def chapter_catalog(project: Project, language: str, docname: str) -> Path:
    """Where the catalog of one chapter lies: sphinx-intl's layout."""
    return _folder(project, language) / f"{docname}.po"


def chapter_catalogs(project: Project, language: str) -> dict[str, Path]:
    """The catalogs that are there, by docname, in alphabetical order."""
    base = _folder(project, language)
    return {path.relative_to(base).with_suffix("").as_posix(): path for path in sorted(base.rglob("*.po"))}


def _folder(project: Project, language: str) -> Path:
    return project.locales / language / "LC_MESSAGES"


def interface_catalog(project: Project, language: str) -> Path:
    """Where the catalog of the pipeline's own words lies, beside those that sphinx-intl keeps."""
    return project.locales / INTERFACE / language / "LC_MESSAGES" / "sphinx.po"


def read(path: Path, project: Project) -> Catalog:
    """Read a catalog strictly. Raises CouldNotRun at the line that is broken."""
    name = path.relative_to(project.root).as_posix()
    try:
        if path.stat().st_size > LARGEST:
            raise CouldNotRun(Finding(path=name, code="catalog", text=f"is larger than {LARGEST // 1_000_000} MB", action="a catalog holds one chapter: take the file from git again"))
        return reader.parse(path.read_bytes())
    except FileNotFoundError:
        raise CouldNotRun(Finding(path=name, code="catalog", text="the catalog is missing", action="run make catalogs, then translate it")) from None
    except OSError as error:
        raise CouldNotRun(Finding(path=name, code="catalog", text=f"cannot be read: {error.strerror}", action="look at the file's permissions")) from None
    except reader.Fault as fault:
        raise CouldNotRun(Finding(path=name, line=fault.line, code="catalog", text=fault.text, action=fault.action)) from None


def write(path: Path, text: str) -> None:
    """Put a catalog's text in place in one step: whoever reads meanwhile sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.new")
    draft.write_text(text, encoding="utf-8", newline="\n")
    draft.replace(path)


def entries(catalog: Catalog) -> list[Entry]:
    """The live messages in file order, without the header."""
    return catalog.live


def compile_language(project: Project, language: str, folder: Path) -> Path:
    """Write every catalog of ``language`` as .mo below ``folder``, never beside the .po. Gives Sphinx's locale folder."""
    target = folder / language / "LC_MESSAGES"
    for docname, path in chapter_catalogs(project, language).items():
        _compile(read(path, project), target / f"{docname}.mo")
    interface = read(interface_catalog(project, language), project)
    safe = tuple(entry for entry in interface.live if entry.translated and not words.fault(entry.msgid, entry.msgstr))
    _compile(replace(interface, entries=safe), target / "sphinx.mo")
    (target / "sphinx.js").write_text(javascript({entry.msgid: entry.msgstr for entry in safe}), encoding="utf-8")
    return folder


def _compile(catalog: Catalog, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(compiled.mo(catalog))


def interface_words(project: Project, language: str) -> list[Entry]:
    """The entries of the catalog of the pipeline's own words."""
    return entries(read(interface_catalog(project, language), project))
