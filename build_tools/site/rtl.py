"""The theme's style sheets in, ``templates/site/static/rtl.css`` (what changes for right-to-left pages) out. Run by hand: make rtl-css."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from importlib import metadata
from pathlib import Path

import pydata_sphinx_theme
import sphinx

TARGET = Path("templates/site/static/rtl.css")
PACKAGES = ("postcss@8.5.33", "postcss-rtlcss@6.0.0")  # MIT and Apache-2.0; only this command needs them
# Mode "diff" keeps only the declarations that differ, so the file is loaded after the theme's own sheets.
SCRIPT = """
const fs = require("fs"), postcss = require("postcss"), rtlcss = require("postcss-rtlcss");
const css = fs.readFileSync(0, "utf8");
process.stdout.write(postcss([rtlcss({mode: "diff"})]).process(css, {from: undefined}).css);
"""


def made_from() -> str:
    """The line by which a test sees that the file belongs to another version of the theme."""
    return f"/* right-to-left layer of pydata-sphinx-theme {metadata.version('pydata-sphinx-theme')}, (BSD-3-Clause) with Bootstrap (MIT); made by `make rtl-css` */"


def style_sheets() -> str:
    """Sphinx's basic sheet (a template: its few variables are widths that the theme sets again) and the theme's."""
    basic = Path(sphinx.__file__).parent / "themes/basic/static/basic.css.jinja"
    theme = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static/styles/pydata-sphinx-theme.css"
    return re.sub(r"\{\{.*?\}\}", "0", re.sub(r"\{%.*?%\}|\{#.*?#\}", "", basic.read_text())) + theme.read_text()


def main() -> int:
    with tempfile.TemporaryDirectory() as folder:
        try:
            subprocess.run(["npm", "install", "--silent", "--prefix", folder, *PACKAGES], check=True)
            css = subprocess.run(["node", "-e", SCRIPT], input=style_sheets(), cwd=folder, check=True, capture_output=True, text=True).stdout
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"{TARGET}: rtl-css could not be made: {error} (install Node.js and npm)", file=sys.stderr)
            return 2
    TARGET.write_text(f"{made_from()}\n{css}\n", encoding="utf-8")
    print(f"{TARGET}: {TARGET.stat().st_size} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
