"""A .po file in, its entries or a compiled .mo file out. One of the two users of Babel's catalog code."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, denormalize, read_po

from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding
from build_tools.interface import javascript

INTERFACE = "_interface"  # sphinx-intl takes folders that begin with a letter for languages, so it leaves this one alone
# Babel takes unquoted and unended strings for what it can make of them, so each line is looked at first:
# GNU gettext manual, "The Format of PO Files".
STRING = r'"(?:[^"\\]|\\(?:[abfnrtv"\\]|[0-7]{1,3}|x[0-9A-Fa-f]{2}))*"'
LINE = re.compile(rf"(?:#~ ?)?(?:(?:msgctxt|msgid|msgid_plural|msgstr(?:\[\d\])?)\s+)?{STRING}\s*|#.*|\s*")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One live message of a catalog. ``line`` counts from 1."""

    msgid: str
    msgstr: str
    fuzzy: bool
    line: int


def chapter_catalog(project: Project, language: str, docname: str) -> Path:
    """Where the catalog of one chapter lies: sphinx-intl's layout."""
    return project.locales / language / "LC_MESSAGES" / f"{docname}.po"


def interface_catalog(project: Project, language: str) -> Path:
    """Where the catalog of the pipeline's own words lies, beside those that sphinx-intl keeps."""
    return project.locales / INTERFACE / language / "LC_MESSAGES" / "sphinx.po"


def read(path: Path, project: Project) -> Catalog:
    """Parse a catalog. Raises CouldNotRun at the line that is broken."""
    name = path.relative_to(project.root).as_posix()
    try:
        text = path.read_bytes().decode("utf-8")
        for number, line in enumerate(text.splitlines()):
            if not LINE.fullmatch(line):
                raise PoFileError("a line is not msgid, msgstr, a quoted text or a comment", None, line, number)
        return _with_previous(read_po(io.StringIO(text), abort_invalid=True, charset="utf-8"))
    except FileNotFoundError:
        raise CouldNotRun(Finding(path=name, code="catalog", text="the catalog is missing", action="run make catalogs, then translate it")) from None
    except OSError as error:
        raise CouldNotRun(Finding(path=name, code="catalog", text=f"cannot be read: {error.strerror}", action="look at the file's permissions")) from None
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise CouldNotRun(Finding(path=name, line=line, code="catalog", text="is not UTF-8 text", action="save the file as UTF-8")) from None
    except (PoFileError, ValueError) as error:
        line = (getattr(error, "lineno", None) or 0) + 1
        raise CouldNotRun(Finding(path=name, line=line, code="catalog", text=f"is no sound catalog: {error}", action="mend the line, or open the file in Poedit")) from None


def _with_previous(catalog: Catalog) -> Catalog:
    """Give fuzzy messages the source that they were made for: Babel writes ``#| msgid`` but reads it as a comment."""
    for message in catalog:
        lines = [comment[1:].strip().removeprefix("msgid").strip() for comment in message.user_comments if comment.startswith("|")]
        if lines:
            message.previous_id = [denormalize("\n".join(lines))]
            message.user_comments = [comment for comment in message.user_comments if not comment.startswith("|")]
    return catalog


def entries(catalog: Catalog) -> list[Entry]:
    """The live messages in file order, without the header."""
    return [
        Entry(msgid=message.id, msgstr=message.string or "", fuzzy=message.fuzzy, line=message.lineno or 0)
        for message in catalog
        if message.id and isinstance(message.id, str)
    ]


def compile_language(project: Project, language: str, folder: Path) -> Path:
    """Write every catalog of ``language`` as .mo below ``folder``, never beside the .po. Gives Sphinx's locale folder."""
    base = project.locales / language / "LC_MESSAGES"
    sources = {path.relative_to(base): path for path in sorted(base.rglob("*.po"))}
    sources[Path("sphinx.po")] = interface_catalog(project, language)
    for name, path in sources.items():
        target = folder / language / "LC_MESSAGES" / name.with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as file:
            write_mo(file, read(path, project))
    words = {entry.msgid: entry.msgstr for entry in interface_words(project, language) if entry.msgstr and not entry.fuzzy}
    (folder / language / "LC_MESSAGES" / "sphinx.js").write_text(javascript(words), encoding="utf-8")
    return folder


def interface_words(project: Project, language: str) -> list[Entry]:
    """The entries of the catalog of the pipeline's own words."""
    return entries(read(interface_catalog(project, language), project))
