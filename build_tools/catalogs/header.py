"""A project and a language in, the header of its catalogs out: always the same, so that no date ever moves in git."""

from __future__ import annotations

import re

from build_tools.catalogs.entries import Entry
from build_tools.config import Project

# What Sphinx's template puts into a new catalog; the names of translators are kept.
BOILERPLATE = re.compile(
    r"\s*(?:|SOME DESCRIPTIVE TITLE\.?|.* translations for .*\.|Translations template for .*|Copyright \(C\) .*"
    r"|This file is distributed under the same license as .*|FIRST AUTHOR <EMAIL@ADDRESS>, .*)"
)
FIELDS = ("Language: {}", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit")


def frozen(project: Project, language: str, present: Entry | None = None) -> Entry:
    """The header that a chapter's catalog should have; comments such as the translators' names are kept from ``present``."""
    title = f" {project.document.code}: {project.languages[language].name}"
    kept = [line for line in (present.comments if present else ()) if line != title and not BOILERPLATE.fullmatch(line)]
    return header(language, (title, *kept))


def header(language: str, comments: tuple[str, ...]) -> Entry:
    return Entry(msgid="", msgstr="".join(f"{field}\n" for field in FIELDS).format(language), comments=comments, line=0)
