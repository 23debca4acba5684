"""Progress of each chapter in each language in, a drawing of it (SVG) out: the same numbers give the same bytes."""

from __future__ import annotations

from html import escape

from build_tools.progress import Progress

# Light to dark in one hue, so that it reads in grey and to colour-blind people; each text has a contrast of 4.5 or more.
SHADES = ((100, "#0b4a5e", "#ffffff"), (75, "#2b6f86", "#ffffff"), (50, "#a3cfdd", "#1a1a1a"), (1, "#d6ecf3", "#1a1a1a"), (0, "#f4f4f4", "#1a1a1a"))
FUZZY = "#b35900"
ROW, COLUMN, LABEL, HEAD, NARROWEST = 28, 150, 260, 64, 600  # pixels; the legend needs 600


def drawing(title: str, names: dict[str, str], counts: dict[str, dict[str, Progress]]) -> str:
    """A row a chapter, a column a language. ``names`` by language tag; ``counts`` in words, by language and docname."""
    docnames = sorted({docname for chapters in counts.values() for docname in chapters})
    width, height = max(LABEL + COLUMN * len(counts) + 16, NARROWEST), HEAD + ROW * (len(docnames) + 1) + 44
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="title desc" font-family="sans-serif" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        '<desc id="desc">Share of each chapter’s words that is translated, by language. The orange line is the share that is fuzzy.</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="24" font-size="16" font-weight="bold">{escape(title)}</text>',
    ]
    for column, (tag, chapters) in enumerate(counts.items()):
        left = LABEL + COLUMN * column
        parts.append(f'<text x="{left + COLUMN // 2}" y="{HEAD - 10}" text-anchor="middle">{escape(f"{names[tag]} ({tag})")}</text>')
        rows = [(docname, chapters.get(docname, Progress())) for docname in docnames]
        for row, (docname, progress) in enumerate([*rows, ("all chapters", sum(chapters.values(), Progress()))]):
            parts += _cell(left, HEAD + ROW * row, f"{docname}, {tag}", progress)
    for row, docname in enumerate([*docnames, "all chapters"]):
        parts.append(f'<text x="16" y="{HEAD + ROW * row + 18}">{escape(docname)}</text>')
    parts.append(f'<text x="16" y="{height - 16}" font-size="12">Words translated. Orange: translated, but the source has changed since (fuzzy); it does not count.</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _cell(left: int, top: int, name: str, progress: Progress) -> list[str]:
    percent = progress.percent
    _, fill, ink = next(shade for shade in SHADES if percent >= shade[0])
    exact = f"{name}: {progress.translated} words translated, {progress.fuzzy} fuzzy, {progress.untranslated} untranslated"
    fuzzy = round((COLUMN - 4) * progress.fuzzy / progress.total) if progress.total else 0
    return [
        f"<g><title>{escape(exact)}</title>",
        f'<rect x="{left + 2}" y="{top + 2}" width="{COLUMN - 4}" height="{ROW - 4}" fill="{fill}"/>',
        *([f'<rect x="{left + 2}" y="{top + ROW - 6}" width="{max(fuzzy, 2)}" height="4" fill="{FUZZY}"/>'] if progress.fuzzy else []),
        f'<text x="{left + COLUMN // 2}" y="{top + 18}" text-anchor="middle" fill="{ink}">{percent} %</text></g>',
    ]
