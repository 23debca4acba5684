"""The index of terms: Word finds its entries in the text, and it reads right before Word has looked for them."""

import re

import pytest
from docutils import nodes

from build_tools.word.lint import lint
from build_tools.word.ooxml import q
from build_tools.word.package import Package
from tests.word.conftest import book, style_of, text, words, written

GLOSSARY = {
    "ar": {"victim": "الضحية", "child": "طفل: قاصر", "report": "إبلاغ (B)"}, "ckb": {"victim": "قوربانی", "child": "منداڵ", "report": "پاراستن (C)"},
    "en": {"victim": "victim", "child": 'child "minor"', "report": "report (B)"},
}


def term(name: str) -> nodes.reference:
    return nodes.reference("", "", nodes.inline("", name, classes=["std-term"]), refid=f"g#term-{name}")


def glossary(language: str) -> nodes.section:
    rows = []
    for name, word in GLOSSARY[language].items():
        paragraph = nodes.paragraph("", word, lang=language, dir="ltr" if language == "en" else "rtl")
        rows.append(nodes.row("", nodes.entry("", paragraph, ids=[f"g#term-{name}"]), nodes.entry("", text("x", lang="en", dir="ltr"))))
    group = nodes.tgroup("", nodes.colspec(colwidth=1), nodes.colspec(colwidth=1), nodes.tbody("", *rows), cols=2)
    return nodes.section("", nodes.title("", "Glossary"), nodes.table("", group, classes=["glossary-table"]), ids=["g#g"], number="", level=1)


def indexed(language: str) -> Package:
    title = nodes.title("", "", nodes.Text("On the "), term("victim"))
    inner = nodes.section("", title, nodes.paragraph("", "", term("victim"), nodes.Text(" and "), term("child")), ids=["a#inner"], number="1.1", level=2)
    document = book(nodes.paragraph("", "", term("victim"), nodes.Text(" then "), term("victim")), nodes.paragraph("", "", nodes.footnote_reference("", "1", refid="a#n")), inner,
                    nodes.footnote("", nodes.label("", "1"), nodes.paragraph("", "", term("report")), ids=["a#n"]))
    document += glossary(language)
    return Package.read(written(document, language))


def entries(package: Package) -> list[str]:
    return [code.text.strip() for code in package.xml("word/document.xml").iter(q("w:instrText")) if code.text.startswith(" XE ")]


def test_a_term_is_marked_at_its_first_use_in_a_section_and_where_it_is_defined():
    assert [entry for entry in entries(indexed("en")) if "victim" in entry] == ['XE "victim"'] * 3


def test_footnotes_and_titles_hold_no_entry():
    package = indexed("en")
    assert "XE" not in "".join(code.text for code in package.xml("word/footnotes.xml").iter(q("w:instrText")))
    headings = [p for p in package.xml("word/document.xml").iter(q("w:p")) if style_of(package, p).startswith(("heading", "toc"))]
    assert not [code.text for p in headings for code in p.iter(q("w:instrText")) if "XE" in code.text]


def test_signs_that_word_takes_for_its_own_are_marked_as_text():
    assert r'XE "child \"minor\""' in entries(indexed("en"))
    assert r'XE "طفل\: قاصر"' in entries(indexed("ar"))


def test_word_sorts_arabic_without_its_article():
    assert 'XE "الضحية;ضحية"' in entries(indexed("ar"))


def lines(package: Package) -> list[tuple[str, str]]:
    return [(style_of(package, p), words(p)) for p in package.xml("word/document.xml").iter(q("w:p")) if style_of(package, p).startswith("index")]


@pytest.mark.parametrize(("language", "expected"), [
    ("ar", [("index heading", "ا"), ("index 1", "إبلاغ#"), ("index heading", "ض"), ("index 1", "الضحية#"), ("index heading", "ط"), ("index 1", "طفل: قاصر#")]),
    ("ckb", [("index heading", "پ"), ("index 1", "پاراستن#"), ("index heading", "ق"), ("index 1", "قوربانی#"), ("index heading", "م"), ("index 1", "منداڵ#")]),
    ("en", [("index heading", "C"), ("index 1", 'child "minor"#'), ("index heading", "R"), ("index 1", "report#"), ("index heading", "V"), ("index 1", "victim#")]),
])
def test_the_index_is_filled_in_in_alphabetical_order(language, expected):
    package = indexed(language)
    assert [(style, re.sub(r"\d+([,،] \d+)*$", "#", line)) for style, line in lines(package)] == expected
    code = next(code.text for code in package.xml("word/document.xml").iter(q("w:instrText")) if "INDEX" in code.text)
    assert r'\h "A"' in code and '\\e "\t"' in code
    assert lint.problems(package.save()) == []


def test_the_contents_name_the_index():
    package = indexed("en")
    assert any(style_of(package, p) == "toc 1" and words(p).startswith("Index of terms") for p in package.xml("word/document.xml").iter(q("w:p")))


def test_a_book_without_a_glossary_has_no_index():
    data = written(book(nodes.paragraph("", "", term("victim"))))
    assert "INDEX" not in "".join(code.text for code in Package.read(data).xml("word/document.xml").iter(q("w:instrText")))
