"""The register's terms in; which of them a source text has, and whether a translation holds their words, out.

Words are inflected: Arabic and Kurdish add articles, prepositions, plurals and possessives, and Arabic changes vowels inside.
So a word counts as the term's if it holds the term's consonants in order; that overlooks some mistakes and accuses nobody wrongly.
"""

from __future__ import annotations

import re
from functools import lru_cache

from build_tools.content.glossary import Term

VOWEL_SIGN = re.compile("[\u064b-\u0652\u0670]")
WORD = re.compile(r"[^\W\d_]+")
ARTICLE = re.compile(r"^(?:ال|لل|وال|بال|كال|فال)(?=\w{3})")
PLAIN = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")
CITATION = re.compile(r"\bNo\. \d")
# English words that mean other things as well; as terms they are recognised in {term} roles alone.
EVERYDAY = frozenset(
    ["approval", "article", "assistance", "confidential", "detention", "form", "intake", "interview", "receipt", "service", "statement", "transfer",
     "transportation", "version"]
)
PLURAL = {"ar": re.compile(r"(?<=\w{3})(?:ات|ون|ين)$"), "ckb": re.compile(r"(?<=\w{3})(?:ی?ەکان|ان)$")}
# Letters that come and go when a word is inflected: long vowels, hamza and its seats, endings.
WEAK = {"ar": re.compile("[اأإآٱوؤيئىةء]"), "ckb": re.compile("[اەێیۆوئ]")}
ENDING = {"ar": "ةىيا", "ckb": "ەیا"}
HAMZA = str.maketrans("ؤئ", "ءء")  # its seat follows the vowel: إيواء, إيواؤه, إيوائهم
# Prepositions and particles of the terms themselves: grammar may ask for another one.
SMALL = {"ar": {"على", "من", "إلى", "في", "عن"}, "ckb": {"بە", "بۆ", "لە", "و"}}


class Vocabulary:
    """The terms of the register, for translations from ``source`` into ``language``."""

    def __init__(self, terms: list[Term], source: str, language: str) -> None:
        self._words = {term.words[source].casefold(): (term.words[source], term.words[language]) for term in terms if language in WEAK}
        self._wanted = {key: _content(word, language) for key, (_, word) in self._words.items()}
        self._language = language
        self._plain: dict[str, tuple[str, ...]] = {}
        words = [word for word, _ in self._words.values() if PLAIN.fullmatch(word) and word.casefold() not in EVERYDAY]
        words.sort(key=len, reverse=True)  # the longest first: a presumed victim is one term
        self._pattern = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, words))})(?:e?s|ren)?(?![\w-])" if words else r"(?!)", re.I)

    def word(self, term: str) -> str | None:
        """The register's translation of a term."""
        return self._words.get(term.casefold(), ("", None))[1]

    def terms_in(self, text: str) -> tuple[str, ...]:
        """The terms that a source text has as plain words, and surely as terms.

        Capitals inside and behind make them part of a name (… Trafficking in Persons, Rehabilitation Directorate), and a cited law has
        words of its own.
        """
        if text not in self._plain:  # many messages are repeated
            matches = [(match[1], self._words[match[1].casefold()][0]) for match in self._pattern.finditer(text) if not _begins_a_name(match)]
            cites = bool(CITATION.search(text))
            self._plain[text] = tuple(dict.fromkeys(term for found, term in matches if found[1:] == term[1:] and (" " in term or not cites)))
        return self._plain[text]

    def holds(self, text: str, term: str) -> bool:
        """Each word of the term's translation is in the text, in some inflection. A term that is not in the register is nobody's fault."""
        wanted = self._wanted.get(term.casefold(), [])
        words = WORD.findall(VOWEL_SIGN.sub("", text))
        return all(any(_is_inflected(word, of, self._language) for word in words) for of in wanted)


def _begins_a_name(match: re.Match) -> bool:
    return match[0][0].isupper() and match.string[match.end() : match.end() + 2].strip().isupper()


def _content(translation: str, language: str) -> list[str]:
    """The words of a term's translation that must be there. What follows a dash or bracket tells terms apart, and is left out in text."""
    head = re.split(r"\s[–-]\s|\s\(", translation)[0]
    return [word for word in WORD.findall(VOWEL_SIGN.sub("", head)) if word not in SMALL[language]]


@lru_cache(maxsize=50_000)
def _is_inflected(word: str, of: str, language: str) -> bool:
    stem = PLURAL[language].sub("", ARTICLE.sub("", of) if language == "ar" else of)
    consonants = _consonants(stem, language)
    if len(consonants) >= 2:
        return consonants in _consonants(word, language)
    return stem.rstrip(ENDING[language]).translate(HAMZA) in word.translate(HAMZA)  # almost nothing but vowels: إيواء, داد


@lru_cache(maxsize=50_000)
def _consonants(word: str, language: str) -> str:
    """The consonants in order, doubled ones once."""
    return re.sub(r"(.)\1+", r"\1", WEAK[language].sub("", word))
