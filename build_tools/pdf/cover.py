"""A project, a language and a revision in; what the cover, the headers and the footers say, out."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from build_tools.config import Project
from build_tools.interface import long_date, word
from build_tools.parts import titles
from build_tools.pdf.escape import literal, prose
from build_tools.revision import Revision


@dataclass(frozen=True, kw_only=True)
class Cover:
    """Document control of one edition. ``control`` holds (name, value) rows; ``page_of`` has ``%(page)s`` and ``%(pages)s``."""

    title: str
    subtitle: str
    language: str
    region: str
    direction: str
    code: str
    control: tuple[tuple[str, str], ...]
    codes: frozenset[str]  # the values that read from left to right in every language
    marks: tuple[str, ...]  # what each page's header warns of
    notices: tuple[str, ...]  # what the cover warns of
    footer: tuple[str, ...]
    build: str
    contents: str
    page_of: str

    def as_typst(self) -> str:
        """The arguments of the template's ``book`` function."""
        arguments = {
            "title": prose(self.title),
            "subtitle": prose(self.subtitle),
            "language": literal(self.language),
            "region": literal(self.region),
            "direction": self.direction,
            "code": self._value(self.code),
            "control": _array(f"({prose(name)}, {self._value(value)})" for name, value in self.control),
            "marks": _array(map(prose, self.marks)),
            "notices": _array(map(prose, self.notices)),
            "footer": _array(map(prose, self.footer)),
            "build": f"{{ {prose(word('Build') + ' ')}; {self._value(self.build)} }}",
            "contents-title": prose(self.contents),
            "page-of": _page_of(self.page_of),
        }
        return ", ".join(f"{name}: {value}" for name, value in arguments.items())

    def _value(self, value: str) -> str:
        return f"isolate({prose(value)})" if value in self.codes and self.direction == "rtl" else prose(value)


def _array(values: Iterable[str]) -> str:
    return f"({''.join(f'{value}, ' for value in values)})"


def _page_of(phrase: str) -> str:
    """``Page %(page)s of %(pages)s`` as a function of Typst, so that a translation may turn the words round."""
    parts = re.split(r"%\((page|pages)\)s", phrase)
    return f"(page, pages) => {{ {'; '.join(part if i % 2 else prose(part) for i, part in enumerate(parts) if part)} }}"


def cover_of(project: Project, language: str, revision: Revision, part: str = "") -> Cover:
    """``part`` is the title of the one page that the edition holds."""
    document, spoken = project.document, project.languages[language]
    title, subtitle = titles(project, language, part)
    status = {"draft": word("Draft"), "issued": word("Issued")}[document.status]
    classification = _classification(document.classification)
    draft = (word("Draft: not approved by anyone"),) if document.status == "draft" else ()
    return Cover(
        title=title,
        subtitle=subtitle,
        language=language,
        region=spoken.locale.partition("-")[2],
        direction=spoken.direction,
        code=project.code_for(language),
        control=(
            (word("Document number"), project.code_for(language)),
            (word("Version"), document.version),
            (word("Date"), long_date(document.date)),
            (word("Status"), status),
            (word("Classification"), classification),
            (word("Language"), spoken.name),
            (word("Build"), revision.name),
        ),
        codes=frozenset((project.code_for(language), document.version, revision.name)),
        marks=(*draft, classification),
        notices=(*draft, word("Uncontrolled when printed")),
        footer=(spoken.name, word("Uncontrolled when printed")),
        build=revision.name,
        contents=word("Contents"),
        page_of=word("Page %(page)s of %(pages)s"),
    )


def _classification(name: str) -> str:
    return {"public": word("Public"), "restricted": word("Restricted"), "confidential": word("Confidential")}[name]
