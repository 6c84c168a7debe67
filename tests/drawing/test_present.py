from __future__ import annotations

import json
from typing import Any

import pytest

from journeymap.drawing.present import columns, page_of, pages, sheet
from tests.layout.maps import MAYA, TOM, journey, request

SCREENS = [(1280, 720), (1366, 768), (1920, 1080), (3840, 2160)]


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.parametrize("stages", [(4, 4, 4), (3, 3), (1,)])
def test_every_page_is_exactly_as_large_as_the_screen_and_cuts_no_word(
    width: int, height: int, stages: tuple[int, ...]
) -> None:
    asked = request(journey(stages, personas=(MAYA, TOM)), width=width, height=height)
    found = pages(asked)
    for page in found:
        drawn = sheet(asked, page, several=len(found) > 1)
        layout: dict[str, Any] = json.loads(drawn.figure)["layout"]
        above = json.loads(drawn.strip)["layout"]["height"] if drawn.strip else 0
        assert (layout["width"], layout["height"] + above) == (width, height)
        assert not drawn.cut
        assert drawn.font_size >= 10 * max(1, width / 1920)


def test_pages_hold_every_column_once_and_in_order() -> None:
    asked = request(journey((30, 1, 0, 19)), width=1920, height=1080)
    found = pages(asked)
    every = columns(asked)
    shown = [c for page in found for c in sheet(asked, page, several=True).columns]
    assert tuple(shown) == every
    sizes = [count for _first, count in found]
    assert max(sizes) - min(sizes) <= 1
    assert max(sizes) <= 14


def test_the_page_of_a_column_holds_it() -> None:
    found = ((0, 10), (10, 9))
    assert page_of(found, 9) == (0, 10)
    assert page_of(found, 10) == (10, 9)
    assert page_of(found, 99) == (0, 10)


def test_every_touchpoint_of_a_page_can_be_lit_without_another_figure() -> None:
    drawn = sheet(request(width=1920, height=1080), (0, 6), several=False)
    lights = json.loads(drawn.lights)
    assert set(lights) == set(drawn.columns)
    assert all(len(light["outline"]) == 1 and light["veil"] for light in lights.values())


def test_hidden_scores_are_not_in_what_is_sent() -> None:
    asked = request(width=1920, height=1080)
    every = frozenset(t.id for t in asked.journey_map.touchpoints)
    sent = sheet(request(width=1920, height=1080, hidden_scores=every), (0, 6), several=False).figure
    assert "n = " in sheet(asked, (0, 6), several=False).figure
    assert "n = " not in sent


def test_an_empty_journey_has_one_page() -> None:
    assert len(pages(request(journey(())))) == 1
