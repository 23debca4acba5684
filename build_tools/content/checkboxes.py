"""Task lists (``- [ ]``, ``- [x]``) in, a box at the head of each task out, that site, PDF and Word all draw.

The box is put in after translation: MyST's is part of the paragraph, whose inside Sphinx replaces by the translation. It holds
the character itself, so every writer draws it as it draws a box that an editor types; translators neither see nor lose it.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.transforms import SphinxTransform

from build_tools.interface import word

EMPTY, TICKED = "☐", "☑"


class checkbox(nodes.inline):  # noqa: N801 (docutils names nodes so, and looks for visit_checkbox)
    """A box; ``checked`` says whether it is ticked. Its text is the box and the space after it."""


class DrawCheckboxes(SphinxTransform):
    """After Sphinx's Locale transform (priority 20)."""

    default_priority = 22

    def apply(self, **kwargs) -> None:
        for item in self.document.findall(nodes.list_item):
            if "checked" in item:
                box = f"{TICKED if item['checked'] else EMPTY} "
                first = next(child for child in item.children if isinstance(child, nodes.paragraph))
                first.insert(0, checkbox("", box, checked=item["checked"]))


def visit_html(writer, node: checkbox) -> None:
    """A picture with a name, for those who listen to the page."""
    name = word("Ticked box") if node["checked"] else word("Empty box")
    writer.body.append(writer.starttag(node, "span", "", CLASS="checkbox", ROLE="img", **{"ARIA-LABEL": name}))


def depart_html(writer, node: checkbox) -> None:
    writer.body.append("</span>")
