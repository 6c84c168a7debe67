"""How scores are written on the map."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from journeymap.layout.build import build
from journeymap.layout.geometry import MapLayout
from journeymap.layout.marks import Text
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.score import Score
from tests.layout.maps import journey, request, score


def drawn(*found: Score, whole: Sequence[Score] = (), **more: Any) -> MapLayout:
    return build(request(journey((1, 1)), scores={"t0": found}, whole=whole, **more))


def written(layout: MapLayout) -> list[str]:
    return [line for mark in layout.marks if isinstance(mark, Text) for line in mark.lines]


@pytest.mark.parametrize(
    ("given", "number"),
    [
        (score(Metric.NPS, 31.4), "+31"),
        (score(Metric.NPS, -41), "−41"),
        (score(Metric.NPS, 0), "0"),
        (score(Metric.CSAT, 72.4), "72 %"),
        (score(Metric.CES, 5.13), "5.1"),
        (score(Metric.STARS, 4.0), "4.0"),
    ],
)
def test_each_metric_is_written_its_own_way(given: Score, number: str) -> None:
    assert number in written(drawn(given))


def test_means_say_the_end_of_their_scale() -> None:
    assert "of 7" in written(drawn(score(Metric.CES, 5.1)))
    assert "of 5" in written(drawn(score(Metric.STARS, 4.1)))


@pytest.mark.parametrize("width", [390, 1000, 1366, 1920])
def test_every_score_has_its_n_and_its_whisker(width: int) -> None:
    layout = build(request(journey((1, 1)), width=width, height=900))
    shown = [cell for cell in layout.scores if cell.score.shown]
    assert shown
    for cell in shown:
        assert cell.n_text in written(layout)
        assert cell.whisker is not None


def test_large_counts_have_their_thousands_apart() -> None:
    assert "n = 12,345" in written(drawn(score(Metric.NPS, 10, n=12345)))


def test_too_few_answers_are_said_and_not_shown() -> None:
    layout = drawn(score(Metric.NPS, 33, n=3))
    assert layout.scores[0].text == "n = 3, too few to show"
    assert layout.scores[0].bar is None
    assert not [line for line in written(layout) if "33" in line]


def test_answers_that_are_all_the_same_have_no_whisker() -> None:
    layout = drawn(score(Metric.CES, 7, low=None, high=None))
    assert layout.scores[0].whisker is None
    assert layout.scores[0].bar is not None


def test_rows_appear_only_for_metrics_that_exist_in_a_fixed_order() -> None:
    layout = drawn(score(Metric.STARS, 4), score(Metric.NPS, 12))
    names = [line for line in written(layout) if line in ("NPS", "CSAT", "CES", "Stars")]
    assert names == ["NPS", "Stars"]


def test_of_several_scales_the_one_with_most_answers_stands_and_counts_the_others() -> None:
    five = score(Metric.CSAT, 70, n=40)
    seven = score(Metric.CSAT, 60, n=90, scale_high=7)
    cells = drawn(five, seven).scores
    assert [(cell.score.n, cell.text) for cell in cells] == [(90, "60 % +1")]
    assert drawn(score(Metric.CSAT, 60, more=2)).scores[0].text == "60 % +2"


def test_every_score_carries_the_sign_of_its_band() -> None:
    for value, sign in ((60, "✓"), (10, "–"), (-10, "!")):
        assert sign in written(drawn(score(Metric.NPS, value)))


def test_where_low_is_good_the_bar_is_full_at_the_low_end() -> None:
    easy = drawn(score(Metric.CES, 1.5, low=1.2, high=1.8, good_end=GoodEnd.LOW)).scores[0]
    assert easy.bar is not None
    assert easy.filled is not None
    assert (easy.filled - easy.bar.x0) / (easy.bar.x1 - easy.bar.x0) > 0.9


def test_the_journeys_own_score_stands_in_the_title_row_with_interval_and_n() -> None:
    main = score(Metric.NPS, 31, n=1204, main=True, low=25.0, high=37.0)
    lines = written(drawn(whole=(score(Metric.CSAT, 70, n=5000), main), width=1920))
    assert {"Whole journey", "+31", "(+25 to +37)", "n = 1,204"} <= set(lines)
    assert lines.index("+31") < lines.index("70 %")


def test_without_an_own_score_the_title_row_says_so() -> None:
    assert "not asked yet" in written(drawn())
    assert "n = 3, too few to show" in written(drawn(whole=(score(Metric.NPS, 33, n=3),)))
