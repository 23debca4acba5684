"""Editions in; one Sphinx process per language that reads once and writes each of them, and its findings, out."""

from __future__ import annotations

import importlib
import io
import os
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby
from pathlib import Path

from sphinx.application import Sphinx, builtin_extensions
from sphinx.errors import SphinxError
from sphinx.util import logging as sphinx_logging
from sphinx.util.build_phase import BuildPhase
from sphinx.util.parallel import SerialTasks

from build_tools import layout, sphinx_ext, tally, tree
from build_tools.catalogs import files as catalog_files
from build_tools.checks import chapters, folders
from build_tools.config import Project
from build_tools.content import places
from build_tools.content.places import Place
from build_tools.content.translation.messages import Message
from build_tools.editions import Edition
from build_tools.findings import CouldNotRun, Finding
from build_tools.processes import side_by_side
from build_tools.revision import Revision
from build_tools.tally import Tally
from build_tools.warnings import WarningCollector


@dataclass(frozen=True, kw_only=True)
class Job:
    """One language's part of a build: what to write (nothing: only read and resolve), below ``out``, with ``work`` to itself."""

    project: Project
    language: str
    editions: tuple[Edition, ...]
    revision: Revision
    out: Path
    work: Path
    check: bool = False
    office: str = ""  # LibreOffice's program, where page numbers of Word files are to come from it


@dataclass(frozen=True, kw_only=True)
class Written:
    """An edition is ready; ``seconds`` of wall time went into writing it, reading left out."""

    edition: Edition
    seconds: float


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What one language's process found: messages by docname, and Sphinx's warnings as findings.

    Of the source language also the messages' places, if it is checked, and what each page holds, if nothing is written.
    """

    language: str
    messages: dict[str, list[Message]]
    findings: list[Finding]
    places: list[Place] = field(default_factory=list)
    tallies: dict[str, Tally] = field(default_factory=dict)


def run(
    project: Project, editions: list[Edition], *, revision: Revision, out: Path, work: Path, languages: Iterable[str] = (), check: bool = False,
    office: str = "",
) -> Iterator[Written | Reading]:
    """Build editions, languages side by side; yields Written and, at each language's end, Reading.

    ``languages`` are read and resolved even if none of their editions is wanted; with ``check`` the rules on chapters are applied.
    """
    if leading_out := list(folders.links(project)):
        raise CouldNotRun(*leading_out)
    by_language = {tag: () for tag in languages}
    by_language |= {tag: tuple(group) for tag, group in groupby(editions, key=lambda e: e.language)}
    jobs = [
        Job(project=project, language=tag, editions=own, revision=revision, out=out, work=work / tag, check=check, office=office) for tag, own in by_language.items()
    ]
    _warm_up()
    # Right-to-left languages take longest (each message is parsed): start them first.
    jobs.sort(key=lambda job: job.language == project.document.source_language)
    for _, message in side_by_side(build_language, jobs):
        yield message


def _warm_up() -> None:
    """Import what every language needs before the first of them forks, so that it is imported once."""
    for name in (*builtin_extensions, "build_tools.sphinx_ext", "myst_parser.sphinx_ext.main", "pydata_sphinx_theme", "sphinx.search.en"):
        importlib.import_module(name)


def build_language(job: Job, say: Callable[[Written], None]) -> Reading:
    """Read one language's chapters and write its editions. Runs in a process that no other language uses."""
    warnings = WarningCollector(job.project)
    try:
        app = _open(job, warnings)
        _read(app)
        if {edition.format for edition in job.editions} != {"site"}:  # the site resolves page by page
            whole_books_only = all(edition.format == "site" or not edition.docname for edition in job.editions)
            app.sop_book = tree.assemble(app.builder, with_cards=not (job.editions and whole_books_only))
        # An edition with a broken reference is never published, so it need not be written either.
        for edition in () if warnings.findings() else job.editions:
            started = time.perf_counter()
            _write(app, edition, job.out)
            say(Written(edition=edition, seconds=time.perf_counter() - started))
    except SphinxError as error:
        raise CouldNotRun(*warnings.findings(), Finding(path="", code="sphinx", text=str(error), action="mend what it names")) from None
    found = warnings.findings()
    if job.check:
        found += _check_chapters(app, job)
    is_source = job.language == job.project.document.source_language
    where = places.of(app.sop_book) if job.check and is_source else []
    tallies = tally.of(app.sop_book, app.env.sop_messages) if not job.editions and is_source else {}
    return Reading(language=job.language, messages=app.env.sop_messages, findings=found, places=where, tallies=tallies)


def _open(job: Job, warnings: WarningCollector) -> Sphinx:
    os.environ["SOURCE_DATE_EPOCH"] = str(job.revision.timestamp)
    os.environ["DOCUTILSCONFIG"] = ""  # no docutils.conf of this machine or folder changes an edition
    job.out.mkdir(parents=True, exist_ok=True)
    locales = job.work / "locales"
    if job.language != job.project.document.source_language:
        catalog_files.compile_language(job.project, job.language, locales)
    app = Sphinx(
        srcdir=job.project.source,
        confdir=None,  # the SOP's conf.py is a program, and only for those who run Sphinx by hand
        outdir=job.out,
        doctreedir=job.work / "doctrees",
        buildername=tree.BookBuilder.name,
        confoverrides=sphinx_ext.settings(job.project.root) | {
            "language": job.language,
            "locale_dirs": [str(locales)],
            "gettext_auto_build": False,
            "sop_revision": job.revision,
        },
        status=None,
        warning=io.StringIO(),
        freshenv=True,
    )
    warnings.attach(app)
    app.sop_layout = partial(layout.pages, program=job.office) if job.office else None
    return app


def _read(app: Sphinx) -> None:
    with sphinx_logging.pending_warnings():
        updated = set(app.builder.read())
    list(app.env.check_dependents(app, updated))  # a generator: this is where sections and figures get their numbers
    app.env.check_consistency()


def _check_chapters(app: Sphinx, job: Job) -> list[Finding]:
    is_source = job.language == job.project.document.source_language
    return [
        finding
        for docname in sorted(app.env.found_docs)
        for finding in chapters.run(chapters.Chapter(path=f"source/{docname}.md", doctree=app.env.get_doctree(docname)), is_source=is_source)
    ]


def _write(app: Sphinx, edition: Edition, out: Path) -> None:
    """What Builder.build does after reading, with another builder over the same environment."""
    target = out / edition.path
    app.outdir = type(app.outdir)(target if edition.format == "site" else target.parent)
    app.builder = builder = app.registry.create_builder(app, edition.format, app.env)
    builder.edition = edition
    builder.init()
    if is_site := builder.format == "html":
        app.events.emit("builder-inited")  # the theme waits for these two events, and for no other builder
    builder.phase = BuildPhase.RESOLVING
    builder.parallel_ok, builder.finish_tasks = False, SerialTasks()
    builder.write(None, (), "all")
    builder.finish()
    builder.finish_tasks.join()
    if is_site:
        app.events.emit("build-finished", None)
