"""A project in; what the text holds, how far each chapter is translated and approved, and the terms that reviewers must confirm, out."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from build_tools import confirm, heatmap, progress, release, review, revision, runner
from build_tools.catalogs import files
from build_tools.config import Project
from build_tools.progress import Progress
from build_tools.review import Standing
from build_tools.tally import HEADS, Tally

DRAWING = "progress.svg"


def show(project: Project, tell: Callable[[str], None]) -> None:
    """Read all languages as readers will see them, and tell. Writes ``build/progress.svg`` and a list of terms for the reviewers of each language."""
    with release.staging(project) as folder:
        events = runner.run(project, [], revision=revision.of(project), out=folder / "build", work=folder / "work", languages=project.languages)
        readings = {reading.language: reading for reading in events}
    messages = {tag: progress.of_language(project, tag, readings[tag].messages) for tag in project.translations}
    words = {tag: progress.of_language(project, tag, readings[tag].messages, words=True) for tag in project.translations}
    standings = {tag: review.of_language(project, tag, readings[tag].messages) for tag in project.languages}
    names = {tag: language.name for tag, language in project.languages.items()}
    project.build.mkdir(exist_ok=True)
    title = f"{project.document.code} {project.document.version}: translated"
    files.write(project.build / DRAWING, heatmap.drawing(title, names, words, standings))
    tell(contents(readings[project.document.source_language].tallies))
    tell(translated(messages, words))
    tell(approved(standings))
    for tag in project.translations:
        if said := confirm.told(project, tag, standings[tag]):
            tell(said)
    tell(f"drawn in {project.build / DRAWING}")


def contents(tallies: dict[str, Tally]) -> str:
    """A row a page: its words, steps, forms, flows and open points. The sum counts a point that several pages ask once."""
    rows = [["the text", *HEADS], *([docname, *tally.figures()] for docname, tally in sorted(tallies.items()))]
    return _table([*rows, ["all pages", *sum(tallies.values(), Tally()).figures()]])


def translated(messages: dict[str, dict[str, Progress]], words: dict[str, dict[str, Progress]]) -> str:
    """A row a chapter; for each language its messages and words as translated/fuzzy/untranslated, and the share of words."""
    docnames = sorted({docname for chapters in messages.values() for docname in chapters})
    rows = [["translated/fuzzy/untranslated", *(f"{tag} {what}" for tag in messages for what in ("messages", "words", "%"))]]
    for docname in docnames:
        counts = [(messages[tag].get(docname, Progress()), words[tag].get(docname, Progress())) for tag in messages]
        rows.append([docname, *(cell for message, word in counts for cell in (message, word, word.percent))])
    totals = [(sum(messages[tag].values(), Progress()), sum(words[tag].values(), Progress())) for tag in messages]
    return _table([*rows, ["all chapters", *(cell for message, word in totals for cell in (message, word, word.percent))]])


def approved(standings: dict[str, dict[str, Standing]]) -> str:
    """A row a page; for each language its state and how many of its messages are approved as they stand."""
    docnames = sorted({docname for pages in standings.values() for docname in pages})
    rows = [["approved", *(f"{tag} {what}" for tag in standings for what in ("state", "messages"))]]
    for docname in docnames:
        own = [standings[tag].get(docname) for tag in standings]
        rows.append([docname, *(cell for each in own for cell in ((_state(each), _count([each])) if each else ("", "")))])
    return _table([*rows, ["all pages", *(cell for pages in standings.values() for cell in ("", _count(pages.values())))]])


def _state(standing: Standing) -> str:
    """The state, and in brackets the one that it had before its text was changed."""
    return standing.state if standing.state == standing.recorded else f"{standing.state} (was {standing.recorded})"


def _count(standings: Iterable[Standing]) -> str:
    standings = list(standings)
    return f"{sum(each.approved for each in standings)} of {sum(len(each.texts) for each in standings)}"


def _table(rows: list[list[object]]) -> str:
    """The first column to the left, all others to the right, and an empty line after the last row."""
    cells = [[str(cell) for cell in row] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]).rstrip() for row in cells
    ) + "\n"
