"""An import writes the translations that pass and nothing else; what does not pass is listed; nothing a translator does breaks a catalog."""

import datetime
import random
import shutil
import subprocess

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from build_tools import __main__ as commands
from build_tools import config
from build_tools.catalogs import files
from build_tools.worksheets import intake, judging, rows, sheet
from build_tools.worksheets.rows import HEADERS
from build_tools.worksheets.sheet import COLUMNS
from tests.conftest import amend, problems
from tests.worksheets.conftest import FINDING_PO, REVISION, Sheet, catalogs, entry, export, take

DOORS = "Open doors"


def codes(found) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in sorted(found)]


def test_a_sheet_that_nobody_touched_changes_nothing(tiny, worksheet):
    before = catalogs(tiny)
    assert take(worksheet) == [] and catalogs(tiny) == before


def test_a_translation_is_written_into_its_entry_alone(tiny, worksheet):
    before = catalogs(tiny)
    worksheet.type(DOORS, "أبواب مشرعة")
    assert take(worksheet) == []
    changed = before | {FINDING_PO: before[FINDING_PO].replace("أبواب مفتوحة".encode(), "أبواب مشرعة".encode())}
    assert catalogs(tiny) == changed != before


def test_the_same_import_twice_changes_nothing_more(tiny, worksheet):
    worksheet.type(DOORS, "أبواب مشرعة")
    worksheet.type("Left", "اليسار {term}`كذا`")
    found = take(worksheet)
    after = catalogs(tiny)
    assert found and take(worksheet) == found and catalogs(tiny) == after


@pytest.fixture
def fuzzy(tiny):
    """A sheet whose row DOORS is fuzzy, with a flag and a comment of its own."""
    amend(tiny / FINDING_PO, 'msgid "Open doors"', '# a remark\n#, fuzzy, no-wrap\n#| msgid "Open gates"\nmsgid "Open doors"')
    return export(tiny)


def test_a_new_translation_of_a_fuzzy_message_takes_the_mark_and_the_previous_source_away(tiny, fuzzy):
    fuzzy.type(DOORS, "أبواب مشرعة")
    assert take(fuzzy) == []
    assert '\n# a remark\n#, no-wrap\nmsgid "Open doors"\nmsgstr "أبواب مشرعة"\n'.encode() in catalogs(tiny)[FINDING_PO]


def test_a_fuzzy_message_stays_fuzzy_until_it_is_changed_or_called_correct(tiny, fuzzy):
    assert take(fuzzy) == [] and entry(tiny, DOORS).fuzzy
    fuzzy.type(DOORS, "✓", column="correct")
    assert take(fuzzy) == []
    done = entry(tiny, DOORS)
    assert (done.msgstr, done.fuzzy, done.previous) == ("أبواب مفتوحة", False, "")
    after = catalogs(tiny)
    assert take(fuzzy) == [] and catalogs(tiny) == after


def test_what_spreadsheets_put_in_is_taken_out(tiny, worksheet):
    worksheet.type(DOORS, " أبواب\u00a0مشرعة_x000D_\n")
    worksheet.type("Left", "جهة\r\nاليسار")
    worksheet["Closed doors", "translation"].value = CellRichText("أبواب ", TextBlock(InlineFont(b=True, color="FF0000"), "موصدة"))
    assert take(worksheet) == []
    assert [entry(tiny, msgid).msgstr for msgid in (DOORS, "Left", "Closed doors")] == ["أبواب مشرعة", "جهة اليسار", "أبواب موصدة"]


def test_the_letters_of_a_translation_are_kept_to_the_last():
    text = "نص\u200cبلا\u200fتغيير، 5.2 <{}>"  # checks say which of them must not be; nothing is taken away in silence
    assert rows.plain(text, like="a") == text
    assert rows.plain("a\u00a0b\nc", like="x\u00a0y\nz") == "a\u00a0b\nc"


@pytest.mark.parametrize(("typed", "code"), [
    ("=A1", "no-text"), (5.2, "no-text"), (datetime.date(2026, 5, 2), "no-text"), (True, "no-text"), (None, "empty"), (" \n ", "empty"),
])  # fmt: skip
def test_a_cell_that_holds_no_text_is_listed(tiny, worksheet, typed, code):
    before = catalogs(tiny)
    worksheet.type(DOORS, typed)
    assert codes(take(worksheet)) == [(code, worksheet.line(DOORS))]
    assert catalogs(tiny) == before


@pytest.mark.parametrize(("source", "typed", "code"), [
    ("Look at **every** door.", "انظر إلى كل باب.", "emphasis"),
    ("Write *all* of it down", "دوّن *كل* ذلك وفق {numref}`step-acts`.", "roles"),
    ("The way out, at 5.2", "المخرج، على بعد 5.3 أمتار", "numbers"),
    ("Left", "Left", "same-as-source"),
])  # fmt: skip
def test_a_translation_that_fails_a_check_is_listed_with_what_to_do(tiny, worksheet, source, typed, code):
    before = catalogs(tiny)
    worksheet.type(source, typed)
    [finding] = take(worksheet)
    assert str(finding).startswith(f"{worksheet.path.as_posix()}:{worksheet.line(source)}: {code} ") and finding.action
    assert catalogs(tiny) == before


def test_what_a_maintainer_has_accepted_passes(tiny):
    amend(tiny / FINDING_PO, 'msgid "The way out, at 5.2', '# accepted: numbers the law says so\nmsgid "The way out, at 5.2')
    sheet = export(tiny)
    sheet.type("The way out, at 5.2", "المخرج، على بعد 5.3 أمتار")
    assert take(sheet) == [] and "5.3" in entry(tiny, "The way out").msgstr


def test_the_rows_that_pass_are_written_beside_those_that_do_not(tiny, worksheet):
    worksheet.type(DOORS, "أبواب مشرعة")
    worksheet.type("Look at **every** door.", "بلا علامات")
    assert {finding.line for finding in take(worksheet)} == {worksheet.line("Look at **every**")}
    assert entry(tiny, DOORS).msgstr == "أبواب مشرعة" and "**" in entry(tiny, "Look at **every**").msgstr


def test_what_has_left_the_chapters_is_outdated(tiny, worksheet):
    amend(tiny / FINDING_PO, 'msgid "Open doors"', 'msgid "Open gates"')
    worksheet.type("Left", "جهة اليسار")
    assert take(worksheet) == []  # nobody touched the row
    worksheet.type(DOORS, "أبواب مشرعة")
    assert codes(take(worksheet)) == [("outdated", worksheet.line(DOORS))]


def test_a_newer_translation_of_somebody_else_is_not_undone(tiny, worksheet):
    amend(tiny / FINDING_PO, "أبواب مفتوحة", "أبواب مشرعة")
    before = catalogs(tiny)
    assert take(worksheet) == [] and catalogs(tiny) == before
    worksheet.type(DOORS, "أبواب غير مغلقة")
    [finding] = take(worksheet)
    assert finding.code == "changed-since" and "أبواب مشرعة" in finding.text and catalogs(tiny) == before


def test_a_wrong_id_is_listed_and_an_empty_row_is_not(tiny, worksheet):
    worksheet.type(DOORS, "أبواب مشرعة")
    worksheet.type("Left", "جهة اليسار")
    lines = worksheet.line(DOORS), worksheet.line("Left"), worksheet.line("Closed doors")
    ids = [worksheet.cells[f"{COLUMNS['id']}{line}"] for line in lines]
    ids[0].value, ids[1].value, ids[2].value = "ar:12", ids[2].value, None
    worksheet.cells.append([])
    before = catalogs(tiny)
    assert sorted(finding.code for finding in take(worksheet)) == ["other-original", "unknown-row", "unknown-row"]
    assert catalogs(tiny) == before


def test_a_row_of_another_language_goes_nowhere(tiny, worksheet):
    worksheet.type(DOORS, "fr" + worksheet[DOORS, "id"].value[2:], column="id")
    assert codes(take(worksheet)) == [("language", worksheet.line(DOORS))]


def test_two_rows_for_one_message_must_agree(tiny, worksheet):
    line = worksheet.line(DOORS)
    copied = [cell.value for cell in worksheet.cells[line]]
    worksheet.type(DOORS, "أبواب مشرعة")
    worksheet.cells.append(copied)
    last = worksheet.cells.max_row
    assert take(worksheet) == [] and entry(tiny, DOORS).msgstr == "أبواب مشرعة"  # the copy was not touched
    worksheet = export(tiny)
    worksheet.type(DOORS, "أبواب واسعة")
    worksheet.cells.append([*copied[:4], "أبواب كبيرة"])
    worksheet.cells[f"A{last}"].value = worksheet[DOORS, "id"].value
    assert codes(take(worksheet)) == [("doubled", line), ("doubled", last)]


def test_a_column_that_was_sorted_by_itself_is_noticed(tiny, worksheet):
    cells = worksheet.cells[COLUMNS["translation"]][1:]
    for cell, text in zip(cells, sorted(cell.value for cell in cells), strict=True):
        cell.value = text
    before = catalogs(tiny)
    assert "moved" in {finding.code for finding in take(worksheet)} and catalogs(tiny) == before


def test_merged_cells_are_listed_and_not_taken(tiny, worksheet):
    worksheet.type(DOORS, "أبواب مشرعة")
    line, column = worksheet.line(DOORS), COLUMNS["translation"]
    worksheet.cells.merge_cells(f"{column}{line}:{column}{line + 1}")
    before = catalogs(tiny)
    found = take(worksheet)
    assert codes(found) == [("no-text", line), ("no-text", line + 1)] and "undo the merging" in found[0].action
    assert catalogs(tiny) == before


def test_columns_and_rows_may_stand_in_any_order_among_others(tiny, worksheet):
    worksheet.type(DOORS, "أبواب مشرعة")
    worksheet.workbook.create_sheet("own notes", 0)["A1"] = "Translation"
    table = [[cell.value for cell in row] for row in worksheet.cells.iter_rows()]
    keep = [list(COLUMNS).index(name) for name in ("remark", "translation", "source", "id")]
    table = [["", *(row[place] for place in keep), "own"] for row in [table[0], *reversed(table[1:])]]
    worksheet.cells.delete_rows(1, worksheet.cells.max_row)
    for row in [["checked by the committee"], *table, ["", "", "", "", "", ""]]:
        worksheet.cells.append(row)
    assert take(worksheet) == [] and entry(tiny, DOORS).msgstr == "أبواب مشرعة"


def test_remarks_are_said_and_change_nothing(tiny, worksheet):
    worksheet.type(DOORS, "which\ndoors?", column="remark")
    said = []
    path = worksheet.save()
    assert intake.take(config.load(tiny), path, said.append) == []
    assert f"{path.as_posix()}:{worksheet.line(DOORS)}: remark: which doors?" in said


def test_a_broken_catalog_stops_the_import_before_anything_is_written(tiny, worksheet):
    worksheet.type(DOORS, "أبواب مشرعة")
    acting = tiny / "locales/ar/LC_MESSAGES/chapters/acting.po"
    acting.write_bytes(acting.read_bytes() + b"<<<<<<< HEAD\n")
    before = catalogs(tiny)
    assert "acting.po" in problems(take, worksheet)[0] and catalogs(tiny) == before


def test_a_translation_that_its_catalog_cannot_hold_is_listed(tiny):
    amend(tiny / FINDING_PO, 'msgid "Left"', '#, python-format\nmsgid "Left"')
    sheet = export(tiny)
    sheet.type("Left", "اليسار %s")
    assert "catalog" in [code for code, _ in codes(take(sheet))]


def test_the_command_ends_with_0_1_or_2(tiny, worksheet, capsys):
    def run(path) -> int:
        return commands.main(["import-translations", "--root", str(tiny), "--file", str(path)])

    worksheet.type(DOORS, "أبواب مشرعة")
    assert run(worksheet.save()) == 0 and "1 translations taken, 0 not taken" in capsys.readouterr().err
    worksheet.type("Left", "=1")
    assert run(worksheet.save()) == 1 and "no-text the translation is a formula (type it as text" in capsys.readouterr().out
    assert run(tiny / "none.xlsx") == 2 and "none.xlsx: worksheet cannot be read" in capsys.readouterr().out


MESSAGES = 125  # in each of four chapters: with two seeds, a thousand rows


@pytest.fixture
def large(tiny):
    """The tiny SOP with four chapters of 125 messages: empty, fuzzy and translated ones."""
    for chapter in "abcd":
        blocks = ['msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n']
        for n in range(MESSAGES):
            mark = "#, fuzzy\n" if n % 3 == 1 else ""
            text = f"ترجمة الجملة {n} في {{ref}}`ch-{chapter}`" if n % 3 else ""
            blocks.append(f'{mark}msgid "Sentence {n} of {{ref}}`ch-{chapter}`"\nmsgstr "{text}"\n')
        (tiny / f"locales/ar/LC_MESSAGES/chapters/{chapter}.po").write_text("\n".join(blocks), encoding="utf-8")
    return tiny


def _damage(sheet: Sheet, chance: random.Random) -> dict[str, set[str]]:
    """Do to each row what people do; gives the texts that were typed for each original."""
    cells, typed = sheet.cells, {}
    last = cells.max_row
    column = {name: COLUMNS[name] for name in HEADERS}
    for line in range(2, last + 1):
        source = cells[f"{column['source']}{line}"].value
        cell = cells[f"{column['translation']}{line}"]
        good = f"نص جديد رقم {source.split(' ')[1]} في {{ref}}`{source.split('`')[1]}`" if source.startswith("Sentence") else "نص جديد"
        match chance.randrange(14):
            case 0 | 1 | 2 | 3:
                cell.value = good
            case 4:
                cell.value = good.replace("{ref}", "")  # a mark is deleted
            case 5:
                cell.value = chance.choice([f"={column['source']}{line}", 7, 1.5, datetime.date(2026, 1, 1), False, None])
            case 6:
                cells[f"{column['id']}{line}"].value = chance.choice(["", "ar:1", 5, cells[f"{column['id']}{chance.randint(2, last)}"].value])
                cell.value = good
            case 7:
                cell.value, cells[f"{column['source']}{line}"].value = good, source + " changed"
            case 8:
                cells.append([cells[f"{letter}{line}"].value for letter in list(column.values())[:4]] + [good + " آخر"])
                typed.setdefault(source, set()).add(good + " آخر")
            case 9:
                cells[f"{column['correct']}{line}"].value = "✓"
        if isinstance(cell.value, str):
            typed.setdefault(source, set()).add(cell.value)
    if chance.random() < 0.5:  # all rows sorted, the translation with them
        table = sorted(([cell.value for cell in row] for row in cells.iter_rows(min_row=2)), key=lambda row: str(row[3]), reverse=True)
        for number, row in enumerate(table, start=2):
            for letter, value in zip(column.values(), row, strict=False):
                cells[f"{letter}{number}"].value = value
    return typed


@pytest.mark.parametrize("seed", range(2))
def test_no_damage_to_rows_corrupts_a_catalog(large, seed):
    project = config.load(large)

    def state() -> dict:
        return {(docname, e.msgid): (e.msgstr, e.fuzzy) for docname, path in files.chapter_catalogs(project, "ar").items() for e in files.entries(files.read(path, project))}

    sheet = export(large)
    typed = _damage(sheet, random.Random(seed))
    before, kurdish = state(), catalogs(large)
    found = take(sheet)
    after = state()
    assert after.keys() == before.keys()
    changed = {key for key in after if after[key] != before[key]}
    assert {key for key in changed if after[key][0] not in typed[key[1]] or after[key][1]} == set()
    assert len(changed) > 100 and len({finding.line for finding in found}) > 100
    assert {name: data for name, data in catalogs(large).items() if "/ckb/" in name} == {name: data for name, data in kurdish.items() if "/ckb/" in name}
    assert codes(take(sheet)) == codes(found) and state() == after


def test_libreoffice_gives_back_what_it_was_given(tiny, worksheet, tmp_path):
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    worksheet.type(DOORS, "=أبواب مشرعة")
    worksheet[DOORS, "translation"].data_type = "s"
    worksheet.type("Left", "جهة اليسار")
    source = worksheet.save()
    ran = subprocess.run([office, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", "xlsx", "--outdir", tmp_path / "out", source],
                         capture_output=True, text=True, timeout=120)  # fmt: skip
    saved = tmp_path / "out" / source.name
    if not saved.exists():
        pytest.skip(f"LibreOffice is here without Calc: {ran.stderr.strip()}")
    before = catalogs(tiny)
    found = intake.take(config.load(tiny), saved, print)
    assert codes(found) == [] and {name for name, data in catalogs(tiny).items() if data != before[name]} == {FINDING_PO}
    assert entry(tiny, "Left").msgstr == "جهة اليسار" and entry(tiny, DOORS).msgstr == "=أبواب مشرعة"


def test_findings_are_one_line_whatever_a_cell_holds(tiny, worksheet):
    worksheet.type(DOORS, "أبواب مشرعة")
    worksheet.type(DOORS, "Open\ndoors\u0085 " + "x" * 500, column="source")
    for finding in take(worksheet):
        assert "\n" not in str(finding) and len(str(finding)) < 400
    assert judging.short("a\nb\u2028c") == "a b c"
    assert sheet.CHECK == "✓" and REVISION.name


def test_one_translation_for_two_meanings_is_listed(tiny, worksheet):
    before = catalogs(tiny)
    worksheet.type(DOORS, "أبواب مغلقة")
    assert codes(take(worksheet)) == [("same-translation", worksheet.line(DOORS))] and catalogs(tiny) == before


def test_what_passes_only_beside_others_that_pass_is_written_at_once(tiny):
    """Else the same sheet, imported again, would write it then."""
    more = "".join(f'\nmsgid "{msgid}"\nmsgstr ""\n' for msgid in ("**Red** door key", "Door key", "Big door key"))
    path = tiny / FINDING_PO
    path.write_bytes(path.read_bytes() + more.encode())
    sheet = export(tiny)
    for msgid in ("**Red** door key", "Door key", "Big door key"):
        sheet.type(msgid, "مفتاح الباب")
    assert {finding.line for finding in take(sheet)} == {sheet.line("**Red**")}
    assert entry(tiny, "Big door key").msgstr == "مفتاح الباب"
