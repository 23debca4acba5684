"""An SOP in English in; the same SOP with every word of its translations marked, so that a word without the mark was not translated, out.

A translation is made from the message's own Markdown tokens: words change, and roles, targets, links and footnotes stay.
"""

from __future__ import annotations

import json
import re
import tempfile
import tomllib
import unicodedata
from collections.abc import Collection
from functools import cache
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from build_tools import config, revision, runner, sphinx_ext
from build_tools.catalogs import files
from build_tools.config import Project
from tests.conftest import REPOSITORY

MARKS = {"rtl": "ڤ", "ltr": "ŵ"}  # letters, so that they are part of the word; Amiri has both
LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابكدهفجحيژلمنسعپقرشتوڕخصطز")
WORD = re.compile(r"[^\W_]*[^\W\d_][^\W_]*")  # letters and digits, at least one of them a letter
PLACEHOLDER = re.compile(r"(%\(\w+\)s|%s|\$\{\w+\}|\{number\}|\{name\})")
TITLED = re.compile(r"(.*?)\s*<([^<>]+)>\Z", re.DOTALL)  # the words and the target of a role
TITLES = {"any", "doc", "law", "numref", "ref", "tbc"}  # roles that take their words from what they lead to
WORDS = {"abbr", "dfn", "emphasis", "literal", "strong", "sub", "subscript", "sup", "superscript"}  # … and whose words they hold
# What a translator writes without the backslash, because in a catalog it begins no block.
BLOCK_STARTS = set("-+#>:|(")


def marked(text: str, direction: str) -> str:
    """Plain text with every word marked; for a right-to-left language its letters are Arabic too."""
    return WORD.sub(lambda word: (_in_arabic(word[0]) if direction == "rtl" else word[0]) + MARKS[direction], text)


def _in_arabic(word: str) -> str:
    """A word of one script only: one of two would be cut where it changes direction."""
    plain = (char for char in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(char))
    return re.sub(r"[^\W\d_\u0600-\u06ff]", "ظ", "".join(plain).translate(LETTERS))


def filled(text: str, direction: str) -> str:
    """The same around placeholders, which stay."""
    return "".join(part if i % 2 else marked(part, direction) for i, part in enumerate(PLACEHOLDER.split(text)))


def unmarked(text: str) -> list[str]:
    """The words that carry no mark."""
    return [word for word in WORD.findall(text) if not any(mark in word for mark in MARKS.values())]


def without_marks(text: str) -> str:
    """A left-to-right pseudo-translation turned back into its English."""
    return text.replace(MARKS["ltr"], "")


@cache
def _parser(extensions: tuple[str, ...]) -> MarkdownIt:
    """The chapters' own parser; escapes stay tokens of their own."""
    parser = create_md_parser(MdParserConfig(enable_extensions=set(extensions)), RendererHTML)
    parser.options["store_labels"] = True
    return parser.disable("text_join")


def addresses(chapter: str, extensions: tuple[str, ...]) -> dict[str, dict]:
    """What a chapter writes as ``[name]: address``, for its links ``[words][name]``."""
    environment: dict = {}
    _parser(extensions).parse(chapter, environment)
    return environment.get("references", {})


def message(msgid: str, direction: str, extensions: tuple[str, ...], references: dict[str, dict]) -> str:
    """The translation of one message."""
    tokens = _parser(extensions).parseInline(msgid, {"references": references})[0].children
    written = _written(tokens, direction)
    if tokens and tokens[0].info == "escape" and tokens[0].content in BLOCK_STARTS:
        written = written[1:]
    return re.sub(r"\A(\d+)\\([.)])", r"\1\2", written)


def _written(tokens: list[Token], direction: str) -> str:
    """Inline tokens as the Markdown that they came from, their words marked."""
    parts, links = [], []
    for token in tokens:
        if token.type == "link_open":
            links.append(token)
            parts.append("<" if token.info == "auto" else "[")
        elif token.type == "link_close":
            link = links.pop()
            parts.append(">" if link.info == "auto" else f"][{label}]" if (label := link.meta.get("label")) else f"]({link.attrs['href']}{_hint(link, direction)})")
        elif links and links[-1].info == "auto":
            parts.append(token.content)
        else:
            parts.append(_write(token, direction))
    return "".join(parts)


def _write(token: Token, direction: str) -> str:
    """One token that stands for itself."""
    match token.type:
        case "text":
            return marked(token.content, direction)
        case "text_special" | "em_open" | "em_close" | "strong_open" | "strong_close":
            return token.markup
        case "softbreak":
            return "\n"
        case "hardbreak":
            return "\\\n"
        case "code_inline":
            return f"{token.markup}{marked(token.content, direction)}{token.markup}"
        case "footnote_ref":
            return f"[^{token.meta['label']}]"
        case "myst_role":
            return f"{{{token.meta['name']}}}`{_role(token.meta['name'], token.content, direction)}`"
        case "image":
            return f"![{_written(token.children, direction)}]({token.attrs['src']}{_hint(token, direction)})"
    raise ValueError(f"tests/pseudo.py cannot translate {token.type}: {token.content!r}")


def _hint(token: Token, direction: str) -> str:
    return f' "{marked(token.attrs["title"], direction)}"' if token.attrs.get("title") else ""


def _role(name: str, content: str, direction: str) -> str:
    """What stands between a role's backticks."""
    titled = TITLED.fullmatch(content)
    if name in TITLES | {"download", "term"} and titled:
        return f"{filled(titled[1], direction)} <{titled[2]}>"
    if name == "term":
        return f"{marked(content, direction)} <{content}>"
    if name in WORDS:
        return marked(content, direction)
    if name in TITLES:
        return content
    raise ValueError(f"tests/pseudo.py cannot translate the role {name!r}: {content!r}")


def translate(root: Path, leave: Collection[str] = ()) -> Project:
    """Fill sop.toml, the registers, the catalogs and the interface's words of the SOP in ``root``, but for what ``leave`` names."""
    directions = {tag: language["direction"] for tag, language in _languages(root).items()}
    for path in (root / "sop.toml", *sorted((root / "source/registers").glob("*.yml"))):
        path.write_text(_filled_in(path.read_text(encoding="utf-8"), directions), encoding="utf-8")
    project = config.load(root)
    extensions = tuple(sphinx_ext.settings(root)["myst_enable_extensions"])
    messages = english_messages(project)
    words = [entry.msgid for entry in files.interface_words(config.load(REPOSITORY), "ar")]
    for tag in project.translations:
        direction = directions[tag]
        for docname, msgids in messages.items():
            references = addresses((project.source / f"{docname}.md").read_text(encoding="utf-8"), extensions)
            translations = {m: "" if m in leave else message(m, direction, extensions, references) for m in msgids}
            _save(files.chapter_catalog(project, tag, docname), tag, translations)
        _save(files.interface_catalog(project, tag), tag, {w: "" if w in leave else filled(w, direction) for w in words})
    return project


def english_messages(project: Project) -> dict[str, list[str]]:
    """The msgids of each chapter, as the English read phase finds them."""
    with tempfile.TemporaryDirectory() as folder:
        source = project.document.source_language
        (reading,) = runner.run(project, [], revision=revision.of(project), out=Path(folder, "out"), work=Path(folder, "work"), languages=[source])
    assert reading.findings == []
    return {docname: [message.msgid for message in messages] for docname, messages in reading.messages.items()}


def _languages(root: Path) -> dict[str, dict]:
    """Before its titles are filled in, sop.toml is not yet sound enough for ``config.load``."""
    return tomllib.loads((root / "sop.toml").read_text(encoding="utf-8"))["languages"]


def _filled_in(text: str, directions: dict[str, str]) -> str:
    """``en = "Words", ar = ""`` (or with colons, or over several lines) with the empty words filled in."""
    english = ""

    def fill(found: re.Match) -> str:
        nonlocal english
        key, between, value = found.groups()
        if value:
            english = value if key == "en" else english
            return found[0]
        return f'{key}{between}"{marked(english, directions[key])}"'

    return re.sub(rf'\b({"|".join(directions)})((?: =|:) )"([^"]*)"', fill, text)


def _save(path: Path, tag: str, translations: dict[str, str]) -> None:
    """A catalog: JSON quotes these strings as PO files do."""
    path.parent.mkdir(parents=True, exist_ok=True)
    header = f'msgid ""\nmsgstr ""\n"Language: {tag}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    entries = (f"msgid {json.dumps(m, ensure_ascii=False)}\nmsgstr {json.dumps(s, ensure_ascii=False)}\n" for m, s in translations.items())
    path.write_text("\n".join((header, *entries)), encoding="utf-8")
