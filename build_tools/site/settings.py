"""A project in, the Sphinx settings of its site (theme, components, style sheets) out."""

from __future__ import annotations

from build_tools.config import Project
from build_tools.interface import word


def settings(project: Project) -> dict:
    """What is the same in every language."""
    templates = project.templates / "site"
    return {
        "html_theme": "pydata_sphinx_theme",
        "template_bridge": "build_tools.site.templates.DirectedTemplates",
        "templates_path": [str(templates)],
        "html_static_path": [str(templates / "static")],
        "html_css_files": ["sop.css"],
        "html_copy_source": False,  # the chapters' Markdown stays out of the site
        "html_show_sourcelink": False,
        "html_show_copyright": False,
        "html_show_sphinx": False,
        "html_use_index": False,
        "html_secnumber_suffix": " ",
        "html_sidebars": {"**": ["chapters", "downloads"]},
        "html_theme_options": {
            "navbar_start": ["navbar-logo"],
            "navbar_center": [],
            "navbar_persistent": ["search-button-field"],
            "navbar_end": ["language-switcher", "theme-switcher"],
            "article_header_end": ["draft-notice"],
            "secondary_sidebar_items": ["page-toc"],
            "primary_sidebar_end": [],
            "footer_start": ["edition"],
            "footer_end": [],
            "navigation_depth": 3,
            "show_toc_level": 2,
        },
        "translation_progress_classes": False,  # content/translation/messages.py marks untranslated text, with its language too
    }


def speak_the_language(config) -> None:
    """What depends on the language being built. Style sheets of the right-to-left layer come after the theme's."""
    project: Project = config.sop_project
    language = project.languages[config.language]
    if language.direction == "rtl":
        config.html_css_files = ["rtl.css", *config.html_css_files]
    title = project.document.title[config.language]
    config.html_title = f"{title} ({project.code_for(config.language)})"
    config.html_short_title = title
    config.html_theme_options = config.html_theme_options | {"logo": {"text": title}, "search_bar_text": word("Search in the text")}
    config.html_context = {
        "sop": project.document,
        "sop_code": project.code_for(config.language),
        "sop_languages": project.languages,
        "sop_direction": language.direction,
        "sop_downloads": [],
    }
