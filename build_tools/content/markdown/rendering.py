"""Markdown tokens in, doctree nodes out: MyST's renderer without what could run code, read a file or change a setting.

What is refused becomes a finding and is shown as the text that was typed. It never becomes markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from docutils import nodes
from docutils.parsers.rst import directives, roles
from markdown_it.tree import SyntaxTreeNode
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer

from build_tools.content.markdown import allowed
from build_tools.content.markdown.refusal import TRANSLATED, refuse, shown

# Sphinx gives a reference's words to str.format, which would obey {number:>999999999} and {number.__class__}.
FIELD = re.compile(r"\{(?!number\}|name\})[^}]*\}?")


class ChapterRenderer(SphinxRenderer):
    """Renders one chapter."""

    def render_front_matter(self, token: SyntaxTreeNode) -> None:
        """No key of it is of use here, and MyST's own switch extensions on: among them one that runs code."""
        self._refuse(token, "front-matter", "lines between --- and --- at a chapter’s head change settings", "delete them: the SOP’s settings are in sop.toml")

    def render_html_block(self, token: SyntaxTreeNode) -> None:
        self._refuse_html(token)
        self.current_node.append(nodes.literal_block(token.content, token.content))

    def render_html_inline(self, token: SyntaxTreeNode) -> None:
        self._refuse_html(token)
        self.render_text(token)

    def render_colon_fence(self, token: SyntaxTreeNode) -> None:
        """MyST puts an empty line before a block that stands first in another, and counts it: all lines below would be one off."""
        name, _, arguments = token.info.strip().partition(" ")
        if name.startswith("{") and name.endswith("}"):
            self.render_directive(token, name[1:-1], arguments.strip())
        else:
            super().render_colon_fence(token)

    def render_hardbreak(self, token: SyntaxTreeNode) -> None:
        """A message is one line in its catalog, so a translation could not keep the break."""
        self._refuse(token, "line-break", "a line ends with \\ or two spaces", "begin a new paragraph, or write a list")
        self.current_node.append(nodes.Text(" "))

    def _refuse_html(self, token: SyntaxTreeNode) -> None:
        action = "begin a remark’s line with %" if token.content.startswith("<!--") else "write it as Markdown, or \\< for the sign itself"
        self._refuse(token, "html", f"{shown(token.content)} is HTML", action)

    def render_restructuredtext(self, token: SyntaxTreeNode) -> None:
        self._refuse_name(token, "block", "eval-rst")

    def render_substitution(self, token: SyntaxTreeNode, inline: bool) -> None:
        """Never reached while MyST's extension is off; Jinja as MyST calls it runs any code."""
        self._refuse(token, "substitution", f"{shown(token.content)} is a template", "write the words themselves")

    def run_directive(self, name: str, first_line: str, content: str, position: int, *args, **kwargs) -> list[nodes.Element]:
        if self._may_stand(name, allowed.BLOCKS, lambda: directives.directive(name, self.language_module_rst, self.document)):
            return super().run_directive(name, first_line, content, position, *args, **kwargs)
        refuse(self._place(position), "block", f"{{{name}}} may not stand in an SOP", allowed.instead(name))
        text = f"{first_line}\n{content}".strip()
        return [nodes.literal_block(text, text)]

    def render_myst_role(self, token: SyntaxTreeNode) -> None:
        name = token.meta["name"]
        if not self._may_stand(name, allowed.ROLES, lambda: roles.role(name, self.language_module_rst, 0, self.reporter)):
            self._refuse_name(token, "role", name)
        elif name.lower() == "numref" and (field := FIELD.search(token.content)):
            self._refuse(token, "role", f"{shown(field[0])} is no part of a number", "write {number} and {name} only")
        else:
            super().render_myst_role(token)
            return
        self.render_text(token)

    @staticmethod
    def _may_stand(name: str, named: frozenset[str], look_up: Callable[[], tuple]) -> bool:
        """Whether a block or role is allowed, is the pipeline's own, or exists nowhere: MyST itself reports that."""
        if name.lower() in named:
            return True
        known, _ = look_up()
        return known is None or allowed.is_own(known)

    def render_list_item(self, token: SyntaxTreeNode) -> None:
        """A task's state is kept on its item, see ``checkboxes``; MyST writes an HTML form."""
        state = (token.meta or {}).pop("checked", None)
        super().render_list_item(token)
        if state is not None:
            self.current_node[-1]["checked"] = state

    def _refuse_name(self, token: SyntaxTreeNode, kind: str, name: str) -> None:
        self._refuse(token, kind, f"{{{name}}} may not stand in an SOP", allowed.instead(name))
        if kind == "block":
            self.current_node.append(nodes.literal_block(token.content, token.content))

    def _refuse(self, token: SyntaxTreeNode, kind: str, text: str, action: str) -> None:
        refuse(self._place(token.map[0] if token.map else 0), kind, text, action)

    def _place(self, line: int) -> tuple[str, int] | str:
        source = self.document["source"]
        return source if source.endswith(TRANSLATED) else (self.sphinx_env.docname, line)


class SnippetRenderer(ChapterRenderer):
    """Renders messages, without the docutils settings that MyST makes for each and throws away."""

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
