"""An open point is a box with its name, links lead to its first box, and while one stands the text is a draft."""

from __future__ import annotations

import pytest

from build_tools import check, config, editions, publish
from build_tools.content.open_points import sort_key
from tests.conftest import amend, build
from tests.stepped import article, findings, step_into, text

ACTING = "source/chapters/acting.md"


def test_a_box_is_titled_with_its_point_and_looks_like_one(stepped):
    box = article(stepped, "chapters/acting").select_one("#tbc-2")
    assert text(box) == "To be confirmed by the committee: TBC-2 The committee must say who may open."
    assert "tbc" in box["class"]
    assert text(article(stepped, "chapters/acting", "ar").select_one("#tbc-2")) == "بانتظار تأكيد اللجنة: TBC-2 على اللجنة أن تحدد من يفتح."


def test_links_lead_to_the_first_box_in_reading_order(stepped):
    """TBC-10 is asked in both chapters, and named in both."""
    links = [(link["href"], text(link)) for name in ("finding", "acting") for link in article(stepped, f"chapters/{name}").select("a.internal") if text(link).startswith("TBC")]
    assert links == [("#tbc-10", "TBC-10"), ("acting.html#tbc-2", "TBC-2"), ("finding.html#tbc-10", "TBC-10")]


def test_a_second_box_of_a_point_in_one_chapter_has_an_id_of_its_own(tiny, tmp_path):
    step_into(tiny)
    amend(tiny / ACTING, ":::{restricted}", ":::{tbc} TBC-2\nThe committee must also say who may knock.\n:::\n\n:::{restricted}")
    build(tiny, "en", tmp_path / "out")
    assert text(article(tmp_path / "out", "chapters/acting").select_one("#tbc-2-2")).endswith("who may knock.")


def test_points_are_sorted_by_their_number():
    assert sorted(["TBC-10", "ABC-30", "TBC-2", "TBC-01"], key=sort_key) == ["ABC-30", "TBC-01", "TBC-2", "TBC-10"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("permitting.", "permitting, and {tbc}`TBC-99`.", "51: refused.tbc no box asks TBC-99 (write one, :::{tbc} TBC-99, or correct the name)"),
        ("permitting.", "permitting, and {tbc}`the tenth`.", "51: refused.tbc “the tenth” is no open point (write it like TBC-14)"),
        ("{tbc} TBC-2\n", "{tbc} 2\n", "38: refused.tbc “2” is no open point (write it like TBC-14, after {tbc})"),
        ("The committee must say who may open.\n", "", "38: refused.tbc the box of TBC-2 asks nothing (write inside what the committee must decide)"),
    ],
)
def test_a_mistake_is_named_at_its_line(tiny, old, new, said):
    step_into(tiny)
    line = next(number for number, line in enumerate((tiny / ACTING).read_text(encoding="utf-8").splitlines(), start=1) if old.splitlines()[0] in line)
    amend(tiny / ACTING, old, new)
    said = f"{line - ('asks nothing' in said)}:{said.partition(':')[2]}"
    assert any(found.startswith(f"{ACTING}:{said}") for found in findings(tiny))


def test_an_issued_text_may_have_no_open_point(tiny):
    """One finding, whatever the number of boxes and of languages; nothing is published."""
    step_into(tiny)
    amend(tiny / "sop.toml", 'status = "draft"', 'status = "issued"')
    lines = [str(found) for found in set(check.check(config.load(tiny), lambda said: None)) if found.code == "refused.issued"]
    line = (tiny / "source/chapters/finding.md").read_text(encoding="utf-8").splitlines().index(":::{tbc} TBC-10") + 1
    said = f"source/chapters/finding.md:{line}: refused.issued 2 open points stand in 3 boxes, the first of them here: such a text is not issued (take each box out"
    assert len(lines) == 1 and lines[0].startswith(said)
    project = config.load(tiny)
    found = publish.publish(project, editions.select(project, "en/site"), lambda said: None)
    assert any(str(finding).startswith(said) for finding in found)
    assert not project.build.exists()


def test_an_issued_text_without_open_points_is_published(tiny, tmp_path):
    amend(tiny / "sop.toml", 'status = "draft"', 'status = "issued"')
    build(tiny, "en/site", tmp_path / "out")
    assert (tmp_path / "out/site/en/index.html").exists()
