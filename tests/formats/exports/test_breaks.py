"""Where a wide map is broken."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeymap.formats.exports.breaks import halves, windows
from journeymap.layout.window import Slot

STAGES = st.lists(st.integers(1, 30), max_size=12)


def columns(stages: list[int]) -> list[Slot]:
    names = [f"s{number}" for number, size in enumerate(stages) for _column in range(size)]
    return [Slot(position, stage, f"t{position}") for position, stage in enumerate(names)]


def test_sheets_are_even_and_begin_with_a_stage() -> None:
    assert windows(columns([4, 4, 4, 4]), 12) == [(0, 8), (8, 8)]
    assert windows(columns([5, 5, 5]), 12) == [(0, 5), (5, 10)]


def test_only_a_stage_that_is_too_wide_is_broken_itself() -> None:
    assert windows(columns([2, 25, 3]), 12) == [(0, 10), (10, 8), (18, 12)]


def test_a_map_that_fits_stays_whole() -> None:
    assert windows(columns([5, 7]), 12) == [(0, 12)]
    assert windows([], 12) == []


@given(STAGES, st.integers(1, 15))
def test_every_column_stands_on_exactly_one_sheet(stages: list[int], most: int) -> None:
    slots = columns(stages)
    found = windows(slots, most)
    assert [first for first, _count in found] == [sum(count for _f, count in found[:i]) for i in range(len(found))]
    assert sum(count for _first, count in found) == len(slots)
    assert all(1 <= count <= most for _first, count in found)
    edges = {sum(stages[:i]) for i in range(len(stages))}
    small = {f"s{i}" for i, size in enumerate(stages) if size <= most}
    assert all(first in edges for first, _count in found if slots[first].stage_id in small)


@given(STAGES)
def test_halves_are_never_empty(stages: list[int]) -> None:
    slots = columns(stages)
    if len(slots) > 1:
        (a, n), (b, m) = halves(slots, (0, len(slots)))
        assert (a, b, n + m) == (0, n, len(slots))
        assert n
        assert m


def test_halves_are_cut_between_stages() -> None:
    assert halves(columns([2, 5, 3]), (0, 10)) == [(0, 7), (7, 3)]
    assert halves(columns([10]), (2, 6)) == [(2, 3), (5, 3)]
