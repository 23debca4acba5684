"""Edition names such as ``ar/word/neutral`` or ``ar/pdf/ij`` in, the editions of a project to build out."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding

CARDS = "cards/"  # docnames of role cards: pages of the site, and files of their own; the whole book leaves them out
ROOT = "index"
NO_PAGES = ("registers", "images")  # folders of source/ without pages


@dataclass(frozen=True, kw_only=True, order=True)
class Edition:
    """One thing that a reader receives: a language in a format, for Word on a letterhead.

    ``part`` names the one page (chapter, annex or role card) that it holds, and ``docname`` is that page; both are empty for the whole book.
    """

    language: str
    format: str
    letterhead: str = ""
    part: str = ""
    docname: str = ""

    @property
    def name(self) -> str:
        return "/".join(filter(None, (self.language, self.format, self.letterhead, self.part)))

    @property
    def path(self) -> PurePosixPath:
        """Where the edition lies below the build folder; a folder for the site, else a file. Parts lie in a folder for each."""
        if self.format == "site":
            return PurePosixPath("site", self.language)
        if self.format not in ("pdf", "word"):
            raise ValueError(self.format)
        name = "-".join(filter(None, ("sop", self.language, self.letterhead, self.part)))
        return PurePosixPath("files", self.part, f"{name}.{'pdf' if self.format == 'pdf' else 'docx'}")


def all_editions(project: Project) -> list[Edition]:
    """Every edition of the whole SOP, in the order of sop.toml."""
    return [
        Edition(language=language, format=format_, letterhead=letterhead)
        for language in project.languages
        for format_ in project.document.formats
        for letterhead in (project.letterheads if format_ == "word" else [""])
    ]


def parts(project: Project) -> dict[str, str]:
    """The docname of each page by the name that ``TO=`` calls it: the docname's last part, or all of it where two pages share that."""
    docnames = [path.relative_to(project.source).with_suffix("").as_posix() for path in sorted(project.source.rglob("*.md"))]
    docnames = [docname for docname in docnames if docname != ROOT and docname.split("/")[0] not in NO_PAGES]
    last = Counter(docname.rpartition("/")[2] for docname in docnames)
    return {name if last[name := docname.rpartition("/")[2]] == 1 else docname.replace("/", "-"): docname for docname in docnames}


def all_parts(project: Project) -> list[Edition]:
    """Every edition of one page that may be asked for."""
    pages = parts(project).items()
    return [replace(edition, part=name, docname=docname) for edition in all_editions(project) if edition.format != "site" for name, docname in pages]


def select(project: Project, wanted: str) -> list[Edition]:
    """The editions that ``wanted`` names: a comma-separated list of ``ar``, ``word``, ``ar/word``, ``ar/word/neutral`` or ``ar/word/neutral/ij``.

    An empty ``wanted`` means all editions of the whole SOP. Raises CouldNotRun for a name that fits no edition.
    """
    editions, pages = all_editions(project), all_parts(project)
    names = [name.strip().strip("/") for name in wanted.split(",") if name.strip().strip("/")]
    chosen = set() if names else set(editions)
    for name in names:
        found = [e for e in editions if _fits(e, name)] or [e for e in pages if _is_part(e, name)]
        if not found:
            raise CouldNotRun(_unknown(project, name))
        chosen |= set(found)
    order = {edition.name: number for number, edition in enumerate(editions)}
    return sorted(chosen, key=lambda e: (order[replace(e, part="", docname="").name], e.part))


def _fits(edition: Edition, name: str) -> bool:
    wanted, own = name.split("/"), edition.name.split("/")
    return own[: len(wanted)] == wanted or wanted == [edition.format]


def _is_part(edition: Edition, name: str) -> bool:
    """``ij`` after whatever names an edition, or alone."""
    around, _, last = name.rpartition("/")
    return last == edition.part and (not around or _fits(replace(edition, part="", docname=""), around))


def _unknown(project: Project, name: str) -> Finding:
    editions, pages = all_editions(project), list(parts(project))
    known = dict.fromkeys([word for edition in editions for word in edition.name.split("/")] + pages)
    last = name.rpartition("/")[2]
    near = [] if last in known else difflib.get_close_matches(last, known)
    whole = next((edition.name for edition in reversed(editions) if edition.format != "site"), "")
    one_page = f"; or one page as a file of its own, such as {whole}/{pages[0]}, of: {', '.join(pages)}" if whole and pages else ""
    return Finding(
        path="", code="edition", text=f"there is no edition {name!r}",
        action=(f"did you mean {' or '.join(near)}? " if near else "")
        + f"TO= takes any of: {', '.join(edition.name for edition in editions)}; or a part such as ar, word or ar/word{one_page}",
    )
