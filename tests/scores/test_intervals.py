from __future__ import annotations

import pytest
import scipy.stats  # type: ignore[import-untyped]
from statsmodels.stats.proportion import proportion_confint  # type: ignore[import-untyped]

from journeymap.model.survey import GoodEnd
from journeymap.scores.csat import Csat
from journeymap.scores.intervals import student, wilson
from journeymap.scores.mean import Mean
from journeymap.scores.nps import Nps
from journeymap.scores.student import Z95, normal_tail, t_quantile, t_tail


@pytest.mark.parametrize(
    ("promoters", "passives", "detractors", "value", "low", "high"),
    [
        (60, 25, 15, 45, 29.34, 58.04),
        (4, 3, 3, 10, -36.06, 51.45),
        (5, 0, 0, 100, 17.49, 100),
        (0, 10, 0, 0, -18.47, 18.47),
        (1, 0, 0, 100, -48.50, 98.50),
        (500, 300, 200, 30, 25.08, 34.74),
        (0, 0, 5, -100, -100, -17.49),
    ],
)
def test_nps_has_the_published_interval(
    promoters: int, passives: int, detractors: int, value: float, low: float, high: float
) -> None:
    nps = Nps.of(((3.0, detractors), (7.0, passives), (10.0, promoters)))
    assert nps.passives == passives
    assert nps.value == pytest.approx(value)
    assert nps.interval == pytest.approx((low, high), abs=0.005)


def test_promoters_begin_at_9_and_detractors_end_at_6() -> None:
    assert Nps.of(tuple((float(answer), 1) for answer in range(11))) == Nps(promoters=2, detractors=7, n=11)


@pytest.mark.parametrize(
    ("satisfied", "n", "value", "low", "high"),
    [
        (960, 1200, 80.00, 77.64, 82.17),
        (13, 15, 86.67, 62.12, 96.26),
        (5, 5, 100, 56.55, 100),
        (0, 5, 0, 0, 43.45),
        (40, 50, 80, 66.96, 88.76),
    ],
)
def test_csat_has_the_published_interval(satisfied: int, n: int, value: float, low: float, high: float) -> None:
    csat = Csat(satisfied, n)
    assert csat.value == pytest.approx(value, abs=0.005)
    assert csat.interval == pytest.approx((low, high), abs=0.005)


@pytest.mark.parametrize(("satisfied", "n"), [(0, 1), (1, 1), (3, 7), (0, 400), (399, 400), (5_000, 1_000_000)])
def test_wilson_agrees_with_statsmodels(satisfied: int, n: int) -> None:
    assert wilson(satisfied, n) == pytest.approx(proportion_confint(satisfied, n, 0.05, "wilson"), abs=1e-12)


@pytest.mark.parametrize(
    ("low", "high", "good_end", "satisfied"),
    [
        (0, 1, GoodEnd.HIGH, 1),
        (1, 3, GoodEnd.HIGH, 1),
        (1, 5, GoodEnd.HIGH, 2),
        (1, 7, GoodEnd.HIGH, 2),
        (0, 1, GoodEnd.LOW, 1),
        (1, 5, GoodEnd.LOW, 2),
    ],
)
def test_top_boxes_of_each_scale(low: int, high: int, good_end: GoodEnd, satisfied: int) -> None:
    one_of_each = tuple((float(answer), 1) for answer in range(low, high + 1))
    assert Csat.of(one_of_each, low, high, good_end) == Csat(satisfied, high - low + 1)
    best = float(high if good_end is GoodEnd.HIGH else low)
    assert Csat.of(((best, 4),), low, high, good_end).value == 100


def test_mean_and_t_interval_agree_with_scipy() -> None:
    answers = [1, 4, 5, 5, 5.5, 6, 6, 7, 7, 7]
    mean = Mean.of(tuple((float(a), answers.count(a)) for a in sorted(set(answers))))
    theirs = scipy.stats.ttest_1samp(answers, 0).confidence_interval(0.95)
    assert mean.mean == pytest.approx(5.35)
    assert mean.interval(1, 7) == pytest.approx((theirs.low, theirs.high))


def test_t_interval_is_cut_off_at_the_ends_of_the_scale() -> None:
    interval = student(6.9, 4.0, 5, 1, 7)
    assert interval is not None
    assert interval == pytest.approx((4.41667, 7), abs=1e-5)
    assert interval[1] == 7


@pytest.mark.parametrize("counts", [((5.0, 1),), ((5.0, 30),)])
def test_no_t_interval_for_one_answer_or_equal_ones(counts: tuple[tuple[float, int], ...]) -> None:
    assert Mean.of(counts).interval(1, 7) is None


@pytest.mark.parametrize("df", [1, 1.4, 2, 2.7, 3, 4, 9, 29, 31.5, 99, 500, 999, 1000, 25_000, 1e6])
def test_t_quantile_agrees_with_scipy(df: float) -> None:
    assert t_quantile(df) == pytest.approx(scipy.stats.t.ppf(0.975, df), rel=1e-11)
    assert t_quantile(df, 0.99) == pytest.approx(scipy.stats.t.ppf(0.995, df), rel=1e-10)


@pytest.mark.parametrize("df", [1, 1.4, 3, 29, 999, 40_000, 3e6])
@pytest.mark.parametrize("t", [-2.0, 0.0, 0.3, 1.96, 5.0, 12.0])
def test_t_tail_agrees_with_scipy(df: float, t: float) -> None:
    assert t_tail(t, df) == pytest.approx(scipy.stats.t.sf(t, df), rel=1e-7)


def test_normal_tail_agrees_with_scipy_far_out() -> None:
    assert round(Z95, 6) == 1.959964
    assert normal_tail(9.0) == pytest.approx(scipy.stats.norm.sf(9.0), rel=1e-12)
