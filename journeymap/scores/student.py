"""Student's t distribution, which the standard library lacks; SciPy would weigh 100 MB for these two functions."""

from __future__ import annotations

from functools import lru_cache
from math import erfc, exp, inf, isinf, lgamma, log, log1p, pi, sqrt, tan
from statistics import NormalDist

_NORMAL = NormalDist()
Z95 = _NORMAL.inv_cdf(0.975)
"""1.959964: the normal quantile of two-sided 95 %."""


def normal_tail(z: float) -> float:
    """P(Z > z) of the standard normal distribution."""
    return 0.5 * erfc(z / sqrt(2))


def t_tail(t: float, df: float) -> float:
    """P(T > t) with ``df`` degrees of freedom (> 0, need not be whole).

    Source: half the regularised incomplete beta function, Abramowitz & Stegun 26.7.1 with 26.5.2; from 100,000 degrees
    on the normal distribution of 26.7.8.
    """
    if t < 0:
        return 1 - t_tail(-t, df)
    if isinf(t):
        return 0.0
    if df > 1e5:
        return normal_tail(t * (1 - 1 / (4 * df)) / sqrt(1 + t * t / (2 * df)))
    return 0.5 * incomplete_beta(df / 2, 0.5, t * t / df)


def incomplete_beta(a: float, b: float, odds: float) -> float:
    """I_x(a, b) at x = 1 / (1 + ``odds``), the regularised incomplete beta function.

    :param odds: (1 − x) / x, ≥ 0; given so because near x = 1 the difference from 1 is what matters.

    Source: the continued fraction of DLMF 8.17.22, evaluated by the method of Lentz.
    """
    if odds == 0:
        return 1.0
    log_x, log_rest = -log1p(odds), log(odds) - log1p(odds)
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log_x + b * log_rest)
    x = 1 / (1 + odds)
    if x < (a + 1) / (a + b + 2):
        return front * _fraction(a, b, x) / a
    return 1 - front * _fraction(b, a, odds * x) / b


def _fraction(a: float, b: float, x: float) -> float:
    tiny = 1e-300
    c = 1.0
    d = 1 / ((1 - (a + b) * x / (a + 1)) or tiny)
    value = d
    for m in range(1, 10_000):
        for term in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / ((1 + term * d) or tiny)
            c = (1 + term / c) or tiny
            value *= c * d
        if abs(c * d - 1) < 1e-15:
            break
    return value


@lru_cache(maxsize=4096)
def t_quantile(df: float, level: float = 0.95) -> float:
    """The t that T exceeds on either side with probability 1 − ``level`` in total.

    :param df: degrees of freedom, ≥ 1.
    :param level: 0.5–0.999.

    Source: the expansion in 1/df of Abramowitz & Stegun 26.7.5; below 100 degrees, where that errs in the tenth digit,
    its result is the start of Newton's method on :func:`t_tail`.
    """
    if isinf(df):
        return _NORMAL.inv_cdf((1 + level) / 2)
    tail = (1 - level) / 2
    t = tan(pi * level / 2) if df < 2 else _expansion(_NORMAL.inv_cdf((1 + level) / 2), df)
    if df >= 100:
        return t
    low, high = 0.0, inf
    for _step in range(100):
        excess = t_tail(t, df) - tail
        low, high = (t, high) if excess > 0 else (low, t)
        nearer = t + excess / _density(t, df)
        if not low <= nearer <= high:
            nearer = (low + high) / 2
        if abs(nearer - t) <= 1e-7 * t:  # the error is squared at each step, so this one is exact
            return nearer
        t = nearer
    return t


def _expansion(z: float, df: float) -> float:
    g1 = (z**3 + z) / 4
    g2 = (5 * z**5 + 16 * z**3 + 3 * z) / 96
    g3 = (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384
    g4 = (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160
    return z + g1 / df + g2 / df**2 + g3 / df**3 + g4 / df**4


def _density(t: float, df: float) -> float:
    height = lgamma((df + 1) / 2) - lgamma(df / 2) - 0.5 * log(df * pi)
    return exp(height - (df + 1) / 2 * log1p(t * t / df))
