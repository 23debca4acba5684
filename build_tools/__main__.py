"""``python -m build_tools``: each sub-command is one short function. Exit 0 clean, 1 findings, 2 could not run."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from pathlib import Path

from build_tools import config, editions, findings
from build_tools.findings import CouldNotRun, Finding

FORMS = {"text": findings.as_text, "github": findings.as_github, "json": findings.as_json}


def publish(options) -> list[Finding]:
    """Build the editions into build/."""
    from build_tools import publish as publishing

    project = config.load(options.root)
    return publishing.publish(project, editions.select(project, options.to), _say, _office(options))


def word(options) -> list[Finding]:
    """Write one Word file, of the whole SOP or of one page of it, and say where it is."""
    from build_tools import publish as publishing

    project = config.load(options.root)
    return publishing.one_word_file(project, options.to, _say, print, _office(options))


def check(options) -> list[Finding]:
    """Look for broken references, missing translations and stale catalogs."""
    from build_tools import check as checking

    return checking.check(config.load(options.root), _say)


def catalogs(options) -> list[Finding]:
    """Bring all catalogs up to date with the chapters."""
    from build_tools import refresh

    refresh.refresh(config.load(options.root), _say)
    return []


def new_language(options) -> list[Finding]:
    """Add a language: its table in sop.toml and its empty catalogs."""
    from build_tools import new_language as adding

    adding.add(config.load(options.root), options.to, _say)
    return []


def new_letterhead(options) -> list[Finding]:
    """Add a letterhead: a copy of the neutral one, and its table in sop.toml."""
    from build_tools import new_letterhead as adding

    adding.add(config.load(options.root), options.name, _say)
    return []


def check_letterheads(options) -> list[Finding]:
    """Say in plain words what is missing or unsafe in the letterheads."""
    from build_tools import check_letterheads as checking

    return checking.check(config.load(options.root), options.file, _say)


def approve(options) -> list[Finding]:
    """Record that a body has approved a page in one language."""
    from build_tools import approve as approving

    decision = approving.Decision(pages=options.to, by=options.by, minutes=options.minutes, date=options.date, state=options.state)
    return approving.approve(config.load(options.root), decision, _say)


def progress(options) -> list[Finding]:
    """Show what the text holds, how far each chapter is translated and approved, and draw it in build/progress.svg."""
    from build_tools import overview

    overview.show(config.load(options.root), print)
    return []


def export_translations(options) -> list[Finding]:
    """Write a spreadsheet for the translators of one language."""
    from build_tools.worksheets import export

    return export.export(config.load(options.root), options.to, options.out, options.all, _say)


def import_translations(options) -> list[Finding]:
    """Take the translations of a returned spreadsheet into the catalogs."""
    from build_tools.worksheets import intake

    return intake.take(config.load(options.root), options.file, _say)


def preview(options) -> list[Finding]:
    """Serve the site of all languages, and build it again whenever a file changes."""
    from build_tools import preview as previewing

    previewing.serve(config.load(options.root), options.port, _say)
    return []


def _office(options) -> str:
    """LibreOffice's program, if page numbers are wanted from it."""
    from build_tools import layout

    return layout.office() if options.pages else ""


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class _HelpWithPages(argparse.Action):
    """``--help``, and below it what may be asked for in this SOP."""

    def __call__(self, parser, namespace, values, option=None) -> None:
        try:
            parser.epilog = editions.told(config.load(namespace.root))
        except CouldNotRun:
            parser.epilog = None  # its sop.toml cannot be read: help must not need it
        parser.print_help()
        parser.exit()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m build_tools", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for function in (publish, word, check, catalogs, new_language, new_letterhead, check_letterheads, approve, progress, export_translations, import_translations, preview):
        lists_pages = function in (publish, word)
        command = commands.add_parser(function.__name__.replace("_", "-"), help=function.__doc__, description=function.__doc__, add_help=not lists_pages)
        if lists_pages:
            command.add_argument("-h", "--help", action=_HelpWithPages, nargs=0, help="show this, and the pages that can be had as files of their own")
        command.set_defaults(function=function)
        command.add_argument("--root", type=Path, default=Path(), metavar="FOLDER", help="the folder with sop.toml (default: this one)")
        command.add_argument("--format", choices=FORMS, default="text", help="how findings are printed (default: text)")
        if function is publish:
            command.add_argument("--to", default="", metavar="EDITIONS", help="which editions, such as ar/word or pdf,ckb/site (default: all)")
        if function is word:
            command.add_argument("--to", required=True, metavar="EDITION", help="which, such as ar/word/neutral or ar/word/neutral/ij; behind either, /review-copy numbers its paragraphs in the margin")
        if lists_pages:
            command.add_argument("--pages", action="store_true", help="let LibreOffice count the pages for the contents of Word files (half a minute each; default: estimated)")
        if function is approve:
            command.add_argument("--to", required=True, metavar="PAGES", help="language and page, such as ar/identification; several with commas")
            command.add_argument("--by", required=True, metavar="BODY", help="which body has approved it")
            command.add_argument("--minutes", default="", metavar="REFERENCE", help="the number of its minutes")
            command.add_argument("--date", required=True, metavar="YEAR-MONTH-DAY", help="the day of its decision")
            command.add_argument("--state", default="", help="the state that it gave the page (default: the next one)")
        if function is new_language:
            command.add_argument("--to", required=True, metavar="LANGUAGE", help="its tag in ISO 639, such as fa")
        if function is new_letterhead:
            command.add_argument("--name", required=True, metavar="NAME", help="what it is called, such as health")
        if function is check_letterheads:
            command.add_argument("--file", type=Path, metavar="FILE", help="one .docx, wherever it lies (default: all letterheads of sop.toml)")
        if function is export_translations:
            command.add_argument("--to", required=True, metavar="LANGUAGE", help="which language, such as ar")
            command.add_argument("--out", type=Path, metavar="FILE", help="the .xlsx to write (default: named after the SOP, in its folder)")
            command.add_argument("--all", action="store_true", help="all messages (default: those that need work)")
        if function is import_translations:
            command.add_argument("--file", type=Path, required=True, metavar="FILE", help="the .xlsx that came back")
        if function is preview:
            command.add_argument("--port", type=int, default=8000, help="(default: 8000)")
    return parser


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    status = 1
    try:
        found = options.function(options)
    except CouldNotRun as problem:
        found, status = list(problem.findings), 2
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EPERM, errno.EROFS):
            raise
        found, status = [_unwritable(error)], 2
    except KeyboardInterrupt:
        _say("stopped; build/ is as it was")
        return 130
    if found or options.format == "json":
        print(FORMS[options.format](found))
    return status if found else 0


def _unwritable(error: OSError) -> Finding:
    where = os.path.relpath(error.filename) if error.filename else ""
    action = "free some disk space" if error.errno in (errno.ENOSPC, errno.EDQUOT) else "change the permissions, or build in another folder"
    return Finding(path=where, code="output", text=f"cannot be written: {error.strerror}", action=f"{action}; build/ is as it was")


if __name__ == "__main__":
    sys.exit(main())
