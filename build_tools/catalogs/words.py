"""A word of the interface and its translation in, why pages must not show it out.

Templates put these words into pages, into attributes and into scripts as they are, and fill numbers and names into them.
"""

from __future__ import annotations

import re
from collections import Counter

# A quotation mark would end the attribute that a word stands in; typographic ones (’ “ «) are right anyway.
MARKUP = re.compile("[<>&\"`]|'(?!\\w)|(?<!\\w)'")
# printf's, Python's and template strings' forms. What is left of % then would stop the build.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\$\{\w+\}|\{[^{}]*\}")


def fault(msgid: str, msgstr: str) -> str:
    """Why a translation is unsafe, as the end of a sentence; empty for a sound one."""
    if found := MARKUP.search(msgstr):
        return f"has {found[0]}, which a page would take for markup"
    here, there = Counter(PLACEHOLDER.findall(msgid)), Counter(PLACEHOLDER.findall(msgstr))
    if here != there:
        return f"has the placeholders {', '.join(sorted(there.elements())) or '(none)'} for {', '.join(sorted(here.elements())) or '(none)'}"
    left = PLACEHOLDER.sub("", msgstr)
    if "%" in left and "%" not in PLACEHOLDER.sub("", msgid):
        return "has a % that stands for nothing"
    return ""
