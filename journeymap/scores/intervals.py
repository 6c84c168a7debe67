"""95 % intervals of one score. Shares are 0–1 here; the metrics turn them into what people read."""

from __future__ import annotations

from math import sqrt

from journeymap.scores.student import Z95, t_quantile

Interval = tuple[float, float]


def wilson(successes: int, n: int, z: float = Z95) -> Interval:
    """Score interval of a share.

    :param successes: 0..n.
    :param n: ≥ 1.
    :returns: low and high, 0–1.

    Source: Wilson (1927), JASA 22, 209–212.
    """
    share, zz = successes / n, z * z
    centre = (share + zz / (2 * n)) / (1 + zz / n)
    half = z / (1 + zz / n) * sqrt(share * (1 - share) / n + zz / (4 * n * n))
    low = 0.0 if successes == 0 else max(0.0, centre - half)
    high = 1.0 if successes == n else min(1.0, centre + half)
    return low, high


def adjusted_nps(promoters: int, detractors: int, n: int) -> tuple[float, float]:
    """The adjusted difference p' − d' (−1..1) and its variance, from which intervals of NPS are made.

    Three answers are added, a quarter of each promoters and detractors: n' = n + 3, p' = (P + ¾) / n', d' likewise.

    Source: Rocks (2016), Interval estimation for the Net Promoter Score, The American Statistician 70, 365–372.
    """
    m = n + 3
    p, d = (promoters + 0.75) / m, (detractors + 0.75) / m
    return p - d, (p + d - (p - d) ** 2) / m


def adjusted_wald(promoters: int, detractors: int, n: int, z: float = Z95) -> Interval:
    """Interval of NPS, low and high in −1..1; source as :func:`adjusted_nps`."""
    centre, variance = adjusted_nps(promoters, detractors, n)
    half = z * sqrt(variance)
    return max(-1.0, centre - half), min(1.0, centre + half)


def student(mean: float, variance: float, n: int, low: float, high: float) -> Interval | None:
    """Interval of a mean, cut off at the ends of its scale.

    :param variance: of the sample, with n − 1 below the line.
    :param low: lowest answer of the scale, likewise ``high``.
    :returns: ``None`` with one answer, or when all are the same.

    Source: Student (1908), Biometrika 6, 1–25.
    """
    if n < 2 or variance <= 0:
        return None
    half = t_quantile(float(n - 1)) * sqrt(variance / n)
    return max(low, mean - half), min(high, mean + half)
