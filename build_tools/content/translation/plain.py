"""Messages without inline marks in, on both sides; their translations in place, so that Sphinx's Locale need not look at them.

Locale reads each translation twice, in a document of its own, and searches it eight times for references: most of what a translated
build costs over the source's. Of words alone there is nothing to read.
"""

from __future__ import annotations

import gettext
from collections.abc import Iterator

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.content.markdown.parsing import MARKED

ORDERS = ("noqa", "::")  # what Locale takes as an order when it stands at a message's end
KINDS = (nodes.paragraph, nodes.caption, nodes.title)  # not terms, whose ids Locale renews


class TranslatePlain(SphinxTransform):
    """Put plain translations in place of plain text, and hide those nodes from Locale (priority 20)."""

    default_priority = 16

    def apply(self, **kwargs) -> None:
        self.document.sop_plain = done = []
        catalogs = list(self._catalogs())
        for msgid, found in self.document.sop_found.items():
            words = next((said for said in (catalog.gettext(msgid) for catalog in catalogs) if said != msgid), msgid).strip()
            if words == msgid or not words or MARKED.search(words) or words.endswith(ORDERS):
                continue
            for node in found:
                if isinstance(node, KINDS) and all(isinstance(child, nodes.Text) for child in node.children):
                    node.children = []
                    node += nodes.Text(words)
                    node["translated"] = True
                    done.append((node, node.rawsource))
                    node.rawsource = ""  # nothing to translate

    def _catalogs(self) -> Iterator[gettext.NullTranslations]:
        """The chapter's compiled catalogs, in the order of ``locale_dirs``: the first that knows a message says it."""
        for folder in self.config.locale_dirs:
            yield gettext.translation(self.env.current_document.docname, self.env.srcdir / folder, [self.config.language], fallback=True)


class ShowToAll(SphinxTransform):
    """After Locale: what was hidden from it is again a message like any other."""

    default_priority = 21

    def apply(self, **kwargs) -> None:
        for node, text in self.document.__dict__.pop("sop_plain"):
            node.rawsource = text
