"""``{restricted}`` in, the heading of a passage and the note that only the controlled copy holds it out.

All of ``source/`` is published, so the passage itself must not stand there.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from build_tools.content.markdown.refusal import refuse
from build_tools.interface import word


class Restricted(SphinxDirective):
    """``:::{restricted} Detailed detection methods``, with nothing inside."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        heading = "".join(self.arguments)
        if not heading:
            refuse(self.get_location(), "restricted", "the restricted passage has no heading", "write it after {restricted}")
        if any(line.strip() for line in self.content):
            action = "take it out of this file and of its history: all of source/ is published; only the controlled copy may hold it"
            refuse(self.get_location(), "restricted", "restricted text stands in a public file", action)
        words, _ = self.parse_inline(heading, lineno=self.lineno)
        title = nodes.rubric(heading, "", *words)
        note = nodes.paragraph("", word("Restricted text: controlled copy only."), translatable=False)
        block = nodes.container("", title, note, classes=["restricted"])
        for node in (block, title):
            self.set_source_info(node)
        return [block]
