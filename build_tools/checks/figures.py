"""A message's numbers and codes in; what a translation changed among them out.

They carry law: of all mistakes in a translation, a changed article, deadline or case code does most harm.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from build_tools.catalogs import words
from build_tools.checks.inline import Context, Message
from build_tools.checks.marks import Remarks, differences

# TBC-10, DEMO-0000, E/2002/68/Add.1: a capital first, then parts joined by - or /, with a digit somewhere.
CODE = re.compile(r"(?<![\w./-])(?=[\w/.-]*[-/])(?=[\w/.-]*[0-9])[A-Z][A-Z0-9]*(?:[-/.][A-Z0-9][A-Za-z0-9]*)+", re.ASCII)
ANNEX = re.compile(r"(?<![\w'’-])(?<!\w\.)[A-Z](?![\w'’-]|\.\w)", re.ASCII)
GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:([,٬’\u00a0\u202f])\d{3})(?:\1\d{3})*(?!\d)")
NUMBER = re.compile(r"\d+(?:[.٫:/]\d+)*(?:\s?\(\d+\))*")  # 5.2.3, 10:30, 31/7/2023 and 6(5) are one number each
HAS_DIGIT = re.compile(r"\d")
OTHER_DIGIT = re.compile(r"[^\D0-9]")
LAW_AND_YEAR = re.compile(r"\b(\d+) of (\d{4})\b")
ARTICLE_LETTER = re.compile(r"(?<!\d)(\d+(?:\s?\(\d+\))*)\s?\((\w)\)")
# Letters of sub-paragraphs in laws: abjad in Arabic; in Kurdish texts the same, or alphabetic. The Latin letter may stay.
LETTERS = {"a": "aأا", "b": "bب", "c": "cجپ", "d": "dدت", "e": "eهە", "f": "fو"}
HYPHENS = r"\-\u2010\u2011\u2012\u2013\u2014\u2212"
JOINED = re.compile(rf"(?<!\d)\d+(?:[{HYPHENS}]\d+)+")


def codes(message: Message, context: Context) -> Remarks:
    """Codes of cases, of questions to the committee, of documents and annexes stay as they are.

    Bad:  (proposed, TBC-10)   (مقترح، TBC-01)
    Good: (proposed, TBC-10)   (مقترح، TBC-10)
    """
    lost, added = differences(_codes(message.source.text), _codes(message.translation.text))
    if lost:
        yield f"lacks {', '.join(lost[:3])}", "write it as in the source"
    elif added:
        yield f"has {', '.join(added[:3])}, which the source has not", "write the code of the source"
    elif letters := ANNEX.findall(_without_codes(message.translation.text)):
        known = ANNEX.findall(_without_codes(message.source.text))
        if strange := [letter for letter in letters if letter not in known]:
            yield f"has the letter {strange[0]}, which the source has not", "write the annex’s letter as in the source"


def numbers(message: Message, context: Context) -> Remarks:
    """Numbers are those of the source, whatever digits they are written in; articles keep their paragraphs, laws their years.

    Bad:  Article 6(5)   المادة 5(6)
    Good: Article 6(5)   المادة 6(5)
    """
    here, there = numbers_in(message.source.text), numbers_in(message.translation.text)
    lost, added = differences(here, there)
    if lost:
        instead = f" (has {', '.join(added[:3])})" if added else ""
        yield f"lacks the number {', '.join(lost[:3])}{instead}", "write each number of the source, in digits, as often as there"
    elif added:
        yield f"has the number {', '.join(added[:3])}, which the source has not", "write the numbers of the source; months and other words in words"
    elif torn := _torn_citations(message.source.text, there):
        yield f"has no {torn[0]} of {torn[1]}", "keep the number of each law together with its year"
    elif wrong := wrong_letter(message):
        yield f"lacks {wrong}", "compare the paragraph’s letter: (a) أ, (b) ب, (c) ج, (d) د"


def latin_digits(message: Message, context: Context) -> Remarks:
    """Digits are 0–9 in every language: two kinds of digits in one text are read as two kinds of numbers.

    Bad:  28 days   ٢٨ يوماً
    Good: 28 days   28 يوماً
    """
    if other := OTHER_DIGIT.findall(message.translation.text):
        yield f"has the digits {''.join(other[:10])}", "write 0–9"


def joined_digits(message: Message, context: Context) -> Remarks:
    """After Arabic letters, numbers joined by a hyphen or dash are shown in the wrong order (UAX #9, W2 and W4).

    Bad:  Articles 390 to 392   المواد 390-392
    Good: Articles 390 to 392   المواد 390 إلى 392
    """
    if context.script == "ARABIC" and (found := JOINED.search(_without_codes(message.translation.text))):
        yield f"has “{found[0]}”, which would be shown turned round", "write a word between the numbers, or / in a date"


def interface_word(message: Message, context: Context) -> Remarks:
    """Words of the interface hold no markup, and the placeholders of the English; builds show others in English.

    Bad:  Page %(page)s   <b>الصفحة</b> %(صفحة)s
    Good: Page %(page)s   الصفحة %(page)s
    """
    if reason := words.fault(message.source.raw, message.translation.raw):
        yield reason, "write plain words, with the placeholders of the English"


def _codes(text: str) -> list[str]:
    return CODE.findall(text) if "-" in text or "/" in text else []


def _without_codes(text: str) -> str:
    return CODE.sub(" ", text) if "-" in text or "/" in text else text


@lru_cache(maxsize=20_000)
def numbers_in(text: str) -> tuple[str, ...]:
    """The numbers in reading order, in the digits 0–9; 10,000 is 10000."""
    if not HAS_DIGIT.search(text):
        return ()
    text = OTHER_DIGIT.sub(lambda match: str(unicodedata.digit(match[0])), _without_codes(text))
    text = GROUPED.sub(lambda match: re.sub(r"\D", "", match[0]), text)
    return tuple(re.sub(r"\s", "", number).replace("٫", ".") for number in NUMBER.findall(text))


def _torn_citations(source: str, there: tuple[str, ...]) -> tuple[str, str] | None:
    """A law's number and year (English “28 of 2012”) that are not neighbours in the translation."""
    neighbours = set(zip(there, there[1:], strict=False))
    return next((pair for pair in LAW_AND_YEAR.findall(source) if pair not in neighbours), None)


def wrong_letter(message: Message) -> str | None:
    """A paragraph such as 3(b) that the translation gives another letter."""
    there: dict[str, set[str]] = {}
    for number, letter in ARTICLE_LETTER.findall(message.translation.text):
        there.setdefault(re.sub(r"\s", "", number), set()).add(letter.lower())
    for number, letter in ARTICLE_LETTER.findall(message.source.text):
        number = re.sub(r"\s", "", number)
        if number in there and letter.lower() in LETTERS and not set(LETTERS[letter.lower()]) & there[number]:
            return f"{number}({letter})"
    return None
