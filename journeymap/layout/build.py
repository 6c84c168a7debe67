"""A journey and its scores into places: the largest font with which everything fits, and where everything stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from math import sqrt
from operator import attrgetter
from typing import NamedTuple

from journeymap.layout.card_lane import CardLane
from journeymap.layout.emotion_lane import EmotionLane
from journeymap.layout.fonts import measured_in
from journeymap.layout.geometry import MapLayout
from journeymap.layout.grid import COMFORTABLE, Grid, grid, is_panned, least_font
from journeymap.layout.lane import Row, stage_rules
from journeymap.layout.legend import Legend
from journeymap.layout.light import CLEAR, light
from journeymap.layout.marks import Box
from journeymap.layout.request import MapRequest
from journeymap.layout.score_lane import ScoreLane
from journeymap.layout.separator_lane import SeparatorLane
from journeymap.layout.sheet import Sheet
from journeymap.layout.stage_row import StageRow
from journeymap.layout.strokes import thicker
from journeymap.layout.title import TitleRow
from journeymap.layout.touchpoint_lane import TouchpointLane
from journeymap.layout.view import View, view
from journeymap.model.journey import LINES, Lane, LaneKind

LARGEST = 48.0
"""px at a width of 1920 px, and in proportion on other screens; larger text is no easier to read from the back of a
room."""

LARGE = 1920
"""px of width from which a screen that is filled has wider strokes, too."""

LARGEST_NARROW = 18.0
"""px, on narrow screens."""

LARGEST_PANNED = 16.0
"""px, where the map is wider than its view."""

SEARCHED = 40
"""Columns of a panned map up to which a larger font is looked for at all."""

STEP = 0.25
"""px between two font sizes that are tried."""

MOST_LINES = 24
"""Lines of one card before its text is cut, so that one card does not make the map endless."""

ANY_LINES = 100_000
"""Where no text may be cut."""


class Heights(NamedTuple):
    """px that each part needs."""

    title: float
    stages: float
    rows: tuple[float, ...]
    legend: float

    @property
    def all(self) -> float:
        return self.title + self.stages + sum(self.rows) + self.legend


class MapParts:
    """The parts of a map."""

    def __init__(self, request: MapRequest) -> None:
        self.view = view(request)
        self.title = TitleRow(self.view)
        self.stages = StageRow(self.view)
        self.rows = [_row(self.view, lane) for lane in self.view.lanes]
        evidence = {e for row in self.rows if isinstance(row, CardLane) for e in row.evidence}
        self.legend = Legend(self.view, evidence)
        self._measured: dict[tuple[float, int], Heights] = {}

    def heights(self, ruler: Grid) -> Heights:
        """What everything needs; measured once for each font size."""
        key = (ruler.size, ruler.most_lines)
        if key not in self._measured:
            rows = tuple([row.least(ruler) for row in self.rows])
            title, stages, legend = self.title.height(ruler), self.stages.height(ruler), self.legend.height(ruler)
            self._measured[key] = Heights(title, stages, rows, legend)
        return self._measured[key]

    @cached_property
    def comfortable(self) -> float:
        """The font size up to which words may be broken."""
        return max(COMFORTABLE, least_font(self.view))

    @cached_property
    def widest(self) -> float:
        """Width in em of the widest word that stands whole at the comfortable size."""
        limit = grid(self.view, self.comfortable, MOST_LINES).text_width
        return max((row.keeps_whole(limit, self.comfortable) for row in self.rows), default=0.0)

    def breaks_words(self, ruler: Grid) -> bool:
        """Whether a word is broken that would stand whole at a comfortable size."""
        return ruler.size > self.comfortable and self.widest * ruler.size > ruler.text_width


def build(request: MapRequest) -> MapLayout:
    """Lay a map out.

    The font is the largest, in steps of :data:`STEP`, with which every text fits the height whole and no word is
    broken that a smaller font would keep whole. Where not even ``min_font`` fits, the map grows (or, with ``grow``
    off, texts are cut, evenly and no more than needed).
    """
    with measured_in(request.typeface):
        return _build(request)


def _build(request: MapRequest) -> MapLayout:
    parts = MapParts(request)
    ruler = _ruler(parts, request)
    heights = parts.heights(ruler)
    sheet = Sheet()
    bottom = draw_parts(parts, ruler, 0.0, max(0.0, request.height - heights.all), sheet)
    parts.legend.draw(ruler, bottom, sheet)
    sheet.marks.sort(key=attrgetter("layer"))
    if request.width > LARGE and not request.grow:
        sheet.marks = [thicker(mark, request.width / LARGE) for mark in sheet.marks]
    layout = MapLayout(
        theme=request.theme,
        width=ruler.width,
        height=max(bottom + heights.legend, float(request.height)),
        view_width=request.width,
        label_width=ruler.label_width,
        font_size=ruler.size,
        top=heights.title,
        bottom=bottom,
        first=parts.view.slots[0].position if parts.view.slots else 0,
        total=parts.view.total,
        columns=ruler.columns,
        stages=tuple(sheet.stages),
        lanes=tuple(sheet.lanes),
        texts=tuple(sheet.texts),
        faces=tuple(sheet.faces),
        curves=tuple(sheet.curves),
        scores=tuple(sheet.scores),
        marks=tuple(sheet.marks),
    )
    if not request.selected:
        return layout
    return replace(layout, marks=(*layout.marks, *light(layout, request.selected, spotlight=request.spotlight)))


def _row(shown: View, lane: Lane) -> Row:
    if lane.kind in LINES:
        return SeparatorLane(shown, lane)
    kinds: dict[LaneKind, type[EmotionLane] | type[ScoreLane] | type[TouchpointLane]] = {
        LaneKind.EMOTION: EmotionLane,
        LaneKind.SCORES: ScoreLane,
        LaneKind.TOUCHPOINT: TouchpointLane,
    }
    return kinds.get(lane.kind, CardLane)(shown, lane)


def _ruler(parts: MapParts, request: MapRequest) -> Grid:
    """The grid at the largest font that fits."""
    floor = least_font(parts.view)

    longest = ANY_LINES if request.whole_texts else MOST_LINES

    def at(steps: int, most_lines: int = longest) -> Grid:
        return grid(parts.view, floor + steps * STEP, most_lines)

    def fits(steps: int) -> bool:
        ruler = at(steps)
        return not parts.breaks_words(ruler) and parts.heights(ruler).all <= request.height

    needed = parts.heights(at(0)).all
    if needed <= request.height:
        most = int((ceiling(parts.view, floor) - floor) / STEP)
        # text takes an area, so its size goes with the root of the height
        guess = int(floor * (sqrt(request.height / needed) - 1) / STEP)
        return at(last_that_fits(fits, most, max(1, guess)))
    if not request.grow:
        for most_lines in range(MOST_LINES, 0, -1):
            ruler = at(0, most_lines)
            if parts.heights(ruler).all <= request.height:
                return ruler
        return at(0, 1)
    return at(0)


def last_that_fits(fits: Callable[[int], bool], most: int, guess: int) -> int:
    """The last number from 0 to ``most`` that fits, sought from a guess outwards, then by halves; 0 fits."""
    good, bad = 0, most + 1
    tried, step = min(guess, most), 2
    while bad - good > 1:
        if fits(tried):
            good = tried
            tried = good + step if bad > most and good + step <= most else (good + bad) // 2
        else:
            bad = tried
            tried = bad - step if good == 0 and bad - step > 0 else (good + bad) // 2
        step *= 2
        tried = min(max(tried, good + 1), bad - 1) if bad - good > 1 else tried
    return good


def ceiling(shown: View, floor: float) -> float:
    """The largest font worth trying: in a map that is panned, larger texts only push columns out of sight."""
    if not is_panned(shown):
        return max(floor, LARGEST_NARROW, LARGEST * shown.request.width / LARGE)
    return max(floor, LARGEST_PANNED if len(shown.slots) <= SEARCHED else floor)


def draw_parts(parts: MapParts, ruler: Grid, y0: float, spare: float, sheet: Sheet) -> float:
    """Draw a map without its legend from a height downwards; what is left of the height goes where it is liked.

    :returns: where it ends.
    """
    heights = parts.heights(ruler)
    parts.title.draw(ruler, y0, sheet)
    top = y0 + heights.title + heights.stages
    parts.stages.draw(ruler, y0 + heights.title, top, sheet)
    y = top
    for row, least, more in zip(parts.rows, heights.rows, spread(parts, ruler, spare), strict=True):
        row.draw(ruler, y, y + least + more, sheet)
        y += least + more
    stage_rules(ruler, top, y, sheet)
    for column in ruler.columns:
        if column.touchpoint_id is not None:
            sheet.marks.append(Box(column.x0, top, column.x1, y, CLEAR, touchpoint=column.touchpoint_id))
    return y


def spread(parts: MapParts, ruler: Grid, spare: float) -> list[float]:
    """How much of the spare height each row gets: in proportion to what it likes, all of it while that is wanted."""
    likes = [row.likes(ruler) for row in parts.rows]
    wanted = sum(likes)
    if not wanted:
        return likes
    share = min(1.0, spare / wanted)
    extra = [like * share for like in likes]
    rest = spare - sum(extra)
    # what nobody asked for is better spent than left blank at the foot, up to a height at which rows still look alike
    return [e + min(rest / wanted, 1.5) * like for e, like in zip(extra, likes, strict=True)]
