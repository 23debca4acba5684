"""The bytes of a Word file in, what is wrong in it out: defects with which Word calls a file broken or shows it wrongly, and that validators miss.

A rule is a generator of plain sentences; its docstring says why it is one. Rules about one text are in ``lint_text``, rules about what is
used in one place and defined in another in ``lint_file``, rules about the zip and its parts in ``lint_parts``.
"""

from __future__ import annotations

from zipfile import BadZipFile

from lxml import etree

from build_tools.word.lint import lint_file, lint_parts, lint_text
from build_tools.word.package import Package


def problems(data: bytes) -> list[str]:
    """Every defect as ``part: text``, sorted; a sound file gives none."""
    try:
        broken = list(lint_parts.unreadable(data))
        if broken:  # nothing else can be looked at
            return sorted(broken)
        package = Package.read(data)
    except BadZipFile:
        return ["the file is no zip, so it is no Word file"]
    except etree.XMLSyntaxError as error:
        return [f"[Content_Types].xml: cannot be read: {error.msg}"]
    file = lint_file.File(package)
    found = [text for rule in lint_parts.RULES for text in rule(package)]
    found += [f"{name}: {text}" for name, root in file.texts.items() for rule in lint_text.RULES for text in rule(root)]
    found += [text for rule in lint_file.RULES for text in rule(file)]
    return sorted(found)
