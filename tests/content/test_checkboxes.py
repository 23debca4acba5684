"""Boxes of task lists stand in every language and format, and say to those who listen whether they are ticked."""

from __future__ import annotations

import re
import zipfile

import pytest

from tests.conftest import amend, build


@pytest.fixture
def listed(tiny):
    amend(tiny / "source/chapters/acting.md", "Somebody must decide.\n:::", "Somebody must decide.\n:::\n\n- [ ] To do\n- [x] Done *well*\n- Neither\n")
    with (tiny / "locales/ar/LC_MESSAGES/chapters/acting.po").open("a", encoding="utf-8") as catalog:
        catalog.write('\nmsgid "To do"\nmsgstr "للعمل"\n\nmsgid "Done *well*"\nmsgstr "تم *جيداً*"\n\nmsgid "Neither"\nmsgstr "لا شيء"\n')
    return tiny


def interface_word(root, msgid: str) -> str:
    catalog = (root / "locales/_interface/ar/LC_MESSAGES/sphinx.po").read_text(encoding="utf-8")
    return re.search(rf'msgid "{msgid}"\nmsgstr "(.+)"', catalog)[1]


def test_the_box_is_no_part_of_the_message(listed, tmp_path):
    (reading,) = build(listed, "en/site", tmp_path / "out").values()
    msgids = [message.msgid for message in reading.messages["chapters/acting"]]
    assert {"To do", "Done *well*", "Neither"} <= set(msgids)


def test_the_site_draws_it_before_the_translation_and_names_its_state(listed, tmp_path):
    build(listed, "ar/site", tmp_path / "out")
    page = (tmp_path / "out/site/ar/chapters/acting.html").read_text(encoding="utf-8")
    for box, name, text in (("☐", "Empty box", "للعمل"), ("☑", "Ticked box", "تم <em>جيداً</em>")):
        (span,) = re.findall(rf"<p>(<span[^>]*>){box} </span>{text}</p>", page)
        assert 'role="img"' in span and f'aria-label="{interface_word(listed, name)}"' in span
    assert "<input" not in page.split("<article", 1)[1].split("</article>", 1)[0]


def test_word_draws_it(listed, tmp_path):
    build(listed, "ar/word", tmp_path / "out")
    (path,) = (tmp_path / "out").rglob("*.docx")
    text = re.sub(r"</w:p>", "\n", zipfile.ZipFile(path).read("word/document.xml").decode("utf-8"))
    lines = [re.sub("<[^>]+>", "", line) for line in text.split("\n")]
    assert "☐ للعمل" in lines and "☑ تم جيداً" in lines and "لا شيء" in lines


def test_in_word_the_box_stands_in_the_place_of_the_bullet(listed, tmp_path):
    build(listed, "ar/word", tmp_path / "out")
    (path,) = (tmp_path / "out").rglob("*.docx")
    paragraphs = zipfile.ZipFile(path).read("word/document.xml").decode("utf-8").split("</w:p>")
    with_bullet = {re.sub("<[^>]+>", "", text) for text in paragraphs if "<w:numPr>" in text}
    assert "لا شيء" in with_bullet and "☐ للعمل" not in with_bullet


def test_the_pdf_draws_it(listed, tmp_path, monkeypatch):
    monkeypatch.setenv("SOP_START", "fork")  # so that the child has what is set here
    from build_tools.pdf import builder

    kept = tmp_path / "book.typ"

    def keep(source, *, compile_pdf=builder.compile_pdf, **options):
        kept.write_text(source, encoding="utf-8")
        return compile_pdf(source, **options)

    monkeypatch.setattr(builder, "compile_pdf", keep)
    build(listed, "ar/pdf", tmp_path / "out")
    source = kept.read_text(encoding="utf-8")
    for kind, name in (("box", "Empty box"), ("ticked", "Ticked box")):
        assert f'mark("{kind}", "{interface_word(listed, name)}")' in source
    assert source.count("marker: none") == 1  # the two tasks; the third item keeps its bullet
