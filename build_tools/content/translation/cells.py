"""A chapter's doctree in; the same tree with a place in the source on every text that readers see, so that all of it is translated.

Sphinx takes a text without a place for one of its own words: it extracts and translates neither table cells inside a block nor
a sidebar's subtitle (https://github.com/sphinx-doc/sphinx/issues/10959).
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

TEXTS = (nodes.attribution, nodes.caption, nodes.field_name, nodes.line, nodes.paragraph, nodes.rubric, nodes.subtitle, nodes.term, nodes.title)


class PlaceTexts(SphinxTransform):
    """Before CaptureMessages (15) and Sphinx's Locale (20)."""

    default_priority = 5

    def apply(self, **kwargs) -> None:
        for node in self.document.findall(lambda node: isinstance(node, TEXTS) and not (node.source and node.line)):
            around = node.parent
            while around is not None and not (around.source and around.line):
                around = around.parent
            if around is not None:
                node.source, node.line = node.source or around.source, node.line or around.line
