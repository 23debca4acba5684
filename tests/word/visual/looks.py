"""The Word files whose pages are compared, and the small text file that says what they looked like when somebody last looked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tests.conftest import build, copy_tiny
from tests.word.whole import rich

LOOKS = Path(__file__).with_name("looks.txt")
# The cover, contents, steps, lists, boxes, tables over two pages, footnotes, flow and form are all in them.
WANTED = {"ar": "ar/word/neutral", "ckb": "ckb/word/neutral"}


def exports(folder: Path) -> dict[str, Path]:
    """The Word files by name."""
    root = rich(copy_tiny(folder / "tiny"))
    build(root, ",".join(WANTED.values()), folder / "out")
    return {name: folder / "out/files" / f"sop-{wanted.replace('/word/', '-')}.docx" for name, wanted in WANTED.items()}


@dataclass(frozen=True, kw_only=True)
class Looks:
    """``hashes`` by file and page, as ``ar/03``; they hold for this LibreOffice and these fonts alone."""

    office: str
    fonts: list[str]
    hashes: dict[str, str]

    @classmethod
    def read(cls, path: Path) -> Looks:
        lines = [line.split(" ", 1) for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
        said = dict(lines)
        return cls(office=said.pop("libreoffice"), fonts=said.pop("fonts").split(), hashes=said)

    def write(self, path: Path) -> None:
        head = "# What the pages looked like when somebody last looked at them. Renewed by: python -m tests.word.visual"
        lines = [head, f"libreoffice {self.office}", f"fonts {' '.join(self.fonts)}", *(f"{page} {own}" for page, own in self.hashes.items())]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
