"""Images and figures in, Typst code that shows the image file with its text alternative out."""

from __future__ import annotations

import re

from docutils import nodes

from build_tools.pdf.escape import labelled, literal, prose

# docutils' length units; a pixel is 1/96 inch, as in CSS.
LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(em|cm|mm|in|pt|px|%|)")


def image(node: nodes.image, writer) -> str:
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
    return f"picture({image(node, writer)})"


def figure(node: nodes.figure, writer) -> str:
    caption = next((child for child in node.children if isinstance(child, nodes.caption)), None)
    legend = next((child for child in node.children if isinstance(child, nodes.legend)), None)
    shown = [child for child in node.children if child not in (caption, legend)]
    anchors = writer.anchor(caption) if caption is not None else ""
    below = writer.blocks(legend) if legend is not None else "none"
    title = writer.inline_block(caption) if caption is not None else "none"
    code = f"figure-box({prose(node.get('label', ''))}, {title}, {writer.blocks_of(shown)}, {below})"
    return f"{anchors}\n{labelled(code, writer.anchors.of(node))}".strip()
