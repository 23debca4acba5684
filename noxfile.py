"""The one list of tasks. `make TASK` runs them inside .venv; what they do is in `python -m build_tools`."""

import logging
import os
import shutil
from pathlib import Path

import nox

nox.options.default_venv_backend = "none"  # the Makefile has made .venv, with everything in it
logging.getLogger().setLevel(logging.WARNING)  # our own output says what happens

PYTHON = str(Path(".venv/bin/python"))
PAGES = ("--pages",) if os.environ.get("PAGES") else ()  # page numbers of Word files as LibreOffice counts them: make publish PAGES=yes


def build_tools(session: nox.Session, command: str, *flags: str, **options: str | None) -> None:
    """Run a sub-command with these flags, and with those options that have a value."""
    given = [word for name, value in options.items() if value for word in (f"--{name}", value)]
    session.run(PYTHON, "-m", "build_tools", command, *flags, *given, external=True)


@nox.session
def publish(session: nox.Session) -> None:
    """Build every edition into build/; a part: make publish TO=ar/word; one page: TO=ar/word/neutral/ij"""
    build_tools(session, "publish", *PAGES, to=os.environ.get("TO"))


@nox.session
def word(session: nox.Session) -> None:
    """Write one Word file and say where it is: TO=ar/word/neutral; one page of it: TO=ar/word/neutral/ij; with numbered paragraphs: …/review-copy"""
    build_tools(session, "word", *PAGES, to=os.environ.get("TO"))


@nox.session
def check(session: nox.Session) -> None:
    """Look for broken references, missing translations and stale catalogs."""
    build_tools(session, "check", format="github" if os.environ.get("GITHUB_ACTIONS") else None)


@nox.session
def catalogs(session: nox.Session) -> None:
    """Bring the translation catalogs up to date with the chapters."""
    build_tools(session, "catalogs")


@nox.session(name="new-language")
def new_language(session: nox.Session) -> None:
    """Add a language, its table in sop.toml and its empty catalogs: TO=fa"""
    build_tools(session, "new-language", to=os.environ.get("TO"))


@nox.session(name="new-letterhead")
def new_letterhead(session: nox.Session) -> None:
    """Add a letterhead, a copy of the neutral one, and its table in sop.toml: NAME=health"""
    build_tools(session, "new-letterhead", name=os.environ.get("NAME"))


@nox.session(name="check-letterheads")
def check_letterheads(session: nox.Session) -> None:
    """Say in plain words what is missing or unsafe in the letterheads; in one that is not here yet: FILE=name.docx"""
    build_tools(session, "check-letterheads", file=os.environ.get("FILE"))


@nox.session
def approve(session: nox.Session) -> None:
    """Record what a body has approved: TO=ar/identification BY="…" MINUTES="…" DATE=2027-03-02, and perhaps STATE=finalized"""
    build_tools(session, "approve", **{name: os.environ.get(name.upper()) for name in ("to", "by", "minutes", "date", "state")})


@nox.session
def progress(session: nox.Session) -> None:
    """Show what the text holds and how far it is translated and approved, and draw it in build/progress.svg."""
    build_tools(session, "progress")


@nox.session(name="export-translations")
def export_translations(session: nox.Session) -> None:
    """Write a spreadsheet for translators: TO=ar, and perhaps OUT=name.xlsx or ALL=1 (also what is translated)"""
    everything = ["--all"] if os.environ.get("ALL") else []
    build_tools(session, "export-translations", *everything, to=os.environ.get("TO"), out=os.environ.get("OUT"))


@nox.session(name="import-translations")
def import_translations(session: nox.Session) -> None:
    """Take the translations of a returned spreadsheet into the catalogs: FILE=name.xlsx"""
    build_tools(session, "import-translations", file=os.environ.get("FILE"))


@nox.session
def preview(session: nox.Session) -> None:
    """Serve the site in all languages and rebuild it on every change; another port: PORT=8080"""
    build_tools(session, "preview", port=os.environ.get("PORT"))


@nox.session
def test(session: nox.Session) -> None:
    """Run the tests; some of them: make test ONLY=tests/word"""
    only = os.environ.get("ONLY")
    # tests/pdf run Typst inside the test's process. Its threads do not survive a fork, and most other tests fork.
    for part in [only.split()] if only else (["tests", "--ignore=tests/pdf"], ["tests/pdf"]):
        session.run(PYTHON, "-m", "pytest", "-n", "auto", "--dist", "loadfile", *part, external=True)


@nox.session
def lint(session: nox.Session) -> None:
    """Check the form of the Python code."""
    session.run(PYTHON, "-m", "ruff", "check", ".", external=True)


@nox.session
def bench(session: nox.Session) -> None:
    """Measure publish against stock sphinx-build on the same sources (some minutes)."""
    session.run(PYTHON, "-m", "tests.bench", external=True)


@nox.session(name="rtl-css")
def rtl_css(session: nox.Session) -> None:
    """Make templates/site/rtl.css anew after a change of theme (needs npm)."""
    session.run(PYTHON, "-m", "build_tools.site.rtl", external=True)


@nox.session
def lock(session: nox.Session) -> None:
    """Renew requirements.txt from pyproject.toml, with hashes and without a registry's address."""
    options = ["--group", "dev", "--universal", "--generate-hashes", "--no-emit-index-url", "--no-header"]
    session.run(PYTHON, "-m", "uv", "pip", "compile", "pyproject.toml", *options, "--quiet", "--upgrade", "-o", "requirements.txt", external=True)


@nox.session
def clean(session: nox.Session) -> None:
    """Remove build/ and what a stopped build left beside it."""
    for path in [Path("build"), *Path().glob(".build-*")]:
        shutil.rmtree(path, ignore_errors=True)
