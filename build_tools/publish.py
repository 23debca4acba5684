"""A project and the wanted editions in, a new ``build/`` out, with a word on each edition as it is ready."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from build_tools import release, revision
from build_tools.config import Project
from build_tools.editions import Edition, all_editions, all_parts, review_copies, select
from build_tools.findings import CouldNotRun, Finding


def publish(project: Project, editions: list[Edition], say: Callable[[str], None], office: str = "") -> list[Finding]:
    """Build those editions beside the present ``build/`` that are not up to date, and swap it in. Findings mean that nothing was swapped.

    A change in one language's catalogs leaves the other languages' editions as they are.

    ``office`` is LibreOffice's program: with it, the contents and the index of Word files show the pages that it counts.
    """
    built_from = revision.of(project)
    inputs = {tag: digest + (" pages" if office else "") for tag, digest in release.fingerprints(project, built_from).items()}
    wanted, editions = editions, [edition for edition in editions if not release.is_intact(project, [edition], inputs)]
    if current := len(wanted) - len(editions):
        say(f"{current} editions are up to date in {project.build}/")
    if not editions:
        return []
    from build_tools import progress, runner  # Sphinx takes most of a second to import
    from build_tools.checks import approval
    from build_tools.site import root

    started = time.perf_counter()
    seconds: dict[str, float] = {}
    readings: list[runner.Reading] = []
    with release.staging(project) as folder:
        stage = folder / "build"
        say(f"building {len(editions)} editions of {project.document.code} at revision {built_from.name}")
        for event in runner.run(project, editions, revision=built_from, out=stage, work=folder / "work", office=office):
            if isinstance(event, runner.Written):
                seconds[event.edition.name] = event.seconds
                say(f"[{len(seconds)}/{len(editions)}] {event.edition.name} ({event.seconds:.1f} s)")
            else:
                readings.append(event)
        if findings := [finding for reading in readings for finding in (*reading.findings, *approval.issuable(project, reading.language, reading.messages))]:
            return findings
        counts = {r.language: progress.of_language(project, r.language, r.messages) for r in readings}
        kept = release.carry_over(project, stage, editions, _kept(project, wanted, inputs))
        if "site" in project.document.formats:
            root.write(project, stage / "site")
        release.write_manifest(project, stage, editions, revision=built_from, inputs=inputs, progress=counts, kept=kept)
        release.swap(project, stage)
    say(_table(project, editions, seconds, counts))
    say(f"done in {time.perf_counter() - started:.1f} s: {project.build}/")
    return []


def one_word_file(project: Project, wanted: str, say: Callable[[str], None], tell: Callable[[str], None], office: str = "") -> list[Finding]:
    """Build the one Word file that ``wanted`` names, and tell its path. Raises CouldNotRun for a name of several or of none."""
    found = [edition for edition in select(project, wanted) if edition.format == "word"] if wanted.strip() else []
    if len(found) != 1:
        named = f"{wanted!r} names {len(found)} Word files: {', '.join(edition.name for edition in found)}" if found else f"{wanted!r} names no Word file"
        raise CouldNotRun(Finding(path="", code="edition", text=named, action="name one, such as TO=ar/word/neutral or, for one page, TO=ar/word/neutral/ij"))
    if findings := publish(project, found, say, office):
        return findings
    tell(str(project.build / found[0].path))
    return []


def _kept(project: Project, editions: list[Edition], inputs: dict[str, str]) -> list[Edition]:
    """What may stay of the last build. When the whole SOP is built anew, nothing that was asked for from an older text stays beside it."""
    everything = all_editions(project)
    asked = all_editions(project, publish=False) + all_parts(project)
    asked += review_copies(everything + asked)
    is_all, known = set(everything) <= set(editions), release.last_manifest(project).get("editions", {})
    asked = [edition for edition in asked if edition.name in known]  # of hundreds, the few that were built
    return everything + [edition for edition in asked if not is_all or release.is_intact(project, [edition], inputs)]


def _table(project: Project, editions: list[Edition], seconds: dict[str, float], counts: dict) -> str:
    """One row an edition: name, file, size, seconds, messages translated/fuzzy/untranslated."""
    from build_tools.progress import Progress

    rows = [("edition", "file", "size", "seconds", "translated/fuzzy/untranslated")]
    for edition in editions:
        size = sum(file.size for file in release.files_of(project.build, edition) if file.path != str(edition.map_path))
        chapters = counts[edition.language]
        page = edition.docname.partition("#")[0]
        chapters = {page: chapters.get(page, Progress())} if chapters and page else chapters
        state = str(sum(chapters.values(), Progress())) if chapters else "source"
        rows.append((edition.name, str(Path("build") / edition.path), _size(size), f"{seconds[edition.name]:.1f}", state))
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1e6 else f"{size / 1e3:.0f} kB"
