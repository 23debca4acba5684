"""A project and a name in; a letterhead of that name, copied from the neutral one, and its table in sop.toml, out."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from build_tools import config, editions
from build_tools.catalogs import files
from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding

NEUTRAL = "neutral"
RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")  # no file can be called so on Windows


def add(project: Project, name: str, say: Callable[[str], None]) -> None:
    """Write both, or nothing. Raises CouldNotRun for a name that is taken or unsound."""
    path = _free_place(project, name)
    model = project.letterheads.get(NEUTRAL) or next(iter(project.letterheads.values()), None)
    source = project.templates / "word" / (model.file if model else f"{NEUTRAL}.docx")
    if not source.is_file():
        raise _refused(f"templates/word/{source.name}", "is missing, so it cannot be copied", "put the neutral letterhead back")
    settings = with_letterhead((project.root / config.FILE).read_text(encoding="utf-8"), project, name)
    _proven(project, name, settings)
    path.write_bytes(source.read_bytes())
    try:
        files.write(project.root / config.FILE, settings)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    language = next(iter(project.translations), project.document.source_language)
    say(f"{name}: templates/word/{path.name}, a copy of {source.name}, and the table [letterheads.{name}] in {config.FILE}")
    say(f"next: open templates/word/{path.name} in Word, give it your office's header, colours and fonts, and leave the fields in {{{{ … }}}} as they are; "
        f"write its names in {config.FILE}; then make check-letterheads, and make word TO={language}/word/{name}")


def with_letterhead(text: str, project: Project, name: str) -> str:
    """``sop.toml`` with one more table at its end; all else, comments too, as it was."""
    names = ", ".join(f"{tag} = {json.dumps(name)}" for tag in project.languages)
    table = ["", f"[letterheads.{name}]", f"name = {{ {names} }}   # what readers call it, in each language", f'file = "{name}.docx"',
             "publish = false   # without this line, make publish builds all editions on it too", ""]
    return text.rstrip("\n") + "\n" + "\n".join(table)


def _free_place(project: Project, name: str) -> Path:
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,40}", name) or RESERVED.fullmatch(name):
        raise _refused("", f"the name {name!r} cannot be used", "write NAME= with small letters a–z, digits and -, beginning with a letter, such as NAME=health")
    if name in project.letterheads:
        raise _refused(config.FILE, f"has a letterhead {name} already", "choose another name")
    taken = {editions.EVERY, *project.languages, "site", "pdf", "word", *editions.parts(project)}
    if name in taken:
        raise _refused("", f"the name {name!r} means something else in TO=", "choose another name")
    path = project.templates / "word" / f"{name}.docx"
    if path.exists():
        raise _refused(f"templates/word/{path.name}", f"is there, but {config.FILE} has no table [letterheads.{name}]", "choose another name, or add the table by hand")
    return path


def _proven(project: Project, name: str, settings: str) -> None:
    """Raises CouldNotRun if the new text is not the old one and the letterhead."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / config.FILE).write_text(settings, encoding="utf-8")
        try:
            after = config.load(Path(folder))
        except CouldNotRun:
            after = None
    kept = {key: letterhead for key, letterhead in after.letterheads.items() if key != name} if after else {}
    if after is None or name not in after.letterheads or replace(after, root=project.root, letterheads=kept) != project:
        raise _refused(config.FILE, f"is laid out in a way that [letterheads.{name}] could not be added to", "add the table by hand, as the others are")


def _refused(path: str, text: str, action: str) -> CouldNotRun:
    return CouldNotRun(Finding(path=path, code="letterhead", text=text, action=action))
