"""Worksheets of the tiny SOP: made from its catalogs without Sphinx, changed as translators change them, and taken back."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from build_tools import config
from build_tools.catalogs import files
from build_tools.findings import Finding
from build_tools.revision import Revision
from build_tools.worksheets import intake, sheet
from build_tools.worksheets.rows import Row, row_id
from build_tools.worksheets.sheet import COLUMNS

REVISION = Revision(name="abc1234567", timestamp=1_700_000_000)
FINDING_PO = "locales/ar/LC_MESSAGES/chapters/finding.po"


def rows(project: config.Project, language: str = "ar") -> list[Row]:
    """All messages of a language, as an export with --all has them, but for what only Sphinx knows."""
    return [
        Row(id=row_id(language, docname, entry), chapter=docname, place="paragraph", source=entry.msgid, translation=entry.msgstr,
            state="fuzzy" if entry.fuzzy else "translated" if entry.msgstr else "untranslated", previous=entry.previous)
        for docname, path in files.chapter_catalogs(project, language).items()
        for entry in files.entries(files.read(path, project))
    ]  # fmt: skip


class Sheet:
    """A worksheet in a translator's hands: cells by the original text of their row and the name of their column."""

    def __init__(self, data: bytes, path: Path) -> None:
        self.path = path
        self.workbook: Workbook = load_workbook(io.BytesIO(data), rich_text=True)
        self.cells = self.workbook.worksheets[0]

    def line(self, source: str) -> int:
        found = [row[0].row for row in self.cells.iter_rows(min_row=2) if str(row[_index("source")].value).startswith(source)]
        assert found, f"no row with {source!r}"
        return found[0]

    def __getitem__(self, place: tuple[str, str]):
        source, column = place
        return self.cells[f"{COLUMNS[column]}{self.line(source)}"]

    def type(self, source: str, text: object, column: str = "translation") -> None:
        """Put in text as text, and anything else as what it is."""
        cell = self[source, column]
        cell.value = text
        if isinstance(text, str) and not text.startswith("=") and text:
            cell.data_type = "s"

    def save(self) -> Path:
        self.workbook.save(self.path)
        return self.path


def _index(column: str) -> int:
    return list(COLUMNS).index(column)


@pytest.fixture
def worksheet(tiny: Path) -> Sheet:
    """All Arabic messages of the tiny SOP in ``tiny``."""
    return export(tiny)


def export(root: Path, language: str = "ar") -> Sheet:
    project = config.load(root)
    return Sheet(sheet.made_from(rows(project, language), project, language, REVISION), root / "returned.xlsx")


def take(sheet: Sheet) -> list[Finding]:
    """Import what the translator has made of it."""
    path = sheet.save()
    return intake.take(config.load(path.parent), path, lambda text: None)


def catalogs(root: Path) -> dict[str, bytes]:
    """The bytes of everything below locales/, by path."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted((root / "locales").rglob("*")) if path.is_file()}


def entry(root: Path, msgid: str, catalog: str = FINDING_PO):
    """The message of a catalog that begins so."""
    project = config.load(root)
    return next(e for e in files.entries(files.read(project.root / catalog, project)) if e.msgid.startswith(msgid))
