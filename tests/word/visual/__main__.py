"""Draws the pages that test_visual compares, and writes down what they look like: python -m tests.word.visual [FOLDER].

Look at the pictures in FOLDER (build/visual) before you commit looks.txt: a hash says that a page has changed, not that it is right.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.word.visual import pages
from tests.word.visual.looks import LOOKS, Looks, exports


def main(folder: Path) -> None:
    missing = pages.missing_tools()
    if missing:
        sys.exit(f"not installed: {missing}")
    shutil.rmtree(folder, ignore_errors=True)
    hashes = {}
    for name, path in exports(folder / "sop").items():
        for number, picture in enumerate(pages.drawn(path, folder / name), start=1):
            hashes[f"{name}/{number:02}"] = pages.look(picture)
    Looks(office=pages.office(), fonts=pages.fonts(folder), hashes=hashes).write(LOOKS)
    print(f"{len(hashes)} pages; look at them in {folder} before you commit {LOOKS.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/visual").resolve())
