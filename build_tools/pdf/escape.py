"""Any text in, a Typst string literal that shows exactly this text out.

The writer makes Typst code in which text stands in string literals only. There, two characters have a meaning (the
quotation mark and the backslash), so nothing that an author types can become a command, a list or a typographic change.
"""

from __future__ import annotations

import re

# What docutils and Markdown take for one space. A no-break space is not among them and stays.
SPACES = re.compile("[ \t\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
# Characters that no reader sees and that PDF/A-2 forbids (ISO 19005-2, 6.2.11.7.2), or that UTF-8 cannot hold.
INVISIBLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")


def literal(text: str) -> str:
    """A Typst string literal; line ends stay, as in a block of code."""
    text = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    text = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{text}"'


def prose(text: str) -> str:
    """A Typst string literal in which every run of white space is one space, as in running text."""
    return literal(SPACES.sub(" ", text))


def label(anchor: str) -> str:
    """A Typst label for an id of the book."""
    return f"label({literal(anchor)})"


def labelled(code: str, anchor: str) -> str:
    """The element that ``code`` makes, with a label: only markup can join the two."""
    return f"[#{code}#{label(anchor)}]" if anchor else code
