"""Pieces of a line, one after another, into as many rows as they need."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.layout.runs import Run, extent

Item = list[Run]


def flow(items: Sequence[Item], width: float, gap: float) -> list[list[Item]]:
    """Rows of items, none wider than ``width`` px unless a single item is.

    :param gap: px between two items of a row.
    """
    rows: list[list[Item]] = []
    used = 0.0
    for item in items:
        size = extent(item)
        if rows and used + gap + size <= width:
            rows[-1].append(item)
            used += gap + size
        else:
            rows.append([item])
            used = size
    return rows


def row_extent(row: Sequence[Item], gap: float) -> float:
    """px of a row."""
    return sum(extent(item) for item in row) + gap * (len(row) - 1)
