"""The names of laws and actors in one language in, findings at the registers' lines out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from build_tools.checks import messages
from build_tools.config import Project
from build_tools.content import actors, registers
from build_tools.content.laws import laws
from build_tools.findings import CouldNotRun, Finding


@dataclass(frozen=True, kw_only=True)
class _Text:
    """One text of a register: what it is of whom, at which line, in the source language and in the one that is looked at."""

    register: str
    line: int
    what: str
    source: str
    translation: str
    certainty: str = "A"


def names(project: Project, language: str) -> Iterator[Finding]:
    """Laws and actors have names in each language, as a translation should be: its letters, its digits, the source's numbers.

    Nobody may issue a text with a name of certainty C. As many names as the language's gate allows untranslated messages may be missing: a new language begins with none.

    Bad:  name: {en: "Law No. 28 of 2012", ar: "القانون رقم (82) لسنة 2012"}
    Good: name: {en: "Law No. 28 of 2012", ar: "القانون رقم (28) لسنة 2012"}
    """
    try:
        texts = list(_texts(project, language))
    except CouldNotRun as problem:
        yield from problem.findings
        return
    missing = [text for text in texts if not text.translation]
    if len(missing) > project.languages[language].gate.untranslated:
        for text in missing:
            yield _finding(project, text, "untranslated", f"{text.what} is missing in {language}", f'add {language}: "…" to the entry')
    for text in texts if project.document.status == "issued" else ():
        if text.certainty == "C":
            yield _finding(project, text, "unconfirmed", f"{text.what} in {language} is a proposal", "let a reviewer confirm it and change names_certainty, or keep status = \"draft\"")
    about = messages.context(project, language)
    for text in texts:
        for finding in messages.of_message(text.source, text.translation, about, messages.OF_INTERFACE) if text.translation else ():
            yield replace(finding, path=_path(project, text), line=text.line, text=f"{text.what} {finding.text}")


def proposed(project: Project, language: str) -> list[tuple[str, str]]:
    """The names of certainty C of laws and actors, each in the source language and in this one, in the registers' order."""
    return [(text.source, text.translation) for text in _texts(project, language) if text.certainty == "C"]


def _texts(project: Project, language: str) -> Iterator[_Text]:
    source = project.document.source_language
    if registers.path_of(project, laws.REGISTER).exists():
        for law in laws.read(project).values():
            for field, texts, certainty in (("name", law.name, law.names_certainty), ("short name", law.short, {}), ("status of Iraq", law.iraq, {})):
                if texts:
                    yield _Text(register=laws.REGISTER, line=law.line, what=f"the {field} of {law.key}", source=texts[source], translation=texts[language],
                                certainty=certainty.get(language, "A"))
    if registers.path_of(project, actors.REGISTER).exists():
        for actor in actors.read(project).values():
            yield _Text(register=actors.REGISTER, line=actor.line, what=f"the name of {actor.code}", source=actor.name[source], translation=actor.name[language],
                        certainty=actor.names_certainty.get(language, "A"))


def _finding(project: Project, text: _Text, code: str, said: str, action: str) -> Finding:
    return Finding(path=_path(project, text), line=text.line, code=code, text=said, action=action)


def _path(project: Project, text: _Text) -> str:
    return registers.path_of(project, text.register).relative_to(project.root).as_posix()
