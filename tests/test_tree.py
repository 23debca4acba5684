"""The book: all chapters in one doctree with numbers, labels and links that hold."""

import pytest
from docutils import nodes

from build_tools import config, revision, runner, tree
from build_tools.processes import side_by_side
from tests.conftest import REPOSITORY, copy_tiny


def assembled(job, say):
    """In a process of its own: what the book holds, as plain values."""
    books = []

    def keep(builder, assemble=tree.assemble, **wanted):
        books.append(assemble(builder, **wanted))
        return books[0]

    tree.assemble = keep
    runner.build_language(job, say)
    book = books[0]
    ids = [i for node in book.findall(nodes.Element) for i in node["ids"]]
    return {
        "numbers": [(s["number"], s["level"], s.next_node(nodes.title).astext()) for s in book.findall(nodes.section)],
        "labels": [n["label"] for n in book.findall(lambda n: isinstance(n, (nodes.figure, nodes.table)) and "label" in n)],
        "ids": ids,
        "dead": [n["refid"] for n in book.findall(nodes.Element) if "refid" in n and n["refid"] not in ids],
        "local": [n["refuri"] for n in book.findall(nodes.reference) if n.get("refuri", "http").startswith("#")],
        "front": book[0].astext(),
        "titles": [n[0].astext() for n in book.findall(nodes.Admonition)],
        "footnotes": len(list(book.findall(nodes.footnote))),
        "title": book["title"],
    }


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    base = tmp_path_factory.mktemp("books")
    project = config.load(copy_tiny(base / "tiny"))
    jobs = [runner.Job(project=project, language=tag, editions=(), revision=revision.of(project), out=base / tag, work=base / "work" / tag)
            for tag in project.languages]
    return {job.language: result for job, result in side_by_side(assembled, jobs)}


def test_sections_are_numbered_and_annexes_are_not(books):
    assert books["en"]["numbers"] == [
        ("1", 1, "Finding out"),
        ("1.1", 2, "Looking"),
        ("1.1.1", 3, "Look around"),
        ("2", 1, "Acting"),
        ("2.1", 2, "Steps"),
        ("2.1.1", 3, "Act now"),
        ("", 1, "Annex A. Words"),
        ("", 2, "Words to confirm"),
    ]


def test_numbers_are_the_same_in_every_language(books):
    assert [n[:2] for n in books["ar"]["numbers"]] == [n[:2] for n in books["en"]["numbers"]] == [n[:2] for n in books["ckb"]["numbers"]]


def test_labels_are_in_the_readers_language(books):
    assert books["en"]["labels"] == ["Table 1.1", "Figure 1.1"]
    assert books["ar"]["labels"] == ["الجدول 1.1", "الشكل 1.1"]
    assert books["ckb"]["labels"] == ["خشتەی 1.1", "وێنەی 1.1"]


def test_ids_are_unique_and_every_link_arrives(books):
    for book in books.values():
        assert len(set(book["ids"])) == len(book["ids"])
        assert book["dead"] == [] and book["local"] == []


def test_nothing_of_the_index_page_or_the_notes_is_lost(books):
    assert "Nobody has approved this text." in books["en"]["front"]
    assert books["en"]["footnotes"] == 2
    assert books["en"]["titles"] == ["Warning", "Note", "To be confirmed: TBC-01"]
    assert books["ar"]["titles"][:2] == ["تحذير", "ملاحظة"]
    assert books["ckb"]["title"] == "ڕێکاری بچووک"


def test_this_sop_has_the_steps_of_its_outline(tmp_path):
    project = config.load(REPOSITORY)
    job = runner.Job(project=project, language="en", editions=(), revision=revision.of(project), out=tmp_path / "out", work=tmp_path / "work")
    ((_, book),) = side_by_side(assembled, [job])
    numbers = {number for number, _, _ in book["numbers"]}
    assert {"4.4.1", "4.4.5", "4.5.2", "4.7.1", "4.8.1", "5.1.4", "5.2.3", "5.3.5", "5.4.3", "5.5.1", "5.8.3", "5.12.1", "5.13", "8"} <= numbers
    assert book["dead"] == []
