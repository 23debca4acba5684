"""A language tag in, what CLDR knows of the language out. Alone knows Babel's locale data."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from build_tools.findings import CouldNotRun, Finding


@dataclass(frozen=True, kw_only=True)
class Facts:
    """``name`` is in the language itself, ``english`` in English; ``locale`` is its tag with its likeliest country."""

    tag: str
    name: str
    english: str
    direction: Literal["ltr", "rtl"]
    locale: str


def facts(tag: str) -> Facts:
    """Raises CouldNotRun when the tag is none that CLDR knows, or not the one it uses (``fil``, not ``tl``)."""
    try:
        if not re.fullmatch(r"[a-z]{2,3}", tag):
            raise ValueError
        locale = Locale.parse(tag)
    except (UnknownLocaleError, ValueError):
        raise CouldNotRun(_finding(f"{tag!r} is no language tag that CLDR knows", "use two or three small letters of ISO 639, such as fa or ckb")) from None
    if locale.language != tag:
        raise CouldNotRun(_finding(f"{tag!r} is an old tag", f"use {locale.language}"))
    likely = get_global("likely_subtags").get(tag, "").split("_")
    country = next((part for part in likely[1:] if re.fullmatch(r"[A-Z]{2}", part)), "")
    if not country:
        raise CouldNotRun(_finding(f"CLDR knows no country where {tag!r} is spoken", "write its table in sop.toml by hand"))
    return Facts(
        tag=tag, name=locale.get_display_name(tag) or tag, english=locale.get_display_name("en") or tag,
        direction="rtl" if locale.character_order == "right-to-left" else "ltr", locale=f"{tag}-{country}",
    )


def _finding(text: str, action: str) -> Finding:
    return Finding(path="", code="language", text=text, action=action)
