from __future__ import annotations

import pytest

from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.score import Score
from journeymap.scores.summary import summarise
from journeymap.scores.wording import (
    answers,
    metric_name,
    scale_note,
    shown_interval,
    shown_value,
    too_few,
)


def score(
    counts: list[tuple[float, int]], metric: Metric, low: int, high: int, good_end: GoodEnd = GoodEnd.HIGH
) -> Score:
    return summarise(counts, metric=metric, scale_low=low, scale_high=high, good_end=good_end, min_answers=5)


@pytest.mark.parametrize(
    ("shown", "value", "interval", "note"),
    [
        (score([(10, 60), (8, 25), (0, 15)], Metric.NPS, 0, 10), "+45", "+29 to +58", ""),
        (score([(8, 10)], Metric.NPS, 0, 10), "0", "−18 to +18", ""),
        (score([(0, 5)], Metric.NPS, 0, 10), "−100", "−100 to −17", ""),
        (score([(5, 960), (3, 240)], Metric.CSAT, 1, 5), "80 %", "78 to 82 %", ""),
        (score([(5, 3), (6, 4)], Metric.CES, 1, 7), "5.6", "5.1 to 6.1", "of 7"),
        (score([(2, 9)], Metric.CES, 1, 7, GoodEnd.LOW), "2.0", "all the same", "of 7, 1 is best"),
        (score([(5, 1)], Metric.STARS, 1, 5), "5.0", "one answer only", "of 5"),
        (score([], Metric.STARS, 1, 5), "–", "", "of 5"),
    ],
)
def test_scores_in_words(shown: Score, value: str, interval: str, note: str) -> None:
    assert (shown_value(shown), shown_interval(shown), scale_note(shown)) == (value, interval, note)


def test_too_few_answers_say_how_many_there_are() -> None:
    assert too_few(score([(5, 3)], Metric.CSAT, 1, 5)) == "n = 3, too few to show"


def test_numbers_of_answers_and_names_of_metrics() -> None:
    assert [answers(1), answers(1200)] == ["1 answer", "1,200 answers"]
    assert [metric_name(m) for m in Metric] == ["NPS", "CSAT", "CES", "Stars"]
