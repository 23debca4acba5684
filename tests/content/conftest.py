"""What the tests of steps, lists and open points share: one build of an SOP that has all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import build, copy_tiny
from tests.stepped import step_into


@pytest.fixture(scope="session")
def stepped(tmp_path_factory) -> Path:
    """The site, PDF and Word of the SOP with steps, in English and Arabic, and two role cards as files of their own."""
    folder = tmp_path_factory.mktemp("stepped")
    build(step_into(copy_tiny(folder / "tiny")), "en,ar,en/pdf/fr,ar/word/neutral/ij", folder / "out")
    return folder / "out"
