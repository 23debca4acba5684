"""A fillable form and answers in, the form as an official would send it back out; and the other way round, by the contract of field_names."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from lxml import etree

from build_tools.content.forms import forms
from build_tools.word.forms.field_names import bookmark, tag
from build_tools.word.ooxml import q, sub, value
from build_tools.word.package import MAIN, Package

ROWS = {q("w15:repeatingSection"), q("w15:repeatingSectionItem")}


def ids(field: forms.form_field) -> list[str]:
    """The ids of a field's answers, in the order in which they stand in its row or table."""
    key, choices = field["key"], forms.parts(field, forms.form_choice)
    match field["kind"]:
        case "date":
            return [key, *([f"{key}.time"] if field["time"] else [])]
        case "checkbox" if choices:
            return [f"{key}.{number}" for number in range(1, len(choices) + 1)]
        case "signature":
            return [f"{key}.name", f"{key}.date"]
        case "rows":
            named, columns = (len(forms.parts(field, kind)) for kind in (forms.form_row, forms.form_column))
            return [f"{key}.{row}.{column}" for row in range(1, named + field["rows"] + 1) for column in range(1, columns + 1) if row > named or column > 1]
    return [key]


def fill(data: bytes, given: dict[str, str | bool | int]) -> bytes:
    """Answer as Word does: the text takes the hint's place, the box its other sign, the choice the words of its item."""
    package = Package.read(data)
    for own, answer in given.items():
        control = _by_tag(package.xml(MAIN), own)
        about = control.find(q("w:sdtPr"))
        if isinstance(answer, bool):
            about.find(f"{q('w14:checkbox')}/{q('w14:checked')}").set(q("w14:val"), str(int(answer)))
            next(control.iter(q("w:t"))).text = "☑" if answer else "☐"
            continue
        if isinstance(answer, int):
            answer = _items(about)[answer]
        for hint in about.findall(q("w:showingPlcHdr")):
            about.remove(hint)
        run = next(control.iter(q("w:r")))
        run.find(q("w:rPr")).remove(run.find(f"{q('w:rPr')}/{q('w:rStyle')}"))
        run.remove(run.find(q("w:t")))
        for number, line in enumerate(answer.split("\n")):
            if number:
                sub(run, "w:br")
            sub(run, "w:t").text = line
    return package.save()


def read(data: bytes, wanted: list[str]) -> dict[str, str | bool | int]:
    """What each control says; "" where it shows its hint. Fails for an id that cannot be found."""
    root = Package.read(data).xml(MAIN)
    return {own: _answer(_by_tag(root, own) if _by_tag(root, own) is not None else _by_bookmark(root, own, wanted)) for own in wanted}


def through_libreoffice(files: dict[str, bytes], folder: Path) -> dict[str, bytes]:
    """The same files by name, each opened and saved by LibreOffice."""
    office = shutil.which("soffice")
    if not office:
        pytest.skip("LibreOffice is not installed")
    folder.mkdir(exist_ok=True)
    sources = [folder / f"{name}.docx" for name in files]
    for path, data in zip(sources, files.values(), strict=True):
        path.write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    subprocess.run([office, profile, "--headless", "--convert-to", "docx", "--outdir", folder / "saved", *sources], capture_output=True, timeout=180, check=True)
    return {path.stem: (folder / "saved" / path.name).read_bytes() for path in sources}


def _by_tag(root: etree._Element, own: str) -> etree._Element | None:
    found = [control for control in _fields(root) if value(control, "w:sdtPr/w:tag") == tag(own)]
    assert len(found) < 2, own
    return found[0] if found else None


def _by_bookmark(root: etree._Element, own: str, wanted: list[str]) -> etree._Element:
    start = _start(root, bookmark(own))
    if start is None:  # by the row of its label, and its place in it
        key = own.partition(".")[0]
        row = next(_start(root, bookmark(key, of="asked")).iterancestors(q("w:tr")))
        return list(_fields(row))[[other for other in wanted if other.partition(".")[0] == key].index(own)]
    around = next((control for control in start.iterancestors(q("w:sdt")) if control in set(_fields(root))), None)
    following = start.xpath("following::w:sdt", namespaces={"w": q("w:p")[1:].partition("}")[0]})
    return around if around is not None else next(iter(following))


def _start(root: etree._Element, name: str) -> etree._Element | None:
    return next((start for start in root.iter(q("w:bookmarkStart")) if start.get(q("w:name")) == name), None)


def _fields(root: etree._Element):
    """Controls that hold an answer: the innermost ones, without those around rows."""
    for control in root.iter(q("w:sdt")):
        if next(control.find(q("w:sdtContent")).iter(q("w:sdt")), None) is None and not ROWS & {child.tag for child in control.find(q("w:sdtPr"))}:
            yield control


def _answer(control: etree._Element) -> str | bool | int:
    about = control.find(q("w:sdtPr"))
    checked = about.find(f"{q('w14:checkbox')}/{q('w14:checked')}")
    if checked is not None:
        return checked.get(q("w14:val")) in ("1", "true")
    if about.find(q("w:showingPlcHdr")) is not None:
        return ""
    signs = (q("w:t"), q("w:br"))
    text = "".join("\n" if sign.tag == q("w:br") else sign.text or "" for sign in control.find(q("w:sdtContent")).iter(*signs))
    items = {words: number for number, words in _items(about).items()}
    return items[text] if items else text


def _items(about: etree._Element) -> dict[int, str]:
    listed = about.iterfind(f"{q('w:dropDownList')}/{q('w:listItem')}")
    return {int(item.get(q("w:value"))): item.get(q("w:displayText")) for item in listed if item.get(q("w:value"), "").isdigit()}
