"""Every Word file of an SOP with every block, in every language and on every letterhead of sop.toml: no validator finds anything.

The whole SOP of this repository is looked at in CI, after it has been published (.ci/run).
"""

import re

import pytest

from build_tools import config, editions
from tests.conftest import REPOSITORY, build, copy_tiny
from tests.word.validators import findings
from tests.word.whole import LANGUAGES, rich

LETTERHEADS = tuple(config.load(REPOSITORY).letterheads)
PAGES = ("acting", "finding", "fr", "ij", "lists", "request", "words")


def own_letterheads(sop_toml: str) -> str:
    """The tables of letterheads of a sop.toml."""
    return re.search(r"^\[letterheads\..*", sop_toml, re.DOTALL | re.MULTILINE)[0]


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The whole SOP on every letterhead, and each of its pages alone on the first."""
    base = tmp_path_factory.mktemp("exports")
    root = rich(copy_tiny(base / "tiny"))
    text = (root / "sop.toml").read_text(encoding="utf-8")
    (root / "sop.toml").write_text(text.replace(own_letterheads(text), own_letterheads((REPOSITORY / "sop.toml").read_text(encoding="utf-8"))), encoding="utf-8")
    pages = tuple(sorted(editions.parts(config.load(root))))
    assert pages == PAGES
    wanted = [f"{language}/word/{letterhead}" for language in LANGUAGES for letterhead in LETTERHEADS]
    wanted += [f"{language}/word/{LETTERHEADS[0]}/{page}" for language in LANGUAGES for page in pages]
    build(root, ",".join(wanted), base / "out")
    return {path.stem: path for path in (base / "out").rglob("*.docx")}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("letterhead", LETTERHEADS)
def test_the_whole_is_sound_on_every_letterhead(files, letterhead, language):
    assert findings(files[f"sop-{language}-{letterhead}"]) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_each_page_alone_is_sound(files, page, language):
    assert findings(files[f"sop-{language}-{LETTERHEADS[0]}-{page}"]) == []
