"""A title that a reference takes over has no footnote's number in it."""

from tests.conftest import amend, build


def test_a_reference_shows_a_title_without_the_mark_of_its_footnote(tiny, tmp_path):
    amend(tiny / "source/chapters/finding.md", "## Looking\n", "## Looking[^here]\n\n[^here]: A footnote of a heading.\n")
    amend(tiny / "source/chapters/finding.md", "The plan of the wall\n", "The plan of the wall[^here]\n")
    amend(tiny / "source/chapters/acting.md", "Go back to", "See {ref}`sec-looking`, {numref}`{name} <sec-looking>` and {ref}`fig-plan`. Go back to")
    build(tiny, "en/site", tmp_path / "out")
    page = (tmp_path / "out/site/en/chapters/acting.html").read_text(encoding="utf-8")
    for title in ("Looking", "The plan of the wall"):
        assert f"{title}</span></a>" in page and f"{title}1" not in page and f"{title}2" not in page


def test_the_mark_itself_stays_in_the_title(tiny, tmp_path):
    amend(tiny / "source/chapters/finding.md", "## Looking\n", "## Looking[^here]\n\n[^here]: A footnote of a heading.\n")
    build(tiny, "en/site", tmp_path / "out")
    page = (tmp_path / "out/site/en/chapters/finding.html").read_text(encoding="utf-8")
    heading = page[page.index("<h2>") : page.index("</h2>")]
    assert "footnote-reference" in heading
