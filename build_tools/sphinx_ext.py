"""Registers the pipeline with Sphinx, and nothing else."""

from __future__ import annotations

from pathlib import Path

from build_tools import config, interface, revision
from build_tools.content import bidi, cells, checkboxes, confinement, glossary, messages, numbers, parsing
from build_tools.pdf.builder import PdfBuilder
from build_tools.site import search
from build_tools.site import settings as site_settings
from build_tools.site.builder import SiteBuilder
from build_tools.tree import BookBuilder
from build_tools.word.builder import WordBuilder


def settings(root: Path) -> dict:
    """Sphinx's settings for the SOP in ``root``: what its conf.py holds."""
    project = config.load(root)
    return {
        "sop_project": project,
        "project": project.document.code,
        "version": project.document.version,
        "release": project.document.version,
        "language": project.document.source_language,
        "extensions": ["myst_parser", "build_tools.sphinx_ext"],
        "root_doc": "index",
        "source_suffix": {".md": "markdown"},  # a chapter of another kind would have another parser, without our limits
        "exclude_patterns": ["registers", "images"],
        "myst_enable_extensions": parsing.EXTENSIONS,
        "smartquotes": False,  # knows no Arabic or Kurdish; writers type the quotation marks of their language
        "numfig": True,
        "numfig_secnum_depth": 1,
        "locale_dirs": ["../locales", "../locales/_interface"],
        "gettext_compact": False,
        "gettext_uuid": False,
        "gettext_location": False,
        "show_warning_types": True,
        **site_settings.settings(project),
    }


def _speak_the_language(app, config) -> None:
    """What depends on ``language``, so that ``sphinx-build -D language=ar`` gives the same pages as we do."""
    document = config.sop_project.document
    interface.introduce(config.language)
    config.numfig_format = interface.number_formats()
    config.project = document.title.get(config.language, config.project)
    site_settings.speak_the_language(config)


def setup(app) -> dict:
    app.add_config_value("sop_project", None, "")
    app.add_config_value("sop_revision", lambda config: revision.of(config.sop_project), "")
    app.connect("config-inited", _speak_the_language, priority=400)
    app.connect("config-inited", search.register)
    app.add_transform(cells.PlaceTexts)
    app.add_transform(messages.CaptureMessages)
    app.add_transform(messages.MarkUntranslated)
    app.add_transform(checkboxes.DrawCheckboxes)
    app.add_node(checkboxes.checkbox, html=(checkboxes.visit_html, checkboxes.depart_html))
    app.add_transform(confinement.Confine)
    app.add_node(bidi.isolate)
    app.add_transform(bidi.IsolateRuns)
    app.add_post_transform(bidi.IsolateReferences)
    app.connect("env-before-read-docs", messages.prepare)
    app.connect("env-purge-doc", messages.purge)
    app.connect("env-merge-info", messages.merge)
    app.add_source_parser(parsing.ChapterParser, override=True)
    app.add_domain(numbers.NumberingDomain, override=True)
    app.add_directive("terms", glossary.Terms)
    for builder in (BookBuilder, SiteBuilder, PdfBuilder, WordBuilder):
        app.add_builder(builder, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
