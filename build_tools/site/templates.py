"""A page from Sphinx's templates in, the same page with its writing direction on ``<html>`` out."""

from __future__ import annotations

from sphinx.jinja2glue import BuiltinTemplateLoader


class DirectedTemplates(BuiltinTemplateLoader):
    """The theme writes the ``<html>`` tag itself, out of reach of a template block, so the rendered page is amended."""

    def render(self, template: str, context: dict) -> str:
        page = super().render(template, context)
        return page.replace("<html ", f'<html dir="{context.get("sop_direction", "ltr")}" ', 1)
