"""A real message in; the same with one mistake that translators make, out. Each mistake knows the code that must name it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from build_tools.checks import inline


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """``plant`` takes msgid, msgstr and language; what it gives unchanged had no place for the mistake."""

    name: str
    code: str
    plant: Callable[[str, str, str], str]


def _text(change: Callable[[str], str]) -> Callable[[str, str, str], str]:
    return lambda msgid, msgstr, language: change(msgstr)


def _swap(old: str, new: str) -> Callable[[str, str, str], str]:
    return _text(lambda text: text.replace(old, new, 1))


def _sub(pattern: str, new) -> Callable[[str, str, str], str]:
    return _text(lambda text: re.sub(pattern, new, text, count=1))


def _by_language(ar: Callable, ckb: Callable) -> Callable[[str, str, str], str]:
    return lambda msgid, msgstr, language: (ar if language == "ar" else ckb)(msgid, msgstr, language)


def _first_sentence(msgid: str, msgstr: str, language: str) -> str:
    """Only the first of several sentences was translated."""
    if inline.read(msgid).roles or len(re.findall(r"\.\s", msgid)) < 2 or re.search(r"\d", msgid):
        return msgstr
    return re.split(r"(?<=\.)\s", msgstr)[0]


def _another_number(msgid: str, msgstr: str, language: str) -> str:
    """One digit typed wrongly, not in a role or code."""
    return re.sub(r"(?<![\w`<(-])(\d*)(\d)(?=[^\w`>-]|$)", lambda match: match[1] + str((int(match[2]) + 1) % 10), msgstr, count=1)


MISTAKES = [
    Mistake(name="a role's target is translated", code="roles", plant=_sub(r"<([a-z ]+)>", lambda m: "<الكلمة>")),
    Mistake(name="a term loses its key", code="roles", plant=_sub(r"(\{term\}`[^`<]+) <[^>]+>`", r"\1`")),
    Mistake(name="a reference points elsewhere", code="roles", plant=_sub(r"\{numref\}`[\w-]+`", "{numref}`step-nowhere`")),
    Mistake(name="a reference is left out", code="roles", plant=_sub(r"\{(?:num)?ref\}`[\w-]+`", "ذلك")),
    Mistake(name="a role is torn from its text", code="roles", plant=_swap("}`", "} `")),
    Mistake(name="a role's name is mistyped", code="roles", plant=_swap("{term}", "{trem}")),
    Mistake(name="the place of a chapter's number is lost", code="roles", plant=_swap(" {number} <", " <")),
    Mistake(name="a footnote mark is lost", code="footnotes", plant=_sub(r"\[\^[\w-]+\]", "")),
    Mistake(name="a footnote mark is renamed", code="footnotes", plant=_swap("[^", "[^x")),
    Mistake(name="a strong text is not closed", code="emphasis", plant=_sub(r"\*\*([^*]+)\*\*", r"**\1")),
    Mistake(name="a strong text became plain", code="emphasis", plant=_sub(r"\*\*([^*]+)\*\*", r"\1")),
    Mistake(name="a strong text has spaces inside", code="emphasis", plant=_sub(r"\*\*([^*]+)\*\*", r"** \1 **")),
    Mistake(name="strong became emphasised", code="emphasis", plant=_sub(r"\*\*([^*]+)\*\*", r"*\1*")),
    Mistake(name="an article's paragraph became another", code="numbers", plant=_sub(r"(\d)\((\d)\)", lambda m: f"{m[1]}({(int(m[2]) + 2) % 10})")),
    Mistake(name="article and paragraph changed places", code="numbers", plant=_sub(r"\b([2-9])\((?!\1)([1-9])\)", r"\2(\1)")),
    Mistake(name="a digit is mistyped", code="numbers", plant=_another_number),
    Mistake(name="the year of a law is wrong", code="numbers", plant=_swap("2012", "2021")),
    Mistake(name="the number of a law is turned round", code="numbers", plant=_swap("(28)", "(82)")),
    Mistake(name="a deadline is left out", code="numbers", plant=_sub(r"(?<![\w(-])\d+ (?=\w)", "")),
    Mistake(name="the letter of a paragraph is wrong", code="numbers", plant=_sub(r"(\d)\((?:أ|ا|ج|ب)\)", r"\1(د)")),
    Mistake(name="a question to the committee has another code", code="codes", plant=_sub(r"TBC-\d\d", "TBC-99")),
    Mistake(name="a code is lost", code="codes", plant=_sub(r"، TBC-\d\d\)", ")")),
    Mistake(name="the case code is made up", code="codes", plant=_swap("DEMO-0000", "DEMO-1234")),
    Mistake(name="another annex is named", code="codes", plant=_sub(r"\b[A-L]\b(?!-)", "K")),
    Mistake(name="other digits", code="latin-digits", plant=_text(lambda text: text.replace("28", "٢٨").replace("24", "٢٤"))),
    Mistake(name="a range with a hyphen", code="joined-digits", plant=_sub(r"(\d+) (?:إلى|تا) (\d+)", r"\1-\2")),
    Mistake(name="a box is lost", code="form-fields", plant=_swap("☐ ", "")),
    Mistake(name="a blank is lost", code="form-fields", plant=_sub(r"…{2,}", "…")),
    Mistake(name="a bracket is not closed", code="brackets", plant=_sub(r"(?<= )\(([^()\d]{3,})\)(?![^<]*>)", r"(\1")),
    Mistake(name="brackets are typed as they look", code="brackets", plant=_sub(r"(?<= )\(([^()\d]{3,})\)(?![^<]*>)", r")\1(")),
    Mistake(name="the mark [verify] is lost", code="brackets", plant=_sub(r" \[(?!\^)[^\]]+\]", "")),
    Mistake(name="the source was copied", code="same-as-source", plant=lambda msgid, msgstr, language: msgid if len(inline.read(msgid).text) > 12 else msgstr),
    Mistake(name="an English word is left", code="script", plant=_sub(r"(?<=[\u0621-\u06d5]) (?=[\u0621-\u06d5])", " officer ")),
    Mistake(name="letters of the other language", code="letters", plant=_by_language(_swap("ك", "ک"), _swap("ک", "ك"))),
    Mistake(name="ye of the other language", code="letters", plant=_by_language(_swap("ي", "ی"), _swap("ی", "ي"))),
    Mistake(name="heh doachashmee", code="letters", plant=_by_language(_sub("ه(?=\\w)", "ھ"), _sub("ه(?=\\w)", "ھ"))),
    Mistake(name="ە typed as ه", code="final-heh", plant=lambda msgid, msgstr, language: re.sub(r"(?<=[\u0628-\u06ad])ە\b", "ه", msgstr, count=1) if language == "ckb" else msgstr),
    Mistake(name="a shape of a letter", code="presentation-forms", plant=_by_language(_swap("لا", "\ufefb"), _swap("ب", "\ufe91"))),
    Mistake(name="a stretched word", code="tatweel", plant=_sub(r"(?<=[بتسشمن])(?=[\u0627-\u06d5])", "ــ")),
    Mistake(name="a right-to-left mark", code="invisible", plant=_sub(r"\.$", ".\u200f")),
    Mistake(name="an override of direction", code="invisible", plant=_sub(r" ", " \u202e")),
    Mistake(name="a zero-width non-joiner", code="invisible", plant=_sub(r"(?<=ە)(?=\w)|(?<=ا)(?=ل)", "\u200c")),
    Mistake(name="HTML", code="html", plant=_sub(r"^(\w+) ", r"<b>\1</b> ")),
    Mistake(name="the message became a list", code="block", plant=_text(lambda text: "- " + text)),
    Mistake(name="the message became a heading", code="block", plant=_text(lambda text: "# " + text)),
    Mistake(name="the message became a step", code="block", plant=_text(lambda text: "1. " + text if not re.search(r"\d", text) else text)),
    Mistake(name="a paragraph was added", code="block", plant=_text(lambda text: text + "\n\n" + text.split(" ")[0] + ".")),
    Mistake(name="a link was added", code="links", plant=_sub(r"^(\w+) ", r"[\1](https://example.org) ")),
    Mistake(name="another term's word", code="terms", plant=_by_language(_sub(r"`[^`<]+ <victim>`", "`الشاهد <victim>`"), _sub(r"`[^`<]+ <victim>`", "`شایەت <victim>`"))),
    Mistake(
        name="the judge became the investigator",
        code="terms",
        plant=_by_language(_sub(r"قاضي التحقيق", "المحقق"), _sub(r"دادوەری لێکۆڵینەوە(?=\W|$)", "لێکۆڵەر")),
    ),
    Mistake(name="a full stop is lost", code="end-mark", plant=_sub(r"\.$", "")),
    Mistake(name="a full stop is added", code="end-mark", plant=_sub(r"(?<=[\u0621-\u06d5])$", ".")),
    Mistake(name="a Latin comma", code="arabic-marks", plant=_swap("، ", ", ")),
    Mistake(name="a Latin semicolon", code="arabic-marks", plant=_swap("؛", ";")),
    Mistake(name="a space before a comma", code="spaces", plant=_swap("،", " ،")),
    Mistake(name="two spaces", code="spaces", plant=_swap(" ", "  ")),
    Mistake(name="a space at the end", code="spaces", plant=_text(lambda text: text + " ")),
    Mistake(name="a doubled word", code="doubled-words", plant=_sub(r"(?<= )([\u0621-\u06d5]{3,}) (?=[\u0621-\u06d5])", r"\1 \1 ")),
    Mistake(name="a translator's question", code="unfinished", plant=_text(lambda text: text + " ؟؟")),
    Mistake(name="sentences were left out", code="length", plant=_first_sentence),
]
