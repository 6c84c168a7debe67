"""The map as a Plotly figure."""

from __future__ import annotations

import json
import math
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from journeymap.drawing.figure import escape
from journeymap.drawing.map import figure
from journeymap.layout.build import build
from journeymap.layout.request import MapRequest
from tests.layout.maps import ANY_REQUEST, journey, request


def drawn(**more: Any) -> dict[str, Any]:
    return figure(build(request(**more)))


def numbers(value: object) -> list[float]:
    if isinstance(value, dict):
        return [n for part in value.values() for n in numbers(part)]
    if isinstance(value, list | tuple):
        return [n for part in value for n in numbers(part)]
    return [value] if isinstance(value, int | float) and not isinstance(value, bool) else []


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_REQUEST)
def test_every_map_becomes_json_with_finite_numbers(asked: MapRequest) -> None:
    made = figure(build(asked))
    text = json.dumps(made, ensure_ascii=False, allow_nan=False)
    text.encode("utf-8")
    assert all(math.isfinite(n) for n in numbers(made))


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(ANY_REQUEST)
def test_no_text_of_anybody_can_be_markup(asked: MapRequest) -> None:
    for trace in figure(build(asked))["data"]:
        for text in trace.get("text", []):
            bare = text.replace("<br>", "")
            assert "<" not in bare
            assert "&" not in bare.replace("&amp;", "").replace("&lt;", "")


def test_markup_in_a_title_is_shown_letter_by_letter() -> None:
    found = journey((1,), titles=("<b>x</b> &nbsp; <a href='//e'>y</a>",))
    text = json.dumps(figure(build(request(found, width=1920))))
    assert "&lt;b>x&lt;/b> &amp;nbsp;" in text
    assert "<a href" not in text
    assert escape("a < b & c") == "a &lt; b &amp; c"


def test_a_click_anywhere_in_a_column_names_its_touchpoint() -> None:
    layout = build(request())
    bars = [t for t in figure(layout)["data"] if t["type"] == "bar"]
    assert all(t["hoverinfo"] == "none" for t in bars)
    found: dict[str, float] = {}
    for trace in bars:
        for touchpoint, height in zip(trace["customdata"], trace["y"], strict=True):
            if touchpoint:
                found[touchpoint] = max(found.get(touchpoint, 0.0), height)
    rows = layout.lanes[-1].y1 - layout.lanes[0].y0
    assert set(found) == {column.touchpoint_id for column in layout.columns}
    assert all(height == pytest.approx(rows, abs=0.2) for height in found.values())


def test_only_bars_answer_the_pointer() -> None:
    scatter = [t for t in drawn()["data"] if t["type"] != "bar"]
    assert scatter
    assert all(t["hoverinfo"] == "skip" for t in scatter)


def test_the_figure_is_in_pixels_and_does_not_move_by_itself() -> None:
    made = drawn(width=1366, height=768)["layout"]
    assert (made["width"], made["height"]) == (1366, 768)
    assert made["xaxis"]["range"] == [0, 1366]
    assert made["yaxis"]["range"] == [pytest.approx(768), 0]
    assert made["xaxis"]["fixedrange"]
    assert made["dragmode"] is False
    assert made["clickmode"] == "event"
    assert made["template"] == {}
    assert set(made["margin"].values()) == {0}


def test_a_wide_map_pans_while_lane_names_title_and_legend_stand_still() -> None:
    layout = build(request(journey((30,)), width=1366, height=768))
    made = figure(layout)
    axes = made["layout"]
    assert axes["dragmode"] == "pan"
    assert not axes["xaxis"]["fixedrange"]
    assert axes["xaxis"]["maxallowed"] == layout.width
    assert all(axes[name]["fixedrange"] for name in ("xaxis2", "xaxis3", "yaxis", "yaxis2", "yaxis3"))
    share = (axes["xaxis"]["range"][1] - axes["xaxis"]["range"][0]) / 1366
    domain = axes["xaxis"]["domain"]
    assert domain[1] - domain[0] == pytest.approx(share, abs=1e-4)
    assert {t["xaxis"] for t in made["data"]} == {"x", "x2", "x3"}


def test_the_pan_is_kept_until_other_columns_are_shown() -> None:
    def revision(**more: Any) -> str:
        text: str = drawn(**more)["layout"]["uirevision"]
        return text

    assert revision(selected="t1") == revision(selected="t2")
    assert revision(window=(0, 3)) != revision(window=(1, 3))


def test_both_themes_give_the_same_geometry() -> None:
    light, dark = build(request(theme="light")), build(request(theme="dark"))
    assert [text.inner for text in light.texts] == [text.inner for text in dark.texts]
    assert light.scores == dark.scores
    assert drawn(theme="light")["layout"]["paper_bgcolor"] != drawn(theme="dark")["layout"]["paper_bgcolor"]


def test_a_map_of_twelve_stays_small_on_the_wire() -> None:
    text = json.dumps(drawn(journey_map=journey((4, 4, 4)), width=1920, height=1080), separators=(",", ":"))
    assert len(text) < 80_000


def test_pictures_are_images_of_the_figure() -> None:
    assert drawn()["layout"]["images"] == []
