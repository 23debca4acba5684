"""Sphinx's warnings in, findings out."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from sphinx.util.logging import NAMESPACE, WarningStreamHandler

from build_tools.config import Project
from build_tools.findings import Finding

# What to do about the kinds of warnings that editors meet, by Sphinx's type and subtype.
ADVICE = {
    "ref.ref": "write (that-name)= above the heading it means, or correct the name",
    "ref.numref": "write (that-name)= above the heading, or :name: that-name in the table or figure, or correct the name",
    "ref.term": "use a term of source/registers/terms.yml, spelled as there",
    "ref.doc": "correct the path of the file",
    "ref.footnote": "write the footnote’s text as [^name]: …, or correct its name",
    "myst.xref_missing": "correct the address, or the label after #",
    "myst.xref_ambiguous": "use a label that exists once",
    "myst.directive_unknown": "correct the name in {…}; CONTRIBUTING.md lists the blocks",
    "myst.role_unknown": "correct the name in {…}; CONTRIBUTING.md lists the roles",
    "myst.directive_parse": "compare the block with an example in CONTRIBUTING.md",
    "myst.directive_option": "compare the block’s options with an example in CONTRIBUTING.md",
    "myst.header": "go down one heading level at a time: # then ## then ###",
    "myst.duplicate_def": "give each footnote its own name",
    "toc.not_readable": "correct the name in index.md, or add the file",
    "toc.not_included": "name the chapter in index.md",
    "image.not_readable": "put the picture into source/images/, or correct its path",
    "download.not_readable": "put the file beside the chapter, or correct its path",
    "i18n.inconsistent_references": "use the same roles, labels and footnotes in the translation as in the English",
}
OTHERWISE = "look at the marks in this line"


class WarningCollector(WarningStreamHandler):
    """A logging handler that keeps what Sphinx warns of. A WarningStreamHandler, so that Sphinx's own buffering knows it."""

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._root = project.root
        self._found: set[Finding] = set()

    def attach(self, app) -> None:
        """Take the place of Sphinx's own handler, with its filters (suppression, places as text)."""
        logger = logging.getLogger(NAMESPACE)
        for handler in list(logger.handlers):
            if isinstance(handler, WarningStreamHandler):
                self.filters = list(handler.filters)
                self.setLevel(logging.WARNING)
                logger.removeHandler(handler)
        logger.addHandler(self)

    def emit(self, record: logging.LogRecord) -> None:
        path, line = self._place(getattr(record, "location", None) or "")
        code = ".".join(filter(None, (getattr(record, "type", ""), getattr(record, "subtype", "")))) or "sphinx"
        text = re.sub(r" \[[\w.-]+\]$", "", logging.LogRecord.getMessage(record))  # Sphinx's own repeats the place
        self._found.add(Finding(path=path, line=line, code=code, text=text.replace("\n", " "), action=getattr(record, "action", "") or ADVICE.get(code, OTHERWISE)))

    def _place(self, location: str) -> tuple[str, int]:
        """``/…/source/a.md:12:<translated>:1`` or a docname to a path below the root, and a line."""
        path, line = re.match(r"(.*?)(?::(\d*))?(?::<translated>.*)?$", location, re.DOTALL).groups()
        path = Path(path)
        if path.is_absolute() and path.is_relative_to(self._root):
            path = path.relative_to(self._root)
        return path.as_posix() if str(path) != "." else "", int(line or 0)

    def findings(self) -> list[Finding]:
        return sorted(self._found)
