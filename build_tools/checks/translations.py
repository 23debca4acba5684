"""What readers of one language see, and its catalogs, in; findings on missing, outdated and stale translations out."""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogs import files
from build_tools.config import Project
from build_tools.content.translation.messages import Message
from build_tools.findings import CouldNotRun, Finding

SHOWN = 10  # findings of one kind in one chapter; the rest is counted


def catalog_is_current(project: Project, language: str, docname: str, msgids: list[str]) -> Iterator[Finding]:
    """A catalog holds exactly its chapter's messages, in the chapter's order; else translators work on old text.

    Bad:  a sentence changed in the chapter and not in locales/ar/
    Good: make catalogs, after each change of a chapter
    """
    path = files.chapter_catalog(project, language, docname)
    name = path.relative_to(project.root).as_posix()
    if not path.exists():
        yield Finding(path=name, code="no-catalog", text=f"source/{docname}.md has no catalog", action="run make catalogs")
        return
    have = files.entries(files.read(path, project))
    want = list(dict.fromkeys(msgids))
    if [entry.msgid for entry in have] == want:
        return
    known = {entry.msgid for entry in have}
    missing = next((msgid for msgid in want if msgid not in known), None)
    gone = next((entry for entry in have if entry.msgid not in set(want)), None)
    if missing:
        yield Finding(path=name, code="stale-catalog", text=f"lacks the chapter’s “{_short(missing)}”", action="run make catalogs, then translate what is new")
    elif gone:
        yield Finding(path=name, line=gone.line, code="stale-catalog", text=f"“{_short(gone.msgid)}” is no longer in the chapter", action="run make catalogs")
    else:
        yield Finding(path=name, code="stale-catalog", text="its messages are not in the chapter’s order", action="run make catalogs")


def within_the_gate(project: Project, language: str, docname: str, messages: list[Message]) -> Iterator[Finding]:
    """A chapter has no more untranslated and fuzzy messages than the language's gate in sop.toml allows.

    Bad:  msgid "Arrest"  msgstr ""
    Good: msgid "Arrest"  msgstr "القبض"
    """
    path = files.chapter_catalog(project, language, docname)
    if not path.exists():
        return
    by_msgid = {entry.msgid: entry for entry in files.entries(files.read(path, project))}
    name, gate = path.relative_to(project.root).as_posix(), project.languages[language].gate
    unseen = [by_msgid[m.msgid] for m in messages if not m.translated and m.msgid in by_msgid]
    fuzzy = [entry for entry in unseen if entry.fuzzy]
    lost = [entry for entry in unseen if entry.msgstr and not entry.fuzzy]
    empty = [entry for entry in unseen if not entry.msgstr]
    if len(fuzzy) > gate.fuzzy:
        yield from _some(name, fuzzy, "fuzzy", "the English has changed since this was translated", "correct the translation and remove the fuzzy mark")
    if len(empty) > gate.untranslated:
        yield from _some(name, empty, "untranslated", "is not translated", "write its msgstr")
    # Not a matter of gates: somebody translated it, and readers do not see it.
    yield from _some(name, lost, "not-shown", "has a translation that Sphinx could not use", "use only marks that the English has, and begin with a word")


def no_stray_catalogs(project: Project, language: str, docnames: set[str]) -> Iterator[Finding]:
    """Every catalog belongs to a chapter.

    Bad:  locales/ar/LC_MESSAGES/chapters/old-name.po
    Good: the catalog is renamed together with the chapter
    """
    base = project.locales / language / "LC_MESSAGES"
    for path in sorted(base.rglob("*.po")):
        docname = path.relative_to(base).with_suffix("").as_posix()
        if docname not in docnames:
            yield Finding(path=path.relative_to(project.root).as_posix(), code="stray-catalog", text="belongs to no chapter", action=f"rename it with its chapter, or delete it; there is no source/{docname}.md")


def in_catalog(project: Project, language: str, docname: str, messages: list[Message], finding: Finding) -> Finding:
    """A finding at a chapter's line that only a translation shows, moved to the translation's line in its catalog."""
    path = files.chapter_catalog(project, language, docname)
    try:
        by_msgid = {entry.msgid: entry for entry in files.entries(files.read(path, project))}
    except CouldNotRun:
        return finding
    here = [by_msgid[m.msgid] for m in messages if m.line == finding.line and m.msgid in by_msgid]
    if not here:
        return finding
    words = finding.text.replace("“", "'").replace("”", "'").split("'")[1::2]
    entry = next((entry for entry in here if any(word in entry.msgstr for word in words)), here[0])
    return Finding(path=path.relative_to(project.root).as_posix(), line=entry.line, code=finding.code, text=finding.text, action=finding.action)


def _some(name: str, entries: list[files.Entry], code: str, text: str, action: str) -> Iterator[Finding]:
    for entry in entries[:SHOWN]:
        yield Finding(path=name, line=entry.line, code=code, text=f"“{_short(entry.msgid)}” {text}", action=action)
    if len(entries) > SHOWN:
        yield Finding(path=name, code=code, text=f"and {len(entries) - SHOWN} more messages of this kind", action=action)


def _short(text: str) -> str:
    return text if len(text) <= 50 else text[:49].rstrip() + "…"
