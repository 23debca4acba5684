"""A tiny SOP in; the same SOP with citations in text, boxes, footnotes and translations, and every list of laws, out."""

from __future__ import annotations

from pathlib import Path

from tests.conftest import amend

DOOR = "See {law}`L28-2012:6(1)`, {law}`L28-2012:8`, {law}`that law <L28-2012:6>` and {law}`L23-1971:1, L23-1971:58-68, CONVENTION:3(c)`.[^code]"
ARABIC = "انظر {law}`L28-2012:6(1)` و{law}`المادة 8 منه <L28-2012:8>` و{law}`ذلك القانون <L28-2012:6>` و{law}`L23-1971:1, L23-1971:58-68, CONVENTION:3(c)`.[^code]"
LAWS = """\
(annex-laws)=
# Annex J. Laws

```{law-register} All laws
:name: tbl-laws
```

```{treaty-table} Treaties
```

```{authorities} Where each is cited
:name: tbl-authorities
```

{numref}`tbl-laws` comes before {numref}`tbl-authorities`, and {law}`KRI-L6-2018` before both.
"""


def cite_into(root: Path) -> Path:
    """Write all of it into the tiny SOP in ``root``, with an Arabic translation of one paragraph."""
    source = root / "source"
    amend(source / "chapters/finding.md", ":::{note}\n", f"{DOOR}\n\n[^code]: In {{law}}`L23-1971:61(C)` too.\n\n:::{{note}}\n")
    amend(source / "chapters/acting.md", "Somebody must decide.", "Somebody must decide on {law}`L28-2012:12`.")
    (source / "annexes/laws.md").write_text(LAWS, encoding="utf-8")
    amend(source / "index.md", "annexes/words\n", "annexes/words\nannexes/laws\n")
    with (root / "locales/ar/LC_MESSAGES/chapters/finding.po").open("a", encoding="utf-8") as catalog:
        catalog.write(f'\nmsgid "{DOOR}"\nmsgstr "{ARABIC}"\n')
    return root
