"""A letterhead and the words for its fields in; the Word file with those words, and the place for the chapters, out.

The contract with whoever makes a letterhead: one paragraph ``{{ body }}``, and fields such as ``{{ title }}`` anywhere else; a text may
be kept for drafts with ``{% if draft %}…{% endif %}``. Nothing else of Jinja is accepted: with more of it, a letterhead could run code.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from lxml import etree

from build_tools.findings import CouldNotRun, Finding
from build_tools.word import gate
from build_tools.word.gate import Refused
from build_tools.word.ooxml import q, serialize
from build_tools.word.package import Package
from build_tools.word.turning import freeze, turn

BODY = "body"
SENTINEL = "\ue0b0body\ue0b0"  # private use: no text of ours holds it
MAX_TAGS = 300  # docxtpl's own search for tags is quadratic: 16,000 open ones took 18 seconds
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\{%|\{#|\}\}|%\}", re.DOTALL)
ALLOWED = re.compile(r"\{\{ ?(\w+) ?\}\}|\{% ?if (\w+) ?%\}|\{% ?(?:else|endif) ?%\}")
EXPLAIN = "only {{ name }} and {% if name %}…{% endif %} may stand in a letterhead"


def render(path: Path, *, name: str, fields: dict[str, str], direction: str) -> Package:
    """The letterhead with its fields filled in and turned to the edition's direction. Raises CouldNotRun, as ``name``, if it is unfit."""
    try:
        package = gate.open_safely(path.read_bytes())
        _examine_tags(package, {*fields, BODY})
        package.unrelate("", {"thumbnail", "custom-properties", "core-properties", "extended-properties"})  # its author's data
        package.unrelate(package.main, {"customXml", "people"})  # and what document servers add to it
        freeze(package)
        filled = Package.read(_fill(package.save(), fields))
        turn(filled, direction)
        place(filled)
        return filled
    except FileNotFoundError:
        raise _unfit(name, "the letterhead is missing", "put the Word file there, or correct its name in sop.toml") from None
    except OSError as error:
        raise _unfit(name, f"cannot be read: {error.strerror}", "look at the file's permissions") from None
    except Refused as problem:
        raise _unfit(name, f"the letterhead {problem.text}", problem.action) from None


def place(package: Package) -> etree._Element:
    """The paragraph that the chapters take the place of."""
    body = package.xml(package.main).find(q("w:body"))
    found = [p for p in body.iter(q("w:p")) if SENTINEL in "".join(t.text or "" for t in p.iter(q("w:t")))]
    if len(found) != 1:
        raise Refused(f"has {len(found)} paragraphs {{{{ body }}}}", "write {{ body }} once, in a paragraph of its own, where the chapters shall stand")
    [paragraph] = found
    if paragraph.getparent() is not body:
        raise Refused("has {{ body }} inside a table or a frame", "put it into a paragraph of its own on the page")
    if "".join(t.text or "" for t in paragraph.iter(q("w:t"))).strip() != SENTINEL:
        raise Refused("has other words beside {{ body }}", "put {{ body }} into a paragraph of its own")
    return paragraph


def _examine_tags(package: Package, known: set[str]) -> None:
    """Read the letterhead as Jinja will, and accept names and tests of names only."""
    names: set[str] = set()
    for part in _rendered_parts(package):
        xml = serialize(package.xml(part)).decode("utf-8")
        text = re.sub("<[^>]*>", "", xml)
        if max(sum(words.count(opening) for opening in ("{{", "{%", "{#")) for words in (text, xml)) > MAX_TAGS:
            raise Refused("has too many tags", EXPLAIN)  # before any search for pairs of braces
        for tag in TAG.findall(text):
            if not ALLOWED.fullmatch(tag):
                raise Refused(f"has the tag {tag[:60]!r}", EXPLAIN)
        names |= _names(xml)
    for unknown in sorted(names - known):
        raise Refused(f"has an unknown field {{{{ {unknown} }}}}", f"known are: {', '.join(sorted(known))}")
    if BODY not in names:
        raise Refused("has no paragraph {{ body }}", "write {{ body }} into a paragraph of its own, where the chapters shall stand")


def _names(xml: str) -> set[str]:
    """The names that one part uses, from the very syntax tree that will be rendered."""
    try:
        tree = _environment().parse(DocxTemplate(io.BytesIO()).patch_xml(xml))
    except TemplateError as error:
        raise Refused(f"has a tag that cannot be read: {error}", EXPLAIN) from None
    pending = [tree]
    while pending:
        node = pending.pop()
        plain_test = isinstance(node, nodes.If) and isinstance(node.test, nodes.Name) and not node.elif_
        if not plain_test and type(node) not in (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name):
            raise Refused(f"has a tag with {type(node).__name__.lower()}", EXPLAIN)
        pending += node.iter_child_nodes()
    return {node.name for node in tree.find_all(nodes.Name)}


def _rendered_parts(package: Package) -> list[str]:
    """The parts that docxtpl renders: the text, headers, footers and footnotes, whatever their names."""
    texts = {q("w:document"), q("w:hdr"), q("w:ftr"), q("w:footnotes")}
    return [name for name in sorted(package.parts) if name.endswith(".xml") and package.xml(name).tag in texts]


def _environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _fill(data: bytes, fields: dict[str, str]) -> bytes:
    """docxtpl's part of the work: plain words only; chapters never pass through it, since it rewrites some characters."""
    template = DocxTemplate(io.BytesIO(data))
    words = {name: " ".join(text.split()) for name, text in fields.items()}
    try:
        template.render({**words, BODY: SENTINEL}, _environment(), autoescape=True)
    except TemplateError as error:
        raise Refused(f"cannot be filled in: {error}", EXPLAIN) from None
    buffer = io.BytesIO()
    template.save(buffer)
    return buffer.getvalue()


def _unfit(name: str, text: str, action: str) -> CouldNotRun:
    return CouldNotRun(Finding(path=name, code="letterhead", text=text, action=action))
