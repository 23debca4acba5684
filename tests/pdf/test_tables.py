"""Tables keep their widths, spans and headers."""

import re

from tests.pdf.books import parsed, pdf, source

SPANS = """
.. table:: Caption
   :widths: 30 50 20

   +-----+-----+-----+
   | H1  | H2  | H3  |
   +=====+=====+=====+
   | a   | b         |
   +-----+-----+-----+
   | c   | d   | e   |
   |     +-----+-----+
   |     | f   | g   |
   +-----+-----+-----+
"""


def test_the_header_is_repeated_on_each_page():
    assert "table.header(repeat: true, head-cell(" in source(parsed(SPANS))


def test_a_header_with_a_link_or_a_footnote_is_not_repeated():
    text = SPANS.replace("| H1  |", "| x_  |") + "\n.. _x: https://example.org/\n"
    assert "table.header(repeat: false" in source(parsed(text))


def test_widths_are_the_authors():
    assert "columns: (30fr, 50fr, 20fr,)" in source(parsed(SPANS))


def test_cells_span_columns_and_rows():
    text = source(parsed(SPANS))
    assert len(re.findall("colspan: 2", text)) == 1 and len(re.findall("rowspan: 2", text)) == 1


def test_a_row_header_below_a_spanning_cell_is_not_taken_for_another_column():
    text = source(parsed(".. list-table::\n   :stub-columns: 1\n\n   * - a\n     - b\n   * - c\n     - d\n"))
    assert re.findall(r'head-cell\([^{]*\{[^"]*(?:// at .*\n)?[^"]*"(\w)"', text) == ["a", "c"]


def test_a_long_row_may_break_over_pages_and_a_short_one_not():
    row = ".. list-table::\n\n   * - {}\n     - b\n"
    assert "breakable: false" in source(parsed(row.format("short")))
    assert "breakable: false" not in source(parsed(row.format("long " * 100)))


def test_a_table_of_many_pages_compiles_in_both_directions():
    rows = "".join(f"   * - {n}\n     - text of row {n}\n" for n in range(120))
    text = f".. list-table:: Many rows\n   :header-rows: 1\n\n   * - Number\n     - Text\n{rows}"
    assert pdf(parsed(text)) and pdf(parsed(text), "rtl")
