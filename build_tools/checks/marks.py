"""A message's Markdown marks in; what a translation lost, changed or added among them out.

A check yields what is wrong and what to do; its name is the finding's code, its docstring the rule.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from build_tools.checks import inline
from build_tools.checks.inline import Context, Inline, Message

Remarks = Iterator[tuple[str, str]]

# RFC 3986 §3.1 and RFC 5322 §3.4.1, roughly. Arabic prefixes such as و may stand before an address without a space.
ADDRESS = re.compile(r"(?<![A-Za-z0-9_.+-])(?:(?:[A-Za-z][A-Za-z+.-]*://|[Ww]{3}\.)[^\s<>«»]+|[A-Za-z0-9_.+-]+@[\w-]+\.[\w.-]*\w)")
SLOTS = re.compile(r"\{(?:number|name)\}|%s")  # Sphinx, "Cross-referencing figures by figure number"
BOXES = "☐☑☒"
BLANK = re.compile(r"…{2,}|\.{4,}|_{3,}")
BLOCKS = {
    "heading_open": "a heading",
    "bullet_list_open": "a list",
    "ordered_list_open": "a numbered list",
    "blockquote_open": "a quotation",
    "fence": "a directive or code block",
    "colon_fence": "a directive",
    "code_block": "a code block",
    "front_matter": "front matter",
    "hr": "a line across the page",
    "table_open": "a table",
    "dl_open": "a definition list",
    "field_list_open": "a field list",
    "html_block": "HTML",
    "footnote_reference_open": "a footnote’s text",
    "definition": "a link definition",
    "myst_target": "a label",
    "myst_line_comment": "a comment",
    "myst_block_break": "a block break",
    "paragraphs": "several paragraphs",
}


def roles(message: Message, context: Context) -> Remarks:
    """Every role of the source is in the translation with the same target, as often; only the words before <…> are translated.

    Bad:  {term}`victim`   {term}`الضحية`
    Good: {term}`victim`   {term}`الضحية <victim>`
    """
    lost, added = differences(_roles(message.source), _roles(message.translation))
    if lost:
        yield f"lacks {_some(lost)}", "write it as in the source: its target stays, only words before <…> are translated"
    elif added:
        yield f"has {_some(added)}, which the source has not", "take it out, or write its target as in the source"
    elif bare := [role.target for role in message.translation.roles if role.name == "term" and role.words is None]:
        yield f"shows the source’s word “{bare[0]}”", f"write {{term}}`your word <{bare[0]}>`"
    elif _slots(message.translation) - _slots(message.source) or any(_lacks_its_slot(role, message) for role in message.translation.roles):
        yield "a numbered reference does not say where its number stands", "keep {number} among its words"


def links(message: Message, context: Context) -> Remarks:
    """Links, labels and addresses are those of the source.

    Bad:  [the law](https://example.org/28)   [القانون](https://example.org/82)
    Good: [the law](https://example.org/28)   [القانون](https://example.org/28)
    """
    yield from _same("the link", _addresses(message.source), _addresses(message.translation))


def images(message: Message, context: Context) -> Remarks:
    """Pictures are those of the source.

    Bad:  ![seal](seal.svg)   ![ختم](ختم.svg)
    Good: ![seal](seal.svg)   ![ختم](seal.svg)
    """
    yield from _same("the picture", message.source.images, message.translation.images)


def footnotes(message: Message, context: Context) -> Remarks:
    """Footnote marks are those of the source.

    Bad:  was used.[^means]   استُعملت.
    Good: was used.[^means]   استُعملت.[^means]
    """
    yield from _same("the footnote mark", map("[^{}]".format, message.source.footnotes), map("[^{}]".format, message.translation.footnotes))


def code(message: Message, context: Context) -> Remarks:
    """What stands between backquotes is not translated.

    Bad:  Type `make check`.   اكتب `تحقق`.
    Good: Type `make check`.   اكتب `make check`.
    """
    if _roles(message.source) == _roles(message.translation):  # a role that came apart leaves code behind: one remark is enough
        yield from _same("the code", message.source.code, message.translation.code)
        if message.translation.loose.count("`") > message.source.loose.count("`"):
            yield "readers see a backquote", "write as many backquotes after as before"


def emphasis(message: Message, context: Context) -> Remarks:
    """The translation stresses as much as the source, and its asterisks come in pairs without spaces inside.

    Bad:  **No fixed profile.** Men …   **لا صورة ثابتة للضحية. قد …
    Good: **No fixed profile.** Men …   **لا صورة ثابتة للضحية.** قد …
    """
    source, translation = message.source, message.translation
    if any(translation.loose.count(mark) > source.loose.count(mark) for mark in "*~") or _single_lines(translation) > _single_lines(source):
        yield "readers see an asterisk or underscore", "write the marks in pairs, without spaces inside: **words**"
    elif source.strong != translation.strong:
        yield f"{source.strong} strong texts became {translation.strong}", "write **…** as often as in the source"
    elif source.emphasis != translation.emphasis:
        yield f"{source.emphasis} emphasised texts became {translation.emphasis}", "write *…* as often as in the source"


def html(message: Message, context: Context) -> Remarks:
    """A translation holds no HTML: it would run in readers' browsers, and be lost in PDF and Word.

    Bad:  at once   <b>فوراً</b>
    Good: at once   فوراً
    """
    if message.translation.html:
        yield f"has HTML: {message.translation.html[0]}", "take it out; **…** makes words strong"


def block(message: Message, context: Context) -> Remarks:
    """A translation is the inside of one paragraph: it does not begin like a list, heading, quotation, table or directive.

    Bad:  Article 28   28. المادة
    Good: Article 28   المادة 28
    """
    found = inline.first_block(message.translation.raw)
    if found != "paragraph_open" and found != inline.first_block(message.source.raw):
        yield f"is written like {BLOCKS.get(found, 'a block of its own')}; readers would see the mark", "begin with a word, and write one paragraph"


def form_fields(message: Message, context: Context) -> Remarks:
    """Boxes to tick and blanks to fill in are as many as in the source.

    Bad:  ☐ yes ☐ no   ☐ نعم لا
    Good: ☐ yes ☐ no   ☐ نعم ☐ لا
    """
    yield from _same("the box", *([char for char in side.text if char in BOXES] for side in (message.source, message.translation)))
    blanks = [len(BLANK.findall(side.text)) for side in (message.source, message.translation)]
    if blanks[0] != blanks[1]:
        yield f"{blanks[0]} blanks to fill in became {blanks[1]}", "write …… as often as in the source"


def differences(source: Iterable[str], translation: Iterable[str]) -> tuple[list[str], list[str]]:
    """What stands oftener in the source, and what stands oftener in the translation."""
    source, translation = list(source), list(translation)
    if source == translation:  # nearly always
        return [], []
    here, there = Counter(source), Counter(translation)
    return list((here - there).elements()), list((there - here).elements())


def _same(what: str, source: Iterable[str], translation: Iterable[str]) -> Remarks:
    lost, added = differences(source, translation)
    if lost:
        yield f"lacks {what} {_some(lost)}", "write it as in the source"
    elif added:
        yield f"has {what} {_some(added)}, which the source has not", "take it out"


def _some(marks: list[str]) -> str:
    return ", ".join(marks[:3])


def _roles(side: Inline) -> list[str]:
    return sorted(map(str, side.roles))


def _slots(side: Inline) -> Counter:
    return Counter(slot for role in side.roles if role.words for slot in SLOTS.findall(role.words))


def _lacks_its_slot(role, message: Message) -> bool:
    """A numref whose words have no place for its number, although the source's have."""
    if role.name != "numref" or not role.words or SLOTS.search(role.words):
        return False
    return any(other.target == role.target and SLOTS.search(other.words or "{number}") for other in message.source.roles if other.name == "numref")


def _addresses(side: Inline) -> list[str]:
    found = ADDRESS.findall(side.loose) if any(sign in side.loose for sign in ("://", "www.", "@")) else []
    return [*side.links, *(address.rstrip(".,;:،؛؟)") for address in found)]


def _single_lines(side: Inline) -> int:
    return len(re.findall(r"(?<!_)_(?!_)", side.loose)) if "_" in side.loose else 0
