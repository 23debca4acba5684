"""The README and CONTRIBUTING tell the truth about commands, folders and modules."""

import ast
import re
import subprocess
import sys

from build_tools import __main__ as commands
from tests.conftest import REPOSITORY
from tests.test_imports import ORDER

README = (REPOSITORY / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")


def tasks() -> set[str]:
    """The sessions of noxfile.py."""
    tree = ast.parse((REPOSITORY / "noxfile.py").read_text(encoding="utf-8"))
    found = set()
    for function in tree.body:
        if isinstance(function, ast.FunctionDef):
            for mark in function.decorator_list:
                if "session" in ast.unparse(mark):
                    named = re.search(r"name='([\w-]+)'", ast.unparse(mark))
                    found.add(named[1] if named else function.name)
    return found


def test_every_make_task_that_is_named_exists():
    named = set(re.findall(r"(?:^|`)make ([a-z][a-z-]+)", README + CONTRIBUTING, re.MULTILINE)) - {"help"}
    assert named <= tasks()
    assert {"publish", "test", "check", "preview", "catalogs"} <= named


def test_every_folder_that_is_named_exists():
    for name in re.findall(r"^\| `([\w./]+)`", README, re.MULTILINE):
        if "/" in name or name.endswith(".toml"):
            assert any((base / name).exists() for base in (REPOSITORY, REPOSITORY / "build_tools")), name


def test_the_architecture_lists_the_modules_in_their_order():
    table = README.split("| module | takes → gives |")[1].split("\n\n")[0]
    listed = [name.strip("`/ ") for row in table.splitlines()[2:] for name in row.split("|")[1].split(",")]
    assert listed == ORDER


def test_every_command_has_help():
    for name in ("publish", "check", "catalogs", "preview"):
        ran = subprocess.run([sys.executable, "-m", "build_tools", name, "--help"], cwd=REPOSITORY, capture_output=True, text=True)
        assert ran.returncode == 0
        assert "--root" in ran.stdout
        assert getattr(commands, name).__doc__.split(".")[0].split(",")[0] in " ".join(ran.stdout.split())


def test_the_lock_has_hashes_and_no_registry():
    lock = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8")
    pinned = re.findall(r"^([\w.-]+)==", lock, re.MULTILINE)
    assert {"sphinx", "typst", "docxtpl", "nox", "pytest"} <= set(pinned)
    assert lock.count("--hash=sha256:") > len(pinned)
    assert "http" not in lock and "--index-url" not in lock


def test_dependencies_are_in_the_lock():
    import tomllib

    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    asked = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    lock = (REPOSITORY / "requirements.txt").read_text(encoding="utf-8").lower()
    for requirement in asked:
        name = re.match(r"[\w-]+", requirement)[0].lower()
        assert f"\n{name}==" in "\n" + lock, f"{name} is not in requirements.txt: run make lock"
