"""A chapter or one translated message in, doctree nodes out: MyST for chapters, MyST's inline marks alone for translations."""

from __future__ import annotations

import re
from functools import cache

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

from build_tools.content.markdown.refusal import TRANSLATED
from build_tools.content.markdown.rendering import ChapterRenderer, SnippetRenderer

UNDERLINE = re.compile(r"\n=+\Z")  # how Sphinx's Locale transform says that a message is a title
DUMMY = "\n\n   dummy literal"  # … and what it adds to a message that ends with ::
MARKED = re.compile(r"[\n\r\0\\`*_\[\]!<&{}]")  # every character that an inline rule of the parser begins at; most messages hold none
EXTENSIONS = ["colon_fence", "deflist", "fieldlist", "tasklist"]  # Sphinx's setting myst_enable_extensions
# Set on each document, where no docutils.conf of the SOP or of the machine has a say, and no folder can lack it.
CLOSED = {"raw_enabled": False, "file_insertion_enabled": False}


class ChapterParser(MystParser):
    """MyST's parser for chapters. A translation replaces the inside of one block, so of it only inline marks are read.

    MyST itself reads a translation as a document: one that begins like a list or a heading is silently lost, front matter in
    it changes settings, and each message costs a new parser.
    """

    _snippets: tuple[MdParserConfig, MarkdownIt] | None = None
    _read_before: dict[tuple[str, str], nodes.Element] = {}
    _addresses: dict[str, dict] = {}  # what the chapter being read writes as [name]: address, which its translations use too

    def parse(self, inputstring: str, document: nodes.document) -> None:
        if not document["source"].endswith(TRANSLATED):
            self._read_before.clear()
            self._parse_chapter(inputstring, document)
        elif inputstring.strip():  # of nothing, nothing: Locale then keeps the original
            self._parse_translation(inputstring, document)

    def _parse_chapter(self, text: str, document: nodes.document) -> None:
        """As MyST does, but without its look at the front matter, which may change any of its settings."""
        vars(document.settings).update(CLOSED)
        parser = create_md_parser(document.settings.env.myst_config, ChapterRenderer)
        parser.options["document"] = document
        environment: dict = {}
        parser.render(text, environment)
        type(self)._addresses = environment.get("references", {})

    def _parse_translation(self, text: str, document: nodes.document) -> None:
        """Locale asks for every message twice and first uses only titles and terms: what it left is given again."""
        key = document["source"], text
        before = self._read_before.pop(key, None)
        if before is not None and all(child.parent is before for child in before.children):
            document += before
            return
        _read_snippet(self._snippet_parser(document.settings.env.myst_config), text, document, self._addresses)
        self._read_before[key] = document[0]

    @classmethod
    def _snippet_parser(cls, config: MdParserConfig) -> MarkdownIt:
        """One parser for all messages of a build."""
        if cls._snippets is None or cls._snippets[0] is not config:
            cls._snippets = config, create_md_parser(config, SnippetRenderer)
        return cls._snippets[1]


@cache
def message_parser() -> MarkdownIt:
    """A parser for looking at messages. It reads as builds do, and keeps raw HTML as tokens so that it can be reported."""
    parser = create_md_parser(MdParserConfig(enable_extensions=set(EXTENSIONS)), SnippetRenderer)
    parser.disable("wordcount")  # a fifth of the time
    return parser


def _read_snippet(parser: MarkdownIt, text: str, document: nodes.document, addresses: dict[str, dict]) -> None:
    """Put the text into the document as a paragraph, or as a section with a title where Locale asks for one."""
    words, is_title = UNDERLINE.subn("", text.removesuffix(DUMMY))
    if MARKED.search(words.strip()):
        _render_inline(parser, words.strip(), document, addresses)
    else:
        document += nodes.paragraph("", words.strip())
    for node in document[0].findall():
        node.document = None  # or each is pickled with this document, and through its settings with all of Sphinx's environment
    if is_title:
        document[0] = nodes.section("", nodes.title(words, "", *document[0].children))


def _render_inline(parser: MarkdownIt, words: str, document: nodes.document, addresses: dict[str, dict]) -> None:
    environment = {"references": addresses}
    tokens = parser.parseInline(words, environment)
    for token in tokens:
        token.map = [0, 1]
    parser.options["document"] = document
    parser.renderer.setup_render(parser.options, environment)
    parser.renderer._render_tokens([Token("paragraph_open", "p", 1, map=[0, 1]), *tokens, Token("paragraph_close", "p", -1)])
