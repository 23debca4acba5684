"""A translated doctree in; the same tree out, with each run that right-to-left text would turn round or tear apart inside an ``isolate``.

Writers draw an ``isolate`` as the bidirectional algorithm's left-to-right isolate (UAX #9, LRI … PDI): one neutral object to the
text around it, left to right within. Words from elsewhere (covers, headers) are cut by ``stretches``, which knows the same table.

Two kinds of run stay as they are, because Arabic reads them from right to left: a range of two numbers (390-392), and a number with
its paragraph (6(5), like its neighbour 3(ج)). See "Expressions & sequences" in W3C's notes on Arabic orthography,
https://r12a.github.io/scripts/arab/arb.html#expressions
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform

L = "A-Za-zÀ-ÖØ-öø-ɏ"  # Latin letters
D = "0-9۰-۹"  # bidi class EN. Arabic's own digits (٠-٩) are AN: a hyphen turns them round even inside an isolate
DASH = "\\-\u2010\u2011"  # the hyphens of codes; ranges have – too
FIGURES = rf"[{D}]+(?:[.,][{D}]+)*"


@dataclass(frozen=True, kw_only=True)
class Pattern:
    """One kind of run: why the algorithm spoils it (rules of UAX #9), and a run that shows it between the words given."""

    name: str
    regex: str
    reason: str
    example: str
    before: str = "انظر "
    after: str = " هنا"


NUMBERS = (
    Pattern(
        name="telephone number",
        regex=rf"\+[{D}]{{1,3}}(?:[ \u00a0.{DASH}]?(?:\([{D}]{{1,4}}\)|[{D}]{{1,4}})){{2,6}}(?![@_{DASH}.][{L}{D}])|(?:\(0[{D}]{{1,4}}\)|0[{D}]{{1,4}})(?:[ \u00a0{DASH}][{D}]{{3,4}}){{2}}",
        reason="W2, N1: after Arabic each group is a number by itself, and the groups follow one another from the right",
        example="+000 000 0000",
    ),
    Pattern(
        name="ISO date",
        regex=rf"[{D}]{{4}}-(?:0[1-9]|1[0-2])(?:-[{D}]{{2}}(?:[T ][{D}]{{2}}:[{D}]{{2}}(?::[{D}]{{2}})?(?:Z|[+-][{D}]{{2}}:[{D}]{{2}})?)?)?(?!-)",
        reason="W2, W4: after Arabic the digits are AN, and a hyphen belongs to a number only between two EN",
        example="2023-07-31",
    ),
    Pattern(
        name="code of numbers",
        regex=rf"[{D}]+(?:[./][{D}]+)*(?:[{DASH}][{D}]+){{2,}}|0[{D}]*[{DASH}][{D}]+|[{D}]+[{DASH}]0[{D}]+",
        reason="W2, W4: as in a date. Two numbers without a leading zero are a range, and stay",
        example="5-2-3",
    ),
    Pattern(
        name="number with a sign",
        regex=rf"(?<![\w)%])(?<![{D}] )[+\-−±]{FIGURES}(?: ?[%‰°])?|{FIGURES}[ \u00a0]?[%‰°$€£]|[$€£][ \u00a0]?{FIGURES}",
        reason="W2, W5: a sign belongs to an EN but not to an AN. CLDR's Arabic signs for these digits hold left-to-right marks",
        example="-5.2",
    ),
)
NAMES = (
    Pattern(
        name="web address",
        regex=rf"(?:(?:https?|ftp)://|www\.)(?:[{L}{D}._~:/?#@!$&*+,;=%\-]|\([{L}{D}._\-]*\))*(?:[{L}{D}/=_]|(?<=[{L}{D}]\)))",
        reason="N2: a slash at its end goes with the Arabic after it, and shows at the other end",
        example="https://example.org/",
    ),
    Pattern(
        name="e-mail address",
        regex=rf"[{L}{D}][{L}{D}._%+\-]*@[{L}{D}\-]+(?:\.[{L}{D}\-]+)+",
        reason="W2, W4, N1: a hyphen in a name of numbers turns with the paragraph",
        example="24-7@example.org",
    ),
    Pattern(
        name="path",
        regex=rf"(?<![\w/])(?:[A-Za-z]:\\|~?/|\.\.?/)(?=[._~-]*[{L}])[{L}{D}._~\-]+(?:[/\\][{L}{D}._~\-]+)*[/\\]?(?<!\.)|[{L}][{L}{D}_\-]*(?:/[{L}{D}._\-]+)*/(?!\w)",
        reason="N2: a slash at an end goes with the Arabic beside it, and shows at the other end",
        example="/srv/sop",
    ),
    Pattern(
        name="sign before a name",
        regex=rf"(?<![\w.@#])(?:[.@#][{L}][{L}{D}_]*(?:[.{DASH}][{L}{D}_]+)*|#[{D}]+)",
        reason="N2: the sign goes with the Arabic before it",
        example=".NET",
    ),
    Pattern(
        name="sign after a name",
        regex=rf"[{L}{D}](?:[{L}{D}_]|[./:+{DASH}](?=[{L}{D}]))*(?:[+#]+|\(\))(?![{L}{D}])",
        reason="N2: the sign goes with the Arabic after it",
        example="C++",
    ),
    Pattern(
        name="abbreviation",
        regex=r"(?:[A-Z]\.){2,}",
        reason="N2: the last full stop goes with the Arabic after it",
        example="U.S.",
    ),
    Pattern(
        name="code that begins with a number",
        regex=rf"[{D}](?:[{D}_]|[./:{DASH}](?=[{L}{D}]))*[{L}](?:[{L}{D}_]|[./:@{DASH}](?=[{L}{D}]))*",
        reason="W2, W6, N2: what stands between its number and its first letter turns with the paragraph",
        example="12-A",
    ),
)
_WORD = rf"(?:(?:No|Arts?|Sec|Ch|Dr|Vol|vol|pp?)\.(?= [{L}{D}])|[{L}](?:[{L}{D}_]|[.:/&'’@{DASH}–](?=[{L}{D}]))*)"
_NUMBER = rf"[{D}]+(?:[.,:/{DASH}–][{D}]+)*"
_BETWEEN = r"(?:[,;:]? | [/&+–-] )"  # what keeps the words of a phrase together; ، and ؛ belong to the Arabic sentence
_PLAIN = rf"(?:{_WORD}|{_NUMBER})(?:{_BETWEEN}(?:{_WORD}|{_NUMBER}))*"
_ENCLOSED = rf"(?:\({_PLAIN}\)|\"{_PLAIN}\"|“{_PLAIN}”)"
_NUMBERS = "|".join(rf"(?:{pattern.regex})(?![{L}{D}])" for pattern in NUMBERS)
_NAMES = "|".join(pattern.regex for pattern in NAMES)
PHRASE = Pattern(
    name="Latin words and codes",
    regex=rf"(?:{_NAMES}|{_WORD})(?:{_BETWEEN}(?:{_NUMBERS}|{_NAMES}|{_WORD}|{_NUMBER})| ?{_ENCLOSED})*",
    reason="W7, N1: a number or a Latin word that follows, even after ، or ), reads on from left to right, and comes first",
    example="TBC-10",
    after="، 28 هنا",
)
PATTERNS = (*NUMBERS, *NAMES, PHRASE)


def _strong_right_to_left() -> str:
    letters = (chr(code) for code in (*range(0x590, 0x900), 0x200F, *range(0xFB1D, 0xFEFD)))
    return "".join(letter for letter in letters if unicodedata.bidirectional(letter) in ("R", "AL"))


_LATIN_OR_DIGIT = re.compile(f"[{L}{D}]")
_RUN = re.compile(rf"(?<![{L}{D}])(?<![{D}][.,:/])(?=[{L}{D}+\-−±(.@#~/\\$€£])(?:{_NUMBERS}|{PHRASE.regex})")
# A phrase from a letter to a letter, digit or filled bracket keeps its order by itself (N0, N1, W7) …
_SOUND = re.compile(rf"[{L}](?:.*[{L}{D}]\)?)?", re.DOTALL)
# … and spoils nothing unless a number or another Latin word comes before the next Arabic letter.
_READS_ON = re.compile(rf"[^{_strong_right_to_left()}{L}{D}]*[{L}{D}]")


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """A piece of right-to-left text; ``left_to_right`` runs that would not stay so by themselves are ``isolated``."""

    text: str
    left_to_right: bool = False
    isolated: bool = False


def stretches(text: str, following: str = "") -> Iterator[Stretch]:
    """Cut right-to-left text at its left-to-right runs. ``following`` is the text that comes after it in the same paragraph."""
    end = 0
    for run in _RUN.finditer(text) if _LATIN_OR_DIGIT.search(text) else ():
        if run.start() > end:
            yield Stretch(text=text[end : run.start()])
        end = run.end()
        isolated = not _SOUND.fullmatch(run[0]) or bool(_READS_ON.match(text[end:] + following))
        yield Stretch(text=run[0], left_to_right=True, isolated=isolated)
    if end < len(text):
        yield Stretch(text=text[end:])


class isolate(nodes.inline):  # noqa: N801 (docutils looks for visit_isolate, and its nodes are lower-case)
    """Text that reads from left to right, as one object among right-to-left text."""


# What reads from left to right anyway, is no running text, or holds a number that others look for.
_LEFT_ALONE = (
    isolate, nodes.literal, nodes.FixedTextElement, nodes.Invisible, nodes.raw, nodes.math, nodes.math_block, nodes.image,
    nodes.label, nodes.footnote_reference, addnodes.literal_emphasis, addnodes.literal_strong, addnodes.number_reference,
)


def isolate_runs(node: nodes.Element) -> None:
    """Put each run below ``node`` that needs it into an ``isolate``; text that is marked as left-to-right stays as it is."""
    for child in list(node.children):
        if isinstance(child, nodes.Text):
            _isolate_in(child)
        elif not isinstance(child, _LEFT_ALONE) and child.get("dir") != "ltr":
            isolate_runs(child)


def _isolate_in(text: nodes.Text) -> None:
    if not _LATIN_OR_DIGIT.search(text):
        return
    parts = list(stretches(text.astext(), _following(text)))
    if any(part.isolated for part in parts):
        made = [isolate("", part.text) if part.isolated else nodes.Text(part.text) for part in parts]
        text.parent.replace(text, made)


def _following(node: nodes.Node) -> str:
    """The text after a node, as far as its paragraph reaches."""
    found = []
    while node.parent is not None:
        siblings = node.parent.children
        if not isinstance(node.parent, (nodes.Inline, nodes.TextElement)):
            break
        found += [sibling.astext() for sibling in siblings[node.parent.index(node) + 1 :]]
        node = node.parent
    return "".join(found)


def _reads_right_to_left(config) -> bool:
    return config.sop_project.languages[config.language].direction == "rtl"


class IsolateRuns(SphinxTransform):
    """Once for each chapter of a right-to-left language, when its text is final: headings go from here into menus and contents."""

    default_priority = 870  # after translation (20); before headings are collected (880)

    def apply(self, **kwargs) -> None:
        if _reads_right_to_left(self.config):
            isolate_runs(self.document)


class IsolateReferences(SphinxPostTransform):
    """The same for the words of references, which Sphinx writes when it resolves them (priority 10)."""

    default_priority = 900

    def run(self, **kwargs) -> None:
        if _reads_right_to_left(self.config):
            for reference in list(self.document.findall(nodes.reference)):
                if not any(place.get("dir") == "ltr" for place in _with_ancestors(reference)):
                    isolate_runs(reference)


def _with_ancestors(node: nodes.Element | None) -> Iterator[nodes.Element]:
    while node is not None:
        yield node
        node = node.parent
