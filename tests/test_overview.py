"""`make progress` tells what the text holds, and what is left to translate, to approve and to confirm."""

from __future__ import annotations

import datetime
import subprocess
import sys

from build_tools import config, confirm, doubts, overview, review
from build_tools.catalogs import files
from build_tools.review import Act, Standing, Text
from tests.conftest import REPOSITORY, amend


def test_the_command_prints_tables_and_terms_and_draws(tiny):
    path = tiny / "locales/ar/LC_MESSAGES/chapters/acting.po"
    amend(path, 'msgid "Somebody must decide."', '#, fuzzy\nmsgid "Somebody must decide."')
    amend(tiny / "source/chapters/acting.md", "Somebody must decide.", "Somebody must decide.\n\nAsk the witnesses.")
    project = config.load(tiny)
    act = Act(state="legal-checked", by="A body", date=datetime.date(2027, 3, 2), text="0" * 32, messages={review.digest("Steps", "الخطوات"): "Steps"})
    files.write(review.path_of(project, "ar"), review.text_of(project, "ar", {"chapters/acting": [act]}, []))
    ran = subprocess.run([sys.executable, "-m", "build_tools", "progress", "--root", str(tiny)], cwd=REPOSITORY, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    rows = [line.split() for line in ran.stdout.splitlines()]
    assert ["the", "text", "words", "steps", "forms", "their", "parts", "flows", "open", "points"] in rows
    assert ["chapters/acting", "35", "0", "0", "0", "0", "1"] in rows
    assert ["translated/fuzzy/untranslated", "ar", "messages", "ar", "words", "ar", "%", "ckb", "messages", "ckb", "words", "ckb", "%"] in rows
    assert ["chapters/acting", "8/1/1", "29/3/3", "82", "9/0/1", "32/0/3", "91"] in rows
    assert ["chapters/acting", "draft", "0", "of", "10", "draft", "(was", "legal-checked)", "1", "of", "10", "draft", "0", "of", "10"] in rows
    assert "ckb: 1 terms of certainty C for a reviewer to confirm, in 1 messages, 1 of them not approved\n     1  witness = شایەت\n" in ran.stdout
    assert (tiny / "build/progress.svg").read_text(encoding="utf-8").startswith("<svg ")
    assert (tiny / "build/terms-to-confirm-ckb.txt").read_text(encoding="utf-8").startswith(
        "TINY-SOP 1.0, کوردیی ناوەندی: terms that a reviewer must confirm\n\n\nwitness\nشایەت\n\n"
        "chapters/acting (not approved)\nAsk the witnesses.\n(not translated)\n"
    )


def standing(*texts: Text, unapproved: tuple[Text, ...] = (), state: str = "finalized") -> Standing:
    return Standing(docname="a", texts=texts, whole="", recorded="finalized", state=state, unapproved=unapproved)


def text(msgid: str) -> Text:
    return Text(msgid=msgid, msgstr="…", digest=msgid)


def test_the_table_of_approvals_names_the_state_before_a_change():
    changed = text("b")
    table = overview.approved({"en": {"a": standing(text("a"))}, "ar": {"a": standing(text("a"), changed, unapproved=(changed,), state="session-reviewed")}})
    assert table == (
        "approved    en state  en messages                          ar state  ar messages\n"
        "a          finalized       1 of 1  session-reviewed (was finalized)       1 of 2\n"
        "all pages                  1 of 1                                         1 of 2\n"
    )


def test_a_message_is_listed_below_each_of_its_terms_and_says_whether_it_is_approved(tiny):
    amend(tiny / "source/registers/terms.yml", '{ar: A, ckb: A}', '{ar: A, ckb: C}')
    project = config.load(tiny)
    project.build.mkdir()
    both, one = text("The victim and a witness."), text("A witness.")
    told = confirm.told(project, "ckb", {"a": standing(both, one, text("nobody"), unapproved=(one,))})
    assert told.splitlines()[:3] == [
        "ckb: 2 terms of certainty C for a reviewer to confirm, in 2 messages, 1 of them not approved", "     2  witness = شایەت", "     1  victim = قوربانی",
    ]
    written = (project.build / "terms-to-confirm-ckb.txt").read_text(encoding="utf-8")
    assert [written.count(line) for line in ("a (approved)\nThe victim and a witness.\n…\n", "a (not approved)\nA witness.\n…\n", "nobody")] == [2, 1, 0]


def test_an_sop_without_registers_has_no_list(tiny):
    for register in (tiny / "source/registers").iterdir():
        register.unlink()
    assert confirm.told(config.load(tiny), "ckb", {}) == ""


def test_names_of_laws_and_actors_that_are_proposals_are_listed(tiny):
    (tiny / "source/registers/laws.yml").write_text(
        'L1-2000:\n  scope: int\n  certainty: A\n  name: {en: "A treaty", ar: "معاهدة", ckb: "پەیماننامەیەک"}\n'
        '  short: {en: "Treaty", ar: "المعاهدة", ckb: "پەیماننامە"}\n  names_certainty: {ar: B, ckb: C}\n', encoding="utf-8",
    )
    (tiny / "source/registers/actors.yml").unlink()
    project = config.load(tiny)
    project.build.mkdir()
    assert "ckb: 1 names of laws and actors of certainty C" in confirm.told(project, "ckb", {})
    assert "\nA treaty\nپەیماننامەیەک\n" in (project.build / "terms-to-confirm-ckb.txt").read_text(encoding="utf-8")
    assert "names of laws" not in confirm.told(project, "ar", {})


def test_the_messages_of_a_term_are_found_by_page():
    uses = confirm.used({"a": standing(text("A witness."))}, doubts.of_language(config.load(REPOSITORY / "tests/sites/tiny"), "ckb"))
    assert uses == {"witness": [("a", text("A witness."))]}
