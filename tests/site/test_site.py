"""The site: its direction, its links between languages, and that it asks nobody else for anything."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from build_tools import config
from build_tools.site import root, rtl
from tests.conftest import REPOSITORY, build, copy_tiny


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    base = tmp_path_factory.mktemp("site")
    tiny = copy_tiny(base / "tiny")
    build(tiny, "site", base / "out")
    root.write(config.load(tiny), base / "out/site")
    return base / "out/site"


def pages(site: Path, language: str = "*") -> list[Path]:
    return [page for page in sorted(site.glob(f"{language}/**/*.html")) if "_static" not in page.parts]


def soup(page: Path) -> BeautifulSoup:
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ckb", "rtl")])
def test_every_page_has_its_language_and_direction(site, language, direction):
    found = pages(site, language)
    assert len(found) >= 5
    for page in found:
        html = soup(page).html
        assert (html["lang"], html["dir"]) == (language, direction)


@pytest.mark.parametrize(("language", "expected"), [("en", False), ("ar", True), ("ckb", True)])
def test_only_right_to_left_pages_load_the_right_to_left_layer(site, language, expected):
    sheets = [link["href"].split("?")[0].rsplit("/")[-1] for link in soup(site / language / "index.html").select("link[rel=stylesheet]")]
    assert ("rtl.css" in sheets) is expected
    assert sheets[-1] == "sop.css"
    if expected:
        assert sheets.index("rtl.css") > sheets.index("pydata-sphinx-theme.css")


def test_the_right_to_left_layer_belongs_to_the_installed_theme():
    first = (REPOSITORY / rtl.TARGET).read_text(encoding="utf-8").splitlines()[0]
    assert first == rtl.made_from(), "run make rtl-css"


def test_each_page_links_to_itself_in_every_language(site):
    for page in pages(site):
        links = soup(page).select(".sop-languages a")
        assert {link["hreflang"] for link in links} == {"en", "ar", "ckb"}
        for link in links:
            assert (page.parent / link["href"]).resolve().is_file(), (page, link["href"])
        inside = page.relative_to(site).parts[0]
        assert {link["hreflang"] for link in links if link.get("aria-current")} == {inside}


def test_every_local_link_of_every_page_arrives(site):
    for page in [*pages(site), site / "index.html", site / "404.html"]:
        for link in soup(page).select("a[href]"):
            address, _, anchor = link["href"].partition("#")
            if re.match(r"[a-z]+:", address) or "files/" in address:
                continue
            target = (page.parent / address.split("?")[0]).resolve() if address else page
            assert target.is_file(), (page, link["href"])
            if anchor:
                assert soup(target).find(id=anchor), (page, link["href"])


def test_the_downloads_of_a_language_are_linked(site):
    links = [link["href"] for link in soup(site / "ar/chapters/acting.html").select(".sop-downloads a")]
    assert links == ["../../../files/sop-ar.pdf", "../../../files/sop-ar-neutral.docx"]


def test_nothing_is_fetched_from_another_host(site):
    for page in pages(site):
        for element in soup(page).select("script[src], link[href], img[src], iframe, object"):
            address = element.get("src") or element.get("href") or ""
            assert not re.match(r"(https?:)?//", address), (page, address)
    for sheet in site.glob("*/_static/**/*.css"):
        assert not re.search(r"url\([\"']?(https?:)?//", sheet.read_text(encoding="utf-8")), sheet


def test_the_chapters_source_is_not_published(site):
    assert [path for path in site.rglob("*.md*") if path.is_file()] == []
    assert not list(site.rglob(".buildinfo"))


def test_a_draft_says_so_on_every_page(site):
    for page in pages(site, "ckb"):
        if page.name != "search.html":
            assert soup(page).select_one(".sop-draft").get_text(strip=True) == "ڕەشنووس: هیچ لایەنێک پەسەندی نەکردووە"


def test_boxes_and_labels_speak_the_readers_language(site):
    page = soup(site / "ar/chapters/finding.html")
    assert page.select_one(".admonition.note .admonition-title").get_text() == "ملاحظة"
    assert page.select_one("table .caption-number").get_text(strip=True) == "الجدول 1.1"
    assert "القسم 2.1.1" in page.get_text()


def test_the_search_page_speaks_the_readers_language(site):
    script = (site / "ckb/_static/translations.js").read_text(encoding="utf-8")
    assert "گەڕان تەواو بوو" in script
