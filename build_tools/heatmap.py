"""Progress of each chapter in each language in, a drawing of it (SVG) out: the same numbers give the same bytes."""

from __future__ import annotations

from html import escape

from build_tools.progress import Progress
from build_tools.review import STATES, Standing

# Light to dark in one hue, so that it reads in grey and to colour-blind people; each text has a contrast of 4.5 or more.
SHADES = ((100, "#0b4a5e", "#ffffff"), (75, "#2b6f86", "#ffffff"), (50, "#a3cfdd", "#1a1a1a"), (1, "#d6ecf3", "#1a1a1a"), (0, "#f4f4f4", "#1a1a1a"))
FUZZY, APPROVED = "#b35900", "#1b7f3b"
ROW, COLUMN, LABEL, HEAD, NARROWEST = 28, 190, 260, 64, 600  # pixels; the legend needs 600


def drawing(title: str, names: dict[str, str], counts: dict[str, dict[str, Progress]], standings: dict[str, dict[str, Standing]]) -> str:
    """A row a chapter, a column a language. ``names`` by language tag; ``counts`` in words, by language and docname, as ``standings`` are."""
    docnames = sorted({docname for chapters in counts.values() for docname in chapters})
    width, height = max(LABEL + COLUMN * len(counts) + 16, NARROWEST), HEAD + ROW * (len(docnames) + 1) + 44
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img" '
        'aria-labelledby="title desc" font-family="sans-serif" font-size="13">',
        f'<title id="title">{escape(title)}</title>',
        '<desc id="desc">Share of each chapter’s words that is translated, by language. The orange line is the share that is fuzzy, the green line the share of messages that is approved.</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        f'<text x="16" y="24" font-size="16" font-weight="bold">{escape(title)}</text>',
    ]
    for column, (tag, chapters) in enumerate(counts.items()):
        left = LABEL + COLUMN * column
        parts.append(f'<text x="{left + COLUMN // 2}" y="{HEAD - 10}" text-anchor="middle">{escape(f"{names[tag]} ({tag})")}</text>')
        rows = [(docname, chapters.get(docname, Progress())) for docname in docnames]
        for row, (docname, progress) in enumerate([*rows, ("all chapters", sum(chapters.values(), Progress()))]):
            parts += _cell(left, HEAD + ROW * row, f"{docname}, {tag}", progress, standings.get(tag, {}).get(docname))
    for row, docname in enumerate([*docnames, "all chapters"]):
        parts.append(f'<text x="16" y="{HEAD + ROW * row + 18}">{escape(docname)}</text>')
    parts.append(f'<text x="16" y="{height - 16}" font-size="12">Words translated. Orange: the source has changed since (fuzzy). Green: approved as it stands.</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _cell(left: int, top: int, name: str, progress: Progress, standing: Standing | None) -> list[str]:
    percent = progress.percent
    _, fill, ink = next(shade for shade in SHADES if percent >= shade[0])
    exact = f"{name}: {progress.translated} words translated, {progress.fuzzy} fuzzy, {progress.untranslated} untranslated"
    fuzzy = round((COLUMN - 4) * progress.fuzzy / progress.total) if progress.total else 0
    approved, state = 0, ""
    if standing:
        exact += f"; {standing.state}, {standing.approved} of {len(standing.texts)} messages approved"
        approved = round((COLUMN - 4) * standing.approved / len(standing.texts))
        state = f" · {standing.state}" if standing.state != STATES[0] else ""
    return [
        f"<g><title>{escape(exact)}</title>",
        f'<rect x="{left + 2}" y="{top + 2}" width="{COLUMN - 4}" height="{ROW - 4}" fill="{fill}"/>',
        *([f'<rect x="{left + 2}" y="{top + ROW - 6}" width="{max(fuzzy, 2)}" height="4" fill="{FUZZY}"/>'] if progress.fuzzy else []),
        *([f'<rect x="{left + 2}" y="{top + 2}" width="{max(approved, 2)}" height="4" fill="{APPROVED}"/>'] if standing and standing.approved else []),
        f'<text x="{left + COLUMN // 2}" y="{top + 18}" text-anchor="middle" fill="{ink}">{percent} %{state}</text></g>',
    ]
