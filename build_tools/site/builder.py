"""The site's Sphinx builder."""

from __future__ import annotations

from sphinx.builders.html import StandaloneHTMLBuilder


class SiteBuilder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder under the name of our format."""

    name = "site"
