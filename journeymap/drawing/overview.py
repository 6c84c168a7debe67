"""The overview strip of a long journey: its curve, a small sign for every score, and the window of the map below it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from journeymap.drawing.figure import QUIET, Figure, bare_axis, base_layout
from journeymap.drawing.traces import Axes, shapes, traces
from journeymap.layout.fonts import Style, em_width
from journeymap.layout.marks import Area, Box, Layer, Line, Mark, Point, Text, Zone
from journeymap.layout.monotone import sample, sides
from journeymap.layout.request import MapRequest
from journeymap.layout.tokens import Tokens, tokens
from journeymap.layout.view import View, view
from journeymap.layout.words import metric_name
from journeymap.layout.wrap import one_line
from journeymap.locale import gettext as _
from journeymap.model.survey import Metric
from journeymap.scores.score import Band

OVERVIEW_HEIGHT = 112
"""px."""

_FONT = 12.0
_STAGES = 19.0
_FOOT = 6.0
_WIDEST_BLOCK = 36.0
_AXES: Axes = dict.fromkeys(Zone, ("x", "y"))


def overview_figure(request: MapRequest) -> Figure:
    """The whole journey (or stage) in a strip :data:`OVERVIEW_HEIGHT` px high; the request's window is framed.

    Each score is a block whose place says what its colour says: above the row's line good, on it middling, below it
    poor, and a small hollow one where too few answered. A click has the index of the column as ``customdata``.
    """
    marks = _Strip(request).marks()
    figure: Figure = {
        "data": traces(marks, _AXES),
        "layout": {
            **base_layout(request.theme, request.width, OVERVIEW_HEIGHT),
            "xaxis": bare_axis(0, request.width),
            "yaxis": bare_axis(OVERVIEW_HEIGHT, 0),
            "shapes": shapes(marks, _AXES),
        },
        "config": dict(QUIET),
    }
    _count_columns(figure["data"])
    return figure


def _count_columns(data: list[dict[str, Any]]) -> None:
    """The columns' click targets carry text in the marks; on the way out they are numbers."""
    for trace in data:
        if trace["type"] == "bar":
            trace["customdata"] = [None if c is None else int(c) for c in trace["customdata"]]


class _Strip:
    """The strip while it is being drawn."""

    def __init__(self, request: MapRequest) -> None:
        self.window = request.window
        self.view: View = view(replace(request, window=None))
        self.colours: Tokens = tokens(request.theme)
        names = [_("Emotion"), *[metric_name(m) for m in self.view.metrics]]
        self.left = max(em_width(name, Style.SEMIBOLD) for name in names) * _FONT + 20
        self.pitch = (request.width - self.left - 6) / max(1, len(self.view.slots))
        self.rows = len(self.view.metrics)
        self.row = min(17.0, 52.0 / max(1, self.rows))
        self.curve_y1 = OVERVIEW_HEIGHT - _FOOT - self.rows * self.row

    def x(self, column: float) -> float:
        return self.left + column * self.pitch

    def marks(self) -> list[Mark]:
        """Everything in the strip."""
        made: list[Mark] = []
        for span in self.view.stages:
            made += self._stage(span.title, span.place, span.first, span.last)
        made += self._curve()
        for i, metric in enumerate(self.view.metrics):
            made += self._scores(i, metric)
        for slot in self.view.slots:
            x0, x1 = self.x(slot.position), self.x(slot.position + 1)
            made.append(Box(x0, 0, x1, OVERVIEW_HEIGHT, "rgba(0,0,0,0)", touchpoint=str(slot.position)))
        return [*made, *self._frame()]

    def _stage(self, title: str, place: int, first: int, last: int) -> list[Mark]:
        x0, x1 = self.x(first), self.x(last + 1) - 1.5
        bar = Box(x0, 1, x1, _STAGES, self.colours.stage(place), layer=Layer.GROUND)
        name = one_line(title, Style.SEMIBOLD, _FONT - 0.5, x1 - x0 - 10)
        if name.cut and len(name.lines[0]) < 5:
            name = one_line(str(place + 1), Style.SEMIBOLD, _FONT - 0.5, x1 - x0)
        middle = (x0 + x1) / 2
        text = Text(middle, _STAGES / 2 + 0.5, name.lines, _FONT - 0.5, self.colours.on_stage, 600, anchor="middle")
        return [bar, text] if x1 - x0 > 12 else [bar]

    def _name(self, text: str, y: float) -> Mark:
        return Text(self.left - 8, y, (text,), _FONT, self.colours.muted, 600, anchor="end")

    def _curve(self) -> list[Mark]:
        """The first shown persona's curve."""
        top, bottom = _STAGES + 5, self.curve_y1 - 4
        neutral = (top + bottom) / 2
        ends = (self.left, self.x(len(self.view.slots)))
        made: list[Mark] = [
            self._name(_("Emotion"), neutral),
            Line(((ends[0], neutral), (ends[1], neutral)), self.colours.rule, 1.0, layer=Layer.GROUND),
        ]
        if not self.view.personas:
            return made
        runs: list[list[Point]] = [[]]
        for slot in self.view.slots:
            emotion = self.view.emotion(slot, self.view.personas[0])
            if emotion is None:
                runs.append([])
            else:
                y = neutral - max(-2.0, min(2.0, emotion.value)) / 2 * (bottom - top) / 2
                runs[-1].append((self.x(slot.position + 0.5), y))
        pen = self.colours.pen(0)
        for run in runs:
            points = sample(run, 4 if len(self.view.slots) > 100 else 8)
            above, below = sides(points, neutral)
            made += [Area(polygon, self.colours.good.wash) for polygon in above]
            made += [Area(polygon, self.colours.poor.wash) for polygon in below]
            if len(points) > 1:
                made.append(Line(points, pen.colour, 1.4, "dot"))
        return made

    def _scores(self, i: int, metric: Metric) -> list[Mark]:
        y = self.curve_y1 + (i + 0.5) * self.row
        half, gap = 0.42 * self.row, min(1.0, 0.12 * self.pitch)
        made: list[Mark] = [self._name(metric_name(metric), y)]
        made.append(Line(((self.left, y), (self.x(len(self.view.slots)), y)), self.colours.rule, 1, layer=Layer.GROUND))
        for slot in self.view.slots:
            score = self.view.score_by_cell.get((slot.touchpoint_id or "", metric))
            if score is None:
                continue
            middle = self.x(slot.position + 0.5)
            wide = min(self.pitch / 2 - gap, _WIDEST_BLOCK / 2)
            x0, x1 = middle - wide, middle + wide
            if slot.touchpoint_id in self.view.request.hidden_scores:
                made.append(Box(x0, y - 0.6 * half, x1, y + 0.6 * half, self.colours.track))
                continue
            if not score.shown or score.band is None:
                r = min(2.0, 0.3 * self.pitch)
                made.append(Box(middle - r, y - r, middle + r, y + r, self.colours.ground, self.colours.muted, 1.0))
                continue
            up = {Band.GOOD: half, Band.MIDDLING: 0.3 * half, Band.POOR: 0.0}[score.band]
            down = {Band.GOOD: 0.0, Band.MIDDLING: 0.3 * half, Band.POOR: half}[score.band]
            made.append(Box(x0, y - up, x1, y + down, self.colours.tone(score.band).fill))
        return made

    def _frame(self) -> list[Mark]:
        if self.window is None:
            return []
        x0 = self.x(self.window[0])
        x1 = self.x(min(self.window[0] + self.window[1], len(self.view.slots)))
        wash = Box(x0, 0, x1, OVERVIEW_HEIGHT, self.colours.highlight_wash, layer=Layer.GROUND)
        frame = Box(
            x0, 1.5, x1, OVERVIEW_HEIGHT - 1.5, "rgba(0,0,0,0)", self.colours.highlight, 3.0, layer=Layer.OUTLINE
        )
        return [wash, frame]
