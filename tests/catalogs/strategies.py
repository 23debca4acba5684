"""Random catalogs and random damage, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from build_tools.catalogs import writer
from build_tools.catalogs.entries import Catalog, Entry

HEADER = Entry(msgid="", msgstr="Language: ar\nContent-Type: text/plain; charset=utf-8\n")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\n\t"), max_size=30)
WORDS = st.one_of(TEXT, st.sampled_from(['"', "\\", "\\n", "#~", "{term}`victim`", "الضحية", "a\nb", "msgid", "%s", "\u2028"]))
# Comments as they stand after "#": a mark of another kind would make another kind of line.
COMMENT = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=10).map(lambda text: f" {text}".rstrip())
FLAG = st.sampled_from(["no-wrap", "no-python-format", "max-length:20"])


@st.composite
def entries(draw, msgid: str) -> Entry:
    """An entry that ``msgfmt -c`` takes."""
    msgstr = draw(WORDS)
    fuzzy = draw(st.booleans())
    if msgstr and not fuzzy:
        msgstr = "\n" * msgid.startswith("\n") + (msgstr.strip("\n") or "x") + "\n" * msgid.endswith("\n")
        if msgid == "\n":
            msgstr = "\n"
    return Entry(
        msgid=msgid, msgstr=msgstr, fuzzy=fuzzy, obsolete=draw(st.booleans()), previous=draw(st.one_of(st.just(""), WORDS)),
        comments=tuple(draw(st.lists(COMMENT, max_size=2))), extracted=tuple(draw(st.lists(COMMENT, max_size=1))),
        flags=tuple(draw(st.lists(FLAG, max_size=2, unique=True))),
    )


@st.composite
def catalogs(draw) -> Catalog:
    """A catalog as the writer orders it: live messages, then the obsolete ones sorted."""
    msgids = draw(st.lists(WORDS.filter(bool), max_size=5, unique=True))
    found = [draw(entries(msgid)) for msgid in msgids]
    live, obsolete = [e for e in found if not e.obsolete], [e for e in found if e.obsolete]
    return Catalog(header=HEADER, entries=(*live, *sorted(obsolete, key=lambda entry: entry.msgid)), end=tuple(draw(st.lists(COMMENT, max_size=1))))


LINES = [
    'msgid "a"', 'msgid "b"', 'msgstr "c"', 'msgstr ""', 'msgid ""', '"more"', "", "# said", "#, fuzzy", "#, python-format", "#. from", "#: a.md:1",
    '#| msgid "old"', '#| "old"', '#~ msgid "a"', '#~ msgstr "c"', '#~| msgid "old"', '#~ "more"', 'msgctxt "x"', 'msgid_plural "as"', 'msgstr[0] "x"',
    'msgid "a', "msgid a", 'msgstr "a"b"', 'msgstr "a\\q"', 'msgstr "a\\"', 'msgid "a\\n"', 'msgstr "c\\n"', '"Content-Type: text/plain; charset=utf-8\\n"',
    '"Plural-Forms: nplurals=2; plural=n;\\n"', "<<<<<<< HEAD", "=======", ">>>>>>> theirs", "hello", 'domain "x"', "#~", "#|", '  msgid "d"  ', 'msgid "%s"',
]


@st.composite
def scribbles(draw) -> bytes:
    """Lines of catalogs in any order, mostly after a sound header, sometimes with a byte changed."""
    head = b'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n' if draw(st.integers(0, 9)) else b""
    body = "\n".join(draw(st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(['msgid "z"\nmsgstr "y"', 'msgid "%s"\nmsgstr "y"'])), max_size=8)))
    data = bytearray(head + body.encode() + b"\n")
    if draw(st.integers(0, 3)) == 0:
        data[draw(st.integers(0, len(data) - 1))] = draw(st.integers(0, 255))
    return bytes(data)


PLACEHOLDERS = [
    "a", "%s", "%d", "%(x)s", "%(y)d", "%(x)d", "%%", "% ", "%", "{x}", "{y}", "{", "}", "{{", "{0}", "{}", "{x.y}", "{x!r}", "{x:>{w}}", "%*d", "%i", "%c",
    "%5.2f", "%q", "%r", "%(x", "{x[0]}", "{ x }", "{x:5}", "%ld", "%.", "%-5s", "%(x)%", "%(x)*d",
]


@st.composite
def formatted(draw) -> bytes:
    """A catalog with one message that is marked as a Python format, sound or not."""
    text = st.lists(st.sampled_from(PLACEHOLDERS), min_size=1, max_size=3).map("".join)
    entry = Entry(msgid=draw(text), msgstr=draw(text), flags=(draw(st.sampled_from(["python-format", "python-brace-format"])),))
    return writer.text(Catalog(header=HEADER, entries=(entry,))).encode()
