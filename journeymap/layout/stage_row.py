"""The row of stages: an arrow over the columns of each."""

from __future__ import annotations

from journeymap.layout.fonts import Style
from journeymap.layout.geometry import Rect, StageBand
from journeymap.layout.grid import Grid
from journeymap.layout.marks import Area, Layer, Text
from journeymap.layout.sheet import Sheet
from journeymap.layout.view import StageSpan, View
from journeymap.layout.wrap import line_count, wrap

_MOST_LINES = 3
_POINT = 0.55


class StageRow:
    """The row of stages of a view."""

    def __init__(self, view: View) -> None:
        self.view = view

    def height(self, grid: Grid) -> float:
        """The height that it needs, px; none without stages."""
        most = max((self._lines(grid, span) for span in self.view.stages), default=0)
        return grid.lines(most, self._size(grid)) + 0.75 * grid.size if most else 0.0

    @staticmethod
    def _size(grid: Grid) -> float:
        return 1.06 * grid.size

    def _lines(self, grid: Grid, span: StageSpan) -> int:
        width = self._room(grid, span)
        return max(1, min(_most_lines(grid), line_count(span.title, Style.SEMIBOLD, self._size(grid), width)))

    def _room(self, grid: Grid, span: StageSpan) -> float:
        width = grid.columns[span.last].x1 - grid.columns[span.first].x0
        return width - grid.gap - 2.4 * _POINT * grid.size - 0.3 * grid.size

    def draw(self, grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
        """Draw it between two heights."""
        for span in self.view.stages:
            self._draw_stage(grid, span, y0, y1 - 0.2 * grid.size, sheet)

    def _draw_stage(self, grid: Grid, span: StageSpan, y0: float, y1: float, sheet: Sheet) -> None:
        colours = grid.view.colours
        point = _POINT * grid.size
        x0 = grid.columns[span.first].x0 + grid.gap / 2
        x1 = grid.columns[span.last].x1 - grid.gap / 2
        middle = (y0 + y1) / 2
        notch = [(x0 + point, middle)] if span.begins else []
        tip = [(x1 - point + grid.gap, y0), (x1 + grid.gap, middle), (x1 - point + grid.gap, y1)]
        right = tip if span.ends else [(x1, y0), (x1, y1)]
        arrow = [(x0, y0), *right, (x0, y1), *notch]
        sheet.marks.append(Area(arrow, colours.stage(span.place), layer=Layer.GROUND))
        size = self._size(grid)
        lines = wrap(span.title, Style.SEMIBOLD, size, self._room(grid, span), _most_lines(grid))
        x = x0 + 1.5 * point + 0.1 * grid.size
        sheet.marks.append(Text(x, middle, lines.lines, size, colours.on_stage, Style.SEMIBOLD.weight))
        sheet.stages.append(StageBand(span.stage_id, span.title, Rect(x0, y0, x1 + grid.gap, y1), lines.cut))


def _most_lines(grid: Grid) -> int:
    return grid.most_lines if grid.view.request.whole_texts else _MOST_LINES
