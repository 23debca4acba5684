"""Edition names such as ``ar/word/neutral`` or ``ar/pdf/ij`` in, the editions of a project to build out."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding

CARDS = "cards/"  # docnames of role cards: pages of the site, and files of their own; the whole book leaves them out
ROOT = "index"
EVERY = "all"  # in TO=: also the editions on letterheads that are built only when they are asked for
REVIEW = "review-copy"  # in TO=, behind the name of a Word edition: the same with numbers of paragraphs in the margin
NO_PAGES = ("registers", "images")  # folders of source/ without pages
FORM = re.compile(r"^:{3,}\{form\}.*\n:name: *(\S+) *$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, order=True)
class Edition:
    """One thing that a reader receives: a language in a format, for Word on a letterhead.

    ``part`` names the one page (chapter, annex or role card) that it holds, and ``docname`` is that page; both are empty for the whole book.
    Of one form alone, ``docname`` is its page, ``#`` and its name.
    A review copy is a Word file with numbers of paragraphs in the margin.
    """

    language: str
    format: str
    letterhead: str = ""
    part: str = ""
    docname: str = ""
    is_review_copy: bool = False

    @property
    def name(self) -> str:
        return "/".join(filter(None, (self.language, self.format, self.letterhead, self.part, REVIEW if self.is_review_copy else "")))

    @property
    def path(self) -> PurePosixPath:
        """Where the edition lies below the build folder; a folder for the site, else a file. Parts lie in a folder for each."""
        if self.format == "site":
            return PurePosixPath("site", self.language)
        if self.format not in ("pdf", "word"):
            raise ValueError(self.format)
        name = "-".join(filter(None, ("sop", self.language, self.letterhead, self.part, REVIEW if self.is_review_copy else "")))
        return PurePosixPath("files", self.part, f"{name}.{'pdf' if self.format == 'pdf' else 'docx'}")

    @property
    def map_path(self) -> PurePosixPath | None:
        """Where the source map of a Word edition lies: from which file and line each of its texts comes."""
        return PurePosixPath("maps", f"{self.path.stem}.json") if self.format == "word" else None


def all_editions(project: Project, *, publish: bool = True) -> list[Edition]:
    """The editions of the whole SOP that `make publish` builds, in the order of sop.toml; without ``publish`` those that must be asked for."""
    return [
        Edition(language=language, format=format_, letterhead=letterhead)
        for language in project.languages
        for format_ in project.document.formats
        for letterhead in (project.letterheads if format_ == "word" else [""])
        if publish == (not letterhead or project.letterheads[letterhead].publish)
    ]


def parts(project: Project) -> dict[str, str]:
    """The docname of each page by the name that ``TO=`` calls it: the docname's last part, or all of it where two pages share that."""
    docnames = [path.relative_to(project.source).with_suffix("").as_posix() for path in sorted(project.source.rglob("*.md"))]
    docnames = [docname for docname in docnames if docname != ROOT and docname.split("/")[0] not in NO_PAGES]
    last = Counter(docname.rpartition("/")[2] for docname in docnames)
    return {name if last[name := docname.rpartition("/")[2]] == 1 else docname.replace("/", "-"): docname for docname in docnames}


def forms(project: Project) -> dict[str, str]:
    """The page, ``#`` and the name of each form that has a ``:name:``, by that name."""
    pages = parts(project)
    texts = {docname: (project.source / f"{docname}.md").read_text(encoding="utf-8", errors="replace") for docname in pages.values()}
    return {name: f"{docname}#{name}" for docname, text in texts.items() for name in FORM.findall(text) if name not in pages}


def told(project: Project) -> str:
    """One paragraph for ``--help``: languages, formats, letterheads, and the pages that can be had alone, folder by folder."""
    folders: dict[str, list[str]] = {}
    for name, docname in parts(project).items():
        folders.setdefault(docname.rpartition("/")[0] or "pages", []).append(name)
    if alone := forms(project):
        folders["forms in Word"] = list(alone)
    formats = [f"{name} on {' or '.join(project.letterheads)}" if name == "word" else name for name in project.document.formats]
    pages = "; ".join(f"{folder}: {', '.join(names)}" for folder, names in folders.items())
    whole = next((edition.name for edition in reversed(all_editions(project)) if edition.format != "site"), "")
    one_page = f" One page alone, as in {whole}/NAME: {pages}." if whole and pages else ""
    return f"Languages: {', '.join(project.languages)}. Formats: {', '.join(formats)}.{one_page}"


def all_parts(project: Project) -> list[Edition]:
    """Every edition of one page that may be asked for, and of one form as a Word file to fill in."""
    editions = all_editions(project) + all_editions(project, publish=False)
    found = {"pdf": parts(project), "word": parts(project) | forms(project), "site": {}}
    return [replace(edition, part=name, docname=docname) for edition in editions for name, docname in found[edition.format].items()]


def select(project: Project, wanted: str) -> list[Edition]:
    """The editions that ``wanted`` names: a comma-separated list of ``ar``, ``word``, ``ar/word``, ``ar/word/neutral`` or ``ar/word/neutral/ij``.

    An empty ``wanted`` means all editions of the whole SOP, and ``all`` also those on letterheads that have ``publish = false``: these
    are meant only where their name stands (``ar/word/moi``). ``review-copy`` behind a name, as in ``ar/word/neutral/ij/review-copy``, means
    the review copies of the Word files that it names. Raises CouldNotRun for a name that fits no edition.
    """
    editions = sorted(all_editions(project) + all_editions(project, publish=False), key=lambda e: list(project.languages).index(e.language))
    names = [name.strip().strip("/") for name in wanted.split(",") if name.strip().strip("/")]
    chosen = set() if names else set(all_editions(project))
    for name in names:
        around, _, last = name.rpartition("/")
        plain = (around or "word") if last == REVIEW else name
        found = [e for e in editions if plain == EVERY or _fits(e, plain) and _is_meant(project, e, plain)]
        found = found or [e for e in all_parts(project) if _is_part(e, plain) and _is_meant(project, e, plain)]
        if last == REVIEW:
            found = review_copies(found)
        if not found:
            raise CouldNotRun(_unknown(project, name))
        chosen |= set(found)
    order = {edition.name: number for number, edition in enumerate(editions)}
    return sorted(chosen, key=lambda e: (order[Edition(language=e.language, format=e.format, letterhead=e.letterhead).name], e.part, e.is_review_copy))


def review_copies(editions: Iterable[Edition]) -> list[Edition]:
    """The same editions with numbers of paragraphs in the margin, of those that are Word files."""
    return [replace(edition, is_review_copy=True) for edition in editions if edition.format == "word"]


def _fits(edition: Edition, name: str) -> bool:
    wanted, own = name.split("/"), edition.name.split("/")
    return own[: len(wanted)] == wanted or wanted == [edition.format]


def _is_meant(project: Project, edition: Edition, name: str) -> bool:
    """Editions on a letterhead with ``publish = false`` must be asked for by its name."""
    return not edition.letterhead or project.letterheads[edition.letterhead].publish or edition.letterhead in name.split("/")


def _is_part(edition: Edition, name: str) -> bool:
    """``ij`` after whatever names an edition, or alone."""
    around, _, last = name.rpartition("/")
    return last == edition.part and (not around or _fits(replace(edition, part="", docname=""), around))


def _unknown(project: Project, name: str) -> Finding:
    editions, asked, pages = all_editions(project), all_editions(project, publish=False), list(parts(project))
    alone = list(forms(project))
    known = dict.fromkeys([word for edition in editions + asked for word in edition.name.split("/")] + pages + alone)
    last = name.rpartition("/")[2]
    near = [] if last in known else difflib.get_close_matches(last, known)
    whole = next((edition.name for edition in reversed(editions) if edition.format != "site"), "")
    one_page = f"; or one page as a file of its own, such as {whole}/{pages[0]}, of: {', '.join(pages)}" if whole and pages else ""
    letterheads = f"; or one of the letterheads {', '.join(dict.fromkeys(e.letterhead for e in asked))}, as in {asked[0].name}" if asked else ""
    first = next((edition.name for edition in editions if edition.format == "word"), "")
    one_page += f"; or one form to fill in, by its :name:, such as {first}/{alone[0]}" if first and alone else ""
    one_page += f"; or a Word file with its paragraphs numbered for review, such as {first}/{REVIEW}" if first else ""
    return Finding(
        path="", code="edition", text=f"there is no edition {name!r}",
        action=(f"did you mean {' or '.join(near)}? " if near else "")
        + f"TO= takes any of: {', '.join(edition.name for edition in editions)}; or a part such as ar, word or ar/word{letterheads}{one_page}",
    )
