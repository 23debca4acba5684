"""``registers/laws.yml`` and citations in, frozen laws, nodes in the reader's language and the rules on what may be cited out.

For other parts of the SOP (steps, say):

- ``read(project)`` gives the register, ``parse("TIP-P:6(5), L28-2012:11(1)")`` a list of citations;
- ``cite(directive, "TIP-P:6(5), L28-2012:11(1)")`` gives the nodes of such a list, for a paragraph that is ``translatable=False``.
  It reports unknown keys at the directive's line; what is forbidden or too weak to cite is reported when the chapter is read;
- ``rests_only_on_unconfirmed_federal_law(citations, laws)`` is the rule for a step that applies in the Kurdistan Region.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole, SphinxDirective, SphinxRole

from build_tools.config import Project
from build_tools.content import registers
from build_tools.content.laws.citations import FORM, NONE, PROVISION, Citation, in_words, parse
from build_tools.findings import CouldNotRun
from build_tools.interface import word

LOGGER = logging.getLogger(__name__)
REGISTER = "laws"
SCOPES = ("int", "fed", "kri")  # international, federal Iraq, Kurdistan Region
CERTAINTIES = ("A", "B", "C", "X")  # seen; not seen, likely; weak; do not cite
KRI = ("confirmed", "unconfirmed")  # does a federal law apply in the Kurdistan Region?
ANY = "*"  # in ``provisions``: every provision that is not named
FIELDS = frozenset({"scope", "certainty", "name", "short", "names_certainty", "kri", "iraq", "provisions", "note"})


@dataclass(frozen=True, kw_only=True)
class Law:
    """One source of law. ``name`` (official, in full), ``short`` (as cited), ``iraq`` (Iraq's status, of treaties) and ``names_certainty`` are keyed by language.

    A text is "" where nobody has found it yet. ``kri`` is "" unless ``scope`` is ``fed``. ``provisions`` has the certainty of single
    provisions where it differs from the law's own. ``line`` is the entry's in the register.
    """

    key: str
    line: int
    scope: str
    certainty: str
    name: dict[str, str]
    short: dict[str, str]
    names_certainty: dict[str, str]
    kri: str
    iraq: dict[str, str]
    provisions: dict[str, str]

    def certainty_of(self, provision: str) -> str:
        """How certain a provision is: by itself, else as the article that it is part of, else by ``*``, else as the law.

        Of a range, its weakest article counts. A range in the register (``58-68: A``, its heading was seen) says nothing good of
        one article in it, but something bad.
        """
        if not provision or self.certainty == "X":
            return self.certainty
        otherwise = self.provisions.get(ANY, self.certainty)
        for whole in _outwards(provision):
            if whole in self.provisions:
                return self.provisions[whole]
        around = [known for key, known in self.provisions.items() if _overlaps(key, provision)]
        return max([otherwise, *around])

    @property
    def anchor(self) -> str:
        """The label of the law's row in the register's table."""
        return nodes.make_id(f"law-{self.key}")


def read(project: Project) -> dict[str, Law]:
    """The register, in file order; must not be changed. Raises CouldNotRun, with a finding at the entry's line, when it is broken."""
    entries = registers.read(project, REGISTER, "a chapter with {law}")
    return _laws(entries, tuple(project.languages), project.document.source_language)


@lru_cache(maxsize=8)
def _laws(entries: tuple[registers.Entry, ...], languages: tuple[str, ...], source: str) -> dict[str, Law]:
    return {entry.key: _law(entry, languages, source) for entry in entries}


def _law(entry: registers.Entry, languages: tuple[str, ...], source: str) -> Law:
    entry.allow_only(FIELDS)
    scope = entry.one_of("scope", SCOPES)
    return Law(
        key=entry.key,
        line=entry.line,
        scope=scope,
        certainty=entry.one_of("certainty", CERTAINTIES),
        name=entry.texts("name", languages, source),
        short=entry.texts("short", languages, source),
        names_certainty=entry.marks("names_certainty", languages),
        kri=_kri(entry, scope),
        iraq=entry.texts("iraq", languages, source) if "iraq" in entry.fields else {},
        provisions=_provisions(entry),
    )


def _kri(entry: registers.Entry, scope: str) -> str:
    if scope == "fed":
        return entry.one_of("kri", KRI)
    if "kri" in entry.fields:
        entry.refuse(f"{entry.key!r} has kri, which is for laws of scope fed", "take it out", "kri")
    return ""


def _provisions(entry: registers.Entry) -> dict[str, str]:
    given = entry.fields.get("provisions", {})
    if not isinstance(given, dict) or not set(map(str, given.values())) <= set(CERTAINTIES):
        entry.refuse(f"{entry.key!r} has a provision of unknown certainty", f'provisions: {{"6": A, "12-14": C}}, each {", ".join(CERTAINTIES)}', "provisions")
    for key in map(str, given):
        if key != ANY and not PROVISION.fullmatch(key):
            entry.refuse(f"{entry.key!r} has no provision {key!r}", 'write "6", "11(1)", "12-14", "P8", "G6" or "*", in quotation marks', "provisions")
    return {str(key): certainty for key, certainty in given.items()}


def _outwards(provision: str) -> list[str]:
    """``6(5)(a)`` → itself, ``6(5)``, ``6``; a range only itself."""
    found = [provision]
    while "-" not in provision and provision.endswith(")"):
        provision = provision[: provision.rindex("(")]
        found.append(provision)
    return found


def _overlaps(one: str, other: str) -> bool:
    """Whether two provisions, at least one of them a range, have an article in common. ``*`` has none."""
    spans = []
    for provision in (one, other):
        if not (match := PROVISION.fullmatch(provision)):
            return False
        first, last = (int(re.match(r"\d+", number)[0]) for number in (match["first"], match["last"] or match["first"]))
        spans.append((match["unit"], first, last))
    (unit, first, last), (other_unit, other_first, other_last) = spans
    return "-" in one + other and unit == other_unit and first <= other_last and other_first <= last


def rests_only_on_unconfirmed_federal_law(citations: Iterable[Citation], laws: dict[str, Law]) -> bool:
    """Whether all laws cited are federal, and nobody has confirmed that they apply in the Kurdistan Region; without citations, no.

    Laws of Baghdad made after 23 October 1991 apply there only if its parliament endorsed them (Decision No. 11 of 1992).
    """
    known = [laws[citation.key] for citation in citations if citation.key in laws]
    return bool(known) and all(law.scope == "fed" and law.kri != "confirmed" for law in known)


def cite(where: SphinxDirective | SphinxRole | BuildEnvironment, text: str, words: str = "") -> list[nodes.Node]:
    """The citations of ``text``, in the language being built, as inline nodes: “TIP Protocol, Article 6(5) [verify]; Law No. …”.

    Each law links to its row in the register. ``words`` stand instead of the name and articles of a single citation. ``none``
    gives a step the words for no law. What cannot be read, or is in no register, is reported at ``where`` and given back as it was typed.
    """
    env = where if isinstance(where, BuildEnvironment) else where.env
    place = env.current_document.docname if isinstance(where, BuildEnvironment) else where.get_location()
    if text.strip() == NONE and not isinstance(where, SphinxRole):
        return [nodes.Text(word("no article of law; professional standard of this text"))]
    env.note_dependency(str(registers.path_of(env.config.sop_project, REGISTER)))
    try:
        laws = read(env.config.sop_project)
        citations = parse(text)
        if not citations or words and len(citations) != 1:
            raise ValueError(text)
    except CouldNotRun as problem:
        registers.report(problem)
        return [nodes.Text(words or text)]
    except ValueError as error:
        _warn(place, "form", f"“{error}” is no citation", FORM)
        return [nodes.Text(words or text)]
    for citation in citations:
        if citation.key not in laws:
            _warn(place, "unknown", f"there is no law {citation.key!r}", f"use a key of source/registers/{REGISTER}.yml, or add the law there")
            return [nodes.Text(words or text)]
    return _nodes(env, [(laws[citation.key], citation) for citation in citations], words)


def _nodes(env: BuildEnvironment, cited: list[tuple[Law, Citation]], words: str) -> list[nodes.Node]:
    """Neighbours of one law and one certainty are named together; the law's name stands once."""
    found: list[nodes.Node] = []
    before = None
    for (law, is_seen), group in groupby(cited, key=lambda one: (one[0], one[0].certainty_of(one[1].provision) == "A")):
        citations = [citation for _, citation in group]
        if before:
            found.append(nodes.Text(word("; ")))
        text, language = words, env.config.language
        if not words:
            text, language = _words(env.config, law, citations, is_named=law.key == before)
        found.append(_link(env, law, citations, text, language, is_seen))
        before = law.key
    return found


def _words(config, law: Law, citations: list[Citation], is_named: bool) -> tuple[str, str]:
    """The words of a citation, and the language that the law's name is in."""
    articles = in_words(citation.provision for citation in citations)
    if is_named and articles:
        return articles, config.language
    source = config.sop_project.document.source_language
    language = config.language if law.short.get(config.language) else source
    name = law.short[language]
    return word("%(law)s, %(articles)s") % {"law": name, "articles": articles} if articles else name, language


def _link(env: BuildEnvironment, law: Law, citations: list[Citation], text: str, language: str, is_seen: bool) -> nodes.inline:
    """A citation that chapters are searched for (``laws``). A register that the SOP does not print has no rows to link to: no fault."""
    link = addnodes.pending_xref("", nodes.inline(text, text), refdomain="std", reftype="ref", reftarget=law.anchor, refexplicit=True, refwarn=False,
                                 refdoc=env.current_document.docname)
    cited = nodes.inline("", "", link, classes=["law"], laws=[str(citation) for citation in citations])
    if language != env.config.language:
        cited["lang"], cited["dir"] = language, env.config.sop_project.languages[language].direction
        cited["classes"].append(f"language-{language}")
    if not is_seen:
        cited += [nodes.Text(" "), nodes.inline("", word("[verify]"), classes=["verify"])]
    return cited


class LawRole(ReferenceRole):
    """``{law}`L28-2012:6(1)` `` or ``{law}`own words <L28-2012:6(1)>` ``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        return cite(self, self.target, self.title if self.has_explicit_title else ""), []


def _warn(place: str, kind: str, text: str, action: str) -> None:
    LOGGER.warning("%s", text, type=REGISTER, subtype=kind, location=place, extra={"action": action})
