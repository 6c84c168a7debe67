from __future__ import annotations

import pytest

from journeymap.layout.build import build
from journeymap.layout.marks import Text
from journeymap.layout.request import MapRequest
from journeymap.model.journey import Journey, JourneyMap, Stage, Touchpoint


@pytest.mark.parametrize(("stages", "said"), [(1, "touchpoints 1–4 of 8"), (3, "columns 1–4 of 10")])
def test_an_empty_stage_is_no_touchpoint(stages: int, said: str) -> None:
    journey_map = JourneyMap(
        journey=Journey(id="j", title="A long one"),
        stages=tuple(Stage(id=f"s{n}", journey_id="j", title=f"Stage {n}") for n in range(stages)),
        touchpoints=tuple(Touchpoint(id=f"t{n}", journey_id="j", stage_id="s0", title=f"T{n}") for n in range(8)),
    )
    layout = build(MapRequest(journey_map=journey_map, width=900, height=500, window=(0, 4)))
    assert any(said in line for text in layout.marks if isinstance(text, Text) for line in text.lines)
