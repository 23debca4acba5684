"""A project in; the file's properties and settings out, with nothing about a person, a folder or the time of the build."""

from __future__ import annotations

import datetime
from xml.sax.saxutils import escape

from lxml import etree

from build_tools.config import Project
from build_tools.parts import titles
from build_tools.revision import Revision
from build_tools.word.characters import sound
from build_tools.word.letterheads import cover
from build_tools.word.ooxml import parse, put, q, root, sub
from build_tools.word.package import WORD_TYPE, Package

CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
_CORE = """<cp:coreProperties xmlns:cp="{ns}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title><dc:subject>{subtitle}</dc:subject><dc:creator></dc:creator>
<cp:keywords>{keywords}</cp:keywords><cp:contentStatus>{status}</cp:contentStatus><cp:lastModifiedBy></cp:lastModifiedBy><dc:identifier>{code}</dc:identifier><dc:language>{locale}</dc:language><cp:version>{version}</cp:version>
<dcterms:created xsi:type="dcterms:W3CDTF">{date}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{date}</dcterms:modified></cp:coreProperties>"""


CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
CUSTOM_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the one that names custom properties (ECMA-376 part 1, 22.3.2.2)


def write_properties(package: Package, project: Project, language: str, revision: Revision, part: str = "") -> None:
    """docProps/core.xml for readers, in their language, and docProps/custom.xml for the programs of a registry."""
    write_core(package, project, language, revision, part)
    document = project.document
    held = {
        "sop_code": document.code, "sop_version": document.version, "sop_status": document.status, "sop_classification": document.classification,
        "sop_language": language, "sop_build": revision.name,
    }
    properties = etree.Element(f"{{{CUSTOM}}}Properties", nsmap={None: CUSTOM, "vt": VALUES})
    for number, (name, text) in enumerate(held.items(), start=2):  # Word counts from 2
        own = etree.SubElement(properties, f"{{{CUSTOM}}}property", fmtid=CUSTOM_FORMAT, pid=str(number), name=name)
        etree.SubElement(own, f"{{{VALUES}}}lpwstr").text = sound(text)
    package.replace("docProps/custom.xml", properties)
    package.declare("docProps/custom.xml", CUSTOM_TYPE)
    package.relate("", "custom-properties", "docProps/custom.xml")


def write_core(package: Package, project: Project, language: str, revision: Revision, part: str = "") -> None:
    """docProps/core.xml: the title (of the one page, if the edition holds but one) and the document number; both dates are the revision's."""
    document = project.document
    title, subtitle = titles(project, language, part)
    date = datetime.datetime.fromtimestamp(revision.timestamp, datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    status, classification = cover.state(project)
    text = _CORE.format(
        status=_xml(status), keywords=_xml("; ".join((document.code, document.version, status, classification))),
        ns=CORE, date=date, locale=project.languages[language].locale, version=_xml(document.version), code=_xml(project.code_for(language)),
        title=_xml(title), subtitle=_xml(subtitle),
    )
    package.unrelate("", {"core-properties", "extended-properties", "custom-properties", "thumbnail"})
    package.replace("docProps/core.xml", parse(text.encode("utf-8")))
    package.declare("docProps/core.xml", CORE_TYPE)
    own = package.relate("", "core-properties", "docProps/core.xml")
    for element in package.xml("_rels/.rels"):  # its type lies in another namespace than all others
        if element.get("Id") == own:
            element.set("Type", "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties")


def write_settings(package: Package, separators: list[str], *, fillable: bool = False, has_guesses: bool = False) -> None:
    """Name the notes that draw the rule above footnotes, and say what Word shall do when it opens the file.

    Of a ``fillable`` form only the fields can be changed, and no password is needed to change that. Where page numbers are guesses
    (``has_guesses``) Word is asked to count them: it then asks the reader whether fields "that may refer to other files" shall be updated, so
    a file whose fields all show what is right opens without.
    """
    name = package.related(package.main, "settings")
    if not name:
        name = "word/settings.xml"
        package.replace(name, root("w:settings"))
        package.declare(name, f"{WORD_TYPE}.settings+xml")
        package.relate(package.main, "settings", name)
    settings: etree._Element = package.xml(name)
    notes = put(settings, "w:footnotePr")
    for old in notes.findall(q("w:footnote")):
        notes.remove(old)
    for own in separators:
        sub(notes, "w:footnote", id=own)
    for tag in ("w:rsids", "w:documentProtection"):  # who edited the letterhead, and when; a lock that the ministry could not open
        for old in settings.findall(q(tag)):
            settings.remove(old)
    if fillable:
        put(settings, "w:documentProtection", edit="forms", enforcement=1)
    put(settings, "w:updateFields", val=int(has_guesses and not fillable))  # in a protected file Word would ask, and then not do it


def _xml(text: str) -> str:
    return escape(sound(text))
