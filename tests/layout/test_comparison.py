from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from journeymap.layout.comparison import ComparisonRequest, build_comparison
from journeymap.layout.difference_lane import LANE_ID
from journeymap.layout.geometry import MapLayout
from journeymap.layout.marks import Box, Disc, Layer, Text
from journeymap.layout.tokens import DIFFERENT, LIGHT, tokens
from journeymap.model.brand import Brand
from journeymap.model.colour import contrast
from journeymap.model.difference import Sign
from journeymap.model.journey import JourneyMap
from journeymap.model.survey import Metric
from journeymap.scores.comparison import compare_scores
from journeymap.scores.score import Score
from journeymap.scores.summary import summarise
from journeymap.services.map_differences import differences
from tests.layout.maps import journey, request


def csat(good: int, poor: int) -> Score:
    return summarise([(5.0, good), (1.0, poor)], metric=Metric.CSAT, scale_low=1, scale_high=5, min_answers=5)


def changed(before: JourneyMap) -> JourneyMap:
    """The third touchpoint is gone, a new one stands before the last, and the first card says something else."""
    new = replace(before.touchpoints[-1], id="new", title="Video advice")
    touchpoints = (*before.touchpoints[:2], *before.touchpoints[3:-1], new, before.touchpoints[-1])
    gone = before.touchpoints[2].id
    cards = [c for c in before.cards if c.touchpoint_id != gone]
    return replace(
        before,
        touchpoints=touchpoints,
        cards=(replace(cards[0], text="Sees a price that holds"), *cards[1:]),
        emotions=tuple(e for e in before.emotions if e.touchpoint_id != gone),
    )


def compared(before: JourneyMap, after: JourneyMap, scores: Any = (), **more: Any) -> MapLayout:
    return build_comparison(
        ComparisonRequest(
            before=request(before, **more),
            after=request(after, **more),
            differences=differences(before, after),
            scores=scores,
        )
    )


def texts(layout: MapLayout) -> list[str]:
    return [" ".join(mark.lines) for mark in layout.marks if isinstance(mark, Text)]


@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
def test_both_maps_stand_on_the_same_columns_in_one_font(size: tuple[int, int]) -> None:
    before = journey((2, 1))
    layout = compared(before, changed(before), width=size[0], height=size[1])
    shared = [c.touchpoint_id for c in layout.columns if c.touchpoint_id]
    for touchpoint in shared:
        here = [t for t in layout.texts if t.touchpoint_id == touchpoint and t.lane_id == "touchpoint"]
        assert len({(t.box.x0, t.box.x1) for t in here}) == 1
    assert len({t.blocks[0].size for t in layout.texts}) == 1
    assert not [t for t in layout.texts if t.cut]


def test_what_is_on_one_side_only_leaves_a_gap_that_says_so() -> None:
    before = journey()
    layout = compared(before, changed(before))
    assert texts(layout).count("Not on this map") == 2


def test_every_difference_has_a_sign_beside_its_colour() -> None:
    before = journey()
    layout = compared(before, changed(before))
    signs = [t.lines[0] for t in layout.marks if isinstance(t, Text) and t.lines[0] in DIFFERENT.values()]
    # one for each thing and side, and one in the legend
    assert (signs.count("+"), signs.count("−"), signs.count("≠")) == (2, 2, 3)
    outlines = {m.stroke for m in layout.marks if isinstance(m, Box) and m.layer is Layer.LINE}
    assert outlines == {LIGHT.signs[s].ink for s in (Sign.ADDED, Sign.REMOVED, Sign.REWORDED)}


def test_two_equal_maps_have_nothing_lit() -> None:
    layout = compared(journey(), journey())
    assert not [m for m in layout.marks if isinstance(m, Box) and m.layer is Layer.LINE]
    assert not set(texts(layout)) & set(DIFFERENT.values())


def test_score_differences_stand_with_their_interval_and_only_real_ones_are_marked() -> None:
    same = journey()
    ours: dict[str | None, list[Score]] = {"t0": [csat(90, 10)], "t1": [csat(80, 20)]}
    theirs: dict[str | None, list[Score]] = {"t0": [csat(30, 70)], "t1": [csat(82, 18)]}
    scores = compare_scores(ours, theirs, [("t0", "t0"), ("t1", "t1")])
    layout = compared(same, same, scores, width=1920, height=1080)
    lane = next(lane for lane in layout.lanes if lane.lane_id == LANE_ID)
    said = [" ".join(m.lines) for m in layout.marks if isinstance(m, Text) and lane.y0 < m.y < lane.y1]
    assert "−60 points" in said
    assert "−69 to −48" in said
    assert "+2 points" in said
    assert any("within chance" in text for text in said)
    badges = [m for m in layout.marks if isinstance(m, Disc) and m.fill == LIGHT.signs[Sign.CHANGED].ink]
    assert len([b for b in badges if lane.y0 < b.y < lane.y1]) == 1


def test_without_scores_on_both_sides_there_is_no_lane_of_differences() -> None:
    assert LANE_ID not in {lane.lane_id for lane in compared(journey(), journey()).lanes}


def test_there_is_one_legend_both_titles_and_one_brand() -> None:
    before = journey()
    after = replace(changed(before), journey=replace(before.journey, title="A better night"))
    said = texts(compared(before, after, brand=Brand(name="Harbour Coffee")))
    assert said.count("the team believes") == 1
    assert said.count("Harbour Coffee") == 1
    assert {"A night in town", "A better night"} <= set(said)


def test_what_does_not_fit_grows_and_stays_readable() -> None:
    layout = compared(journey(), journey(), width=1366, height=500)
    assert layout.height > 500
    assert layout.font_size >= 12


def test_240_touchpoints_are_shown_through_one_window() -> None:
    before = journey((60, 60, 60, 60))
    layout = compared(before, changed(before), width=1366, height=768, window=(110, 11))
    assert len(layout.columns) == 11
    assert layout.total == 241
    assert not layout.pannable


def test_an_empty_journey_beside_another_is_all_gaps() -> None:
    empty = JourneyMap(journey=replace(journey().journey, title="Nothing yet"))
    layout = compared(empty, journey((2,)))
    assert texts(layout).count("Not on this map") == 2
    assert compared(empty, empty).columns == ()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_colours_of_signs_can_be_read(theme: Any) -> None:
    colours = tokens(theme)
    for tone in colours.signs.values():
        assert contrast(tone.ink, colours.ground) >= 4.5
        assert contrast(tone.ink, colours.on_badge) >= 4.5
        assert contrast(colours.plain.ink, tone.wash) >= 8
