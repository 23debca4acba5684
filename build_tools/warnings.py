"""Sphinx's warnings in, findings out."""

from __future__ import annotations

import logging
import re
from pathlib import Path

from sphinx.util.logging import NAMESPACE, WarningStreamHandler

from build_tools.config import Project
from build_tools.findings import Finding


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
        self._found.add(Finding(path=path, line=line, code=code, text=text.replace("\n", " ")))

    def _place(self, location: str) -> tuple[str, int]:
        """``/…/source/a.md:12:<translated>:1`` or a docname to a path below the root, and a line."""
        path, line = re.match(r"(.*?)(?::(\d*))?(?::<translated>.*)?$", location, re.DOTALL).groups()
        path = Path(path)
        if path.is_absolute() and path.is_relative_to(self._root):
            path = path.relative_to(self._root)
        return path.as_posix() if str(path) != "." else "", int(line or 0)

    def findings(self) -> list[Finding]:
        return sorted(self._found)
