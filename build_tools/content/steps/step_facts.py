"""The options of a ``{step}`` in, its facts as a list of fields (who, by when, record, legal basis, where) out.

The fields' own words come from the interface, actors and laws from their registers; deadline and record are messages of the
chapter, at their own lines. What is missing or wrong is reported there, and shown as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from docutils import nodes
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxDirective

from build_tools.content import actors, open_points, registers
from build_tools.content.laws import laws
from build_tools.content.laws.citations import parse
from build_tools.content.markdown.refusal import refuse, shown
from build_tools.content.steps import deadlines
from build_tools.content.steps.deadlines import Deadline
from build_tools.content.tables import named
from build_tools.findings import CouldNotRun
from build_tools.interface import word

NONE = "none"  # no fixed time, no record, no article of law
EXAMPLES = {
    "actor": ":actor: FR",
    "deadline": ":deadline: at once; or none",
    "record": ":record: incident log; or none",
    "law": ":law: L28-2012:6(1); or none",
    "applies": ":applies: federal, kri or both",
}
_OPTION = re.compile(r"\s*:([\w-]+):\s*(.*?)\s*")


class Facts:
    """What the author of one step wrote into its options."""

    def __init__(self, directive: SphinxDirective) -> None:
        self._directive, self._config, self._env = directive, directive.config, directive.env
        for name, example in EXAMPLES.items():
            if not self._given(name)[0]:
                self._refuse(name, f"the step does not say its {name}", f"write {example}")
        self.actors = self._codes("actor")
        self.deadline = self._deadline()
        self.record = self._given("record")[0]

    def drawn(self) -> nodes.field_list:
        """One field for each fact, of class ``step-actor`` and so on."""
        facts = nodes.field_list(
            "",
            _fact("actor", word("Who"), _fixed(*self._names())),
            _fact("deadline", word("By when"), self._when()),
            _fact("record", word("Record"), self._kept_in()),
            _fact("law", word("Legal basis"), _fixed(*self._laws())),
            _fact("applies", word("Applies in"), _fixed(nodes.Text(self._region()))),
            classes=["step-facts"],
        )
        if points := list(self._points()):
            facts += _fact("tbc", word("To be confirmed"), _fixed(*open_points.references(self._env, points)))
        return facts

    def _names(self) -> list[nodes.Node]:
        """Of several actors, the first leads."""
        project = self._config.sop_project
        self._env.note_dependency(str(registers.path_of(project, actors.REGISTER)))
        try:
            known = actors.read(project)
        except CouldNotRun as problem:
            registers.report(problem)
            return [nodes.Text(", ".join(self.actors))]
        found: list[nodes.Node] = []
        for number, code in enumerate(self.actors):
            if code not in known:
                self._refuse("actor", f"there is no actor {shown(code)}", f"use a code of source/registers/actors.yml: {', '.join(known)}")
            found += [nodes.Text(word(", "))] if number else []
            found += named(project, self._config.language, known[code].name, {}) if code in known else [nodes.Text(code)]
            found += [nodes.Text(f" {word('(leads)')}")] if number == 0 and len(self.actors) > 1 else []
        return found

    def _deadline(self) -> Deadline:
        written, line = self._given("deadline")
        try:
            return deadlines.parse(written) if written else Deadline(words="")
        except deadlines.Unclear as problem:
            refuse((self._env.current_document.docname, line), "deadline", problem.text, problem.action)
            return Deadline(words=written)

    def _when(self) -> nodes.paragraph:
        if not self.deadline.words:
            return _fixed(nodes.Text(word("no fixed time")))
        paragraph = self._message("deadline", self.deadline.words)
        paragraph["set_by"], paragraph["point"] = self.deadline.set_by, self.deadline.point
        return paragraph

    def _kept_in(self) -> nodes.paragraph:
        return _fixed(nodes.Text(word("no record of its own"))) if self.record == NONE else self._message("record", self.record)

    def _laws(self) -> list[nodes.Node]:
        written = self._given("law")[0]
        if self._given("applies")[0] in ("kri", "both") and not self._codes("tbc") and self._rests_on_unconfirmed_law(written):
            action = "name the open point that asks whether they apply there, as :tbc: TBC-14, or cite a law that does"
            self._refuse("law", "the step applies in the Kurdistan Region and rests only on federal laws that nobody has confirmed there", action)
        if written and written in self._codes("tbc"):  # whether there is a law is what the point asks
            return [nodes.Text(f"{word('To be confirmed')}: "), open_points.reference(self._env, written)]
        return laws.cite(self._directive, written) if written else []

    def _rests_on_unconfirmed_law(self, written: str) -> bool:
        try:
            return laws.rests_only_on_unconfirmed_federal_law(parse(written), laws.read(self._config.sop_project))
        except (ValueError, CouldNotRun):  # ``cite`` reports them
            return False

    def _region(self) -> str:
        written = self._given("applies")[0]
        match written:
            case "federal":
                return word("Federal Iraq")
            case "kri":
                return word("Kurdistan Region")
            case "both":
                return word("Federal Iraq and the Kurdistan Region")
        if written:
            self._refuse("applies", f"{shown(written)} is no place where a step applies", "write federal, kri or both")
        return written

    def _points(self) -> Iterator[str]:
        for point in self._codes("tbc"):
            if open_points.ID.fullmatch(point):
                yield point
            else:
                self._refuse("tbc", f"{shown(point)} is no open point", open_points.FORM)

    def _given(self, name: str) -> tuple[str, int]:
        """An option as it was typed, and its line; of one that is not there, the block's."""
        directive = self._directive
        for number, line in enumerate(directive.block_text.splitlines()[1:], start=directive.lineno + 1):
            found = _OPTION.fullmatch(line)
            if not found:
                break
            if found[1] == name:
                return found[2], number
        return directive.options.get(name, "").strip(), directive.lineno  # between --- and ---, MyST's other form

    def _codes(self, name: str) -> list[str]:
        return [code.strip() for code in self._given(name)[0].split(",") if code.strip()]

    def _message(self, name: str, text: str) -> nodes.paragraph:
        line = self._given(name)[1]
        words, _ = self._directive.parse_inline(text, lineno=line)
        paragraph = nodes.paragraph(text, "", *words)
        paragraph.source, paragraph.line = self._directive.get_source_info()[0], line
        return paragraph

    def _refuse(self, name: str, text: str, action: str) -> None:
        """Report at the line of an option."""
        refuse((self._env.current_document.docname, self._given(name)[1]), "tbc" if name == "tbc" else "step", text, action)


def _fact(name: str, label: str, body: nodes.paragraph) -> nodes.field:
    return nodes.field("", nodes.field_name("", label, translatable=False), nodes.field_body("", body), classes=[f"step-{name}"])


def _fixed(*words: nodes.Node) -> nodes.paragraph:
    """Words that are no message: registers and the interface hold their translations."""
    return nodes.paragraph("", "", *words, translatable=False)


class MarkDeadlines(SphinxTransform):
    """Says behind each deadline who set it. After translation (20), which replaces all that stands in a message, and MarkUntranslated (24)."""

    default_priority = 26

    def apply(self, **kwargs) -> None:
        for paragraph in self.document.findall(nodes.paragraph):
            if not (set_by := paragraph.get("set_by")):
                continue
            mark = nodes.inline("", "", *self._words(set_by, paragraph["point"]), classes=["set-by"])
            if "dir" in paragraph:  # the deadline stayed in another language
                mark["lang"], mark["dir"] = self.config.language, self.config.sop_project.languages[self.config.language].direction
                mark["classes"].append(f"language-{self.config.language}")
            paragraph += [nodes.Text(" "), mark]

    def _words(self, set_by: str, point: str) -> list[nodes.Node]:
        if set_by == "law":
            return [nodes.Text(word("(set by law)"))]
        before, _, after = word("(proposed, %s)").partition("%s")
        return [nodes.Text(before), open_points.reference(self.env, point), nodes.Text(after)]
