"""No payload of the corpus gains anything, in any format, and findings name the attacks at their place."""

from __future__ import annotations

import re

import pytest

from build_tools import check, config, revision, runner
from build_tools.checks import folders, messages
from build_tools.content import glossary
from tests.conftest import amend, problems
from tests.security.attacks import SECRET, Attempt, attempted, findings_on, gains, prepared
from tests.security.payloads import CHAPTERS, MESSAGES, REGISTERS, STRAYS, TOML, WORDS

ALL = [*CHAPTERS, *MESSAGES]


@pytest.fixture(scope="module")
def roots(tmp_path_factory):
    """The SOP with all payloads, for the site; and without those that no PDF is written with, for paper."""
    base = tmp_path_factory.mktemp("corpus")
    return prepared(base / "site", ALL, words=True, strays=True), prepared(base / "paper", [p for p in ALL if not p.dangles], words=True, strays=True)


@pytest.fixture(scope="module")
def outcomes(roots):
    for root in roots:  # programs and settings of the request's own
        conf = f"open({str(root / 'ran/conf-py')!r}, 'w')\nmyst_enable_extensions = ['substitution']\nextensions = ['myst_parser']\n"
        (root / "source/conf.py").write_text(conf, encoding="utf-8")
        (root / "source/docutils.conf").write_text("[general]\nraw_enabled: on\nfile_insertion_enabled: on\n", encoding="utf-8")
    return attempted(Attempt(root=roots[0], wanted="ar/site"), Attempt(root=roots[1], wanted="ar/pdf,ar/word"))


def test_the_corpus_is_large_and_its_names_are_distinct():
    names = [payload.name for payload in ALL]
    assert len(names) == len(set(names)) and len(names) + len(WORDS) + len(STRAYS) + len(TOML) + len(REGISTERS) >= 180


def test_every_edition_was_written_in_spite_of_the_findings(roots, outcomes):
    """Otherwise it would be the findings that stop the attacks, and the next test would see nothing."""
    assert [outcome.stopped for outcome in outcomes] == ["", ""]
    assert (roots[0] / "out/site/ar/attacks/messages.html").exists()
    assert len([path for path in (roots[1] / "out").rglob("*") if path.suffix in (".pdf", ".docx")]) == 2


@pytest.mark.parametrize("edition", ["site", "paper"])
def test_nobody_gains_anything(outcomes, edition):
    assert outcomes[edition == "paper"].gains == {}


@pytest.mark.parametrize("payload", [p for p in ALL if p.found], ids=lambda p: p.name)
def test_a_finding_names_the_attack_at_its_lines(roots, outcomes, payload):
    found = findings_on(payload, outcomes[0], ALL, roots[0])
    assert payload.found in {finding.code for finding in found}
    assert all(finding.action for finding in found)


@pytest.mark.parametrize("name", ["jinja-text", "typst-unicode", "word-field", "abbr-quote", "m-jinja", "m-typst", "m-front-paragraph"])
def test_what_is_harmless_is_shown_as_it_was_typed(outcomes, name):
    """In the Typst source as string literals, which Typst has read as text: else the PDF would have stopped at panic()."""
    literals = "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', outcomes[1].typst))
    assert f"pwned-{name}" in literals or f"'{name}'" in literals or f"ran/{name}" in literals


def test_chapters_and_messages_with_findings_are_not_published(roots):
    project = config.load(roots[0])
    from build_tools import editions, publish

    assert publish.publish(project, editions.select(project, "ar/site"), lambda text: None)
    assert not project.build.exists()


@pytest.mark.parametrize("word", WORDS)
def test_an_unsafe_word_of_the_interface_is_a_finding(roots, word):
    found = [finding for finding in messages.of_language(config.load(roots[0]), "ar", []) if finding.code == "interface-word" and f"“{word}”" in finding.text]
    assert [finding.path for finding in found] == ["locales/_interface/ar/LC_MESSAGES/sphinx.po"]
    assert found[0].line > 0


def test_every_stray_file_is_a_finding(roots):
    found = {finding.path for finding in folders.run(config.load(roots[0])) if finding.code == "stray-file"}
    assert {f"locales/{name}" for name in STRAYS} | {"source/files/page.html", "source/docutils.conf"} <= found


def test_check_reports_the_folders_too(tiny):
    (tiny / "locales/ar/LC_MESSAGES/sphinx.js").write_text("alert(1)", encoding="utf-8")
    assert [str(finding) for finding in check.check(config.load(tiny), lambda text: None)] == [
        "locales/ar/LC_MESSAGES/sphinx.js: stray-file is no catalog (delete it: only .po files are used, and .mo files are made anew for each build)"
    ]


@pytest.mark.parametrize("link", ["source/chapters/more.md", "source/images/more.png", "source/more", "locales/ar/LC_MESSAGES/more.po", "templates/site/static/more.txt"])
def test_symbolic_links_stop_the_build(tiny, tmp_path, link):
    (tmp_path / "secret.txt").write_text(SECRET, encoding="utf-8")
    (tiny / link).symlink_to(tmp_path if link == "source/more" else tmp_path / "secret.txt")
    project = config.load(tiny)
    (said,) = problems(lambda: list(runner.run(project, [], revision=revision.of(project), out=tmp_path / "out", work=tmp_path / "work", languages=["en"])))
    assert said == f"{link}: stray-file is a symbolic link (put the file itself there)"


@pytest.mark.parametrize("name", REGISTERS)
def test_a_register_is_data(tiny, name):
    text, said = REGISTERS[name]
    (tiny / "ran").mkdir()
    (tiny / "source" / glossary.REGISTER).write_text(text.replace("@RUN@", str(tiny / "ran")), encoding="utf-8")
    assert said in problems(glossary.read, config.load(tiny))[0]
    assert list((tiny / "ran").iterdir()) == []


def test_words_of_a_register_are_text(tiny):
    amend(tiny / "source/registers/terms.yml", 'ar: "الضحية"', "ar: \"<script>alert('pwned-term')</script> {{ 'ran-' ~ 'term' }}\"")
    (tiny / "ran").mkdir()
    (outcome,) = attempted(Attempt(root=tiny))
    assert (outcome.stopped, outcome.gains) == ("", {})
    assert "pwned-term" in outcome.typst


def test_names_of_laws_are_text(tiny):
    amend(tiny / "source/registers/laws.yml", 'ar: "القانون رقم (28) لسنة 2012"', "ar: \"<script>alert('pwned-law')</script> {{ 'ran-' ~ 'law' }}\"")
    amend(tiny / "source/chapters/acting.md", "Go back to", "See {law}`L28-2012:6`. Go back to")
    (tiny / "ran").mkdir()
    (outcome,) = attempted(Attempt(root=tiny))
    assert (outcome.stopped, outcome.gains) == ("", {})
    assert "pwned-law" in outcome.typst


@pytest.mark.parametrize(("old", "new", "said"), TOML)
def test_sop_toml_names_no_file_or_markup(tiny, old, new, said):
    amend(tiny / "sop.toml", old, new)
    assert any(said in line for line in problems(config.load, tiny))


def test_a_gain_would_be_seen(tmp_path):
    """What the other tests rest on: this file of an attacker's dreams has all of them."""
    site = tmp_path / "out/site/ar"
    site.mkdir(parents=True)
    (tmp_path / "ran").mkdir()
    (tmp_path / "ran/code").touch()
    (site / "page.html").write_text(
        f"<script>alert('pwned-a')</script><img src=x onerror=\"alert('pwned-b')\"><a href=\"java\nscript:alert('pwned-c')\">x</a>"
        f"<p>ran-d {SECRET}</p><img src=\"https://evil.example/pwned-e.png\"><meta http-equiv=refresh content='0;url=pwned-f'>", encoding="utf-8")
    assert {"a", "b", "c", "d", "e", "f", "code", SECRET} <= set(gains(tmp_path))
