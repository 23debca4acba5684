"""A chapter or one translated message in, doctree nodes out: MyST for chapters, MyST's inline marks alone for translations."""

from __future__ import annotations

import re

from docutils import nodes
from markdown_it import MarkdownIt
from markdown_it.token import Token
from myst_parser.config.main import MdParserConfig
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.mdit import create_md_parser
from myst_parser.parsers.sphinx_ import MystParser

TRANSLATED = ":<translated>"  # how Sphinx's Locale transform ends the name of what it parses
UNDERLINE = re.compile(r"\n=+\Z")  # … and how it says that a message is a title
DUMMY = "\n\n   dummy literal"  # … and what it adds to a message that ends with ::


class SnippetRenderer(SphinxRenderer):
    """MyST's renderer, without the docutils settings that the original makes for each message and throws away."""

    def setup_render(self, options, env) -> None:
        original = self.__dict__.setdefault("_made_once", {})
        if not original:
            super().setup_render(options, env)
            original["language"] = self.language_module_rst
        self.md_env, self.md_options, self.md_config = env, options, options["myst_config"]
        self.document = self.current_node = options["document"]
        self.reporter = self.document.reporter
        self.language_module_rst = original["language"]
        self._heading_offset, self._heading_slugs = 0, {}
        self._level_to_section = {0: self.document}


class ChapterParser(MystParser):
    """MyST's parser for chapters. A translation replaces the inside of one block, so of it only inline marks are read.

    MyST itself reads a translation as a document: one that begins like a list or a heading is silently lost, front matter in
    it changes settings, and each message costs a new parser.
    """

    _snippets: tuple[MdParserConfig, MarkdownIt] | None = None

    def parse(self, inputstring: str, document: nodes.document) -> None:
        if not document["source"].endswith(TRANSLATED):
            super().parse(inputstring, document)
        elif inputstring.strip():  # of nothing, nothing: Locale then keeps the original
            document += _snippet(self._snippet_parser(document.settings.env.myst_config), inputstring, document)

    @classmethod
    def _snippet_parser(cls, config: MdParserConfig) -> MarkdownIt:
        """One parser for all messages of a build."""
        if cls._snippets is None or cls._snippets[0] is not config:
            cls._snippets = config, create_md_parser(config, SnippetRenderer)
        return cls._snippets[1]


def _snippet(parser: MarkdownIt, text: str, document: nodes.document) -> nodes.Element:
    """The text as a paragraph, or as a section with a title where Locale asks for one."""
    text = text.removesuffix(DUMMY)
    words, is_title = UNDERLINE.subn("", text)
    environment: dict = {}
    tokens = parser.parseInline(words.strip(), environment)
    for token in tokens:
        token.map = [0, 1]
    parser.options["document"] = holder = document.copy()
    holder.reporter, holder.settings = document.reporter, document.settings
    parser.renderer.setup_render(parser.options, environment)
    parser.renderer._render_tokens([Token("paragraph_open", "p", 1, map=[0, 1]), *tokens, Token("paragraph_close", "p", -1)])
    paragraph = holder[0]
    return nodes.section("", nodes.title(words, "", *paragraph.children)) if is_title else paragraph
