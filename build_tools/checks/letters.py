"""A translation's letters in; those of another script or language, and invisible or obsolete characters, out."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from build_tools.checks.figures import CODE
from build_tools.checks.inline import PLACEHOLDER, Context, Message
from build_tools.checks.marks import ADDRESS, Remarks

# Letters that only the other language has. Unicode, chapter 9.2 Arabic; Kurdish Academy, Sorani alphabet.
KURDISH = "پچژگڤڕڵۆێەکیھ"
FOREIGN = {"ar": KURDISH, "ckb": "كيىةؤإٱھ", "fa": "كيىڤڕڵۆێەھ"}
INSTEAD = {"ك": "ک", "ي": "ی", "ى": "ی", "ة": "ە or ت", "ک": "ك", "ی": "ي or ى", "ە": "ه or ة", "ھ": "ه", "گ": "ك", "پ": "ب"}
MARKS_OF_KURDISH = "ەێۆڕڵڤکگپچژی"
ARABIC_ALONE = 12  # letters: shorter Kurdish words such as ئامراز may have none of Kurdish's own
# In Kurdish ه is a consonant. At a word's end it is one after these vowels only (گوناه); after other letters ە was meant.
FINAL_HEH = re.compile(r"(?<!\w)\w+(?<![اۆێ])ه(?!\w)")
ZWNJ = "\N{ZERO WIDTH NON-JOINER}"
UNSEEN = re.compile("[\u034f\u115f\u1160\u3164\ufffd]")  # by their category letters, marks and signs
USES_ZWNJ = {"fa"}  # Persian spelling needs it; in Kurdish it is what an obsolete coding of ە leaves behind
TATWEEL = "\N{ARABIC TATWEEL}"
PARAGRAPH_E = re.compile(r"(?<!\w)هـ(?!\w)")  # how laws write the letter of a fifth paragraph: (هـ)
FILE_NAME = re.compile(r"(?<![\w-])[\w-]*\.[a-z]{2,4}\b", re.ASCII)
PRODUCTS = frozenset({"Excel", "Word"})  # names that keep their letters in the ministries' own texts
LATIN_WORD = re.compile(r"[A-Za-z][A-Za-z'’]+")
SHAPE = re.compile(r"[\ufb50-\ufd3d\ufd50-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc]")  # without the ornate brackets between them


def same_as_source(message: Message, context: Context) -> Remarks:
    """A translation differs from its source, unless there is no word to translate.

    Bad:  First responder   First responder
    Good: DEMO-0000         DEMO-0000
    """
    source, translation = message.source, message.translation
    if translation.raw.strip() != source.raw.strip() or not (words := _words(source.text)):
        return
    if _script(words[0][0]) != context.script or len(words) > 2:  # in the same letters, a word or two may be the same
        yield "is the source’s text", "translate it"


def script(message: Message, context: Context) -> Remarks:
    """A translation is written in its language's letters; Latin words stay only where the source has them in capitals.

    Bad:  police officer   ضابط police
    Good: the TBC mark     العلامة TBC
    """
    text = message.translation.text
    others = {char for char in set(text) if char.isalpha() and _script(char) != context.script}
    if not others:
        return
    letters = [char for char in _visible(text) if char.isalpha()]
    other = [char for char in letters if char in others]
    if len(letters) >= 3 and len(other) > len(letters) / 2 and _words(text):
        yield "is not in the language’s script", "translate it"
    elif context.script != "LATIN" and (words := _foreign_words(message)):
        yield f"has “{words[0]}”", "translate it"
    elif strange := [char for char in other if _script(char) not in ("LATIN", "GREEK")]:
        yield f"has {_named(strange[0])}", "write it in the language’s letters"


def language(message: Message, context: Context) -> Remarks:
    """A translation is in its catalog's language: Kurdish is no Arabic, although the letters are nearly the same.

    Bad:  (ckb) victims   ضحايا الاتجار بالبشر
    Good: (ckb) victims   قوربانیانی بازرگانیکردن
    """
    words = [word for word in re.findall(r"\w+", message.translation.text) if _script(word[0]) == "ARABIC"]
    if context.language == "ckb":
        text = "".join(words)
        if len(text) >= ARABIC_ALONE and not set(text) & set(MARKS_OF_KURDISH):
            yield "is Arabic, not Kurdish", "translate it into Kurdish"
    elif context.language == "ar":
        kurdish = [word for word in words if set(word) & set(KURDISH)]
        if len(kurdish) > 1 and len(kurdish) > len(words) / 2:
            yield "is Kurdish, not Arabic", "translate it into Arabic"


def letters(message: Message, context: Context) -> Remarks:
    """Letters are the language's own: ك ي ى ة in Arabic, ک ی ە in Kurdish. Others look alike, and search does not find them.

    Bad:  (ckb) case   كەیس
    Good: (ckb) case   کەیس
    """
    foreign = FOREIGN.get(context.language, "")
    if strange := [char for char in set(message.translation.text) if char in foreign]:
        instead = INSTEAD.get(strange[0])
        yield f"has {_named(strange[0])}", f"write {instead}" if instead else "write the language’s own letter"


def final_heh(message: Message, context: Context) -> Remarks:
    """In Kurdish a word's last vowel is ە (U+06D5); ه (U+0647) is the consonant.

    Bad:  (ckb) annex   ئهم پاشکۆیه
    Good: (ckb) annex   ئەم پاشکۆیە
    """
    if context.language == "ckb" and (found := FINAL_HEH.search(message.translation.text)):
        yield f"“{found[0]}” ends with ه (U+0647)", "write ە (U+06D5)"


def presentation_forms(message: Message, context: Context) -> Remarks:
    """Letters are typed, not shapes of letters (U+FB50–FDFF, U+FE70–FEFC), which come from old PDF files and no search finds.

    Bad:  victim   ﺿﺣﻳﺔ
    Good: victim   ضحية
    """
    strange = [char for char in SHAPE.findall(message.translation.raw) if char not in message.source.raw]
    if strange:
        yield f"has {_named(strange[0])}", f"write {unicodedata.normalize('NFKC', strange[0]).strip()}; paste it through a plain text editor"


def tatweel(message: Message, context: Context) -> Remarks:
    """Words are not stretched with tatweel (U+0640): search does not find them, and fonts stretch lines themselves.

    Bad:  victim   ضحيـــة
    Good: victim   ضحية
    """
    if TATWEEL in PARAGRAPH_E.sub("", message.translation.raw) and TATWEEL not in message.source.raw:
        yield "has the stretching character ـ (U+0640)", "take it out"


def invisible(message: Message, context: Context) -> Remarks:
    """No invisible characters: they turn text round, hide words from search, or stand for a letter that was not found.

    Bad:  (ckb) region   هه\\u200cرێم
    Good: (ckb) region   هەرێم
    """
    if message.translation.raw.isprintable() and not UNSEEN.search(message.translation.raw):
        return
    for char in message.translation.raw:
        if char in message.source.raw or char == "\n" or char == ZWNJ and context.language in USES_ZWNJ:
            continue
        if unicodedata.category(char) in ("Cc", "Cf", "Co", "Cn", "Zl", "Zp") or UNSEEN.match(char):
            yield f"has {_named(char)}", "take it out, or write the letter that it stands for"
            return


@cache
def _script(char: str) -> str:
    return unicodedata.name(char, "").split(" ")[0]


def _named(char: str) -> str:
    name = unicodedata.name(char, "a character without a name")
    shown = f"{char} " if char.isalpha() else ""
    return f"{shown}U+{ord(char):04X} ({name.lower()})"


def _visible(text: str) -> str:
    """Without codes, addresses, file names and left-over names of roles, which are Latin in every language."""
    return FILE_NAME.sub(" ", ADDRESS.sub(" ", CODE.sub(" ", PLACEHOLDER.sub(" ", text))))


def _words(text: str) -> list[str]:
    """The words that can be translated: no codes, addresses, single letters or short names in capitals."""
    words = re.findall(r"[^\W\d_]{2,}", _visible(text))
    return [word for word in words if not (word.isupper() and len(word) <= 6)]


def _foreign_words(message: Message) -> list[str]:
    """Latin words, but for what the source has in capitals (UNICEF, TBC) or with capitals inside (WhatsApp)."""
    known = {word for word in LATIN_WORD.findall(_visible(message.source.text)) if word[1:] != word[1:].lower() or word in PRODUCTS}
    return [word for word in LATIN_WORD.findall(_visible(message.translation.text)) if word not in known]
