"""Editions are named by language, format and letterhead."""

import pytest

from build_tools import config, editions
from build_tools.__main__ import main
from tests.conftest import REPOSITORY, problems

PROJECT = config.load(REPOSITORY)


def names(wanted: str) -> list[str]:
    return [edition.name for edition in editions.select(PROJECT, wanted)]


def test_nothing_wanted_means_all():
    assert names("") == [edition.name for edition in editions.all_editions(PROJECT)]
    assert len(names("")) == 9


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("ar", ["ar/site", "ar/pdf", "ar/word/neutral"]),
        ("ar/word", ["ar/word/neutral"]),
        ("ar/word/neutral", ["ar/word/neutral"]),
        ("pdf", ["en/pdf", "ar/pdf", "ckb/pdf"]),
        ("ckb/site, ar/pdf", ["ar/pdf", "ckb/site"]),
        ("ar/pdf,ar", ["ar/site", "ar/pdf", "ar/word/neutral"]),
        ("ar/word/neutral/investigation", ["ar/word/neutral/investigation"]),
        ("ar/investigation", ["ar/pdf/investigation", "ar/word/neutral/investigation"]),
        ("pdf/glossary,ckb", ["en/pdf/glossary", "ar/pdf/glossary", "ckb/site", "ckb/pdf", "ckb/pdf/glossary", "ckb/word/neutral"]),
        ("ar/word/moi", ["ar/word/moi"]),
        ("ar/word/krg/investigation", ["ar/word/krg/investigation"]),
        ("ckb/word/krg,ar/word", ["ar/word/neutral", "ckb/word/krg"]),
        ("ar/word/neutral/review-copy", ["ar/word/neutral/review-copy"]),
        ("ar/review-copy,ar/word", ["ar/word/neutral", "ar/word/neutral/review-copy"]),
        ("review-copy", ["en/word/neutral/review-copy", "ar/word/neutral/review-copy", "ckb/word/neutral/review-copy"]),
        ("ar/word/moi/investigation/review-copy", ["ar/word/moi/investigation/review-copy"]),
        ("ar/word/neutral/review", ["ar/word/neutral/review"]),  # the chapter on review
        ("glossary,glossary", [f"{tag}/{form}/glossary" for tag in ("en", "ar", "ckb") for form in ("pdf", "word/neutral")]),
    ],
)
def test_a_part_names_every_edition_in_it(wanted, expected):
    assert names(wanted) == expected


@pytest.mark.parametrize("wanted", ["xx", "ar/odt", "ar/word/neutral/x", "neutral", "ar/word,xx", "ar/site/glossary", "xx/glossary", "ar/word/neutral/chapters/review"])
def test_an_unknown_edition_is_refused_with_the_known_ones(wanted):
    (said,) = problems(editions.select, PROJECT, wanted)
    assert said.startswith("edition there is no edition '")
    assert "ckb/word/neutral" in said
    assert "one page as a file of its own, such as ckb/word/neutral/" in said and ", investigation, " in said


@pytest.mark.parametrize(
    ("wanted", "near"),
    [("ar/word/neutral/investigatoin", "investigation"), ("glosary", "glossary"), ("ar/wrod", "word"), ("ar/pdf/zzz", ""), ("ar/site/glossary", "")],
)
def test_near_names_are_offered(wanted, near):
    (said,) = problems(editions.select, PROJECT, wanted)
    assert f"there is no edition '{wanted}' (" + (f"did you mean {near}" if near else "TO= takes any of") in said
    assert "\n" not in said


def test_letterheads_that_are_not_published_are_built_when_they_are_named_and_with_all():
    asked = [edition.name for edition in editions.all_editions(PROJECT, publish=False)]
    assert len(asked) == 12 and not set(asked) & set(names(""))
    assert set(names("all")) == set(asked) | set(names("")) and len(names("all")) == 21
    assert [name.split("/")[0] for name in names("all")] == ["en"] * 7 + ["ar"] * 7 + ["ckb"] * 7  # languages are built one by one
    (said,) = problems(editions.select, PROJECT, "ar/word/mo")
    assert "or one of the letterheads moi, krg, judicial, rights, as in en/word/moi" in said or "did you mean moi" in said


def test_each_edition_has_a_place_of_its_own():
    paths = [edition.path for edition in editions.all_editions(PROJECT) + editions.all_parts(PROJECT)]
    assert len(set(paths)) == len(paths)


def test_help_tells_every_page_and_letterhead_of_the_sop(tiny, capsys):
    for command in ("word", "publish"):
        with pytest.raises(SystemExit) as left:
            main([command, "--root", str(tiny), "--help"])
        said = " ".join(capsys.readouterr().out.split())
        assert left.value.code == 0 and "One page alone, as in ckb/word/neutral/NAME: annexes: words; chapters: acting, finding." in said
        assert "Languages: en, ar, ckb. Formats: site, pdf, word on neutral." in said


def test_help_needs_no_sop(tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        main(["word", "--root", str(tmp_path), "--help"])
    assert left.value.code == 0 and "One page alone" not in capsys.readouterr().out


def test_the_file_of_a_part_has_its_name():
    (edition,) = editions.select(PROJECT, "ar/word/neutral/investigation")
    assert (edition.docname, str(edition.path)) == ("chapters/investigation", "files/investigation/sop-ar-neutral-investigation.docx")


def test_pages_of_one_name_are_told_apart_by_their_folders(tiny):
    (tiny / "source/annexes/acting.md").touch()
    (tiny / "source/images/notes.md").touch()
    assert editions.parts(config.load(tiny)) == {
        "annexes-acting": "annexes/acting", "words": "annexes/words", "chapters-acting": "chapters/acting", "finding": "chapters/finding",
    }


def test_a_review_copy_has_a_file_and_a_map_of_its_own():
    (copy,) = editions.select(PROJECT, "ar/word/neutral/investigation/review-copy")
    assert str(copy.path) == "files/investigation/sop-ar-neutral-investigation-review-copy.docx"
    assert str(copy.map_path) == "maps/sop-ar-neutral-investigation-review-copy.json"
    assert {edition.map_path for edition in editions.select(PROJECT, "pdf,site")} == {None}


def test_only_word_files_have_review_copies():
    (problem,) = problems(editions.select, PROJECT, "ar/pdf/review-copy")
    assert "there is no edition 'ar/pdf/review-copy'" in problem and "such as en/word/neutral/review-copy" in problem
