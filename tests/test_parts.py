"""One page of the book as a file of its own: numbers as in the book, links that lead somewhere, and everything else of it."""

from __future__ import annotations

import io
import re
import zipfile

import pikepdf
import pytest
from docutils import nodes

from build_tools import config, editions, parts, publish, release, revision, runner
from build_tools.findings import CouldNotRun, Finding
from build_tools.processes import side_by_side
from build_tools.word.lint import lint
from tests.conftest import amend, build, copy_tiny

CARD = """\
(card-fr)=
# Role card: first responder

The {term}`victim` is at {ref}`step-act`, {ref}`these words <step-act>`, {numref}`step-act`, {numref}`tbl-doors`, {ref}`a table <tbl-doors>`.[^card]
It is in {ref}`ch-acting`, {numref}`Chapter {number} <ch-acting>`, {ref}`annex-words`, {ref}`sec-uncertain`, {ref}`here <sec-card>`, [the plan](#fig-plan).

[^card]: A note of the card on {numref}`fig-plan`.

(sec-card)=
## What to keep

Keep it.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The tiny SOP with a role card that refers to everything, and a chapter that refers to it."""
    root = copy_tiny(tmp_path_factory.mktemp("parts") / "tiny")
    (root / "source/cards").mkdir()
    (root / "source/cards/fr.md").write_text(CARD, encoding="utf-8")
    amend(root / "source/index.md", "annexes/words\n```", "annexes/words\n```\n\n```{toctree}\n:caption: Role cards\n\ncards/fr\n```")
    amend(root / "source/chapters/acting.md", "## Steps", "## Steps\n\nThe first responder has {ref}`card-fr`.")
    for language in ("ar", "ckb"):
        path = root / f"locales/{language}/LC_MESSAGES/cards/fr.po"
        path.parent.mkdir()
        path.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n', encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def built(site, tmp_path_factory):
    out = tmp_path_factory.mktemp("out")
    build(site, "en,en/fr,en/finding,en/acting,ar/pdf/acting,ar/word/acting,ar/word/words", out)
    return out


def word(path) -> dict[str, str]:
    """The XML of a Word file's parts."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode("utf-8") for name in archive.namelist() if name.endswith(".xml")}


def paragraphs(xml: str) -> list[str]:
    """What a reader sees of each paragraph: no field codes."""
    xml = xml.replace("<w:noBreakHyphen/>", "<w:t>-</w:t>")
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", block)) for block in re.findall(r"<w:p[ >].*?</w:p>", xml, re.DOTALL)]


def links(path) -> list[str]:
    """What viewers say of a PDF's links."""
    with pikepdf.open(io.BytesIO(path.read_bytes())) as file:
        return [str(link.Contents) for page in file.pages for link in page.get("/Annots", [])]


def outline(path) -> list[str]:
    with pikepdf.open(io.BytesIO(path.read_bytes())) as file, file.open_outline() as entries:
        found, waiting = [], list(entries.root)
        while waiting:
            entry = waiting.pop(0)
            found.append(entry.title)
            waiting = list(entry.children) + waiting
        return found


def test_a_part_has_the_numbers_of_the_book(built):
    text = paragraphs(word(built / "files/acting/sop-en-neutral-acting.docx")["word/document.xml"])
    for line in ("2Acting…", "2.1Steps…", "2.1.1Act now…"):  # of the contents, before Word has counted pages
        assert any(shown.startswith(line[:-1]) for shown in text), line
    assert outline(built / "files/acting/sop-en-acting.pdf") == ["2 Acting", "2.1 Steps", "2.1.1 Act now"]
    finding = paragraphs(word(built / "files/finding/sop-en-neutral-finding.docx")["word/document.xml"])
    assert "Table 1.1: Doors" in finding and "Figure 1.1: The plan of the wall" in finding
    assert outline(built / "files/fr/sop-en-fr.pdf") == ["Role card: first responder", "What to keep"]


def test_word_counts_from_the_parts_own_number(built):
    """Heading 1 of chapter 2 alone begins at 2: Word shows the list's start, and no number is typed."""
    files = word(built / "files/acting/sop-en-neutral-acting.docx")
    assert re.search(r'<w:startOverride w:val="2"/>', files["word/numbering.xml"])
    assert "2Acting" not in [text for text in paragraphs(files["word/document.xml"])[-8:]]


def test_a_reference_out_of_the_part_is_its_words_with_the_number(built):
    text = paragraphs(word(built / "files/fr/sop-en-neutral-fr.docx")["word/document.xml"])
    assert (
        "The victim is at Act now (Section 2.1.1), these words (Section 2.1.1), Section 2.1.1, Table 1.1, a table (Table 1.1). It is in "
        "Acting (Chapter 2), Chapter 2, Annex A. Words, Words to confirm (Annex A. Words), here, the plan (Figure 1.1)."
    ) in text


def test_no_link_is_dead_and_those_inside_still_lead(built):
    xml = word(built / "files/fr/sop-en-neutral-fr.docx")["word/document.xml"]
    marks = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', xml))
    anchors = re.findall(r'w:anchor="([^"]+)"', xml) + re.findall(r"(?:REF|PAGEREF) (\S+) ", xml)
    assert anchors and set(anchors) <= marks
    assert links(built / "files/fr/sop-en-fr.pdf").count("What to keep") == 2  # in the contents and in the text
    assert "Act now" not in " ".join(links(built / "files/fr/sop-en-fr.pdf"))


def test_the_files_of_parts_are_sound(built):
    files = sorted(built.glob("files/*/*.docx"))
    assert len(files) == 5 and not any(lint.problems(path.read_bytes()) for path in files)


def test_footnotes_go_with_their_part(built):
    notes = word(built / "files/fr/sop-en-neutral-fr.docx")["word/footnotes.xml"]
    assert paragraphs(notes)[2:] == [" A note of the card on Figure 1.1."]
    assert len(paragraphs(word(built / "files/finding/sop-en-neutral-finding.docx")["word/footnotes.xml"])[2:]) == 2


def test_the_cover_names_the_part_and_the_whole(built):
    files = word(built / "files/acting/sop-en-neutral-acting.docx")
    text = paragraphs(files["word/document.xml"])
    assert text[1:3] == ["Chapter 2: Acting", "Tiny procedure: Everything once"]
    assert "<dc:title>Chapter 2: Acting</dc:title>" in files["docProps/core.xml"]
    with pikepdf.open(built / "files/acting/sop-ar-acting.pdf") as file, file.open_metadata() as data:
        assert data["dc:title"] == "الفصل 2: التصرف"
    assert paragraphs(word(built / "files/words/sop-ar-neutral-words.docx")["word/document.xml"])[1:3] == [
        "الملحق A. الكلمات", "إجراء صغير: كل شيء مرة واحدة",
    ]


def test_what_the_first_page_warns_of_is_in_every_part(built):
    for name in ("fr/sop-en-neutral-fr", "acting/sop-en-neutral-acting"):
        assert "Nobody has approved this text." in paragraphs(word(built / f"files/{name}.docx")["word/document.xml"])


def test_the_part_of_a_right_to_left_language_is_right_to_left(built):
    text = paragraphs(word(built / "files/acting/sop-ar-neutral-acting.docx")["word/document.xml"])
    assert any("التقصي (الفصل 1)" in line for line in text)


def test_the_whole_book_leaves_out_role_cards(built):
    text = paragraphs(word(built / "files/sop-en-neutral.docx")["word/document.xml"])
    assert "What to keep" not in " ".join(text)
    assert "The first responder has Role card: first responder." in text  # its words stay, and no link
    assert not any("Role card" in title for title in outline(built / "files/sop-en.pdf"))
    assert (built / "site/en/cards/fr.html").exists()


def counted(job, say):
    """In a process of its own: what is written, and how often chapters are read for it."""
    read, written = [], []
    before = runner._read
    runner._read = lambda app: (read.append(app.config.language), before(app))
    runner.build_language(job, written.append)
    return read, [each.edition.name for each in written]


def test_parts_and_the_whole_are_written_from_one_read(site, tmp_path):
    project = config.load(site)
    job = runner.Job(project=project, language="en", editions=tuple(editions.select(project, "en/pdf,en/word/fr,en/pdf/acting")),
                     revision=revision.of(project), out=tmp_path / "out", work=tmp_path / "work")
    ((_, found),) = side_by_side(counted, [job])
    assert found == (["en"], ["en/pdf", "en/pdf/acting", "en/word/neutral/fr"])


def test_a_part_is_as_if_it_were_built_alone(site, tmp_path):
    build(site, "en/pdf,en/word,en/fr,en/finding", tmp_path / "together")
    build(site, "en/fr", tmp_path / "alone")
    for path in ("files/fr/sop-en-fr.pdf", "files/fr/sop-en-neutral-fr.docx"):
        assert (tmp_path / "together" / path).read_bytes() == (tmp_path / "alone" / path).read_bytes()


def test_a_chapter_in_several_files_is_one_part_with_all_of_them(tiny, tmp_path):
    (tiny / "source/chapters/more.md").write_text("(ch-more)=\n# More\n\nMore, after {ref}`sec-steps`.\n", encoding="utf-8")
    acting = tiny / "source/chapters/acting.md"
    acting.write_text(acting.read_text(encoding="utf-8") + "\n```{toctree}\nmore\n```\n", encoding="utf-8")
    build(tiny, "en/pdf/acting,en/pdf/more", tmp_path)
    assert outline(tmp_path / "files/acting/sop-en-acting.pdf") == ["2 Acting", "2.1 Steps", "2.1.1 Act now", "2.1.1.1 More"]
    assert outline(tmp_path / "files/more/sop-en-more.pdf") == ["2.1.1.1 More"]


def made_of(*blocks: nodes.Node) -> nodes.document:
    """A book of a page ``a`` with these blocks and an annex that they may lead to."""
    book = nodes.document("", "")
    annex = nodes.section("", nodes.title("", "Annex"), nodes.paragraph(ids=["row"]), level=1, number="", ids=["annex"])
    book += [nodes.container(classes=["front"]), nodes.section("", nodes.title("", "A"), *blocks, level=1, number="1", ids=["a"]), annex]
    for node in book.findall(nodes.Element):
        node.sop_docname = "index"
    book.children[1].sop_docname = "a"
    return book


@pytest.mark.parametrize(
    ("around", "inside", "shown"),
    [("", "std-ref", "Law 28, Article 6 (Annex)"), ("law", "std-ref", "Law 28, Article 6"), ("", "std-term", "Law 28, Article 6"), ("", "open-point", "Law 28, Article 6")],
)
def test_a_citation_a_term_and_an_open_point_need_no_place(around, inside, shown):
    link = nodes.reference("", "", nodes.inline("", "Law 28, Article 6", classes=[inside]), refid="row", internal=True)
    part = parts.part(made_of(nodes.paragraph("", "", nodes.inline("", "", link, classes=[around] if around else []))), "a")
    assert part.children[1].children[1].astext() == shown
    assert not list(part.findall(nodes.reference))


def test_the_book_stays_as_it_was_when_a_part_is_made():
    link = nodes.reference("", "", nodes.inline("", "there", classes=["std-ref"]), refid="row", internal=True)
    book = made_of(nodes.paragraph("", "", link))
    before = book.pformat()
    for _ in range(2):
        assert "there (Annex)" in parts.part(book, "a").astext()
    assert book.pformat() == before == parts.whole(book).pformat()


def test_a_page_that_no_list_names_has_no_edition():
    with pytest.raises(CouldNotRun) as caught:
        parts.part(made_of(), "chapters/lost")
    assert caught.value.findings == (Finding(path="source/chapters/lost.md", code="edition", text="is no page of the book", action="name it in index.md"),)


def test_one_word_file_is_written_and_its_place_is_told(tiny):
    project = config.load(tiny)
    for _ in range(2):  # the second time it is there already
        told: list[str] = []
        assert publish.one_word_file(project, "ar/word/neutral/acting", lambda text: None, told.append) == []
        assert told == [str(project.build / "files/acting/sop-ar-neutral-acting.docx")]
    assert (project.build / "files/acting/sop-ar-neutral-acting.docx").exists()


@pytest.mark.parametrize(
    ("wanted", "said"),
    [("word", "'word' names 3 Word files: en/word/neutral, ar/word/neutral, ckb/word/neutral"), ("ar/pdf", "'ar/pdf' names no Word file"), (" ", "' ' names no Word file")],
)
def test_one_word_file_means_one(tiny, wanted, said):
    with pytest.raises(CouldNotRun) as caught:
        publish.one_word_file(config.load(tiny), wanted, print, print)
    assert str(caught.value) == f"edition {said} (name one, such as TO=ar/word/neutral or, for one page, TO=ar/word/neutral/ij)"


def test_parts_stay_beside_what_is_built_later_until_they_are_of_an_older_text(tiny):
    def listed() -> list[str]:
        project = config.load(tiny)
        assert all((project.build / file["path"]).exists() for entry in release.last_manifest(project)["editions"].values() for file in entry["files"])
        return [name for name in release.last_manifest(project)["editions"] if name.count("/") > 1 + name.count("word")]

    def published(wanted: str) -> None:
        project = config.load(tiny)
        assert publish.publish(project, editions.select(project, wanted), lambda text: None) == []

    published("en/pdf/acting")
    published("en/pdf")
    assert listed() == ["en/pdf/acting"]
    amend(tiny / "sop.toml", 'formats = ["site", "pdf", "word"]', 'formats = ["pdf"]')
    published("en/pdf/acting,ar/pdf/acting")
    published("")
    assert listed() == ["ar/pdf/acting", "en/pdf/acting"]
    amend(tiny / "source/annexes/words.md", "All words in three languages.", "All words.")
    published("")
    assert listed() == [] and not (tiny / "build/files/acting").exists()
