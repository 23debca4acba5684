"""A deadline is a known word or a number with its unit, and a number says who set it."""

from __future__ import annotations

import pytest

from build_tools.content.steps.deadlines import BEGINNINGS, Deadline, Unclear, parse


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("at once", Deadline(words="at once")),
        ("before the first question", Deadline(words="before the first question")),
        ("Monthly", Deadline(words="Monthly")),
        ("after {numref}`step-16`", Deadline(words="after {numref}`step-16`")),
        ("immediately [law]", Deadline(words="immediately", set_by="law")),
        ("within 24 hours [law]", Deadline(words="within 24 hours", has_number=True, set_by="law")),
        ("15 working days after it [proposed TBC-10]", Deadline(words="15 working days after it", has_number=True, set_by="proposed", point="TBC-10")),
        ("same shift and within 24 hours  [proposed  TBC-10] ", Deadline(words="same shift and within 24 hours", has_number=True, set_by="proposed", point="TBC-10")),
        ("none", Deadline(words="")),
    ],
)
def test_words_number_and_mark_are_told_apart(written, read):
    assert parse(written) == read


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("soon", "“soon” is neither a number nor a known word"),
        ("withing reason", "“withing reason” is neither a number nor a known word"),
        ("within 24 hours", "“within 24 hours” does not say who set it"),
        ("within two hours", "“two hours” is a number in words"),
        ("within 24 [law]", "“within 24” holds a number of nothing"),
        ("within 24 hours [proposed]", "[proposed] is no mark of a deadline"),
        ("within 24 hours [verify]", "[verify] is no mark of a deadline"),
        ("none [law]", "“none” is neither a number nor a known word"),
    ],
)
def test_what_nobody_could_keep_is_refused(written, said):
    with pytest.raises(Unclear) as caught:
        parse(written)
    assert caught.value.text == said
    assert caught.value.action


@pytest.mark.parametrize("beginning", BEGINNINGS)
def test_every_known_word_may_begin_a_deadline(beginning):
    assert parse(f"{beginning} the hearing").words == f"{beginning} the hearing"
