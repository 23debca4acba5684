"""A drawn flow in; the picture, and below it the steps in words, which readers open, out.

A drawing with so many words gets a short text alternative that says where the long one is (W3C, "Complex Images", of its tutorial on
images): a screen reader reads the list item by item, and a text alternative only from end to end.
"""

from __future__ import annotations

from build_tools.content.flows.flow_steps import flow_image, flow_steps
from build_tools.interface import word

SCALE = 1.2  # letters on a screen are larger than on paper


def visit_image(writer, node: flow_image) -> None:
    node["alt"] = word("A drawing. Its steps follow in words.")
    node["width"] = f"{float(node['width'].removesuffix('px')) * SCALE:.0f}px"
    writer.visit_image(node)


def depart_image(writer, node: flow_image) -> None:
    writer.depart_image(node)


def visit_steps(writer, node: flow_steps) -> None:
    writer.body.append(writer.starttag(node, "details", CLASS="flow-steps"))
    writer.body.append(f"<summary>{writer.encode(word('The steps in words'))}</summary>\n")


def depart_steps(writer, node: flow_steps) -> None:
    writer.body.append("</details>\n")
