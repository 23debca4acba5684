"""Edition names such as ``ar/word/neutral`` in, the editions of a project to build out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding


@dataclass(frozen=True, kw_only=True, order=True)
class Edition:
    """One thing that a reader receives: a language in a format, for Word on a letterhead."""

    language: str
    format: str
    letterhead: str = ""

    @property
    def name(self) -> str:
        return "/".join(filter(None, (self.language, self.format, self.letterhead)))

    @property
    def path(self) -> PurePosixPath:
        """Where the edition lies below the build folder; a folder for the site, else a file."""
        match self.format:
            case "site":
                return PurePosixPath("site", self.language)
            case "pdf":
                return PurePosixPath("files", f"sop-{self.language}.pdf")
            case "word":
                return PurePosixPath("files", f"sop-{self.language}-{self.letterhead}.docx")
        raise ValueError(self.format)


def all_editions(project: Project) -> list[Edition]:
    """Every edition, in the order of sop.toml."""
    return [
        Edition(language=language, format=format_, letterhead=letterhead)
        for language in project.languages
        for format_ in project.document.formats
        for letterhead in (project.letterheads if format_ == "word" else [""])
    ]


def select(project: Project, wanted: str) -> list[Edition]:
    """The editions that ``wanted`` names: a comma-separated list of ``ar``, ``word``, ``ar/word`` or ``ar/word/neutral``.

    An empty ``wanted`` means all. Raises CouldNotRun for a name that fits no edition.
    """
    editions = all_editions(project)
    names = [name.strip().strip("/") for name in wanted.split(",") if name.strip().strip("/")]
    for name in names:
        if not any(_fits(edition, name) for edition in editions):
            known = ", ".join(edition.name for edition in editions)
            raise CouldNotRun(Finding(path="", code="edition", text=f"there is no edition {name!r}", action=f"TO= takes any of: {known}; or a part such as ar, word or ar/word"))
    return [e for e in editions if not names or any(_fits(e, name) for name in names)]


def _fits(edition: Edition, name: str) -> bool:
    wanted, own = name.split("/"), edition.name.split("/")
    return own[: len(wanted)] == wanted or wanted == [edition.format]
