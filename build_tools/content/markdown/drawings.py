"""An SVG file in, what in it could run a script or load something out.

A page shows a drawing as a picture, where scripts do not run; opened by itself, the same file runs them as the site's own.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

# Elements that run, load or embed: SVG 2, chapters 5, 12 and 15; animations can set an address after the file was looked at.
ELEMENTS = frozenset({"script", "foreignobject", "iframe", "embed", "object", "audio", "video", "handler", "set", "animate", "animatemotion", "animatetransform"})
LOADS = re.compile(r"@import|url\(\s*['\"]?\s*(?!#|data:(?:image|font)/)", re.IGNORECASE)
EMBEDDED = re.compile(r"#|data:image/(?:png|jpeg);", re.IGNORECASE)


class _Fault(Exception):
    """Raised inside the parser to stop it."""


def fault(path: Path) -> str:
    """What is wrong with the drawing, as the end of a sentence; empty when it is only a drawing."""
    stat = path.stat()
    return _fault(path, stat.st_mtime_ns, stat.st_size)


@lru_cache(maxsize=256)
def _fault(path: Path, _time: int, _size: int) -> str:
    parser = expat.ParserCreate()
    style: list[str] = []
    parser.StartElementHandler = _look_at_element
    parser.CharacterDataHandler = style.append
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.ProcessingInstructionHandler = _refuse_instruction
    try:
        parser.Parse(path.read_bytes(), True)
    except _Fault as found:
        return str(found)
    except (OSError, expat.ExpatError) as error:
        return f"is no sound SVG: {error}"
    return "loads another file" if LOADS.search("".join(style)) else ""


def _look_at_element(name: str, attributes: dict[str, str]) -> None:
    if name.rpartition(":")[2].lower() in ELEMENTS:
        raise _Fault(f"has the element <{name}>")
    for key, value in attributes.items():
        local = key.rpartition(":")[2].lower()
        if local.startswith("on"):
            raise _Fault(f"has the script {key}")
        if local in ("href", "src") and not EMBEDDED.match(value.strip()):
            raise _Fault(f"leads to {value.strip()[:40]!r}")
        if LOADS.search(value):
            raise _Fault(f"loads another file in {key}")


def _refuse_doctype(*_declared) -> None:
    raise _Fault("has a DOCTYPE, which can define entities")


def _refuse_instruction(target: str, _data: str) -> None:
    raise _Fault(f"has the instruction <?{target}>")
