from __future__ import annotations

import pytest
import scipy.stats  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests  # type: ignore[import-untyped]
from statsmodels.stats.proportion import confint_proportions_2indep  # type: ignore[import-untyped]
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW  # type: ignore[import-untyped]

from journeymap.model.survey import Metric
from journeymap.scores.change import change, csat_change, flagged, mean_change, nps_change
from journeymap.scores.csat import Csat
from journeymap.scores.mean import Mean
from journeymap.scores.nps import Nps


def test_two_nps_that_differ_by_noise() -> None:
    difference = nps_change(Nps(50, 20, 100), Nps(60, 15, 100))
    assert difference is not None
    assert difference.value == pytest.approx(14.56, abs=0.005)
    assert difference.high - difference.value == pytest.approx(20.81, abs=0.005)
    assert not difference.beyond_noise
    assert difference.p == pytest.approx(2 * scipy.stats.norm.sf(14.56 / (20.81 / 1.959964)), abs=1e-3)


@pytest.mark.parametrize(
    ("before", "after"), [((56, 70), (48, 80)), ((5, 5), (0, 5)), ((10, 10), (10, 10)), ((3, 900), (40, 950))]
)
def test_newcombe_agrees_with_statsmodels(before: tuple[int, int], after: tuple[int, int]) -> None:
    difference = csat_change(Csat(*before), Csat(*after))
    theirs = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff")
    assert difference is not None
    assert (difference.low / 100, difference.high / 100) == pytest.approx(theirs, abs=1e-9)


def test_newcombe_reproduces_the_first_row_of_its_paper() -> None:
    difference = csat_change(Csat(48, 80), Csat(56, 70))
    assert difference is not None
    assert (difference.low / 100, difference.high / 100) == pytest.approx((0.0524, 0.3339), abs=5e-5)


@given(
    before=st.tuples(st.integers(0, 60), st.integers(60, 90)), after=st.tuples(st.integers(0, 60), st.integers(60, 90))
)
@settings(deadline=None)
def test_newcombe_p_is_below_five_per_cent_exactly_where_the_interval_excludes_0(
    before: tuple[int, int], after: tuple[int, int]
) -> None:
    difference = csat_change(Csat(*before), Csat(*after))
    assert difference is not None
    assert difference.beyond_noise == (difference.p < 0.05)


def test_welch_agrees_with_scipy_and_statsmodels() -> None:
    before, after = [4, 5, 5, 6, 7, 3, 5], [2, 3, 3, 4, 5, 5, 1, 2, 4]
    difference = mean_change(_mean(before), _mean(after))
    theirs = scipy.stats.ttest_ind(after, before, equal_var=False)
    interval = CompareMeans(DescrStatsW(after), DescrStatsW(before)).tconfint_diff(usevar="unequal")
    assert difference is not None
    assert difference.p == pytest.approx(theirs.pvalue)
    assert (difference.low, difference.high) == pytest.approx(interval)


def test_no_difference_where_nothing_can_be_said() -> None:
    assert nps_change(Nps(0, 0, 0), Nps(3, 1, 5)) is None
    assert csat_change(Csat(3, 5), Csat(0, 0)) is None
    assert mean_change(_mean([5]), _mean([3, 4])) is None
    assert mean_change(_mean([5, 5, 5]), _mean([4, 4])) is None


def test_each_metric_has_its_rule() -> None:
    before, after = ((2.0, 30), (5.0, 70)), ((2.0, 60), (5.0, 40))
    csat = change(before, after, metric=Metric.CSAT, scale_low=1, scale_high=5)
    stars = change(before, after, metric=Metric.STARS, scale_low=1, scale_high=5)
    nps = change(((10.0, 90),), ((0.0, 90),), metric=Metric.NPS, scale_low=0, scale_high=10)
    assert csat is not None and csat.value == pytest.approx(-30)
    assert stars is not None and stars.value == pytest.approx(-0.9)
    assert nps is not None and -200 <= nps.low < nps.value < nps.high < -187


@given(st.lists(st.floats(0, 1), max_size=40))
@settings(deadline=None)
def test_benjamini_hochberg_agrees_with_statsmodels(p_values: list[float]) -> None:
    theirs = multipletests(p_values, 0.05, "fdr_bh")[0].tolist() if p_values else []
    assert list(flagged(p_values)) == theirs


def _mean(answers: list[int]) -> Mean:
    return Mean.of(tuple((float(a), answers.count(a)) for a in sorted(set(answers))))
