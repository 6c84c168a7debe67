"""What stands on the map beside people's own texts has room in every language."""

from __future__ import annotations

import pytest

from journeymap.layout import words
from journeymap.layout.build import build
from journeymap.layout.marks import Text
from journeymap.locale import LANGUAGES, speaking
from tests.layout.maps import request

SCREEN = (1318, 620)
"""Px that the map has on a screen of 1366×768."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_lane_and_no_legend_is_cut_on_a_small_screen(language: str) -> None:
    with speaking(language):
        asked = request(width=SCREEN[0], height=SCREEN[1])
        layout = build(asked)
        texts = [mark for mark in layout.marks if isinstance(mark, Text)]
        said = {"".join(mark.lines).replace(" ", "").replace("\u00ad", "").replace("-", "") for mark in texts}
        for lane in asked.journey_map.lanes:
            if title := words.lane_title(lane):
                assert any(title.replace(" ", "").replace("-", "") in one for one in said), title
