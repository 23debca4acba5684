"""Text stands in Typst's string literals, and nothing that an author types leaves them."""

import json

import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools.pdf.escape import INVISIBLE, SPACES, literal, prose

HOSTILE = st.text(alphabet=st.sampled_from(list('"\\#$*_`<>@~[]{}()+-=/;:\n\r\tu0n\u0000\u2028\u202eب☐ ')))


TEXTS = st.lists(st.text() | HOSTILE, min_size=1, max_size=30)


def as_typst_reads(literals: list[str]) -> list[str]:
    return json.loads(typst.eval(b"", f"({', '.join(literals)},)"))


@settings(max_examples=25, deadline=None)  # each asks Typst, which is slow to start, about many texts
@given(TEXTS)
def test_typst_reads_any_literal_as_the_text_that_was_written(texts):
    visible = [INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n")) for text in texts]
    assert as_typst_reads([literal(text) for text in texts]) == visible


@settings(max_examples=25, deadline=None)
@given(TEXTS)
def test_running_text_keeps_everything_but_the_number_of_its_spaces(texts):
    shown = [INVISIBLE.sub("", SPACES.sub(" ", text)) for text in texts]
    assert as_typst_reads([prose(text) for text in texts]) == shown


def test_a_no_break_space_is_not_a_space():
    assert prose("Article\u00a03,\n  paragraph\t1") == '"Article\u00a03, paragraph 1"'


def test_half_a_surrogate_pair_is_left_out():
    assert literal("a\ud800b") == '"ab"'
