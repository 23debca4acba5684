"""`make new-letterhead NAME=…` adds a letterhead that can be built at once, and changes nothing else."""

import re

import pytest

from build_tools import config, editions, new_letterhead, publish, release
from build_tools.__main__ import main
from tests.conftest import REPOSITORY, amend, build, problems


def test_it_can_be_built_at_once_and_only_when_asked_for(tiny, tmp_path):
    said = []
    before = config.load(tiny)
    new_letterhead.add(before, "health", said.append)
    project = config.load(tiny)
    assert (tiny / "templates/word/health.docx").read_bytes() == (tiny / "templates/word/neutral.docx").read_bytes()
    assert project.letterheads["health"].name.keys() == project.languages.keys() and not project.letterheads["health"].publish
    assert editions.select(project, "") == editions.select(before, "")
    assert editions.select(project, "ar/word") == editions.select(before, "ar/word")
    build(tiny, "ar/word/health", tmp_path / "out")
    assert (tmp_path / "out/files/sop-ar-health.docx").stat().st_size > 5000
    assert "in Word" in said[1] and "make check-letterheads" in said[1] and "make word TO=ar/word/health" in said[1]


def test_all_else_in_the_configuration_stays(tiny):
    (tiny / "sop.toml").write_text((REPOSITORY / "sop.toml").read_text(encoding="utf-8"), encoding="utf-8")
    before = (tiny / "sop.toml").read_text(encoding="utf-8")
    new_letterhead.add(config.load(tiny), "health-2", lambda text: None)
    after = (tiny / "sop.toml").read_text(encoding="utf-8")
    assert after.startswith(before.rstrip("\n")) and "[letterheads.health-2]" in after
    assert set(re.findall(r"#.*", before)) <= set(re.findall(r"#.*", after))


@pytest.mark.parametrize("name", ["", "Health", "../x", "a b", "وزارة", "1st", "con", "x" * 80, "health.docx"])
def test_an_unsound_name_is_refused(tiny, name):
    before = (tiny / "sop.toml").read_text(encoding="utf-8")
    [said] = problems(new_letterhead.add, config.load(tiny), name, print)
    assert "cannot be used" in said and "NAME=health" in said
    assert (tiny / "sop.toml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(("name", "expected"), [
    ("neutral", "has a letterhead neutral already"), ("moi", "templates/word/moi.docx: letterhead is there, but sop.toml has no table"),
    ("ar", "means something else in TO="), ("word", "means something else"), ("acting", "means something else"), ("all", "means something else"),
])
def test_a_name_that_is_taken_is_refused(tiny, name, expected):
    [said] = problems(new_letterhead.add, config.load(tiny), name, print)
    assert expected in said


def test_a_lost_model_is_refused(tiny):
    (tiny / "templates/word/neutral.docx").unlink()
    [said] = problems(new_letterhead.add, config.load(tiny), "health", print)
    assert said.startswith("templates/word/neutral.docx: letterhead is missing")
    assert not (tiny / "templates/word/health.docx").exists()


def test_a_configuration_that_has_no_room_is_left_alone(tiny):
    amend(tiny / "sop.toml", '[letterheads.neutral]\nname = { en = "neutral letterhead", ar = "ترويسة محايدة", ckb = "سەرنامەی بێلایەن" }\nfile = "neutral.docx"\n', "")
    text = (tiny / "sop.toml").read_text(encoding="utf-8")
    (tiny / "sop.toml").write_text('letterheads = { neutral = { name = { en = "n", ar = "n", ckb = "n" }, file = "neutral.docx" } }\n' + text, encoding="utf-8")
    [said] = problems(new_letterhead.add, config.load(tiny), "health", print)
    assert "could not be added to" in said and not (tiny / "templates/word/health.docx").exists()


def test_the_command_prints_what_to_do_next(tiny, capsys):
    assert main(["new-letterhead", "--root", str(tiny), "--name", "health"]) == 0
    assert "next: open templates/word/health.docx in Word" in capsys.readouterr().err


def test_what_was_asked_for_stays_only_as_long_as_it_is_up_to_date(tiny, monkeypatch):
    new_letterhead.add(config.load(tiny), "health", lambda text: None)
    project = config.load(tiny)
    whole, [asked] = editions.all_editions(project), editions.select(project, "ar/word/health")
    monkeypatch.setattr(release, "last_manifest", lambda project: {"editions": {asked.name: {}}})
    monkeypatch.setattr(release, "is_intact", lambda project, wanted, inputs: inputs == "the same")
    assert asked in publish._kept(project, whole, "the same") and asked not in publish._kept(project, whole, "others")
    assert asked in publish._kept(project, whole[:1], "others")
    assert set(whole) <= set(publish._kept(project, whole, "others"))
