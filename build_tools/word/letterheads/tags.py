"""A letterhead and the fields that there are in; each tag that is more than a field, and each field that is wrong or missing, out.

Only ``{{ name }}`` and ``{% if name %}…{% endif %}`` pass. With more of Jinja a letterhead could run code.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from build_tools.word.letterheads import whereabouts
from build_tools.word.letterheads.contract import BODY, REQUIRED
from build_tools.word.letterheads.gate import Refused
from build_tools.word.ooxml import is_on, q, serialize
from build_tools.word.package import Package

MAX_TAGS = 300  # of a file: docxtpl's own search for tags is quadratic (16,000 open ones took 18 seconds), and each writes words of any length
MAX_TEXT = 600_000  # bytes of XML of the text, headers and footers: docxtpl searches all of it many times; letterheads reach a tenth of it
TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|\{\{|\{%|\{#|\}\}|%\}", re.DOTALL)
ALLOWED = re.compile(r"\{\{ ?(\w+) ?\}\}|\{% ?if (\w+) ?%\}|\{% ?(?:else|endif) ?%\}")
EXPLAIN = "only {{ name }} and {% if name %}…{% endif %} may stand in a letterhead"


def problems(package: Package, known: set[str]) -> Iterator[Refused]:
    """Read the letterhead as Jinja will, and accept names and tests of names only."""
    parts = rendered_parts(package)
    xml = {part: serialize(package.xml(part)).decode("utf-8") for part in parts}
    text = {part: re.sub("<[^>]*>", "", xml[part]) for part in parts}
    if sum(map(len, xml.values())) > MAX_TEXT:
        yield Refused("has too much text", "a letterhead is a cover, headers and footers: take other pages out")
        return
    if any(sum(_openings(words) for words in form.values()) > MAX_TAGS for form in (text, xml)):
        yield Refused("has too many tags", EXPLAIN)  # before any search for pairs of braces
        return
    used: dict[str, set[str]] = {}
    for part in parts:
        for run in package.xml(part).iter(q("w:r")):
            if is_on(run.find(f"{q('w:rPr')}/{q('w:vanish')}")) and "{" in "".join(words.text or "" for words in run.iter(q("w:t"))):
                yield Refused("has a hidden field", "in Word: Font, Effects, take the tick off Hidden", whereabouts.place(package, part, run))
        refused = [tag for tag in TAG.findall(text[part]) if not ALLOWED.fullmatch(tag)]
        for tag in dict.fromkeys(refused):
            yield Refused(f"has the tag {tag[:60]!r}", EXPLAIN, _place(package, part, tag))
        if not refused:
            try:
                used[part] = names(xml[part])
            except Refused as problem:
                yield Refused(problem.text, problem.action, _place(package, part))
    if len(used) == len(parts):
        yield from _wrong_names(package, used, known)


def _wrong_names(package: Package, used: dict[str, set[str]], known: set[str]) -> Iterator[Refused]:
    for part, own in used.items():
        for unknown in sorted(own - known):
            yield Refused(f"has an unknown field {{{{ {unknown} }}}}", f"known are: {', '.join(sorted(known))}", _place(package, part, unknown))
        if BODY in own and part != package.main:
            yield Refused("has {{ body }}", "write {{ body }} into the text, where the chapters shall stand", _place(package, part, BODY))
    for name in REQUIRED.keys() - set().union(*used.values()):
        if name == BODY:
            yield Refused("has no paragraph {{ body }}", "write {{ body }} into a paragraph of its own, where the chapters shall stand")
        else:
            yield Refused(f"has no field {{{{ {name} }}}}", f"write it on the cover, in a header or in a footer: {REQUIRED[name]}")


def names(xml: str) -> set[str]:
    """The names that one part uses, from the very syntax tree that will be rendered."""
    try:
        tree = environment().parse(DocxTemplate(io.BytesIO()).patch_xml(xml))
    except (TemplateError, RecursionError) as error:  # the second of braces in braces in braces
        raise Refused(f"has a tag that cannot be read: {str(error)[:120]}", EXPLAIN) from None
    pending = [tree]
    while pending:
        node = pending.pop()
        plain_test = isinstance(node, nodes.If) and isinstance(node.test, nodes.Name) and not node.elif_
        if not plain_test and type(node) not in (nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name):
            raise Refused(f"has a tag with {type(node).__name__.lower()}", EXPLAIN)
        pending += node.iter_child_nodes()
    return {node.name for node in tree.find_all(nodes.Name)}


def rendered_parts(package: Package) -> list[str]:
    """The parts that docxtpl renders: the text, headers, footers and footnotes, whatever their names."""
    texts = {q("w:document"), q("w:hdr"), q("w:ftr"), q("w:footnotes")}
    return [name for name in sorted(package.parts) if name.endswith(".xml") and package.xml(name).tag in texts]


def environment() -> ImmutableSandboxedEnvironment:
    return ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _openings(words: str) -> int:
    return sum(words.count(opening) for opening in ("{{", "{%", "{#"))


def _place(package: Package, part: str, words: str = "") -> str:
    """The paragraph that holds these words, or the part."""
    for paragraph in package.xml(part).iter(q("w:p")) if words else ():
        if words in "".join(text.text or "" for text in paragraph.iter(q("w:t"))):
            return whereabouts.place(package, part, paragraph)
    return whereabouts.place(package, part)
