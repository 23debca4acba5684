"""A chapter's doctree in; every translatable node marked with its message, and the chapter's list of messages out."""

from __future__ import annotations

from dataclasses import dataclass

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform
from sphinx.util.nodes import extract_messages


@dataclass(frozen=True, kw_only=True)
class Message:
    """One translatable text of a chapter. ``translated`` says whether a reader really sees a translation."""

    msgid: str
    line: int
    translated: bool


def of(env, docname: str) -> list[Message]:
    """The messages of one chapter, in the order of its catalog, each msgid once."""
    return env.sop_messages.get(docname, [])


class CaptureMessages(SphinxTransform):
    """Note each translatable node's msgid before Sphinx's Locale transform (priority 20) replaces its text."""

    default_priority = 15

    def apply(self, **kwargs) -> None:
        found = {}
        for node, msgid in extract_messages(self.document):
            node.setdefault("msgids", []).append(msgid)
            found.setdefault(msgid, []).append(node)
        self.document.sop_found = found


class MarkUntranslated(SphinxTransform):
    """After Locale: list the messages, and mark text that stayed in the source language with that language."""

    default_priority = 24

    def apply(self, **kwargs) -> None:
        config = self.config
        source = config.sop_project.document.source_language
        is_source = config.language == source
        direction = config.sop_project.languages[source].direction
        messages = []
        for msgid, found in self.document.__dict__.pop("sop_found").items():
            shown = all(_is_translated(node, msgid) for node in found)
            messages.append(Message(msgid=msgid, line=found[0].line or 0, translated=is_source or shown))
            if not is_source and not shown:
                for node in found:
                    if not isinstance(node, (nodes.image, addnodes.toctree)):
                        node["lang"], node["dir"] = source, direction
                        node["classes"].append(f"language-{source}")  # docutils' HTML writer makes it lang="…"
        self.env.sop_messages[self.env.current_document.docname] = messages


def _is_translated(node: nodes.Element, msgid: str) -> bool:
    if isinstance(node, nodes.image):  # Locale notes nothing; it fills alt, or a translated paragraph brings its own picture
        return all(image.get("alt") != msgid for image in node.document.findall(nodes.image))
    if isinstance(node, addnodes.toctree):
        return msgid not in ([node.get("caption")] + [title for title, _ in node["entries"]])
    return bool(node.get("translated"))


def purge(app, env, docname: str) -> None:
    env.sop_messages.pop(docname, None)


def merge(app, env, docnames, other) -> None:
    env.sop_messages.update({name: other.sop_messages[name] for name in docnames if name in other.sop_messages})


def prepare(app, env, docnames) -> None:
    if not hasattr(env, "sop_messages"):
        env.sop_messages = {}
