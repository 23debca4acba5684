"""Messages that a reader sees and catalogs in, how far each chapter is translated out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.catalogs import files
from build_tools.config import Project
from build_tools.content.translation.messages import Message


@dataclass(frozen=True, kw_only=True)
class Progress:
    """Messages (or their words) of a chapter by state. A fuzzy one counts as fuzzy only: readers see its source text."""

    translated: int = 0
    fuzzy: int = 0
    untranslated: int = 0

    def __add__(self, other: Progress) -> Progress:
        return Progress(
            translated=self.translated + other.translated,
            fuzzy=self.fuzzy + other.fuzzy,
            untranslated=self.untranslated + other.untranslated,
        )

    @property
    def total(self) -> int:
        return self.translated + self.fuzzy + self.untranslated

    @property
    def percent(self) -> int:
        """Rounded down: 100 means that nothing is missing."""
        return 100 * self.translated // self.total if self.total else 100

    def __str__(self) -> str:
        return f"{self.translated}/{self.fuzzy}/{self.untranslated}"


def of_chapter(project: Project, language: str, docname: str, messages: Iterable[Message], *, words: bool = False) -> Progress:
    """Count one chapter's messages, or with ``words`` the words of their source. Raises CouldNotRun when a message is not translated and its catalog is missing or broken."""
    messages = list(messages)
    fuzzy: set[str] = set()
    if not all(message.translated for message in messages):  # else the catalog, which the build has read, has no more to say
        catalog = files.read(files.chapter_catalog(project, language, docname), project)
        fuzzy = {entry.msgid for entry in files.entries(catalog) if entry.fuzzy}
    total = Progress()
    for message in messages:
        state = "translated" if message.translated else "fuzzy" if message.msgid in fuzzy else "untranslated"
        total += Progress(**{state: len(message.msgid.split()) if words else 1})
    return total


def of_language(project: Project, language: str, messages: dict[str, list[Message]], *, words: bool = False) -> dict[str, Progress]:
    """Progress by docname, in alphabetical order; nothing for the language that chapters are written in."""
    if language == project.document.source_language:
        return {}
    return {docname: of_chapter(project, language, docname, messages[docname], words=words) for docname in sorted(messages) if messages[docname]}
