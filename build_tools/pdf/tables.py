"""A docutils table in, a Typst table with its caption and repeating header out."""

from __future__ import annotations

from docutils import nodes

from build_tools.pdf.escape import labelled, prose

# A row this short is never split over two pages. A longer one could be taller than a page and would run off it.
LONGEST_WHOLE_ROW = 400
ALIGNMENTS = {"text-left": "start", "text-center": "center", "text-right": "end", "left": "start", "center": "center", "right": "end"}


def table(node: nodes.table, writer) -> str:
    caption = next((child for child in node.children if isinstance(child, nodes.title)), None)
    groups = [child for child in node.children if isinstance(child, nodes.tgroup)]
    title = writer.inline_block(caption) if caption is not None else "none"  # before the body: footnotes go to their first mark
    body = "\n".join(_group(group, writer) for group in groups)
    code = f"table-box({prose(node.get('label', ''))}, {title}, {{\n{body}\n}})"
    return labelled(code, writer.anchors.of(node))


def _group(group: nodes.tgroup, writer) -> str:
    columns = [child for child in group.children if isinstance(child, nodes.colspec)]
    widths = ", ".join(f"{column.get('colwidth', 1)}fr" for column in columns)
    stubs = {index for index, column in enumerate(columns) if column.get("stub")}
    parts = [f"columns: ({widths},)"]
    for section in group.children:
        if isinstance(section, nodes.thead):
            # PDF/UA-1 allows no link and no footnote in a header that each page repeats.
            repeat = not any(section.findall(lambda n: isinstance(n, (nodes.reference, nodes.footnote_reference))))
            rows = _rows(section, set(), writer)
            parts.append(f"table.header(repeat: {str(repeat).lower()}, {', '.join(rows)})")
        elif isinstance(section, nodes.tbody):
            parts += _rows(section, stubs, writer)
    return f"table({', '.join(parts)})"


def _rows(section: nodes.Element, stubs: set[int], writer) -> list[str]:
    cells = []
    covered: dict[int, int] = {}  # column → rows below that a cell from above still covers
    for row in section.children:
        column, is_header = 0, isinstance(section, nodes.thead)
        whole = max((len(entry.astext()) for entry in row.children), default=0) <= LONGEST_WHOLE_ROW
        for entry in row.children:
            while covered.get(column):
                covered[column] -= 1
                column += 1
            width = entry.get("morecols", 0) + 1
            cells.append(_cell(entry, is_header or column in stubs, whole, writer))
            covered.update(dict.fromkeys(range(column, column + width), entry.get("morerows", 0)))
            column += width
        for rest in [c for c in covered if c >= column and covered[c]]:
            covered[rest] -= 1
    return cells


def _cell(entry: nodes.entry, is_head: bool, whole: bool, writer) -> str:
    options = []
    if columns := entry.get("morecols"):
        options.append(f"colspan: {columns + 1}")
    if rows := entry.get("morerows"):
        options.append(f"rowspan: {rows + 1}")
    classes = [name for part in (entry, *entry.children) if isinstance(part, nodes.Element) for name in part.get("classes", ())]
    if side := next((ALIGNMENTS[name] for name in (*classes, entry.get("align", "")) if name in ALIGNMENTS), ""):
        options.append(f"align: {side}")
    if whole:
        options.append("breakable: false")
    options.append(writer.item(entry))
    return f"{'head-cell' if is_head else 'table.cell'}({', '.join(options)})"
