"""Each check of translations names the bad lines of its case file, and no check names a good one."""

from __future__ import annotations

import re
import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from build_tools import config
from build_tools.checks import messages
from build_tools.checks.consistency import Placed
from build_tools.checks.inline import Context
from build_tools.checks.vocabulary import Vocabulary
from tests.conftest import REPOSITORY, amend

CASES = Path(__file__).parents[1] / "cases_messages"
EACH_MESSAGE = {messages.code_of(check): check for check in (*messages.OF_CHAPTERS, *messages.OF_INTERFACE)}
SEVERAL = {messages.code_of(check): check for check in messages.OF_LANGUAGE}
EXAMPLE = re.compile(r"^ *(Bad|Good): +(?:\((\w+)\) )?(\S.*?)   +(\S.*)$", re.M)


@cache
def about(language: str):
    return messages.context(config.load(REPOSITORY), language)


def unescaped(text: str) -> str:
    text = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return text.replace("\\n", "\n")


def lines(code: str) -> list[tuple[str, str, str, str]]:
    """(bad or good, language, source, translation) of one case file."""
    source, found = "", []
    for line in (CASES / f"{code}.txt").read_text(encoding="utf-8").splitlines():
        name, _, value = line.partition(": ")
        if name == "en":
            source = unescaped(value)
        elif name and name != "interface" and not name.startswith("#"):
            kind, language = name.split(" ")
            found.append((kind, language, source, unescaped(value)))
    return found


def is_interface(code: str) -> bool:
    return (CASES / f"{code}.txt").read_text(encoding="utf-8").startswith("interface\n")


def codes(language: str, source: str, translation: str, interface: bool) -> set[str]:
    checks = messages.OF_INTERFACE if interface else messages.OF_CHAPTERS
    return {finding.code for finding in messages.of_message(source, translation, about(language), checks)}


def codes_of_several(text: str) -> set[str]:
    pairs = [pair.split(" => ") for pair in text.split(" | ")]
    placed = [Placed(msgid=msgid, msgstr=msgstr, path="x.po", line=line) for line, (msgid, msgstr) in enumerate(pairs, start=1)]
    return {code for code, check in SEVERAL.items() for _ in check(placed)}


@pytest.mark.parametrize("code", EACH_MESSAGE)
def test_bad_lines_give_this_code_alone_and_good_lines_nothing(code):
    for kind, language, source, translation in lines(code):
        found = codes(language, source, translation, is_interface(code))
        assert found == ({code} if kind == "bad" else set()), f"{kind} {language}: {translation}"


@pytest.mark.parametrize("code", SEVERAL)
def test_bad_lines_of_several_messages_give_this_code_alone_and_good_lines_nothing(code):
    for kind, language, _, translations in lines(code):
        assert codes_of_several(translations) == ({code} if kind == "bad" else set()), f"{kind} {language}: {translations}"


@pytest.mark.parametrize("code", [*EACH_MESSAGE, *SEVERAL])
def test_each_check_has_a_case_file_with_bad_and_good_lines(code):
    assert {"bad", "good"} == {kind for kind, *_ in lines(code)}


def test_each_case_file_belongs_to_a_check():
    assert {path.stem for path in CASES.glob("*.txt")} == {*EACH_MESSAGE, *SEVERAL}


@pytest.mark.parametrize("code", [*EACH_MESSAGE, *SEVERAL])
def test_each_check_states_its_rule_with_a_bad_and_a_good_line(code):
    rule = ({**EACH_MESSAGE, **SEVERAL}[code]).__doc__
    assert "Bad:  " in rule
    assert "Good: " in rule


@pytest.mark.parametrize("code", EACH_MESSAGE)
def test_the_rules_own_lines_are_true(code):
    examples = [(kind, language or "ar", source, translation) for kind, language, source, translation in EXAMPLE.findall(EACH_MESSAGE[code].__doc__)]
    assert len(examples) == 2, "the lines are Bad:  source   translation, with three spaces between"
    for kind, language, source, translation in examples:
        found = codes(language, source, unescaped(translation), is_interface(code))
        assert found == ({code} if kind == "Bad" else set()), f"{kind} {language}: {translation}"


def test_a_finding_is_one_line_with_an_action():
    for code in EACH_MESSAGE:
        for kind, language, source, translation in lines(code):
            checks = messages.OF_INTERFACE if is_interface(code) else messages.OF_CHAPTERS
            for finding in messages.of_message(source, translation, about(language), checks):
                assert kind == "bad"
                assert "\n" not in str(finding)
                assert finding.action


def test_a_language_that_nobody_knows_yet_is_checked_as_far_as_possible():
    french = Context(language="fr", script="LATIN", vocabulary=Vocabulary([], "en", "fr"))
    assert [f.code for f in messages.of_message("within 24 hours", "dans 48 heures", french)] == ["numbers"]
    assert [f.code for f in messages.of_message("Is the person safe?", "Is the person safe?", french)] == ["same-as-source"]
    assert list(messages.of_message("Is the person safe?", "La personne est-elle en sécurité ?", french)) == []
    assert list(messages.of_message("Version", "Version", french)) == []


@settings(max_examples=200, deadline=None)
@given(source=st.text(), translation=st.text(alphabet=st.one_of(st.characters(), st.sampled_from("*`{}[]()<>#-1٢ه\u202eكک \n"))))
def test_any_text_gives_findings_and_nothing_else(source, translation):
    for language in ("ar", "ckb"):
        for checks in (messages.OF_CHAPTERS, messages.OF_INTERFACE):
            for finding in messages.of_message(source, translation, about(language), checks):
                assert len(str(finding).splitlines()) == 1


@pytest.mark.parametrize("piece", ["A", "1", "1-", "A.", "ه", "ا ", "a@", "-", "_", "[", "(", "`", "*", "<", "…", "://", "؟", "{x}`", "\n- ", "> "])
def test_a_long_text_takes_no_longer_than_its_length(piece):
    started = time.process_time()
    list(messages.of_message("Act.", piece * 5_000, about("ckb")))
    assert time.process_time() - started < 5


class TestInACatalog:
    CATALOG = "locales/ar/LC_MESSAGES/chapters/finding.po"

    @staticmethod
    def found(root: Path) -> list[str]:
        docnames = ["index", "chapters/finding", "chapters/acting", "annexes/words"]
        return [str(finding) for finding in messages.of_language(config.load(root), "ar", docnames)]

    def test_the_tiny_sop_is_clean(self, tiny):
        assert self.found(tiny) == []

    def test_a_finding_stands_at_the_messages_line(self, tiny):
        amend(tiny / self.CATALOG, "**كل**", "كل")
        line = (tiny / self.CATALOG).read_text(encoding="utf-8").splitlines().index('msgid "Look at **every** door."') + 1
        assert self.found(tiny) == [f"{self.CATALOG}:{line}: emphasis “Look at **every** door.” 1 strong texts became 0 (write **…** as often as in the source)"]

    def test_fuzzy_messages_are_not_checked(self, tiny):
        amend(tiny / self.CATALOG, 'msgid "Look at **every** door."', '#, fuzzy\nmsgid "Look at **every** door."')
        amend(tiny / self.CATALOG, "**كل**", "كل")
        assert self.found(tiny) == []

    @pytest.mark.parametrize(
        ("comment", "wrong"),
        [
            ("emphasis the Arabic word is strong by itself", None),
            ("emphasis: the Arabic word is strong by itself", None),
            ("emphasis", "without a reason"),
            ("numbers the law was renumbered", "nothing was found"),
            ("invisible looks better", "cannot be accepted"),
        ],
    )
    def test_a_maintainer_accepts_a_finding_with_a_reason(self, tiny, comment, wrong):
        amend(tiny / self.CATALOG, "**كل**", "كل")
        amend(tiny / self.CATALOG, 'msgid "Look at **every** door."', f'# accepted: {comment}\nmsgid "Look at **every** door."')
        found = self.found(tiny)
        if wrong is None:
            assert found == []
        else:
            assert any(" accepted " in line and wrong in line for line in found)
            assert any(" emphasis " in line for line in found)

    def test_what_needs_no_accepting_any_more_is_named(self, tiny):
        amend(tiny / self.CATALOG, 'msgid "Look at **every** door."', '# accepted: emphasis old reason\nmsgid "Look at **every** door."')
        assert ["nothing was found" in line for line in self.found(tiny)] == [True]

    def test_words_of_the_interface_are_checked(self, tiny):
        amend(tiny / "locales/_interface/ar/LC_MESSAGES/sphinx.po", "الصفحة %(page)s من", "الصفحة %(صفحة)s من")
        assert [line.split(" ")[1] for line in self.found(tiny)] == ["interface-word"]
        assert self.found(tiny)[0].startswith("locales/_interface/ar/LC_MESSAGES/sphinx.po:")

    def test_a_source_has_one_translation_in_all_chapters(self, tiny):
        amend(tiny / self.CATALOG, 'msgid "Two doors in one wall."\nmsgstr "بابان', 'msgid "Somebody must decide."\nmsgstr "بابان')
        assert [line.split(" ")[1] for line in self.found(tiny) if " end-mark " not in line] == ["other-translation"]
