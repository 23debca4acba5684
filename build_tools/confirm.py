"""One language's texts in; for its reviewers, the terms and names that they must confirm, and the messages that use the terms, out: counted, and in full as a file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from build_tools import doubts
from build_tools.catalogs import files
from build_tools.checks import registers
from build_tools.config import Project
from build_tools.content import glossary
from build_tools.content.glossary import Term
from build_tools.review import Standing, Text

SHOWN = 10  # terms without a word; the rest is counted


def told(project: Project, language: str, standings: dict[str, Standing]) -> str:
    """The terms of certainty C, those that most messages use first; the terms without a word; the names of certainty C. Writes ``terms-to-confirm-ckb.txt`` into build/."""
    names = registers.proposed(project, language)
    terms = glossary.read(project) if (project.source / glossary.REGISTER).exists() else []
    if not (terms or names):
        return ""
    source = project.document.source_language
    uses = used(standings, doubts.of_language(project, language))
    ordered = sorted((term for term in terms if term.is_uncertain(language)), key=lambda term: (-len(uses[term.key]), term.words[source]))
    messages = {(docname, text.msgid): text in standings[docname].unapproved for found in uses.values() for docname, text in found}
    lines = [f"{language}: {len(ordered)} terms of certainty C for a reviewer to confirm, in {len(messages)} messages, {sum(messages.values())} of them not approved"]
    lines += [f"{len(uses[term.key]):6}  {term.words[source]} = {term.words[language] or '(no word)'}" for term in ordered]
    if missing := [term.words[source] for term in terms if not term.words[language]]:
        more = f" and {len(missing) - SHOWN} more" if len(missing) > SHOWN else ""
        lines.append(f"{language}: {len(missing)} terms without a word: {', '.join(missing[:SHOWN])}{more}")
    if names:
        lines.append(f"{language}: {len(names)} names of laws and actors of certainty C for a reviewer to confirm in source/registers/")
    if messages or names:
        path = project.build / f"terms-to-confirm-{language}.txt"
        files.write(path, "\n".join([*_list(project, language, ordered, uses, standings), *_names(names)]) + "\n")
        lines.append(f"each message and name with its translation: {path}")
    return "\n".join(lines) + "\n"


def used(standings: dict[str, Standing], uncertain: doubts.Doubts) -> dict[str, list[tuple[str, Text]]]:
    """By term's key: the messages that use it, each with its docname."""
    found: dict[str, list[tuple[str, Text]]] = defaultdict(list)
    for docname, standing in standings.items():
        for text in standing.texts:
            for term in uncertain.of(text.msgid):
                found[term.key].append((docname, text))
    return found


def _list(project: Project, language: str, terms: list[Term], uses: dict[str, list[tuple[str, Text]]], standings: dict[str, Standing]) -> Iterator[str]:
    """For people who read no code: each term, and below it each message in both languages, on lines of their own because of their directions."""
    yield f"{project.document.code} {project.document.version}, {project.languages[language].name}: terms that a reviewer must confirm"
    for term in terms:
        yield f"\n\n{term.words[project.document.source_language]}\n{term.words[language]}"
        for docname, text in uses[term.key]:
            state = "not approved" if text in standings[docname].unapproved else "approved"
            yield "\n".join(["", f"{docname} ({state})", " ".join(text.msgid.split()), " ".join(text.msgstr.split()) or "(not translated)"])


def _names(names: list[tuple[str, str]]) -> Iterator[str]:
    """Names need no messages: they are printed wherever the law is cited or the actor acts."""
    if names:
        yield "\n\nNames of laws and actors"
    for source, words in names:
        yield f"\n{source}\n{words or '(no name)'}"
