"""Make the files of the sample company from the written texts: ``python -m sample_data.make``.

The same texts give the same files, byte for byte, on every machine.
"""

from __future__ import annotations

import csv
from pathlib import Path

from sample_data.answers import answer_tables
from sample_data.maps import Rows, map_tables, persona_rows

HERE = Path(__file__).parent


def write(folder: Path) -> None:
    """Write one CSV file a table into ``folder``."""
    tables = {"persona": persona_rows(), **map_tables(), **answer_tables()}
    for name, rows in tables.items():
        _write(folder / f"{name}.csv", rows)


def _write(path: Path, rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    write(HERE)
