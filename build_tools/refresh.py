"""A project in; every catalog brought up to date with its chapter, translations kept, out."""

from __future__ import annotations

from collections.abc import Callable

from build_tools import release, review, revision, runner
from build_tools.catalogs import files, fresh, update, writer
from build_tools.config import Project
from build_tools.findings import CouldNotRun, Finding


def refresh(project: Project, say: Callable[[str], None]) -> None:
    """Read the chapters and write those catalogs that differ from what they should be. Nothing is written if one is broken."""
    update_all(project, messages(project), say)
    for language in project.translations:
        path = files.interface_catalog(project, language)
        if not path.exists():
            files.write(path, writer.text(fresh.interface(project, language, project.languages[language].name)))
            say(f"{path.relative_to(project.root).as_posix()}: made, with every word of labels and buttons to translate")


def update_all(project: Project, chapters: dict[str, list[str]], say: Callable[[str], None]) -> None:
    """The same for chapters that are read already: ``chapters`` has the msgids of each."""
    present = catalogs(project)
    records = {language: review.read(project, language) for language in project.languages}
    updates = {language: update.updated(project, language, chapters, present[language]) for language in project.translations}
    changed = sum(_write(project, language, each, say) for language in project.translations for each in updates[language])
    renamed = {each.renamed_from: each.docname for own in updates.values() for each in own if each.renamed_from}
    for language, record in records.items():
        _follow(project, language, record, renamed, chapters, say)
    say(f"{changed} catalogs changed" if changed else "all catalogs are up to date")


def _follow(
    project: Project, language: str, record: review.Record, renamed: dict[str, str], chapters: dict[str, list[str]], say: Callable[[str], None]
) -> None:
    """A renamed chapter keeps its approvals: they are of its text. ``renamed`` has the new docname by the old one."""
    moved = {old: new for old, new in renamed.items() if old in record and new not in record}
    if moved:
        path = review.path_of(project, language)
        after = {moved.get(docname, docname): acts for docname, acts in record.items()}
        files.write(path, review.text_of(project, language, after, [docname for docname, msgids in chapters.items() if msgids]))
        say(f"{path.relative_to(project.root).as_posix()}: " + ", ".join(f"{old} is {new} now" for old, new in sorted(moved.items())))


def messages(project: Project) -> dict[str, list[str]]:
    """The msgids of each chapter, in its order, as Sphinx reads it."""
    source = project.document.source_language
    with release.staging(project) as folder:
        (reading,) = runner.run(project, [], revision=revision.of(project), out=folder / "build", work=folder / "work", languages=[source])
    return {docname: [message.msgid for message in found] for docname, found in reading.messages.items()}


def catalogs(project: Project) -> dict[str, dict[str, files.Catalog]]:
    """All chapters' catalogs by language and docname. Raises CouldNotRun with a finding for each that is broken."""
    found: dict[str, dict[str, files.Catalog]] = {}
    broken: list[Finding] = []
    for language in project.translations:
        found[language] = {}
        for docname, path in files.chapter_catalogs(project, language).items():
            try:
                found[language][docname] = files.read(path, project)
            except CouldNotRun as problem:
                broken += problem.findings
    if broken:
        raise CouldNotRun(*broken)
    return found


def _write(project: Project, language: str, each: update.Update, say: Callable[[str], None]) -> bool:
    """Write, keep or remove one file. Says and gives whether anything changed."""
    path = files.chapter_catalog(project, language, each.docname)
    name = path.relative_to(project.root).as_posix()
    if each.kept:
        say(f"{name}: belongs to no chapter; {each.kept} of its translations are used nowhere, so it stays until you delete it")
        return False
    if each.catalog is None:
        path.unlink()
        say(f"{name}: removed; its chapter is gone and its translations are in use elsewhere")
        return True
    text = writer.text(each.catalog)
    if path.exists() and path.read_bytes() == text.encode():
        return False
    files.write(path, text)
    say(f"{name}: {_summary(each)}")
    return True


def _summary(each: update.Update) -> str:
    """``+2 new, ~1 fuzzy, -1 gone, 3 moved here``; what did not happen is left out."""
    parts = [(each.new, "+{} new"), (each.fuzzy, "~{} fuzzy"), (each.gone, "-{} gone"), (each.moved, "{} moved here")]
    said = [form.format(count) for count, form in parts if count]
    if each.renamed_from:
        said.append(f"taken over from {each.renamed_from}.po")
    return ", ".join(said) or "put in its form"
