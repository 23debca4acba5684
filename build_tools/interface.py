"""The pipeline's own words (labels, months, cover lines) in the language that Sphinx has loaded; translated in sphinx.po."""

from __future__ import annotations

import datetime

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
