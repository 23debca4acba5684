"""A citation shows the law's name in the reader's language and leads to the register; what may not be cited is named at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from build_tools import config
from build_tools.content.laws import laws
from build_tools.content.laws.citations import parse
from tests.conftest import REPOSITORY, amend, build, copy_tiny, problems
from tests.lawful import cite_into
from tests.stepped import article, findings, text

REGISTER = "source/registers/laws.yml"
CHAPTER = "source/chapters/acting.md"


@pytest.fixture(scope="module")
def written(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("lawful")
    build(cite_into(copy_tiny(folder / "tiny")), "en/site,ar/site,ar/pdf,ar/word", folder / "out")
    return folder / "out"


def cited(out: Path, docname: str, language: str = "en") -> list[str]:
    return [text(node) for node in article(out, docname, language).select("span.law")]


def test_a_citation_names_law_and_article_and_what_nobody_has_seen_is_to_be_verified(written):
    assert cited(written, "chapters/finding") == [
        "Law No. 28 of 2012, Article 6(1)",
        "Law No. 28 of 2012, Article 8 [verify]",
        "that law",
        "Code of Doors No. 23 of 1971, Article 1 [verify]",
        "Articles 58 to 68",
        "the Convention, Article 3(c)",
        "Code of Doors No. 23 of 1971, Article 61(C)",
    ]


def test_in_another_language_names_articles_and_letters_are_that_languages(written):
    assert cited(written, "chapters/finding", "ar")[:6] == [
        "القانون رقم (28) لسنة 2012، المادة 6(1)",
        "المادة 8 منه [للتحقق]",
        "ذلك القانون",
        "قانون أصول الأبواب رقم (23) لسنة 1971، المادة 1 [للتحقق]",
        "المواد من 58 إلى 68",
        "الاتفاقية، المادة 3(ج)",
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_citation_leads_to_the_row_of_its_law(written, language):
    links = [node.a["href"] for node in article(written, "chapters/finding", language).select("span.law")]
    assert links[0] == "../annexes/laws.html#law-l28-2012"
    rows = {row.td["id"]: text(row.td) for row in article(written, "annexes/laws", language).select("table.laws tbody tr")}
    assert {href.partition("#")[2] for href in links} <= set(rows)
    assert rows["law-l28-2012"] == {"en": "Law No. 28 of 2012 on doors", "ar": "قانون الأبواب رقم (28) لسنة 2012"}[language]


def test_an_sop_without_a_printed_register_cites_without_links(tiny, tmp_path):
    amend(tiny / CHAPTER, "Somebody must decide.", "Somebody must decide on {law}`L28-2012:6`.")
    build(tiny, "en/site", tmp_path / "out")
    (citation,) = article(tmp_path / "out", "chapters/acting").select("span.law")
    assert text(citation) == "Law No. 28 of 2012, Article 6" and citation.a is None


def test_a_name_that_nobody_has_found_yet_is_the_sources_and_says_so(tiny, tmp_path):
    amend(tiny / REGISTER, 'ar: "القانون رقم (28) لسنة 2012"', 'ar: ""')
    amend(tiny / CHAPTER, "Somebody must decide.", "Somebody must decide on {law}`L28-2012:6`.")
    build(tiny, "ar/site", tmp_path / "out")
    (citation,) = article(tmp_path / "out", "chapters/acting", "ar").select("span.law")
    assert (citation["lang"], citation["dir"]) == ("en", "ltr") and text(citation).startswith("Law No. 28 of 2012")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("{law}`L29-2012:6`", "laws.unknown there is no law 'L29-2012' (use a key of source/registers/laws.yml, or add the law there)"),
        ("{law}`L28-2012 Art. 6`", "laws.form “L28-2012 Art. 6” is no citation (write L28-2012:6(1),"),
        ("{law}`two laws <L28-2012:6, L28-2012:8>`", "laws.form “L28-2012:6, L28-2012:8” is no citation (write"),
        ("{law}`none at all <none>`", "laws.form “none” is no citation"),
        ("{law}`L8-2015`", "laws.do-not-cite L8-2015 must not be cited (take it out;"),
        ("{law}`its article <L8-2015:3>`", "laws.do-not-cite L8-2015:3 must not be cited (take it out;"),
        ("{law}`L28-2012:5`", "laws.weak L28-2012:5 is too weak to be cited as law (put it into a {tbc} box, as a question to the committee)"),
        ("{law}`L28-2012:5(2)`", "laws.weak L28-2012:5(2) is too weak"),
        ("{law}`L28-2012:11-13`", "laws.weak L28-2012:11-13 is too weak"),
    ],
)
def test_what_may_not_be_cited_is_named_at_its_line(tiny, written, said):
    amend(tiny / CHAPTER, "Go back to", f"{written}. Go back to")
    found = findings(tiny)
    assert len(found) == 1 and found[0].startswith(f"{CHAPTER}:20: {said}")


def test_a_weak_source_may_stand_in_a_question_to_the_committee(tiny):
    amend(tiny / CHAPTER, "Somebody must decide.", "- Is {law}`L28-2012:5` in force?\n- And {law}`L28-2012:12-14`?")
    assert findings(tiny) == []


def test_what_may_not_be_cited_at_all_may_not_stand_there_either(tiny):
    amend(tiny / CHAPTER, "Somebody must decide.", "Is {law}`L8-2015` in force?")
    assert [finding.split()[1] for finding in findings(tiny)] == ["laws.do-not-cite"]


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("  certainty: X\n", "", 29, "'L8-2015' has no certainty (write certainty: A or B or C or X)"),
        ("  certainty: X\n", "  certainty: D\n", 31, "'L8-2015' has the certainty 'D' (write certainty: A or B or C or X)"),
        ("  certainty: X\n", "  certainty: [A]\n", 31, "'L8-2015' has the certainty ['A'] (write certainty: A or B or C or X)"),
        ("  scope: kri\n", "  scope: region\n", 25, "'KRI-L6-2018' has the scope 'region' (write scope: int or fed or kri)"),
        ("  kri: confirmed\n", "", 17, "'L23-1971' has no kri (write kri: confirmed or unconfirmed)"),
        ("  scope: kri\n", "  scope: kri\n  kri: confirmed\n", 26, "'KRI-L6-2018' has kri, which is for laws of scope fed (take it out)"),
        ('short: {en: "Law No. 8 of 2015"', 'short: {ar: ""', 33, "'L8-2015' has no short (write short: {en: …, ar: …, ckb: …}, each text in quotation marks)"),
        ("  note: ", "  notes: ", 35, "'L8-2015' has an unknown field 'notes' (use certainty, iraq,"),
        ('{"*": B, "3": A}', '{"*": B, "3": E}', 9, "'CONVENTION' has a provision of unknown certainty (provisions:"),
        ('{"*": B, "3": A}', '{"*": B, "Art. 3": A}', 9, "'CONVENTION' has no provision 'Art. 3' (write"),
        ("names_certainty: {ckb: C}", "names_certainty: {ckb: weak}", 7, "'CONVENTION' has an unknown mark in names_certainty (write"),
        ('name: {en: "Law No. 8 of 2015"', 'name: {fr: "Loi", en: "Law No. 8 of 2015"', 32, "'L8-2015' has a name in 'fr', which is no language of the SOP (use en, ar, ckb)"),
    ],
)
def test_a_broken_entry_is_named_at_its_line(tiny, old, new, line, said):
    amend(tiny / REGISTER, old, new)
    (found,) = problems(laws.read, config.load(tiny))
    assert found.startswith(f"{REGISTER}:{line}: register {said}")


def test_a_broken_register_is_one_finding_at_its_own_line(tiny):
    amend(tiny / CHAPTER, "Go back to", "{law}`L28-2012:6` and {law}`L23-1971:1`. Go back to")
    amend(tiny / REGISTER, "  certainty: X\n", "")
    assert findings(tiny) == [f"{REGISTER}:29: register 'L8-2015' has no certainty (write certainty: A or B or C or X)"]


@pytest.mark.parametrize(
    ("citation", "certainty"),
    [
        ("CONVENTION", "A"),  # seen as a whole
        ("CONVENTION:3", "A"),
        ("CONVENTION:3(c)", "A"),  # part of what was seen
        ("CONVENTION:4", "B"),  # by *
        ("L28-2012:6", "A"),  # by the law
        ("L28-2012:5(1)", "C"),
        ("L28-2012:13", "C"),  # in a range
        ("L28-2012:6-8", "B"),  # its weakest article
        ("L28-2012:7-12", "C"),
        ("L23-1971:58-68", "A"),  # the heading was seen
        ("L23-1971:60", "B"),  # … and not the article
        ("L8-2015:1", "X"),
    ],
)
def test_a_provision_is_as_certain_as_what_was_seen_of_it(tiny, citation, certainty):
    (found,) = parse(citation)
    assert laws.read(config.load(tiny))[found.key].certainty_of(found.provision) == certainty


@pytest.mark.parametrize(
    ("citations", "rests"),
    [
        ("L28-2012:6", True),
        ("L28-2012:6, L8-2015", True),
        ("L28-2012:6, L23-1971:1", False),  # made before 1991
        ("L28-2012:6, CONVENTION:3", False),
        ("KRI-L6-2018, L28-2012:6", False),
        ("none", False),
        ("UNKNOWN:1", False),  # said elsewhere
    ],
)
def test_a_step_in_the_region_rests_on_more_than_unconfirmed_federal_law(tiny, citations, rests):
    assert laws.rests_only_on_unconfirmed_federal_law(parse(citations), laws.read(config.load(tiny))) is rests


def test_the_sops_register_holds_all_sources_with_names_in_each_language():
    project = config.load(REPOSITORY)
    register = laws.read(project)
    assert len(register) >= 48 and {law.scope for law in register.values()} == set(laws.SCOPES)
    assert [law.key for law in register.values() for tag in project.languages if not law.name[tag] or not law.short[tag]] == []


def test_federal_laws_after_october_1991_are_not_confirmed_for_the_region():
    register = laws.read(config.load(REPOSITORY))
    later = [law for law in register.values() if law.scope == "fed" and law.key[0] == "L" and int(law.key[-4:]) > 1991]
    assert len(later) >= 10 and {law.kri for law in later} == {"unconfirmed"}
