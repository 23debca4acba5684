"""A project in; how far each chapter is translated, as a table and a drawing, and the terms that reviewers must confirm, out."""

from __future__ import annotations

import re
from collections.abc import Callable

from build_tools import heatmap, progress, release, revision, runner
from build_tools.catalogs import files
from build_tools.config import Project
from build_tools.content import glossary
from build_tools.progress import Progress

DRAWING = "progress.svg"
SHOWN = 10  # terms without a word; the rest is counted


def show(project: Project, tell: Callable[[str], None]) -> None:
    """Read all languages as readers will see them, and tell. Writes ``build/progress.svg``."""
    with release.staging(project) as folder:
        events = runner.run(project, [], revision=revision.of(project), out=folder / "build", work=folder / "work", languages=project.languages)
        readings = {reading.language: reading for reading in events}
    messages = {tag: progress.of_language(project, tag, readings[tag].messages) for tag in project.translations}
    words = {tag: progress.of_language(project, tag, readings[tag].messages, words=True) for tag in project.translations}
    names = {tag: language.name for tag, language in project.languages.items()}
    project.build.mkdir(exist_ok=True)
    title = f"{project.document.code} {project.document.version}: translated"
    files.write(project.build / DRAWING, heatmap.drawing(title, names, words))
    tell(table(messages, words))
    source = readings[project.document.source_language].messages
    tell(unconfirmed(project, [message.msgid for found in source.values() for message in found]))
    tell(f"drawn in {project.build / DRAWING}")


def table(messages: dict[str, dict[str, Progress]], words: dict[str, dict[str, Progress]]) -> str:
    """A row a chapter; for each language its messages and words as translated/fuzzy/untranslated, and the share of words."""
    docnames = sorted({docname for chapters in messages.values() for docname in chapters})
    rows = [["translated/fuzzy/untranslated", *(f"{tag} {what}" for tag in messages for what in ("messages", "words", "%"))]]
    for docname in docnames:
        counts = [(messages[tag].get(docname, Progress()), words[tag].get(docname, Progress())) for tag in messages]
        rows.append([docname, *(str(cell) for message, word in counts for cell in (message, word, word.percent))])
    totals = [(sum(messages[tag].values(), Progress()), sum(words[tag].values(), Progress())) for tag in messages]
    rows.append(["all chapters", *(str(cell) for message, word in totals for cell in (message, word, word.percent))])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join(
        "  ".join([row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]) for row in rows
    )


def unconfirmed(project: Project, msgids: list[str]) -> str:
    """The reviewers' list: each language's terms of certainty C, those that most messages use first; then terms without a word."""
    if not (project.source / glossary.REGISTER).exists():
        return ""
    source = project.document.source_language
    lines = []
    terms = [(used(term.words[source], msgids), term) for term in glossary.read(project)]
    terms.sort(key=lambda pair: (-pair[0], pair[1].words[source]))
    for tag in project.translations:
        open_terms = [(count, term) for count, term in terms if term.is_uncertain(tag)]
        lines.append(f"\n{tag}: {len(open_terms)} terms of certainty C for a reviewer to confirm (and how many messages use each)")
        lines += [f"{count:6}  {term.words[source]} = {term.words[tag] or '(no word)'}" for count, term in open_terms]
        if missing := [term.words[source] for _, term in terms if not term.words[tag]]:
            more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
            lines.append(f"{tag}: {len(missing)} terms without a word: {', '.join(missing[:SHOWN])}{more}")
    return "\n".join(lines).removeprefix("\n") + "\n"


def used(term: str, msgids: list[str]) -> int:
    """How many messages use an English term, in the singular or plural; what stands in brackets after it only explains it."""
    words = re.sub(r"\s*\([^)]*\)", "", term)
    pattern = re.compile(rf"(?<![\w-]){re.escape(words)}(?:s|es)?(?![\w-])", re.IGNORECASE)
    return sum(bool(pattern.search(msgid)) for msgid in msgids)
