"""Blank forms on the site: tables with heads for those who listen, and nothing to type into."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup

from tests.conftest import build, copy_tiny
from tests.test_forms import FORM, translate, write


@pytest.fixture(scope="module")
def pages(tmp_path_factory) -> dict[str, BeautifulSoup]:
    base = tmp_path_factory.mktemp("forms")
    tiny = copy_tiny(base / "tiny")
    write(tiny, FORM)
    translate(tiny, "Case code", "present", "Source", "Suspects")
    build(tiny, "site", base / "out")
    return {tag: BeautifulSoup((base / f"out/site/{tag}/chapters/acting.html").read_text(encoding="utf-8"), "html.parser") for tag in ("en", "ar")}


def text(element) -> str:
    return " ".join(element.get_text(" ", strip=True).split())


def test_nothing_can_be_typed_or_sent(pages):
    article = pages["en"].select_one("article")
    assert article.select(".sop-form") and not article.select("form, input, textarea, select, button, [contenteditable]")


def test_each_label_is_the_head_of_its_row(pages):
    form = pages["en"].select_one("#form-things.sop-form")
    found = {text(row.th): text(row.td) for row in form.select("tbody tr") if row.th and row.td and row.th.get("scope") == "row"}
    assert found["Case code As on the other form."] == ""
    assert found["Found on"] == "day month year time"
    assert found["Interpreter"] == "☐ present ☐ by telephone, or by any other means that works"
    assert found["Means Tick all that apply"] == "☐ force ☐ fraud"
    assert found["Custodian"] == "Signature Name and post Date day month year"


def test_the_title_heads_each_table_and_only_the_first_in_large_letters(pages):
    form = pages["en"].select_one("#form-things")
    heads = [table.select_one("thead th") for table in form.select("table")]
    assert {(text(head), head["scope"]) for head in heads} == {("Part 1. Things found at Finding out", "colgroup")}
    assert [head["class"] for head in heads] == [["sop-form__title"], ["sop-form__again"], ["sop-form__again"]]
    assert form["role"] == "group" and form["aria-label"].startswith("Part 1. Things found")


def test_a_table_of_rows_has_heads_and_blank_cells(pages):
    movements, risks = pages["en"].select("#form-things .sop-form__rows")
    assert [text(head) for head in movements.select('th[scope="col"]')] == ["Moved on", "From and to"]
    assert [[text(cell) for cell in row.find_all("td")] for row in movements.select("tbody tr")] == [["", ""], ["", ""]]
    assert [re.search(r"width: ([\d.]+)%", column["style"])[1] for column in movements.select("col")] == ["25.0", "75.0"]
    assert [(text(row.th), len(row.find_all("td"))) for row in risks.select("tbody tr")] == [("Suspects", 1), ("Community", 1)]
    assert {row.th["scope"] for row in risks.select("tbody tr")} == {"row"}


def test_a_long_text_has_its_lines(pages):
    cell = next(cell for cell in pages["en"].select("td[colspan]") if text(cell) == "Account")
    assert len(cell.select(".sop-line")) == 3


def test_boxes_have_a_name_in_the_readers_language(pages):
    for language, name in (("en", "Empty box"), ("ar", "مربع فارغ")):
        boxes = pages[language].select(".sop-form .checkbox")
        assert len(boxes) == 5 and {(box["role"], box["aria-label"]) for box in boxes} == {("img", name)}


def test_translated_and_untranslated_texts_have_their_language(pages):
    form = pages["ar"].select_one("#form-things")
    label = form.find(string="ترجمة 0").parent
    assert not label.get("lang") and not label.get("dir")
    english = form.find(string="Interpreter").parent
    assert (english["lang"], english["dir"]) == ("en", "ltr")
    assert "اليوم" in text(form) and "ضع علامة على كل ما ينطبق" in text(form)
