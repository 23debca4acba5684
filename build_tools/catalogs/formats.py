"""A message marked as a Python format and its translation in, how their placeholders differ out: what ``msgfmt -c`` checks.

Babel (so sphinx-intl) sets these marks by guessing; they are checked because other tools will check them.
"""

from __future__ import annotations

import re

PERCENT = re.compile(r"%(?:\((?P<name>[^()]*)\))?(?P<options>[-#0 +]*(?P<width>\*|\d+)?(?:\.(?P<precision>\*|\d+)?)?[hlL]?)(?P<kind>.?)", re.DOTALL)
KINDS = {kind: group for group in ("diouxX", "eEfFgG", "c", "sra", "%") for kind in group}
NAME = r"[A-Za-z_][A-Za-z0-9_]*"
BRACES = re.compile(rf"\{{\{{|\{{((?:{NAME}|\d+)(?:\.{NAME}|\[(?:{NAME}|\d+)\])*(?::[^{{}}]*)?)\}}")


def fault(flag: str, msgid: str, msgstr: str) -> str:
    """Why the placeholders do not fit, or "". Formats of other programming languages are not for this project's texts."""
    if flag == "python-format":
        return _compare(_percent, msgid, msgstr)
    if flag == "python-brace-format":
        return _compare(_braces, msgid, msgstr)
    if flag.endswith("-format") and not flag.startswith(("no-", "possible-", "impossible-")):
        return f"the mark {flag} is for programs in another language"
    return ""


def _compare(read, msgid: str, msgstr: str) -> str:
    try:
        expected = read(msgid)
    except ValueError:
        return ""  # what is no format in the source need not be one in the translation
    try:
        found = read(msgstr)
    except ValueError as error:
        return f"the translation has {error}, the source has none"
    if expected == found:
        return ""
    sides = (("missing", expected.keys() - found.keys()), ("unknown", found.keys() - expected.keys()))
    return "; ".join(["the placeholders differ", *(f"{what} {', '.join(sorted(names))}" for what, names in sides if names)])


def _percent(text: str) -> dict[str, str]:
    """Placeholders of ``%`` formatting and the kind of each: by name, or by position when they have none."""
    named, unnamed = {}, []
    for match in PERCENT.finditer(text):
        kind = KINDS.get(match["kind"])
        if not kind:
            raise ValueError("a % that begins no placeholder (%% is a percent sign)")
        stars = [match["width"], match["precision"]].count("*")
        if match["name"] is None:
            unnamed += ["diouxX"] * stars + ([kind] if kind != "%" else [])
        elif stars or named.setdefault(match["name"], kind) != kind:
            raise ValueError("one placeholder used in two ways")
    if named and unnamed:
        raise ValueError("placeholders with and without names")
    return named or {f"number {number} ({kind[0]})": kind for number, kind in enumerate(unnamed, start=1)}


def _braces(text: str) -> dict[str, str]:
    """Placeholders of ``str.format`` as they are written; how often each occurs does not count."""
    left = BRACES.sub("", text)
    if "{" in left:
        raise ValueError("a brace that begins no placeholder ({{ is a brace)")
    return {match[1]: match[1] for match in BRACES.finditer(text) if match[1]}
