"""A score month by month."""

from __future__ import annotations

import json
from datetime import date

from journeymap.drawing.trend import month_name, trend_figure
from journeymap.model.survey import Metric
from tests.layout.maps import score

MONTHS = [date(2026, month, 1) for month in range(1, 7)]


def test_the_line_is_broken_where_too_few_answered_and_a_hollow_mark_says_so() -> None:
    points = [(day, score(Metric.NPS, 10 * i, n=3 if i == 2 else 200)) for i, day in enumerate(MONTHS)]
    data = trend_figure(points, "light")["data"]
    line = next(trace for trace in data if trace["mode"] == "lines+markers")
    assert line["y"][2] is None
    assert not line["connectgaps"]
    hollow = next(trace for trace in data if trace["mode"] == "markers")
    assert hollow["x"] == ["2026-03-01"]
    assert "n = 3, too few to show" in hollow["text"][0]
    assert len([trace for trace in data if trace.get("fill") == "toself"]) == 2


def test_every_point_says_score_interval_and_n() -> None:
    points = [(MONTHS[0], score(Metric.NPS, 31, n=1204, low=25.0, high=37.0))]
    line = trend_figure(points, "dark")["data"][-1]
    assert line["text"] == ["January 2026<br>+31 (+25 to +37), n = 1,204"]


def test_the_axis_shows_the_intervals_and_nothing_beyond_the_scale() -> None:
    points = [(day, score(Metric.CES, 6.9)) for day in MONTHS]
    low, high = trend_figure(points, "light")["layout"]["yaxis"]["range"]
    assert low < 6.3
    assert 7 <= high < 7.5


def test_the_shape_of_a_dot_says_its_band() -> None:
    values = [60, 10, -60]
    points = [(day, score(Metric.NPS, value)) for day, value in zip(MONTHS[:3], values, strict=True)]
    line = trend_figure(points, "light")["data"][-1]
    assert line["marker"]["symbol"] == ["circle", "square", "triangle-down"]


def test_no_months_and_one_month_are_drawn() -> None:
    for points in ([], [(MONTHS[0], score(Metric.CSAT, 71))], [(MONTHS[0], score(Metric.CSAT, 71, n=2))]):
        assert json.dumps(trend_figure(points, "light"), allow_nan=False)


def test_months_have_names() -> None:
    assert month_name(MONTHS[2]) == "March 2026"
    assert month_name(MONTHS[2], short=True) == "Mar"
