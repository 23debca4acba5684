"""The names in the registers are looked at as translations are, and each finding is at its entry's line."""

import pytest

from build_tools import config
from build_tools.checks import registers
from tests.conftest import REPOSITORY, amend

LAWS = "source/registers/laws.yml"


def found(root, language: str) -> list[str]:
    return [str(finding) for finding in registers.names(config.load(root), language)]


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_our_own_names_give_no_alarm(language):
    assert found(REPOSITORY, language) == []


@pytest.mark.parametrize(
    ("old", "new", "language", "said"),
    [
        ("قانون الأبواب رقم (28) لسنة 2012", "قانون الأبواب رقم (82) لسنة 2012", "ar", "10: numbers the name of L28-2012 lacks the number 28 (has 82)"),
        ("القانون رقم (28) لسنة 2012", "القانون رقم (٢٨) لسنة 2012", "ar", "10: latin-digits the short name of L28-2012 has the digits ٢٨"),
        ("9ی شوباتی", "9ي شوباتي", "ckb", "2: letters the status of Iraq of CONVENTION has"),
        ("ڕێککەوتننامەی دەرگاکان", "", "ckb", "2: untranslated the name of CONVENTION is missing in ckb (add ckb:"),
    ],
)
def test_a_wrong_name_is_named_at_its_entry(tiny, old, new, language, said):
    amend(tiny / LAWS, f'"{old}"' if new == "" else old, f'"{new}"' if new == "" else new)
    (finding,) = found(tiny, language)
    assert finding.startswith(f"{LAWS}:{said}")


def test_a_new_language_may_begin_without_names(tiny):
    amend(tiny / LAWS, 'ckb: "ڕێککەوتننامەی دەرگاکان"', 'ckb: ""')
    amend(tiny / "sop.toml", 'locale = "ckb-IQ"\n', 'locale = "ckb-IQ"\ngate = { untranslated = 1, fuzzy = 0 }\n')
    assert found(tiny, "ckb") == []


def test_an_issued_text_has_no_name_that_somebody_coined(tiny):
    assert found(tiny, "ckb") == []
    amend(tiny / "sop.toml", 'status = "draft"', 'status = "issued"')
    assert [finding.partition(" (")[0] for finding in found(tiny, "ckb")] == [
        f"{LAWS}:2: unconfirmed the name of CONVENTION in ckb is a proposal",
        "source/registers/actors.yml:2: unconfirmed the name of FR in ckb is a proposal",
    ]
    assert found(tiny, "ar") == []


def test_a_broken_register_that_no_chapter_uses_is_found(tiny):
    amend(tiny / LAWS, "  certainty: X\n", "")
    assert found(tiny, "ar") == [f"{LAWS}:29: register 'L8-2015' has no certainty (write certainty: A or B or C or X)"]


def test_an_sop_without_these_registers_needs_none(tiny):
    (tiny / LAWS).unlink()
    (tiny / "source/registers/actors.yml").unlink()
    assert found(tiny, "ar") == []
