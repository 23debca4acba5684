"""Lists of steps, records and open points hold what all chapters say, in every format, and follow every change."""

from __future__ import annotations

import re
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sphinx.application import Sphinx

from build_tools import config, revision, runner
from tests import visible
from tests.conftest import amend, build
from tests.stepped import article, facts, findings, rows, step_into, text

ACTING, LISTS = "source/chapters/acting.md", "source/annexes/lists.md"


def table(out: Path, kind: str, language: str = "en", number: int = 0) -> BeautifulSoup:
    return article(out, "annexes/lists", language).select(f"table.{kind}")[number]


def test_a_step_table_has_the_steps_of_one_chapter(stepped):
    assert rows(table(stepped, "step-table")) == [
        ["1.1.2 Knock at the victim’s door", "First responder (leads), Regional police", "within 2 hours of the notice (proposed, TBC-10)", "Annex A. Words, Part 1"],
    ]


def test_a_step_table_may_be_narrowed_to_an_actor(stepped):
    assert rows(table(stepped, "step-table", "ar", number=1)) == [
        ["2.2.1 فتح الباب", "قاضي التحقيق", "خلال 24 ساعة (محدد بالقانون)", "سجل الأبواب"],
        ["2.2.2 غلق الباب", "قاضي التحقيق (الجهة الرئيسية)، المستجيب الأول", "فوراً", "سجل الأبواب"],
    ]


def test_a_list_is_a_table_with_a_number_that_references_find(stepped):
    assert text(table(stepped, "step-table").caption) == "Table 1 Steps of the first chapter"
    assert text(article(stepped, "annexes/lists").find_all("p")[-1]) == "Table 1 comes before Table 4."


def test_numbers_lead_to_the_steps(stepped):
    assert [link["href"] for link in table(stepped, "records").select("a") if re.fullmatch(r"[\d.]+", text(link))] == [
        "../chapters/finding.html#step-knock", "../chapters/acting.html#step-open", "../chapters/acting.html#step-close",
    ]  # fmt: skip


def test_deadlines_of_the_law_come_first_and_words_alone_are_left_out(stepped):
    assert [row[1] for row in rows(table(stepped, "deadlines"))] == ["within 24 hours (set by law)", "within 2 hours of the notice (proposed, TBC-10)"]


def test_a_record_stands_once_with_all_steps_that_make_it(stepped):
    assert rows(table(stepped, "records")) == [["Annex A. Words, Part 1", "1.1.2 Knock at the victim’s door"], ["door log", "2.2.1 Open the door 2.2.2 Close the door"]]


def test_open_points_are_sorted_and_have_every_question_and_place(stepped):
    points = table(stepped, "open-points")
    assert rows(points) == [
        ["TBC-2", "The committee must say who may open.", "Section 2.2"],
        ["TBC-10", "The committee must set every deadline.", "Section 1.1"],
        ["The committee must say how long a door stays open.", "Section 2.2.2"],
    ]
    assert points.select("tbody td")[3]["rowspan"] == "2"
    assert [link["href"] for link in points.select("a")] == ["../chapters/acting.html#tbc-2", "../chapters/finding.html#tbc-10", "../chapters/acting.html#tbc-10"]


def test_a_role_card_repeats_each_step_of_its_actor(stepped):
    for language in ("en", "ar"):
        card = article(stepped, "cards/ij", language)
        steps = article(stepped, "chapters/acting", language).select("section.step")
        assert [text(heading) for heading in card.select("h2")] == [text(step.h3) for step in steps]
        assert [facts(step) for step in card.select("section.step")] == [facts(step) for step in steps]
        for mine, original in zip(card.select("section.step"), steps, strict=True):
            assert [text(part) for part in mine.find_all(["ul", "p", "div"], recursive=False)] == [text(part) for part in original.find_all(["ul", "p", "div"], recursive=False)]


def test_a_footnote_comes_along_to_the_card(stepped):
    card = article(stepped, "cards/fr")
    (mark,) = card.select("a.footnote-reference")
    note = card.select_one(mark["href"])
    assert text(mark) == "[1]" and "The second knock is louder." in text(note)
    assert [a["href"] for a in note.select("a")][-1] == f"#{mark['id']}"


def test_no_id_stands_twice_and_every_link_leads_somewhere(stepped):
    site = (stepped / "site/en").resolve()
    pages = {page: BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser").article for page in site.rglob("*/*.html") if "_static" not in page.parts}
    ids = {page: [tag["id"] for tag in article.select("[id]")] for page, article in pages.items()}
    assert [page for page, found in ids.items() if len(found) > len(set(found))] == []
    links = [(page, *link["href"].partition("#")) for page, article in pages.items() for link in article.select("a[href]")]
    inside = [(page, (page.parent / address).resolve() if address else page, anchor) for page, address, _, anchor in links if anchor and "://" not in address]
    assert len(inside) > 40
    assert [(page.name, target.name, anchor) for page, target, anchor in inside if anchor not in ids[target]] == []


def test_cards_are_files_of_their_own_in_pdf_and_word(stepped):
    (word,) = (stepped / "files").rglob("sop-ar-*ij*.docx")
    shown = " ".join(part.text for part in visible.word(word))
    assert "2.2.1 فتح الباب" in shown and "تدوير المفتاح" in shown and "طرق" not in shown
    (pdf,) = (stepped / "files").rglob("sop-en*fr*.pdf")
    assert [part.text for part in visible.pdf(pdf) if part.place == "PDF outline"][::-1] and pdf.stat().st_size > 10_000


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_book_has_the_lists_too(stepped, language):
    shown = " ".join(" ".join(part.text.split()) for part in visible.word(stepped / f"files/sop-{language}-neutral.docx"))
    for kind in ("step-table", "deadlines", "records", "open-points"):
        for row in rows(table(stepped, kind, language)):
            for cell in row:
                assert cell in shown


def test_cards_are_not_searched_twice(stepped):
    """The search lists a card by its title; its steps are found where they stand."""
    index = (stepped / "site/en/searchindex.js").read_text(encoding="utf-8")
    docnames = re.search(r'"docnames":\[(.*?)\]', index)[1].replace('"', "").split(",")
    found = {docnames[int(number)] for places in re.findall(r'"?knock"?:(\[[\d,]*\]|\d+)', index) for number in re.findall(r"\d+", places)}
    assert "chapters/finding" in found and not {"cards/fr", "cards/ij"} & found


def test_a_copied_message_keeps_its_place_where_it_was_written(tiny, tmp_path):
    """What translators see beside a message names the chapter, not the lists that repeat it."""
    project = config.load(step_into(tiny))
    (reading,) = runner.run(project, [], revision=revision.of(project), out=tmp_path / "out", work=tmp_path / "work", languages=["en"], check=True)
    own = {(docname, message.msgid) for docname, messages in reading.messages.items() for message in messages}
    found = {(place.docname, place.msgid): place for place in reading.places}
    assert found.keys() <= own
    assert found["chapters/acting", "Push."].headings == ("2.2 Doors", "2.2.2 Close the door")


def test_a_place_without_a_number_is_named_by_its_title(tiny, tmp_path):
    """Boxes below a chapter's title and in an annex, and a step in an annex."""
    step_into(tiny)
    amend(tiny / ACTING, "(sec-steps)=", ":::{tbc} TBC-3\nSomebody must act.\n:::\n\n(sec-steps)=")
    with (tiny / LISTS).open("a", encoding="utf-8") as annex:
        annex.write("\n:::{tbc} TBC-4\nSomebody must list.\n:::\n\n(sec-listing)=\n## Listing\n" + CAPTIONED)
    build(tiny, "en", tmp_path / "out")
    lists = article(tmp_path / "out", "annexes/lists")
    assert [row[-1] for row in rows(lists.select_one("table.open-points"))] == ["Section 2.2", "Chapter 2", "Annex B. Lists", "Section 1.1", "Section 2.2.2"]
    amend(tiny / LISTS, ":record: none", ":record: list of doors")
    build(tiny, "en/site", tmp_path / "again")
    made_in = article(tmp_path / "again", "annexes/lists").select("table.records a")[-1]
    assert (text(made_in), made_in["href"]) == ("Count the doors", "#step-count")


CAPTIONED = """\
::::::{step} Count the doors
:name: step-count
:actor: KP, FR
:deadline: at once
:record: none
:law: none
:applies: both

:::{list-table} Doors that were counted
:name: tbl-counted
:header-rows: 1

* - Door
* - Left
:::

See {numref}`tbl-counted` and [the hall](#sec-hall).
::::::
"""


def test_a_table_in_a_step_keeps_its_number_on_each_card(tiny, tmp_path):
    step_into(tiny)
    amend(tiny / ACTING, ":::{restricted}", f"{CAPTIONED}\n:::{{restricted}}")
    amend(tiny / "source/cards/fr.md", "{role-card} FR\n```", "{role-card} KP\n```\n\n```{role-card} FR\n```")
    build(tiny, "en", tmp_path / "out")
    page = article(tmp_path / "out", "cards/fr")
    card = page.select_one("#card-kp-step-count")
    assert facts(card)["Record"] == "no record of its own"
    assert text(card.caption) == "Table 2.1 Doors that were counted"
    assert [link["href"] for link in card.select("caption a, p:last-child a")] == ["../chapters/acting.html#tbl-counted"] * 2 + ["../chapters/acting.html#sec-hall"]
    ids = [tag["id"] for tag in page.select("[id]")]
    assert page.select_one("#card-fr-step-count") and len(ids) == len(set(ids))


@pytest.mark.parametrize(
    ("path", "old", "new", "said"),
    [
        (LISTS, ":chapter: ch-finding", ":chapter: ch-lost", f"{LISTS}:4: refused.list there is no chapter “ch-lost” (write the label above its title, as ch-…)"),
        (LISTS, ":actor: IJ", ":actor: KP", f"{LISTS}:9: refused.list no step fits into this list ("),
        (LISTS, ":actor: IJ", ":actor: XX", f"{LISTS}:9: refused.list there is no actor “XX” (use a code of source/registers/actors.yml: FR, IJ, KP)"),
        ("source/cards/ij.md", "IJ", "XX", "source/cards/ij.md:4: refused.list there is no actor “XX” ("),
        (ACTING, "Push.", "Push.\n\n```{role-card} IJ\n```", f"{ACTING}:"),
    ],
)
def test_a_list_of_nothing_is_named_at_its_line(tiny, path, old, new, said):
    step_into(tiny)
    amend(tiny / path, old, new)
    found = findings(tiny)
    assert any(line.startswith(said) and " refused.list " in line for line in found), found


def test_a_card_and_a_list_may_be_empty_while_chapters_are_written(tiny, tmp_path):
    step_into(tiny)
    amend(tiny / "source/cards/ij.md", "{role-card} IJ", "{role-card} KP")
    amend(tiny / "source/chapters/finding.md", ":actor: FR, KP", ":actor: FR")
    build(tiny, "en/site,en/word", tmp_path / "out")
    assert text(article(tmp_path / "out", "cards/ij")).endswith("No step names this actor yet.")


def rebuilt(root: Path) -> list[set[str]]:
    """The pages that Sphinx, run by hand, writes again after each of three changes. Before, it has read all in two processes."""
    before, written = _built(root, parallel=2), []
    assert "Turn the key" in (root / "html/cards/ij.html").read_text(encoding="utf-8")
    for path, old, new in ((ACTING, "Push.", "Push hard."), (ACTING, "Nobody waits here.", "Somebody waits here."), ("source/chapters/finding.md", "{tbc} TBC-10", "{tbc} TBC-11")):
        amend(root / path, old, new)
        after = _built(root)
        written.append({docname for docname, time in after.items() if time > before[docname]})
        before = after
    return written


def _built(root: Path, parallel: int = 0) -> dict[str, int]:
    """When each page was written."""
    Sphinx(root / "source", root / "source", root / "html", root / "doctrees", "html", status=None, warning=None, parallel=parallel, warningiserror=True).build()
    return {path.relative_to(root / "html").with_suffix("").as_posix(): path.stat().st_mtime_ns for path in (root / "html").rglob("*.html")}


def test_lists_follow_every_change_also_when_sphinx_reads_only_what_changed(tiny):
    step_into(tiny)
    with ProcessPoolExecutor(1) as pool:  # its process may have children, and Sphinx reads in two
        step, other, point = pool.submit(rebuilt, tiny).result()
    lists = {"annexes/lists", "cards/fr", "cards/ij"}
    assert lists | {"chapters/acting"} <= set(step)
    assert "chapters/acting" in other and not lists & set(other)
    assert lists | {"chapters/finding", "chapters/acting"} <= set(point)  # acting links to the first box of TBC-10, which is now its own
    card = (tiny / "html/cards/ij.html").read_text(encoding="utf-8")
    assert "Push hard." in card and "Turn the key" in card
    assert '"../chapters/acting.html#tbc-10"' in card and '"../chapters/finding.html#tbc-10"' not in card
    assert '"#tbc-10"' in (tiny / "html/chapters/acting.html").read_text(encoding="utf-8")
