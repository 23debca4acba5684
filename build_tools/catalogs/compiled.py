"""A catalog in, the bytes of the .mo file that Sphinx loads out. GNU gettext manual, "The Format of GNU MO Files"."""

from __future__ import annotations

import struct

from build_tools.catalogs.entries import Catalog

MAGIC, VERSION, HEADER = 0x950412DE, 0, 28


def mo(catalog: Catalog) -> bytes:
    """Only what a reader may see: no fuzzy and no empty translation. Sources are sorted, as the format asks."""
    pairs = {"": catalog.header.msgstr} | {entry.msgid: entry.msgstr for entry in catalog.live if entry.translated}
    texts = sorted((msgid.encode(), msgstr.encode()) for msgid, msgstr in pairs.items())
    tables, data, start = [], b"", HEADER + 16 * len(texts)
    blobs = [text for pair in zip(*texts, strict=True) for text in pair]
    for blob in blobs:
        tables += [len(blob), start]
        start += len(blob) + 1
    data = b"\0".join(blobs) + b"\0"
    head = struct.pack("<7I", MAGIC, VERSION, len(texts), HEADER, HEADER + 8 * len(texts), 0, start)
    return head + struct.pack(f"<{len(tables)}I", *tables) + data
