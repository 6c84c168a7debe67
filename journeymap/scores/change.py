"""Has a score moved between two periods, or is it noise? Later less earlier, with a 95 % interval and a p-value."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import hypot, sqrt

from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.csat import Csat
from journeymap.scores.intervals import adjusted_nps
from journeymap.scores.mean import Mean
from journeymap.scores.nps import Nps
from journeymap.scores.scale import Counts
from journeymap.scores.student import Z95, normal_tail, t_quantile, t_tail


@dataclass(frozen=True)
class Difference:
    """Later less earlier.

    :param value: in the unit of the score: points of NPS, percentage points, points of the scale.
    :param low: lower end of the 95 % interval, likewise ``high``.
    :param test: gives the two-sided p.
    """

    value: float
    low: float
    high: float
    test: Callable[[], float] = field(repr=False, compare=False)

    @cached_property
    def p(self) -> float:
        """Two-sided, 0–1; worked out when it is asked for, because that takes longer than all the rest."""
        return self.test()

    @property
    def beyond_noise(self) -> bool:
        """Whether the interval excludes 0. For many comparisons at once use :func:`flagged`."""
        return self.low > 0 or self.high < 0


def nps_change(earlier: Nps, later: Nps) -> Difference | None:
    """Difference of two NPS from the adjusted scores and variances (so it differs a little from the plain difference).

    :returns: ``None`` when one of them has no answers.

    Source: Rocks (2016), as :func:`~journeymap.scores.intervals.adjusted_nps`.
    """
    if not (earlier.n and later.n):
        return None
    (before, before_variance), (after, after_variance) = (
        adjusted_nps(s.promoters, s.detractors, s.n) for s in (earlier, later)
    )
    value, error = after - before, sqrt(before_variance + after_variance)
    half = Z95 * error
    return Difference(
        100 * value,
        100 * max(-2.0, value - half),
        100 * min(2.0, value + half),
        lambda: 2 * normal_tail(abs(value) / error),
    )


def csat_change(earlier: Csat, later: Csat) -> Difference | None:
    """Difference of two shares by square-and-add from their Wilson intervals; p is that of the interval that ends at 0.

    :returns: ``None`` when one of them has no answers.

    Source: Newcombe (1998), Statistics in Medicine 17, 873–890, method 10.
    """
    if not (earlier.n and later.n):
        return None
    p1, n1, p2, n2 = earlier.satisfied / earlier.n, earlier.n, later.satisfied / later.n, later.n
    value = p2 - p1
    below = _reach(p2, n2, p1, n1, Z95)
    above = _reach(p1, n1, p2, n2, Z95)
    return Difference(
        100 * value,
        100 * (value - below),
        100 * (value + above),
        lambda: _p_of_reach(value, p2, n2, p1, n1) if value > 0 else _p_of_reach(-value, p1, n1, p2, n2),
    )


def _reach(greater: float, n_greater: int, smaller: float, n_smaller: int, z: float) -> float:
    """How far the interval of the difference reaches towards 0: both Wilson intervals' near ends, square and add."""
    zz = z * z
    down = (
        z * sqrt(greater * (1 - greater) / n_greater + zz / (4 * n_greater**2))
        - zz * (1 - 2 * greater) / (2 * n_greater)
    ) / (1 + zz / n_greater)
    up = (
        z * sqrt(smaller * (1 - smaller) / n_smaller + zz / (4 * n_smaller**2))
        + zz * (1 - 2 * smaller) / (2 * n_smaller)
    ) / (1 + zz / n_smaller)
    return hypot(down, up)


def _p_of_reach(value: float, greater: float, n_greater: int, smaller: float, n_smaller: int) -> float:
    """Two-sided p of the interval that ends at 0, found by the Illinois variant of false position."""
    if value <= 0:
        return 1.0
    near, far = 0.0, Z95
    while (excess := _reach(greater, n_greater, smaller, n_smaller, far) - value) < 0:
        near, far = far, 2 * far
        if near > 40:
            return 0.0
    lack = _reach(greater, n_greater, smaller, n_smaller, near) - value
    for _step in range(60):
        z = far - excess * (far - near) / (excess - lack)
        miss = _reach(greater, n_greater, smaller, n_smaller, z) - value
        if abs(miss) < 1e-10 * value:
            break
        if miss < 0:
            near, lack, excess = z, miss, excess / 2
        else:
            far, excess, lack = z, miss, lack / 2
    return 2 * normal_tail(z)


def mean_change(earlier: Mean, later: Mean) -> Difference | None:
    """Difference of two means, variances not taken as equal.

    :returns: ``None`` when one has fewer than two answers, or neither varies (then there is no interval).

    Source: Welch (1947), Biometrika 34, 28–35.
    """
    if earlier.n < 2 or later.n < 2:
        return None
    parts = [s.variance / s.n for s in (earlier, later)]
    error2 = sum(parts)
    if error2 <= 0:
        return None
    df = error2**2 / sum(part**2 / (s.n - 1) for part, s in zip(parts, (earlier, later), strict=True))
    value, error = later.mean - earlier.mean, sqrt(error2)
    half = t_quantile(df) * error
    return Difference(value, value - half, value + half, lambda: 2 * t_tail(abs(value) / error, df))


def change(
    earlier: Counts, later: Counts, *, metric: Metric, scale_low: int, scale_high: int, good_end: GoodEnd = GoodEnd.HIGH
) -> Difference | None:
    """The difference of two periods of one metric, scale and good end, by the rule of its metric.

    :returns: ``None`` when there are too few answers for an interval.
    """
    if metric is Metric.NPS:
        return nps_change(Nps.of(earlier), Nps.of(later))
    if metric is Metric.CSAT:
        return csat_change(*(Csat.of(counts, scale_low, scale_high, good_end) for counts in (earlier, later)))
    return mean_change(Mean.of(earlier), Mean.of(later))


def flagged(p_values: Sequence[float], level: float = 0.05) -> tuple[bool, ...]:
    """Which of many comparisons to flag so that at most ``level`` of the flags are expected to be false.

    Source: Benjamini & Hochberg (1995), JRSS B 57, 289–300.
    """
    m = len(p_values)
    limit = max(
        (p for rank, p in enumerate(sorted(p_values), start=1) if p <= level * rank / m),
        default=-1.0,
    )
    return tuple(p <= limit for p in p_values)
