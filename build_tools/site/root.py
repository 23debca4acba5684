"""A project in, the page that all its sites share (choice of language, for every unknown address too) out."""

from __future__ import annotations

from html import escape
from pathlib import Path

from build_tools.config import Project

PAGE = """<!doctype html>
<html lang="{source}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
{alternates}
<style>
body {{ font: 1.25rem/1.6 system-ui, sans-serif; max-width: 40rem; margin: 15vh auto 0; padding: 0 1.5rem; color: #1c2733; background: #fff; }}
a {{ display: block; padding: 1rem 1.25rem; margin: 1rem 0; border: 1px solid #9aa7b4; border-radius: .4rem; color: #12476f; text-decoration: none; }}
a:hover, a:focus {{ border-color: #12476f; text-decoration: underline; }}
strong {{ display: block; }}
@media (prefers-color-scheme: dark) {{ body {{ color: #e6ebf0; background: #14181c; }} a {{ color: #9cc9ee; }} }}
</style>
</head>
<body>
<main>
<h1 hidden>{title}</h1>
{links}
</main>
</body>
</html>
"""

FORWARD = """<!doctype html>
<meta charset="utf-8">
<meta http-equiv="refresh" content="0; url={name}/index.html">
<title>{title}</title>
<a href="{name}/index.html">{title}</a>
"""


def write(project: Project, folder: Path) -> None:
    """Write ``index.html`` and ``404.html`` beside the folders of the languages, and one above that leads here."""
    titles = project.document.title
    links = [
        f'<a href="{tag}/index.html" lang="{tag}" dir="{language.direction}" hreflang="{tag}"><strong>{escape(language.name)}</strong>{escape(titles[tag])}</a>'
        for tag, language in project.languages.items()
    ]
    alternates = [f'<link rel="alternate" hreflang="{tag}" href="{tag}/index.html">' for tag in project.languages]
    source = project.document.source_language
    page = PAGE.format(source=source, title=escape(titles[source]), alternates="\n".join(alternates), links="\n".join(links))
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("index.html", "404.html"):
        (folder / name).write_text(page, encoding="utf-8")
    (folder.parent / "index.html").write_text(FORWARD.format(title=escape(titles[source]), name=folder.name), encoding="utf-8")
