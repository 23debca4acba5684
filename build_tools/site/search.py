"""Words of a page or a query in, the forms that the site's search compares out; the same rules in Python and in JavaScript.

Sphinx has no rules for Arabic or Kurdish: it splits words at vowel signs, and «القاضي» does not find «قاضي».
Here letters that are typed in several ways become one, and the commonest endings and beginnings are taken off.
"""

from __future__ import annotations

import functools
import json
import re
import unicodedata

from sphinx.search import SearchEnglish, SearchLanguage

# Vowel signs, tatweel, zero-width and direction marks: readers do not type them.
DROPPED = "\u064b-\u065f\u0670\u0640\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff"
# Letters that stand for each other in what people type. Digits become those that Sphinx's script does not throw away.
FOLDED = str.maketrans("أإآٱىئیېکةەھؤۆڕڵێ" + "0123456789" + "۰۱۲۳۴۵۶۷۸۹", "ااااييييكهههوورلي" + "٠١٢٣٤٥٦٧٨٩" * 2)
LEAST = 3  # letters that must be left of a word
ROUNDS = 2  # endings taken off: plural and possessive

# By language: what is taken off at the beginning and at the end, longest first; written as above, after folding.
AFFIXES = {
    "ar": (
        ("وبال", "وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ب", "ل", "ف", "ك"),
        ("هما", "كما", "ات", "ان", "ون", "ين", "ها", "هم", "هن", "نا", "يه", "ه", "ي"),
    ),
    "ckb": (
        (),
        ("هكانيان", "هكانمان", "هكاني", "هكان", "هكهي", "هكه", "يهكان", "يهكه", "يهك", "اني", "ان", "يك", "هوه", "هي", "كه", "يي", "ي", "ه"),
    ),
}

SCRIPT = """
const FOLDED = %(folded)s;
const normalizeQuery = (text) =>
  Array.from(text.normalize("NFKC").replace(/[%(dropped)s]/gu, "")).map((c) => FOLDED[c] || c).join("");
var splitQuery = (query) =>
  normalizeQuery(query).split(/[^\\p{Letter}\\p{Number}_]+/gu).filter((term) => term);
"""
STEMMER = """
var Stemmer = function () {
  const prefixes = %(prefixes)s, suffixes = %(suffixes)s, least = %(least)d, rounds = %(rounds)d;
  this.stemWord = function (word) {
    const prefix = prefixes.find((p) => word.startsWith(p) && word.length - p.length >= least);
    if (prefix) word = word.slice(prefix.length);
    for (let round = 0; round < rounds; round++) {
      const suffix = suffixes.find((s) => word.endsWith(s) && word.length - s.length >= least);
      if (suffix) word = word.slice(0, -suffix.length);
    }
    return word;
  };
};
"""


class StemsOnce(SearchLanguage):
    """A word is stemmed once for all pages, where Sphinx does it once for each."""

    def __init__(self, options: dict[str, str]) -> None:
        super().__init__(options)
        self.stem = functools.cache(self.stem)


class CachedEnglish(StemsOnce, SearchEnglish):
    """Sphinx's English rules."""


class ArabicScript(StemsOnce):
    """What languages in Arabic script share; ``rules_for`` makes one for each."""

    affixes: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
    js_splitter_code = SCRIPT % {
        "dropped": DROPPED.encode("ascii", "backslashreplace").decode(),
        "folded": json.dumps({chr(a): chr(b) for a, b in FOLDED.items()}, ensure_ascii=False),
    }

    def split(self, input: str) -> list[str]:
        return self._word_re.findall(normalize(input))

    def stem(self, word: str) -> str:
        prefixes, suffixes = self.affixes
        prefix = next((p for p in prefixes if word.startswith(p) and len(word) - len(p) >= LEAST), "")
        word = word[len(prefix) :]
        for _ in range(ROUNDS):
            suffix = next((s for s in suffixes if word.endswith(s) and len(word) - len(s) >= LEAST), "")
            word = word[: len(word) - len(suffix)]
        return word

    def word_filter(self, word: str) -> bool:
        return word not in self.stopwords  # numbers too: people look for «28»


def normalize(text: str) -> str:
    """One form of each letter."""
    return re.sub(f"[{DROPPED}]", "", unicodedata.normalize("NFKC", text)).translate(FOLDED)


def rules_for(tag: str) -> type[SearchLanguage]:
    """The search rules of a language in Arabic script."""
    prefixes, suffixes = AFFIXES.get(tag, ((), ()))
    code = STEMMER % {
        "prefixes": json.dumps(prefixes, ensure_ascii=False),
        "suffixes": json.dumps(suffixes, ensure_ascii=False),
        "least": LEAST,
        "rounds": ROUNDS,
    }
    return type(f"Search_{tag}", (ArabicScript,), {"lang": tag, "language_name": tag, "affixes": (prefixes, suffixes), "js_stemmer_code": code})


def register(app, config) -> None:
    """Give each language of the SOP its rules."""
    app.add_search_language(CachedEnglish)
    for tag, language in config.sop_project.languages.items():
        if language.direction == "rtl":
            app.add_search_language(rules_for(tag))
