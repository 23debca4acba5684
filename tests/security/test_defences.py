"""Each defence holds something up: taken out, a payload of the corpus succeeds.

Where two defences stand behind one another, all of them are taken out: ``without_…`` says which.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass

import pytest
import yaml
from myst_parser.mdit_to_docutils.sphinx_ import SphinxRenderer
from myst_parser.parsers.sphinx_ import MystParser
from sphinx.application import Sphinx

from build_tools import config, runner, sphinx_ext
from build_tools.catalogs import files, words
from build_tools.content import registers
from build_tools.content.markdown import allowed, confinement, drawings, parsing, rendering
from build_tools.pdf import escape
from build_tools.pdf import inline as pdf_inline
from build_tools.word import inline as word_inline
from tests.conftest import amend
from tests.security.attacks import Attempt, attempted, prepared, write_strays, write_words
from tests.security.payloads import CHAPTERS, MESSAGES, REGISTERS

BY_NAME = {payload.name: payload for payload in (*CHAPTERS, *MESSAGES)}


class Everything(frozenset):
    def __contains__(self, name: object) -> bool:
        return True


def _raw_text_passes() -> None:
    confinement.LINE_ENDS = Everything()


def without_limits_of_the_front_matter() -> None:
    """MyST's own way of reading a chapter, with its template engine."""
    parsing.ChapterParser._parse_chapter = MystParser.parse


def without_limits_of_fields() -> None:
    confinement.Confine._heads = lambda self: []


def without_refusal_of_html() -> None:
    _raw_text_passes()
    rendering.ChapterRenderer.render_html_block = SphinxRenderer.render_html_block
    rendering.ChapterRenderer.render_html_inline = SphinxRenderer.render_html_inline


def without_limits_of_blocks() -> None:
    """… and with docutils' own settings, and raw text let through."""
    _raw_text_passes()
    allowed.BLOCKS = allowed.ROLES = Everything()
    parsing.CLOSED = {}
    rendering.ChapterRenderer.render_restructuredtext = SphinxRenderer.render_restructuredtext


def without_docutils_settings() -> None:
    parsing.CLOSED = {}


def without_confinement() -> None:
    def anywhere(source, chapter, name):
        return (chapter.parent / name).resolve()

    confinement.inside = anywhere


def without_kinds_of_pictures() -> None:
    """… and without confinement."""
    without_confinement()
    allowed.PICTURES = Everything()


def without_kinds_of_downloads() -> None:
    allowed.DOWNLOADS = Everything()


def without_a_look_at_drawings() -> None:
    drawings.fault = lambda path: ""


def without_limits_of_addresses() -> None:
    """… in chapters; Word and PDF have a list of their own."""
    confinement.is_safe = lambda address: True


def without_limits_of_addresses_on_paper() -> None:
    without_limits_of_addresses()
    word_inline.SAFE_LINK = re.compile("")
    pdf_inline.WEB = Everything()


def without_limits_of_number_formats() -> None:
    rendering.FIELD = re.compile("(?!)")


def without_inline_snippets() -> None:
    """Stock MyST reads each message as a document."""
    parsing.ChapterParser.parse = MystParser.parse


def without_a_look_at_words() -> None:
    words.fault = lambda msgid, msgstr: ""


def without_compiled_catalogs() -> None:
    """Sphinx gets locales/ as it is."""
    files.compile_language = lambda project, language, folder: shutil.copytree(project.locales, folder, dirs_exist_ok=True)


def without_own_settings() -> None:
    """Sphinx runs the SOP's conf.py."""
    def with_conf(*args, **options):
        return Sphinx(*args, **options | {"confdir": options["srcdir"]})

    runner.Sphinx = with_conf


def without_limit_of_suffixes() -> None:
    """… and with docutils' own settings, which a second parser would have, and raw text let through."""
    _raw_text_passes()
    settings = sphinx_ext.settings
    sphinx_ext.settings = lambda root: settings(root) | {"source_suffix": {".md": "markdown", ".rst": "restructuredtext"}}


def without_a_look_at_titles() -> None:
    load = config.load

    def with_markup(root):
        project = load(root)
        object.__setattr__(project.languages["ckb"], "name", "<script>alert('pwned-name')</script>")  # past its own validation
        return project

    config.load = with_markup


def without_escapes_in_typst() -> None:
    escape.literal = lambda text: f'"{text}"'


def without_safe_yaml() -> None:
    registers.LOADER = yaml.UnsafeLoader


def without_a_look_at_links() -> None:
    """Nothing to take out: ``build_language`` comes after it, see ``runner.run``."""


def write_rst(root) -> None:
    (root / "source/evil.rst").write_text("Title\n=====\n\n.. raw:: html\n\n   <script>alert('pwned-rst')</script>\n", encoding="utf-8")
    amend(root / "source/index.md", "chapters/acting\n", "chapters/acting\nevil\n")


def write_conf(root) -> None:
    with (root / "source/conf.py").open("a", encoding="utf-8") as conf:
        conf.write(f"\nopen({str(root / 'ran/conf-py')!r}, 'w')\n")


def write_register(root) -> None:
    text, _ = REGISTERS["python-object"]
    (root / "source/registers/terms.yml").write_text(text.replace("@RUN@", str(root / "ran")), encoding="utf-8")


def write_link(root) -> None:
    (root / "source/chapters/more.md").symlink_to(root / "secret.txt")
    amend(root / "source/index.md", "chapters/acting\n", "chapters/acting\nchapters/more\n")


@dataclass(frozen=True, kw_only=True)
class Defence:
    """``gains`` are what attackers have without it; ``stops`` is what ends a build that then breaks."""

    without: Callable[[], None]
    payloads: tuple[str, ...] = ()
    gains: frozenset[str] = frozenset()
    stops: str = ""
    wanted: str = "ar/site"
    prepare: Callable = lambda root: None


def defence(without: Callable, *payloads: str, gains: str = "", **options) -> Defence:
    return Defence(without=without, payloads=payloads, gains=frozenset(gains.split()) or frozenset(payloads), **options)


DEFENCES = [
    defence(without_limits_of_the_front_matter, "front-substitution", "front-html-meta"),
    defence(without_limits_of_fields, "fields-nosearch"),
    defence(without_refusal_of_html, "script-block", "image-onerror", "html-in-cell", "m-html-title", "m-html-paragraph"),
    defence(without_limits_of_blocks, "raw-html", "include", "eval-rst-include", gains="raw-html CANARY-SECRET"),
    defence(without_docutils_settings, "csv-file", gains="CANARY-SECRET"),
    defence(without_confinement, "link-up", "m-download", gains="CANARY-SECRET"),
    defence(without_kinds_of_pictures, "m-image-up", gains="CANARY-SECRET"),
    defence(without_kinds_of_downloads, "download-html", gains="page"),
    defence(without_a_look_at_drawings, "svg-script", gains="pwned-svg"),
    defence(without_limits_of_addresses, "figure-target", "toctree-address", "autolink-office", "m-office"),
    defence(without_limits_of_addresses_on_paper, "autolink-office", wanted="ar/pdf"),
    defence(without_limits_of_addresses_on_paper, "autolink-office", wanted="ar/word"),
    defence(without_limits_of_number_formats, "format-attribute", gains="format"),
    defence(without_inline_snippets, "m-front-paragraph"),
    defence(without_a_look_at_words, gains="word-quote word-focus word-onerror", prepare=write_words),
    defence(without_compiled_catalogs, gains="pwned-stray-js stray-mo", prepare=write_strays),
    defence(without_own_settings, gains="conf-py", prepare=write_conf),
    defence(without_limit_of_suffixes, gains="rst", prepare=write_rst),
    defence(without_a_look_at_titles, gains="name"),
    defence(without_escapes_in_typst, "typst-code", stops="panicked with: pwned-typst-code", wanted="ar/pdf"),
    defence(without_safe_yaml, gains="register", prepare=write_register),
    defence(without_a_look_at_links, gains="CANARY-SECRET", prepare=write_link),
]
IDS = [f"{number}-{defence.without.__name__.removeprefix('without_')}" for number, defence in enumerate(DEFENCES)]


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory):
    """One build for each defence, with it taken out."""
    base = tmp_path_factory.mktemp("defences")
    attempts = []
    for name, defence in zip(IDS, DEFENCES, strict=True):
        root = prepared(base / name, [BY_NAME[payload] for payload in defence.payloads])
        defence.prepare(root)
        attempts.append(Attempt(root=root, wanted=defence.wanted, without=defence.without))
    return dict(zip(IDS, attempted(*attempts), strict=True))


@pytest.mark.parametrize(("name", "defence"), list(zip(IDS, DEFENCES, strict=True)), ids=IDS)
def test_without_it_an_attack_succeeds(outcomes, name, defence):
    outcome = outcomes[name]
    if defence.stops:
        assert defence.stops in outcome.stopped
    else:
        assert defence.gains <= outcome.gains.keys(), outcome


def test_with_all_of_them_none_does(tmp_path):
    """What the corpus does not have: files and programs of the request's own. (A register that runs code stops the build.)"""
    root = prepared(tmp_path / "all", [])
    for prepare in (write_words, write_strays, write_conf, write_rst):
        prepare(root)
    (outcome,) = attempted(Attempt(root=root, wanted="ar/site"))
    assert (outcome.stopped, outcome.gains) == ("", {})


def test_every_defence_is_taken_out_once():
    functions = {name for name, thing in globals().items() if name.startswith("without_") and callable(thing)}
    assert functions == {defence.without.__name__ for defence in DEFENCES}
