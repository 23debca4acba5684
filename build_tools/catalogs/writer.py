"""A catalog in, its one canonical text out: what GNU gettext writes with --no-location and --no-wrap.

One form means that a save in Poedit, on Weblate or by hand changes in git only what the translator changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from build_tools.catalogs.entries import Catalog, Entry


def text(catalog: Catalog) -> str:
    """Header, live messages in their order, then the obsolete ones sorted by their source; one blank line between two."""
    obsolete = sorted(catalog.obsolete, key=lambda entry: entry.msgid)
    blocks = ["\n".join(_block(entry)) for entry in (catalog.header, *catalog.live, *obsolete)]
    if catalog.end:
        blocks.append("\n".join(f"#{line}" for line in catalog.end))
    return "\n\n".join(blocks) + "\n"


def _block(entry: Entry) -> Iterator[str]:
    for line in entry.comments:
        yield f"#{line}"
    for line in entry.extracted:
        yield f"#.{line}"
    if entry.fuzzy or entry.flags:
        yield "#, " + ", ".join(("fuzzy", *entry.flags) if entry.fuzzy else entry.flags)
    mark = "#~ " if entry.obsolete else ""
    if entry.previous:
        yield from strings("msgid", entry.previous, "#~| " if entry.obsolete else "#| ")
    yield from strings("msgid", entry.msgid, mark)
    yield from strings("msgstr", entry.msgstr, mark)


def strings(key: str, value: str, mark: str) -> Iterator[str]:
    """One string on one line; a text of several lines under an empty one, as gettext does."""
    if "\\" in value or '"' in value or "\t" in value:
        value = value.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t")
    if "\n" not in value:
        yield f'{mark}{key} "{value}"'
        return
    lines = value.split("\n")
    quoted = [f"{line}\\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])
    if len(quoted) == 1:
        yield f'{mark}{key} "{quoted[0]}"'
        return
    yield f'{mark}{key} ""'
    for line in quoted:
        yield f'{mark}"{line}"'
