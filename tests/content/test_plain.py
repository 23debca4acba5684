"""Plain translations are put in place without a parser, and everything else is left to Sphinx's Locale."""

from types import SimpleNamespace

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.utils import new_document
from sphinx.util.nodes import extract_messages

from build_tools.content.translation.messages import CaptureMessages
from build_tools.content.translation.plain import ShowToAll, TranslatePlain
from tests.conftest import amend, build

WHERE = "locales/ar/LC_MESSAGES/chapters/acting.po"


def translated(tmp_path, node: nodes.Element, msgstr: str) -> nodes.document:
    """A document that holds the node, whose message is translated so, as Locale would be given it."""
    catalog = Catalog()
    catalog.add(node.rawsource, msgstr)
    folder = tmp_path / "locales/ar/LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "chapter.mo").open("wb") as file:
        write_mo(file, catalog)
    env = SimpleNamespace(srcdir=tmp_path, current_document=SimpleNamespace(docname="chapter"))
    document = new_document("chapter.md", get_default_settings())
    document.settings.env = SimpleNamespace(**vars(env), app=None, config=SimpleNamespace(locale_dirs=["locales"], language="ar"))
    node.source = "chapter.md"
    document += node
    CaptureMessages(document).apply()
    TranslatePlain(document).apply()
    return document


def paragraph(text: str, *children: nodes.Node, kind=nodes.paragraph) -> nodes.Element:
    return kind(text, "", *(children or [nodes.Text(text)]))


@pytest.mark.parametrize("kind", [nodes.paragraph, nodes.caption, nodes.title])
def test_words_alone_are_put_in_place_and_hidden_from_locale(tmp_path, kind):
    document = translated(tmp_path, paragraph("Decide.", kind=kind), " قرِّر. ")
    assert document[0].astext() == "قرِّر." and document[0]["translated"]
    assert list(extract_messages(document)) == []


def test_what_was_hidden_is_a_message_again(tmp_path):
    document = translated(tmp_path, paragraph("Decide."), "قرِّر.")
    ShowToAll(document).apply()
    assert [msgid for _, msgid in extract_messages(document)] == ["Decide."]


@pytest.mark.parametrize("node, msgstr", [
    (paragraph("Decide."), "**قرِّر**."),
    (paragraph("Decide."), "قرِّر. # noqa"),
    (paragraph("Decide."), "قرِّر::"),
    (paragraph("Decide."), "Decide."),
    (paragraph("*Decide*.", nodes.emphasis("", "Decide"), nodes.Text(".")), "قرِّر."),
    (paragraph("Decide.", kind=nodes.term), "قرِّر."),
], ids=["marks", "noqa", "colons", "the same", "marks in the source", "a term"])
def test_anything_else_is_left_to_locale(tmp_path, node, msgstr):
    node = node.deepcopy()
    document = translated(tmp_path, node, msgstr)
    assert [found for found, _ in extract_messages(document)] == [node] and "translated" not in node


def test_the_chapter_s_own_words_are_on_the_page(tiny, tmp_path):
    amend(tiny / WHERE, 'msgstr "على أحد أن يقرر."', 'msgstr "نص بلا علامات."')
    build(tiny, "ar/site", tmp_path / "out")
    assert "<p>نص بلا علامات.</p>" in (tmp_path / "out/site/ar/chapters/acting.html").read_text(encoding="utf-8")
