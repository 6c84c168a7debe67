"""How many gave each answer."""

from __future__ import annotations

import json

import pytest

from journeymap.drawing.distribution import distribution_figure, groups
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.score import Score
from tests.layout.maps import score


def names(given: Score) -> list[tuple[str, tuple[float, ...]]]:
    return [(group.name, group.answers) for group in groups(given)]


def test_nps_has_detractors_passives_and_promoters() -> None:
    assert names(score(Metric.NPS, 0)) == [
        ("Detractors", (0, 1, 2, 3, 4, 5, 6)),
        ("Passives", (7, 8)),
        ("Promoters", (9, 10)),
    ]


@pytest.mark.parametrize(
    ("given", "good"),
    [
        (score(Metric.CSAT, 0), (4, 5)),
        (score(Metric.CSAT, 0, scale_high=7), (6, 7)),
        (score(Metric.CSAT, 0, scale_high=3), (3,)),
        (score(Metric.CSAT, 0, scale_low=0, scale_high=1), (1,)),
        (score(Metric.CES, 4), (5, 6, 7)),
        (score(Metric.STARS, 4), (4, 5)),
    ],
)
def test_other_metrics_have_their_good_answers_and_the_rest(given: Score, good: tuple[float, ...]) -> None:
    assert groups(given)[-1].answers == good
    assert sum(len(group.answers) for group in groups(given)) == given.scale_high - given.scale_low + 1


def test_where_low_is_good_the_good_answers_stand_first() -> None:
    found = groups(score(Metric.CES, 2, good_end=GoodEnd.LOW))
    assert [group.answers for group in found] == [(1, 2, 3), (4, 5, 6, 7)]
    assert found[0].name == "Content"


def test_each_group_says_its_name_and_share() -> None:
    given = score(Metric.NPS, 45, n=100, counts=((3.0, 15), (7.0, 25), (10.0, 60)))
    texts = [note["text"] for note in distribution_figure(given, "light")["layout"]["annotations"]]
    assert texts == ["Detractors<br>15 %", "Passives<br>25 %", "Promoters<br>60 %"]


def test_every_answer_has_a_bar_also_one_that_nobody_gave() -> None:
    given = score(Metric.CSAT, 45, n=3, counts=((2.0, 1), (4.5, 2)))
    data = distribution_figure(given, "dark")["data"]
    drawn = {x: y for trace in data for x, y in zip(trace["x"], trace["y"], strict=True)}
    assert drawn == {1: 0, 2: 1, 3: 0, 4: 0, 4.5: 2, 5: 0}


def test_no_answers_are_drawn_as_an_empty_scale() -> None:
    assert json.dumps(
        distribution_figure(Score(metric=Metric.CES, scale_low=1, scale_high=7), "light"), allow_nan=False
    )
