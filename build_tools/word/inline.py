"""Text and what stands in it (emphasis, references, footnote marks) in, runs, links and fields out."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit, urlunsplit

from docutils import nodes
from lxml import etree
from sphinx import addnodes

from build_tools.content.translation.bidi import isolate
from build_tools.word.characters import has_arabic, sound
from build_tools.word.ooxml import sub
from build_tools.word.place import Place

SAFE_LINK = re.compile("(https?://|mailto:)", re.IGNORECASE)
STRAY = re.compile("%(?![0-9A-Fa-f]{2})")
KEPT = "!$%&'()*+,/:;=?@~"  # in an address, beside letters, digits and - . _
LONGEST_LINK = 2048  # letters that Word and LibreOffice take


def text(writer, node: nodes.Text, parent: etree._Element, place: Place) -> None:
    """A line break in a source file is a space to the reader."""
    writer.runs.text(parent, re.sub(r"[ \t]*\n[ \t]*", " ", node.astext()), place)


def through(writer, node: nodes.Element, parent: etree._Element, place: Place) -> None:
    """Only what is inside counts."""
    names = writer.bookmarks.of(node) if node["ids"] else []
    with writer.bookmarks.around(parent, names):
        writer.message(node, parent, place.of(node))


def nothing(writer, node: nodes.Element, parent: etree._Element, place: Place) -> None:
    """No reader sees it, in any format."""


def face(*faces: str):
    """A writer for text of another face."""

    def write(writer, node: nodes.Element, parent: etree._Element, place: Place) -> None:
        through(writer, node, parent, place.with_face(*faces))

    return write


def isolated(writer, node: nodes.Element, parent: etree._Element, place: Place) -> None:
    """A run that the text around it must not turn round."""
    writer.runs.isolated(parent, node.astext(), place)


def literal(writer, node: nodes.literal, parent: etree._Element, place: Place) -> None:
    """Code reads from left to right, unless it is Arabic."""
    write = through if has_arabic(node.astext()) else isolated
    write(writer, node, parent, place.with_face("code"))


def abbreviation(writer, node: nodes.abbreviation, parent: etree._Element, place: Place) -> None:
    """Paper shows no hint under the mouse: the long form follows in brackets."""
    writer.inline(node.children, parent, place)
    if node.get("explanation"):
        writer.runs.text(parent, f" ({node['explanation']})", place)


def reference(writer, node: nodes.reference, parent: etree._Element, place: Place) -> None:
    """A link: into the book without any look of its own, to an address with one. Unsafe addresses stay text."""
    address = web_address(node.get("refuri", ""))
    bookmark = writer.bookmarks.name(node["refid"]) if "refid" in node else ""
    if bookmark:
        writer.terms.use(writer, node, parent, place)
        link = sub(parent, "w:hyperlink", {"w:anchor": bookmark, "w:history": 1})
        writer.inline(node.children, link, place.of(node))
    elif address:
        own = writer.package.relate(writer.part(place), "hyperlink", address, external=True)
        link = sub(parent, "w:hyperlink", {"r:id": own, "w:history": 1})
        writer.inline(node.children, link, place.of(node).with_face("link"))
    else:
        writer.inline(node.children, parent, place.of(node))


def web_address(text: str) -> str:
    """A web or e-mail address as a link may hold it (RFC 3986): ASCII, other letters encoded; "" for what is none, or unsafe."""
    if not SAFE_LINK.match(text):
        return ""
    try:
        found = urlsplit(text)
        _ = found.port  # of eight digits, say: an error only now
        host = found.netloc.encode("idna").decode("ascii")
    except ValueError:  # also of UnicodeError, for a name with a part of 64 letters
        return ""
    if not host and (found.scheme in ("http", "https") or not found.path):
        return ""
    path, query, fragment = (STRAY.sub("%25", quote(sound(part), safe=KEPT)) for part in (found.path, found.query, found.fragment))
    address = urlunsplit((found.scheme, host, path, query, fragment))
    return address if len(address) <= LONGEST_LINK else ""


def number_reference(writer, node: addnodes.number_reference, parent: etree._Element, place: Place) -> None:
    """"Section 4.4.1", "Table 4.2": the number is a field, so that it follows when a ministry adds a section and updates fields."""
    target = writer.bookmarks.node(node.get("refid", ""))
    shown = target.get("number" if isinstance(target, nodes.section) else "label", "") if target is not None else ""
    words = node.astext()
    if not shown or shown not in words:
        reference(writer, node, parent, place)
        return
    code = f"REF {writer.bookmarks.name(node['refid'])} " + (r"\r \h" if isinstance(target, nodes.section) else r"\h")
    before, _, after = words.partition(shown)
    writer.runs.text(parent, before, place)
    writer.field(parent, code, shown, place)
    writer.runs.text(parent, after, place)


def footnote_reference(writer, node: nodes.footnote_reference, parent: etree._Element, place: Place) -> None:
    writer.footnotes.mark(writer, node, parent, place)


def image(writer, node: nodes.image, parent: etree._Element, place: Place) -> None:
    writer.anchors.write(writer.bookmarks, parent, node, lambda: writer.pictures.draw(writer, node, parent, place))


WRITERS = {
    nodes.Text: text,
    nodes.emphasis: face("italic"),
    nodes.strong: face("bold"),
    nodes.literal: literal,
    addnodes.literal_emphasis: face("code", "italic"),
    addnodes.literal_strong: face("code", "bold"),
    nodes.superscript: face("raised"),
    nodes.subscript: face("lowered"),
    nodes.title_reference: face("italic"),
    nodes.inline: through,
    isolate: isolated,
    nodes.generated: through,
    nodes.target: through,
    nodes.abbreviation: abbreviation,
    nodes.reference: reference,
    addnodes.number_reference: number_reference,
    nodes.footnote_reference: footnote_reference,
    nodes.image: image,
    nodes.comment: nothing,
    addnodes.index: nothing,
}
