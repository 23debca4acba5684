"""The cover says what sop.toml says."""

import dataclasses

import pytest

from build_tools import config
from build_tools.pdf.cover import _page_of, cover_of
from build_tools.revision import Revision
from tests.conftest import REPOSITORY

PROJECT = config.load(REPOSITORY)
REVISION = Revision(name="abc1234", timestamp=0)


def with_document(**changes):
    return dataclasses.replace(PROJECT, document=dataclasses.replace(PROJECT.document, **changes))


@pytest.mark.parametrize("language", PROJECT.languages)
def test_the_cover_names_the_document_of_its_language(language):
    cover = cover_of(PROJECT, language, REVISION)
    assert cover.title == PROJECT.document.title[language]
    assert cover.direction == PROJECT.languages[language].direction
    assert [value for _, value in cover.control][0] == PROJECT.code_for(language)
    assert "abc1234" in cover.as_typst()


def test_a_draft_says_on_every_page_that_nobody_approved_it():
    assert "Draft: not approved by anyone" in cover_of(with_document(status="draft"), "en", REVISION).marks


def test_an_issued_text_does_not():
    cover = cover_of(with_document(status="issued"), "en", REVISION)
    assert "Draft" not in cover.as_typst() and ("Status", "Issued") in cover.control


def test_the_classification_is_on_every_page():
    assert "Confidential" in cover_of(with_document(classification="confidential"), "en", REVISION).marks


def test_a_translation_may_name_the_number_of_pages_first():
    assert _page_of("%(pages)s / %(page)s") == '(page, pages) => { pages; " / "; page }'
