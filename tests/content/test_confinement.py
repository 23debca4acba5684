"""Addresses and paths that leave the SOP are told from those that stay."""

from __future__ import annotations

import pytest

from build_tools.content.markdown import drawings
from build_tools.content.markdown.confinement import inside, is_safe


@pytest.mark.parametrize("address", ["https://example.org/a?b=c:d", "HTTP://example.org", "mailto:office@example.org", "#label", "https://example.org/x y"])
def test_web_addresses_and_places_in_the_page_are_safe(address):
    assert is_safe(address)


@pytest.mark.parametrize(
    "address",
    ["javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\nscript:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)", "java\u200bscript:x", "data:text/html,x",
     "vbscript:x", "file:///etc/passwd", "ftp://example.org", "tel:123", "ms-word:ofe|u|https://x", "//example.org/x", "page.html", "", "https:", "https://[", "blob:x", "http:evil"],
)
def test_all_others_are_not(address):
    assert not is_safe(address)


@pytest.fixture
def source(tmp_path):
    (tmp_path / "source/chapters").mkdir(parents=True)
    (tmp_path / "source/images").mkdir()
    (tmp_path / "source/images/plan.png").write_bytes(b"x")
    (tmp_path / "source/conf.py").touch()
    (tmp_path / "source/.git").mkdir()
    (tmp_path / "source/.git/config").touch()
    (tmp_path / "secret.txt").touch()
    (tmp_path / "source-of-another").mkdir()
    (tmp_path / "source-of-another/a.png").touch()
    (tmp_path / "source/images/link.png").symlink_to(tmp_path / "secret.txt")
    (tmp_path / "source/images/near.png").symlink_to("plan.png")
    (tmp_path / "source/circle.png").symlink_to("circle.png")
    (tmp_path / "source/all").symlink_to(tmp_path)
    return tmp_path / "source"


@pytest.mark.parametrize("name", ["../images/plan.png", "/images/plan.png", "../images/../images/plan.png", "../images/near.png"])
def test_a_file_below_source_stays(source, name):
    assert inside(source, source / "chapters/a.md", name) == (source / "images/plan.png").resolve()


def test_a_file_that_is_missing_stays_too(source):
    assert inside(source, source / "chapters/a.md", "../images/none.png") == (source / "images/none.png").resolve()


@pytest.mark.parametrize(
    "name",
    ["../../secret.txt", "/../secret.txt", "//etc/passwd", "///etc/passwd", "../images/link.png", "../all/secret.txt", "../circle.png", "../conf.py", "../.git/config",
     "../../source-of-another/a.png", "https://example.org/a.png", "file:///etc/passwd", "data:image/png;base64,AA", "../images/*", "..\\..\\secret.txt", "../images", "a\0b", ""],
)
def test_what_leads_out_or_is_no_readers_business_does_not(source, name):
    assert inside(source, source / "chapters/a.md", name) is None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<g><path d='M0 0'/><text>words</text></g>", ""),
        ("<defs><linearGradient id='a'/></defs><rect fill='url(#a)'/><use href='#a'/>", ""),
        ("<image href='data:image/png;base64,AAAA'/>", ""),
        ("<style>.a{fill:red}</style>", ""),
        ("<script/>", "has the element <script>"),
        ("<SCRIPT/>", "has the element <SCRIPT>"),
        ("<x:script xmlns:x='http://www.w3.org/2000/svg'/>", "has the element <x:script>"),
        ("<rect OnLoad='x'/>", "has the script OnLoad"),
        ("<a href='javascript:x'/>", "leads to 'javascript:x'"),
        ("<a xmlns:l='http://www.w3.org/1999/xlink' l:href=' https://x'/>", "leads to 'https://x'"),
        ("<image href='data:image/svg+xml;base64,AAAA'/>", "leads to 'data:image/svg+xml;base64,AAAA'"),
        ("<rect style='fill:url(https://x)'/>", "loads another file in style"),
        ("<style>@import 'x.css';</style>", "loads another file"),
        ("<?xml-stylesheet href='x.css'?>", "has the instruction <?xml-stylesheet>"),
        ("<foreignObject/>", "has the element <foreignObject>"),
        ("<animate attributeName='href' to='javascript:x'/>", "has the element <animate>"),
        ("<g>", "is no sound SVG"),
    ],
)
def test_a_drawing_only_draws(tmp_path, text, said):
    (tmp_path / "a.svg").write_text(f"<svg xmlns='http://www.w3.org/2000/svg'>{text}</svg>", encoding="utf-8")
    found = drawings.fault(tmp_path / "a.svg")
    assert found.startswith(said) if said else found == ""
