"""The header of a catalog in, what is wrong with its Plural-Forms out. Our messages have none, but other tools write the line."""

from __future__ import annotations

import re
from gettext import c2py

FIELD = re.compile(r"^Plural-Forms:(.*)$", re.MULTILINE)
RULE = re.compile(r"\s*nplurals\s*=\s*(\d{1,3})\s*;\s*plural\s*=\s*([^;]+);?\s*")


def fault(header: str) -> str:
    """The reason why ``msgfmt -c`` rejects the line, or "": the rule must parse, and give a form for each n up to 1000."""
    field = FIELD.search(header)
    if not field and "plural=" not in header and "nplurals=" not in header:  # msgfmt looks for these words anywhere
        return ""
    rule = RULE.fullmatch(field[1]) if field else None
    try:
        if not rule or not int(rule[1]):
            raise ValueError
        form = c2py(rule[2])  # the parser of Python's own gettext; it takes no names but n
        worst = max(form(n) for n in range(1001))
    except (ValueError, ArithmeticError, RecursionError, OverflowError):
        return "is no rule such as nplurals=2; plural=n != 1;"
    return "" if worst < int(rule[1]) else f"promises {rule[1]} forms but names number {worst + 1}"
