"""A project in, the settings of its site (theme, switcher, footers) out."""

from __future__ import annotations

from build_tools.config import Project


def settings(project: Project) -> dict:
    return {
        "html_theme": "pydata_sphinx_theme",
        "html_copy_source": False,
        "html_show_sourcelink": False,
        "html_secnumber_suffix": " ",
    }


def speak_the_language(config) -> None:
    """The settings that depend on the language being built."""
    config.html_title = config.project
