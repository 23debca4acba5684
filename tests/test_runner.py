"""One process reads a language once and writes its formats; languages never mix."""

import pytest

from build_tools import config, editions, revision, runner
from tests.conftest import amend, build


def pages(root):
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in sorted(root.rglob("*.html"))}


def test_every_language_is_built_without_a_warning(tiny, tmp_path):
    readings = build(tiny, "site", tmp_path / "out")
    assert sorted(readings) == ["ar", "ckb", "en"]
    assert all(message.translated for reading in readings.values() for found in reading.messages.values() for message in found)


def test_languages_built_together_are_as_if_built_alone(tiny, tmp_path):
    """Sphinx keeps its translators for the whole process: two languages in one come out wrong."""
    build(tiny, "site", tmp_path / "together")
    for language in ("ar", "ckb"):
        build(tiny, f"{language}/site", tmp_path / language)
        assert pages(tmp_path / "together/site" / language) == pages(tmp_path / language / "site" / language)


def test_two_languages_in_one_process_would_come_out_wrong(tiny, tmp_path):
    """The reason for all of this. Should Sphinx mend it one day, the processes can go."""
    project = config.load(tiny)
    texts = {}
    for name, languages in {"both": ("ar", "ckb"), "alone": ("ckb",)}.items():
        jobs = [
            runner.Job(project=project, language=tag, editions=tuple(editions.select(project, f"{tag}/site")),
                       revision=revision.of(project), out=tmp_path / name, work=tmp_path / name / "work" / tag)
            for tag in languages
        ]
        list(runner.side_by_side(_one_after_the_other, [jobs]))
        texts[name] = (tmp_path / name / "site/ckb/chapters/finding.html").read_text(encoding="utf-8")
    assert texts["both"] != texts["alone"]


def _one_after_the_other(jobs, say):
    for job in jobs:
        runner.build_language(job, lambda written: None)


def test_spawned_processes_give_the_same_pages(tiny, tmp_path, monkeypatch):
    build(tiny, "ar/site", tmp_path / "forked")
    monkeypatch.setenv("SOP_START", "spawn")
    build(tiny, "ar/site", tmp_path / "spawned")
    assert pages(tmp_path / "forked/site/ar") == pages(tmp_path / "spawned/site/ar")


def test_a_fuzzy_message_counts_as_untranslated_and_shows_its_source(tiny, tmp_path):
    catalog = tiny / "locales/ar/LC_MESSAGES/chapters/acting.po"
    amend(catalog, 'msgid "Act now"', '#, fuzzy\nmsgid "Act now"')
    readings = build(tiny, "ar/site", tmp_path / "out")
    assert [m.msgid for m in readings["ar"].messages["chapters/acting"] if not m.translated] == ["Act now"]
    page = (tmp_path / "out/site/ar/chapters/acting.html").read_text(encoding="utf-8")
    assert '<span class="section-number">2.1.1 </span>Act now' in page


def test_untranslated_text_is_marked_with_its_language(tiny, tmp_path):
    amend(tiny / "locales/ar/LC_MESSAGES/chapters/acting.po", 'msgstr "على أحد أن يقرر."', 'msgstr ""')
    build(tiny, "ar/site", tmp_path / "out")
    page = (tmp_path / "out/site/ar/chapters/acting.html").read_text(encoding="utf-8")
    assert '<p dir="ltr" lang="en">Somebody must decide.</p>' in page


def test_the_same_numbers_as_stock_sphinx(tiny, tmp_path):
    build(tiny, "en/site", tmp_path / "out")
    page = (tmp_path / "out/site/en/chapters/finding.html").read_text(encoding="utf-8")
    assert '<span class="section-number">1.1.1 </span>Look around' in page
    assert "Table 1.1" in page and "Figure 1.1" in page and "Section 2.1.1" in page
    assert "Chapter 2" in page


@pytest.mark.parametrize("target", ["step-nowhere", "tbl-nowhere"])
def test_a_broken_reference_is_a_finding_and_not_a_crash(tiny, tmp_path, target):
    amend(tiny / "source/chapters/finding.md", "{numref}`tbl-doors`", f"{{numref}}`{target}`")
    project = config.load(tiny)
    events = list(runner.run(project, editions.select(project, "en/site"), revision=revision.of(project), out=tmp_path / "o", work=tmp_path / "w"))
    (finding,) = events[-1].findings
    assert str(finding).startswith(f"source/chapters/finding.md:23: ref.numref undefined label: '{target}' (write (that-name)= above")
