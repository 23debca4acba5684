"""Catalogs are read at their own risk: what is broken is named at its line."""

import pytest

from build_tools import config
from build_tools.catalogs import files
from tests.conftest import problems

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'


@pytest.fixture
def project(tiny):
    return config.load(tiny)


def write(project, text):
    path = files.chapter_catalog(project, "ar", "chapters/acting")
    path.write_bytes(text if isinstance(text, bytes) else (HEADER + text).encode())
    return path


def test_entries_have_line_and_state(project):
    path = write(project, 'msgid "a"\nmsgstr "أ"\n\n#, fuzzy\nmsgid "b"\nmsgstr "ب"\n\n#~ msgid "c"\n#~ msgstr "ج"\n')
    assert files.entries(files.read(path, project)) == [
        files.Entry(msgid="a", msgstr="أ", fuzzy=False, line=5),
        files.Entry(msgid="b", msgstr="ب", fuzzy=True, line=9),
    ]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ('msgid "a"\nmsgstr "no end\n', ":6: "),
        ('msgid "a"\nmsgstr "b"\nhello\n', ":7: "),
        ('msgid "a"\nmsgstr b\n', ":6: "),
        (b"msgid \"\"\nmsgstr \"\"\n\nmsgid \"a\"\nmsgstr \"\xff\"\n", ":5: "),
    ],
)
def test_a_broken_catalog_is_named_at_its_line(project, text, where):
    (said,) = problems(files.read, write(project, text), project)
    assert said.startswith(f"locales/ar/LC_MESSAGES/chapters/acting.po{where}catalog ")


def test_a_missing_catalog_says_what_to_do(project):
    path = files.chapter_catalog(project, "ar", "chapters/nothing")
    (said,) = problems(files.read, path, project)
    assert said == "locales/ar/LC_MESSAGES/chapters/nothing.po: catalog the catalog is missing (run make catalogs, then translate it)"


def test_compiled_catalogs_lie_elsewhere_and_leave_fuzzy_out(project, tmp_path):
    path = write(project, 'msgid "a"\nmsgstr "أ"\n\n#, fuzzy\nmsgid "b"\nmsgstr "ب"\n')
    folder = files.compile_language(project, "ar", tmp_path / "mo")
    compiled = (folder / "ar/LC_MESSAGES/chapters/acting.mo").read_bytes()
    assert "أ".encode() in compiled
    assert "ب".encode() not in compiled
    assert not list(project.locales.rglob("*.mo"))
    assert path.exists()


def test_the_scripts_words_are_compiled_without_new_function(project, tmp_path):
    folder = files.compile_language(project, "ckb", tmp_path / "mo")
    script = (folder / "ckb/LC_MESSAGES/sphinx.js").read_text(encoding="utf-8")
    assert "new Function" not in script
    assert "ئەنجامەکانی گەڕان" in script


def test_a_catalog_of_50_mb_is_refused_unread(project):
    path = write(project, "")
    with path.open("r+b") as file:
        file.truncate(50_000_000)
    (said,) = problems(files.read, path, project)
    assert said == (
        "locales/ar/LC_MESSAGES/chapters/acting.po: catalog is larger than 10 MB (a catalog holds one chapter: take the file from git again)"
    )


def test_a_write_leaves_only_the_catalog_behind(project):
    path = project.locales / "fa/LC_MESSAGES/new.po"
    files.write(path, "text\n")
    assert [(each.name, each.read_text(encoding="utf-8")) for each in path.parent.iterdir()] == [("new.po", "text\n")]
