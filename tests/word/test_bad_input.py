"""Whatever a chapter holds: a finding in one line, or a file that validators, LibreOffice and python-docx take."""

import functools
import io
import re
import shutil
import subprocess
import zlib

import docx
import pytest
from docutils import nodes

from build_tools.word.inline import web_address
from build_tools.word.ooxml import q
from build_tools.word.package import MAIN, Package
from tests.conftest import TINY, problems
from tests.word.conftest import body, book, text, words, written
from tests.word.test_content import items, table
from tests.word.validators import findings


def chunk(kind: bytes, content: bytes) -> bytes:
    return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")


PNG = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes([0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0])) + chunk(b"IDAT", zlib.compress(bytes(4))) + chunk(b"IEND", b"")
LONG = ("قانون رقم 28 " * 390 + "SOP ") * 10  # more than 50,000 letters
BAD_PICTURES = {
    "gone.png": (None, "No such file"),
    "words.png": (b"no picture", "no PNG, whatever its name says"),
    "empty.png": (b"", "no PNG, whatever its name says"),
    "start.png": (PNG[:8], "a part of it is missing"),
    "half.png": (PNG[:-20], "it is damaged"),
    "endless.png": (PNG[:-12], "a part of it is missing"),
    "changed.png": (PNG[:45] + b"\xff" + PNG[46:], "it is damaged"),
    "other.jpg": (PNG, "no JPEG, whatever its name says"),
    "half.jpg": (b"\xff\xd8\xff\xe0" + bytes(20), "its end is missing"),
    "empty.svg": (b"", "Document is empty"),
    "flat.svg": (b'<svg xmlns="http://www.w3.org/2000/svg" width="0" height="9"/>', "cannot be drawn"),
    "film.gif": (b"GIF89a", "no kind of picture"),
}


def nested(block, around, depth):
    return functools.reduce(lambda inner, _: around(inner), range(depth), block)


def in_list(inner):
    return nodes.enumerated_list("", *items([text("level"), inner]), enumtype="arabic", suffix=".")


def in_table(inner):
    return table((nodes.entry("", inner), "b"))


def in_quote(inner):
    return nodes.block_quote("", inner)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pictures")
    for name, (data, _) in BAD_PICTURES.items():
        if data is not None:
            (folder / name).write_bytes(data)
    (folder / "plan.svg").write_bytes((TINY / "source/images/plan.svg").read_bytes())
    (folder / "dot.png").write_bytes(PNG)
    return folder


@pytest.mark.parametrize("name", BAD_PICTURES)
def test_a_picture_that_word_would_not_show_is_refused(pictures, name):
    image = nodes.image(uri=name, alt="x")
    image.source, image.line = "source/chapters/a.md", 7
    [problem] = problems(written, book(image), pictures=pictures)
    assert problem.startswith(f"source/chapters/a.md:7: word the picture {name} cannot be drawn: ")
    assert BAD_PICTURES[name][1] in problem and problem.endswith("(mend or replace the picture)") and "\n" not in problem


@pytest.mark.parametrize(("columns", "accepted"), [(32, True), (33, False), (64, False), (1000, False)])
def test_a_table_wider_than_the_page_is_refused(columns, accepted):
    wide = table(tuple("abc" for _ in range(columns)), widths=(1,) * columns)
    if accepted:
        assert written(book(wide))
    else:
        [problem] = problems(written, book(wide))
        assert f"a table of {columns} columns is wider than the page" in problem and "(make two tables of it" in problem


def test_tables_too_deep_in_tables_are_refused():
    [problem] = problems(written, book(nested(text("deepest"), in_table, 12)))
    assert "wider than the page, or than the cell that it stands in" in problem


def test_no_column_is_too_narrow_for_a_letter():
    _, blocks = body(written(book(table(("a", "b", "c"), widths=(1, 2, 997)))))
    widths = [int(column.get(q("w:w"))) for column in blocks[1].iter(q("w:gridCol"))]
    assert widths == [280, 280, 9072 - 560]


@pytest.mark.parametrize(("given", "expected"), [
    ("https://example.org/a?b&c#d", "https://example.org/a?b&c#d"),
    ("https://example.org/a b|c", "https://example.org/a%20b%7Cc"),
    ("https://example.org/100%", "https://example.org/100%25"),
    ("https://example.org/مسار", "https://example.org/%D9%85%D8%B3%D8%A7%D8%B1"),
    ("https://موقع.org/", "https://xn--4gbrim.org/"),
    ("mailto:office@example.org", "mailto:office@example.org"),
    ("https://example.org/a\x07b", "https://example.org/a%EF%BF%BDb"),
    ("https://", ""), ("mailto:", ""), ("https:///a", ""), ("http://[bad", ""), ("http://a:99999999/", ""), ("http://\ud800.org/", ""),
    (f"https://{'ع' * 64}.org/", ""), ("https://example.org/" + "a" * 2048, ""),
    ("javascript:alert(1)", ""), ("file:///etc/passwd", ""),
])
def test_an_address_that_a_file_cannot_hold_is_mended_or_stays_text(given, expected):
    assert web_address(given) == expected


def strange_book() -> nodes.document:
    """Everything that is odd and can still be written."""
    return book(
        text(LONG),
        text("x" * 5000 + " https://example.org/" + "ا" * 5000),
        text("".join(map(chr, range(32))) + "\ud800\ufffe\uffff"),
        nodes.image(uri="plan.svg", alt="a\x07b\ud800"),
        nodes.image(uri="plan.svg", width="0%"),
        nodes.image(uri="dot.png"),
        nested(text("deepest item"), in_list, 14),
        nested(text("deepest quote"), in_quote, 40),
        nested(table(("a", "b")), in_quote, 12),
        nested(text("deepest cell"), in_table, 4),
        nodes.bullet_list("", *items([text("item with a table"), in_table(nested(text("list in it"), in_list, 3))])),
        table((nodes.entry(""), nodes.entry("", nodes.comment("", "nobody sees it")))),
        table(("a\x07", "b"), title="T\x07", label="Table\x07 1.1", ids=["a#t"]),
        table((nodes.entry("", nodes.image(uri="plan.svg")), *("b" for _ in range(20))), widths=(1,) * 21),
        nodes.table("", nodes.tgroup("", nodes.colspec(colwidth=1), nodes.tbody(""), cols=1)),
        nodes.bullet_list(""), nodes.bullet_list("", nodes.list_item("")), text(""),
        nodes.enumerated_list("", *items(text("a")), enumtype="arabic", suffix=".", start=999999999),
        *(nodes.paragraph("", "", nodes.reference("", address, refuri=address)) for address in ("http://[bad", "https://example.org/a b", "https://example.org/" + "a" * 9000)),
        nodes.literal_block("", "\x07a\tb\n\n\x0cc"),
        nodes.section("", nodes.title("", ""), ids=["a#empty"], number="1.1", level=2),
        nodes.section("", nodes.title("", "deep"), ids=["a#deep"], number="1.1.1.1.1.1.1.1.1", level=9),
        text("the end"),
    )


@pytest.fixture(scope="module", params=["en", "ar"])
def strange(request, pictures, tmp_path_factory):
    path = tmp_path_factory.mktemp("strange") / "strange.docx"
    path.write_bytes(written(strange_book(), request.param, pictures=pictures))
    return path


def test_what_is_odd_gives_a_sound_file(strange):
    assert findings(strange) == []


def test_nothing_of_it_is_lost(strange):
    shown = re.sub("[\u200e\u200f]", "", words(Package.read(strange.read_bytes()).xml(MAIN)))
    for expected in (LONG.strip(), "x" * 5000, "\ufffd" * 4, "deepest item", "deepest quote", "deepest cell", "list in it", "a" * 9000, "the end"):
        assert expected in shown


def test_python_docx_opens_it_and_saves_it(strange):
    document = docx.Document(strange)
    buffer = io.BytesIO()
    document.save(buffer)
    assert len(docx.Document(io.BytesIO(buffer.getvalue())).paragraphs) == len(document.paragraphs)


@pytest.mark.parametrize("strange", ["ar"], indirect=True)
@pytest.mark.skipif(not (shutil.which("soffice") and shutil.which("pdftotext")), reason="LibreOffice and poppler are not installed")
def test_libreoffice_lays_it_out(strange, tmp_path):
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, strange], capture_output=True, timeout=300, check=True)
    shown = subprocess.run(["pdftotext", tmp_path / "strange.pdf", "-"], capture_output=True, text=True, check=True).stdout
    letters = "".join(shown.split())
    assert "theend" in letters and "deepestitem" in letters and "deepestquote" in letters
