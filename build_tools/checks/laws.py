"""A message's citations of law in; those whose translation names another article, or none, out."""

from __future__ import annotations

import re

from build_tools.checks import figures, inline
from build_tools.checks.inline import CITATION, Context, Message, Role
from build_tools.checks.marks import Remarks, differences
from build_tools.content.laws.citations import parse


def citations(message: Message, context: Context) -> Remarks:
    """The words of a {law} role name the article that it leads to, and no other; the law's own number may stand beside it.

    Bad:  {law}`L28-2012:6(5)`   {law}`المادة 5(6) <L28-2012:6(5)>`
    Good: {law}`L28-2012:6(5)`   {law}`المادة 6(5) <L28-2012:6(5)>`
    """
    sources = {role.target: role for role in message.source.roles if role.name == CITATION}
    for role in message.translation.roles:
        if role.name == CITATION and role.words and role.target in sources:
            yield from _compared(sources[role.target], role, context)


def _compared(source: Role, translation: Role, context: Context) -> Remarks:
    """Where the source has no words of its own, readers see the provision; where it has, they see those."""
    wanted, known = _provisions(source.target or "")
    shown = wanted if source.words is None else source.words
    lost, _ = differences(figures.numbers_in(shown), figures.numbers_in(translation.words))
    added = [number for number in figures.numbers_in(translation.words) if number not in {*figures.numbers_in(f"{shown}, {wanted}"), *known}]
    words = Message(source=inline.plain(shown), translation=inline.plain(translation.words))
    if added:
        yield f"names {added[0]} where {source.target} is cited", "write the article of the source"
    elif lost:
        yield f"lacks the number {lost[0]} of {source.target}", "write the article of the source, in digits"
    elif wrong := figures.wrong_letter(words):
        yield f"lacks {wrong}", "compare the paragraph’s letter: (a) أ, (b) ب, (c) ج, (d) د"
    else:
        yield from figures.joined_digits(words, context)


def _provisions(target: str) -> tuple[str, set[str]]:
    """Of a target its provisions as text (``47, 48``), and the numbers of its laws' keys (28, 2012)."""
    try:
        found = parse(target)
    except ValueError:  # said at the chapter's line
        return "", set()
    provisions = ", ".join(re.sub(r"^[A-Z]+", "", end) for citation in found for end in citation.provision.split("-"))
    return provisions, {str(int(number)) for citation in found for number in re.findall(r"\d+", citation.key)}
