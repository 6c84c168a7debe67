"""Two maps one above the other on the same columns, in one font, with what differs lit and one legend."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from operator import attrgetter

from journeymap.layout.build import MOST_LINES, STEP, MapParts, ceiling, draw_parts, last_that_fits
from journeymap.layout.card_lane import CardLane
from journeymap.layout.difference_lane import DifferenceLane
from journeymap.layout.difference_marks import light_differences
from journeymap.layout.fonts import Style
from journeymap.layout.geometry import Column, MapLayout
from journeymap.layout.grid import Grid, grid, least_font
from journeymap.layout.legend import Legend
from journeymap.layout.marks import Box, Layer, Text, Zone
from journeymap.layout.request import MapRequest
from journeymap.layout.sheet import Sheet
from journeymap.layout.view import View
from journeymap.layout.window import Slot
from journeymap.layout.wrap import wrap
from journeymap.locale import gettext as _
from journeymap.model.brand import Brand
from journeymap.model.difference import MapDifferences, Sign, Spot
from journeymap.model.journey import LaneKind
from journeymap.scores.comparison import ScoreDifference

READABLE = 12.0
"""px of a comparison that does not fit the height."""


@dataclass(frozen=True, kw_only=True)
class ComparisonRequest:
    """Two maps as somebody wants to compare them.

    :param before: the upper map; its size, theme, window and brand hold for both.
    :param after: the lower map.
    """

    before: MapRequest
    after: MapRequest
    differences: MapDifferences
    scores: Sequence[ScoreDifference] = ()

    @cached_property
    def sides(self) -> tuple[MapRequest, MapRequest]:
        """Both on the common columns."""
        columns = self.differences.columns
        upper = replace(self.before, columns=_slots([c.before for c in columns]), grow=True)
        shared = {name: getattr(upper, name) for name in ("width", "height", "theme", "window", "min_font", "grow")}
        return upper, replace(self.after, columns=_slots([c.after for c in columns]), brand=Brand(), **shared)


def build_comparison(request: ComparisonRequest) -> MapLayout:
    """Lay a comparison out: in the largest font with which both maps fit the height; where none does, it grows."""
    both = _Both(request)
    ruler = both.ruler()
    upper, lower = both.grids(ruler)
    spare = max(0.0, request.before.height - both.height(ruler)) / 2
    sheet = Sheet()
    end = both.upper.draw(upper, 0.0, spare, sheet)
    middle = end + _gap(ruler)
    second = Sheet()
    bottom = both.lower.draw(lower, middle, spare, second)
    both.lane.draw(upper, bottom, bottom + both.lane.height(upper), second)
    bottom += both.lane.height(upper)
    # only the first title stays where it is when a map is panned
    second.marks = [mark._replace(zone=Zone.BODY) if mark.zone is Zone.TOP else mark for mark in second.marks]
    both.legend.draw(ruler, bottom, second)
    return MapLayout(
        theme=request.before.theme,
        width=ruler.width,
        height=max(bottom + both.legend.height(ruler), float(request.before.height)),
        view_width=request.before.width,
        label_width=ruler.label_width,
        font_size=ruler.size,
        top=both.upper.parts.heights(upper).title,
        bottom=bottom,
        first=both.view.slots[0].position if both.view.slots else 0,
        total=both.view.total,
        columns=upper.columns,
        stages=(*sheet.stages, *second.stages),
        lanes=(*sheet.lanes, *second.lanes),
        texts=(*sheet.texts, *second.texts),
        faces=(*sheet.faces, *second.faces),
        curves=(*sheet.curves, *second.curves),
        scores=(*sheet.scores, *second.scores),
        marks=tuple(sorted((*sheet.marks, *second.marks), key=attrgetter("layer"))),
    )


class _Side:
    """One of the two maps."""

    def __init__(self, request: MapRequest, signs: Mapping[str, Sign]) -> None:
        self.parts = MapParts(request)
        self.signs = signs

    def grid(self, ruler: Grid) -> Grid:
        """The ruler with the columns of this side."""
        columns = tuple(
            Column(slot.position, slot.touchpoint_id, slot.stage_id, column.x0, column.x1)
            for slot, column in zip(self.parts.view.slots, ruler.columns, strict=True)
        )
        return replace(ruler, view=self.parts.view, columns=columns)

    def height(self, own: Grid) -> float:
        """The height that it needs without a legend, px."""
        heights = self.parts.heights(own)
        return heights.all - heights.legend

    def draw(self, own: Grid, y0: float, spare: float, sheet: Sheet) -> float:
        """Draw it from a height downwards; returns where it ends."""
        bottom = draw_parts(self.parts, own, y0, spare, sheet)
        heights = self.parts.heights(own)
        top = y0 + heights.title + heights.stages
        _draw_gaps(own, sheet, top, bottom)
        light_differences(own, sheet, self.signs, top, bottom)
        return bottom


class _Both:
    """Two maps in one font."""

    def __init__(self, request: ComparisonRequest) -> None:
        above, below = request.sides
        self.upper = _Side(above, request.differences.before_signs)
        self.lower = _Side(below, request.differences.after_signs)
        self.lane = DifferenceLane(request.scores if self._has_scores() else ())
        self.view = _merged(self.upper.parts.view, self.lower.parts.view)
        rows = (*self.upper.parts.rows, *self.lower.parts.rows)
        evidence = {e for row in rows if isinstance(row, CardLane) for e in row.evidence}
        signs = {*self.upper.signs.values(), *self.lower.signs.values()}
        self.legend = Legend(self.view, evidence, signs | {Sign.CHANGED} if self._differing(request) else signs)

    def _has_scores(self) -> bool:
        return any(lane.kind is LaneKind.SCORES for side in (self.upper, self.lower) for lane in side.parts.view.lanes)

    @staticmethod
    def _differing(request: ComparisonRequest) -> bool:
        return any(score.differs for score in request.scores)

    def grids(self, ruler: Grid) -> tuple[Grid, Grid]:
        """The ruler for the upper and for the lower map."""
        return self.upper.grid(ruler), self.lower.grid(ruler)

    def height(self, ruler: Grid) -> float:
        """The height that all of it needs, px."""
        upper, lower = self.grids(ruler)
        maps = self.upper.height(upper) + _gap(ruler) + self.lower.height(lower)
        return maps + self.lane.height(upper) + self.legend.height(ruler)

    def ruler(self) -> Grid:
        """The grid at the largest font that fits; it has room for the lane names of both."""
        floor = least_font(self.view)

        def at(steps: int) -> Grid:
            return grid(self.view, floor + steps * STEP, MOST_LINES)

        def fits(steps: int) -> bool:
            ruler = at(steps)
            broken = self.upper.parts.breaks_words(ruler) or self.lower.parts.breaks_words(ruler)
            return not broken and self.height(ruler) <= self.view.request.height

        if not fits(0):  # it is scrolled anyway
            return at(max(0, round((READABLE - floor) / STEP)))
        most = int((ceiling(self.view, floor) - floor) / STEP)
        return at(last_that_fits(fits, most, max(1, most // 2)))


def _merged(upper: View, lower: View) -> View:
    """What both maps show, for the width of the labels and for the legend."""
    # two personas, one on each side, are drawn with the same pen
    personas = max(upper.personas, lower.personas, key=len)
    return replace(
        upper,
        lanes=(*upper.lanes, *lower.lanes),
        lane_titles=(*upper.lane_titles, *lower.lane_titles),
        metrics=tuple(dict.fromkeys((*upper.metrics, *lower.metrics))),
        score_by_cell={**upper.score_by_cell, **{(f"lower {t}", m): s for (t, m), s in lower.score_by_cell.items()}},
        personas=personas,
    )


def _gap(ruler: Grid) -> float:
    return 1.2 * ruler.size


def _slots(spots: Sequence[Spot]) -> tuple[Slot, ...]:
    return tuple(Slot(n, spot.stage_id, spot.touchpoint_id, spot.gap) for n, spot in enumerate(spots))


def _draw_gaps(own: Grid, sheet: Sheet, top: float, bottom: float) -> None:
    """What is only on the other map leaves a pale column here that says so."""
    colours = own.view.colours
    row = next((lane for lane in sheet.lanes if lane.kind is LaneKind.TOUCHPOINT), None)
    for slot, column in zip(own.view.slots, own.columns, strict=True):
        if not slot.gap:
            continue
        left, right = column.x0 + own.gap / 2, column.x1 - own.gap / 2
        box = Box(left, top + 2, right, bottom - 2, colours.track, layer=Layer.GROUND)
        sheet.marks.append(box)
        lines = wrap(_("Not on this map"), Style.ITALIC, own.small, own.text_width, 3).lines
        y = (row.y0 + row.y1) / 2 if row else (top + bottom) / 2
        sheet.marks.append(Text(column.middle, y, lines, own.small, colours.ink, italic=True, anchor="middle"))
