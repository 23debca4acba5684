"""The lists of laws are made from the register and from what chapters cite, and are made again when either changes."""

from __future__ import annotations

import io
import pickle
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import ANY

import pytest
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from build_tools import config, revision, sphinx_ext
from build_tools.content.laws import authorities
from build_tools.processes import side_by_side
from tests import visible
from tests.conftest import amend, build, copy_tiny
from tests.lawful import cite_into
from tests.stepped import article, text


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("authorities")
    build(cite_into(copy_tiny(folder / "tiny")), "en,ckb/site", folder / "out")
    return folder / "out"


def rows(out: Path, kind: str, language: str = "en") -> list[list[str]]:
    (table,) = article(out, "annexes/laws", language).select(f"table.{kind}")
    return [[text(cell) for cell in row.select("td")] for row in table.select("tbody tr")]


def test_the_register_tells_of_each_law_where_it_applies_and_how_certain_it_is(written):
    assert rows(written, "laws") == [
        ["Convention on Doors", "the Convention", "International", "seen in public material"],
        ["Law No. 28 of 2012 on doors", "Law No. 28 of 2012", "Federal Iraq; not confirmed for the Kurdistan Region", "seen in public material"],
        ["Code of Doors No. 23 of 1971", "Code of Doors No. 23 of 1971", "Federal Iraq and Kurdistan Region", "seen in public material"],
        ["Kurdistan Region Law No. 6 of 2018", "Kurdistan Region Law No. 6 of 2018", "Kurdistan Region", "not seen: verify before use"],
        ["Law No. 8 of 2015", "Law No. 8 of 2015", "Federal Iraq; not confirmed for the Kurdistan Region", "not to be cited"],
    ]


def test_a_name_that_somebody_coined_is_marked_in_its_language_alone(written):
    assert rows(written, "laws", "ckb")[0][0] == "ڕێککەوتننامەی دەرگاکان (C)"


def test_the_register_of_one_scope_has_its_laws_alone(tiny, tmp_path):
    amend(cite_into(tiny) / "source/annexes/laws.md", ":name: tbl-laws\n", ":name: tbl-laws\n:scope: kri\n")
    build(tiny, "en/site", tmp_path / "out")
    assert rows(tmp_path / "out", "laws") == [["Kurdistan Region Law No. 6 of 2018", "Kurdistan Region Law No. 6 of 2018", "not seen: verify before use"]]


def test_the_table_of_treaties_tells_the_status_of_iraq(written):
    assert rows(written, "treaties") == [["Convention on Doors", "accession 9 February 2009", "seen in public material"]]


def test_each_provision_is_listed_with_the_sections_that_cite_it(written):
    assert rows(written, "authorities") == [
        ["Convention on Doors"],
        ["Article 3(c)", "1.1.1"],
        ["Law No. 28 of 2012 on doors"],
        ["Article 6", "1.1.1"],
        ["Article 6(1)", "1.1.1"],
        ["Article 8 [verify]", "1.1.1"],
        ["Article 12 [verify]", "2"],  # the box stands before the chapter's first section
        ["Code of Doors No. 23 of 1971"],
        ["Article 1 [verify]", "1.1.1"],
        ["Articles 58 to 68", "1.1.1"],
        ["Article 61(C)", "1.1.1"],  # in a footnote of that section
        ["Kurdistan Region Law No. 6 of 2018"],
        ["the whole text [verify]", "Annex J. Laws"],
    ]


def test_numbers_lead_to_the_sections_and_names_to_the_register(written):
    (table,) = article(written, "annexes/laws").select("table.authorities")
    links = {text(link): link["href"] for link in table.select("a")}
    assert links["1.1.1"] == "../chapters/finding.html#step-look"
    assert links["2"] == "../chapters/acting.html"
    assert links["Code of Doors No. 23 of 1971"] == "#law-l23-1971"


def test_the_tables_have_captions_and_numbers(written):
    page = text(article(written, "annexes/laws"))
    assert "Table 1 All laws" in page and "Table 1 comes before Table 3" in page


def test_the_book_in_pdf_and_word_has_the_same_tables(written):
    seen = " ".join(found.text for found in visible.word(written / "files/sop-en-neutral.docx"))
    for words in ("Law No. 28 of 2012, Article 8 [verify]", "Articles 58 to 68", "Federal Iraq and Kurdistan Region", "accession 9 February 2009"):
        assert words in seen


@dataclass(frozen=True, kw_only=True)
class Read:
    """What an editor's sphinx-build reads on top of what was read before, and which pages it would write again for other reasons."""

    chapters: set[str]
    again: set[str]
    cited: dict[str, set[str]]


def read(root: Path) -> Read:
    """In a process of its own, as Sphinx wants it."""
    ((_, found),) = side_by_side(_read, [root])
    return found


def _read(root: Path, _say) -> Read:
    warnings = io.StringIO()
    project = config.load(root)
    options = {"sop_revision": revision.of(project), "language": "en"}
    app = Sphinx(root / "source", None, root / "out", root / "doctrees", "book", status=None, warning=warnings, confoverrides=sphinx_ext.settings(root) | options)
    chapters = set(app.builder.read())
    again = set(app.env.check_dependents(app, set(chapters)))
    with (root / "doctrees/environment.pickle").open("wb") as file:  # as Builder.build does after reading
        pickle.dump(app.env, file, pickle.HIGHEST_PROTOCOL)
    assert warnings.getvalue() == ""
    return Read(chapters=chapters, again=again, cited={name: {str(one.citation) for one in found} for name, found in app.env.sop_citations.items() if found})


def test_an_edited_register_is_read_into_the_chapters_that_cite_it(tiny):
    read(cite_into(tiny))
    assert read(tiny) == Read(chapters=set(), again=set(), cited=ANY)
    amend(tiny / "source/registers/laws.yml", "Law No. 28 of 2012 on doors", "Law No. 28 of 2012 on gates")
    assert read(tiny).chapters == {"annexes/laws", "chapters/acting", "chapters/finding"}


def test_an_edited_chapter_changes_the_table_of_authorities(tiny):
    before = read(cite_into(tiny))
    assert before.cited["chapters/acting"] == {"L28-2012:12"}
    amend(tiny / "source/chapters/acting.md", "L28-2012:12", "L28-2012:14")
    after = read(tiny)
    assert after.chapters == {"chapters/acting"} and "annexes/laws" in after.again
    assert after.cited == before.cited | {"chapters/acting": {"L28-2012:14"}}


def test_a_chapter_that_is_taken_out_is_cited_from_no_more(tiny):
    read(cite_into(tiny))
    amend(tiny / "source/chapters/finding.md", "<ch-acting>", "<ch-finding>")
    for text_of in ("{ref}`acts <step-act>`", "{numref}`step-act`"):
        amend(tiny / "source/chapters/finding.md", text_of, "it")
    amend(tiny / "source/index.md", "chapters/acting\n", "")
    (tiny / "source/chapters/acting.md").unlink()
    assert set(read(tiny).cited) == {"annexes/laws", "chapters/finding"}


def test_readers_side_by_side_lose_no_citation(tiny):
    """Sphinx reads chapters in several processes with -j: what each found is put together."""
    one, other = BuildEnvironment.__new__(BuildEnvironment), BuildEnvironment.__new__(BuildEnvironment)
    one.sop_citations, other.sop_citations = {"a": [1]}, {"b": [2], "c": [3]}
    authorities.Citations().merge_other(None, one, {"b"}, other)
    assert one.sop_citations == {"a": [1], "b": [2]}
