"""A chapter's doctree, translated or not, in; the same tree without a way out of the SOP: a file beyond source/, an unsafe address, raw text.

Sphinx copies whatever a link or a picture names into the site, from any folder, and writes any address into a page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.i18n import search_image_for_language

from build_tools.content.markdown import allowed, drawings
from build_tools.content.markdown.refusal import refuse, shown

# What browsers take out of an address before they look at its scheme (WHATWG URL Standard, 4.4), and what no reader sees.
IGNORED = re.compile("[\x00-\x20\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
# How MyST writes a line's end that is typed as one, for HTML and for LaTeX; there is no other raw text.
LINE_ENDS = {("html", "<br />"), ("latex", "\\\\")}
CONF = "conf.py"


def is_safe(address: str) -> bool:
    """Whether an address is one of the web or of mail, or a place in the same page."""
    bare = IGNORED.sub("", address)
    try:
        parts = urlsplit(bare)
    except ValueError:
        return False
    if not parts.scheme:
        return bare.startswith("#")
    return parts.scheme.lower() in allowed.SCHEMES and bool(parts.netloc or parts.scheme.lower() == "mailto")


def inside(source: Path, chapter: Path, name: str) -> Path | None:
    """Where ``name`` in a chapter leads, symbolic links followed; None when that is not below ``source``, or is not for readers."""
    if urlsplit(name).scheme or name.startswith("//") or set(name) & set("\\*\0"):
        return None
    try:
        path = (source / name[1:] if name.startswith("/") else chapter.parent / name).resolve()
        within = path.relative_to(source.resolve())
        if path.exists() and not path.is_file():
            return None
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle
        return None
    return None if path.name == CONF or any(part.startswith(".") for part in within.parts) else path


class Confine(SphinxTransform):
    """After translation (20), and before Sphinx collects what to copy (880)."""

    default_priority = 30

    def apply(self, **kwargs) -> None:
        for node in self._heads():
            self._drop(node, "front-matter", "fields above the chapter’s title change settings", "move them below the title, or delete them")
        for node in list(self.document.findall(nodes.Element)):
            match node:
                case nodes.raw() if (node.get("format"), node.astext().strip()) not in LINE_ENDS:
                    self._drop(node, "raw", f"{shown(node.astext())} is raw text", "write it as Markdown")
                case nodes.image():
                    self._confine_image(node)
                case addnodes.download_reference():
                    self._confine_download(node)
                case nodes.reference() | nodes.target():
                    self._confine_address(node)
                case addnodes.toctree():
                    self._confine_list(node)

    def _heads(self) -> Iterator[nodes.field_list]:
        """docutils takes a list of fields before the title for settings (and would do so at priority 340)."""
        for child in self.document.children:
            if isinstance(child, nodes.section):
                return
            if isinstance(child, (nodes.field_list, nodes.docinfo)):
                yield child

    def _inside(self, name: str) -> Path | None:
        return inside(Path(self.env.srcdir), Path(self.env.doc2path(self.env.current_document.docname)), name)

    def _confine_image(self, node: nodes.image) -> None:
        """A file that is not there is left to Sphinx, which reports it."""
        name = node["uri"]
        path = self._inside(name) and self._inside(search_image_for_language(name, self.env))
        if path is None:
            self._replace(node, "path", f"{shown(name)} is no picture of this SOP", "put the picture into source/images/, and write its path")
        elif path.suffix.lower() not in allowed.PICTURES:
            self._replace(node, "picture", f"{shown(name)} is no picture", f"use {', '.join(sorted(allowed.PICTURES))}")
        elif path.suffix.lower() == ".svg" and path.exists() and (fault := drawings.fault(path)):
            self._replace(node, "picture", f"{shown(name)} {fault}", "export it anew as a plain SVG, with everything in it")

    def _confine_download(self, node: addnodes.download_reference) -> None:
        name = node["reftarget"]
        path = self._inside(name)
        if path is None:
            self._unlink(node, "path", f"{shown(name)} is no file of this SOP", "put the file into source/, and write its path")
        elif path.suffix.lower() not in allowed.DOWNLOADS:
            self._unlink(node, "path", f"{shown(name)} is no kind of file that readers may be given", f"use {', '.join(sorted(allowed.DOWNLOADS))}")

    def _confine_address(self, node: nodes.Element) -> None:
        if "refuri" in node and not is_safe(node["refuri"]):
            self._unlink(node, "address", f"{shown(node['refuri'])} is no web address", "begin it with https:// (or mailto:)")

    def _confine_list(self, node: addnodes.toctree) -> None:
        """An entry may be an address too; Sphinx takes any text with :// in it for one."""
        unsafe = [(title, name) for title, name in node["entries"] if name != "self" and name not in self.env.found_docs and not is_safe(name)]
        for _, name in unsafe:
            refuse(node, "address", f"{shown(name)} is neither a chapter nor a web address", "name a chapter, or begin with https://")
        node["entries"] = [entry for entry in node["entries"] if entry not in unsafe]

    def _drop(self, node: nodes.Element, kind: str, text: str, action: str) -> None:
        refuse(node, kind, text, action)
        node.parent.remove(node)

    def _replace(self, node: nodes.image, kind: str, text: str, action: str) -> None:
        """Show what a picture says in its place."""
        refuse(node, kind, text, action)
        said = node.get("alt") or node["uri"]
        in_line = isinstance(node.parent, (nodes.TextElement, nodes.figure))
        node.replace_self(nodes.inline(said, said) if in_line else nodes.paragraph(said, said, translatable=False))

    def _unlink(self, node: nodes.Element, kind: str, text: str, action: str) -> None:
        """Keep the words of a link, and no link."""
        refuse(node, kind, text, action)
        is_around_picture = any(isinstance(child, nodes.image) for child in node.children)
        node.replace_self(node.children if is_around_picture else nodes.inline("", "", *node.children))
