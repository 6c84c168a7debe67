from __future__ import annotations

import numpy as np
import pytest
import scipy.stats  # type: ignore[import-untyped]

from journeymap.scores.priority import Advice, advice, fisher, middles, opportunity, spearman, tied_ranks


@pytest.mark.parametrize(("importance", "satisfaction", "score"), [(9, 3, 15), (8, 4, 12), (9, 9, 9), (4, 9, 4)])
def test_opportunity(importance: float, satisfaction: float, score: float) -> None:
    assert opportunity(importance, satisfaction) == score


def test_spearman_agrees_with_scipy_on_counted_pairs() -> None:
    random = np.random.default_rng(3)
    x = random.integers(1, 6, 500)
    y = np.clip(x + random.integers(-2, 3, 500), 0, 10)
    pairs, n = np.unique(np.column_stack([x, y]), axis=0, return_counts=True)
    found = spearman((float(a), float(b), int(k)) for (a, b), k in zip(pairs, n, strict=True))
    assert found == pytest.approx(scipy.stats.spearmanr(x, y).statistic)


def test_a_correlation_needs_two_things_that_vary() -> None:
    assert spearman([]) is None
    assert spearman([(1, 2, 5), (1, 3, 5)]) is None


def test_fisher_agrees_with_scipy() -> None:
    random = np.random.default_rng(4)
    x = random.normal(size=60)
    y = x + random.normal(size=60)
    result = scipy.stats.pearsonr(x, y)
    interval = result.confidence_interval()
    assert fisher(result.statistic, 60) == pytest.approx((interval.low, interval.high))
    assert fisher(0.5, 3) is None
    assert fisher(1.0, 10) == (1.0, 1.0)


@pytest.mark.parametrize(
    ("importance", "performance", "said"),
    [(5, 2, Advice.CONCENTRATE), (5, 8, Advice.KEEP_UP), (1, 2, Advice.LOW_PRIORITY), (1, 8, Advice.OVERKILL)],
)
def test_the_four_fields(importance: float, performance: float, said: Advice) -> None:
    assert advice(importance, performance, (3, 5)) is said


def test_the_middles_are_medians() -> None:
    assert middles([(1, 10), (2, 20), (9, 90)]) == (2, 20)
    assert middles([]) is None


def test_ranks_whose_intervals_overlap_are_ties() -> None:
    ranks = tied_ranks({"a": (14, 16), "b": (11, 14.5), "c": (3, 5)})
    assert ranks == {"a": (1, 2), "b": (1, 2), "c": (3, 3)}
