from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from journeymap.drawing.replay import ReplayDrawing, ReplayFrame, draw_replay
from journeymap.model.journey import JourneyMap
from journeymap.model.survey import Metric
from journeymap.scores.score import Score
from journeymap.scores.summary import summarise
from tests.layout.maps import journey, request


def csat(good: int, poor: int) -> Score:
    return summarise([(5.0, good), (1.0, poor)], metric=Metric.CSAT, scale_low=1, scale_high=5, min_answers=5)


def frames(journey_map: JourneyMap) -> list[ReplayFrame]:
    """Good answers, hardly any, and a thousand poor ones."""
    months = (("Jan 2026", csat(9, 1)), ("Feb 2026", csat(1, 1)), ("Mar 2026", csat(0, 1000)))
    return [
        ReplayFrame(
            label=label,
            note="answers",
            scores={t.id: (score,) for t in journey_map.touchpoints},
            whole=(replace(score, main=True),),
        )
        for label, score in months
    ]


def drawn(journey_map: JourneyMap, **more: Any) -> tuple[dict[str, Any], list[dict[str, Any]], ReplayDrawing]:
    made = draw_replay(request(journey_map, **more), frames(journey_map))
    return json.loads(made.drawing.figure), json.loads(made.frames), made


def texts(data: list[dict[str, Any]]) -> list[str]:
    return [text for trace in data for text in trace.get("text", ())]


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
def test_a_map_stands_still_while_its_scores_change(size: tuple[int, int]) -> None:
    _still, months, _made = drawn(journey((2, 1)), width=size[0], height=size[1])
    assert [month["label"] for month in months] == ["Jan 2026", "Feb 2026", "Mar 2026"]
    assert not [month for month in months if "figure" in month]


def test_what_never_changes_is_sent_once() -> None:
    still, months, _made = drawn(journey())
    assert "Pays" in texts(still["data"])
    assert not [month for month in months if "Pays" in texts(month["data"])]
    assert not [text for text in texts(still["data"]) if "too few" in text]


def test_every_month_says_its_own_scores_and_where_too_few_answered() -> None:
    _still, (first, second, third), _made = drawn(journey())
    assert "90 %" in texts(first["data"])
    assert "n = 2, too few to show" in [text.replace("<br>", " ") for text in texts(second["data"])]
    assert "n = 1,000" in texts(third["data"])
    assert all(month["label"] in texts(month["data"]) for month in (first, second, third))


def test_a_long_journey_replays_its_overview_too() -> None:
    _still, months, made = drawn(journey((20, 20)), width=1366, height=768)
    assert made.drawing.strip
    assert len({json.dumps(month["strip"]) for month in months}) == 3


def test_no_weakest_link_is_told_of_a_single_month() -> None:
    still, months, _made = drawn(journey(), weakest=frozenset({"t0"}))
    assert not [t for data in (still, *months) for t in texts(data["data"]) if "Weakest" in t]


def test_a_map_without_its_lane_of_scores_can_be_replayed() -> None:
    shown = journey()
    still, months, _made = drawn(shown, lane_ids=frozenset({"touchpoint"}))
    assert texts(still["data"])
    assert all(month["label"] in texts(month["data"]) for month in months)
