"""The last lane of a comparison: by how much each score differs, and whether that is more than noise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from journeymap.layout import words
from journeymap.layout.difference_marks import RADIUS, badge
from journeymap.layout.fonts import Style, em_width
from journeymap.layout.geometry import LaneBand
from journeymap.layout.grid import Grid, label_pad
from journeymap.layout.lane import stripe
from journeymap.layout.marks import Line, Text, Zone
from journeymap.layout.sheet import Sheet
from journeymap.layout.wrap import line_count, wrap
from journeymap.locale import gettext as _
from journeymap.model.difference import Sign
from journeymap.model.journey import LaneKind
from journeymap.model.survey import Metric
from journeymap.scores.comparison import ScoreDifference
from journeymap.scores.wording import shown_difference, shown_difference_interval

LANE_ID = "differences"
"""What the lane is called where lanes have ids."""


class _Said(NamedTuple):
    """The texts of a cell: a number and its interval, or why there is none."""

    number: str
    rest: str
    differs: bool


class DifferenceLane:
    """The lane under both maps; nothing where no score is asked on both sides.

    :param found: by touchpoint before.
    """

    def __init__(self, found: Sequence[ScoreDifference]) -> None:
        self.cells: dict[tuple[str, Metric], ScoreDifference] = {}
        for difference in found:
            key = (difference.before_at or "", difference.before.metric)
            most = self.cells.get(key)
            if difference.before_at and (most is None or difference.before.n > most.before.n):
                self.cells[key] = difference

    def metrics(self, grid: Grid) -> list[Metric]:
        """Metrics with something to say in the columns that are seen."""
        seen = {metric for column in grid.columns for at, metric in self.cells if at == column.touchpoint_id}
        return [metric for metric in Metric if metric in seen]

    def height(self, grid: Grid) -> float:
        """The height that it needs, px."""
        metrics = self.metrics(grid)
        if not metrics:
            return 0.0
        rows = max(self._lines(grid), default=1) * grid.lines(1, grid.small) + 0.6 * grid.size
        title = line_count(_title(), Style.SEMIBOLD, grid.label_size, self._title_room(grid)) if not grid.above else 0
        height = max(rows * len(metrics), grid.lines(title, grid.label_size) + grid.lane_pad)
        return height + 2 * grid.lane_pad + grid.heading

    def _lines(self, grid: Grid) -> Iterator[int]:
        for column in grid.columns:
            for metric in Metric:
                if (found := self.cells.get((column.touchpoint_id or "", metric))) is not None:
                    said = _said(found)
                    text = f"{said.number} {said.rest}" if grid.above else said.rest
                    yield bool(said.number) + line_count(text, Style.REGULAR, grid.small, self._room(grid))

    @staticmethod
    def _room(grid: Grid) -> float:
        return grid.card_width - grid.gap

    def _title_room(self, grid: Grid) -> float:
        names = max((em_width(words.metric_name(m), Style.SEMIBOLD) for m in self.metrics(grid)), default=0.0)
        return grid.label_width - 2 * label_pad(grid.size) - (names + 0.5) * grid.label_small

    def draw(self, grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
        """Draw it between two heights."""
        metrics = self.metrics(grid)
        if not metrics:
            return
        stripe(grid, y0, y1, sheet)
        sheet.lanes.append(LaneBand(LANE_ID, LaneKind.SCORES, _title(), y0, y1))
        sheet.marks.append(Line(((0, y0), (grid.width, y0)), grid.view.colours.separator, 1.5))
        self._draw_names(grid, metrics, y0, y1, sheet)
        top = y0 + grid.heading + grid.lane_pad
        pitch = (y1 - grid.lane_pad - top) / len(metrics)
        for i, metric in enumerate(metrics):
            for column in grid.columns:
                found = self.cells.get((column.touchpoint_id or "", metric))
                if found is not None:
                    self._draw_cell(grid, found, column.x0 + grid.gap, top + (i + 0.5) * pitch, sheet)

    def _draw_names(self, grid: Grid, metrics: Sequence[Metric], y0: float, y1: float, sheet: Sheet) -> None:
        colours, weight = grid.view.colours, Style.SEMIBOLD.weight
        if grid.above:
            y = y0 + 0.2 * grid.size + grid.lines(1, grid.label_size) / 2
            x = grid.x0 + grid.gap / 2 + 0.15 * grid.size
            sheet.marks.append(Text(x, y, (_title(),), grid.label_size, colours.ink, weight))
            return
        lines = wrap(_title(), Style.SEMIBOLD, grid.label_size, self._title_room(grid), grid.most_lines).lines
        x, y = label_pad(grid.size), (y0 + y1) / 2
        sheet.marks.append(Text(x, y, lines, grid.label_size, colours.ink, weight, zone=Zone.LEFT))
        top = y0 + grid.lane_pad
        pitch = (y1 - grid.lane_pad - top) / len(metrics)
        for i, metric in enumerate(metrics):
            name, x = (words.metric_name(metric),), grid.label_width - 0.3 * grid.size
            sheet.marks.append(
                Text(x, top + (i + 0.5) * pitch, name, grid.label_small, colours.muted, weight, anchor="end")
            )

    def _draw_cell(self, grid: Grid, found: ScoreDifference, x: float, y: float, sheet: Sheet) -> None:
        said, colours, small = _said(found), grid.view.colours, grid.small
        rest = wrap(said.rest, Style.REGULAR, small, self._room(grid), grid.most_lines).lines
        ink = colours.ink if said.differs else colours.muted
        if not said.number:
            sheet.marks.append(Text(x, y, rest, small, colours.muted))
            return
        line = grid.lines(1, small)
        y -= line * len(rest) / 2
        weight = Style.BOLD.weight if said.differs else Style.REGULAR.weight
        left = x
        if said.differs:
            sheet.marks += badge(grid, Sign.CHANGED, x + RADIUS * small, y)
            left += 2 * RADIUS * small + 0.4 * small
        sheet.marks.append(Text(left, y, (said.number,), 1.06 * small, ink, weight))
        sheet.marks.append(Text(x, y + line * (len(rest) + 1) / 2, rest, small, colours.muted))


def _title() -> str:
    return _("Scores differ by")


def _said(found: ScoreDifference) -> _Said:
    if found.change is None:
        few = not (found.before.shown and found.after.shown)
        return _Said(
            "", _("too few answers to compare") if few else _("all the same, nothing to compare"), differs=False
        )
    number = shown_difference(found.change.value, found.before.metric)
    interval = shown_difference_interval(found.change, found.before.metric)
    rest = interval if found.differs else _("{interval}, within chance").format(interval=interval)
    return _Said(number, rest, found.differs)
