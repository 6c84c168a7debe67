from __future__ import annotations

import csv
import io
import tempfile
from pathlib import Path
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.formats.feedback.tables import open_table
from journeymap.model.cells import plain

CELL = st.text(alphabet="ab1é🙂,;\t\"' \n\u00a0\u200b-=", max_size=12)
TABLES = st.integers(2, 5).flatmap(lambda n: st.lists(st.lists(CELL, min_size=n, max_size=n), min_size=1, max_size=8))

QUOTING: Final = (csv.QUOTE_MINIMAL, csv.QUOTE_ALL)


@given(
    TABLES,
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_whatever_is_written_as_a_table_is_read_as_it_was(
    rows: list[list[str]], separator: str, line_end: str, encoding: str, all_quoted: bool
) -> None:
    rows = [[cell.replace("\n", line_end) for cell in row] for row in rows]
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator=line_end, quoting=QUOTING[all_quoted])
    writer.writerow([f"h{n}" for n in range(len(rows[0]))])
    writer.writerows(rows)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.csv"
        path.write_bytes(text.getvalue().encode(encoding))

        table = open_table(path)
        found = [row for batch in table.batches(1) for row in batch.to_pylist()]

    expected = [(n, [plain(cell) for cell in row]) for n, row in enumerate(rows, 2)]
    assert table.separator == separator
    assert [(row.pop("row"), row.pop("cut"), row.pop("extra"), list(row.values())) for row in found] == [
        (n, False, False, cells) for n, cells in expected if any(cells)
    ]
