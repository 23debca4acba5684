"""The site's search finds Arabic and Kurdish words in the forms in which people type them."""

from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from build_tools import config
from build_tools.catalogs import files
from build_tools.site import search
from tests.conftest import REPOSITORY, build

PROJECT = config.load(REPOSITORY)


def forms(tag: str, text: str) -> list[str]:
    rules = search.rules_for(tag)({})
    return [rules.stem(word) for word in rules.split(text)]


@pytest.mark.parametrize(
    ("tag", "typed", "written"),
    [
        ("ar", "قاضي", "القاضي"),
        ("ar", "الإحالة", "احالة"),
        ("ar", "ضحية", "والضحيه"),
        ("ar", "محقق", "للمحققين"),
        ("ar", "مؤشرات", "المؤشِّرات"),
        ("ar", "الاتجـــار", "الاتجار"),
        ("ar", "28", "٢٨"),
        ("ar", "متهم", "بالمتهم"),
        ("ckb", "قوربانی", "قوربانيان"),
        ("ckb", "دادوەر", "دادوەرەکە"),
        ("ckb", "مندال", "منداڵەکان"),
        ("ckb", "کەیس", "كه\u200cيس"),
        ("ckb", "لێکۆڵینەوە", "لیکولینەوە"),
        ("ckb", "بەڵگە", "بەڵگەکان"),
    ],
)
def test_what_is_typed_meets_what_is_written(tag, typed, written):
    assert forms(tag, typed) == forms(tag, written)


@pytest.mark.parametrize(("tag", "one", "other"), [("ar", "شاهد", "شهادة"), ("ar", "قاضي", "قضية"), ("ckb", "شایەت", "شار")])
def test_different_words_stay_different(tag, one, other):
    assert forms(tag, one) != forms(tag, other)


@pytest.mark.skipif(not shutil.which("node"), reason="Node.js is not installed")
@pytest.mark.parametrize("tag", PROJECT.translations)
def test_the_script_gives_the_same_forms_as_the_index(tag):
    texts = [e.msgstr for p in sorted((PROJECT.locales / tag).rglob("*.po")) for e in files.entries(files.read(p, PROJECT))]
    rules = search.rules_for(tag)
    script = rules.js_stemmer_code + rules.js_splitter_code + (
        "const stemmer = new Stemmer();"
        "const texts = JSON.parse(require('fs').readFileSync(0, 'utf8'));"
        "console.log(JSON.stringify(texts.map((text) => splitQuery(text).map((word) => stemmer.stemWord(word)))));"
    )
    ran = subprocess.run(["node", "-e", script], input=json.dumps(texts), capture_output=True, text=True, check=True)
    assert json.loads(ran.stdout) == [forms(tag, text) for text in texts]


def test_the_index_of_a_site_holds_those_forms(tiny, tmp_path):
    build(tiny, "ar/site", tmp_path / "out")
    index = (tmp_path / "out/site/ar/searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index.removeprefix("Search.setIndex(").removesuffix(")"))["terms"]
    (form,) = forms("ar", "ضحية")
    assert form in terms and "الضحية" not in terms
    assert "var Stemmer" in (tmp_path / "out/site/ar/_static/language_data.js").read_text(encoding="utf-8")
