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


def overview_figure(request: MapRequest, scale: float = 1.0) -> Figure:
    """The whole journey (or stage) in a strip :data:`OVERVIEW_HEIGHT` px high; the request's window is framed.

    Each score is a block whose place says what its colour says: above the row's line good, on it middling, below it
    poor, and a small hollow one where too few answered. A click has the index of the column as ``customdata``.

    :param scale: how many times as high, with text as much larger; for large screens.
    """
    marks = _Strip(request, scale).marks()
    height = round(scale * OVERVIEW_HEIGHT)
    figure: Figure = {
        "data": traces(marks, _AXES),
        "layout": {
            **base_layout(request.theme, request.width, height),
            "xaxis": bare_axis(0, request.width),
            "yaxis": bare_axis(height, 0),
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

    def __init__(self, request: MapRequest, scale: float) -> None:
        self.scale = scale
        self.height, self.font = scale * OVERVIEW_HEIGHT, scale * _FONT
        self.window = request.window
        self.view: View = view(replace(request, window=None))
        self.colours: Tokens = tokens(request.theme)
        names = [_("Emotion"), *[metric_name(m) for m in self.view.metrics]]
        self.left = max(em_width(name, Style.SEMIBOLD) for name in names) * self.font + 20 * scale
        self.pitch = (request.width - self.left - 6) / max(1, len(self.view.slots))
        self.rows = len(self.view.metrics)
        self.row = scale * min(17.0, 52.0 / max(1, self.rows))
        self.curve_y1 = self.height - scale * _FOOT - self.rows * self.row

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
            made.append(Box(x0, 0, x1, self.height, "rgba(0,0,0,0)", touchpoint=str(slot.position)))
        return [*made, *self._frame()]

    def _stage(self, title: str, place: int, first: int, last: int) -> list[Mark]:
        x0, x1 = self.x(first), self.x(last + 1) - 1.5
        size, bottom = self.font - 0.5 * self.scale, self.scale * _STAGES
        bar = Box(x0, 1, x1, bottom, self.colours.stage(place), layer=Layer.GROUND)
        name = one_line(title, Style.SEMIBOLD, size, x1 - x0 - 10)
        if name.cut and len(name.lines[0]) < 5:
            name = one_line(str(place + 1), Style.SEMIBOLD, size, x1 - x0)
        middle = (x0 + x1) / 2
        text = Text(middle, bottom / 2 + 0.5, name.lines, size, self.colours.on_stage, 600, anchor="middle")
        return [bar, text] if x1 - x0 > size else [bar]

    def _name(self, text: str, y: float) -> Mark:
        return Text(self.left - 8 * self.scale, y, (text,), self.font, self.colours.muted, 600, anchor="end")

    def _curve(self) -> list[Mark]:
        """The first shown persona's curve."""
        top, bottom = self.scale * _STAGES + 5, self.curve_y1 - 4
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
                made.append(Line(points, pen.colour, 1.4 * self.scale, "dot"))
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
            wide = min(self.pitch / 2 - gap, self.scale * _WIDEST_BLOCK / 2)
            x0, x1 = middle - wide, middle + wide
            if slot.touchpoint_id in self.view.request.hidden_scores:
                made.append(Box(x0, y - 0.6 * half, x1, y + 0.6 * half, self.colours.track))
                continue
            if not score.shown or score.band is None:
                r = min(2.0 * self.scale, 0.3 * self.pitch)
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
        wash = Box(x0, 0, x1, self.height, self.colours.highlight_wash, layer=Layer.GROUND)
        frame = Box(x0, 1.5, x1, self.height - 1.5, "rgba(0,0,0,0)", self.colours.highlight, 3.0, layer=Layer.OUTLINE)
        return [wash, frame]
