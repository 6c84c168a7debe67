"""Columns and windows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from journeymap.layout.window import (
    columns_that_fit,
    needs_window,
    refocused,
    slots,
    window_at,
    window_for,
)
from tests.layout.maps import journey


def test_a_stage_without_touchpoints_has_one_empty_column() -> None:
    found = slots(journey((1, 0, 2)))
    assert [slot.touchpoint_id for slot in found] == ["t0", None, "t1", "t2"]
    assert [slot.position for slot in found] == [0, 1, 2, 3]
    assert found[1].stage_id == "s1"


def test_one_stage_counts_its_own_columns() -> None:
    assert [(s.position, s.touchpoint_id) for s in slots(journey((1, 2)), "s1")] == [(0, "t1"), (1, "t2")]


@given(st.integers(0, 300), st.integers(1, 300), st.integers(1, 20))
def test_a_window_lies_inside_the_journey_and_shows_the_column(column: int, n: int, count: int) -> None:
    column %= n
    first, wide = window_at(column, n, count)
    assert 0 <= first <= column < first + wide <= n
    assert wide == min(count, n)


def test_the_column_stands_in_the_middle_where_the_ends_allow() -> None:
    assert window_at(100, 240) == (94, 12)
    assert window_at(0, 240) == (0, 12)
    assert window_at(239, 240) == (228, 12)


def test_narrow_screens_show_fewer_columns() -> None:
    assert [columns_that_fit(width) for width in (280, 390, 1366, 1920)] == [1, 2, 12, 18]
    assert needs_window(15)
    assert not needs_window(14)
    assert needs_window(4, width=390)
    assert needs_window(13, width=1366)


@given(st.integers(15, 300), st.integers(0, 300), st.integers(0, 300), st.integers(900, 3000))
def test_a_column_stays_where_it_was_when_the_map_gets_narrower(n: int, focus: int, place: int, width: int) -> None:
    first, count = window_for(focus % n, n, width) or (0, n)
    column, narrower = first + place % count, width - 416
    then, fewer = window_for(refocused(column, focus % n, n, width, narrower), n, narrower) or (0, n)
    assert then <= column < then + fewer
    x = 120 + (column - first + 0.5) * (width - 120) / count
    labels = 120 if narrower >= 640 else 0
    wide = (narrower - labels) / fewer
    before, after = labels + (column - then - 0.5) * wide, labels + (column - then + 1.5) * wide
    assert before <= x <= after or then in (0, n - fewer) or x > narrower - wide
