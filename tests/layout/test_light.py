from __future__ import annotations

import pytest

from journeymap.layout.build import LARGEST, build
from journeymap.layout.geometry import MapLayout
from journeymap.layout.light import light
from journeymap.layout.marks import Box, Layer, Line, Text
from journeymap.layout.score_cell import COVERED
from journeymap.layout.tokens import tokens
from journeymap.scores.score import Score
from tests.layout.maps import MAYA, TOM, journey, request


def veils(layout: MapLayout) -> list[Box]:
    return [m for m in layout.marks if isinstance(m, Box) and m.fill == tokens(layout.theme).veil]


def said(layout: MapLayout) -> str:
    return "\n".join("\n".join(m.lines) for m in layout.marks if isinstance(m, Text))


def test_spotlight_dims_everything_but_the_lit_column_and_the_names_of_its_lanes() -> None:
    layout = build(request(width=1920, height=1080, selected="t2", spotlight=True))
    lit = next(c for c in layout.columns if c.touchpoint_id == "t2")
    over = [v for v in veils(layout) if v.y0 >= layout.lanes[0].y0 and v.y1 <= layout.lanes[-1].y1]
    assert min(v.x0 for v in over) == pytest.approx(layout.label_width)
    assert max(v.x1 for v in over) == pytest.approx(layout.width)
    for other in layout.columns:
        dimmed = any(v.x0 <= other.x0 + 0.01 and other.x1 <= v.x1 + 0.01 for v in over)
        assert dimmed is (other != lit)
    assert [m.layer for m in layout.marks[-len(veils(layout)) :]] == [Layer.OUTLINE] * len(veils(layout))


def test_without_spotlight_the_lit_touchpoint_has_an_outline_and_nothing_is_dimmed() -> None:
    layout = build(request(selected="t2"))
    assert veils(layout) == []
    assert len(light(layout, "t2", spotlight=False)) == 1


def test_light_on_a_touchpoint_that_is_not_there_draws_nothing() -> None:
    assert light(build(request()), "gone", spotlight=True) == ()


def test_light_moves_nothing_on_the_map() -> None:
    plain, lit = build(request()), build(request(selected="t1", spotlight=True))
    assert lit.marks[: len(plain.marks)] == plain.marks
    assert lit.columns == plain.columns


def test_hidden_scores_are_covered_and_their_numbers_are_nowhere_on_the_map() -> None:
    asked = request(width=1920, height=1080)
    every = frozenset(t.id for t in asked.journey_map.touchpoints)
    layout = build(request(width=1920, height=1080, hidden_scores=every, weakest=frozenset({"t1"})))
    assert {cell.text for cell in layout.scores} == {COVERED}
    assert all(cell.bar is None for cell in layout.scores)
    text = said(layout)
    assert "n = " not in text
    assert "%\n" not in text
    assert "Weakest" not in text
    assert "+31" not in text


def test_a_revealed_score_is_told_while_the_others_stay_covered() -> None:
    layout = build(request(width=1920, height=1080, hidden_scores=frozenset({"t0", "t2"})))
    told = {cell.touchpoint_id for cell in layout.scores if cell.text != COVERED}
    assert told == {"t1", "t3", "t4", "t5"}
    assert "+31" not in said(layout)


def test_nothing_moves_when_scores_are_revealed() -> None:
    weakest = frozenset({"t1"})
    hidden = build(request(hidden_scores=frozenset({"t0", "t1"}), weakest=weakest))
    shown = build(request(weakest=weakest))
    assert hidden.font_size == shown.font_size
    assert hidden.lanes == shown.lanes
    assert hidden.columns == shown.columns
    assert [c.box for c in hidden.scores] == [c.box for c in shown.scores]


def test_text_grows_with_large_screens() -> None:
    few = frozenset({"touchpoint", "emotion"})
    for lanes in (None, few):
        small = build(request(width=1920, height=1080, lane_ids=lanes, stage_id="s1", grow=False))
        large = build(request(width=3840, height=2160, lane_ids=lanes, stage_id="s1", grow=False))
        assert large.font_size >= 1.9 * small.font_size
    assert large.font_size > LARGEST


def test_several_curves_are_named_at_their_ends_apart_from_each_other() -> None:
    layout = build(request(journey((3, 3), personas=(MAYA, TOM)), width=1366, height=768))
    names = [m for m in layout.marks if isinstance(m, Text) and m.lines in (("Maya",), ("Tom",))]
    assert {m.lines[0] for m in names} == {"Maya", "Tom"}
    assert all(m.x > layout.columns[-1].x1 for m in names)
    assert abs(names[0].y - names[1].y) >= names[0].size
    pens = {line.colour for line in layout.marks if isinstance(line, Line) and len(line.points) > 20}
    assert {m.colour for m in names} == pens


def test_nothing_strikes_through_the_names_at_the_ends_of_curves() -> None:
    for width, height in ((1366, 768), (390, 844)):
        layout = build(request(journey((3, 3), personas=(MAYA, TOM)), width=width, height=height))
        names = [m for m in layout.marks if isinstance(m, Text) and m.lines in (("Maya",), ("Tom",))]
        lanes = [
            m
            for m in layout.marks
            if isinstance(m, Line) and any(abs(y - n.y) < n.size for n in names for _x, y in m.points)
        ]
        assert all(x <= min(n.x for n in names) for line in lanes for x, _y in line.points)


def test_a_persona_alone_needs_no_name_at_its_curve() -> None:
    layout = build(request(journey((3, 3), personas=(MAYA, TOM)), persona_ids=("maya",)))
    assert "Maya" not in [m.lines[0] for m in layout.marks if isinstance(m, Text)]


def test_names_at_the_ends_of_curves_stand_inside_a_phones_screen() -> None:
    layout = build(request(journey((2,), personas=(MAYA, TOM)), width=390, height=844))
    names = [m for m in layout.marks if isinstance(m, Text) and m.lines in (("Maya",), ("Tom",))]
    assert len(names) == 2
    assert all(m.x + 0.5 * len(m.lines[0]) * m.size < 390 for m in names)


def test_too_few_answers_are_covered_as_any_other_score() -> None:
    found = journey((1,))
    given: dict[str, list[Score]] = {"t0": [s for s in request(found).scores["t0"] if not s.shown]}
    layout = build(request(found, scores=given, hidden_scores=frozenset({"t0"})))
    assert [cell.text for cell in layout.scores] == [COVERED]


def test_hairlines_grow_with_the_screen_that_is_filled() -> None:
    def thinnest(width: int, height: int) -> float:
        layout = build(request(width=width, height=height, grow=False))
        return min(m.stroke_width for m in layout.marks if isinstance(m, Box) and m.stroke)

    assert thinnest(3840, 2160) == pytest.approx(2 * thinnest(1920, 1080))
