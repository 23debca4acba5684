"""Nodes of one file in, copies for another page out: links lead on, footnotes come along, and no id stands twice."""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.environment import BuildEnvironment

from build_tools.content import numbers, reading


class Copies:
    """Copies of what stands elsewhere, for the ``page`` (a docname) below ``home``, the page's outermost node.

    They are made before references are resolved, from files as they were read: translated, and with their own footnotes' numbers.
    """

    def __init__(self, env: BuildEnvironment, page: str, home: nodes.Element) -> None:
        self.page = page
        self._env, self._home = env, home
        self._made = 0
        self._notes: dict[tuple[str, str], nodes.footnote] = {}

    def of(self, node: nodes.Element, docname: str, *, with_notes: bool = True) -> nodes.Element:
        """A copy of a node that stands in ``docname``. Without notes, the marks of footnotes are left out."""
        copy = node.deepcopy()
        for part in list(copy.findall(nodes.Element)):
            self._number(part)
            part["ids"] = [self._new_id()] if _has_caption(part) else []
            part["names"], part["dupnames"], part["backrefs"] = [], [], []
            if msgids := part.attributes.pop("msgids", None):
                part["copied"] = (docname, *msgids)  # a message has its place where it was written; Word's source map follows copies there
            match part:
                case nodes.target() | nodes.comment() | addnodes.index():
                    part.parent.remove(part)
                case nodes.footnote_reference():
                    self._take_note(part, docname) if with_notes else part.parent.remove(part)
                case addnodes.pending_xref():
                    part["refdoc"] = self.page
                case nodes.reference() if "refid" in part:
                    part.replace_self(reading.link(self._env, self.page, docname, part["refid"], *part.children))
        return copy

    def words(self, node: nodes.Element, docname: str) -> list[nodes.Node]:
        """The words of a heading, for a line in a list: in their own language, without the marks of footnotes."""
        copy = self.of(node, docname, with_notes=False)
        kept = {name: copy[name] for name in ("lang", "dir", "copied") if name in copy}
        if not kept:
            return copy.children
        words = nodes.inline("", "", *copy.children, classes=copy["classes"] if "dir" in copy else [], **kept)
        words.source, words.line = copy.source, copy.line
        return [words]

    def _number(self, part: nodes.Element) -> None:
        """A copied caption begins with the number of the original, as a link to it."""
        name = next(iter(part["names"]), "")
        if _has_caption(part) and name:
            caption = next(child for child in part.children if isinstance(child, (nodes.title, nodes.caption)))
            caption.insert(0, [number_of(self.page, name, words=""), nodes.Text(" ")])

    def _take_note(self, mark: nodes.footnote_reference, docname: str) -> None:
        """Copy the footnote at its first mark, and number it after those that the page has."""
        key = docname, mark["refid"]
        if key not in self._notes:
            original = numbers.chapters(self._env).get_doctree(docname).ids[mark["refid"]]
            count = sum(isinstance(child, nodes.footnote) for child in self._home.findall(nodes.footnote)) + 1
            label = nodes.label("", str(count))
            self._notes[key] = note = nodes.footnote("", label, ids=[self._new_id()], auto=1)
            self._home += note
            note += [self.of(child, docname) for child in original.children if not isinstance(child, nodes.label)]
            note.source, note.line = original.source, original.line
        note = self._notes[key]
        mark["ids"], mark["refid"] = [self._new_id()], note["ids"][0]
        note["backrefs"].append(mark["ids"][0])
        mark.children = []
        mark += nodes.Text(note.children[0].astext())

    def _new_id(self) -> str:
        self._made += 1
        return f"copy-{self._made}"


def number_of(page: str, name: str, words: str = "{number}") -> addnodes.pending_xref:
    """A link to the label ``name`` that shows its number: alone, or where ``words`` are empty with its kind, as "Table 4.1"."""
    content = nodes.inline("", words or name, classes=["xref", "std", "std-numref"])
    return addnodes.pending_xref("", content, refdomain="std", reftype="numref", reftarget=name, refexplicit=bool(words), refdoc=page, refwarn=True)


def _has_caption(node: nodes.Element) -> bool:
    """Whether Sphinx counts the node, and asks for its id."""
    if isinstance(node, nodes.container) and "literal-block-wrapper" not in node["classes"]:
        return False
    return isinstance(node, (nodes.table, nodes.figure, nodes.container)) and any(isinstance(child, (nodes.title, nodes.caption)) for child in node.children)
