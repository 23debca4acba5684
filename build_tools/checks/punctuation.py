"""A translation's punctuation and spaces in; what readers would stumble over out."""

from __future__ import annotations

import re

from build_tools.checks.inline import OBJECT, Context, Message
from build_tools.checks.marks import Remarks
from build_tools.checks.vocabulary import VOWEL_SIGN

ENDS = {".": ".", "۔": ".", "。": ".", "?": "?", "؟": "?", ":": ":", "：": ":", ";": ";", "؛": ";", ",": ",", "،": ",", "!": "!", "…": "…"}
NAMES = {".": "a full stop", "?": "a question mark", ":": "a colon", ";": "a semicolon", ",": "a comma", "!": "an exclamation mark", "…": "…", "": "no mark"}
ARABIC_FOR = {",": "،", ";": "؛", "?": "؟"}
PAIRS = {")": "(", "]": "[", "}": "{", "»": "«", "”": "“"}
BRACKET = re.compile(r"[(\[{«“)\]}»”]")
# Between digits, and inside Latin words and codes, a comma is part of the number or name.
LATIN_MARK = re.compile(r"(?<![0-9A-Za-z])[,;?]|[,;?](?![0-9A-Za-z])")
SPACE_BEFORE = re.compile(r"\s[.,;:!?،؛؟)\]}»](?!\S*\w)|\s[،؛؟]")
SPACE_AFTER = re.compile(r"[(\[{«]\s")
NO_SPACE_AFTER = re.compile(r"[،؛؟](?=[^\W\d_])")
DOUBLED = re.compile(r"(?<!\w)([^\W\d_]{2,})\s+\1(?!\w)")
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX+|TBD)\b|[?؟]{2,}|(?<=[^#@])[#@]{2,}|\[(?:\.{3}|…|\?|؟)\]|<{3,}|={4,}|>{3,}")
FILLING = re.compile(rf"[….\s{OBJECT}]+")
SHORT, LONG = 40, 120  # characters of the source
# Least and most that a translation's length may be of its source's, from (our Arabic and Kurdish: 0.46–2.0 and 0.6–1.6), with room.
RATIOS = ((LONG, 0.45, 2.0), (SHORT, 0.33, 2.7))


def end_mark(message: Message, context: Context) -> Remarks:
    """A translation ends as its source does: sentence, question, list to follow, or heading without a mark.

    Bad:  Is the person safe?   هل الشخص في أمان.
    Good: Is the person safe?   هل الشخص في أمان؟
    """
    here, there = _end(message.source.text), _end(message.translation.text)
    if here != there:
        yield f"ends with {NAMES[there]}, the source with {NAMES[here]}", "end it as the source ends"


def arabic_marks(message: Message, context: Context) -> Remarks:
    """Arabic and Kurdish have their own comma, semicolon and question mark: ، ؛ ؟.

    Bad:  water, food   ماء, طعام
    Good: water, food   ماء، طعام
    """
    if context.script == "ARABIC" and (found := LATIN_MARK.search(message.translation.text)):
        yield f"has the Latin mark {found[0]}", f"write {ARABIC_FOR[found[0]]}"


def brackets(message: Message, context: Context) -> Remarks:
    """Brackets and quotation marks come in pairs, the opening one first; [verify] and its like stay in square ones.

    Bad:  Article 10 [verify]   المادة 10 [للتحقق
    Good: Article 10 [verify]   المادة 10 [للتحقق]
    """
    source, translation = message.source.text, message.translation.text
    if (wrong := _unpaired(translation)) and not _unpaired(source):
        yield f"the bracket or quotation mark {wrong} has no partner", "write both, the opening one first in reading order"
    elif source.count("[") != translation.count("["):
        yield f"{source.count('[')} texts in square brackets became {translation.count('[')}", "keep [verify] and its like, translated"


def spaces(message: Message, context: Context) -> Remarks:
    """One space between words, none before a mark or inside a bracket, none at the ends.

    Bad:  water, food   ماء ، طعام
    Good: water, food   ماء، طعام
    """
    source, translation = message.source, message.translation
    text = translation.text
    if source.raw[:1].isspace() != translation.raw[:1].isspace() or source.raw[-1:].isspace() != translation.raw[-1:].isspace():
        yield "begins or ends with a space, or lacks the source’s", "begin and end as the source does"
    elif "  " in text and "  " not in source.text or "\t" in text:
        yield "has two spaces together", "write one"
    elif context.script == "ARABIC" and (found := SPACE_BEFORE.search(text)) and not SPACE_BEFORE.search(source.text):
        yield f"has a space before {found[0].strip()}", "take it out"
    elif (found := SPACE_AFTER.search(text)) and not SPACE_AFTER.search(source.text):
        yield f"has a space after {found[0].strip()}", "take it out"
    elif found := NO_SPACE_AFTER.search(text):
        yield f"has no space after {found[0]}", "write one"


def doubled_words(message: Message, context: Context) -> Remarks:
    """No word stands twice in a row.

    Bad:  in the case   في في القضية
    Good: in the case   في القضية
    """
    if (found := DOUBLED.search(VOWEL_SIGN.sub("", message.translation.text))) and not DOUBLED.search(message.source.text):
        yield f"has “{found[0]}”", "take one out"


def unfinished(message: Message, context: Context) -> Remarks:
    """No note of the translator's is left in the text; write it in a comment line of the catalog (# …).

    Bad:  at once   فوراً ؟؟
    Good: at once   فوراً
    """
    if (found := UNFINISHED.search(message.translation.text)) and found[0] not in message.source.text:
        yield f"has the mark {found[0]}", "finish the translation, or mark it as fuzzy"


def length(message: Message, context: Context) -> Remarks:
    """A translation of a sentence is not several times shorter or longer than its source: then a part was lost, or another one pasted.

    Bad:  Secure the telephone and documents of the person.   تأمين الهاتف.
    Good: Secure the telephone and documents of the person.   تأمين هاتف الشخص ووثائقه.
    """
    if len(message.source.text) < SHORT:
        return
    here, there = (len(FILLING.sub(" ", side.text).strip()) for side in (message.source, message.translation))
    for least, low, high in RATIOS:
        if here >= least:
            if not low <= there / here <= high:
                yield f"is {there / here:.1f} times as long as the source", "compare the sentences one by one"
            return


def _end(text: str) -> str:
    text = text.rstrip(" \u00a0\"'”»’").replace("...", "…")
    return ENDS.get(text[-1:], "")


def _unpaired(text: str) -> str | None:
    """The first bracket without a partner. A numbering such as a) or 1) needs none."""
    text = re.sub(r"(?<!\w)\w\)", " ", text) if "(" not in text else text
    open_ones: list[str] = []
    for char in BRACKET.findall(text):
        if char not in PAIRS:
            open_ones.append(char)
        elif not open_ones or open_ones.pop() != PAIRS[char]:
            return char
    return open_ones[-1] if open_ones else '"' if text.count('"') % 2 else None
