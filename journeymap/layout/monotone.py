"""A smooth curve through points that never rises or falls further than the points themselves."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from operator import itemgetter

from journeymap.layout.marks import Point

SAMPLES = 14
"""Straight pieces between two points; at 150 px a column they cannot be seen."""


def sample(points: Sequence[Point], samples: int = SAMPLES) -> list[Point]:
    """Points along the monotone cubic through ``points``.

    Tangents by Fritsch and Butland, "A method for constructing local monotone piecewise cubic interpolants", SIAM
    Journal on Scientific and Statistical Computing 5 (1984): the weighted harmonic mean of the neighbouring slopes,
    zero at a peak. So the curve stays between neighbouring values.

    :param points: with rising x.
    """
    if len(points) < 2:
        return list(points)
    tangents = _tangents(points)
    weights = _hermite(samples)
    result: list[Point] = []
    for (x0, y0), (x1, y1), m0, m1 in zip(points, points[1:], tangents, tangents[1:], strict=False):
        width, rise = x1 - x0, y1 - y0
        a, b = width * m0, width * m1
        result += [(x0 + t * width, y0 + rise * w + a * w0 + b * w1) for t, w, w0, w1 in weights]
    return [*result, points[-1]]


@cache
def _hermite(samples: int) -> tuple[tuple[float, float, float, float], ...]:
    """At each sample: where it is (0 to 1), and the Hermite weights of the rise and of both tangents."""
    parts = [i / samples for i in range(samples)]
    return tuple((t, t * t * (3 - 2 * t), t * (1 - t) ** 2, -t * t * (1 - t)) for t in parts)


def _tangents(points: Sequence[Point]) -> list[float]:
    widths = [b[0] - a[0] for a, b in pairwise(points)]
    slopes = [(b[1] - a[1]) / w for a, b, w in zip(points, points[1:], widths, strict=False)]
    inner = [_between(*pair) for pair in zip(widths, widths[1:], slopes, slopes[1:], strict=False)]
    return [0.0, *inner, 0.0]


def _between(h0: float, h1: float, d0: float, d1: float) -> float:
    if d0 * d1 <= 0:
        return 0.0
    w0, w1 = 2 * h1 + h0, h1 + 2 * h0
    return (w0 + w1) / (w0 / d0 + w1 / d1)


def clip(points: Sequence[Point], x0: float, x1: float) -> list[Point]:
    """The part of a line between two x, with points on both edges."""
    first = bisect_left(points, x0, key=itemgetter(0))
    last = bisect_right(points, x1, key=itemgetter(0))
    inner = list(points[first:last])
    if 0 < first < len(points) and points[first][0] > x0:
        inner.insert(0, _at(points[first - 1], points[first], x0))
    if 0 < last < len(points) and points[last - 1][0] < x1:
        inner.append(_at(points[last - 1], points[last], x1))
    return inner


def _at(a: Point, b: Point, x: float) -> Point:
    return x, a[1] + (b[1] - a[1]) * (x - a[0]) / (b[0] - a[0])


def sides(points: Sequence[Point], level: float) -> tuple[list[list[Point]], list[list[Point]]]:
    """The areas between a line and ``level``: polygons above it (smaller y), and polygons below it."""
    above: list[list[Point]] = []
    below: list[list[Point]] = []
    part: list[Point] = []
    for a, b in pairwise(points):
        part = part or [(a[0], level), a]
        if min(a[1], b[1]) < level < max(a[1], b[1]):
            x = a[0] + (b[0] - a[0]) * (level - a[1]) / (b[1] - a[1])
            _close([*part, (x, level)], level, above, below)
            part = [(x, level), b]
        elif b[1] == level:
            _close([*part, b], level, above, below)
            part = []
        else:
            part.append(b)
    if part:
        _close([*part, (part[-1][0], level)], level, above, below)
    return above, below


def _close(part: list[Point], level: float, above: list[list[Point]], below: list[list[Point]]) -> None:
    extreme = max(part, key=lambda p: abs(p[1] - level))[1]
    if extreme != level:
        (above if extreme < level else below).append(part)
