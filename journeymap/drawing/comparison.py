"""A comparison for the screen: both maps in one figure, and above them the overview when the journeys are long."""

from __future__ import annotations

from dataclasses import replace

from journeymap.drawing.live import LOWEST_MAP, Drawing, drawing_of
from journeymap.drawing.map import figure
from journeymap.drawing.overview import OVERVIEW_HEIGHT, overview_figure
from journeymap.layout.comparison import ComparisonRequest, build_comparison
from journeymap.layout.window import NARROWEST_COLUMN, WIDEST_MAP, window_at

__all__ = ["ComparisonRequest", "draw_comparison"]

_LABELS = 0.17
"""Of the width: what lane names take at most."""
_LABELS_ABOVE = 640
_NARROW_COLUMN = 150


def draw_comparison(request: ComparisonRequest, *, focus: int = 0) -> Drawing:
    """Lay out and draw; both maps always show the same columns.

    :param request: what to show; its window is chosen here.
    :param focus: index of the column that must be in sight when not all of them can be.
    """
    columns = tuple(c.before.touchpoint_id or c.after.touchpoint_id for c in request.differences.columns)
    fit = most_columns(request.before.width)
    if len(columns) <= fit:
        return drawing_of(figure(build_comparison(request)), None, columns)
    window = window_at(focus, len(columns), fit)
    height = max(request.before.height - OVERVIEW_HEIGHT, LOWEST_MAP)
    windowed = replace(request, before=replace(request.before, window=window, height=height))
    return drawing_of(figure(build_comparison(windowed)), overview_figure(windowed.sides[0]), columns)


def most_columns(width: int) -> int:
    """How many columns stand side by side without panning, px wide."""
    if width < _LABELS_ABOVE:
        return max(1, width // _NARROW_COLUMN)
    return max(1, min(WIDEST_MAP, int((1 - _LABELS) * width // NARROWEST_COLUMN)))
