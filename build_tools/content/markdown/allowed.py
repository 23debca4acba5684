"""What an SOP may use: a block's or role's name in, whether it is allowed and what to write instead, out.

A list of what is allowed, not of what is forbidden: docutils, Sphinx and MyST bring some two hundred blocks and roles, their
names have translations (docutils reads ``{خام}`` as raw in an Arabic build), and a new version brings more.
"""

from __future__ import annotations

OWN = "build_tools."  # what the pipeline itself defines is allowed; see ``is_own``

BLOCKS = frozenset({
    "admonition", "attention", "caution", "danger", "error", "hint", "important", "note", "seealso", "tip", "warning",
    "code-block", "compound", "container", "csv-table", "epigraph", "figure", "glossary", "highlights", "image",
    "list-table", "pull-quote", "rubric", "sidebar", "table", "toctree", "topic",
})  # fmt: skip
ROLES = frozenset({
    "abbr", "any", "dfn", "doc", "download", "emphasis", "literal", "numref", "ref", "strong",
    "sub", "subscript", "sup", "superscript", "term",
})  # fmt: skip

MATHS = "write it in words, or as a picture with :alt:: screen readers, Word and Arabic need it so"
INSTEAD = {
    "eval-rst": "write it as Markdown",
    "figure-md": "use {figure}",
    "include": "copy the text, or link to the chapter that has it",
    "literalinclude": "copy the lines into ``` … ```",
    "math": MATHS,
    "eq": MATHS,
    "only": "keep text that is not public in another folder: {only} publishes parts of it",
    "ifconfig": "keep text that is not public in another folder",
    "raw": "write it as Markdown",
    "meta": "leave it out: pages get their data from sop.toml",
    "parsed-literal": "use ``` … ``` for text as it is typed",
    "code": "use ``` … ```",
    "highlight": "name the language after ```",
}
OTHERWISE = "use a block or role of CONTRIBUTING.md"

SCHEMES = frozenset({"http", "https", "mailto"})  # tel: is left out: an SOP prints no numbers of persons, and paper cannot dial
PICTURES = frozenset({".jpeg", ".jpg", ".png", ".svg"})
# Files that a reader may download. No .html and .svg: a browser would run their scripts as the site's own.
DOWNLOADS = frozenset({".csv", ".docx", ".jpeg", ".jpg", ".pdf", ".png", ".txt", ".xlsx"})


def is_own(thing: object) -> bool:
    """Whether a directive or role is the pipeline's: its class or function, or an instance of such a class."""
    return str(getattr(thing, "__module__", "")).startswith(OWN)


def instead(name: str) -> str:
    """What to write in place of a block or role that is not allowed."""
    return INSTEAD.get(name.lower().rpartition(":")[2], OTHERWISE)
