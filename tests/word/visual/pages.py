"""A Word file in; pictures of its pages as LibreOffice lays them out, and what each looks like as one number, out.

Two pages that look alike have hashes that differ in few bits: a hash says where on the page it grows darker from left to right.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path

from PIL import Image

TOOLS = ("soffice", "pdftoppm", "pdffonts")
DOTS_PER_INCH = 60
GRID = 24  # squares across and down: each line of text is seen, its letters are not


def missing_tools() -> str:
    """The programs that are not installed, or ""."""
    return ", ".join(tool for tool in TOOLS if not shutil.which(tool))


def office() -> str:
    """LibreOffice's version, such as "7.4.7.2"."""
    said = subprocess.run(["soffice", "--version"], capture_output=True, text=True, timeout=60, check=True).stdout
    return re.search(r"\d+(\.\d+)+", said)[0]


def drawn(path: Path, folder: Path) -> list[Path]:
    """The pages of a Word file as pictures in ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, path], capture_output=True, timeout=300, check=True)
    shutil.rmtree(folder / "profile", ignore_errors=True)
    subprocess.run(["pdftoppm", "-r", str(DOTS_PER_INCH), "-gray", "-png", folder / f"{path.stem}.pdf", folder / path.stem], check=True)
    return sorted(folder.glob(f"{path.stem}-*.png"))


def fonts(folder: Path) -> list[str]:
    """The fonts of the PDFs in a folder: other fonts make other pages."""
    found = set()
    for path in folder.rglob("*.pdf"):
        said = subprocess.run(["pdffonts", path], capture_output=True, text=True, check=True).stdout
        found |= {line.split()[0].partition("+")[2] or line.split()[0] for line in said.splitlines()[2:]}
    return sorted(found)


def look(picture: Path) -> str:
    with Image.open(picture) as image:
        return look_of(image)


def look_of(image: Image.Image) -> str:
    """The difference hash: a bit for each square of the grid, set where the square behind it is brighter. In hexadecimal digits.

    The library for it (ImageHash) is these lines, and brings 100 MB of numerics into every editor's installation.
    """
    small = image.convert("L").resize((GRID + 1, GRID), Image.Resampling.LANCZOS)
    rows = [small.crop((0, y, GRID + 1, y + 1)).tobytes() for y in range(GRID)]
    bits = "".join(str(int(after > before)) for row in rows for before, after in pairwise(row))
    return f"{int(bits, 2):0{len(bits) // 4}x}"


def distance(one: str, other: str) -> int:
    """In how many bits two looks differ."""
    return (int(one, 16) ^ int(other, 16)).bit_count()
