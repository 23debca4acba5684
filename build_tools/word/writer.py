"""Nodes of the book in, paragraphs, tables and runs out: what every kind of node needs, and the table of who writes which kind."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from docutils import nodes
from lxml import etree

from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding
from build_tools.word import blocks, boxes, fields, figures, inline, lists, tables
from build_tools.word.bookmarks import Bookmarks
from build_tools.word.captions import Captions
from build_tools.word.contents.pages import Looks, Ruler
from build_tools.word.contents.term_index import TermIndex
from build_tools.word.footnotes import Footnotes
from build_tools.word.forms import forms
from build_tools.word.forms.form_blanks import Blanks
from build_tools.word.numbering import Numbering
from build_tools.word.ooxml import sub
from build_tools.word.package import Package
from build_tools.word.pictures import Pictures
from build_tools.word.place import Languages, Place
from build_tools.word.runs import Runs
from build_tools.word.styles import Styles
from build_tools.word.tracing.anchors import Anchors

BLOCKS = blocks.WRITERS | boxes.WRITERS | figures.WRITERS | forms.WRITERS | lists.WRITERS | tables.WRITERS
FOOTNOTES = "word/footnotes.xml"


class Writer:
    """Holds what one edition collects (styles, lists, notes, bookmarks, pictures); what a node inherits travels in a Place."""

    def __init__(self, *, project: Project, language: str, package: Package, book: nodes.document, styles: Styles, numbering: Numbering,
                 footnotes: Footnotes, bookmarks: Bookmarks, anchors: Anchors, pictures: Pictures, width: int) -> None:
        self.project, self.language, self.width = project, language, width
        self.package, self.styles, self.numbering = package, styles, numbering
        self.footnotes, self.bookmarks, self.anchors, self.pictures = footnotes, bookmarks, anchors, pictures
        self.languages = Languages(project=project)
        self.runs = Runs(self.languages, styles)
        self.captions = Captions()
        self.answers = Blanks()
        self.terms = TermIndex(book, self.place())
        self.ruler = Ruler(Looks(styles))

    def place(self, style: str = "Body Text", *, in_footnote: bool = False) -> Place:
        """Where text stands that has nothing around it."""
        direction = self.project.languages[self.language].direction
        return Place(language=self.language, direction=direction, page=direction, width=self.width, style=style, in_footnote=in_footnote)

    def blocks(self, children: Iterable[nodes.Node], parent: etree._Element, place: Place) -> None:
        """Write block nodes one after the other."""
        for node in children:
            write = self._writer_for(node, BLOCKS)
            if write is None:
                if not isinstance(node, (nodes.Text, nodes.Inline)):
                    raise self.cannot(node, f"Word editions know no {node.tagname!r} yet", "write it with paragraphs, lists or tables")
                with self.paragraph(parent, place) as paragraph:
                    self.inline([node], paragraph, place)
            else:
                write(self, node, parent, place)

    def inline(self, children: Iterable[nodes.Node], parent: etree._Element, place: Place) -> None:
        """Write text and what stands in it."""
        for node in children:
            write = self._writer_for(node, inline.WRITERS)
            if write is None:
                raise self.cannot(node, f"Word editions know no {node.tagname!r} in a text yet", "write it as plain words")
            write(self, node, parent, place)

    def message(self, node: nodes.Element, paragraph: etree._Element, place: Place) -> None:
        """Write the text of a block, which is a message where ``node`` says so."""
        if "msgids" in node.attributes or "copied" in node.attributes:
            self.anchors.write(self.bookmarks, paragraph, node, lambda: self.inline(node.children, paragraph, place))
        else:
            self.inline(node.children, paragraph, place)

    @contextmanager
    def paragraph(self, parent: etree._Element, place: Place, *, style: str = "", number: tuple[int, int] | None = None,
                  outdent: int = 0, keep_next: bool = False):
        """A paragraph with its direction; ``number`` is (w:num, level). Bookmarks that wait for a paragraph go around its text."""
        paragraph = sub(parent, "w:p")
        own = sub(paragraph, "w:pPr")
        sub(own, "w:pStyle", val=self.styles.id(style or place.style))
        if keep_next:
            sub(own, "w:keepNext")
        if number is not None:
            listed = sub(own, "w:numPr")
            sub(listed, "w:ilvl", val=number[1])
            sub(listed, "w:numId", val=number[0])
        sub(own, "w:bidi", val=int(place.direction == "rtl"))
        if place.indent:
            sub(own, "w:ind", {"left": place.indent, "hanging": min(outdent, place.indent)} if outdent else {"left": place.indent})
        mark = sub(own, "w:rPr")  # of the paragraph mark: a list's marker takes its direction and size from it
        sub(mark, "w:rtl", val=int(place.direction == "rtl"))
        with self.bookmarks.around(paragraph, self.bookmarks.take()):
            yield paragraph

    def gap(self, parent: etree._Element, place: Place, *, keep_next: bool = False) -> None:
        """The small empty paragraph after a table: without it two tables grow together, and a cell may not end with a table."""
        waiting = self.bookmarks.take()
        with self.paragraph(parent, replace(place, indent=0), style="SOP Table Gap", keep_next=keep_next):
            pass
        self.bookmarks.give_back(waiting)

    def field(self, parent: etree._Element, code: str, text: str, place: Place) -> None:
        fields.shown(self.runs, parent, code, text, place)

    def part(self, place: Place) -> str:
        """The part that text at ``place`` goes into: links and pictures belong to a part."""
        return FOOTNOTES if place.in_footnote else self.package.main

    def cannot(self, node: nodes.Node, text: str, action: str) -> CouldNotRun:
        """A finding at the node's file and line."""
        while node is not None and not getattr(node, "line", None) and not getattr(node, "source", None):
            node = node.parent
        source = Path(getattr(node, "source", None) or "")
        if source.is_absolute() and source.is_relative_to(self.project.root):
            source = source.relative_to(self.project.root)
        path = source.as_posix() if source.name else ""
        return CouldNotRun(Finding(path=path.split(":<")[0], line=getattr(node, "line", None) or 0, code="word", text=text, action=action))

    @staticmethod
    def _writer_for(node: nodes.Node, writers: dict):
        """By the node's own kind, else by the nearest kind that it is derived from."""
        return next((writers[kind] for kind in type(node).__mro__ if kind in writers), None)
