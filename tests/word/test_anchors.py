"""Each message in a Word file has a hidden bookmark, and the source map says from which file and line it comes, also when the file was saved again."""

import hashlib
import io
import json
import os
import re
import subprocess
import sys

import docx
import pytest

from build_tools import config, editions, runner
from build_tools.processes import side_by_side
from build_tools.revision import Revision
from build_tools.word.lint import lint
from build_tools.word.ooxml import is_on, q
from build_tools.word.package import Package
from build_tools.word.tracing.source_map import digest
from tests.conftest import REPOSITORY, copy_tiny
from tests.word import tree_text
from tests.word.answers import through_libreoffice
from tests.word.validators import needs_sdk, sdk
from tests.word.whole import LANGUAGES, rich

WANTED = "word,ar/word/acting,ar/word/fr,ar/word/request,ar/word/neutral/review-copy,en/word/neutral/review-copy"
READ = ["sop-en-neutral", "sop-ar-neutral", "sop-ckb-neutral", "sop-ar-neutral-acting", "sop-ar-neutral-fr", "sop-ar-neutral-review-copy", "sop-en-neutral-review-copy"]
FILES = [*READ, "sop-ar-neutral-request"]  # the last is a form to fill in: choices lie in lists that drop down
MAP = "{urn:sop:source-map:1}"
PARTS = ("word/document.xml", "word/footnotes.xml")
SIGNS = {q("w:br"): "\n", q("w:tab"): "\t", q("w:noBreakHyphen"): "-"}


def written(job, say) -> list[tree_text.Told]:
    kept = tree_text.keep()
    assert runner.build_language(job, say).findings == []
    return kept


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> dict:
    """By the file's name: its bytes, its map, and what its book says."""
    base = tmp_path_factory.mktemp("anchors")
    root = rich(copy_tiny(base / "tiny"))
    project = config.load(root)
    wanted = editions.select(project, WANTED)
    jobs = [
        runner.Job(project=project, language=tag, editions=tuple(e for e in wanted if e.language == tag), revision=Revision(name="0123456789", timestamp=1_790_000_000),
                   out=base / "out", work=base / "work" / tag)
        for tag in LANGUAGES
    ]
    found = {"root": root}
    for job, result in side_by_side(written, jobs):
        if isinstance(result, list):
            for edition, told in zip(job.editions, result, strict=True):
                text = (base / "out" / edition.map_path).read_text(encoding="utf-8")
                found[edition.path.stem] = ((base / "out" / edition.path).read_bytes(), json.loads(text), told)
    return found


def anchors(data: bytes) -> dict[str, str]:
    """By name: what stands between a bookmark's start and its end."""
    found: dict[str, str] = {}
    for part in PARTS:
        open_: dict[str, str] = {}
        for element in Package.read(data).xml(part).iter():
            own = element.get(q("w:id"), "")
            if element.tag == q("w:bookmarkStart") and element.get(q("w:name")).startswith("_sop_"):
                open_[own] = element.get(q("w:name"))
                assert open_[own] not in found, "a name stands twice"
                found[open_[own]] = ""
            elif element.tag == q("w:bookmarkEnd"):
                open_.pop(own, None)
            else:
                for name in open_.values():
                    found[name] += (element.text or "") if element.tag == q("w:t") else SIGNS.get(element.tag, "")
    return {name: re.sub("[\u200e\u200f]", "", text) for name, text in found.items()}


def shown(data: bytes, part: str) -> str:
    """The letters of a part without those of paragraphs' numbers."""
    root = Package.read(data).xml(part)
    numbers = {run for run in root.iter(q("w:r")) if run.find(f"{q('w:rPr')}/{q('w:rStyle')}[@{q('w:val')}='SOPParagraphId']") is not None}
    return tree_text.squeezed("".join(text.text or "-" for text in root.iter(q("w:t"), q("w:noBreakHyphen")) if text.getparent() not in numbers))


@pytest.mark.parametrize("name", FILES)
def test_the_map_names_the_anchors_of_the_file_with_their_texts(built, name):
    data, source_map, _ = built[name]
    entries = source_map["anchors"]
    assert len(entries) > 5
    assert anchors(data) == {anchor: entry.get("text", entry["msgid"]) for anchor, entry in entries.items()}
    assert all(re.fullmatch("_sop_[0-9a-f]{12}", anchor) for anchor in entries) and list(entries) == sorted(entries)


@pytest.mark.parametrize("name", READ)
def test_every_message_of_the_book_has_an_anchor_and_nothing_else_has(built, name):
    _, source_map, told = built[name]
    entries = source_map["anchors"].values()
    assert told.messages <= {(entry["path"].removeprefix("source/").removesuffix(".md"), entry["msgid"]) for entry in entries}


def test_what_no_message_makes_has_no_anchor(built):
    data, source_map, _ = built["sop-en-neutral"]
    texts = {entry.get("text", entry["msgid"]) for entry in source_map["anchors"].values()}
    fixed = {"Record", "Legal basis", "Contents", "Tick all that apply"}
    assert all(tree_text.squeezed(word) in shown(data, PARTS[0]) for word in fixed) and not fixed & texts


@pytest.mark.parametrize("name", READ)
def test_all_text_of_the_book_stands_in_the_file_in_order(built, name):
    data, _, told = built[name]
    assert tree_text.lost(told.texts, shown(data, PARTS[0])) == []
    assert tree_text.lost(told.notes, shown(data, PARTS[1])) == []
    assert sum(map(len, told.texts)) > 100


def test_recall_notices_a_lost_text_and_a_wrong_order():
    assert tree_text.lost(["one", "two", "three"], "onetwothree") == []
    assert tree_text.lost(["one", "two", "three"], "onethree") == ["two"]
    assert tree_text.lost(["one", "two"], "twoone") == ["two"]


def test_lines_are_those_of_the_message(built):
    """The first letters of a message stand in its line or, where an option or a picture comes first, in one of the next three; of tables and drawings, below their first line."""
    _, source_map, _ = built["sop-ar-neutral"]
    far = []
    for entry in source_map["anchors"].values():
        lines = (built["root"] / entry["path"]).read_text(encoding="utf-8").splitlines()[entry["line"] - 1 :]
        begins = re.split(r"[*`{\[\\]", entry["msgid"])[0][:12]
        distance = next(number for number, line in enumerate(lines) if begins in line)
        far += [entry] if distance > 3 and not re.search("table|drawing", entry["kind"]) else []
    assert far == []


def test_an_anchor_has_the_same_name_in_every_language_and_in_a_chapter_alone(built):
    ar, en = (set(built[f"sop-{language}-neutral"][1]["anchors"]) for language in ("ar", "en"))
    assert ar == en
    chapter = built["sop-ar-neutral-acting"][1]["anchors"]
    assert {anchor for anchor, entry in chapter.items() if entry["path"] == "source/chapters/acting.md"} <= ar


def test_a_copy_in_a_list_leads_to_where_it_was_written(built):
    card = built["sop-ar-neutral-fr"][1]["anchors"].values()
    assert {entry["path"] for entry in card} >= {"source/cards/fr.md", "source/chapters/acting.md"}
    headings = [anchor for anchor, entry in built["sop-en-neutral"][1]["anchors"].items() if entry["msgid"] == "Open the door"]
    assert len(headings) > 1 or len([e for e in built["sop-en-neutral"][1]["anchors"].values() if e["path"] == "source/chapters/acting.md"]) > 5


@pytest.mark.parametrize("name", FILES)
def test_the_file_carries_its_map_without_the_words(built, name):
    data, source_map, _ = built[name]
    root = Package.read(data).xml("customXml/item1.xml")
    entries = {
        entry.get("anchor"): {"path": file.get("path"), "line": int(entry.get("line")), "kind": entry.get("kind"), "text": entry.get("text")}
        for file in root.iterfind(f"{MAP}file") for entry in file.iterfind(f"{MAP}at")
    }
    assert entries == {
        anchor: {"path": entry["path"], "line": entry["line"], "kind": entry["kind"], "text": digest(entry.get("text", entry["msgid"]))}
        for anchor, entry in source_map["anchors"].items()
    }
    assert not "".join(root.itertext()).strip()
    assert dict(root.attrib) == {name: value for name, value in source_map.items() if name != "anchors"}
    assert root.get("edition").replace("/word/", "-").replace("/", "-") == name.removeprefix("sop-") and root.get("revision") == "0123456789"


@pytest.mark.parametrize("name", FILES)
def test_nothing_names_a_folder_of_the_machine(built, name):
    data, source_map, _ = built[name]
    held = [json.dumps(source_map), *(part.decode("utf-8", "replace") for part in Package.read(data).parts.values())]
    assert not [text for text in held if str(built["root"]) in text or str(built["root"].parents[1]) in text]
    assert all(entry["path"].startswith("source/") and entry["line"] > 0 for entry in source_map["anchors"].values())


@pytest.mark.parametrize("name", FILES)
def test_every_paragraph_run_and_table_says_its_direction(built, name):
    package = Package.read(built[name][0])
    turns = "-en-" not in name
    for part in PARTS:
        root = package.xml(part)
        paragraphs = [p for p in root.iter(q("w:p")) if p.getparent().get(q("w:type")) is None]
        assert [p for p in paragraphs if p.find(f"{q('w:pPr')}/{q('w:bidi')}") is None] == []
        assert [run for p in paragraphs for run in p.iter(q("w:r")) if run.find(q("w:t")) is not None and run.find(f"{q('w:rPr')}/{q('w:rtl')}") is None] == []
        assert {is_on(table.find(f"{q('w:tblPr')}/{q('w:bidiVisual')}")) for table in root.iter(q("w:tbl"))} <= {turns}


@pytest.mark.parametrize("name", FILES)
def test_files_with_anchors_are_sound(built, name):
    assert lint.problems(built[name][0]) == []


@needs_sdk
@pytest.mark.parametrize("name", FILES)
def test_the_open_xml_sdk_accepts_them(built, name, tmp_path):
    (tmp_path / "file.docx").write_bytes(built[name][0])
    assert sdk(tmp_path / "file.docx") == []


@pytest.mark.parametrize("name", FILES)
def test_python_docx_opens_and_saves_them(built, name):
    data = built[name][0]
    document, buffer = docx.Document(io.BytesIO(data)), io.BytesIO()
    assert len(document.paragraphs) > 10
    document.save(buffer)
    again = buffer.getvalue()
    assert anchors(again) == anchors(data) and all(shown(again, part) == shown(data, part) for part in PARTS)
    assert Package.read(again).parts["customXml/item1.xml"]


def test_anchors_footnotes_and_text_survive_libreoffice(built, tmp_path):
    names = ["sop-en-neutral", "sop-ar-neutral", "sop-ckb-neutral", "sop-ar-neutral-review-copy"]
    for name, again in through_libreoffice({name: built[name][0] for name in names}, tmp_path).items():
        data = built[name][0]
        kept = {re.sub("_Copy_[0-9]+$", "", anchor): text for anchor, text in anchors(again).items()}
        assert kept.keys() == anchors(data).keys()
        assert {anchor: tree_text.squeezed(text) for anchor, text in kept.items()} == {anchor: tree_text.squeezed(text) for anchor, text in anchors(data).items()}
        for tag in ("w:footnoteReference", "w:tbl"):
            assert len(list(Package.read(again).xml(PARTS[0]).iter(q(tag)))) == len(list(Package.read(data).xml(PARTS[0]).iter(q(tag))))
        assert paragraphs(again) == paragraphs(data)
        assert [part for part in Package.read(again).parts.values() if MAP.strip("{}").encode() in part], "the map is gone"


def paragraphs(data: bytes) -> list[str]:
    """The text of each paragraph that has any, in text and footnotes."""
    package = Package.read(data)
    texts = [tree_text.squeezed("".join(SIGNS.get(t.tag, t.text or "") for t in p.iter(q("w:t"), q("w:noBreakHyphen")))) for part in PARTS for p in package.xml(part).iter(q("w:p"))]
    return [text for text in texts if text]


def test_bytes_depend_on_neither_folder_nor_hash_seed(tmp_path):
    code = (
        "import hashlib, pathlib, sys; from tests.conftest import build, copy_tiny; from tests.word.whole import rich; base = pathlib.Path(sys.argv[1]);"
        "build(rich(copy_tiny(base / 'tiny')), 'ar/word/neutral,ar/word/neutral/review-copy', base / 'out');"
        "print([(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted((base / 'out').rglob('sop-*'))])"
    )
    said = []
    for seed in ("1", "2"):
        folder = tmp_path / (seed * 9)
        folder.mkdir()
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY)}
        said.append(subprocess.run([sys.executable, "-c", code, folder], cwd=REPOSITORY, env=environment, capture_output=True, text=True, check=True).stdout)
    assert said[0] == said[1] and said[0].count("sop-ar-neutral") == 4


def test_names_are_those_of_page_message_and_occurrence(built):
    name = hashlib.sha256(b"chapters/acting\0Acting\x001").hexdigest()[:12]
    assert built["sop-ckb-neutral"][1]["anchors"][f"_sop_{name}"]["kind"] == "heading"
