"""Names of WordprocessingML in, lxml elements out, always under one namespace map and in the schema's order."""

from __future__ import annotations

from functools import cache

from lxml import etree

from build_tools.word.characters import sound

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NSMAP = {
    "w": W,
    "r": R,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
}
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

# The sequences of ECMA-376 part 1: CT_PPr, CT_RPr, CT_SectPr, CT_TblPr, CT_Settings. Word calls a file with another order broken.
ORDER = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs suppressAutoHyphens "
    "kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind contextualSpacing "
    "mirrorIndents suppressOverlap jc textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish webHidden "
    "color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "w:sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType cols formProt "
    "vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings sectPrChange",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd "
    "tblLayout tblCellMar tblLook tblCaption tblDescription tblPrChange",
    "w:style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked personal "
    "personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "w:settings": "writeProtection view zoom removePersonalInformation removeDateAndTime doNotDisplayPageBoundaries "
    "displayBackgroundShape printPostScriptOverText printFractionalCharacterWidth printFormsData embedTrueTypeFonts embedSystemFonts "
    "saveSubsetFonts saveFormsData mirrorMargins alignBordersAndEdges bordersDoNotSurroundHeader bordersDoNotSurroundFooter "
    "gutterAtTop hideSpellingErrors hideGrammaticalErrors activeWritingStyle proofState formsDesign attachedTemplate linkStyles "
    "stylePaneFormatFilter stylePaneSortMethod documentType mailMerge revisionView trackRevisions doNotTrackMoves "
    "doNotTrackFormatting documentProtection autoFormatOverride styleLockTheme styleLockQFSet defaultTabStop autoHyphenation "
    "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps showEnvelope summaryLength clickAndTypeStyle defaultTableStyle "
    "evenAndOddHeaders bookFoldRevPrinting bookFoldPrinting bookFoldPrintingSheets drawingGridHorizontalSpacing "
    "drawingGridVerticalSpacing displayHorizontalDrawingGridEvery displayVerticalDrawingGridEvery "
    "doNotUseMarginsForDrawingGridOrigin drawingGridHorizontalOrigin drawingGridVerticalOrigin doNotShadeFormData "
    "noPunctuationKerning characterSpacingControl printTwoOnOne strictFirstAndLastChars noLineBreaksAfter noLineBreaksBefore "
    "savePreviewPicture doNotValidateAgainstSchema saveInvalidXml ignoreMixedContent alwaysShowPlaceholderText "
    "doNotDemarcateInvalidXml saveXmlDataOnly useXSLTWhenSaving saveThroughXslt showXMLTags alwaysMergeEmptyNamespace updateFields "
    "hdrShapeDefaults footnotePr endnotePr compat docVars rsids mathPr attachedSchema themeFontLang clrSchemeMapping "
    "doNotIncludeSubdocsInStats doNotAutoCompressPictures forceUpgrade captions readModeInkLockDown smartTagType schemaLibrary "
    "shapeDefaults doNotEmbedSmartTags decimalSymbol listSeparator",
}


@cache
def q(name: str) -> str:
    """``w:p`` to lxml's ``{http://…}p``."""
    prefix, _, local = name.partition(":")
    return f"{{{NSMAP[prefix]}}}{local}"


@cache
def _rank(parent: str) -> dict[str, int]:
    return {q(f"w:{name}"): rank for rank, name in enumerate(ORDER[parent].split())}


@cache
def _attribute(name: str, in_word: bool) -> str:
    """WordprocessingML's attributes carry its namespace, DrawingML's none."""
    if name.startswith("{"):
        return name
    return q(name) if ":" in name else q(f"w:{name}") if in_word else name


def _set(element: etree._Element, tag: str, attributes: dict[str, object]) -> etree._Element:
    in_word = tag.startswith("w:")
    for name, value in attributes.items():
        try:
            element.set(_attribute(name, in_word), str(value))
        except ValueError:  # text with characters that XML cannot hold; to look for them everywhere would cost more
            element.set(_attribute(name, in_word), sound(str(value)))
    return element


def sub(parent: etree._Element, tag: str, attributes: dict[str, object] | None = None, **more: object) -> etree._Element:
    """Append a child. Top-down on purpose: moving ready-made subtrees into a parent is super-linear in lxml."""
    return _set(etree.SubElement(parent, q(tag)), tag, {**attributes, **more} if attributes else more)


def put(parent: etree._Element, tag: str, attributes: dict[str, object] | None = None, **more: object) -> etree._Element:
    """The child ``tag`` of a properties element, made if it is missing, where the schema wants it."""
    element = parent.find(q(tag))
    if element is None:
        rank = _rank("w:" + etree.QName(parent).localname)
        own = rank[q(tag)]
        index = next((i for i, child in enumerate(parent) if rank.get(child.tag, own) > own), len(parent))
        element = parent.makeelement(q(tag))
        parent.insert(index, element)
    return _set(element, tag, {**(attributes or {}), **more})


def properties(parent: etree._Element, tag: str) -> etree._Element:
    """The properties element (w:pPr, w:rPr, w:tblPr) of a paragraph, run or table: its first child, made if it is missing."""
    element = parent.find(q(tag))
    if element is None:
        element = parent.makeelement(q(tag))
        parent.insert(0, element)
    return element


def ignorable(root: etree._Element, *prefixes: str) -> None:
    """Say of these later namespaces that an older Word may skip them (ECMA-376 part 3, 7.2): without it, it calls the file broken."""
    known = root.get(q("mc:Ignorable"), "").split()
    root.set(q("mc:Ignorable"), " ".join([*known, *(prefix for prefix in prefixes if prefix not in known)]))


def is_on(element: etree._Element | None) -> bool:
    """Whether a switch such as w:bidi is there and not turned off (ECMA-376 part 1, 17.17.4)."""
    return element is not None and element.get(q("w:val"), "true") not in ("0", "false", "off")


def value(parent: etree._Element | None, path: str, default: str = "") -> str:
    """The w:val of the first child at ``path``, such as ``w:pPr/w:pStyle``."""
    found = None if parent is None else parent.find("/".join(q(step) for step in path.split("/")))
    return default if found is None else found.get(q("w:val"), default)


def whole(text: str | None, default: int = 0) -> int:
    """A whole number of a letterhead's; what is none (Word also takes "2.5cm") counts as the default."""
    try:
        return int(text or "")
    except ValueError:
        return default


def root(tag: str, nsmap: dict[str | None, str] | None = None) -> etree._Element:
    return etree.Element(q(tag), nsmap={**NSMAP, **(nsmap or {})})


def parse(data: bytes) -> etree._Element:
    """Parse XML that may come from a stranger: nothing is fetched, expanded or allowed to grow without limit."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False)
    return etree.fromstring(data, parser)


def serialize(element: etree._Element) -> bytes:
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)
