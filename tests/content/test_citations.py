"""A citation is read as editors write it, and said as lawyers write it."""

import pytest

from build_tools.content.laws.citations import Citation, in_words, parse


def test_a_list_of_citations_keeps_its_order():
    assert parse("TIP-P:6(5), L28-2012:11(1),KRI-L6-2018") == [
        Citation(key="TIP-P", provision="6(5)"), Citation(key="L28-2012", provision="11(1)"), Citation(key="KRI-L6-2018"),
    ]  # fmt: skip


def test_a_range_is_the_same_with_hyphen_and_dash():
    assert parse("L23-1971:47–48") == parse("L23-1971:47-48")


def test_none_is_no_citation():
    assert parse(" none ") == parse("") == []


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("l28-2012:6", "l28-2012:6"),
        ("L28-2012:", "L28-2012:"),
        ("L28-2012:Article 6", "L28-2012:Article 6"),
        ("L28-2012:6(5", "L28-2012:6(5"),
        ("TIP-P:6, none", "none"),
        ("TIP-P:6,", ""),
        ("OHCHR-2002:Q8", "OHCHR-2002:Q8"),
        ("L28-2012:6-", "L28-2012:6-"),
    ],
)
def test_what_is_no_citation_is_given_back(text, piece):
    with pytest.raises(ValueError) as caught:
        parse(text)
    assert str(caught.value) == piece


@pytest.mark.parametrize("text", ["TIP-P", "TIP-P:6(5)(a)", "L28-2012:12-14", "OHCHR-2002:P8", "OHCHR-2002:G6", "CEDAW:GR38", "L111-1969:13A"])
def test_a_citation_is_written_as_it_was_read(text):
    assert [str(citation) for citation in parse(text)] == [text]


@pytest.mark.parametrize(
    ("provisions", "words"),
    [
        (["6(1)"], "Article 6(1)"),
        (["47-48"], "Articles 47 to 48"),
        (["47", "48"], "Articles 47 and 48"),
        (["1", "4", "47-50"], "Articles 1, 4 and 47 to 50"),
        (["61(C)"], "Article 61(C)"),
        (["P8"], "Principle 8"),
        (["P4-6"], "Principles 4 to 6"),
        (["G2", "G6"], "Guidelines 2 and 6"),
        (["GR38"], "General Recommendation 38"),
        (["6", "GR38"], "Article 6, General Recommendation 38"),
        ([""], ""),
    ],
)
def test_provisions_are_named_together(provisions, words):
    assert in_words(provisions) == words
