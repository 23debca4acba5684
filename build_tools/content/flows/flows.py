"""``{flow}`` in; a figure with a drawing in the language being built, and its steps in words, out.

The block gives a ``container`` with a ``figure`` (as yet only its caption) and ``flow_steps``: each box, each arrow with words and the caption
is a message. When all is translated and every reference has its number, the drawing is made and put into the figure.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib import metadata
from pathlib import Path

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from build_tools.content.flows import flow_canvas, flow_drawing, flow_layout, flow_text, lettering
from build_tools.content.flows.flow_drawing import Arrow, Box, Drawing, Words
from build_tools.content.flows.flow_steps import flow_arrow, flow_box, flow_image, flow_steps, listed, spoken
from build_tools.content.translation import bidi

LOGGER = logging.getLogger(__name__)
_ENGINE = (flow_drawing, flow_canvas, flow_layout, lettering, bidi)  # the modules that decide how a drawing looks …
_LIBRARIES = ("graphlay", "uharfbuzz", "fontpkg-amiri")  # … and what they use


class FlowBlock(SphinxDirective):
    """``:::{flow} Caption`` with the lines that ``flow_text`` explains."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec = {"name": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        flow = flow_text.read(self.content)
        for fault in flow.faults:
            self._report(fault.line, fault.kind, fault.text, fault.action)
        if not self.arguments:
            self._report(-1, "caption", "the flow has no caption", "write :::{flow} What the flow shows")
        caption = self._text(nodes.caption, " ".join(self.arguments), self.lineno)
        figure = nodes.figure("", caption, classes=["flow"])
        self.set_source_info(figure)
        self.add_name(figure)
        if flow.faults or not self.arguments:  # shown as it is typed
            text = "\n".join(self.content)
            figure.insert(0, nodes.literal_block(text, text, translatable=False))
            return [figure]
        steps = flow_steps()
        for box in flow.boxes:
            steps += self._text(flow_box, box.words, self._line(box.line), name=box.name, decision=box.is_decision)
        for arrow in flow.arrows:
            steps += self._text(flow_arrow, arrow.words, self._line(arrow.line), source=arrow.source, target=arrow.target)
        return [nodes.container("", figure, steps, classes=["flow-block"])]

    def _line(self, number: int) -> int:
        """The line in the chapter of a line of the content; -1 is the block's own."""
        return self.lineno + self.content_offset + number + 1 if number >= 0 else self.lineno  # MyST counts the offset from the block

    def _text(self, kind: type[nodes.TextElement], words: str, line: int, **attributes) -> nodes.TextElement:
        """A message with its marks, at its line."""
        content, _ = self.parse_inline(words, lineno=line)
        node = kind(words, "", *content, **attributes)
        node.source, node.line = self.get_source_info()[0], line
        return node

    def _report(self, line: int, kind: str, text: str, action: str) -> None:
        LOGGER.warning("%s", text, type="flow", subtype=kind, location=(self.env.docname, self._line(line)), extra={"action": action})


class DrawFlows(SphinxPostTransform):
    """When references have their numbers (10) and their isolates (900); before the site collects the pictures of a page."""

    default_priority = 950

    def run(self, **kwargs) -> None:
        for steps in list(self.document.findall(flow_steps)):
            if not any(isinstance(child, nodes.enumerated_list) for child in steps.children):
                self._draw(steps, steps.parent[0])

    def _draw(self, steps: flow_steps, figure: nodes.figure) -> None:
        description = spoken(steps)
        try:
            path, drawing = self._drawing(steps, figure, description)
        except lettering.NoShape as missing:
            LOGGER.warning("the font has no shape for %s", missing, type="flow", subtype="letter", location=figure,
                           extra={"action": "use a character that Amiri has"})  # fmt: skip
            return
        if drawing.scale < flow_drawing.SMALLEST and self._is_source:
            LOGGER.warning("the flow is so large that a page shows its words at %d %% of their size", drawing.scale * 100, type="flow", subtype="large",
                           location=figure, extra={"action": "write fewer or shorter boxes, or two flows"})  # fmt: skip
        self.env.images.add_file(self.env.current_document.docname, str(path))
        figure.insert(0, flow_image(uri=str(path), candidates={"*": str(path)}, alt=description, width=f"{drawing.width:g}px"))
        steps[:] = [listed(steps)]

    @property
    def _is_source(self) -> bool:
        return self.config.language == self.config.sop_project.document.source_language

    def _drawing(self, steps: flow_steps, figure: nodes.figure, description: str) -> tuple[Path, Drawing]:
        """The drawing and its file, which is named by all that decides what is drawn: where it is there already, nothing is drawn."""
        numbers = {box["name"]: number for number, box in enumerate(steps.boxes)}
        boxes = [self._box(box, steps) for box in steps.boxes]
        arrows = [Arrow(source=numbers[arrow["source"]], target=numbers[arrow["target"]], words=self._words(arrow)) for arrow in steps.arrows]
        title = figure.astext()
        made_from = hashlib.sha256(repr((_engine(), boxes, arrows, self._is_rtl, title, description)).encode()).hexdigest()
        path = Path(self.env.doctreedir, "flows", f"{next(iter(figure['ids']), 'flow')}-{made_from[:12]}.svg")
        if path.is_file():
            return path, Drawing(svg=path.read_text(encoding="utf-8"))
        drawing = flow_drawing.drawing(boxes, arrows, rtl=self._is_rtl, title=title, description=description)
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_suffix(".new")
        draft.write_text(drawing.svg, encoding="utf-8", newline="\n")
        draft.replace(path)
        return path, drawing

    def _box(self, box: flow_box, steps: flow_steps) -> Box:
        is_between = {box["name"]} <= {arrow["source"] for arrow in steps.arrows} & {arrow["target"] for arrow in steps.arrows}
        return Box(words=self._words(box), is_decision=box["decision"], is_end=not is_between)

    def _words(self, node: nodes.paragraph) -> Words | None:
        """What is written on a node, in its own language and direction where it is not translated."""
        text = " ".join(node.astext().split())
        rtl = node["dir"] == "rtl" if "dir" in node else self._is_rtl
        return Words(text=text, language=node.get("lang", self.config.language), rtl=rtl) if text else None

    @property
    def _is_rtl(self) -> bool:
        return self.config.sop_project.languages[self.config.language].direction == "rtl"


@cache
def _engine() -> str:
    """A hash of what draws: a drawing that other code or another font has made is not used."""
    digest = hashlib.sha256(repr([metadata.version(name) for name in _LIBRARIES]).encode())
    for module in _ENGINE:
        digest.update(Path(module.__file__).read_bytes())
    return digest.hexdigest()
