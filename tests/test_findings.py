"""Findings are printed as text, JSON and GitHub annotations, in order and once."""

import json

from build_tools.findings import Finding, as_github, as_json, as_text

LATER = Finding(path="b.md", line=3, code="x", text="says: 100 %", action="do\nthis")
FIRST = Finding(path="a.md", line=12, code="y", text="t")
WHOLE = Finding(path="a.md", code="z", text="t", action="go")


def test_text_is_sorted_and_unique():
    assert as_text([LATER, FIRST, LATER, WHOLE]) == "a.md: z t (go)\na.md:12: y t\nb.md:3: x says: 100 % (do\nthis)"


def test_json_holds_every_field():
    assert json.loads(as_json([LATER])) == [{"path": "b.md", "line": 3, "code": "x", "text": "says: 100 %", "action": "do\nthis"}]


def test_github_annotations_are_escaped():
    assert as_github([LATER]) == "::error file=b.md,line=3,title=x::says: 100 %25 (do%0Athis)"


def test_no_findings_print_nothing():
    assert (as_text([]), as_json([]), as_github([])) == ("", "[]", "")
