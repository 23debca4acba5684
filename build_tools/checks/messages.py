"""Catalogs of one language in, findings on their translations out; each check looks at one msgid and msgstr.

Fuzzy and empty messages are not looked at. A maintainer accepts a finding by a comment line above its message,
``# accepted: code reason``; what makes text run or hides characters cannot be accepted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from build_tools.catalogs import files
from build_tools.checks import consistency, figures, inline, laws, letters, marks, punctuation, terms
from build_tools.checks.consistency import Placed, short
from build_tools.checks.inline import Context, Message
from build_tools.checks.marks import Remarks
from build_tools.checks.vocabulary import Vocabulary
from build_tools.config import Project
from build_tools.content import glossary
from build_tools.findings import CouldNotRun, Finding

Check = Callable[[Message, Context], Remarks]

WHOLE: tuple[Check, ...] = (letters.same_as_source, punctuation.unfinished, letters.script, letters.language)
LETTERS: tuple[Check, ...] = (letters.invisible, letters.letters, letters.final_heh, letters.presentation_forms, letters.tatweel)
TEXT: tuple[Check, ...] = (
    figures.codes,
    figures.numbers,
    figures.latin_digits,
    figures.joined_digits,
    punctuation.arabic_marks,
    punctuation.brackets,
    punctuation.doubled_words,
    punctuation.end_mark,
    punctuation.length,
    punctuation.spaces,
)
MARKS: tuple[Check, ...] = (
    marks.block,
    marks.code,
    marks.emphasis,
    marks.footnotes,
    marks.form_fields,
    marks.html,
    marks.images,
    marks.links,
    marks.roles,
)
OF_CHAPTERS: tuple[Check, ...] = (*WHOLE, *LETTERS, *MARKS, *TEXT, laws.citations, terms.terms)
OF_INTERFACE: tuple[Check, ...] = (figures.interface_word, *WHOLE, *LETTERS, *TEXT)
OF_LANGUAGE = (consistency.same_translation, consistency.other_translation)
# What one finding explains: these checks would say the same again, in other words.
EXPLAINS: dict[Check, frozenset[Check]] = {
    **dict.fromkeys(WHOLE, frozenset({*OF_CHAPTERS, *OF_INTERFACE})),
    **dict.fromkeys(LETTERS, frozenset({letters.final_heh, terms.terms})),
    letters.invisible: frozenset({letters.final_heh, terms.terms, punctuation.end_mark}),
    # The marks of lists, directives and definitions.
    marks.block: frozenset({marks.emphasis, figures.numbers, punctuation.brackets, punctuation.end_mark, punctuation.spaces}),
}

ACCEPTED = re.compile(r"accepted:\s*(?P<code>[\w-]*)[\s,:;–-]*(?P<reason>.*)")
NEVER_ACCEPTED = frozenset({"html", "invisible", "interface-word"})


def code_of(check: Callable) -> str:
    """The code of a check's findings: its name."""
    return check.__name__.replace("_", "-")


def context(project: Project, language: str) -> Context:
    """What checks know of a language. Its script is that of its own name in sop.toml."""
    try:
        register = glossary.read(project)
    except CouldNotRun:  # said where the register is used
        register = []
    name = project.languages[language].name
    script = next((unicodedata.name(char).split(" ")[0] for char in name if char.isalpha()), "LATIN")
    return Context(language=language, script=script, vocabulary=Vocabulary(register, project.document.source_language, language))


def of_message(
    msgid: str, msgstr: str, about: Context, checks: Iterable[Check] = OF_CHAPTERS, accepted: frozenset[str] = frozenset()
) -> Iterator[Finding]:
    """The findings on one translation; they have no path and line yet. Codes that are ``accepted`` hide no others."""
    read = inline.plain if checks is OF_INTERFACE else inline.read
    message = Message(source=read(msgid), translation=read(msgstr))
    explained: frozenset[Check] = frozenset()
    for check in checks:
        for text, action in () if check in explained else check(message, about):
            yield Finding(path="", code=code_of(check), text=" ".join(text.split()), action=action)
            if check in EXPLAINS and code_of(check) not in accepted:
                explained |= EXPLAINS[check]


def of_language(project: Project, language: str, docnames: Iterable[str]) -> Iterator[Finding]:
    """The findings on all catalogs of one language: those of the chapters, and the interface's."""
    about = context(project, language)
    placed: list[Placed] = []
    found: list[Finding] = []
    accepted: dict[tuple[str, int], dict[str, str]] = {}
    interface = files.interface_catalog(project, language)
    for path in [*(files.chapter_catalog(project, language, docname) for docname in docnames), interface]:
        for entry in files.entries(files.read(path, project)) if path.exists() else ():
            if not entry.translated:
                continue
            at = Placed(msgid=entry.msgid, msgstr=entry.msgstr, path=path.relative_to(project.root).as_posix(), line=entry.line)
            accepted[at.path, at.line] = codes = _accepted(entry.comments)
            for finding in of_message(at.msgid, at.msgstr, about, OF_INTERFACE if path == interface else OF_CHAPTERS, frozenset(codes)):
                found.append(_placed(finding, at))
            placed += [] if path == interface else [at]
    for check in OF_LANGUAGE:
        for at, text, action in check(placed):
            found.append(_placed(Finding(path="", code=code_of(check), text=text, action=action), at))
    yield from _left(found, accepted)


def _placed(finding: Finding, at: Placed) -> Finding:
    return replace(finding, path=at.path, line=at.line, text=f"“{short(at.msgid)}” {finding.text}")


def _accepted(comments: Iterable[str]) -> dict[str, str]:
    """Accepted codes with their reasons."""
    return {match["code"]: match["reason"] for line in comments if (match := ACCEPTED.match(line.strip()))}


def _left(found: list[Finding], accepted: dict[tuple[str, int], dict[str, str]]) -> Iterator[Finding]:
    """The findings that nobody accepted, and the acceptances that are not in order.

    Bad:  # accepted: length
    Good: # accepted: length the English is one long name
    """
    codes = {(finding.path, finding.line, finding.code) for finding in found}
    for finding in found:
        reason = accepted.get((finding.path, finding.line), {}).get(finding.code)
        if not reason or finding.code in NEVER_ACCEPTED:
            yield finding
    for (path, line), reasons in accepted.items():
        for code, reason in reasons.items():
            if code in NEVER_ACCEPTED:
                wrong = f"{code} cannot be accepted"
            elif not reason:
                wrong = f"{code} is accepted without a reason"
            elif (path, line, code) not in codes:
                wrong = f"nothing was found that {code or 'it'} would accept"
            else:
                continue
            yield Finding(path=path, line=line, code="accepted", text=wrong, action="write # accepted: code reason, or take the comment out")
