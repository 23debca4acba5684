"""The lists of forms, figures and tables: fields that Word can update, and right before it does."""

import re

import pytest
from docutils import nodes

from build_tools.content.forms import forms
from build_tools.word.lint import lint
from build_tools.word.ooxml import q
from build_tools.word.package import Package
from tests.word.conftest import book, style_of, text, words, written
from tests.word.test_content import table


def form(title: str, anchor: str) -> forms.form:
    field = forms.form_field("", forms.form_label("", "Name"), kind="text", key="name")
    return forms.form("", nodes.title("", title), field, ids=[anchor])


def figure(label: str, title: str, anchor: str) -> nodes.figure:
    return nodes.figure("", nodes.image(uri="p.svg", alt="A square"), nodes.caption("", title), ids=[anchor], label=label)


def listed(tmp_path, language: str = "en") -> Package:
    (tmp_path / "p.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
    document = book(
        table(("a", "b"), title="Steps", label="Table 1.1", ids=["a#t1"]), figure("Figure 1.1", "The way", "a#f1"), table(("a", "b"), title="Laws", label="Table 1.2", ids=["a#t2"]),
        table(("no", "title")),
    )
    document += nodes.section("", nodes.title("", "Annex A"), form('Part 1. "Who"', "x#p1"), form("Second part", "x#p2"), table(("a", "b"), title="Sources", label="Table 1", ids=["x#t"]), ids=["x#x"], number="", level=1)
    return Package.read(written(document, language, pictures=tmp_path))


def front(package: Package) -> list[tuple[str, str]]:
    """The lists: style and words of each line, its page as #."""
    wanted = ("SOP List Heading", "toc 1", "toc 2", "table of figures")
    found = [(style_of(package, p), re.sub(r"\d+$", "#", words(p))) for p in package.xml("word/document.xml").iter(q("w:p")) if style_of(package, p) in wanted]
    return found[found.index(("SOP List Heading", "List of forms")) :]


def test_lists_are_filled_in_with_titles_numbers_and_pages(tmp_path):
    assert front(listed(tmp_path)) == [
        ("SOP List Heading", "List of forms"), ("toc 1", "Annex A#"), ("toc 2", 'Part 1. "Who"#'), ("toc 2", "Second part#"),
        ("SOP List Heading", "List of figures"), ("table of figures", "Figure 1.1: The way#"),
        ("SOP List Heading", "List of tables"), ("table of figures", "Table 1.1: Steps#"), ("table of figures", "Table 1.2: Laws#"), ("table of figures", "Table 1: Sources#"),
    ]


def test_word_finds_every_entry_again(tmp_path):
    package = listed(tmp_path)
    codes = [code.text.strip() for code in package.xml("word/document.xml").iter(q("w:instrText"))]
    assert [code for code in codes if code.startswith("TOC")][1:] == [
        r"TOC \f F \h \z", r'TOC \h \z \c "Figure"', r'TOC \h \z \c "Table"', r'TOC \h \z \c "Table_in_annexes"',
    ]
    assert [code for code in codes if code.startswith("TC")] == [r'TC "Annex A" \f F \l 1', r'TC "Part 1. \"Who\"" \f F \l 2', r'TC "Second part" \f F \l 2']
    assert sum(code.startswith("SEQ Table ") for code in codes) == 2 and sum(code.startswith("SEQ Table_in_annexes ") for code in codes) == 1


@pytest.mark.parametrize("language", ["en", "ar", "ckb"])
def test_lists_lead_to_what_they_name(tmp_path, language):
    package = listed(tmp_path, language)
    names = {start.get(q("w:name")) for start in package.xml("word/document.xml").iter(q("w:bookmarkStart"))}
    links = [link.get(q("w:anchor")) for p in package.xml("word/document.xml").iter(q("w:p")) if style_of(package, p) == "table of figures" for link in p.iter(q("w:hyperlink"))]
    assert len(links) == 4 and set(links) <= names
    assert lint.problems(package.save()) == []


def test_nothing_says_error_and_no_page_is_left_open(tmp_path):
    shown = " ".join(line for _, line in front(listed(tmp_path)))
    assert "Error" not in shown and "…" not in shown


def test_a_book_without_them_has_no_lists():
    package = Package.read(written(book(text("x"))))
    assert not [p for p in package.xml("word/document.xml").iter(q("w:p")) if style_of(package, p) == "SOP List Heading"]
