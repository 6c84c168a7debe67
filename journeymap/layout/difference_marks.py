"""What differs, lit on a finished side of a comparison: an outline in the colour of the difference, and its sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from journeymap.layout.fonts import Style
from journeymap.layout.geometry import PlacedText
from journeymap.layout.grid import Grid
from journeymap.layout.marks import Box, Disc, Layer, Mark, Text
from journeymap.layout.sheet import Sheet
from journeymap.layout.tokens import DIFFERENT
from journeymap.model.difference import Sign
from journeymap.model.journey import LaneKind

_CLEAR = "rgba(0,0,0,0)"
RADIUS = 0.62
"""em of the small print."""


def light_differences(grid: Grid, sheet: Sheet, signs: Mapping[str, Sign], top: float, bottom: float) -> None:
    """Light what differs on a side.

    :param signs: by the id of a stage, touchpoint, lane, card or emotion.
    :param top: where the rows begin; ``bottom`` where they end. A touchpoint that is there on this side alone has its
        whole column lit.
    """
    if signs:
        sheet.marks += [*_cards(grid, sheet, signs), *_columns(grid, signs, top, bottom)]
        sheet.marks += [*_stages(grid, sheet, signs), *_lanes(grid, sheet, signs), *_faces(grid, sheet, signs)]


def badge(grid: Grid, sign: Sign, x: float, y: float) -> Iterator[Mark]:
    """The sign of a difference on a disc of its colour."""
    colours, size = grid.view.colours, grid.small
    yield Disc(x, y, RADIUS * size, colours.signs[sign].ink, colours.ground, 1.5, layer=Layer.DETAIL)
    weight = Style.BOLD.weight
    yield Text(x, y, (DIFFERENT[sign],), 0.95 * size, colours.on_badge, weight, anchor="middle", layer=Layer.TEXT)


def _outline(grid: Grid, sign: Sign, text: PlacedText) -> Box:
    """Above the cards and below the signs."""
    colour, width = grid.view.colours.signs[sign].ink, max(2.0, 0.16 * grid.size)
    return Box(*text.box, _CLEAR, colour, width, grid.radius, text.touchpoint_id, Layer.LINE)


def _cards(grid: Grid, sheet: Sheet, signs: Mapping[str, Sign]) -> Iterator[Mark]:
    touchpoints = {lane.lane_id for lane in sheet.lanes if lane.kind is LaneKind.TOUCHPOINT}
    for text in sheet.texts:
        sign = signs.get(text.touchpoint_id if text.lane_id in touchpoints else text.card_id or "")
        if sign is not None:
            box = text.box
            yield _outline(grid, sign, text)
            yield from badge(grid, sign, box.x1 - 0.1 * grid.small, box.y0 + 0.1 * grid.small)


def _columns(grid: Grid, signs: Mapping[str, Sign], top: float, bottom: float) -> Iterator[Mark]:
    for column in grid.columns:
        sign = signs.get(column.touchpoint_id or "")
        if sign in (Sign.ADDED, Sign.REMOVED):
            wash = grid.view.colours.signs[sign].wash
            yield Box(column.x0 + 1, top, column.x1 - 1, bottom, wash, layer=Layer.GROUND)


def _stages(grid: Grid, sheet: Sheet, signs: Mapping[str, Sign]) -> Iterator[Mark]:
    for stage in sheet.stages:
        if (sign := signs.get(stage.stage_id)) is not None:
            middle = (stage.box.y0 + stage.box.y1) / 2
            yield from badge(grid, sign, stage.box.x1 - 1.9 * grid.size, middle)


def _lanes(grid: Grid, sheet: Sheet, signs: Mapping[str, Sign]) -> Iterator[Mark]:
    for lane in sheet.lanes:
        if (sign := signs.get(lane.lane_id)) is not None:
            r = RADIUS * grid.small + 1
            yield from badge(grid, sign, grid.x0 - r if not grid.above else grid.x1 - r, lane.y0 + r)


def _faces(grid: Grid, sheet: Sheet, signs: Mapping[str, Sign]) -> Iterator[Mark]:
    felt = {(e.touchpoint_id, e.persona_id): e.id for e in grid.view.request.journey_map.emotions}
    for face in sheet.faces:
        sign = signs.get(felt.get((face.touchpoint_id, face.persona_id), ""))
        if sign is not None:
            yield from badge(grid, sign, face.x + 1.1 * face.radius, face.y - 0.7 * face.radius)
