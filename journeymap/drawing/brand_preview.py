"""How a brand looks at the top of a map, before it is everywhere."""

from __future__ import annotations

from collections.abc import Mapping

from journeymap.drawing.figure import Figure
from journeymap.drawing.map import figure
from journeymap.layout.build import build
from journeymap.layout.request import MapRequest, Theme
from journeymap.model.brand import Brand
from journeymap.model.journey import Journey, JourneyMap

_WIDTH, _HEIGHT = 520, 64


def brand_preview(brand: Brand, pictures: Mapping[str, str], title: str, theme: Theme) -> Figure:
    """The title row of a map.

    :param pictures: source of the logo by its id.
    :param title: of the map.
    """
    empty = JourneyMap(journey=Journey(id="preview", title=title))
    return figure(
        build(
            MapRequest(
                journey_map=empty,
                width=_WIDTH,
                height=_HEIGHT,
                theme=theme,
                brand=brand,
                pictures=pictures,
            )
        )
    )
