"""The register of terms and messages in; which messages use a term whose word no reviewer has confirmed (certainty C) out."""

from __future__ import annotations

import re
from collections import defaultdict

from build_tools.config import Project
from build_tools.content import glossary
from build_tools.content.glossary import Term

EXPLAINED = re.compile(r"\s*\([^)]*\)")  # what stands in brackets after a term only tells it from others


class Doubts:
    """Finds a language's uncertain terms in English messages, in the singular or plural. Of terms inside one another the longest counts."""

    def __init__(self, terms: list[Term], source: str, language: str) -> None:
        self._by_words: dict[str, list[Term]] = defaultdict(list)
        for term in terms:
            self._by_words[_bare(term.words[source])].append(term)
        self._language = language
        words = sorted(self._by_words, key=lambda words: (-len(words), words))
        self._pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(f'({_inflected(word)})' for word in words)})(?![\w-])" if words else "(?!)", re.IGNORECASE)
        self._words = words

    def of(self, msgid: str) -> list[Term]:
        """The uncertain terms of a message, in the order of its text, each once."""
        found = [term for match in self._pattern.finditer(msgid) for term in self._by_words[self._words[match.lastindex - 1]]]
        return list({term.key: term for term in found if term.is_uncertain(self._language)}.values())


def of_language(project: Project, language: str) -> Doubts:
    """For one language. Nothing is in doubt in an SOP without a register; raises CouldNotRun when it is broken."""
    terms = glossary.read(project) if (project.source / glossary.REGISTER).exists() else []
    return Doubts(terms, project.document.source_language, language)


def _bare(words: str) -> str:
    return EXPLAINED.sub("", words).strip().casefold() or words.casefold()


def _inflected(words: str) -> str:
    """The pattern of a term: case, case’s and cases, party and parties, child and children."""
    if words.endswith("y"):
        return f"{re.escape(words[:-1])}(?:y|ies)"
    return f"{re.escape(words)}(?:s|es|ren)?"
