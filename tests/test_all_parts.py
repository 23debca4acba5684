"""Every page of an SOP, each as a Word file of its own, in every language: one test for what all of them must be."""

from __future__ import annotations

import re
import shutil

import pytest

from build_tools import config, editions
from build_tools.word.lint import lint
from build_tools.word.ooxml import q, value
from build_tools.word.package import MAIN, Package
from tests.conftest import amend, build, copy_tiny, problems
from tests.stepped import step_into
from tests.word.test_content import counted

LANGUAGES = ("en", "ar", "ckb")
PAGES = ("acting", "finding", "form-doors", "form-request", "fr", "ij", "lists", "request", "words")
FORMS, CARDS, CAPTIONED = {"form-doors", "form-request", "request"}, {"fr", "ij"}, {"finding", "lists"}
ONE_HEADING = {"lists", *FORMS}
REQUEST = """\
(annex-request)=
# Annex C. Request

Fill it in as {numref}`step-open` says; {ref}`form-request` is the first part.[^request]

[^request]: A note on {numref}`tbl-doors`.

:::{warning}
No names here.
:::

:::::{form} Part 1. Doors
:name: form-request

::::{field} Door code
:help: As in {numref}`step-act` and {ref}`annex-words`.
::::

::::{field} Opened on
:type: date
:time:
::::

::::{field} Keys
:type: rows
:rows: 2

- Key
- Kept by
::::
:::::

:::::{form} Part 2. Other doors
:name: form-doors

::::{field} Another code
:help: As in {ref}`form-request`, and in {numref}`step-open`.[^other]
::::
:::::

[^other]: A note of the second form.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    root = step_into(copy_tiny(tmp_path_factory.mktemp("all") / "tiny"), languages=("ar", "ckb"))
    (root / "source/annexes/request.md").write_text(REQUEST, encoding="utf-8")
    amend(root / "source/index.md", "annexes/lists\n", "annexes/lists\nannexes/request\n")
    return root


@pytest.fixture(scope="module")
def files(site, tmp_path_factory) -> dict[tuple[str, str], bytes]:
    """Word files by language and page; "" is the whole SOP."""
    out = tmp_path_factory.mktemp("out")
    project = config.load(site)
    assert tuple(sorted(editions.parts(project) | editions.forms(project))) == PAGES
    build(site, ",".join(f"{language}/word/neutral/{page}" for language in LANGUAGES for page in PAGES) + ",word", out)
    found = {}
    for path in sorted(out.rglob("*.docx")):
        language, page = re.fullmatch(r"sop-(\w+)-neutral(?:-([\w-]+))?\.docx", path.name).groups()
        assert path.parent.name == (page or "files")
        found[language, page or ""] = path.read_bytes()
    assert len(found) == len(LANGUAGES) * (len(PAGES) + 1)
    return found


def text(root) -> str:
    return "".join(found.text or "" for found in root.iter(q("w:t")))


def lines(data: bytes) -> list[str]:
    return [text(paragraph) for paragraph in Package.read(data).xml(MAIN).iter(q("w:p"))]


def styled(data: bytes, pattern: str) -> list[str]:
    """The lines whose style's name fits."""
    package = Package.read(data)
    styles = [style for style in package.xml("word/styles.xml").iter(q("w:style")) if re.fullmatch(pattern, value(style, "w:name"))]
    wanted = {style.get(q("w:styleId")) for style in styles}
    return [text(line) for line in package.xml(MAIN).iter(q("w:p")) if value(line, "w:pPr/w:pStyle") in wanted]


def contents(data: bytes) -> list[str]:
    """Numbers and titles of the contents, without pages."""
    return [re.sub(r"[\d…]+$", "", entry) for entry in styled(data, r"toc \d")]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_part_is_sound_and_no_reference_in_it_is_dead(files, language, page):
    """Every link and every field leads to a bookmark of the same file: lint looks them up."""
    assert lint.problems(files[language, page]) == []
    assert "Error!" not in "".join(lines(files[language, page]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", sorted(set(PAGES) - CARDS))
def test_a_part_has_the_numbers_of_the_whole(files, language, page):
    whole, part = contents(files[language, ""]), contents(files[language, page])
    assert bool(part) == (page not in ONE_HEADING) and [entry for entry in whole if entry in part] == part
    headings = counted(Package.read(files[language, page]))
    assert headings and set(headings) <= set(counted(Package.read(files[language, ""])))
    captions = styled(files[language, page], "caption")
    assert bool(captions) == (page in CAPTIONED) and set(captions) <= set(styled(files[language, ""], "caption"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_the_cover_and_the_properties_say_which_part_it_is(files, language, page):
    package = Package.read(files[language, page])
    (title,) = [element.text for element in package.xml("docProps/core.xml") if element.tag.endswith("}title")]
    heading, cover, whole = counted(package)[0][1], lines(files[language, page])[:3], lines(files[language, ""])[:3]
    assert heading in title and title in [re.sub("[\u200e\u200f]", "", line) for line in cover] and title not in whole


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_an_annex_with_a_form_and_a_form_alone_are_fillable(files, language):
    assert {page for page in PAGES if b"w:documentProtection" in Package.read(files[language, page]).parts["word/settings.xml"]} == FORMS
    assert b"w:documentProtection" not in Package.read(files[language, ""]).parts["word/settings.xml"]


def test_references_out_of_a_form_are_text_with_the_number(files):
    shown = lines(files["en", "request"])
    assert "Fill it in as Section 2.2.1 says; Part 1. Doors is the first part." in shown
    assert "As in Section 2.1.1 and Annex A. Words." in shown
    notes = Package.read(files["en", "request"]).xml("word/footnotes.xml")
    assert text(notes).strip() == "A note on Table 1.1. A note of the second form."


def test_a_form_alone_has_its_heading_the_warnings_and_nothing_of_other_forms(files):
    data = files["en", "form-doors"]
    shown = lines(data)
    assert "Annex C. Request: Part 2. Other doors" in shown[:3]
    assert shown[shown.index("Annex C. Request") :] == [
        "Annex C. Request", "Warning", "No names here.", "", "Part 2. Other doors",
        "Another code", "As in Part 1. Doors (Annex C. Request), and in Section 2.2.1.", "Click here to write", "",
    ]  # fmt: skip
    assert text(Package.read(data).xml("word/footnotes.xml")).strip() == "A note of the second form."
    heading, form = (next(line for line in Package.read(data).xml(MAIN).iter(q("w:p")) if text(line) == words) for words in ("Annex C. Request", "Part 2. Other doors"))
    assert heading.find(f"{q('w:pPr')}/{q('w:pageBreakBefore')}") is None and form.find(f"{q('w:pPr')}/{q('w:pageBreakBefore')}") is None


def test_a_form_that_the_page_has_not_got_is_refused(site, tmp_path):
    root = tmp_path / "changed"
    shutil.copytree(site, root)
    (root / "source/annexes/request.md").write_text(REQUEST.replace(":::::{form} Part 2", "```\n:::::{form} X\n:name: form-lost\n```\n\n:::::{form} Part 2"), encoding="utf-8")
    assert editions.forms(config.load(root))["form-lost"] == "annexes/request#form-lost"
    [problem] = problems(build, root, "en/word/neutral/form-lost", tmp_path)
    assert problem == "source/annexes/request.md: edition has no form 'form-lost' (write :name: below its {form})"
