"""An export has what needs work, in the book's order, right-to-left, with all that a translator needs beside it, and locked but for that."""

import datetime
import io
import shutil
import types
import zipfile

import pytest
from openpyxl import load_workbook

from build_tools import config
from build_tools.content.glossary import Term
from build_tools.worksheets import export, guide, sheet, terms
from build_tools.worksheets.rows import HEADERS, Row
from build_tools.worksheets.sheet import COLUMNS
from tests.conftest import amend, copy_tiny, problems
from tests.worksheets.conftest import FINDING_PO, REVISION, rows


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """The tiny SOP with three messages to work on: two empty, one fuzzy."""
    root = copy_tiny(tmp_path_factory.mktemp("export") / "tiny")
    amend(root / FINDING_PO, 'msgid "Open doors"\nmsgstr "أبواب مفتوحة"', 'msgid "Open doors"\nmsgstr ""')
    amend(root / FINDING_PO, 'msgid "Look at **every** door."', '#, fuzzy\n#| msgid "Look at **some** door today."\nmsgid "Look at **every** door."')
    amend(root / "locales/ar/LC_MESSAGES/chapters/acting.po", 'msgstr "الخطوات"', 'msgstr ""')
    return root


@pytest.fixture(scope="module")
def exported(root):
    """(everything, what needs work): the first sheets of two exports, as openpyxl reads them."""
    project = config.load(root)
    said = []
    for name, everything in (("all.xlsx", True), ("work.xlsx", False)):
        assert export.export(project, "ar", root / name, everything, said.append) == []
    assert [line.split(": ")[1] for line in said] == ["40 of 40 messages", "3 of 40 messages"]
    return [load_workbook(root / name, rich_text=True).worksheets[0] for name in ("all.xlsx", "work.xlsx")]


def column(cells, name: str) -> list[str]:
    return [cell.value or "" for cell in cells[COLUMNS[name]][1:]]


def test_only_what_needs_work_is_exported_unless_all_is_wanted(exported):
    everything, work = exported
    assert column(work, "source") == ["Look at **every** door.", "Open doors", "Steps"]
    assert len(column(everything, "source")) == 40


def test_messages_stand_in_the_order_of_the_book(exported):
    everything, _ = exported
    assert list(dict.fromkeys(column(everything, "chapter"))) == ["index", "1 Finding out", "2 Acting", "Annex A. Words"]
    assert column(everything, "source").index("Looking") < column(everything, "source").index("Look around")


def test_the_place_says_section_kind_and_what_comes_before(exported):
    _, work = exported
    assert column(work, "place") == [
        "1.1.1 Look around\nitem of a list\nafter: at once",
        "1.1.1 Look around\nitem of a list\nafter: Look at **every** door.",
        "2.1\nheading\nafter: Somebody must decide.",
    ]


def test_what_changed_is_struck_through_or_bold(exported):
    _, work = exported
    changes, nothing, _ = (cell.value for cell in work[COLUMNS["changes"]][1:])
    assert [(block.text, bool(block.font.strike), bool(block.font.b)) for block in changes] == [
        ("Look at ", False, False), ("**some** door today.", True, False), ("**every** door.", False, True)]  # fmt: skip
    assert nothing is None


def test_terms_that_occur_are_given_with_their_certainty(exported):
    everything, _ = exported
    words = dict(zip(column(everything, "source"), column(everything, "terms"), strict=True))
    [found] = [words for source, words in words.items() if source.startswith("The chapter begins with a {term}`victim`")]
    assert found == "victim = الضحية (A)"
    assert words["Steps"] == ""


def test_the_longer_term_counts_and_plurals_are_found():
    def term(english: str, arabic: str, mark: str) -> Term:
        return Term(key=english, words={"en": english, "ar": arabic}, certainty={"ar": mark})

    register = [term("victim", "الضحية", "A"), term("presumed victim", "الضحية المفترضة", "B"), term("authority (competent)", "السلطة", "C")]
    text = "Presumed victims ask the authorities, not victimology."
    assert terms.occurring(register, text, source="en", language="ar") == "presumed victim = الضحية المفترضة (B)\nauthority (competent) = السلطة (C)"


def test_the_sheet_is_right_to_left_frozen_filtered_and_locked_but_for_the_translator(exported):
    everything, work = exported
    assert work.sheet_view.rightToLeft and work.freeze_panes == "A2" and work.auto_filter.ref == "A1:J4"
    assert work.column_dimensions[COLUMNS["id"]].hidden
    assert work.protection.sheet and not work.protection.password and not work.protection.autoFilter and not work.protection.formatColumns
    unlocked = {name for name in HEADERS if not work[f"{COLUMNS[name]}2"].protection.locked}
    assert unlocked == {"translation", "correct", "remark"}
    assert all(cell.protection.locked for cell in everything[1])
    translation, source = work[f"{COLUMNS['translation']}2"], work[f"{COLUMNS['source']}2"]
    assert (translation.alignment.horizontal, translation.alignment.readingOrder, translation.font.name) == ("right", 2, "Tahoma")
    assert (source.alignment.horizontal, source.alignment.readingOrder) == ("left", 1)


def test_what_looks_like_a_formula_stays_text(tiny):
    project = config.load(tiny)
    hostile = ["=1+1", '=HYPERLINK("http://example.org","x")', "+1", "-1", "@SUM(A1)", "#N/A", "2026-01-15", "1e5", "TRUE", "'quoted"]
    made = [Row(id=f"ar:{n:016x}:{n:08x}", chapter=text, place=text, source=text, translation=text, state="fuzzy", terms=text, previous=text + " =2")
            for n, text in enumerate(hostile)]  # fmt: skip
    cells = load_workbook(io.BytesIO(sheet.made_from(made, project, "ar", REVISION))).worksheets[0]
    for name in ("chapter", "place", "source", "translation", "terms"):
        found = cells[COLUMNS[name]][1:]
        assert [cell.value for cell in found] == hostile
        assert {cell.data_type for cell in found} == {"s"} and {cell.number_format for cell in found} == {"@"}
    assert {cell.data_type for cell in cells[COLUMNS["changes"]][1:]} == {"s"}


@pytest.mark.parametrize("language", ["ar", "ckb"])
def test_headers_and_instructions_are_in_the_translators_language_and_in_english(tiny, language):
    project = config.load(tiny)
    workbook = load_workbook(io.BytesIO(sheet.made_from(rows(project, language), project, language, REVISION)))
    work, instructions = workbook.worksheets
    own, english = guide.words(project, language), guide.lines(str)
    assert work[f"{COLUMNS['translation']}1"].value == f"{own('Translation')}\nTranslation"
    assert own("Translation") != "Translation" and work.title == own("Translation")
    said = [(left.value, right.value) for left, right in instructions.iter_rows(max_col=2)]
    assert said[1:len(english) + 1] == list(zip(guide.lines(own), english, strict=True))
    assert not set(guide.lines(own)) & set(english)
    assert instructions.sheet_view.rightToLeft and ("{term}`victim`" in [right for _, right in said])


def test_the_same_messages_give_the_same_bytes_and_no_clock(tiny, monkeypatch):
    project = config.load(tiny)
    once = sheet.made_from(rows(project), project, "ar", REVISION)
    monkeypatch.setattr("openpyxl.writer.excel.datetime", types.SimpleNamespace(datetime=_Tomorrow, timezone=datetime.timezone))
    assert sheet.made_from(rows(project), project, "ar", REVISION) == once
    core = zipfile.ZipFile(io.BytesIO(once)).read("docProps/core.xml").decode()
    assert core.count("2023-11-14T22:13:20Z") == 2 and "openpyxl" not in core


class _Tomorrow(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return super().now(tz) + datetime.timedelta(days=1)


def test_rows_have_a_height_that_still_grows_while_somebody_types(tiny):
    project = config.load(tiny)
    xml = zipfile.ZipFile(io.BytesIO(sheet.made_from(rows(project), project, "ar", REVISION))).read("xl/worksheets/sheet1.xml")
    assert b' ht="' in xml and b"customHeight" not in xml


def test_a_stale_catalog_is_not_exported(root, tmp_path):
    stale = tmp_path / "stale"
    shutil.copytree(root, stale)
    amend(stale / "source/chapters/acting.md", "Somebody must decide.", "Somebody else must decide.")
    found = problems(export.export, config.load(stale), "ar", None, False, print)
    assert "make catalogs" in found[0] and not list(stale.glob("TINY*.xlsx"))


def test_another_file_is_never_written_over(root, exported, tmp_path):
    project, path = config.load(root), tmp_path / "came-back.xlsx"
    path.write_bytes(b"three weeks of work")
    assert "is there already" in problems(export._write, path, b"new")[0]
    assert path.read_bytes() == b"three weeks of work"
    export._write(path, b"three weeks of work")  # the same again is no loss
    assert "has no folder" in problems(export._write, tmp_path / "none/a.xlsx", b"new")[0]
    assert "choose ar or ckb" in problems(export.export, project, "fr", None, False, print)[0]
    assert "end with .xlsx" in problems(export.export, project, "ar", tmp_path / "a.csv", False, print)[0]
