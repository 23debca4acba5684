"""`make progress` tells what is left to translate and to confirm."""

from __future__ import annotations

import subprocess
import sys

import pytest

from build_tools import config, overview
from tests.conftest import REPOSITORY, amend


def test_the_command_prints_table_and_terms_and_draws(tiny):
    path = tiny / "locales/ar/LC_MESSAGES/chapters/acting.po"
    amend(path, 'msgid "Somebody must decide."', '#, fuzzy\nmsgid "Somebody must decide."')
    amend(tiny / "source/chapters/acting.md", "Somebody must decide.", "Somebody must decide.\n\nAsk the witnesses.")
    ran = subprocess.run([sys.executable, "-m", "build_tools", "progress", "--root", str(tiny)], cwd=REPOSITORY, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    rows = [line.split() for line in ran.stdout.splitlines()]
    assert rows[0] == ["translated/fuzzy/untranslated", "ar", "messages", "ar", "words", "ar", "%", "ckb", "messages", "ckb", "words", "ckb", "%"]
    assert ["chapters/acting", "8/1/1", "29/3/3", "82", "9/0/1", "32/0/3", "91"] in rows
    assert rows[5][:3] == ["all", "chapters", "39/1/1"]
    assert "ckb: 1 terms of certainty C for a reviewer to confirm (and how many messages use each)\n     1  witness = شایەت\n" in ran.stdout
    assert (tiny / "build/progress.svg").read_text(encoding="utf-8").startswith("<svg ")


@pytest.mark.parametrize(
    ("term", "count"),
    [("victim", 3), ("Victim (penal)", 3), ("presumed victim", 1), ("exam", 0), ("ex", 0), ("law", 2)],
)
def test_a_term_is_counted_in_every_message_that_uses_it(term, count):
    msgids = ["The {term}`victim` speaks.", "{term}`Victims <victim>`, presumed victims.", "A victim and a victim: examine both laws.", "law-abiding", "The law."]
    assert overview.used(term, msgids) == count


def test_an_sop_without_a_register_has_no_list(tiny):
    (tiny / "source/registers/terms.yml").unlink()
    assert overview.unconfirmed(config.load(tiny), ["a"]) == ""
