"""The glossary comes from its register: every language, every mark, in the reader's order."""

import re

import pytest

from build_tools import config
from build_tools.content import glossary
from tests.conftest import REPOSITORY, amend, build, problems

REGISTER = "source/registers/terms.yml"


def rows(page: str) -> list[list[str]]:
    table = page.split("<table", 2)[1]
    return [re.findall(r"<p[^>]*>([^<]*)</p>", row) for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)]


def test_the_readers_language_comes_first_and_marks_are_shown(tiny, tmp_path):
    build(tiny, "ckb/site", tmp_path / "out")
    page = (tmp_path / "out/site/ckb/annexes/words.html").read_text(encoding="utf-8")
    assert rows(page) == [
        ["کوردیی ناوەندی", "English", "العربية"],
        ["قوربانی", "victim", "الضحية"],
        ["شایەت (C)", "witness", "الشاهد (B)"],
    ]


def test_only_unconfirmed_terms_stand_in_the_reviewers_list(tiny, tmp_path):
    build(tiny, "en/site", tmp_path / "out")
    page = (tmp_path / "out/site/en/annexes/words.html").read_text(encoding="utf-8")
    table = page.split("<table", 2)[2]
    assert "witness" in table and "victim" not in table


def test_each_word_stands_in_its_own_language_and_direction(tiny, tmp_path):
    build(tiny, "en/site", tmp_path / "out")
    page = (tmp_path / "out/site/en/annexes/words.html").read_text(encoding="utf-8")
    assert re.search(r'<p lang="ar"[^>]* dir="rtl"[^>]*>الضحية</p>|<p dir="rtl"[^>]* lang="ar"[^>]*>الضحية</p>', page)


def test_the_sops_register_has_92_terms():
    terms = glossary.read(config.load(REPOSITORY))
    assert len(terms) == 92
    assert sum(term.is_uncertain("ckb") for term in terms) == 27


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('  ckb: "شایەت"\n', "", "register term 'witness' lacks a language (give it en, ar, ckb)"),
        ("ckb: C", "ckb: D", "register term 'witness' has an unknown certainty (certainty: {ar: A, ckb: C}, each A, B or C)"),
        ("witness:\n", "witness: [\n", "register is no sound YAML"),
    ],
)
def test_a_broken_register_is_named(tiny, old, new, said):
    amend(tiny / REGISTER, old, new)
    assert said in problems(glossary.read, config.load(tiny))[0]
