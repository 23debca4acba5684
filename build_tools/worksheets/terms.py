"""A message and the glossary's terms in, those that occur in it, each with its word in the translator's language, out."""

from __future__ import annotations

import re

from build_tools.content.glossary import Term


def occurring(terms: list[Term], msgid: str, *, source: str, language: str) -> str:
    """Lines such as ``victim = الضحية (A)``, in the order of the text. Where one term lies inside another, the longer one counts."""
    found: list[tuple[int, int, Term]] = []
    for term in sorted(terms, key=lambda term: -len(term.words[source])):
        for match in re.finditer(_pattern(term.words[source]), msgid, re.IGNORECASE):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((*match.span(), term))
    lines = [f"{term.words[source]} = {term.words[language]} ({term.certainty.get(language, 'A')})" for _, _, term in sorted(found, key=lambda f: f[0])]
    return "\n".join(dict.fromkeys(lines))


def _pattern(word: str) -> str:
    """The word alone or in the plural; what a term has in brackets only explains it."""
    bare = re.sub(r"\s*\([^)]*\)", "", word).strip() or word
    stem = re.escape(bare[:-1]) + "(?:y|ies)" if bare.endswith("y") else re.escape(bare) + "(?:e?s)?"
    return rf"(?<!\w){stem}(?!\w)"
