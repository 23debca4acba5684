"""A step's deadline as its author writes it in; its words, whether it holds a number, and who set that number, out.

An author writes ``at once`` or ``within 24 hours of the notice [proposed TBC-10]``. What stands in square brackets is no part of
the message that is translated: it is drawn from the interface's words, so that it reads alike at every step.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

# What a deadline may begin with when it holds no number. A word that is missing here is added here, and nowhere else.
BEGINNINGS = (
    "after", "as soon as", "at once", "at the", "before", "by", "daily", "during", "each", "every", "immediately", "monthly",
    "no later than", "on", "once", "per", "same", "throughout", "together with", "until", "upon", "weekly", "when", "while", "with",
    "within", "yearly",
)  # fmt: skip
UNITS = ("minute", "hour", "day", "night", "shift", "week", "month", "year", "time")
NONE = "none"  # the step has no fixed time

_MARK = re.compile(r"\s*\[([^\[\]]*)\]\s*\Z")
_PROPOSED = re.compile(r"proposed\s+([A-Z]+-\d+)")
_ROLE = re.compile(r"\{[\w-]+\}`[^`]*`")  # the number of a step is no number of hours
_BEGINNING = re.compile(rf"(?:{'|'.join(BEGINNINGS)})\b", re.IGNORECASE)
_UNIT = rf"(?:working |calendar )?(?:{'|'.join(UNITS)})s?\b"
_COUNTED = re.compile(rf"\d+\s+{_UNIT}", re.IGNORECASE)
_IN_WORDS = re.compile(
    rf"\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|twenty-four|thirty|forty-eight|sixty|seventy-two|ninety)\s+{_UNIT}",
    re.IGNORECASE,
)


class Unclear(ValueError):
    """The deadline says nothing that a reader could keep. ``text`` says why, ``action`` what to write instead."""

    def __init__(self, text: str, action: str) -> None:
        super().__init__(text)
        self.text, self.action = text, action


@dataclass(frozen=True, kw_only=True)
class Deadline:
    """``words`` is the message, empty where there is no fixed time.

    ``set_by`` is ``law``, ``proposed`` or empty; ``point`` is the open point that a proposed number waits for.
    """

    words: str
    has_number: bool = False
    set_by: str = ""
    point: str = ""


def parse(written: str) -> Deadline:
    """Read one deadline. Raises Unclear."""
    words, set_by, point = _without_mark(written.strip())
    if words == NONE and not set_by:
        return Deadline(words="")
    plain = _ROLE.sub(" ", words)
    if found := _IN_WORDS.search(plain):
        raise Unclear(f"“{found[0]}” is a number in words", "write it in figures, so that nobody overlooks it: 2 hours")
    has_number = any(character.isdigit() for character in plain)
    if has_number and not _COUNTED.search(plain):
        raise Unclear(f"“{words}” holds a number of nothing", "write number and unit: 24 hours, 15 days")
    if not has_number and not _BEGINNING.match(words):
        raise Unclear(f"“{words}” is neither a number nor a known word", "write when: at once, before …, on receipt, within 24 hours …; or none")
    if has_number and not set_by:
        raise Unclear(f"“{words}” does not say who set it", "end it with [law], or with [proposed TBC-10] where no law does")
    return Deadline(words=words, has_number=has_number, set_by=set_by, point=point)


def _without_mark(written: str) -> tuple[str, str, str]:
    """The words, and what the mark behind them says."""
    mark = _MARK.search(written)
    if mark is None:
        return written, "", ""
    words, said = written[: mark.start()], mark[1].strip()
    if said == "law":
        return words, "law", ""
    if proposed := _PROPOSED.fullmatch(said):
        return words, "proposed", proposed[1]
    raise Unclear(f"[{said}] is no mark of a deadline", "write [law] or [proposed TBC-10]")
