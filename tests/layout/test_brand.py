from __future__ import annotations

from typing import Any

import pytest

from journeymap.layout.build import build
from journeymap.layout.geometry import MapLayout
from journeymap.layout.marks import Box, Image, Text, Zone
from journeymap.model.brand import Brand
from tests.layout.maps import request

LOGO = Brand(name="Harbour Coffee", logo_id="logo", logo_ratio=3.0, accent="#B5179E")
PICTURES = {"logo": "data:image/png;base64,AA=="}


def laid_out(brand: Brand = LOGO, **more: Any) -> MapLayout:
    return build(request(brand=brand, pictures=PICTURES, **more))


def of(layout: MapLayout, kind: type) -> list[Any]:
    return [mark for mark in layout.marks if isinstance(mark, kind) and mark.zone is Zone.TOP]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1920, 1080), (1366, 768), (390, 844)])
def test_logo_name_and_colour_stand_in_the_title_row(size: tuple[int, int], theme: str) -> None:
    layout = laid_out(width=size[0], height=size[1], theme=theme)
    (logo,) = of(layout, Image)
    assert (logo.x1 - logo.x0) / (logo.y1 - logo.y0) == pytest.approx(3.0)
    name = next(text for text in of(layout, Text) if text.lines == ("Harbour Coffee",))
    assert 0 <= logo.x0 < logo.x1 < name.x
    assert logo.y1 <= layout.top
    band = next(box for box in of(layout, Box) if box.fill == "#B5179E")
    assert (band.x0, band.x1, band.y0) == (0, size[0], 0)
    assert band.y1 < logo.y0


def test_a_logo_gets_white_paper_on_the_dark_ground_only() -> None:
    plates = {
        theme: [box for box in of(laid_out(theme=theme), Box) if box.fill == "#FFFFFF"] for theme in ("light", "dark")
    }
    assert len(plates["dark"]) == 1
    assert plates["light"] == []


def test_a_map_without_a_brand_is_as_it_was() -> None:
    assert build(request(brand=Brand())) == build(request())


def test_a_very_wide_logo_is_drawn_less_high() -> None:
    (logo,) = of(laid_out(Brand(logo_id="logo", logo_ratio=40.0)), Image)
    (usual,) = of(laid_out(Brand(logo_id="logo", logo_ratio=5.0)), Image)
    assert logo.x1 - logo.x0 == pytest.approx(usual.x1 - usual.x0)
    assert logo.y1 - logo.y0 < usual.y1 - usual.y0


def test_a_logo_that_is_not_there_leaves_no_place() -> None:
    layout = build(request(brand=Brand(name="Harbour Coffee", logo_id="gone")))
    assert of(layout, Image) == []
