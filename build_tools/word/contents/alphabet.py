"""A word and its language in, the key that it is sorted by and the letter that it stands under out.

Unicode's own order is no alphabet: it has the letters of Sorani after all of Arabic's. Sorted by code of letter, "پ" would follow "ی".
The orders are those of CLDR 45 for Arabic (collation ``ar``: ة with ت, ى with ي) and of the Kurdish Academy's alphabet for Sorani.
"""

from __future__ import annotations

import re
import unicodedata

# Letters in a group count as one: the forms of alif, and what differs only in how it ends a word.
LETTERS = {
    "ar": "ء اأإآٱ ب تة ث ج ح خ د ذ ر ز س ش ص ض ط ظ ع غ ف ق كک ل م ن ه وؤ يىئی",
    "ckb": "ئ اأإآ ب پ تة ث ج چ ح خ دذ ر ڕ ز ژ س ش صض طظ ع غ ف ڤ ق کك گ ل ڵ م ن و ۆ هھ ە یيى ێ",
}
ARTICLE = re.compile("^ال(?=..)")  # Arabic indexes leave it out: else nearly every term would stand under alif
UNWRITTEN = re.compile("[\u0640\u200b-\u200f\u2060\u2066-\u2069]")  # tatweel and marks without width


def key(word: str, language: str) -> tuple[tuple[int, str], ...]:
    """Words sort by this. Vowel signs and capitals do not count, nor what is neither letter nor digit, but a space does."""
    ranks = _ranks(language)
    letters = (letter for letter in sort_text(word, language) if letter.isalnum() or letter == " ")
    return tuple((ranks.get(letter, 1000 if letter.isalpha() else -1), letter if letter not in ranks else "") for letter in letters)


def sort_text(word: str, language: str) -> str:
    """The word as it is sorted: without the article of Arabic, marks and capitals."""
    text = UNWRITTEN.sub("", word).strip()
    if language not in LETTERS:  # where a hamza or a hook makes a letter of its own, it stays
        text = unicodedata.normalize("NFKD", text)
    text = "".join(letter for letter in text if not unicodedata.combining(letter)).casefold()
    return ARTICLE.sub("", text) if language == "ar" else text


def initial(word: str, language: str) -> str:
    """The letter that heads the group of a word: the first form of its group, in capitals where there are any."""
    first = next((letter for letter in sort_text(word, language) if letter.isalnum()), "")
    group = next((group for group in LETTERS.get(language, "").split() if first and first in group), first)
    return group[:1].upper()


def _ranks(language: str) -> dict[str, int]:
    return {letter: rank for rank, group in enumerate(LETTERS.get(language, "").split()) for letter in group}
