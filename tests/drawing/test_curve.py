"""The small picture of a journey."""

from __future__ import annotations

import dataclasses
from xml.etree import ElementTree

import pytest

from journeymap.drawing.curve import curve_svg
from journeymap.layout.request import Theme
from journeymap.model.survey import Metric
from tests.layout.maps import journey, score, scores

SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("stages", [(), (0,), (1,), (4,), (2, 0, 3), (20,) * 12])
def test_it_is_well_formed_without_text_and_stays_inside(theme: Theme, stages: tuple[int, ...]) -> None:
    found = journey(stages)
    root = ElementTree.fromstring(curve_svg(found, scores(found), 320, 90, theme))  # noqa: S314 - our own picture
    assert root.tag == f"{SVG}svg"
    assert not root.findall(f".//{SVG}text")
    for rect in root.iter(f"{SVG}rect"):
        x, width = float(rect.attrib["x"]), float(rect.attrib["width"])
        assert 0 <= x <= x + width <= 320
    assert len(root.findall(f".//{SVG}rect")) >= sum(1 for n in stages)


def test_the_believed_curve_is_dashed_and_each_band_has_a_shape() -> None:
    found = journey((3,))
    given = {"t0": [score(Metric.NPS, 60)], "t1": [score(Metric.NPS, 10)], "t2": [score(Metric.NPS, -60)]}
    picture = curve_svg(found, given, 320, 90, "light")
    assert picture.count("stroke-dasharray") == 1
    assert picture.count("<circle") == 1
    assert picture.count('rx="0.5"') == 1
    assert picture.count('Z" fill="#D55E00"') == 1


def test_a_journey_without_emotion_shows_its_scores_alone() -> None:
    found = dataclasses.replace(journey((3,)), emotions=())
    picture = curve_svg(found, scores(found), 320, 90, "light")
    assert "stroke-dasharray" not in picture
    assert "<circle" in picture or "<rect" in picture


def test_too_few_answers_are_a_ring() -> None:
    picture = curve_svg(journey((1,)), {"t0": [score(Metric.NPS, 60, n=3)]}, 320, 90, "light")
    assert "<circle" in picture
    assert 'fill="none" stroke="#566072"/>' in picture
