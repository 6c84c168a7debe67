"""What every row of the map has: a height that it needs, some that it likes, its ground and its name."""

from __future__ import annotations

from typing import Protocol

from journeymap.layout import words
from journeymap.layout.fonts import Style
from journeymap.layout.geometry import LaneBand
from journeymap.layout.grid import Grid, label_pad
from journeymap.layout.marks import Box, Layer, Line, Text, Zone
from journeymap.layout.sheet import Sheet
from journeymap.layout.wrap import clean, line_count, wrap
from journeymap.model.journey import Lane


class Row(Protocol):
    """A lane that can be measured and drawn."""

    lane: Lane

    def least(self, grid: Grid) -> float:
        """The height that it needs, px."""

    def likes(self, grid: Grid) -> float:
        """How much more it makes good use of, px."""

    def keeps_whole(self, limit: float, size: float) -> float:
        """Widest word, in em, that fits ``limit`` px at ``size``: a larger font must not break it."""

    def draw(self, grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
        """Draw it between two heights."""


def label_width(grid: Grid, beside: float = 0.0) -> float:
    """px that a lane's name may take in a line."""
    if grid.above:
        return grid.width - 2 * label_pad(grid.size)
    return grid.label_width - 2 * label_pad(grid.size) - beside


def label_height(grid: Grid, lane: Lane, beside: float = 0.0) -> float:
    """px that a lane's name takes where it stands beside the lane."""
    if grid.above:
        return 0.0
    title = clean(words.lane_title(lane))
    n = min(line_count(title, Style.SEMIBOLD, grid.label_size, label_width(grid, beside)), grid.most_lines)
    return grid.lines(n, grid.label_size) + grid.lane_pad


def ground(grid: Grid, lane: Lane, y0: float, y1: float, sheet: Sheet, beside: float = 0.0) -> None:
    """Draw a lane's ground and name; every other lane is striped."""
    colours = grid.view.colours
    title = clean(words.lane_title(lane))
    stripe(grid, y0, y1, sheet)
    sheet.lanes.append(LaneBand(lane.id, lane.kind, title, y0, y1))
    left = grid.x0 + grid.gap / 2 + 0.15 * grid.size if grid.above else label_pad(grid.size)
    middle = y0 + 0.2 * grid.size + grid.lines(1, grid.label_size) / 2 if grid.above else (y0 + y1) / 2
    lines = wrap(
        title, Style.SEMIBOLD, grid.label_size, label_width(grid, beside), 1 if grid.above else grid.most_lines
    )
    sheet.marks.append(
        Text(
            left,
            middle,
            lines.lines,
            grid.label_size,
            colours.ink,
            weight=Style.SEMIBOLD.weight,
            zone=Zone.BODY if grid.above else Zone.LEFT,
        )
    )


def stripe(grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
    """Draw the ground of a lane, where it is not that of the page."""
    if len(sheet.lanes) % 2 == 0:
        colour = grid.view.colours.stripe
        sheet.marks.append(Box(0, y0, grid.width, y1, colour, layer=Layer.GROUND))
        if grid.width > grid.view.request.width:
            sheet.marks.append(Box(0, y0, grid.label_width, y1, colour, layer=Layer.GROUND, zone=Zone.LEFT))


def stage_rules(grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
    """Draw the thin upright lines between stages."""
    for span in grid.view.stages[1:]:
        x = grid.columns[span.first].x0
        sheet.marks.append(Line(((x, y0), (x, y1)), grid.view.colours.rule, 1.0, layer=Layer.GROUND))
