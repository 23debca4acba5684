"""Nothing in; what a letterhead may ask for, and what it must show: the one list for the build, for `make check-letterheads` and for the README.

What stands in a field is written by ``cover``; how to write fields is told to letterheads' makers in templates/word/README.md.
"""

from __future__ import annotations

BODY = "body"

# A page of a controlled document that lacks one of these can be taken for something that it is not: why each is needed.
REQUIRED = {
    BODY: "else the chapters have no place",
    "title": "else nobody sees what the document is",
    "code": "the document number, which holds language and version",
    "date": "else nobody sees how old the version is",
    "classification": "else nobody knows who may read it",
    "draft": "else a draft looks like an approved text",
    "build": "else nobody finds the text that a returned copy was made from",
}

# Lists of sop.toml: a table's row that holds such fields is written once for each entry, and once empty, to be filled in by hand, if there is none.
LISTS = {
    "versions": ("change_version", "change_date", "change_text"),
    "approvals": ("approval_step", "approval_body"),
    "copies": ("copy_number", "copy_holder"),
}
LISTED = frozenset(name for names in LISTS.values() for name in names)
