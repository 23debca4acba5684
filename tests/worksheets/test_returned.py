"""A returned file comes by e-mail: what is no plain worksheet of ours is refused in one line, before anything of it is believed."""

import io
import time
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from build_tools import archive, config
from build_tools.worksheets import returned, sheet
from build_tools.worksheets.sheet import COLUMNS
from tests.conftest import TINY, copy_tiny, problems
from tests.worksheets.conftest import REVISION, rows

SHEET = "xl/worksheets/sheet1.xml"
BAD_INDEX = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1" t="s"><v>99999</v></c></row></sheetData></worksheet>'
TYPES = archive.CONTENT_TYPES


@pytest.fixture(scope="module")
def good(tmp_path_factory) -> bytes:
    project = config.load(copy_tiny(tmp_path_factory.mktemp("returned") / "tiny"))
    return sheet.made_from(rows(project), project, "ar", REVISION)


def refused(tmp_path, data: bytes, name: str = "back.xlsx") -> str:
    path = tmp_path / name
    path.write_bytes(data)
    [problem] = problems(returned.read, path, name)
    assert problem.startswith(f"{name}: worksheet ") and problem.endswith(")") and "\n" not in problem
    return problem


def changed(data: bytes, parts: dict[str, bytes | None]) -> bytes:
    """The same zip with other parts; None takes one out."""
    return archive.pack({name: content for name, content in (archive.unpack(data) | parts).items() if content is not None})


def part(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    content = archive.unpack(data)[name]
    assert old in content
    return changed(data, {name: content.replace(old, new)})


def test_a_good_file_is_read_row_by_row(tmp_path, good):
    (tmp_path / "back.xlsx").write_bytes(good)
    found = returned.read(tmp_path / "back.xlsx", "back.xlsx")
    assert [row.line for row in found] == list(range(2, 42))
    [doors] = [row for row in found if row.source == "Open doors"]
    assert doors.translation == "أبواب مفتوحة" and doors.id.startswith("ar:") and not (doors.fault or doors.correct or doors.remark)


@pytest.mark.parametrize(("name", "data", "why"), [
    ("back.xlsm", b"", "is no worksheet"), ("back.csv", b"a,b", "is no worksheet"), ("back.xlsx", b"", "is no workbook"), ("back.xlsx", b"id\tText", "is no workbook"),
    ("back.xlsx", archive.OLE + b"\0" * 600, "has a password"), ("back.xlsx", b"PK\x03\x04" + b"\0" * 40, "is no workbook"),
])  # fmt: skip
def test_other_files_are_refused(tmp_path, name, data, why):
    assert why in refused(tmp_path, data, name)


def test_a_truncated_file_is_refused_wherever_it_ends(tmp_path, good):
    for length in range(0, len(good), len(good) // 20):
        refused(tmp_path, good[:length])


@pytest.mark.parametrize(("parts", "why"), [
    ({"xl/vbaProject.bin": b"x"}, "macros"), ({"xl/externalLinks/externalLink1.xml": b"<a/>"}, "other files"), ({"xl/embeddings/a.bin": b"x"}, "other files"),
    ({"xl/activeX/activeX1.bin": b"x"}, "macros"), ({"xl/connections.xml": b"<a/>"}, "other files"), ({"../evil.xml": b"<a/>"}, "part name"),
    ({"xl/big.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}, "100 times"), ({f"xl/p{n}.xml": b"<a/>" for n in range(500)}, "parts"),
    ({"xl/x.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "document type"), ({"xl/x.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")}, "document type"),
    ({"xl/x.xml": b"<a>"}, "is no XML"), ({TYPES: None}, "is no workbook"), ({"xl/workbook.xml": None}, "cannot be read"), ({SHEET: None}, "no sheet with the columns"),
    ({SHEET: b"<worksheet/>"}, "no sheet with the columns"), ({SHEET: BAD_INDEX}, "cannot be read"),
])  # fmt: skip
def test_bombs_programs_and_damaged_parts_are_refused(tmp_path, good, parts, why):
    assert why in refused(tmp_path, changed(good, parts))


def test_a_workbook_with_macros_is_refused_by_its_type_too(tmp_path, good):
    assert "macro" in refused(tmp_path, part(good, TYPES, b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"))


def test_a_very_large_file_is_refused_unread(tmp_path, monkeypatch):
    monkeypatch.setattr(returned, "LARGEST", 100)
    assert "is larger than" in refused(tmp_path, b"x" * 101)


def test_a_cell_far_away_costs_nothing(tmp_path, good):
    far = b'<row r="999999999"><c r="XFD999999999" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    started = time.process_time()
    assert "more than 60000 rows" in refused(tmp_path, part(good, SHEET, b"</sheetData>", far))
    assert time.process_time() - started < 10


def test_one_long_text_in_many_cells_is_refused(tmp_path, good, monkeypatch):
    monkeypatch.setattr(returned, "MOST_TEXT", 200_000)
    book = load_workbook(io.BytesIO(good))
    for cell in book.worksheets[0][COLUMNS["translation"]][1:]:
        cell.value = "x" * 30_000
    buffer = io.BytesIO()
    book.save(buffer)
    monkeypatch.setattr(archive, "MAX_RATIO", 10_000)
    assert "too much text" in refused(tmp_path, buffer.getvalue())


def test_a_text_that_is_longer_than_a_cell_can_be_is_a_fault(tmp_path, good, monkeypatch):
    monkeypatch.setattr(returned, "MOST_CHARACTERS", 30)
    (tmp_path / "back.xlsx").write_bytes(good)
    faults = {row.fault for row in returned.read(tmp_path / "back.xlsx", "") if len(row.translation) > 30}
    assert faults == {returned.TOO_LONG}


def test_a_sheet_of_another_version_a_copied_one_and_none_are_told_apart(tmp_path, good):
    def saved(change) -> bytes:
        book = load_workbook(io.BytesIO(good))
        change(book)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    def newer(book: Workbook) -> None:
        book.worksheets[0]["A1"].value = "id 2"

    assert "another version of these tools (id 2)" in refused(tmp_path, saved(newer))
    assert "has 2 sheets with translations" in refused(tmp_path, saved(lambda book: book.copy_worksheet(book.worksheets[0])))
    assert "has no sheet with the columns" in refused(tmp_path, saved(lambda book: book.worksheets[0].delete_cols(list(COLUMNS).index("id") + 1)))
    assert "has no sheet with the columns" in refused(tmp_path, saved(lambda book: book.remove(book.worksheets[0])))


def test_a_part_that_unpacks_to_more_than_it_says_is_refused(tmp_path, good):
    with zipfile.ZipFile(io.BytesIO(good)) as zipped:
        size = zipped.getinfo(SHEET).file_size.to_bytes(4, "little")
    assert good.count(size) == 2  # where the part begins, and in the list at the end
    refused(tmp_path, good.replace(size, (100).to_bytes(4, "little")))
    assert TINY.is_dir()
