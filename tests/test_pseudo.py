"""Nothing is lost on the way into another language: of a translation whose every word is marked, readers see no word without the mark.

The SOP in tests/sites/kitchen holds all that an editor may write. What is found here without a mark was never offered to
translators, was dropped when the translation was put in, or is a word of our own that no catalog has.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

from build_tools import config, editions, revision, runner
from build_tools.content.markdown import allowed
from build_tools.processes import side_by_side
from tests import pseudo, visible
from tests.conftest import REPOSITORY, keep_typst
from tests.test_recall import site_text
from tests.visible import Shown

KITCHEN = REPOSITORY / "tests/sites/kitchen"
LANGUAGES = ("ar", "fr")
EXCEPTIONS = [
    (r"https?://[\w./?&=#-]+|\boffice@example\.org", "the address that a link shows"),
    (r"\bKITCHEN(?: / (AR|EN|FR) / v2\.3|$)", "the document number; the code alone in the keywords of a Word file"),
    (r"\bunversioned\b", "the revision of a folder that is not in git"),
    (r"\b(English|Français|العربية)\b", "a language is named in its own words"),
    (r"\((B|C)\)", "how certain a term is"),
    (r"\bTBCŵ?-\d+", "the name of an open point, also where a message writes it"),
    (r"\b(CK|PL|GD)\b", "codes of actors"),
    (r"\APDF\Z|\AWord(?=: )|\AWord\Z", "names of formats are the same in all languages"),
    (r"\A\s*(Ctrl|K)\s*\Z", "what stands on the keys"),
    (r"%\(\w+\)s|%s|\$\{\w+\}", "where a script puts a number"),
]
APART = ("translations.js", "searchindex.js", "PDF /Contents")  # in translations only, or once for each line of a link
GLOSSARY = {"victim": 1, "witness": 2}  # the English column of the {terms} tables, as often as a word stands in them


@dataclass(frozen=True, kw_only=True)
class Kitchen:
    """The written editions below ``out``; by language, the Typst source of the PDF and the untranslated messages."""

    root: Path
    out: Path
    typst: dict[str, str]
    untranslated: dict[str, list[str]]

    def shown(self, edition: str, language: str) -> list[Shown]:
        match edition:
            case "site":
                return list(visible.site(self.out / "site" / language))
            case "word":
                return list(visible.word(self.out / f"files/sop-{language}-neutral.docx"))
        return [*visible.typst(self.typst[language]), *visible.pdf(self.out / f"files/sop-{language}.pdf")]


def written(job: runner.Job, say) -> tuple[str, list[str]]:
    """Build one language with all checks on; gives the Typst source of its PDF and what stayed English."""
    sources = keep_typst()
    reading = runner.build_language(job, say)
    assert reading.findings == []
    return sources[0], [message.msgid for messages in reading.messages.values() for message in messages if not message.translated]


def cooked(folder: Path, *languages: str, leave: Iterable[str] = ()) -> Kitchen:
    """The kitchen sink in a folder of its own, translated but for what ``leave`` names, and built."""
    root, out = folder / "kitchen", folder / "out"
    shutil.copytree(KITCHEN, root)
    shutil.copytree(REPOSITORY / "templates", root / "templates")
    project = pseudo.translate(root, set(leave))
    jobs = [
        runner.Job(project=project, language=tag, editions=tuple(editions.select(project, tag)), revision=revision.of(project), out=out, work=folder / tag, check=True)
        for tag in languages
    ]
    found = {job.language: result for job, result in side_by_side(written, jobs) if isinstance(result, tuple)}
    return Kitchen(root=root, out=out, typst={tag: result[0] for tag, result in found.items()}, untranslated={tag: result[1] for tag, result in found.items()})


@pytest.fixture(scope="module")
def kitchen(tmp_path_factory) -> Kitchen:
    return cooked(tmp_path_factory.mktemp("kitchen"), *LANGUAGES, "en")


def not_translated(shown: Iterable[Shown]) -> list[Shown]:
    """The texts with a word that has neither a mark nor a reason to be without one."""
    left = dict(GLOSSARY)
    found = []
    for text in shown:
        if left.get(text.text.strip(), 0):
            left[text.text.strip()] -= 1
        elif pseudo.unmarked(excused(text.text)):
            found.append(text)
    return found


def excused(text: str) -> str:
    for pattern, _ in EXCEPTIONS:
        text = re.sub(pattern, " ", text)
    return text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("edition", ["site", "pdf", "word"])
def test_no_word_that_readers_see_is_untranslated(kitchen, edition, language):
    shown = kitchen.shown(edition, language)
    assert len(shown) > 250
    assert not_translated(shown) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_stays_in_english(kitchen, language):
    assert kitchen.untranslated[language] == []


@pytest.mark.parametrize("edition", ["site", "pdf", "word"])
def test_a_translation_has_all_words_of_the_english_and_no_others(kitchen, edition):
    """Taken back from their marks, the words of the left-to-right translation are those of the English edition."""

    def words(language: str) -> Counter:
        texts = " ".join(excused(text.text) for text in kitchen.shown(edition, language) if text.place not in APART)
        return Counter(pseudo.WORD.findall(pseudo.without_marks(texts)))

    english, french = words("en"), words("fr")
    assert (dict(english - french), dict(french - english)) == ({}, {})


@pytest.mark.parametrize("edition", ["pdf", "word"])
def test_every_word_of_the_sites_pages_is_in_the_other_formats(kitchen, edition):
    """Marked words alone: so it says nothing of blocks of code, which have none."""
    there = " ".join(text.text for text in kitchen.shown(edition, "fr"))
    seen = set(pseudo.WORD.findall(site_text(kitchen.out, "fr")))
    assert len(seen) > 300
    assert {word for word in seen if word not in there and not pseudo.unmarked(word)} == set()


@pytest.mark.parametrize("edition", ["site", "pdf", "word"])
def test_a_listing_has_the_number_by_which_references_name_it(kitchen, edition):
    text = " ".join(text.text for text in kitchen.shown(edition, "en"))
    assert len(re.findall(r"Listing\s+2\.1", text)) == 2


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="pdftotext (poppler-utils) is not installed")
def test_no_word_on_the_pages_of_the_pdf_is_untranslated(kitchen):
    """The template's own words are in no string of the writer's. Latin letters alone: those of Arabic are not extracted whole."""
    text = subprocess.run(["pdftotext", "-layout", kitchen.out / "files/sop-fr.pdf", "-"], capture_output=True, check=True).stdout.decode("utf-8")
    blocks = re.findall(r"^[ *]*```.*?^ *```", (KITCHEN / "source/chapters/blocks.md").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    code = {word for block in blocks for word in pseudo.WORD.findall(block)}
    left = [word for word in pseudo.unmarked(excused(text)) if re.fullmatch("[A-Za-z]{2,}", word)]
    assert set(left) - code - set(GLOSSARY) == set()


def test_whatever_the_scripts_of_the_site_say_is_in_the_catalog_of_words(kitchen):
    said = {
        sentence
        for script in (kitchen.out / "site/fr/_static").glob("*.js")
        for quote, sentence in re.findall(r"""\b_\(\s*(["'])(.+?)\1""", script.read_text(encoding="utf-8"), re.DOTALL)
    }
    translated = {pseudo.without_marks(text.text) for text in visible.scripts(kitchen.out / "site/fr") if text.place == "translations.js"}
    assert len(said) >= 5
    assert said - translated == set()


def test_the_page_that_all_languages_share_names_each_in_its_own_words(kitchen):
    from build_tools.site import root

    root.write(config.load(kitchen.root), kitchen.out / "site")
    page = visible.html("index.html", (kitchen.out / "site/index.html").read_text(encoding="utf-8"))
    assert {word for text in page for word in pseudo.unmarked(excused(text.text))} == {"Kitchen", "sink"}


def test_the_kitchen_sink_has_every_block_and_role_that_an_editor_may_use():
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((KITCHEN / "source").rglob("*.md")))
    assert allowed.BLOCKS - set(re.findall(r"^\s*(?::{3,}|`{3,})\{([\w-]+)\}", text, re.MULTILINE)) == set()
    assert allowed.ROLES - set(re.findall(r"\{([\w-]+)\}`", text)) == set()


def test_the_kitchen_sink_has_everything_that_contributing_tells_editors_to_write():
    told = "\n".join(line for line in (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8").splitlines() if line.startswith("| "))
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted((KITCHEN / "source").rglob("*.md")))
    named = {role or block for role, block in re.findall(r"\{([a-z-]+)\}`|:::\{([a-z-]+)\}", told)}
    names = named & (allowed.BLOCKS | allowed.ROLES | {"terms"})  # it names refused ones too, with what to use instead
    assert len(names) > 6
    for name in names:
        assert f"{{{name}}}" in text


@pytest.mark.parametrize(
    "start", ["1. ", "- ", "+ ", "# ", "> ", "::: ", "| ", "(this)=", "--- ", ": "]
)
def test_a_translation_may_begin_like_a_block(kitchen, start):
    """Stock Sphinx drops such a translation without a word. Here it is in the catalog, so the tests above see it on the page."""
    catalog = (kitchen.root / "locales/fr/LC_MESSAGES/chapters/marks.po").read_text(encoding="utf-8")
    assert f'msgstr "{pseudo.marked(start, "ltr")}' in catalog


def test_one_untranslated_message_is_found_in_each_format(tmp_path):
    """And one word of the interface: without ours, Sphinx's own French shows through."""
    kitchen = cooked(tmp_path, "fr", leave=["The end of the chapter.", "Warning"])
    assert kitchen.untranslated == {"fr": ["The end of the chapter."]}
    for edition in ("site", "pdf", "word"):
        assert {text.text for text in not_translated(kitchen.shown(edition, "fr"))} == {"The end of the chapter.", "Avertissement"}
