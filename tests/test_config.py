"""sop.toml is read strictly, and every mistake is named at its line."""

import pytest

from build_tools import config
from tests.conftest import REPOSITORY, amend, problems


def test_the_sop_of_this_repository_is_sound():
    project = config.load(REPOSITORY)
    assert list(project.languages) == ["en", "ar", "ckb"]
    assert project.translations == ["ar", "ckb"]
    assert project.code_for("ar") == f"SOP-TIP-IQ / AR / v{project.document.version}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('status = "draft"', 'status = "final"', "sop.toml:7: config document.status: input should be 'draft' or 'issued' (it is 'final')"),
        ('status = "draft"', "stats = 3", "sop.toml:7: config unknown key document.stats (take it out, or correct its spelling)"),
        ('version = "1.0"', "version = 1.0", "sop.toml:5: config document.version: input should be a valid string (it is 1.0)"),
        ('ckb = "ڕێکاری بچووک"\n', "", "sop.toml:11: config document.title has no 'ckb' (add ckb = \"…\")"),
        ('source_language = "en"', 'source_language = "fr"', "sop.toml:8: config source_language 'fr' is not one of the languages (add a table [languages.fr])"),
        ('direction = "rtl"\nlocale = "ar-IQ"', 'direction = "left"\nlocale = "ar-IQ"', "sop.toml:28: config languages.ar.direction: input should be 'ltr' or 'rtl' (it is 'left')"),
        ("[languages.ckb]", "[languages.ckb", "sop.toml:31: config Expected ']' at the end of a table declaration (at line 31, column 15) (mend the TOML)"),
        ('file = "neutral.docx"', 'file = "../../x.docx"', r"sop.toml:38: config letterheads.neutral.file: string should match pattern '^[\w-]+\.docx$' (it is '../../x.docx')"),
    ],
)
def test_a_mistake_is_named_at_its_line(tiny, old, new, expected):
    amend(tiny / "sop.toml", old, new)
    assert expected in problems(config.load, tiny)


LISTS = """
[[versions]]
version = "1.0"
date = 2026-01-15
change = { en = "a", ar = "b", ckb = "c" }

[[copies]]
number = 1
holder = { en = "a", ar = "b", ckb = "c" }
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('version = "1.0"', 'version = "first"', "sop.toml:41: config versions.0.version: string should match pattern"),
        ("change = {", "changes = {", "sop.toml:43: config unknown key versions.0.changes (take it out, or correct its spelling)"),
        (', ckb = "c" }\n\n', " }\n\n", "sop.toml:43: config versions.0.change has no 'ckb' (add ckb = \"…\")"),
        ("number = 1", "number = 0", "sop.toml:46: config copies.0.number: input should be greater than or equal to 1 (it is 0)"),
        ("[[copies]]", '[[copies]]\nnumber = 1\nholder = { en = "", ar = "", ckb = "" }\n[[copies]]', "sop.toml:49: config copy number 1 stands twice in the distribution list (give each copy a number of its own)"),
        ("[[copies]]", "[[signatures]]", "sop.toml:45: config unknown key signatures (take it out, or correct its spelling)"),
    ],
)
def test_a_mistake_in_a_list_is_named_at_its_line(tiny, old, new, expected):
    path = tiny / "sop.toml"
    assert old in LISTS
    path.write_text(path.read_text(encoding="utf-8") + LISTS.replace(old, new, 1), encoding="utf-8")
    assert any(said.startswith(expected) for said in problems(config.load, tiny))


def test_a_letterhead_that_is_never_published_is_not_enough(tiny):
    amend(tiny / "sop.toml", 'file = "neutral.docx"', 'file = "neutral.docx"\npublish = false')
    [said] = problems(config.load, tiny)
    assert said.startswith("sop.toml:36: config there is no letterhead that `make publish` uses")


def test_a_missing_key_is_named_at_its_table(tiny):
    amend(tiny / "sop.toml", 'version = "1.0"\n', "")
    assert problems(config.load, tiny) == ["sop.toml:3: config document.version is missing (add version = …)"]


def test_every_mistake_is_named_at_once(tiny):
    amend(tiny / "sop.toml", 'direction = "rtl"', 'direction = "up"')
    assert len(problems(config.load, tiny)) == 2


def test_a_folder_without_sop_toml_is_refused(tmp_path):
    assert problems(config.load, tmp_path) == ["sop.toml: config cannot be read: No such file or directory (run in the SOP's folder, or name it with --root)"]


def test_text_that_is_not_utf8_is_refused(tiny):
    (tiny / "sop.toml").write_bytes("title = 'é'".encode("latin-1"))
    assert problems(config.load, tiny) == ["sop.toml: config cannot be read: it is not UTF-8 text (run in the SOP's folder, or name it with --root)"]


@pytest.mark.parametrize("text", ["x = " + "9" * 5000, "x = " + "[" * 100_000])
def test_toml_that_its_reader_cannot_take_is_one_finding(tiny, text):
    (tiny / "sop.toml").write_text(text, encoding="utf-8")
    assert problems(config.load, tiny) == ["sop.toml: config has a number or a nesting that is too large (take it out)"]


TABLES = """[plain]
key = 1
[["a.b/c"]]
key = 1

["a.b/c".inside]
key = 1
[["a.b/c"]]
"other key" = 2
["a.b/c".inside]
key = 1
"""


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (("plain", "key"), 2), (("a.b/c", "0", "key"), 4), (("a.b/c", "0", "inside", "key"), 7), (("a.b/c", "1", "other key"), 9),
        (("a.b/c", "1", "inside"), 10), (("a.b/c", "1", "inside", "key"), 11), (("a.b/c", "1", "lost"), 8), (("a.b/c", "2"), 1), (("lost",), 1),
    ],
)
def test_a_key_is_found_in_tables_of_an_array_too(place, line):
    assert config.line_of(place, TABLES) == line
