"""The bytes of a zip from a stranger in, its parts or the reason to refuse it out; and parts in, the same bytes every time out.

Word files and worksheets are both such zips (ECMA-376 part 2). What the parts may hold is for their readers to say.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator

MAX_PARTS = 400
MAX_BYTES = 40_000_000  # of all parts, unpacked
MAX_RATIO = 100  # of one part of more than a megabyte; letterheads reach about 20, worksheets 11
CONTENT_TYPES = "[Content_Types].xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how files of Office 97 begin, and new ones that have a password


class NoZip(Exception):
    """The bytes are no zip at all; its text is the reason."""


class Unsound(Exception):
    """The zip is there to do harm, or is damaged; its text is the reason."""


def unpack(data: bytes) -> dict[str, bytes]:
    """The parts by name, without folders. Raises NoZip or Unsound before anything large is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for problem in _problems(archive.infolist()):
                raise Unsound(problem)
            return {info.filename: archive.read(info) for info in archive.infolist() if not info.is_dir()}
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, zlib.error) as error:
        raise NoZip(str(error)) from None


def pack(parts: dict[str, bytes]) -> bytes:
    """A zip with sorted names, one fixed date and system, so that the bytes depend on the parts alone."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != CONTENT_TYPES, name)):
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            archive.writestr(info, parts[name])
    return buffer.getvalue()


def _problems(entries: list[zipfile.ZipInfo]) -> Iterator[str]:
    if len(entries) > MAX_PARTS:
        yield f"{len(entries)} parts"
    if sum(entry.file_size for entry in entries) > MAX_BYTES:
        yield f"unpacked it is larger than {MAX_BYTES // 1_000_000} MB"
    seen = set()
    for entry in entries:
        name = entry.filename
        if entry.flag_bits & 1:
            yield f"part {name!r} is encrypted"
        if entry.file_size > 1_000_000 and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            yield f"part {name!r} unpacks to {MAX_RATIO} times its size"
        if name.startswith("/") or "\\" in name or ".." in name.split("/") or ":" in name:
            yield f"part name {name!r}"
        if name.lower() in seen:
            yield f"part {name!r} is there twice"
        seen.add(name.lower())
