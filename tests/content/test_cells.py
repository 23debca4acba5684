"""Every text that readers see has its place in the source, and is a message that is translated."""

from __future__ import annotations

import pytest
from docutils import nodes

from build_tools import config, revision, runner
from build_tools.processes import side_by_side
from tests.conftest import amend, build

BLOCKS = """
:::{note}
| Head in a box | Other head |
|---|---|
| Cell in a box | Other cell |
:::

:::{sidebar} Title beside
:subtitle: Subtitle beside

Text beside.
:::

:::{csv-table} Caption
:header: Head of commas

Cell of commas
:::
"""
TEXTS = ["Head in a box", "Other head", "Cell in a box", "Other cell", "Title beside", "Subtitle beside", "Text beside.", "Caption", "Head of commas", "Cell of commas"]


@pytest.fixture
def boxed(tiny):
    with (tiny / "source/chapters/acting.md").open("a", encoding="utf-8") as chapter:
        chapter.write(BLOCKS)
    with (tiny / "locales/ar/LC_MESSAGES/chapters/acting.po").open("a", encoding="utf-8") as catalog:
        catalog.writelines(f'\nmsgid "{text}"\nmsgstr "ترجمة {number}"\n' for number, text in enumerate(TEXTS))
    return tiny


def test_tables_inside_blocks_and_subtitles_are_messages(boxed, tmp_path):
    (reading,) = build(boxed, "en/site", tmp_path / "out").values()
    assert [message.msgid for message in reading.messages["chapters/acting"]][-len(TEXTS):] == TEXTS
    assert all(message.line for message in reading.messages["chapters/acting"])


@pytest.mark.parametrize("wanted", ["ar/site", "ar/pdf", "ar/word"])
def test_their_translations_are_shown(boxed, tmp_path, wanted):
    (reading,) = build(boxed, wanted, tmp_path / "out").values()
    assert all(message.translated for message in reading.messages["chapters/acting"])
    if wanted == "ar/site":
        page = (tmp_path / "out/site/ar/chapters/acting.html").read_text(encoding="utf-8")
        assert [text for text in TEXTS if text in page] == []


def places(job, say) -> list[tuple[str, str, int]]:
    """The book's messages with the file and line that their nodes name; gives what lacks one."""
    found = []
    assemble = runner.tree.assemble

    def look(builder, **wanted):
        book = assemble(builder, **wanted)
        found.extend((msgid, node.source, node.line) for node in book.findall(nodes.Element) for msgid in node.get("msgids", ()))
        return book

    runner.tree.assemble = look
    runner.build_language(job, say)
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_each_message_carries_its_file_and_line(boxed, tmp_path, language):
    project = config.load(boxed)
    job = runner.Job(project=project, language=language, editions=(), revision=revision.of(project), out=tmp_path / "out", work=tmp_path / "work", check=True)
    ((_, found),) = side_by_side(places, [job])
    assert len(found) > 40
    assert [place for place in found if not (str(place[1]).startswith(str(boxed / "source")) and place[2])] == []


def test_words_of_sphinx_are_no_messages(tiny, tmp_path):
    amend(tiny / "source/chapters/acting.md", "Somebody must decide.", "Somebody must decide.[^1]\n\n[^1]: A note.")
    (reading,) = build(tiny, "en/site", tmp_path / "out").values()
    assert "1" not in [message.msgid for message in reading.messages["chapters/acting"]]
