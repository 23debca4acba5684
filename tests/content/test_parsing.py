"""A translation is read for its inline marks alone, so nothing of it is lost and nothing in it can change a setting."""

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

from build_tools.content.markdown import parsing
from tests.conftest import amend, build

WHERE = "locales/ar/LC_MESSAGES/chapters/acting.po"


def page(tiny, tmp_path, msgstr):
    amend(tiny / WHERE, 'msgstr "على أحد أن يقرر."', f'msgstr "{msgstr}"')
    build(tiny, "ar/site", tmp_path / "out")
    return (tmp_path / "out/site/ar/chapters/acting.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("text", ["1. أولاً", "- بند", "# عنوان", "&gt; اقتباس", "| جدول |", "--- خط"])
def test_a_translation_that_looks_like_a_block_is_shown(tiny, tmp_path, text):
    assert f"<p>{text}</p>" in page(tiny, tmp_path, text.replace("&gt;", ">"))


def test_inline_marks_work(tiny, tmp_path):
    assert "<p><strong>قوي</strong> <em>مهم</em>" in page(tiny, tmp_path, "**قوي** *مهم*")


def test_front_matter_in_a_translation_is_only_text(tiny, tmp_path):
    """With MyST's own parser this switches substitutions on, and their templates run code."""
    shown = page(tiny, tmp_path, "---\\nmyst:\\n  enable_extensions: [substitution]\\n---\\n{{ env.docname }}")
    assert "{{ env.docname }}" in shown


def test_both_paragraphs_of_a_translation_are_shown(tiny, tmp_path):
    shown = page(tiny, tmp_path, "الأول\\n\\nالثاني")
    assert "الأول" in shown and "الثاني" in shown


def test_a_box_title_is_translated(tiny, tmp_path):
    assert '<p class="admonition-title">بانتظار التأكيد: TBC-01</p>' in page(tiny, tmp_path, "نص")


@given(st.text(st.sampled_from("ab اب.-:;,#=+%$^~|>()'\"@/؟،0\t\u2067\u00a0\\*_`[]{}<&!\n"), min_size=1).filter(str.strip))
def test_a_text_without_marks_is_what_the_parser_reads_in_it(text):
    """The parser is not asked about them, which is most of an Arabic build's messages."""
    said = []
    for render in (parsing._read_snippet, parsing._render_inline):
        document = new_document("chapter.md:1:<translated>", get_default_settings())
        render(parsing.message_parser(), text.strip(), document, {})
        said.append(document[0])
    if not parsing.MARKED.search(text.strip()):
        plain, asked = said
        assert plain.children == [nodes.Text(plain.astext())] and plain.astext() == asked.astext() == text.strip()
        assert all(isinstance(child, nodes.Text) for child in asked.children)
