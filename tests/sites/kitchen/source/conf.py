"""Sphinx's settings: all of them come from sop.toml."""

from pathlib import Path

from build_tools.sphinx_ext import settings

globals().update(settings(Path(__file__).resolve().parents[1]))
