"""A form alone: every field can be filled in, nothing else can be changed, and each answer is found again."""

import pytest
from docutils import nodes

from build_tools.content.forms import forms
from build_tools.word.forms import field_names
from build_tools.word.lint import lint
from build_tools.word.ooxml import q, value
from build_tools.word.package import MAIN, Package
from tests.conftest import problems
from tests.word import validators
from tests.word.answers import fill, ids, read, through_libreoffice
from tests.word.conftest import book, text, words, written

LANGUAGES = ["en", "ar", "ckb"]
LABELS = {  # so that runs are cut as they are in a real form
    "en": "{} of the case (DEMO-0000)",
    "ar": "{} القضية (DEMO-0000)",
    "ckb": "{} کەیس (DEMO-0000)",
}


def field(kind: str, key: str, label: str, *more: nodes.Node, **numbers) -> forms.form_field:
    own = {"lines": 4, "rows": 0, "widths": [], "time": False} | numbers
    return forms.form_field("", forms.form_label(label, label), *more, kind=kind, key=key, **own)


def texts(kind, *shown: str) -> list[nodes.Node]:
    return [kind(shown_, shown_) for shown_ in shown]


def fields(language: str = "en") -> list[forms.form_field]:
    label = LABELS[language].format
    return [
        field("text", "case-code", label("Code"), forms.form_help("As elsewhere", "As elsewhere")),
        field("date", "found", label("Day"), time=True),
        field("choice", "interpreter", label("Interpreter"), *texts(forms.form_choice, label("yes"), label("no"))),
        field("checkbox", "means", label("Means"), *texts(forms.form_choice, label("force"), label("fraud"), label("a" * 40))),
        field("checkbox", "explained", label("Explained")),
        field("long", "account", label("Account"), lines=3),
        field("signature", "custodian", label("Custodian")),
        field("rows", "movements", label("Movements"), *texts(forms.form_column, label("When"), label("Where")), *texts(forms.form_row, label("First")), rows=2, widths=[1, 3]),
        field("text", "a-key-that-is-as-long-as-a-key-may-be-in-any-form-of-the-sop-1234", label("Last")),
    ]  # fmt: skip


def form_alone(language: str = "en", *own: forms.form_field) -> nodes.document:
    document = book(text("How to use it."), forms.form("", nodes.title("", "Part 1"), *(own or fields(language)), ids=["form"]))
    document["part"] = "Annex B. The form"
    document.children[-1]["number"] = ""
    return document


WANTED = [own for field in fields() for own in ids(field)]
ANSWERS = {
    "en": ["DEMO-0001", "24/11/2026", "14:30", 2, True, False, True, True, "First line.\nSecond line, with DEMO-0001.", "Officer 7", "25/11/2026", "r1c2", "r2c1", "r2c2", "r3c1", "r3c2", "The end"],
    "ar": ["DEMO-0001", "24/11/2026", "14:30", 1, False, True, True, True, "السطر الأول.\nالسطر الثاني، رقم DEMO-0001 و(2).", "الضابط 7، رئيس القسم", "25/11/2026", "من أ إلى ب", "1", "2026", "خلية", "أخرى", "النهاية"],
    "ckb": ["DEMO-0001", "24/11/2026", "14:30", 2, True, True, False, False, "دێڕی یەکەم.\nدێڕی دووەم، ژمارە DEMO-0001.", "ئەفسەری 7", "25/11/2026", "لە ئا بۆ بێ", "1", "2026", "خانە", "تر", "کۆتایی"],
}  # fmt: skip


def answers(language: str) -> dict:
    return dict(zip(WANTED, ANSWERS[language], strict=True))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_answer_has_a_control_that_shows_a_hint(language):
    empty = read(written(form_alone(language), language), WANTED)
    assert empty == {own: False if own.startswith("means.") or own == "explained" else "" for own in WANTED}


@pytest.mark.parametrize("language", LANGUAGES)
def test_answers_are_read_again(language):
    given = answers(language)
    assert read(fill(written(form_alone(language), language), given), WANTED) == given


@pytest.fixture(scope="module")
def saved(tmp_path_factory) -> dict[str, bytes]:
    """Blank and answered forms by language, saved by LibreOffice once and (``twice-``) once more."""
    folder = tmp_path_factory.mktemp("libreoffice")
    blank = {language: written(form_alone(language), language) for language in LANGUAGES}
    once = through_libreoffice({f"blank-{tag}": data for tag, data in blank.items()} | {f"answered-{tag}": fill(data, answers(tag)) for tag, data in blank.items()}, folder)
    twice = through_libreoffice({name: data for name, data in once.items() if name.startswith("answered")}, folder)
    return once | {f"twice-{name}": data for name, data in twice.items()}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("state", ["answered", "twice-answered"])
def test_answers_and_their_names_outlive_libreoffice(saved, language, state):
    """It drops every tag: what is left are bookmarks."""
    package = Package.read(saved[f"{state}-{language}"])
    marks = [mark.get(q("w:name")) for mark in package.xml(MAIN).iter(q("w:bookmarkStart"))]
    assert {field_names.bookmark(own) for own in WANTED} <= set(marks) and len(marks) == len(set(marks))
    assert not any(value(about, "w:tag") for about in package.xml(MAIN).iter(q("w:sdtPr")))
    assert read(saved[f"{state}-{language}"], WANTED) == answers(language)
    assert package.xml("word/settings.xml").find(q("w:documentProtection")).get(q("w:edit")) == "forms"


@pytest.mark.parametrize("language", LANGUAGES)
def test_hints_are_no_answers_after_libreoffice(saved, language):
    assert read(saved[f"blank-{language}"], WANTED) == read(written(form_alone(language), language), WANTED)


def test_an_answer_without_tag_and_bookmark_is_found_by_its_row():
    package = Package.read(fill(written(form_alone("ar"), "ar"), answers("ar")))
    for mark in [*package.xml(MAIN).iter(q("w:bookmarkStart"), q("w:bookmarkEnd"), q("w:tag"))]:
        if mark.tag == q("w:tag") or (mark.get(q("w:name")) or "").startswith("_field_"):
            mark.getparent().remove(mark)
    rows = [own for own in WANTED if not own.startswith("movements.")]
    assert read(package.save(), rows) == {own: answers("ar")[own] for own in rows}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_is_sound_blank_and_filled_in(language):
    blank = written(form_alone(language), language)
    assert lint.problems(blank) == [] and lint.problems(fill(blank, answers(language))) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("protected", [True, False])
def test_no_validator_finds_an_error_in_a_form(language, protected, tmp_path):
    """Half answered; as it is, and after a ministry has taken the protection off."""
    package = Package.read(fill(written(form_alone(language), language), {own: answers(language)[own] for own in WANTED[::2]}))
    if not protected:
        lock = package.xml("word/settings.xml").find(q("w:documentProtection"))
        lock.getparent().remove(lock)
    path = tmp_path / "form.docx"
    path.write_bytes(package.save())
    assert validators.findings(path) == []


def controls(data: bytes, kind: str):
    return [about for about in Package.read(data).xml(MAIN).iter(q("w:sdtPr")) if about.find(q(kind)) is not None]


@pytest.mark.parametrize(("language", "locale"), [("en", "en-GB"), ("ar", "ar-IQ"), ("ckb", "ckb-IQ")])
def test_dates_are_written_as_in_iraq(language, locale):
    found = controls(written(form_alone(language), language), "w:date")
    shown = {(value(own, "w:date/w:dateFormat"), value(own, "w:date/w:lid"), value(own, "w:date/w:calendar")) for own in found}
    assert len(found) == 2 and shown == {("dd/MM/yyyy", locale, "gregorian")}


def test_no_control_is_around_a_paragraph_and_none_is_of_plain_text():
    """LibreOffice would write both several times over in Arabic."""
    root = Package.read(written(form_alone("ar"), "ar")).xml(MAIN)
    around = [control for control in root.iter(q("w:sdt")) if control.getparent().tag != q("w:p") and next(control.iter(q("w:tr")), None) is None]
    assert around == [] and list(root.iter(q("w:text"))) == []


def test_what_is_written_into_a_control_follows_the_language():
    for about in controls(written(form_alone("ar"), "ar"), "w:richText"):
        assert value(about, "w:rPr/w:rtl") == "1" and about.find(f"{q('w:rPr')}/{q('w:lang')}").get(q("w:bidi")) == "ar-IQ"


def test_hints_come_from_the_glossary_in_the_readers_language():
    package = Package.read(written(form_alone("ckb"), "ckb"))
    glossary = package.xml(package.related(MAIN, "glossaryDocument"))
    entries = {value(part, "w:docPartPr/w:name"): words(part) for part in glossary.iter(q("w:docPart"))}
    shown = {value(about, "w:placeholder/w:docPart"): words(about.getparent().find(q("w:sdtContent"))) for about in package.xml(MAIN).iter(q("w:sdtPr")) if about.find(q("w:placeholder")) is not None}
    assert shown == entries and len(entries) == 4


def test_only_the_fields_can_be_changed_and_no_password_is_asked_for():
    package = Package.read(written(form_alone()))
    lock = package.xml("word/settings.xml").find(q("w:documentProtection"))
    assert dict(lock.attrib) == {q("w:edit"): "forms", q("w:enforcement"): "1"}
    assert value(package.xml("word/settings.xml"), "w:updateFields") == "0"


@pytest.mark.parametrize("left", ["", '<w:formProt w:val="0"/>'])
def test_every_section_is_closed_whatever_the_letterhead_says(changed, left):
    path = changed(replace=(MAIN, "<w:titlePg/>", f"{left}<w:titlePg/>"))
    root = Package.read(written(form_alone(), template=path)).xml(MAIN)
    assert [value(section, "w:formProt") for section in root.iter(q("w:sectPr"))] == ["1"] * len(list(root.iter(q("w:sectPr"))))


def test_rows_repeat_and_named_ones_do_not():
    root = Package.read(written(form_alone())).xml(MAIN)
    (around,) = root.iter(q("w15:repeatingSection"))
    rows = around.getparent().getparent().find(q("w:sdtContent"))
    assert len(list(root.iter(q("w15:repeatingSectionItem")))) == len(rows) == 2
    table = next(around.iterancestors(q("w:tbl")))
    assert [child.tag for child in table][2:] == [q("w:tr")] * 4 + [q("w:sdt")]
    assert "w14 w15" in root.get(q("mc:Ignorable"))


def test_ids_of_controls_and_names_are_used_once():
    root = Package.read(written(form_alone("ar"), "ar")).xml(MAIN)
    numbers = [own.get(q("w:val")) for about in root.iter(q("w:sdtPr")) for own in about.iterfind(q("w:id"))]
    tags = [own.get(q("w:val")) for own in root.iter(q("w:tag"))]
    assert len(numbers) == len(set(numbers)) and len(tags) == len(set(tags)) == len(WANTED) + 1  # of the table


def test_names_are_as_long_as_word_takes():
    keys = ["a", "case-code", "b" * 64, "b" * 63 + "c", "word-" * 12 + "word"]
    owns = [own for key in keys for own in (key, f"{key}.1", f"{key}.12.3", f"{key}.name")]
    for names, most in (([field_names.tag(own) for own in owns], 64), ([field_names.bookmark(own) for own in owns], 40), ([field_names.bookmark(own, of="asked") for own in keys], 40)):
        assert len(set(names)) == len(names) and max(map(len, names)) <= most
    assert field_names.bookmark("case-code") == "_field_case_code" and field_names.bookmark("means.2") == "_field_means__2"
    assert field_names.bookmark("a-1") != field_names.bookmark("a.1")


def test_titles_are_cut_to_what_word_takes():
    data = written(form_alone("en", field("text", "key", "Very long words " * 9)))
    (title,) = [value(about, "w:alias") for about in controls(data, "w:richText")]
    assert title.startswith("Very long words Very") and title.endswith("…") and len(title) <= 64


def test_a_key_that_two_files_of_one_annex_share_is_refused():
    [problem] = problems(written, form_alone("en", field("text", "key", "One"), field("text", "key", "Two")))
    assert "two forms of one file have a field 'key' (give one of the fields another key: :key: …)" in problem


@pytest.mark.parametrize(("part", "number"), [("", ""), ("Chapter 1", "1")])
def test_the_whole_sop_and_a_chapter_show_forms_blank(part, number):
    document = form_alone()
    document["part"], document.children[-1]["number"] = part, number
    package = Package.read(written(document))
    assert list(package.xml(MAIN).iter(q("w:sdt"))) == [] and package.xml("word/settings.xml").find(q("w:documentProtection")) is None
    assert "word/glossary/document.xml" not in package.parts and package.xml(MAIN).get(q("mc:Ignorable")) is None


def test_a_form_alone_has_no_contents():
    assert "Contents" not in [words(line) for line in Package.read(written(form_alone())).xml(MAIN).iter(q("w:p"))]


def test_a_form_is_the_same_bytes_twice():
    assert written(form_alone("ar"), "ar") == written(form_alone("ar"), "ar")


def test_controls_cannot_be_deleted_and_can_be_answered():
    """Not even after the protection is off. A box has no lock: LibreOffice would put it around its paragraph."""
    data = written(form_alone())
    locks = {kind: {value(about, "w:lock") for about in controls(data, kind)} for kind in ("w:richText", "w:date", "w:dropDownList", "w14:checkbox")}
    assert locks == {"w:richText": {"sdtLocked"}, "w:date": {"sdtLocked"}, "w:dropDownList": {"sdtLocked"}, "w14:checkbox": {""}}
