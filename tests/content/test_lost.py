"""What stock Sphinx loses in translations is kept, or refused while it is still English."""

import pytest

from build_tools import config, revision, runner
from tests.conftest import amend, build


def findings(root, folder) -> list[str]:
    project = config.load(root)
    (reading,) = runner.run(project, [], revision=revision.of(project), out=folder / "out", work=folder / "work", languages=["en"])
    return [str(finding) for finding in reading.findings]


@pytest.mark.parametrize(
    ("written", "code"),
    [("A line\\\nand the next.", "refused.line-break"), ("A sum {math}`x`.", "refused.role"), ("A <b>word</b>.", "refused.html")],
)
def test_what_a_translation_cannot_keep_is_refused_in_the_chapter(tiny, tmp_path, written, code):
    amend(tiny / "source/chapters/acting.md", "Go back to", f"{written}\n\nGo back to")
    found = findings(tiny, tmp_path)
    assert found and all(f" {code} " in finding for finding in found)


def test_a_link_whose_address_stands_apart_works_in_a_translation(tiny, tmp_path):
    amend(tiny / "source/chapters/acting.md", "> A sentence that", "> A [fine][law] sentence that")
    amend(tiny / "source/chapters/acting.md", "Go back to", "[law]: https://example.org/apart\n\nGo back to")
    catalog = tiny / "locales/ar/LC_MESSAGES/chapters/acting.po"
    amend(catalog, 'msgid "A sentence that somebody said."', 'msgid "A [fine][law] sentence that somebody said."\nmsgstr "[كلام][law] قيل"\n\nmsgid "Gone"')
    build(tiny, "ar/site", tmp_path / "out")
    page = (tmp_path / "out/site/ar/chapters/acting.html").read_text(encoding="utf-8")
    assert 'href="https://example.org/apart">كلام</a>' in page
