"""A letterhead's bytes in; everything that a ministry's secretary should know about it out: what the build refuses, and what it mends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from build_tools.findings import CouldNotRun, Finding
from build_tools.word.letterheads import gate, letterhead, passive, tags, whereabouts
from build_tools.word.letterheads.contract import BODY, LISTED
from build_tools.word.letterheads.gate import Refused
from build_tools.word.ooxml import q, value
from build_tools.word.package import Package, resolve
from build_tools.word.styles import Styles, design

MANY = 40  # nobody reads more, and each costs time
MOVING = {"DATE", "TIME", "CREATEDATE", "SAVEDATE"}


@dataclass(frozen=True, kw_only=True)
class Examined:
    """``refused``: why the build cannot use the file. ``remarks``: what it mends or leaves, and a reader would notice."""

    refused: list[Finding]
    remarks: list[Finding]


def examine(path: Path, name: str, fields: dict[str, str]) -> Examined:
    """Look at the file at ``path``, which findings call ``name``. ``fields`` are those of ``cover.fields``, with any values."""
    try:
        package = gate.unpacked(path.read_bytes())
        found = list(islice(gate.problems(package), MANY))
        if package.main in package.parts and not any(problem.place == "the letterhead" for problem in found):
            found += islice(tags.problems(package, {*fields, *LISTED, BODY}), MANY)
        refused = [Finding(path=name, code="letterhead", text=str(problem), action=problem.action) for problem in found]
        if not refused:  # what shows only when it is filled in
            letterhead.render(path, name=name, fields=fields, direction="rtl")
            return Examined(refused=[], remarks=[Finding(path=name, code="letterhead.note", text=text, action=action) for text, action in remarks(package)])
    except Refused as problem:
        refused = [Finding(path=name, code="letterhead", text=str(problem), action=problem.action)]
    except OSError as error:
        refused = [Finding(path=name, code="letterhead", text=f"cannot be read: {error.strerror}", action="correct the file's name, or its permissions")]
    except CouldNotRun as problem:
        refused = list(problem.findings)
    return Examined(refused=sorted(set(refused)), remarks=[])


def remarks(package: Package) -> Iterator[tuple[str, str]]:
    """What is there, and what to do about it."""
    yield from torn_arabic(package)
    yield from missing_styles(package)
    yield from moving_dates(package)
    yield from silent_pages(package)


def torn_arabic(package: Package) -> Iterator[tuple[str, str]]:
    """Theme fonts and letter-spacing tear the joined letters of Arabic words apart. One line for each, with the places."""
    spaced, themed = [], []
    for part in sorted(package.parts):
        root = package.xml(part) if part.endswith(".xml") else None
        for look in () if root is None else root.iter(q("w:rPr")):
            fonts = look.find(q("w:rFonts"))
            for places, is_so in ((spaced, value(look, "w:spacing", "0") not in ("0", "")), (themed, fonts is not None and fonts.get(q("w:cstheme")))):
                if is_so and len(places) < MANY:
                    places.append(whereabouts.place(package, part, look).rstrip(","))
    if spaced:
        yield f"has letter-spacing, which tears Arabic words apart: {_few(spaced)}", "the build takes it out; in Word: Font, Advanced, Spacing, Normal"
    if themed:
        yield f"has theme fonts for Arabic, which tear words apart: {_few(themed)}", "the build writes Times New Roman there; in Word choose an Arabic font by its name"


def missing_styles(package: Package) -> Iterator[tuple[str, str]]:
    styles = package.related(package.main, "styles")
    if not styles:
        yield "has no styles", "the build adds those of the neutral letterhead"
        return
    known = {name for _, name in Styles(package.xml(styles)).names()}
    wanted = [value(style, "w:name") for style in design().iter(q("w:style"))]
    missing = [name for name in wanted if name.lower() not in known]
    if missing:
        yield f"lacks {len(missing)} of {len(wanted)} styles: {_few(missing)}", "the build adds them as they are in the neutral letterhead; make them in Word if they shall look otherwise"


def moving_dates(package: Package) -> Iterator[tuple[str, str]]:
    for part in tags.rendered_parts(package):
        for element, code in passive.field_codes(package.xml(part)):
            word = (code.split() or [""])[0].upper()
            if word in MOVING:
                yield f"{whereabouts.place(package, part, element)} has a field {word}, which shows another day whenever the file is opened", "write {{ date }}"


def silent_pages(package: Package) -> Iterator[tuple[str, str]]:
    """Pages after the cover that do not say what they are a page of."""
    running = set()
    for section in package.xml(package.main).iter(q("w:sectPr")):
        for kind in ("header", "footer"):
            for element in section.iterfind(q(f"w:{kind}Reference")):
                if element.get(q("w:type"), "default") == "default":
                    running.add(element.get(q("r:id")))
    parts = [resolve(package.main, link.target) for link in package.relationships(package.main) if link.id in running]
    words = "".join("".join(package.xml(part).itertext()) for part in parts)
    for name, why in (("code", "the document number"), ("classification", "the classification"), ("draft", "that it is a draft"), ("page_of_pages", "its number")):
        if name not in words and not (name == "page_of_pages" and "PAGE" in words):
            yield f"does not say {why} on every page", f"write {{{{ {name} }}}} into the header or footer"


def _few(names: list[str]) -> str:
    """Each once, in order; of many the first."""
    names = list(dict.fromkeys(names))
    return ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")

