"""The overview strip."""

from __future__ import annotations

import json
from typing import Any

import pytest

from journeymap.drawing.overview import OVERVIEW_HEIGHT, overview_figure
from journeymap.layout.request import Theme
from journeymap.model.survey import Metric
from tests.layout.maps import journey, request, score

LONG = journey((20,) * 12)


def bars(figure: dict[str, Any]) -> list[dict[str, Any]]:
    return [trace for trace in figure["data"] if trace["type"] == "bar"]


def columns(figure: dict[str, Any]) -> dict[int, tuple[float, float]]:
    """Click targets: column index to its left and right edge."""
    found = {}
    for trace in bars(figure):
        for column, x, width in zip(trace["customdata"], trace["x"], trace["width"], strict=True):
            if column is not None:
                found[column] = (x - width / 2, x + width / 2)
    return found


def test_every_column_of_the_whole_journey_can_be_clicked() -> None:
    figure = overview_figure(request(LONG, window=(100, 12), width=1366))
    found = columns(figure)
    assert sorted(found) == list(range(240))
    assert figure["layout"]["height"] == OVERVIEW_HEIGHT
    assert json.dumps(figure, allow_nan=False)


def test_the_window_is_framed_over_its_columns() -> None:
    figure = overview_figure(request(LONG, window=(100, 12), width=1366))
    found = columns(figure)
    frame = [shape for shape in figure["layout"]["shapes"] if shape["layer"] == "above"]
    assert len(frame) == 1
    assert frame[0]["x0"] == pytest.approx(found[100][0], abs=0.2)
    assert frame[0]["x1"] == pytest.approx(found[111][1], abs=0.2)
    assert not [s for s in overview_figure(request(LONG))["layout"]["shapes"] if s["layer"] == "above"]


def test_the_place_of_a_block_says_what_its_colour_says() -> None:
    found = journey((3,))
    values = {"t0": [score(Metric.NPS, 60)], "t1": [score(Metric.NPS, 10)], "t2": [score(Metric.NPS, -60)]}
    figure = overview_figure(request(found, scores=values))
    blocks = [
        (base, base + y)
        for trace in bars(figure)
        for base, y, column in zip(trace["base"], trace["y"], trace["customdata"], strict=True)
        if column is None
    ]
    good, middling, poor = sorted(blocks)
    assert good[1] == poor[0]
    assert middling[0] < good[1] < middling[1]


def test_too_few_answers_are_a_small_hollow_block() -> None:
    figure = overview_figure(request(journey((3,)), scores={"t0": [score(Metric.NPS, 60, n=3)]}))
    drawn = [trace for trace in bars(figure) if None in trace["customdata"]]
    assert len(drawn) == 1
    place = drawn[0]["customdata"].index(None)
    assert drawn[0]["width"][place] <= 4


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("stages", [(), (0,), (1,), (3, 0, 2)])
def test_short_and_empty_journeys_do_not_break_it(theme: Theme, stages: tuple[int, ...]) -> None:
    assert overview_figure(request(journey(stages), theme=theme, window=(0, 12)))["layout"]["shapes"] is not None
