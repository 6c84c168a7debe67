from __future__ import annotations

from journeymap.model.survey import Metric
from journeymap.scores.comparison import compare_scores
from journeymap.scores.score import Score
from journeymap.scores.summary import summarise


def nps(promoters: int, passives: int, detractors: int) -> Score:
    counts = [(10.0, promoters), (8.0, passives), (2.0, detractors)]
    return summarise(counts, metric=Metric.NPS, scale_low=0, scale_high=10, min_answers=5)


def csat(satisfied: int, others: int, high: int = 5) -> Score:
    counts = [(float(high), satisfied), (1.0, others)]
    return summarise(counts, metric=Metric.CSAT, scale_low=1, scale_high=high, min_answers=5)


def test_a_difference_within_noise_is_given_with_its_interval_and_does_not_differ() -> None:
    # the check value of metrics.md: 14.56 ± 20.81
    (found,) = compare_scores({"a": [nps(50, 30, 20)]}, {"b": [nps(60, 25, 15)]}, [("a", "b")])
    assert found.change is not None
    assert (round(found.change.value, 2), round(found.change.high - found.change.value, 2)) == (14.56, 20.81)
    assert not found.differs


def test_a_difference_beyond_noise_differs() -> None:
    (found,) = compare_scores({None: [nps(100, 100, 300)]}, {None: [nps(400, 50, 50)]}, [(None, None)])
    assert found.differs
    assert found.change is not None
    assert found.change.low > 0


def test_other_scales_and_places_on_one_side_only_are_not_compared() -> None:
    before: dict[str | None, list[Score]] = {"a": [csat(40, 10), nps(9, 9, 9)], "gone": [nps(9, 9, 9)]}
    assert compare_scores(before, {"b": [csat(40, 10, high=7)]}, [("a", "b"), ("gone", None)]) == ()


def test_too_few_answers_on_one_side_give_no_difference() -> None:
    (found,) = compare_scores({"a": [nps(500, 0, 0)]}, {"b": [nps(0, 0, 3)]}, [("a", "b")])
    assert found.change is None
    assert not found.differs


def test_among_many_that_are_alike_one_that_only_just_stands_out_does_not_differ() -> None:
    alike: dict[str | None, list[Score]] = {str(n): [csat(40, 10)] for n in range(30)}
    alone = compare_scores({"x": [csat(60, 40)]}, {"x": [csat(74, 26)]}, [("x", "x")])
    among = compare_scores(
        {**alike, "x": [csat(60, 40)]}, {**alike, "x": [csat(74, 26)]}, [("x", "x"), *((k, k) for k in alike)]
    )
    assert alone[0].differs
    assert not any(found.differs for found in among)
