"""The site's Sphinx builder and HTML writer."""

from __future__ import annotations

from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.writers.html5 import HTML5Translator

from build_tools.config import Project
from build_tools.editions import all_editions
from build_tools.interface import long_date, word


class SiteTranslator(HTML5Translator):
    """Sphinx's HTML writer; it gives ``lang`` to a node of another language, and we its direction."""

    def starttag(self, node, tagname, suffix="\n", empty=False, **attributes):
        if "dir" in node:
            attributes["DIR"] = node["dir"]
        return super().starttag(node, tagname, suffix, empty, **attributes)

    def visit_isolate(self, node) -> None:
        self.body.append('<bdi dir="ltr">')

    def depart_isolate(self, node) -> None:
        self.body.append("</bdi>")


class SiteBuilder(StandaloneHTMLBuilder):
    """Sphinx's HTML builder under the name of our format, with what our components show."""

    name = "site"
    default_translator_class = SiteTranslator

    def get_doc_context(self, docname: str, body: str, metatags: str) -> dict:
        return super().get_doc_context(docname, body, metatags) | {"sop_progress": self._progress(docname)}

    def prepare_writing(self, docnames) -> None:
        super().prepare_writing(docnames)
        project: Project = self.config.sop_project
        document = project.document
        self.globalcontext |= {
            "sop_date": long_date(document.date),
            "sop_revision": self.config.sop_revision.name,
            "sop_status": word(document.status.capitalize()),
            "sop_downloads": [
                (f"../../{edition.path}", "PDF" if edition.format == "pdf" else f"Word: {project.letterheads[edition.letterhead].name[self.config.language]}")
                for edition in all_editions(project)
                if edition.language == self.config.language and edition.format != "site"
            ],
        }

    def _progress(self, docname: str) -> tuple[int, int]:
        """How many of the page's messages a reader sees translated, and how many there are."""
        messages = self.env.sop_messages.get(docname, [])
        return sum(message.translated for message in messages), len(messages)

    def write_buildinfo(self) -> None:
        """Nothing: the file only serves rebuilding in place, and we build beside."""
