"""Where everything stands on a map."""

from __future__ import annotations

import dataclasses
from itertools import combinations, pairwise

import pytest
from hypothesis import HealthCheck, given, settings

from journeymap.layout.build import LARGEST, STEP, build
from journeymap.layout.fonts import STYLES, em_width
from journeymap.layout.geometry import MapLayout, Rect
from journeymap.layout.marks import LINE_HEIGHT, Box, Disc, Layer, Line, Text, Zone
from journeymap.layout.request import MapRequest
from journeymap.model.journey import Card, LaneKind, Path
from journeymap.model.survey import Metric
from journeymap.scores.score import Trend
from tests.layout.maps import ANY_REQUEST, FULL, MAYA, TOM, journey, request, score

SLOW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def style_of(text: Text) -> float:
    """Width of the widest line, px."""
    style = next(s for s in STYLES if (s.weight, s.italic) == (text.weight, text.italic))
    return max((em_width(line, style) for line in text.lines), default=0.0) * text.size


def extent(text: Text) -> Rect:
    """The box that a text covers, from the top of its capitals to its baselines."""
    width = style_of(text)
    x0 = text.x - {"start": 0.0, "middle": width / 2, "end": width}[text.anchor]
    half = (len(text.lines) - 1) * LINE_HEIGHT * text.size / 2
    return Rect(x0, text.y - half - 0.4 * text.size, x0 + width, text.y + half + 0.25 * text.size)


def inside(inner: Rect, outer: Rect, slack: float = 0.5) -> bool:
    return (
        inner.x0 >= outer.x0 - slack
        and inner.y0 >= outer.y0 - slack
        and inner.x1 <= outer.x1 + slack
        and inner.y1 <= outer.y1 + slack
    )


def overlap(a: Rect, b: Rect, slack: float = 0.5) -> bool:
    across = min(a.x1, b.x1) - max(a.x0, b.x0) > slack
    return across and min(a.y1, b.y1) - max(a.y0, b.y0) > slack


def texts(layout: MapLayout) -> list[Text]:
    return [mark for mark in layout.marks if isinstance(mark, Text)]


def said(layout: MapLayout) -> str:
    return "\n".join(" ".join(text.lines) for text in texts(layout))


@SLOW
@given(ANY_REQUEST)
def test_nothing_overflows_its_box_whatever_people_write(asked: MapRequest) -> None:
    layout = build(asked)
    for placed in layout.texts:
        assert inside(placed.inner, placed.box), placed
    page = Rect(0, 0, layout.width, layout.height)
    for mark in texts(layout):
        if style_of(mark) > 1.5 * mark.size:  # a single emoji may be wider than a narrow column
            assert inside(extent(mark), page, slack=1.5), mark


@SLOW
@given(ANY_REQUEST)
def test_no_card_lies_on_another_and_each_lies_in_its_lane_and_column(asked: MapRequest) -> None:
    layout = build(asked)
    columns = {column.touchpoint_id: column for column in layout.columns}
    lanes = {lane.lane_id: lane for lane in layout.lanes}
    for placed in layout.texts:
        column, lane = columns[placed.touchpoint_id], lanes[placed.lane_id]
        assert inside(placed.box, Rect(column.x0, lane.y0, column.x1, lane.y1))
    assert not any(overlap(a.box, b.box) for a, b in combinations(layout.texts, 2))


@SLOW
@given(ANY_REQUEST)
def test_bands_follow_each_other_without_gaps(asked: MapRequest) -> None:
    layout = build(asked)
    assert all(abs(a.y1 - b.y0) < 0.01 for a, b in pairwise(layout.lanes))
    assert all(a.y1 > a.y0 for a in layout.lanes)
    assert all(abs(a.x1 - b.x0) < 0.01 for a, b in pairwise(layout.columns))
    assert layout.height >= asked.height - 0.01
    assert layout.width >= asked.width - 0.01


@SLOW
@given(ANY_REQUEST)
def test_the_same_request_gives_the_same_map(asked: MapRequest) -> None:
    assert build(asked) == build(asked)


@SLOW
@given(ANY_REQUEST)
def test_no_text_is_smaller_than_the_smallest_font(asked: MapRequest) -> None:
    signs = {"✓", "–", "!"}
    layout = build(asked)
    assert all(t.size >= asked.min_font - 0.01 for t in texts(layout) if t.lines[0] not in signs)


@pytest.mark.parametrize("width", [1000, 1366, 1920])
@pytest.mark.parametrize("stages", [(2, 2), (3, 4, 2)])
def test_texts_do_not_lie_on_each_other(width: int, stages: tuple[int, ...]) -> None:
    found = journey(stages, personas=(MAYA, TOM))
    layout = build(request(found, width=width, height=800, weakest=frozenset({"t1"})))
    boxes = [(extent(text), text) for text in texts(layout)]
    lying = [(a[1], b[1]) for a, b in combinations(boxes, 2) if overlap(a[0], b[0], slack=1.0)]
    assert lying == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (1920, 600)])
def test_the_font_is_as_large_as_it_can_be(width: int, height: int) -> None:
    layout = build(request(width=width, height=height))
    assert layout.height == pytest.approx(height)
    larger = build(request(width=width, height=height, min_font=layout.font_size + STEP))
    assert larger.height > height or larger.pannable or layout.font_size >= LARGEST - STEP or _breaks_a_word(larger)


def _breaks_a_word(layout: MapLayout) -> bool:
    return any(line.endswith("-") for text in texts(layout) for line in text.lines)


def test_a_larger_screen_has_larger_text() -> None:
    sizes = [build(request(width=w, height=h)).font_size for w, h in [(1000, 560), (1366, 768), (1920, 1080)]]
    assert sizes == sorted(sizes)
    assert sizes[0] < sizes[-1]


def test_fewer_lanes_and_one_stage_make_the_text_much_larger() -> None:
    whole = build(request(width=1920, height=1080))
    lanes = frozenset({"touchpoint", "emotion", "pain_points"})
    stage = build(request(width=1920, height=1080, stage_id="s1", lane_ids=lanes))
    assert {lane.lane_id for lane in stage.lanes} == lanes
    assert stage.font_size > 1.6 * whole.font_size
    assert [column.touchpoint_id for column in stage.columns] == ["t2", "t3", "t4"]


def test_text_that_does_not_fit_makes_the_map_grow() -> None:
    found = journey((4, 4), texts=("word " * 60,))
    layout = build(request(found, width=1000, height=500))
    assert layout.height > 500
    assert layout.font_size == 11
    assert not layout.cut_touchpoints


def test_a_map_that_may_not_grow_keeps_its_height_and_says_what_was_cut() -> None:
    found = journey((4, 4), texts=("word " * 60,))
    layout = build(request(found, width=1366, height=768, grow=False))
    assert layout.height == pytest.approx(768)
    assert layout.cut_touchpoints == {t.id for t in found.touchpoints}
    cut = next(placed for placed in layout.texts if placed.cut)
    assert cut.text == ("word " * 60).strip()
    assert any(text.lines[-1].endswith("…") for text in texts(layout))


def test_one_endless_text_is_cut_and_does_not_make_the_map_endless() -> None:
    found = journey((4, 4), texts=("word " * 2000, "short"))
    assert build(request(found, width=1000, height=600)).height < 3000


def test_scores_faces_and_cards_of_a_touchpoint_stand_in_one_column() -> None:
    layout = build(request(width=1920, height=1080))
    columns = {column.touchpoint_id: column for column in layout.columns}
    for face in layout.faces:
        assert face.x == pytest.approx(columns[face.touchpoint_id].middle)
    for cell in layout.scores:
        column = columns[cell.touchpoint_id]
        assert (cell.box.x0 + cell.box.x1) / 2 == pytest.approx(column.middle)
        assert column.x0 < cell.box.x0 < cell.box.x1 < column.x1
        if cell.bar and cell.filled and cell.whisker:
            assert cell.bar.x0 <= cell.whisker[0] <= cell.filled <= cell.whisker[1] <= cell.bar.x1


def test_whiskers_are_drawn_to_scale() -> None:
    found = journey((1, 1))
    given = {"t0": [score(Metric.NPS, 20, low=-10.0, high=50.0)]}
    cell = build(request(found, scores=given, width=1366, height=768)).scores[0]
    assert cell.bar is not None
    assert cell.whisker is not None
    assert cell.filled is not None
    width = cell.bar.x1 - cell.bar.x0
    shares = [(x - cell.bar.x0) / width for x in (*cell.whisker, cell.filled)]
    assert shares == pytest.approx([0.45, 0.75, 0.6])


def test_several_personas_stand_side_by_side_and_in_order() -> None:
    found = journey((3, 3), personas=(MAYA, TOM))
    layout = build(request(found, width=1920, height=1080))
    assert [curve.persona_id for curve in layout.curves] == ["maya", "tom"]
    for a, b in combinations(layout.faces, 2):
        assert abs(a.x - b.x) >= a.radius + b.radius or a.touchpoint_id != b.touchpoint_id
    assert "Maya Jensen, as the team believes" in said(layout)
    alone = build(request(found, width=1920, height=1080, persona_ids=("tom",)))
    assert {face.persona_id for face in alone.faces} == {"tom"}
    assert "Tom Weber – works from cafés" in said(alone)


def test_a_curve_keeps_its_colour_when_another_persona_is_switched_off() -> None:
    third = dataclasses.replace(TOM, id="ida", name="Ida Berg")
    found = journey((2, 2), personas=(MAYA, TOM, third))

    def colours(layout: MapLayout) -> dict[str, str]:
        lines = [mark for mark in layout.marks if isinstance(mark, Line)]
        return {c.persona_id: next(x.colour for x in lines if tuple(x.points) in c.points) for c in layout.curves}

    every = colours(build(request(found, width=1920, height=1080)))
    fewer = colours(build(request(found, width=1920, height=1080, persona_ids=("tom", "ida"))))
    assert len(set(every.values())) == 3
    assert fewer == {"tom": every["tom"], "ida": every["ida"]}


def test_cards_of_one_persona_are_shown_with_it_and_named_among_several() -> None:
    found = journey((1,), kinds=FULL, personas=(MAYA, TOM))
    own = Card(
        id="own", journey_id="j", touchpoint_id="t0", lane_id="actions", text="Runs", persona_id="tom", position=1
    )
    found = dataclasses.replace(found, cards=(*found.cards, own))
    assert "Tom: Runs" in said(build(request(found)))
    assert "\nRuns" in said(build(request(found, persona_ids=("tom",))))
    assert "Runs" not in said(build(request(found, persona_ids=("maya",))))


def test_what_is_believed_is_hollow_and_dashed() -> None:
    layout = build(request(width=1920, height=1080))
    ground = {"#FFFFFF", "#F3F5F8"}
    faces = [m for m in layout.marks if isinstance(m, Disc) and m.touchpoint and m.radius > 8 and m.stroke]
    assert faces
    assert all(face.fill in ground for face in faces)
    curves = [m for m in layout.marks if isinstance(m, Line) and len(m.points) > 20]
    assert curves
    assert all(curve.dash != "solid" for curve in curves)
    assert "the team believes" in said(layout)
    assert "customers said (95 % interval)" in said(layout)


def test_a_touchpoint_without_emotion_has_no_face_and_breaks_the_curve() -> None:
    found = journey((5,))
    found = dataclasses.replace(found, emotions=tuple(e for e in found.emotions if e.touchpoint_id != "t2"))
    layout = build(request(found))
    assert {face.touchpoint_id for face in layout.faces} == {"t0", "t1", "t3", "t4"}
    assert len(layout.curves[0].points) == 2


def test_a_window_shows_its_columns_and_the_curve_goes_on_past_its_edges() -> None:
    layout = build(request(journey((12, 12)), window=(6, 8), width=1366, height=768))
    assert [column.position for column in layout.columns] == list(range(6, 14))
    assert (layout.first, layout.total) == (6, 24)
    assert "touchpoints 7–14 of 24" in said(layout)
    points = layout.curves[0].points[0]
    assert points[0][0] == pytest.approx(layout.columns[0].x0)
    assert points[-1][0] == pytest.approx(layout.columns[-1].x1)
    assert len(layout.stages) == 2


def test_too_many_columns_make_the_map_wider_than_its_view() -> None:
    layout = build(request(journey((30,)), width=1366, height=768))
    assert layout.pannable
    assert layout.width > 30 * 140
    assert layout.columns[0].x0 == pytest.approx(layout.label_width)


def test_a_phone_has_lane_names_above_their_lanes_and_readable_text() -> None:
    layout = build(request(journey((4, 4)), window=(3, 2), width=390, height=844))
    assert layout.label_width == 0
    assert not layout.pannable
    assert layout.font_size >= 14
    assert all(mark.zone is not Zone.LEFT for mark in layout.marks)


def test_every_column_can_be_clicked_from_top_to_bottom() -> None:
    layout = build(request())
    for column in layout.columns:
        full = [m for m in layout.marks if isinstance(m, Box) and m.layer is Layer.BOX and m.touchpoint]
        mine = [m for m in full if m.touchpoint == column.touchpoint_id and m.x0 == column.x0 and m.x1 == column.x1]
        assert min(m.y0 for m in mine) == pytest.approx(layout.lanes[0].y0)
        assert max(m.y1 for m in mine) == pytest.approx(layout.lanes[-1].y1)


def test_the_selected_touchpoint_is_lit_and_a_gone_one_is_not() -> None:
    outlines = [m for m in build(request(selected="t2")).marks if m.layer is Layer.OUTLINE]
    assert len(outlines) == 1
    assert not [m for m in build(request(selected="gone")).marks if m.layer is Layer.OUTLINE]


def test_moments_of_truth_weak_links_and_branches_are_said_on_their_card() -> None:
    found = journey((3,))
    first = dataclasses.replace(found.touchpoints[0], moment_of_truth=True)
    paths = (Path(id="p", journey_id="j", from_id="t0", to_id="t2", label="if late"),)
    found = dataclasses.replace(found, touchpoints=(first, *found.touchpoints[1:]), paths=paths)
    sure = said(build(request(found, weakest=frozenset({"t1"}))))
    assert "◆ Moment of truth" in sure
    assert "\nWeakest link\n" in sure
    assert "→ Card terminal (if late)" in sure
    assert "Weakest link?" in said(build(request(found, weakest=frozenset({"t1", "t2"}))))


def test_a_sub_touchpoint_stands_a_little_lower_with_an_arrow() -> None:
    found = journey((2,))
    child = dataclasses.replace(found.touchpoints[1], parent_id="t0")
    layout = build(request(dataclasses.replace(found, touchpoints=(found.touchpoints[0], child))))
    tops = {placed.touchpoint_id: placed for placed in layout.texts if placed.lane_id == "touchpoint"}
    assert tops["t1"].box.y0 > tops["t0"].box.y0


@pytest.mark.parametrize("stages", [(), (0,), (0, 0), (1, 0, 2)])
def test_empty_journeys_and_empty_stages_are_drawn(stages: tuple[int, ...]) -> None:
    layout = build(request(journey(stages)))
    assert len(layout.stages) == len(stages)
    assert ("No touchpoint yet" in said(layout)) is (0 in stages)


@pytest.mark.parametrize("kinds", [(), (LaneKind.EMOTION,), (LaneKind.VISIBILITY_LINE,), tuple(LaneKind)])
def test_any_set_of_lanes_can_be_shown(kinds: tuple[LaneKind, ...]) -> None:
    layout = build(request(journey((1, 2), kinds=kinds)))
    assert [lane.kind for lane in layout.lanes] == list(kinds)


def test_nobody_and_nothing_leaves_sentences_not_blanks() -> None:
    found = dataclasses.replace(journey((2,)), personas=(), emotions=(), cards=())
    text = said(build(request(found, scores={}, whole=())))
    assert "No emotion has been set yet" in text
    assert "No feedback here yet" in text
    assert "not asked yet" in text


def test_a_picture_stands_in_its_card_once_its_source_is_known() -> None:
    found = journey((1,), kinds=(LaneKind.TOUCHPOINT, LaneKind.PICTURE))
    found = dataclasses.replace(found, cards=tuple(dataclasses.replace(c, picture_id="p1") for c in found.cards))
    plain = build(request(found))
    drawn = build(request(found, pictures={"p1": "data:image/png;base64,AA=="}))
    images = [m for m in drawn.marks if type(m).__name__ == "Image"]
    assert not [m for m in plain.marks if type(m).__name__ == "Image"]
    assert len(images) == 1
    assert inside(Rect(*images[0][:4]), drawn.texts[-1].box)


def test_trends_and_the_legend_show_only_what_is_there() -> None:
    found = journey((2,))
    flat = said(build(request(found)))
    assert "↗" not in flat
    rising = {"t0": [score(Metric.NPS, 40, trend=Trend.UP)], "t1": [score(Metric.NPS, 50)]}
    text = said(build(request(found, scores=rising)))
    assert "↗ ↘" in text
    assert "changed beyond chance" in text
    assert "poor" not in text.split("customers said")[1]
