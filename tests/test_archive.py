"""Zips from strangers are unpacked only if they are sound; ours have the same bytes every time."""

import io
import zipfile

import pytest

from build_tools import archive


def zipped(parts: dict[str, bytes], **options) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(zipfile.ZipInfo(name, **options), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def test_equal_parts_give_equal_bytes_in_whatever_order_they_came():
    parts = {"b.xml": b"<b/>", archive.CONTENT_TYPES: b"<t/>", "a.xml": b"<a/>"}
    packed = archive.pack(parts)
    assert packed == archive.pack(dict(reversed(parts.items())))
    assert archive.unpack(packed) == parts
    assert zipfile.ZipFile(io.BytesIO(packed)).namelist() == [archive.CONTENT_TYPES, "a.xml", "b.xml"]  # Office looks for the types first


@pytest.mark.parametrize(("parts", "why"), [
    ({"/a": b""}, "part name"), ({"a/../b": b""}, "part name"), ({"a\\b": b""}, "part name"), ({"c:a": b""}, "part name"),
    ({"a": b"", "A": b""}, "there twice"), ({"a": b" " * 2_000_000}, "100 times its size"), ({str(n): b"" for n in range(401)}, "401 parts"),
])  # fmt: skip
def test_unsound_zips_are_refused(parts, why):
    with pytest.raises(archive.Unsound, match=why):
        archive.unpack(zipped(parts))


def test_what_is_larger_than_the_limit_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(archive, "MAX_BYTES", 10)
    with pytest.raises(archive.Unsound, match="larger"):
        archive.unpack(zipped({"a": b"x" * 11}))


@pytest.mark.parametrize("data", [b"", b"text", zipped({"a": b"x" * 100})[:-30], zipped({"a": b"x" * 100}).replace(b"a", b"\xff", 1)])
def test_what_is_no_zip_is_refused(data):
    with pytest.raises(archive.NoZip):
        archive.unpack(data)
