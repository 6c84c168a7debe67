"""The lines of a service blueprint: interaction, visibility, internal interaction."""

from __future__ import annotations

from journeymap.layout import words
from journeymap.layout.fonts import Style, em_width
from journeymap.layout.geometry import LaneBand
from journeymap.layout.grid import Grid, label_pad
from journeymap.layout.lane import stripe
from journeymap.layout.marks import Line, Text, Zone
from journeymap.layout.sheet import Sheet
from journeymap.layout.view import View
from journeymap.layout.wrap import Wrapped, clean, wrap
from journeymap.model.journey import Lane


class SeparatorLane:
    """See :class:`journeymap.layout.lane.Row`."""

    def __init__(self, view: View, lane: Lane) -> None:
        self.lane = lane
        self.view = view
        self.title = clean(words.lane_title(lane))

    def _lines(self, grid: Grid) -> Wrapped:
        width = (0.7 * grid.width if grid.above else grid.label_width) - 2 * label_pad(grid.size)
        return wrap(self.title, Style.REGULAR, grid.small, width, 3)

    def least(self, grid: Grid) -> float:
        """The height that it needs, px."""
        return grid.lines(len(self._lines(grid).lines), grid.small) + grid.lane_pad

    def likes(self, grid: Grid) -> float:
        """How much more it makes good use of, px."""
        return 0.4 * grid.size

    def keeps_whole(self, limit: float, size: float) -> float:  # noqa: ARG002
        """A name may be broken."""
        return 0.0

    def draw(self, grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
        """Draw it between two heights."""
        colours = grid.view.colours
        lines = self._lines(grid).lines
        middle = (y0 + y1) / 2
        pad = grid.x0 + grid.gap / 2 + 0.15 * grid.size if grid.above else label_pad(grid.size)
        stripe(grid, y0, y1, sheet)
        sheet.lanes.append(LaneBand(self.lane.id, self.lane.kind, self.title, y0, y1))
        zone = Zone.BODY if grid.above else Zone.LEFT
        sheet.marks.append(Text(pad, middle, lines, grid.small, colours.muted, zone=zone))
        text_end = pad + 0.6 * grid.size + max(em_width(line) for line in lines) * grid.small
        start = text_end if grid.above else grid.label_width
        sheet.marks.append(Line(((start, middle), (grid.width, middle)), colours.separator, 1.6, "dash"))
