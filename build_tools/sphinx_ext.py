"""Registers the pipeline with Sphinx, and nothing else."""

from __future__ import annotations

from pathlib import Path

from build_tools import config, interface, revision
from build_tools.content import actors, checkboxes, filling, glossary, numbers, open_points, restricted
from build_tools.content.flows import flow_steps, flows
from build_tools.content.forms import form_rules, forms
from build_tools.content.laws import authorities, law_lists, laws
from build_tools.content.markdown import confinement, parsing
from build_tools.content.steps import step_facts, step_lists, steps
from build_tools.content.translation import bidi, cells, messages, plain
from build_tools.pdf.builder import PdfBuilder
from build_tools.site import flows as site_flows
from build_tools.site import forms as site_forms
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
    app.add_transform(plain.TranslatePlain)
    app.add_transform(plain.ShowToAll)
    app.add_transform(messages.MarkUntranslated)
    app.add_transform(checkboxes.DrawCheckboxes)
    app.add_node(checkboxes.checkbox, html=(checkboxes.visit_html, checkboxes.depart_html))
    app.add_transform(form_rules.CheckForms)
    app.add_post_transform(form_rules.RefuseNumbers)
    app.add_enumerable_node(forms.form, "form", html=(site_forms.visit_html, None))  # enumerable, so that {ref} shows its title
    app.add_transform(confinement.Confine)
    app.add_post_transform(flows.DrawFlows)
    app.add_node(flow_steps.flow_image, html=(site_flows.visit_image, site_flows.depart_image))
    app.add_node(flow_steps.flow_steps, html=(site_flows.visit_steps, site_flows.depart_steps))
    app.add_node(bidi.isolate)
    app.add_transform(bidi.IsolateRuns)
    app.add_post_transform(bidi.IsolateReferences)
    app.connect("env-before-read-docs", messages.prepare)
    app.connect("env-purge-doc", messages.purge)
    app.connect("env-merge-info", messages.merge)
    app.add_source_parser(parsing.ChapterParser, override=True)
    app.add_domain(numbers.NumberingDomain, override=True)
    app.add_directive("terms", glossary.Terms)
    app.add_directive("flow", flows.FlowBlock)
    app.add_directive("actors", actors.Actors)
    app.add_directive("treaty-table", law_lists.TreatyTable)
    app.add_directive("law-register", law_lists.LawRegister)
    app.add_directive("authorities", authorities.Authorities)
    app.add_role("law", laws.LawRole())
    app.add_env_collector(authorities.Citations)
    app.add_post_transform(authorities.FillAuthorities)
    app.add_directive("form", forms.Form)
    app.add_directive("field", forms.Field)
    app.add_directive("step", steps.StepBlock)
    app.add_transform(steps.PlaceSteps)
    app.add_transform(step_facts.MarkDeadlines)
    app.add_directive("tbc", open_points.Tbc)
    app.add_role("tbc", open_points.TbcRole())
    app.connect("missing-reference", open_points.resolve)
    app.add_directive("restricted", restricted.Restricted)
    for directive in (step_lists.StepTable, step_lists.Deadlines, step_lists.Records, step_lists.OpenPoints, step_lists.RoleCard):
        app.add_directive(directive.kind, directive)
    for collector in (open_points.PointCollector, steps.StepCollector, step_lists.ListCollector):
        app.add_env_collector(collector)
    for check in (open_points.check, steps.check):
        app.connect("env-check-consistency", check)
    app.add_post_transform(filling.FillLists)
    for builder in (BookBuilder, SiteBuilder, PdfBuilder, WordBuilder):
        app.add_builder(builder, override=True)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
