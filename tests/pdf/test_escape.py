"""Text stands in Typst's string literals, and nothing that an author types leaves them."""

import json

import typst
from hypothesis import given
from hypothesis import strategies as st

from build_tools.pdf.escape import INVISIBLE, SPACES, literal, prose

COMPILER = typst.Compiler(b"")
HOSTILE = st.text(alphabet=st.sampled_from(list('"\\#$*_`<>@~[]{}()+-=/;:\n\r\tu0n\u0000\u2028\u202eب☐ ')))


def as_typst_reads(code: str) -> str:
    return json.loads(COMPILER.eval(code))


@given(st.text() | HOSTILE)
def test_typst_reads_any_literal_as_the_text_that_was_written(text):
    visible = INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert as_typst_reads(literal(text)) == visible


@given(st.text() | HOSTILE)
def test_running_text_keeps_everything_but_the_number_of_its_spaces(text):
    assert as_typst_reads(prose(text)) == INVISIBLE.sub("", SPACES.sub(" ", text))


def test_a_no_break_space_is_not_a_space():
    assert prose("Article\u00a03,\n  paragraph\t1") == '"Article\u00a03, paragraph 1"'


def test_half_a_surrogate_pair_is_left_out():
    assert literal("a\ud800b") == '"ab"'
