"""The bytes of a PNG or JPEG in, its size in pixels out; ValueError, with the reason, for what Word would show as a red cross."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator

import imagesize

_PNG, _JPEG, _JPEG_END = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"\xff\xd9"


def size(data: bytes, kind: str) -> tuple[int, int]:
    """Width and height in pixels of a whole, undamaged picture. ``kind`` is the ending of its name, such as ``.png``."""
    if kind == ".png":
        _examine_png(data)
    elif not data.startswith(_JPEG):
        raise ValueError("it is no JPEG, whatever its name says")
    elif _JPEG_END not in data:
        raise ValueError("its end is missing")
    width, height = imagesize.get(io.BytesIO(data))
    if min(width, height) <= 0:
        raise ValueError("it states no size")
    return width, height


def _examine_png(data: bytes) -> None:
    """Every chunk has its checksum, and the last one is there (ISO/IEC 15948, 5.3 and 11.2.5)."""
    if not data.startswith(_PNG):
        raise ValueError("it is no PNG, whatever its name says")
    kinds = [kind for kind, _ in _chunks(data)]
    if kinds[:1] != [b"IHDR"] or b"IDAT" not in kinds or kinds[-1] != b"IEND":
        raise ValueError("a part of it is missing")


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The kind and content of each chunk."""
    at = len(_PNG)
    while at < len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        kind, content, checksum = data[at + 4 : at + 8], data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if len(checksum) < 4 or zlib.crc32(kind + content) != int.from_bytes(checksum, "big"):
            raise ValueError("it is damaged")
        yield kind, content
        if kind == b"IEND":  # some programs leave bytes behind it
            return
        at += 12 + length
