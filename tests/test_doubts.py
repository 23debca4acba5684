"""A term that a reviewer must confirm is found in every message that uses it."""

import pytest

from build_tools import config, doubts
from build_tools.content.glossary import Term
from tests.conftest import TINY

TERMS = [
    Term(key=key, words={"en": words, "ckb": "…"}, certainty={"ckb": certainty})
    for key, words, certainty in [
        ("victim", "victim", "A"), ("presumed", "presumed victim", "C"), ("party", "injured party (penal)", "C"), ("exam", "exam", "C"),
        ("law", "law", "C"), ("enforcement", "law enforcement", "A"), ("child", "child", "C"), ("consent1", "consent (to a service)", "C"), ("consent2", "consent (to exploitation)", "A"),
    ]
]


@pytest.mark.parametrize(
    ("msgid", "keys"),
    [
        ("The victim speaks.", []),
        ("{term}`Presumed victims <presumed victim>` and a victim.", ["presumed"]),
        ("A presumed victim: examine both laws.", ["presumed", "law"]),
        ("law-abiding, by-law, lawful", []),
        ("Law enforcement officers", []),
        ("Injured parties, an injured party", ["party"]),
        ("children", ["child"]),
        ("Consent is given.", ["consent1"]),
        ("", []),
    ],
)
def test_an_uncertain_term_is_found_in_any_form_and_inside_no_other_word(msgid, keys):
    assert [term.key for term in doubts.Doubts(TERMS, "en", "ckb").of(msgid)] == keys


def test_a_term_is_in_doubt_in_its_own_language_alone():
    project = config.load(TINY)
    assert [term.key for term in doubts.of_language(project, "ckb").of("Ask the witnesses.")] == ["witness"]
    assert doubts.of_language(project, "ar").of("Ask the witnesses.") == []


def test_nothing_is_in_doubt_without_a_register(tiny):
    (tiny / "source/registers/terms.yml").unlink()
    assert doubts.of_language(config.load(tiny), "ckb").of("Ask the witnesses.") == []
