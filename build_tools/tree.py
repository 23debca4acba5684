"""All chapters of one language in, one resolved and numbered doctree (the book) out. The only user of Sphinx's environment.

The book is a docutils document: first a ``container`` of class ``front`` (what the index page says), then one ``section``
for each chapter and annex. On its nodes:

- every ``ids`` entry is unique in the book, and a ``reference`` inside the book has ``refid`` and no ``refuri``;
- ``section``: ``number`` ("4.4.1", empty for annexes) and ``level`` (1 for chapters);
- ``figure``, ``table`` and the ``container`` of a listing: ``label`` ("Table 4.1" in the reader's language) where they have a caption;
- ``footnote``: stands somewhere in the chapter of its references;
- admonitions: the first child is a ``title`` in the reader's language;
- ``lang`` and ``dir``: on text that is not in the edition's language.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes
from sphinx.builders import Builder
from sphinx.environment import BuildEnvironment
from sphinx.locale import admonitionlabels

from build_tools import parts
from build_tools.editions import CARDS, Edition

SPECIFIC_ADMONITIONS = tuple(
    getattr(nodes, name) for name in ("attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning")
)


def assemble(builder: Builder, *, with_cards: bool = True) -> nodes.document:
    """Join and resolve all chapters, and role cards if wanted. The result is shared by writers and must not be changed by them."""
    env = builder.env
    root = env.config.root_doc
    passed_over = set() if with_cards else {name for name in env.found_docs if name.startswith(CARDS)}
    book = _joined(env, root, passed_over | {root})
    book["docname"] = root
    env.resolve_references(book, root, builder)
    _name_documents(book, root)
    _number(book, env)
    _make_ids_unique(book)
    _title_admonitions(book)
    return _hoist_chapters(book)


def _joined(env: BuildEnvironment, docname: str, seen: set[str]) -> nodes.document:
    """A file with those that its toctrees name in their places, each once. Sphinx's inline_all_toctrees copies each file for each level."""
    tree = env.get_doctree(docname)
    for toctree in list(tree.findall(addnodes.toctree)):
        files = []
        for name in toctree["includefiles"]:
            if name not in seen:
                seen.add(name)
                start = addnodes.start_of_file(docname=name)
                start.children = _joined(env, name, seen).children
                for section in start.findall(nodes.section):
                    section.attributes.setdefault("docname", name)
                files.append(start)
        toctree.parent.replace(toctree, files)
    return tree


def _name_documents(book: nodes.document, root: str) -> None:
    """Give each element the docname of the file that it came from, for as long as the book is made."""

    def walk(node: nodes.Element, docname: str) -> None:
        if isinstance(node, addnodes.start_of_file):
            docname = node["docname"]
        node.sop_docname = docname
        for child in node.children:
            if isinstance(child, nodes.Element):
                walk(child, docname)

    walk(book, root)


def _number(book: nodes.document, env) -> None:
    """Write the numbers that Sphinx counted onto sections, figures and tables."""
    formats = env.config.numfig_format
    for node in book.findall(nodes.Element):
        if isinstance(node, nodes.section):
            numbers = env.toc_secnumbers.get(node.sop_docname, {})
            first_of_file = isinstance(node.parent, (addnodes.start_of_file, nodes.document))
            anchor = "" if first_of_file else "#" + node["ids"][0]
            node["number"] = ".".join(map(str, numbers.get(anchor) or ()))
        elif kind := _numbered_kind(node):
            counted = env.toc_fignumbers.get(node.sop_docname, {}).get(kind, {})
            number = next((counted[i] for i in node["ids"] if i in counted), None)
            if number:
                node["label"] = formats[kind] % ".".join(map(str, number))


def _numbered_kind(node: nodes.Element) -> str:
    """What Sphinx counts a node as; empty for what has no number of its own."""
    if isinstance(node, nodes.container):
        return "code-block" if "literal-block-wrapper" in node["classes"] else ""
    return {nodes.figure: "figure", nodes.table: "table"}.get(type(node), "")


def _make_ids_unique(book: nodes.document) -> None:
    """Prefix ids by their file, and turn links into the book from addresses to ids."""

    def unique(docname: str, anchor: str) -> str:
        return f"{docname}#{anchor}"

    for node in book.findall(nodes.Element):
        docname = node.sop_docname
        node["ids"] = [unique(docname, i) for i in node["ids"]]
        if "refid" in node:
            node["refid"] = unique(docname, node["refid"])
        elif isinstance(node, nodes.reference) and node.get("refuri", "").startswith("#"):
            target, _, anchor = node["refuri"][1:].partition("#")
            del node["refuri"]
            node["refid"] = unique(target, anchor)
        if "backrefs" in node:
            node["backrefs"] = [unique(docname, i) for i in node["backrefs"]]
    for start in book.findall(addnodes.start_of_file):  # a link to a file without an anchor means its first section
        first = next(start.findall(nodes.section), None)
        if first is not None:
            first["ids"].append(unique(start["docname"], ""))


def _title_admonitions(book: nodes.document) -> None:
    for node in book.findall(lambda n: isinstance(n, (*SPECIFIC_ADMONITIONS, addnodes.seealso))):
        kind = node.tagname
        node["classes"].append(kind)
        node.insert(0, nodes.title("", str(admonitionlabels[kind])))


def _hoist_chapters(book: nodes.document) -> nodes.document:
    """Lift chapters out of the index page's section: what is left of that page becomes the front matter."""
    chapters = []
    for start in list(book.findall(addnodes.start_of_file)):
        sections = [child for child in start.children if isinstance(child, nodes.section)]
        for footnote in [child for child in start.children if isinstance(child, nodes.footnote)]:
            sections[-1].append(footnote)  # MyST puts them behind the file's last section
        around = next((place for place in _ancestors(start) if isinstance(place, nodes.section)), None)
        start.children = []
        if around is None or around.sop_docname == book["docname"]:
            chapters += sections
        else:  # a chapter that is kept in several files
            start.parent.remove(start)
            around += sections
    index = next((child for child in book.children if isinstance(child, nodes.section)), book)
    front = nodes.container(classes=["front"])
    front += [child for child in index.children if not isinstance(child, nodes.title) and not _is_empty(child)]
    front += [child for child in book.children if isinstance(child, nodes.footnote)]
    hoisted = book.copy()
    hoisted.sop_docname = front.sop_docname = book["docname"]
    hoisted["title"] = next((title.astext() for title in index.findall(nodes.title)), "")
    hoisted += [front, *chapters]
    for chapter in chapters:
        _set_level(chapter, 1)
    return hoisted


def _ancestors(node: nodes.Node):
    while (node := node.parent) is not None:
        yield node


def _is_empty(node: nodes.Node) -> bool:
    return isinstance(node, nodes.compound) and "toctree-wrapper" in node["classes"] or isinstance(node, (nodes.comment, nodes.target))


def _set_level(section: nodes.section, level: int) -> None:
    section["level"] = level
    for child in section.children:
        if isinstance(child, nodes.section):
            _set_level(child, level + 1)


class BookBuilder(Builder):
    """Writes editions from the whole book or a part of it; by itself it resolves every reference and writes nothing.

    Subclasses give ``name`` and ``write_book``, which writes ``self.edition`` to ``self.outdir / self.edition.path.name``.
    """

    name = "book"
    format = "book"
    edition: Edition | None = None
    allow_parallel = False
    supported_image_types = ["image/svg+xml", "image/png", "image/jpeg"]

    def write_book(self, book: nodes.document) -> None:
        """Write one edition of the book, which other editions share: it must stay as it is."""

    def get_outdated_docs(self) -> str:
        return "the book"

    def get_target_uri(self, docname: str, typ: str | None = None) -> str:
        return f"#{docname}"

    def get_relative_uri(self, from_: str, to: str, typ: str | None = None) -> str:
        return self.get_target_uri(to, typ)

    def prepare_writing(self, docnames) -> None:
        pass

    def write_documents(self, docnames) -> None:
        app = self._app
        if not hasattr(app, "sop_book"):  # sphinx-build by hand; the runner has assembled it already
            app.sop_book = assemble(self)
        docname = self.edition.docname if self.edition else ""
        self.write_book(parts.part(app.sop_book, docname) if docname else parts.whole(app.sop_book))
