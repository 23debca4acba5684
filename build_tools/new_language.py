"""A project and a language tag in; the language's table in sop.toml, its empty catalogs and its place in the register of terms out."""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from build_tools import config, refresh
from build_tools.catalogs import files, fresh, languages, writer
from build_tools.config import Project
from build_tools.content import glossary
from build_tools.findings import CouldNotRun, Finding

# So that a new language stops nobody else's request; a chapter has fewer messages than this.
OPEN_GATE = 9999
STRING = r'"(?:[^"\\]|\\.)*"|\'[^\']*\''


def add(project: Project, tag: str, say: Callable[[str], None]) -> None:
    """Write all of it, or nothing. Raises CouldNotRun for a tag that nobody knows and for a language that is there already."""
    facts = languages.facts(tag)
    if tag in project.languages:
        raise CouldNotRun(Finding(path=config.FILE, code="language", text=f"{tag} ({facts.english}) is a language of this SOP already", action=f"its catalogs are in locales/{tag}/"))
    folder = project.locales / tag
    if folder.exists():
        name = folder.relative_to(project.root).as_posix()
        raise CouldNotRun(Finding(path=name, code="language", text=f"is there, but {config.FILE} has no table for {tag}", action="move the folder away, and move its catalogs back afterwards"))
    settings = with_language((project.root / config.FILE).read_text(encoding="utf-8"), project, facts)
    register = project.source / glossary.REGISTER
    terms = with_words(register.read_text(encoding="utf-8"), project, tag) if register.exists() else ""
    after = _proven(project, tag, settings, terms)
    made = fresh.catalogs(after, tag, refresh.messages(project))
    interface = files.interface_catalog(project, tag)
    texts = {files.chapter_catalog(project, tag, docname): writer.text(catalog) for docname, catalog in made.items()}
    if not interface.exists():  # it is there when the folder was copied from the pipeline's own SOP
        texts[interface] = writer.text(fresh.interface(project, tag, facts.name))
    if terms:
        texts[register] = terms
    texts[project.root / config.FILE] = settings  # the last: without it, the language is not there
    try:
        for path, text in texts.items():
            files.write(path, text)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    say(f"{tag}: {facts.english} ({facts.name}), {facts.direction}; {len(made)} catalogs in locales/{tag}/, the words of labels in locales/_interface/{tag}/")
    say(f"next: translate what says “still in the source language” in {config.FILE}" + (f", the words {tag}: \"\" in source/{glossary.REGISTER}" if terms else "") + f", and the catalogs; try it with make publish TO={tag}")


def with_language(text: str, project: Project, facts: languages.Facts) -> str:
    """``sop.toml`` with a table for the language, and titles and letterhead names in the source language; all else as it was."""
    source = project.document.source_language
    lines = text.split("\n")
    for place, texts in config.texts(project).items():
        _add_text(lines, place, facts.tag, json.dumps(texts[source], ensure_ascii=False))
    tables = [place for place in map(_table, lines) if place.startswith("languages.")]
    table = [
        "", f"[languages.{facts.tag}]", f"name = {json.dumps(facts.name, ensure_ascii=False)}", f'direction = "{facts.direction}"',
        f'locale = "{facts.locale}"', f"gate = {{ untranslated = {OPEN_GATE}, fuzzy = {OPEN_GATE} }}   # lower it as the translation grows",
    ]
    if tables:
        end = _end(lines, tables[-1]) + 1
        lines[end:end] = table
    return "\n".join(lines)


def with_words(text: str, project: Project, tag: str) -> str:
    """The register of terms with ``fa: ""`` after the last word of each term: a word that somebody still has to find."""
    lines = text.split("\n")
    known = "|".join(map(re.escape, project.languages))
    last: dict[int, int] = {}  # the line where a term begins → the line of its last word
    term = 0
    for number, line in enumerate(lines):
        if re.match(r"[^\s#]", line):
            term = number
        elif re.match(rf"\s+(?:{known}):\s", line):
            last[term] = number
    for number in sorted(last.values(), reverse=True):
        indent = re.match(r"\s+", lines[number])[0]
        lines.insert(number + 1, f'{indent}{tag}: ""')
    return "\n".join(lines)


def _table(line: str) -> str:
    """``[document.title]`` → ``document.title``, ``[[versions]]`` → ``versions``; any other line → ``""``."""
    match = re.match(r"\s*\[\[?\s*([\w.\- ]+?)\s*\]", line)
    return re.sub(r"\s*\.\s*", ".", match[1]) if match else ""


def _end(lines: list[str], table: str) -> int:
    """The last line of a table that is neither blank nor a comment; comments after it belong to what follows."""
    start = next(number for number, line in enumerate(lines) if _table(line) == table)
    end = next((number for number in range(start + 1, len(lines)) if _table(lines[number])), len(lines)) - 1
    while end > start and (not lines[end].strip() or lines[end].lstrip().startswith("#")):
        end -= 1
    return end


def _add_text(lines: list[str], place: tuple[str, ...], tag: str, text: str) -> None:
    """Add ``tag = text`` to a table of texts, be it ``[document.title]`` or ``title = { … }`` in ``[document]`` or in one of ``[[versions]]``."""
    marker = "still in the source language"
    if ".".join(place) in map(_table, lines):
        lines.insert(_end(lines, ".".join(place)) + 1, f"{tag} = {text}   # {marker}")
        return
    number = config.line_of(place, "\n".join(lines)) - 1
    inline = re.fullmatch(rf"(\s*{place[-1]}\s*=\s*\{{(?:{STRING}|[^\"'#}}])*?)(\s*\}})(\s*)(#.*)?", lines[number])
    if inline:
        before = f"{inline[4]}; " if inline[4] else "# "
        lines[number] = f"{inline[1]}, {tag} = {text}{inline[2]}   {before}{tag} is {marker}"


def _proven(project: Project, tag: str, settings: str, terms: str) -> Project:
    """The project as it would be. Raises CouldNotRun if the new texts are not the old ones and the language."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / config.FILE).write_text(settings, encoding="utf-8")
        try:
            after = config.load(root)
            if tag not in after.languages or {name: language for name, language in after.languages.items() if name != tag} != project.languages:
                raise CouldNotRun(Finding(path=config.FILE, code="language", text=f"has no room for [languages.{tag}]"))
            if terms:
                register = after.source / glossary.REGISTER
                files.write(register, terms)
                if [term.words | {tag: ""} for term in glossary.read(project)] != [term.words for term in glossary.read(after)]:
                    raise CouldNotRun(Finding(path=f"source/{glossary.REGISTER}", code="language", text=f"has no room for {tag}"))
        except CouldNotRun as problem:
            found = problem.findings[0]
            raise CouldNotRun(Finding(path=found.path, line=found.line, code="language", text=f"is laid out in a way that {tag} could not be added to: {found.text}",
                                      action="add the language there by hand, as the others are")) from None
    return after
