"""Imports go one way: a module imports only from those above it in the order of the README's architecture part."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "build_tools"
ORDER = [
    "findings",
    "config",
    "editions",
    "revision",
    "processes",
    "archive",
    "interface",
    "catalogs",
    "content",
    "parts",
    "tree",
    "tally",
    "doubts",
    "review",
    "progress",
    "heatmap",
    "word",
    "pdf",
    "site",
    "checks",
    "warnings",
    "sphinx_ext",
    "layout",
    "runner",
    "release",
    "publish",
    "check_letterheads",
    "check",
    "refresh",
    "new_language",
    "new_letterhead",
    "approve",
    "confirm",
    "overview",
    "worksheets",
    "preview",
    "__main__",
]
FORMATS = {"word", "pdf", "site"}
MODULES = sorted(path.relative_to(REPOSITORY).with_suffix("").as_posix().replace("/", ".") for path in PACKAGE.rglob("*.py"))


def part(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imported(module: str) -> set[str]:
    """The parts of build_tools that a module imports, at its top or inside a function."""
    tree = ast.parse((REPOSITORY / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] == "build_tools":
            names = [node.module] if node.module != "build_tools" else [f"build_tools.{alias.name}" for alias in node.names]
            found |= {part(name) for name in names}
        elif isinstance(node, ast.Import):
            found |= {part(alias.name) for alias in node.names if alias.name.startswith("build_tools.")}
    return found - {part(module), ""}


@pytest.mark.parametrize("module", [m for m in MODULES if part(m) not in ("", "__init__")])
def test_a_module_imports_only_from_those_above_it(module):
    above = ORDER[: ORDER.index(part(module))]
    assert imported(module) <= set(above) - (FORMATS if part(module) in FORMATS else set())


@pytest.mark.parametrize("library", ["docxtpl", "docx", "typst", "pikepdf", "babel", "rapidfuzz", "sphinx_intl", "pydantic", "livereload", "openpyxl", "graphlay", "uharfbuzz"])
def test_each_foreign_library_is_known_to_one_part_alone(library):
    users = {
        part(module)
        for module in MODULES
        for node in ast.walk(ast.parse(Path(REPOSITORY / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")))
        if (isinstance(node, ast.Import) and any(a.name.split(".")[0] == library for a in node.names))
        or (isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == library)
    }
    assert len(users) <= 1


@pytest.mark.parametrize("module", [m for m in MODULES if not m.endswith(("__init__", "__main__"))])
def test_each_module_says_in_one_docstring_what_it_is(module):
    tree = ast.parse((REPOSITORY / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree)


def test_unchanged_builds_need_no_sphinx():
    """`make publish` with nothing to do answers at once because it imports none of the large libraries."""
    code = "import sys, build_tools.__main__, build_tools.publish; sys.exit(any(m in sys.modules for m in ('sphinx', 'lxml', 'typst')))"
    assert subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY).returncode == 0
