"""Images and figures in, Typst code that shows the image file with its text alternative out."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes

from build_tools.content.flows.flow_steps import flow_image
from build_tools.pdf.escape import labelled, literal, prose

# docutils' length units; a pixel is 1/96 inch, as in CSS.
LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(em|cm|mm|in|pt|px|%|)")


def image(node: nodes.image, writer) -> str:
    if isinstance(node, flow_image):
        return _drawn(node)
    uri = node.get("uri", "")
    path = (writer.images / uri).resolve()
    if "://" in uri or not path.is_relative_to(writer.images.resolve()):
        raise writer.fault(node, f"the image {uri!r} is not one of the SOP's files", "put the file into source/images/")
    if not path.is_file():
        raise writer.fault(node, f"the image file {uri!r} does not exist", "correct the path, or add the file")
    if not (alt := node.get("alt", "").strip()):
        raise writer.fault(node, f"the image {uri!r} has no alternative text", "say in :alt: what a reader who cannot see it needs")
    root = writer.root.resolve()
    options = [literal("/" + path.relative_to(root).as_posix()), f"alt: {prose(alt)}"]
    options += [f"{side}: {size}" for side in ("width", "height") if (size := length(node.get(side, "")))]
    return f"image({', '.join(options)})"


def _drawn(node: flow_image) -> str:
    """A drawing of the pipeline's own. It is kept where Typst reads no files."""
    return f'image(bytes({literal(Path(node["uri"]).read_text(encoding="utf-8"))}), alt: {prose(node["alt"])}, width: {length(node["width"])})'


def _tallest(shown: list[nodes.Node]) -> str:
    """The option that lets a flow fill a page."""
    return ", tallest: tallest-flow" if any(isinstance(node, flow_image) for node in shown) else ""


def length(size: str) -> str:
    """A docutils length as Typst writes it; empty for none."""
    found = LENGTH.fullmatch(size.strip())
    if not found:
        return ""
    number, unit = found.groups()
    return f"{float(number) * 0.75:g}pt" if unit in ("px", "") else number + unit


def inline_image(node: nodes.image, writer) -> str:
    return f"box({image(node, writer)})"


def block_image(node: nodes.image, writer) -> str:
    return f"picture({image(node, writer)}{_tallest([node])})"


def figure(node: nodes.figure, writer) -> str:
    caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
    legend = next((child for child in node.children if isinstance(child, nodes.legend)), None)
    shown = [child for child in node.children if child not in (caption, legend)]
    anchors = writer.anchor(caption) if caption is not None else ""
    below = writer.blocks(legend) if legend is not None else "none"
    title = writer.inline_block(caption) if caption is not None else "none"
    code = f"figure-box({prose(node.get('label', ''))}, {title}, {writer.blocks_of(shown)}, {below}{_tallest(shown)})"
    return f"{anchors}\n{labelled(code, writer.anchors.of(node))}".strip()
