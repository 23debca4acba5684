"""Image nodes in, drawings out: an SVG with a PNG beside it for programs that draw none, each file stored once."""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from pathlib import Path

import fontpkg_amiri
import resvg_py
from docutils import nodes
from lxml import etree

from build_tools.content.flows.flow_steps import flow_image
from build_tools.word import picture_files
from build_tools.word.ooxml import NSMAP, parse, sub
from build_tools.word.place import LEAST_ROOM, Place

EMU_PER_PIXEL = 9525  # at 96 pixels an inch
EMU_PER_TWIP = 635
SHARPNESS = 2  # pixels of the PNG for each pixel of the picture as it is shown: 192 an inch are sharp enough in print
TALLEST = 0.75  # share of the page that a picture may fill
TALLEST_FLOW = 0.83  # a flow has letters, which must not become small
TYPES = {".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # how Office marks an SVG (MS-ODRAWXML 2.2.31)
SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


class Pictures:
    """The pictures of one edition. ``height`` is that of the text on a page, in twentieths of a point."""

    def __init__(self, folder: Path, height: int, first: int = 1) -> None:
        self._folder = folder
        self._height = height
        self._next = first

    def draw(self, writer, node: nodes.image, parent: etree._Element, place: Place) -> None:
        """A drawing in the line of text, at its own size or as large as the page allows."""
        path = self._folder / node["uri"]
        kind = path.suffix.lower()
        try:
            data = path.read_bytes()
            if kind not in TYPES:
                raise ValueError(f"{kind} is no kind of picture that Word editions hold")
            width, height = self._size(node, kind, data, place)
            fallback = _as_png(data, round(width / EMU_PER_PIXEL * SHARPNESS)) if kind == ".svg" else data
        except (OSError, ValueError, etree.XMLSyntaxError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise writer.cannot(node, f"the picture {node['uri']} cannot be drawn: {reason}", "mend or replace the picture") from None
        shown = self._store(writer, fallback, ".png" if kind == ".svg" else kind, place)
        vector = self._store(writer, data, kind, place) if kind == ".svg" else ""
        drawing = sub(writer.runs.run(parent, place), "w:drawing")
        _inline(drawing, self._next, width, height, node.get("alt", ""), shown, vector)
        self._next += 1

    def _size(self, node: nodes.image, kind: str, data: bytes, place: Place) -> tuple[int, int]:
        """Width and height in EMU."""
        width, height = _svg_size(data) if kind == ".svg" else picture_files.size(data, kind)
        wanted = re.fullmatch(r"(\d+(?:\.\d+)?)%", node.get("width", ""))
        room = max(place.width - place.indent, LEAST_ROOM) * EMU_PER_TWIP
        width, height = width * EMU_PER_PIXEL, height * EMU_PER_PIXEL
        scale = room * float(wanted[1]) / 100 / width if wanted else node.get("scale", 100) / 100
        tallest = TALLEST_FLOW if isinstance(node, flow_image) else TALLEST
        scale = min(scale, room / width, self._height * EMU_PER_TWIP * tallest / height)
        return max(round(width * scale), EMU_PER_PIXEL), max(round(height * scale), EMU_PER_PIXEL)

    def _store(self, writer, data: bytes, kind: str, place: Place) -> str:
        """The id of the link to the picture, which is stored under a name made from its bytes."""
        name = f"word/media/{hashlib.sha256(data).hexdigest()[:16]}{kind}"
        writer.package.parts[name] = data
        writer.package.declare_extension(kind[1:], TYPES[kind])
        return writer.package.relate(writer.part(place), "image", name)


@lru_cache(maxsize=64)
def _as_png(svg: bytes, width: int) -> bytes:
    """One drawing for each picture, width and process: resvg shapes Arabic and Sorani with Amiri, which most others leave in pieces."""
    root = parse(svg)
    for element in root.iter(etree.Element):
        for name, target in element.attrib.items():
            if etree.QName(name).localname == "href" and not target.startswith(("#", "data:image/")):
                raise ValueError(f"it loads {target[:60]!r}")
    fonts = sorted(str(path) for path in Path(fontpkg_amiri.ROOT, "files").glob("*.ttf"))
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg.decode("utf-8"), font_files=fonts, skip_system_fonts=True, font_family="Amiri", serif_family="Amiri",
            sans_serif_family="Amiri", width=width,
        )
    )


def _svg_size(svg: bytes) -> tuple[float, float]:
    """Width and height in pixels: from the attributes, else from the view box."""
    root = parse(svg)
    given = [re.fullmatch(r"(\d+(?:\.\d+)?)(?:px)?", root.get(name, "")) for name in ("width", "height")]
    box = [float(part) for part in re.split(r"[\s,]+", root.get("viewBox", "").strip()) if part]
    size = [float(number[1]) for number in given] if all(given) else box[2:]
    if len(size) != 2 or min(size) <= 0:
        raise ValueError("it states no size")
    return size[0], size[1]


def _inline(drawing: etree._Element, own: int, width: int, height: int, alt: str, shown: str, vector: str) -> None:
    """wp:inline with one picture (ECMA-376 part 1, 20.4.2.8)."""
    frame = sub(drawing, "wp:inline", distT=0, distB=0, distL=0, distR=0)
    sub(frame, "wp:extent", cx=width, cy=height)
    sub(frame, "wp:docPr", id=own, name=f"Picture {own}", descr=alt)
    sub(sub(frame, "wp:cNvGraphicFramePr"), "a:graphicFrameLocks", noChangeAspect=1)
    picture = sub(sub(sub(frame, "a:graphic"), "a:graphicData", uri=NSMAP["pic"]), "pic:pic")
    names = sub(picture, "pic:nvPicPr")
    sub(names, "pic:cNvPr", id=own, name=f"Picture {own}", descr=alt)
    sub(names, "pic:cNvPicPr")
    fill = sub(picture, "pic:blipFill")
    blip = sub(fill, "a:blip", {"r:embed": shown})
    if vector:
        extension = sub(sub(blip, "a:extLst"), "a:ext", uri=SVG_EXTENSION)
        etree.SubElement(extension, f"{{{SVG_NAMESPACE}}}svgBlip", {f"{{{NSMAP['r']}}}embed": vector}, nsmap={"asvg": SVG_NAMESPACE})
    sub(sub(fill, "a:stretch"), "a:fillRect")
    shape = sub(picture, "pic:spPr")
    transform = sub(shape, "a:xfrm")
    sub(transform, "a:off", x=0, y=0)
    sub(transform, "a:ext", cx=width, cy=height)
    sub(sub(shape, "a:prstGeom", prst="rect"), "a:avLst")
