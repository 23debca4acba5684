"""The pipeline's own words (labels, months, cover lines) in the language that Sphinx has loaded; translated in sphinx.po."""

from __future__ import annotations

import datetime
import json

import docutils.languages
from docutils.languages import en
from sphinx.locale import _

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def word(msgid: str) -> str:
    """One of the pipeline's own words or phrases in the language being built."""
    return str(_(msgid))


def number_formats() -> dict[str, str]:
    """Label texts of captions and numbered references, for every format: Sphinx's ``numfig_format``."""
    return {
        "section": word("Section %s"),
        "figure": word("Figure %s"),
        "table": word("Table %s"),
        "code-block": word("Listing %s"),
    }


def long_date(date: datetime.date) -> str:
    """Day, month in words, year. CLDR's Arabic months are Egypt's and its Sorani spelling wavers: ours are messages."""
    return f"{date.day} {word(MONTHS[date.month - 1])} {date.year}"


def introduce(language: str) -> None:
    """Tell docutils that the language exists, so that it does not warn; its own few words are never shown."""
    known = getattr(docutils.languages.get_language, "cache", None)
    if known is not None:  # sphinx-build by hand puts a function of its own there, which asks no cache
        known.setdefault(language, en)


def javascript(words: dict[str, str]) -> str:
    """The words that the site's scripts say, as Sphinx's ``translations.js``.

    Sphinx's own file calls ``new Function``, which a content security policy forbids, and its Arabic one has empty strings.
    """
    found = "Search finished, found one page matching the search query."
    many = "Search finished, found ${resultCount} pages matching the search query."
    messages = words | {found: [words.get(found, found), words.get(many, many)]}
    text = json.dumps(messages, ensure_ascii=False, indent=1, sort_keys=True)
    return f"Object.assign(Documentation.TRANSLATIONS, {text});\nDocumentation.PLURAL_EXPR = (n) => (n === 1 ? 0 : 1);\n"
