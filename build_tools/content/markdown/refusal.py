"""Something in a chapter or a translation that an SOP may not have in; a warning that becomes a finding out."""

from __future__ import annotations

from docutils import nodes
from sphinx.util import logging

LOGGER = logging.getLogger(__name__)
TRANSLATED = ":<translated>"  # how Sphinx's Locale transform ends the name of what it parses


def refuse(where: nodes.Node | tuple[str, int] | str, kind: str, text: str, action: str) -> None:
    """Report with the code ``refused.<kind>``. ``where`` is a node, (docname, line) or Locale's name of a translation."""
    LOGGER.warning("%s", text, type="refused", subtype=kind, location=where, extra={"action": action})


def shown(text: str) -> str:
    """A piece of the text that is refused, as a finding quotes it: on one line, and short."""
    line = " ".join(text.split())
    return f"“{line if len(line) <= 60 else line[:59] + '…'}”"
