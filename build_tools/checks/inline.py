"""One msgid or msgstr in; its inline marks, and the text that readers see, out. The builds' own parser tells marks from text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from markdown_it.token import Token
from sphinx.util.nodes import explicit_title_re

from build_tools.checks.vocabulary import Vocabulary
from build_tools.content.markdown.parsing import message_parser

# What stands in the text where readers see something that is no word of the message: a number, a title, code, a picture.
OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
# What programs put a number or name in place of: printf's and Python's forms, template strings, and Sphinx's {number}.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\$\{\w+\}|\{\w*\}", re.ASCII)
# Roles whose content is words to be translated; of all others it is a target, which must stay.
WORD_ROLES = frozenset({"abbr", "dfn", "emphasis", "strong", "sub", "sup"})
# A citation's words are the translator's own; its numbers are compared with its target, see ``laws``, and with nothing else.
CITATION = "law"


@dataclass(frozen=True, kw_only=True)
class Role:
    """``{name}`words <target>` ``. ``words`` is None where the content is the target alone, ``target`` where it is words alone."""

    name: str
    words: str | None
    target: str | None

    def __str__(self) -> str:
        return f"{{{self.name}}}" + ("" if self.target is None else f"`{self.target}`")


@dataclass(frozen=True, kw_only=True)
class Inline:
    """The marks of one msgid or msgstr, each kind in reading order, and its text.

    ``text`` is what readers see, with OBJECT for what is no word of the message; ``loose`` is the text outside of all marks and
    roles, where a mark that did not work out is left over; ``kinds`` counts emphasis and strong.
    """

    raw: str
    text: str
    loose: str = ""
    roles: tuple[Role, ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    footnotes: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    html: tuple[str, ...] = ()
    emphasis: int = 0
    strong: int = 0


@dataclass(frozen=True, kw_only=True)
class Message:
    """A source text and its translation."""

    source: Inline
    translation: Inline


@dataclass(frozen=True, kw_only=True)
class Context:
    """What a check knows beside the message. ``script`` is the first word of its letters' names in Unicode, such as ARABIC."""

    language: str
    script: str
    vocabulary: Vocabulary


@dataclass(kw_only=True)
class _Collected:
    """What has been read of a message so far."""

    text: list[str] = field(default_factory=list)
    loose: list[str] = field(default_factory=list)
    found: dict[str, list] = field(default_factory=dict)


def plain(text: str) -> Inline:
    """A message without markup, such as a word of the interface."""
    return Inline(raw=text, text=PLACEHOLDER.sub(OBJECT, text), loose=text)


@lru_cache(maxsize=20_000)  # a msgid is read once for all languages
def read(text: str) -> Inline:
    """The inline marks of a Markdown message."""
    collected = _Collected()
    for token in message_parser().parseInline(text.strip(), {}):
        _collect(token.children or [], collected)
    found = collected.found
    lists = {name: tuple(found.get(name, ())) for name in ("roles", "links", "images", "footnotes", "code", "html")}
    counts = {name: len(found.get(name, ())) for name in ("emphasis", "strong")}
    return Inline(raw=text, text="".join(collected.text), loose="".join(collected.loose), **lists, **counts)


@lru_cache(maxsize=20_000)
def first_block(text: str) -> str:
    """What a Markdown document of this text begins with, as a markdown-it token's type; nothing but ``paragraph_open`` is a message.

    More than one paragraph gives ``paragraphs``.
    """
    if text[:1].isalpha() and "\n" not in text:  # every block's mark begins with another sign, or is on a second line
        return "paragraph_open"
    tokens = [token for token in message_parser().parse(text, {}) if token.level == 0]
    if not tokens:
        return "definition"
    is_more = tokens[0].type == "paragraph_open" and len(tokens) > 2
    return "paragraphs" if is_more else tokens[0].type


def _collect(tokens: list[Token], collected: _Collected) -> None:
    for before, token in zip([None, *tokens], tokens, strict=False):
        words = _words_of(token, collected.found)
        if before and before.markup == "autolink" and before.type == "link_open":
            words = OBJECT  # the address itself
        if token.type == "image":
            _collect(token.children or [], collected)
        if words:
            collected.text.append(words)
            collected.loose.append(words if token.type == "text" else " ")


def _words_of(token: Token, found: dict[str, list]) -> str:
    """The token's own part of what readers see; its mark is noted in ``found``."""

    def note(kind: str, what) -> None:
        found.setdefault(kind, []).append(what)

    match token.type:
        case "text" | "text_special":
            return token.content
        case "softbreak" | "hardbreak":
            return " "
        case "myst_role":
            role = _role(token)
            note("roles", role)
            words = OBJECT if role.words is None else PLACEHOLDER.sub(OBJECT, role.words)
            return re.sub("[0-9]", OBJECT, words) if role.name == CITATION else words
        case "code_inline" | "math_inline" | "math_inline_double" | "math_single":
            note("code", token.content)
            return OBJECT
        case "link_open":
            note("links", str(token.attrs.get("href", "")))
        case "image":
            note("images", str(token.attrs.get("src", "")))
        case "footnote_ref":
            note("footnotes", token.meta["label"])
        case "html_inline":
            note("html", token.content)
        case "em_open":
            note("emphasis", token.markup)
        case "strong_open":
            note("strong", token.markup)
    return ""


def _role(token: Token) -> Role:
    """Sphinx's own pattern splits a role's words from its target."""
    name = token.meta["name"]
    if name in WORD_ROLES:
        return Role(name=name, words=token.content, target=None)
    if split := explicit_title_re.match(token.content):
        return Role(name=name, words=split[1], target=split[2])
    return Role(name=name, words=None, target=token.content)
