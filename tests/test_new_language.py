"""A new language is one command: table, catalogs and terms are there, nothing else has changed, and it can be published."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from build_tools import check, config, new_language
from build_tools.catalogs import files, languages
from build_tools.content import glossary
from tests.conftest import REPOSITORY, amend, build, problems


def add(root: Path, tag: str = "fa") -> list[str]:
    lines: list[str] = []
    new_language.add(config.load(root), tag, lines.append)
    return lines


@pytest.mark.parametrize(
    ("tag", "direction", "locale", "name"),
    [("fa", "rtl", "fa-IR", "فارسی"), ("ckb", "rtl", "ckb-IQ", "کوردیی ناوەندی"), ("ar", "rtl", "ar-EG", "العربية"), ("tr", "ltr", "tr-TR", "Türkçe"), ("ku", "ltr", "ku-TR", "kurdî (kurmancî)")],
)
def test_cldr_knows_name_and_direction(tag, direction, locale, name):
    facts = languages.facts(tag)
    assert (facts.direction, facts.locale, facts.name) == (direction, locale, name)


@pytest.mark.parametrize("tag", ["xx", "qqq", "", "FA", "fa-IR", "../x", "english", "tl"])
def test_an_unknown_tag_is_refused(tiny, tag):
    (said,) = problems(new_language.add, config.load(tiny), tag, print)
    assert said.startswith("language ") and said.endswith(")")
    assert "fa" not in config.load(tiny).languages


def test_a_language_that_is_there_is_refused(tiny):
    (said,) = problems(new_language.add, config.load(tiny), "ar", print)
    assert said == "sop.toml: language ar (Arabic) is a language of this SOP already (its catalogs are in locales/ar/)"


def test_a_folder_that_is_there_is_not_overwritten(tiny):
    (tiny / "locales/fa").mkdir()
    (said,) = problems(new_language.add, config.load(tiny), "fa", print)
    assert said.startswith("locales/fa: language is there, but sop.toml has no table for fa")


def test_the_language_is_whole_and_publishable_at_once(tiny, tmp_path):
    add(tiny)
    project = config.load(tiny)
    assert check.check(project, lambda text: None) == []
    for docname, path in files.chapter_catalogs(project, "ar").items():
        made = files.read(files.chapter_catalog(project, "fa", docname), project)
        assert [(entry.msgid, entry.msgstr, entry.flags) for entry in made.live] == [(entry.msgid, "", ()) for entry in files.read(path, project).live]
    words = files.interface_words(project, "fa")
    assert [entry.msgid for entry in words] == [entry.msgid for entry in files.interface_words(project, "ar")]
    assert not any(entry.msgstr for entry in words)
    build(tiny, "fa/site,fa/pdf,fa/word", tmp_path / "out")
    page = (tmp_path / "out/site/fa/chapters/acting.html").read_text(encoding="utf-8")
    assert re.search(r'<html[^>]* lang="fa"[^>]* dir="rtl"', page) or re.search(r'<html[^>]* dir="rtl"[^>]* lang="fa"', page)
    assert re.search(r'<p[^>]*lang="en"[^>]*>Somebody must decide\.', page)
    words_page = (tmp_path / "out/site/fa/annexes/words.html").read_text(encoding="utf-8")
    assert re.search(r'id="term-victim"><p[^>]*lang="en"[^>]*>victim</p>', words_page)  # the word that is still to be found, in English


def test_all_else_in_the_configuration_and_the_register_stays(tiny):
    before = {name: (tiny / name).read_text(encoding="utf-8").splitlines() for name in ("sop.toml", "source/registers/terms.yml")}
    add(tiny)
    after = {name: (tiny / name).read_text(encoding="utf-8").splitlines() for name in before}
    assert [line for line in after["source/registers/terms.yml"] if line != '  fa: ""'] == before["source/registers/terms.yml"]
    changed = [line for line in before["sop.toml"] if line not in after["sop.toml"]]
    assert changed == ['name = { en = "neutral letterhead", ar = "ترويسة محايدة", ckb = "سەرنامەی بێلایەن" }']
    table = after["sop.toml"].index("[languages.fa]")
    assert after["sop.toml"][table - 2] == 'locale = "ckb-IQ"'
    assert after["sop.toml"].count('fa = "Tiny procedure"   # still in the source language') == 1


def test_comments_of_this_sops_configuration_stay_where_they_belong(tmp_path):
    text = (REPOSITORY / "sop.toml").read_text(encoding="utf-8")
    after = new_language.with_language(text, config.load(REPOSITORY), languages.facts("fa"))
    lines = after.splitlines()
    assert set(re.findall(r"#.*", text)) <= set(re.findall(r"#.*", after))
    assert lines.index("[languages.fa]") < lines.index("# Each letterhead: a Word file in templates/word/ that the Word editions are poured into.")
    (tmp_path / "sop.toml").write_text(after, encoding="utf-8")
    assert config.load(tmp_path).languages["fa"].direction == "rtl"


def test_lists_of_the_control_page_get_the_language_too(tmp_path):
    text = (REPOSITORY / "sop.toml").read_text(encoding="utf-8")
    (tmp_path / "sop.toml").write_text(new_language.with_language(text, config.load(REPOSITORY), languages.facts("fa")), encoding="utf-8")
    project = config.load(tmp_path)
    assert [row.change["fa"] for row in project.versions] == [row.change["en"] for row in project.versions]
    assert [row.body["fa"] for row in project.approvals] == [row.body["en"] for row in project.approvals]
    assert [row.holder["fa"] for row in project.copies] == [row.holder["en"] for row in project.copies] != []
    assert project.document.owner["fa"] == project.document.owner["en"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('[document.title]\nen = "Tiny procedure"\nar = "إجراء صغير"\nckb = "ڕێکاری بچووک"\n', ""),
        ("[languages.ckb]", "[ languages . ckb ]  # Sorani"),
        ('[letterheads.neutral]\nname = { en = "neutral letterhead",', '[letterheads.neutral]\nname = { en = "neutral # { letterhead }",'),
        ('ckb = "سەرنامەی بێلایەن" }', 'ckb = "سەرنامەی بێلایەن" } # ours'),
    ],
)
def test_other_ways_to_write_toml_are_understood(tiny, old, new):
    amend(tiny / "sop.toml", old, new)
    if not new:
        amend(tiny / "sop.toml", 'source_language = "en"', 'source_language = "en"\ntitle = { en = "Tiny \\"procedure\\"", ar = "x", ckb = "y" }   # short')
    add(tiny)
    project = config.load(tiny)
    assert project.languages["fa"].locale == "fa-IR"
    assert project.document.title["fa"] == project.document.title["en"]
    assert project.letterheads["neutral"].name["fa"] == project.letterheads["neutral"].name["en"]


def test_a_configuration_that_cannot_be_added_to_is_left_alone(tiny):
    amend(tiny / "sop.toml", '[document.title]\nen = "Tiny procedure"\nar = "إجراء صغير"\nckb = "ڕێکاری بچووک"\n', "")
    amend(tiny / "sop.toml", 'code = "TINY-SOP"', 'code = "TINY-SOP"\ntitle.en = "Tiny procedure"\ntitle.ar = "x"\ntitle.ckb = "y"')
    before = {path: path.read_bytes() for path in tiny.rglob("*") if path.is_file()}
    (said,) = problems(new_language.add, config.load(tiny), "fa", print)
    assert said.startswith("sop.toml:") and said.endswith("document.title has no 'fa' (add the language there by hand, as the others are)")
    assert {path: path.read_bytes() for path in tiny.rglob("*") if path.is_file()} == before


def test_an_interface_catalog_that_is_there_is_kept(tiny):
    project = config.load(tiny)
    kept = files.interface_catalog(project, "fa")
    files.write(kept, files.interface_catalog(project, "ar").read_text(encoding="utf-8"))
    before = kept.read_bytes()
    add(tiny)
    assert kept.read_bytes() == before


def test_terms_wait_for_their_word(tiny):
    add(tiny)
    assert [term.words["fa"] for term in glossary.read(config.load(tiny))] == ["", ""]
