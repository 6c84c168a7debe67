"""CSV: the grid, in UTF-8 with a mark as Excel wants it. No cell can run as a formula."""

from __future__ import annotations

import csv
import io

from journeymap.formats.exports.grid import Cell, grid
from journeymap.formats.exports.request import ExportRequest
from journeymap.locale import N_
from journeymap.model.cells import guarded

LEAVES_OUT = N_("personas but for their names, and answers")


def export(request: ExportRequest) -> bytes:
    """The file."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in grid(request).rows:
        writer.writerow([_text(cell) for cell in row])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _text(cell: Cell) -> str:
    if isinstance(cell, float):
        return f"{cell:g}".replace("-", "−")  # a true minus: a hyphen would begin a formula
    return guarded(cell)
