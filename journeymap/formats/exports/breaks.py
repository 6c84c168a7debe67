"""Where a map that is too wide for one sheet is broken: between stages, and as evenly as that allows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby
from math import ceil

from journeymap.layout.window import Slot


def windows(columns: Sequence[Slot], most: int) -> list[tuple[int, int]]:
    """The columns of each sheet as (first, how many): as few sheets as possible, as even as possible.

    :param most: columns of a sheet, at least 1. Only a stage that has more than this is broken itself.
    """
    pieces = [size for stage in _stages(columns) for size in _pieces(stage, most)]
    starts = [0, *accumulate(pieces)]
    best: list[tuple[int, int, int]] = [(0, 0, 0)]  # sheets, unevenness, and where the last of them begins
    for end in range(1, len(starts)):
        options = [
            (best[begin][0] + 1, best[begin][1] + (starts[end] - starts[begin]) ** 2, begin)
            for begin in range(end)
            if starts[end] - starts[begin] <= most
        ]
        best.append(min(options))
    found: list[tuple[int, int]] = []
    end = len(pieces)
    while end:
        begin = best[end][2]
        found.append((starts[begin], starts[end] - starts[begin]))
        end = begin
    return found[::-1]


def halves(columns: Sequence[Slot], window: tuple[int, int]) -> list[tuple[int, int]]:
    """A window of at least two columns in two: between two stages where it holds some, else in its middle."""
    first, count = window
    sizes = list(_stages(columns[first : first + count]))
    edges = list(accumulate(sizes))[:-1] or [count // 2]
    middle = min(edges, key=lambda edge: abs(2 * edge - count))
    return [(first, middle), (first + middle, count - middle)]


def _stages(columns: Sequence[Slot]) -> Iterator[int]:
    for _stage, slots in groupby(columns, key=lambda slot: slot.stage_id):
        yield len(list(slots))


def _pieces(stage: int, most: int) -> list[int]:
    n = ceil(stage / most)
    return [(stage * (i + 1)) // n - (stage * i) // n for i in range(n)]
