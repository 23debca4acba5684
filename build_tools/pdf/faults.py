"""A node of the book in, its place in the source, or the error that names this place, out."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes

from build_tools.findings import CouldNotRun, Finding

CODE = "pdf"


def place_of(node: nodes.Node, root: Path | None) -> tuple[str, int]:
    """The file (relative to the SOP's folder) and line of a node, or of the nearest node around it that knows."""
    while node is not None and not (node.source and node.line):
        node = node.parent
    if node is None:
        return "", 0
    path = Path(re.sub(r"(:\d+)?:<translated>.*", "", str(node.source), flags=re.DOTALL))
    if root and path.is_absolute() and path.is_relative_to(root):
        path = path.relative_to(root)
    return path.as_posix(), node.line


def fault(node: nodes.Node, root: Path | None, text: str, action: str) -> CouldNotRun:
    path, line = place_of(node, root)
    return CouldNotRun(Finding(path=path, line=line, code=CODE, text=text, action=action))
