"""Blank forms: what the blocks make, what is translated, and which mistakes are found where."""

from __future__ import annotations

import pytest
from docutils import nodes

from build_tools import config, revision, runner
from build_tools.content.forms import forms
from build_tools.content.forms.form_rules import asks_for_a_name
from build_tools.processes import side_by_side
from tests.conftest import build

FORM = """
:::::{form} Part 1. Things found at {ref}`ch-finding`
:name: form-things

::::{field} Case code
:help: As on the *other* form.
::::

::::{field} Found on
:type: date
:time:
:key: found
::::

::::{field} Interpreter
:type: choice

- present
- by telephone, or by any other means that works
::::

::::{field} Means
:type: checkbox

- force
- fraud
::::

::::{field} Rights explained
:type: checkbox
::::

::::{field} Account
:type: long
:lines: 3
::::

::::{field} Custodian
:type: signature
::::

% a remark to other editors

::::{field} Movements
:type: rows
:rows: 2
:widths: 1 3

- Moved on
- From and to
::::

::::{field} Risks
:type: rows

- Source
- Harm

1. Suspects
2. Community
::::
:::::

See {ref}`form-things`.
"""
MESSAGES = [
    (22, "Part 1. Things found at {ref}`ch-finding`"),
    (25, "Case code"), (25, "As on the *other* form."), (29, "Found on"),
    (35, "Interpreter"), (38, "present"), (39, "by telephone, or by any other means that works"),
    (42, "Means"), (45, "force"), (46, "fraud"),
    (49, "Rights explained"), (53, "Account"), (58, "Custodian"),
    (64, "Movements"), (69, "Moved on"), (70, "From and to"),
    (73, "Risks"), (76, "Source"), (77, "Harm"), (79, "Suspects"), (80, "Community"),
    (84, "See {ref}`form-things`."),
]  # fmt: skip
KEYS = ["case-code", "found", "interpreter", "means", "rights-explained", "account", "custodian", "movements", "risks"]


@pytest.fixture
def formed(tiny):
    write(tiny, FORM)
    return tiny


def write(root, text: str) -> None:
    with (root / "source/chapters/acting.md").open("a", encoding="utf-8") as chapter:
        chapter.write(text)


def translate(root, *msgids: str) -> None:
    with (root / "locales/ar/LC_MESSAGES/chapters/acting.po").open("a", encoding="utf-8") as catalog:
        catalog.writelines(f'\nmsgid "{msgid}"\nmsgstr "ترجمة {number}"\n' for number, msgid in enumerate(msgids))


def drawn(job, say) -> list[list[tuple[str, str, dict, list[tuple[str, str]]]]]:
    """Every form of the book: key, kind, numbers and texts of each field."""
    found = []
    assemble = runner.tree.assemble

    def look(builder, **wanted):
        book = assemble(builder, **wanted)
        for node in book.findall(forms.form):
            fields = forms.parts(node, forms.form_field)
            found.append([(field["key"], field["kind"], dict(field.attributes), [(type(child).__name__, child.astext()) for child in field]) for field in fields])
        return book

    runner.tree.assemble = look
    reading = runner.build_language(job, say)
    assert reading.findings == []
    return found


def fields_of(root, tmp_path, language: str):
    project = config.load(root)
    job = runner.Job(project=project, language=language, editions=(), revision=revision.of(project), out=tmp_path / "out", work=tmp_path / language, check=True)
    ((_, (fields,)),) = side_by_side(drawn, [job])
    return fields


def findings(root, tmp_path, text: str) -> list[str]:
    write(root, text)
    project = config.load(root)
    job = runner.Job(project=project, language="en", editions=(), revision=revision.of(project), out=tmp_path / "out", work=tmp_path / "work", check=True)
    ((_, reading),) = side_by_side(runner.build_language, [job])
    return [str(finding) for finding in reading.findings]


def test_every_text_of_a_form_is_a_message_at_its_line(formed, tmp_path):
    (reading,) = build(formed, "en/site", tmp_path / "out").values()
    found = [(message.line, message.msgid) for message in reading.messages["chapters/acting"]]
    assert found[-len(MESSAGES):] == MESSAGES


def test_a_field_keeps_its_kind_its_numbers_and_its_texts(formed, tmp_path):
    fields = {key: (kind, attributes, texts) for key, kind, attributes, texts in fields_of(formed, tmp_path, "en")}
    assert list(fields) == KEYS
    assert fields["case-code"][0] == "text"
    assert fields["case-code"][2] == [("form_label", "Case code"), ("form_help", "As on the other form.")]
    assert (fields["found"][0], fields["found"][1]["time"]) == ("date", True)
    assert fields["account"][1]["lines"] == 3
    assert fields["means"][2][1:] == [("form_choice", "force"), ("form_choice", "fraud")]
    assert (fields["movements"][1]["rows"], fields["movements"][1]["widths"]) == (2, [1, 3])
    assert fields["risks"][1]["rows"] == 0
    assert fields["risks"][2][1:] == [("form_column", "Source"), ("form_column", "Harm"), ("form_row", "Suspects"), ("form_row", "Community")]


def test_keys_are_the_same_in_every_language(formed, tmp_path):
    translate(formed, "Case code", "Interpreter", "Means", "Account")
    fields = fields_of(formed, tmp_path, "ar")
    assert [key for key, *_ in fields] == KEYS
    assert fields[0][3][0] == ("form_label", "ترجمة 0")


def test_a_key_from_a_long_label_is_cut(tiny, tmp_path):
    write(tiny, FIELD.format("::::{field} " + "word " * 20 + "\n::::"))
    ((key, *_),) = fields_of(tiny, tmp_path, "en")
    assert key == "-".join(["word"] * 13) and len(key) <= 64


def test_a_reference_shows_the_title_of_the_form_in_the_readers_language(formed, tmp_path):
    (formed / "source/chapters/acting.md").write_text(
        (formed / "source/chapters/acting.md").read_text(encoding="utf-8").replace("Part 1. Things found at {ref}`ch-finding`", "Things"), encoding="utf-8"
    )
    translate(formed, "Things")
    build(formed, "ar/site", tmp_path / "out")
    page = (tmp_path / "out/site/ar/chapters/acting.html").read_text(encoding="utf-8")
    assert 'href="#form-things"><span class="std std-ref">ترجمة 0</span>' in page


def test_a_form_has_no_number(formed, tmp_path):
    found = findings(formed, tmp_path, "\nBut see {numref}`form-things`.\n")
    assert found == ["source/chapters/acting.md:86: refused.form a form has no number (write {ref}`form-things`, which shows its title)"]


def test_the_tables_of_rows_are_parted_from_the_other_fields():
    node = forms.form("", *(forms.form_field(kind=kind) for kind in ("text", "long", "rows", "rows", "date")))
    assert [[field["kind"] for field in fields] for fields in forms.stretches(node)] == [["text", "long"], ["rows"], ["rows"], ["date"]]


def test_short_choices_stand_in_a_row_and_long_ones_below_each_other():
    def choices(*words: str):
        return [forms.form_choice(text, text) for text in words]

    assert forms.stand_in_a_row(choices("yes", "no", "not known"))
    assert not forms.stand_in_a_row(choices("yes", "no, because the person was not asked"))
    assert not forms.stand_in_a_row(choices(*["a word or two"] * 7))


def test_only_a_short_form_is_kept_on_one_page():
    def form_of(count: int):
        return forms.form("", nodes.title(), *(forms.form_field(kind="text") for _ in range(count)))

    assert forms.is_short(form_of(5)) and not forms.is_short(form_of(30))


def test_the_first_form_below_an_explanation_begins_a_page():
    alone, first, second = forms.form(), forms.form(), forms.form()
    nodes.section("", nodes.title(), nodes.target(), alone)
    nodes.section("", nodes.title(), nodes.paragraph(), first, nodes.paragraph(), second)
    assert [forms.begins_a_page(node) for node in (alone, first, second)] == [False, True, False]


FIELD = "\n\n:::::{{form}} Title\n{}\n:::::\n"
CASES = {
    "unknown type": (FIELD.format("::::{field} A\n:type: number\n::::"), 24, "“number” is no type of field (write one of text, long, date, choice, checkbox, signature, rows)"),
    "choice without a list": (FIELD.format("::::{field} A\n:type: choice\n::::"), 24, "a field of type choice needs a list of its choices (write each on a line of its own: - words)"),
    "rows without a list": (FIELD.format("::::{field} A\n:type: rows\n::::"), 24, "a field of type rows needs a list of its columns (write each on a line of its own: - words)"),
    "rows without columns": (FIELD.format("::::{field} A\n:type: rows\n\n1. one\n::::"), 24, "a field of type rows needs a list of its columns (write each on a line of its own: - words)"),
    "list in a text": (FIELD.format("::::{field} A\n\n- yes\n::::"), 24, "a field of type text holds nothing (write :type: choice or rows for a list, :help: for an explanation)"),
    "a paragraph of choices": (FIELD.format("::::{field} A\n:type: checkbox\n\nyes or no\n::::"), 24, "the field holds something else than a plain list (write each choice or column as - words)"),
    "widths": (FIELD.format("::::{field} A\n:type: rows\n:widths: 1 2\n\n- a\n::::"), 24, "there are 2 widths and 1 columns (write one number for each column)"),
    "no rows": (FIELD.format("::::{field} A\n:type: rows\n:rows: 0\n\n- a\n::::"), 24, "the table has no row (write how many are blank: :rows: 5)"),
    "a key that Word would not take": (FIELD.format("::::{field} A\n:key: A b\n::::"), 24, "“A b” is no key (write :key: with small Latin letters, digits and hyphens, such as case-code)"),
    "a label without a Latin letter": (FIELD.format("::::{field} ۱\n::::"), 24, "“” is no key (write :key: with small Latin letters, digits and hyphens, such as case-code)"),
    "too many lines": (FIELD.format("::::{field} A\n:type: long\n:lines: 99\n::::"), 24, "99 lines or rows are more than a page holds (write 40 or fewer)"),
    "field outside a form": ("\n\n\n::::{field} A\n::::\n", 24, "the field “A” stands outside a form (write it inside :::::{form} Title … :::::)"),
    "key twice": (FIELD.format("::::{field} A b\n::::\n::::{field} A, b\n::::"), 26, "the fields “A, b” and “A b” have the same key “a-b” (give one of them another key: :key: a-b-2)"),
    "a victim's name": (FIELD.format("::::{field} Name of the victim\n::::"), 24, "“Name of the victim” asks who a protected person is (ask for the case code; the name key is kept apart)"),
    "a child's signature": (FIELD.format("::::{field} The child\n:type: signature\n::::"), 24, "“Signature: The child” asks who a protected person is (ask for the case code; the name key is kept apart)"),
    "a column for names": (FIELD.format("::::{field} Persons met\n:type: rows\n\n- Names of migrants\n::::"), 24, "“Names of migrants” asks who a protected person is (ask for the case code; the name key is kept apart)"),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_mistake_in_a_field_is_found_at_its_line(tiny, tmp_path, case):
    text, line, expected = CASES[case]
    assert f"source/chapters/acting.md:{line}: refused.form {expected}" in findings(tiny, tmp_path, text)


def test_an_empty_form_is_found(tiny, tmp_path):
    found = findings(tiny, tmp_path, FIELD.format("% only a remark"))
    assert found == ["source/chapters/acting.md:23: refused.form the form “Title” has no field (write its fields inside it: ::::{field} Label)"]


def test_a_form_holds_nothing_but_fields(tiny, tmp_path):
    found = findings(tiny, tmp_path, FIELD.format("Some words.\n\n::::{field} A\n::::"))
    assert found == ["source/chapters/acting.md:24: refused.form a form holds fields, and this is “Some words.” (write it as :::{field}, or above the form)"]


def test_a_field_in_a_box_in_a_form_is_outside_it(tiny, tmp_path):
    found = findings(tiny, tmp_path, FIELD.format("::::{note}\n:::{field} A\n:::\n::::\n::::{field} B\n::::"))
    assert any("a form holds fields" in line for line in found)


def test_keys_may_repeat_in_another_file(formed, tmp_path):
    with (formed / "source/chapters/finding.md").open("a", encoding="utf-8") as chapter:
        chapter.write(FIELD.format("::::{field} Case code\n::::"))
    assert findings(formed, tmp_path, "") == []


@pytest.mark.parametrize(
    "label",
    ["Name of the victim", "Victim’s name", "Victim's full name", "Names of the children found", "Child: surname", "Name and age of the migrant", "Signature of the person", "Photograph of the person", "Name of the mother"],
)
def test_labels_that_ask_for_the_name_of_a_protected_person_are_known(label):
    assert asks_for_a_name(label)


@pytest.mark.parametrize(
    "label",
    [
        "Officer code", "Name and signature of the custodian", "Facts in the words of the person (no names)", "Who ordered the act (role, no name)", "Case code of the victim",
        "Language of the person", "Signed by the person on the name-key sheet", "Name of the agency", "Signature of the witness to the search", "Place, without the name of the person",
    ],
)  # fmt: skip
def test_labels_that_ask_for_something_else_are_left_alone(label):
    assert not asks_for_a_name(label)
