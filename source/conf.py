"""Sphinx's settings: all of them come from sop.toml. Only for those who run sphinx-build or sphinx-intl by hand."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from build_tools.sphinx_ext import settings  # noqa: E402  (the folder must be known first)

globals().update(settings(ROOT))
