"""The messages of a chapter and its catalog in; the catalog's text as the chapters now need it out.

The other user of Babel's catalog code. A translation whose source changed is kept as fuzzy, with the source that it was made for.
"""

from __future__ import annotations

import io

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from build_tools.catalogs import files
from build_tools.config import Project

# Old translations kept for their words at a catalog's end; more would make every review longer.
OBSOLETE_KEPT = 200


def updated(project: Project, language: str, docname: str, msgids: list[str]) -> str:
    """The text that the chapter's catalog should have: the chapter's messages in order, translations kept."""
    path = files.chapter_catalog(project, language, docname)
    catalog = files.read(path, project) if path.exists() else Catalog()
    catalog.locale = None
    template = Catalog()
    for msgid in msgids:
        template.add(msgid)
    previous = {message.id: message.previous_id for message in catalog}
    catalog.update(template, no_fuzzy_matching=False, update_header_comment=False)
    for message in catalog:  # Babel forgets what a fuzzy translation was made for when nothing else changed
        if message.fuzzy and not message.previous_id:
            message.previous_id = previous.get(message.id, [])
    return _text(project, language, catalog)


def _text(project: Project, language: str, catalog: Catalog) -> str:
    """Canonical form: our own header, no places, no wrapping, previous msgids, the obsolete tail sorted and capped."""
    for message in catalog:
        message.locations, message.flags = [], message.flags & {"fuzzy"}  # Babel takes {term} for Python formatting
    tail = sorted(catalog.obsolete.items(), key=lambda item: str(item[0]))[:OBSOLETE_KEPT]
    catalog.obsolete.clear()
    catalog.obsolete.update(tail)
    buffer = io.BytesIO()
    write_po(buffer, catalog, width=0, no_location=True, omit_header=True, include_previous=True)
    header = (
        f"# {project.document.code}: {project.languages[language].name}\n"
        'msgid ""\nmsgstr ""\n'
        f'"Language: {language}\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit\\n"\n'
    )
    return header + "\n" + buffer.getvalue().decode("utf-8").strip() + "\n"
