"""The curve of emotion."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from journeymap.layout.marks import Point
from journeymap.layout.monotone import clip, sample, sides

VALUES = st.lists(st.floats(-2, 2, allow_subnormal=False), min_size=2, max_size=12)


def points(values: list[float]) -> list[Point]:
    return [(100.0 * i, value) for i, value in enumerate(values)]


@given(VALUES)
def test_the_curve_never_leaves_the_range_of_its_two_neighbours(values: list[float]) -> None:
    for x, y in sample(points(values)):
        i = min(int(x // 100), len(values) - 2)
        low, high = sorted((values[i], values[i + 1]))
        assert low - 1e-9 <= y <= high + 1e-9


@given(VALUES)
def test_the_curve_goes_through_every_point(values: list[float]) -> None:
    drawn = {round(x, 6): y for x, y in sample(points(values))}
    assert all(abs(drawn[x] - y) < 1e-9 for x, y in points(values))


@given(VALUES)
def test_the_curve_rises_and_falls_only_where_its_points_do(values: list[float]) -> None:
    drawn = sample(points(values), 10)
    for i, (a, b) in enumerate(pairwise(values)):
        part = [y for _x, y in drawn[10 * i : 10 * i + 11]]
        ordered = sorted(part) if a <= b else sorted(part, reverse=True)
        assert all(abs(p - q) < 1e-9 for p, q in zip(part, ordered, strict=True))


@given(VALUES, st.floats(-2, 2, allow_subnormal=False))
def test_the_areas_on_both_sides_do_not_cross_the_level(values: list[float], level: float) -> None:
    above, below = sides(sample(points(values)), level)
    assert all(y <= level + 1e-9 for polygon in above for _x, y in polygon)
    assert all(y >= level - 1e-9 for polygon in below for _x, y in polygon)


def test_a_clipped_line_ends_on_both_edges() -> None:
    clipped = clip([(0, 0), (10, 10), (20, 0)], 5, 15)
    assert clipped == [(5, 5), (10, 10), (15, 5)]
    assert clip([(0, 0), (20, 20)], 5, 15) == [(5, 5), (15, 15)]
    assert clip([(0, 0)], 5, 15) == []
