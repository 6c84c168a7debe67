"""What to do first: importance, stated or derived, against performance; and how large an opportunity is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from math import atanh, sqrt, tanh
from statistics import median

import numpy as np

from journeymap.scores.intervals import Interval
from journeymap.scores.student import Z95

LEAST_PAIRS = 30
"""Respondents who answered about both, from which a derived importance is shown."""


class Advice(StrEnum):
    """The four fields of importance and performance. Source: Martilla & James (1977), Journal of Marketing 41(1)."""

    CONCENTRATE = "concentrate"
    KEEP_UP = "keep_up"
    LOW_PRIORITY = "low_priority"
    OVERKILL = "overkill"


def advice(importance: float, performance: float, split: tuple[float, float]) -> Advice:
    """The field that a touchpoint lies in; what lies on a line counts as above it.

    :param split: where importance and performance are split, in their units.
    """
    important, good = importance >= split[0], performance >= split[1]
    if important:
        return Advice.KEEP_UP if good else Advice.CONCENTRATE
    return Advice.OVERKILL if good else Advice.LOW_PRIORITY


def opportunity(importance: float, satisfaction: float) -> float:
    """Importance + max(importance − satisfaction, 0), 0–20.

    :param importance: 0–10; likewise ``satisfaction``, which is 10 × content share.

    Source: Ulwick (2005), What Customers Want.
    """
    return importance + max(importance - satisfaction, 0.0)


def spearman(pairs: Iterable[tuple[float, float, int]]) -> float | None:
    """Rank correlation of two answers of the same people, equal answers sharing their mean rank.

    :param pairs: (one answer, the other, how many gave both).
    :returns: −1..1; ``None`` where one of the two never varies.

    Source: Spearman (1904), American Journal of Psychology 15, 72–101.
    """
    table = np.array(list(pairs), dtype=float)
    if not len(table):
        return None
    n = table[:, 2]
    ranks = [_ranks(table[:, column], n) for column in (0, 1)]
    centred = [rank - np.average(rank, weights=n) for rank in ranks]
    variances = [float(np.sum(n * part**2)) for part in centred]
    if min(variances) <= 0:
        return None
    return float(np.sum(n * centred[0] * centred[1])) / sqrt(variances[0] * variances[1])


def _ranks(values: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The mean rank of each value, every one standing for ``n`` people."""
    distinct, place = np.unique(values, return_inverse=True)
    people = np.bincount(place, weights=n, minlength=len(distinct))
    mean_rank: np.ndarray = np.cumsum(people) - people + (people + 1) / 2
    return mean_rank[place]


def fisher(r: float, n: int) -> Interval | None:
    """95 % interval of a correlation, −1..1.

    :param n: people behind it.
    :returns: ``None`` with fewer than four.

    Source: Fisher (1921), Metron 1, 3–32.
    """
    if n < 4:
        return None
    if abs(r) >= 1:
        return r, r
    half = Z95 / sqrt(n - 3)
    return tanh(atanh(r) - half), tanh(atanh(r) + half)


def tied_ranks(intervals: Mapping[str, Interval]) -> dict[str, tuple[int, int]]:
    """The first and last rank that each may have, 1 the largest; those whose intervals overlap may change places.

    :param intervals: low and high by id.
    """
    found = {}
    for key, (low, high) in intervals.items():
        others = [interval for other, interval in intervals.items() if other != key]
        above = sum(other_low > high for other_low, _high in others)
        below = sum(other_high < low for _low, other_high in others)
        found[key] = above + 1, len(intervals) - below
    return found


def middles(values: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    """Medians of importance and performance, for :func:`advice`; ``None`` without touchpoints."""
    points = list(values)
    if not points:
        return None
    return median(x for x, _y in points), median(y for _x, y in points)
