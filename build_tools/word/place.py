"""What a node of the book inherits from the nodes around it, as one frozen value."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from docutils import nodes

from build_tools.config import Project

LEAST_ROOM = 400  # twentieths of a point, 7 mm: what is left for words, however deep they stand


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where text stands. ``width`` and ``indent`` (of the leading edge) count twentieths of a point."""

    language: str
    direction: str  # of the text
    page: str  # direction of the edition: tables and pages follow it, even around foreign text
    width: int
    indent: int = 0
    depth: int = 0  # of lists
    style: str = "Body Text"
    face: frozenset[str] = frozenset()  # bold, italic, code, raised, lowered, link
    color: str = ""
    in_footnote: bool = False

    def of(self, node: nodes.Element) -> Place:
        """The place of a node's content: its own language and direction, where it says so."""
        if "lang" not in node and "dir" not in node:
            return self
        return replace(self, language=node.get("lang", self.language), direction=node.get("dir", self.direction))

    def with_face(self, *faces: str) -> Place:
        return replace(self, face=self.face | set(faces))

    def in_color(self, color: str) -> Place:
        return replace(self, color=color)

    def inward(self, step: int) -> Place:
        """One step further in from the leading edge, as long as there is room."""
        return replace(self, indent=max(self.indent, min(self.indent + step, self.width - LEAST_ROOM)))

    def within(self, width: int, style: str) -> Place:
        """A cell: lists and indents begin anew."""
        return replace(self, width=width, style=style, indent=0, depth=0)


@dataclass(frozen=True, kw_only=True)
class Languages:
    """The names of languages as Word writes them (w:lang), for text of either direction."""

    project: Project
    _found: dict[tuple[str, bool], str] = field(default_factory=dict, init=False, repr=False, compare=False)

    def locale(self, language: str, rtl: bool) -> str:
        """The locale of text in ``language``; of foreign text in it, the first language of that direction. Asked for every run."""
        if (language, rtl) not in self._found:
            self._found[language, rtl] = self._find(language, rtl)
        return self._found[language, rtl]

    def _find(self, language: str, rtl: bool) -> str:
        wanted = "rtl" if rtl else "ltr"
        own = self.project.languages.get(language)
        if own is not None and own.direction == wanted:
            return own.locale
        source = self.project.languages[self.project.document.source_language]
        return next((other.locale for other in [source, *self.project.languages.values()] if other.direction == wanted), "en-GB")
