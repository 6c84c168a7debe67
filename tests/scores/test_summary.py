from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import InvalidInput
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.bands import Bands, Limits, band_of, rounded
from journeymap.scores.score import Band, Score
from journeymap.scores.summary import summarise

SCALES = [
    (Metric.NPS, 0, 10),
    (Metric.CSAT, 0, 1),
    (Metric.CSAT, 1, 3),
    (Metric.CSAT, 1, 5),
    (Metric.CSAT, 1, 7),
    (Metric.CES, 1, 7),
    (Metric.CES, 0, 10),
    (Metric.STARS, 1, 5),
]
RANGES = {Metric.NPS: (-100.0, 100.0), Metric.CSAT: (0.0, 100.0)}


def summary(
    counts: Iterable[tuple[float, int]], metric: Metric, low: int, high: int, good_end: GoodEnd = GoodEnd.HIGH
) -> Score:
    return summarise(counts, metric=metric, scale_low=low, scale_high=high, good_end=good_end, min_answers=5)


@st.composite
def counted(draw: st.DrawFn) -> tuple[Metric, int, int, list[tuple[float, int]]]:
    metric, low, high = draw(st.sampled_from(SCALES))
    answers = st.integers(low, high).map(float)
    return metric, low, high, draw(st.lists(st.tuples(answers, st.integers(0, 500)), max_size=12))


@given(counted())
@settings(deadline=None)
def test_a_score_lies_in_its_interval_and_in_its_range(case: tuple[Metric, int, int, list[tuple[float, int]]]) -> None:
    metric, low, high, counts = case
    score = summary(counts, metric, low, high)
    bottom, top = RANGES.get(metric, (float(low), float(high)))
    assert score.n == sum(n for _answer, n in counts)
    if score.n == 0:
        assert (score.value, score.low, score.high, score.band, score.shown) == (None, None, None, None, False)
        return
    assert score.value is not None and score.band is not None
    assert bottom - 1e-9 <= score.value <= top + 1e-9
    if score.low is not None and score.high is not None:
        # The adjusted interval of NPS is pulled towards 0 and need not reach an extreme score of very few answers.
        slack = 100 * 3 / (score.n + 3) if metric is Metric.NPS else 1e-9
        assert bottom <= score.low <= score.value + slack
        assert score.value - slack <= score.high <= top


@given(counted())
@settings(deadline=None)
def test_turning_a_scale_round_changes_no_judgement(case: tuple[Metric, int, int, list[tuple[float, int]]]) -> None:
    metric, low, high, counts = case
    if metric is Metric.NPS:
        return
    straight = summary(counts, metric, low, high)
    turned = summary([(low + high - a, n) for a, n in counts], metric, low, high, GoodEnd.LOW)
    assert (turned.n, turned.shown) == (straight.n, straight.shown)
    if straight.value is None or turned.value is None:
        return
    if metric is Metric.CSAT:
        assert (turned.value, turned.low, turned.high) == (straight.value, straight.low, straight.high)
        assert turned.band == straight.band
    else:
        assert turned.value == pytest.approx(low + high - straight.value)
        if straight.low is not None and turned.high is not None:
            assert turned.high == pytest.approx(low + high - straight.low)


@given(counted())
@settings(deadline=None)
def test_the_order_in_which_answers_come_is_of_no_matter(
    case: tuple[Metric, int, int, list[tuple[float, int]]],
) -> None:
    metric, low, high, counts = case
    split = [(a, 1) for a, n in counts for _i in range(min(n, 5))] + [(a, max(0, n - 5)) for a, n in reversed(counts)]
    assert summary(split, metric, low, high) == summary(counts, metric, low, high)


def test_skipped_answers_are_not_in_n_so_25_of_them_leave_nps_at_45() -> None:
    score = summary([(10, 60), (8, 25), (2, 15)], Metric.NPS, 0, 10)
    assert (score.n, score.value) == (100, 45)


def test_from_the_given_number_of_answers_on_a_score_is_shown() -> None:
    assert not summary([(5, 4)], Metric.CSAT, 1, 5).shown
    assert summary([(5, 5)], Metric.CSAT, 1, 5).shown


@pytest.mark.parametrize(
    ("metric", "low", "high", "good_end", "counts", "sentence"),
    [
        (Metric.NPS, 1, 10, GoodEnd.HIGH, [(5.0, 1)], "NPS is asked from 0 to 10"),
        (Metric.NPS, 0, 10, GoodEnd.LOW, [(5.0, 1)], "NPS is asked from 0 to 10"),
        (Metric.CSAT, 1, 10, GoodEnd.HIGH, [(5.0, 1)], "2, 3, 5 or 7 answers, not on 1–10"),
        (Metric.CES, 7, 1, GoodEnd.HIGH, [(5.0, 1)], "has no answers"),
        (Metric.STARS, 1, 5, GoodEnd.HIGH, [(6.0, 1)], "The answer 6 does not lie on the scale 1–5"),
        (Metric.STARS, 1, 5, GoodEnd.HIGH, [(0.0, 1), (5.0, 9)], "The answer 0 does not lie"),
    ],
)
def test_what_a_metric_is_not_defined_on_is_refused(
    metric: Metric, low: int, high: int, good_end: GoodEnd, counts: list[tuple[float, int]], sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        summary(counts, metric, low, high, good_end)


@pytest.mark.parametrize(
    ("value", "metric", "low", "high", "good_end", "band"),
    [
        (30, Metric.NPS, 0, 10, GoodEnd.HIGH, Band.GOOD),
        (29.4, Metric.NPS, 0, 10, GoodEnd.HIGH, Band.MIDDLING),
        (0, Metric.NPS, 0, 10, GoodEnd.HIGH, Band.MIDDLING),
        (-1, Metric.NPS, 0, 10, GoodEnd.HIGH, Band.POOR),
        (79.5, Metric.CSAT, 1, 5, GoodEnd.HIGH, Band.GOOD),
        (60, Metric.CSAT, 1, 5, GoodEnd.HIGH, Band.MIDDLING),
        (59.4, Metric.CSAT, 1, 5, GoodEnd.HIGH, Band.POOR),
        (5.45, Metric.CES, 1, 7, GoodEnd.HIGH, Band.GOOD),
        (5.4, Metric.CES, 1, 7, GoodEnd.HIGH, Band.MIDDLING),
        (3.9, Metric.CES, 1, 7, GoodEnd.HIGH, Band.POOR),
        (4.0, Metric.CES, 1, 5, GoodEnd.HIGH, Band.GOOD),
        (3.0, Metric.CES, 1, 5, GoodEnd.HIGH, Band.MIDDLING),
        (2.5, Metric.CES, 1, 7, GoodEnd.LOW, Band.GOOD),
        (4.0, Metric.CES, 1, 7, GoodEnd.LOW, Band.MIDDLING),
        (4.1, Metric.CES, 1, 7, GoodEnd.LOW, Band.POOR),
        (4.2, Metric.STARS, 1, 5, GoodEnd.HIGH, Band.GOOD),
        (4.1, Metric.STARS, 1, 5, GoodEnd.HIGH, Band.MIDDLING),
        (3.4, Metric.STARS, 1, 5, GoodEnd.HIGH, Band.POOR),
        (8.2, Metric.STARS, 1, 10, GoodEnd.HIGH, Band.GOOD),
    ],
)
def test_default_bands(value: float, metric: Metric, low: int, high: int, good_end: GoodEnd, band: Band) -> None:
    assert band_of(value, metric, scale_low=low, scale_high=high, good_end=good_end) is band


def test_bands_can_be_set_per_metric() -> None:
    strict = Bands(nps=Limits(50, 20))
    assert band_of(45, Metric.NPS, scale_low=0, scale_high=10, bands=strict) is Band.MIDDLING
    with pytest.raises(InvalidInput, match="bands of CES must lie between 1 and 7"):
        Bands(ces=Limits(4, 5))


@pytest.mark.parametrize(
    ("value", "decimals", "shown"),
    [(4.35, 1, 4.4), (0.5, 0, 1), (-0.5, 0, -1), (-0.4, 0, 0), (29.49, 0, 29), (2.25, 1, 2.3)],
)
def test_halves_are_rounded_away_from_zero(value: float, decimals: int, shown: float) -> None:
    assert rounded(value, decimals) == shown
    assert str(rounded(-0.2, 0)) == "0.0"
