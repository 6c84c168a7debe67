"""The lane of emotion: what the team believes each persona feels.

Nothing here was measured, so faces are hollow and curves dashed.
"""

from __future__ import annotations

import itertools

from journeymap.layout import words
from journeymap.layout.fonts import Style, em_width
from journeymap.layout.geometry import Curve, Face
from journeymap.layout.grid import LONGEST_CURVE_NAME, Grid, beside, label_pad
from journeymap.layout.lane import ground, label_height
from journeymap.layout.marks import Area, Disc, Layer, Line, Point, Text, Zone
from journeymap.layout.monotone import SAMPLES, clip, sample, sides
from journeymap.layout.sheet import Sheet
from journeymap.layout.tokens import Tokens, Tone
from journeymap.layout.view import View
from journeymap.layout.wrap import clean, one_line
from journeymap.locale import gettext as _
from journeymap.model.journey import Lane
from journeymap.model.persona import Persona

CLEAR = 0.5
"""An emotion this far from neutral counts as good or poor."""


_MOUTH = tuple((t / 3, 1 - 2 * (t / 3) ** 2) for t in range(-3, 4))
"""A smile one wide and one deep on either side of its middle."""

_SAMPLED = 24
"""Columns up to which the curve is drawn with many short pieces."""


class EmotionLane:
    """See :class:`journeymap.layout.lane.Row`."""

    def __init__(self, view: View, lane: Lane) -> None:
        self.lane = lane
        self.view = view
        self.personas = tuple(
            p for p in view.personas if any(view.emotion(s, p) for s in (*view.slots, *view.beyond) if s)
        )

    def least(self, grid: Grid) -> float:
        """The height that it needs, px."""
        if not self.personas:
            return max(grid.lines(1) + grid.lane_pad, label_height(grid, self.lane)) + 2 * grid.lane_pad + grid.heading
        return 7.6 * grid.size + grid.heading

    def likes(self, grid: Grid) -> float:
        """How much more it makes good use of, px."""
        return 6.0 * grid.size if self.personas else 0.0

    def keeps_whole(self, limit: float, size: float) -> float:  # noqa: ARG002
        """Nothing here is wrapped."""
        return 0.0

    def draw(self, grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
        """Draw it between two heights."""
        shade = grid.view.colours.stripe if len(sheet.lanes) % 2 == 0 else grid.view.colours.ground
        ground(grid, self.lane, y0, y1, sheet, beside(self.view, self.lane.kind, grid.label_small))
        top = y0 + grid.heading
        if not self.personas:
            self._draw_nothing(grid, top, y1, sheet)
            return
        scale = _Scale(grid, top, y1, len(self.personas))
        self._draw_scale(grid, scale, y0, sheet)
        for place, persona in enumerate(self.personas):
            self._draw_persona(grid, scale, place, persona, shade, sheet)
        if len(self.personas) > 1:
            self._name_curves(grid, top, y1, sheet)

    def _draw_nothing(self, grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
        text = _("No emotion has been set yet")
        x = grid.x0 + grid.gap / 2
        sheet.marks.append(Text(x, (y0 + y1) / 2, (text,), grid.small, grid.view.colours.muted))

    def _draw_scale(self, grid: Grid, scale: _Scale, y0: float, sheet: Sheet) -> None:
        colours = grid.view.colours
        neutral = scale.y(0.0)
        left = 0.0 if grid.above else grid.label_width
        right = grid.x1 if len(self.personas) > 1 else grid.width  # the names of the curves stand right of it
        sheet.marks.append(Line(((left, neutral), (right, neutral)), colours.separator, 0.8, "dot", Layer.GROUND))
        if grid.above:
            text = _("delighted above, frustrated below")
            y = y0 + 0.2 * grid.size + grid.lines(1, grid.label_size) / 2
            x = grid.width - label_pad(grid.size)
            sheet.marks.append(Text(x, y, (text,), grid.small, colours.muted, anchor="end"))
            return
        ends = ((2.0, _("delighted")), (0.0, _("neutral")), (-2.0, _("frustrated")))
        x = grid.label_width - 0.3 * grid.size
        for value, text in ends:
            y = scale.y(value)
            sheet.marks.append(Text(x, y, (text,), grid.label_small, colours.muted, anchor="end", zone=Zone.LEFT))

    def _draw_persona(self, grid: Grid, scale: _Scale, place: int, persona: Persona, shade: str, sheet: Sheet) -> None:
        colours = grid.view.colours
        pen = self.view.pen(persona)
        runs = self._runs(grid, scale, place, persona)
        samples = SAMPLES if len(grid.columns) <= _SAMPLED else SAMPLES // 2
        curve = [clip(sample(run, samples), grid.x0, grid.x1) for run in runs]
        for points in curve:
            if len(self.personas) == 1:
                above, below = sides(points, scale.y(0.0))
                sheet.marks += [Area(polygon, colours.good.wash) for polygon in above]
                sheet.marks += [Area(polygon, colours.poor.wash) for polygon in below]
            if len(points) > 1:
                sheet.marks.append(Line(points, pen.colour, 0.13 * grid.size, pen.dash))
        for a, b in itertools.pairwise(runs):
            sheet.marks.append(Line(clip((a[-1], b[0]), grid.x0, grid.x1), pen.colour, 1.0, "dot"))
        sheet.curves.append(Curve(persona.id, tuple(tuple(points) for points in curve)))
        for slot, column in zip(self.view.slots, grid.columns, strict=True):
            emotion = self.view.emotion(slot, persona)
            if emotion is None:
                continue
            x = column.middle + scale.shift(place)
            face = Face(emotion.touchpoint_id, persona.id, emotion.value, x, scale.y(emotion.value), scale.radius)
            sheet.faces.append(face)
            tone = _tone(colours, emotion.value)
            colour = tone.ink if len(self.personas) == 1 else pen.colour
            draw_face(face, colour, shade, sheet)
            self._draw_value(grid, scale, face, persona, colour, shade, sheet)

    def _name_curves(self, grid: Grid, y0: float, y1: float, sheet: Sheet) -> None:
        """Each curve's name right of the last column, as high as the curve ends; names make room for each other."""
        size = 0.92 * grid.size if grid.above else grid.size
        ends = {c.persona_id: c.points[-1][-1][1] for c in sheet.curves if c.points and c.points[-1]}
        order = sorted(ends, key=lambda persona_id: ends[persona_id])
        heights = _apart([ends[persona_id] for persona_id in order], 1.15 * size, y0 + 0.6 * size, y1 - 0.6 * size)
        pens = {persona.id: self.view.pen(persona) for persona in self.personas}
        for persona_id, y in zip(order, heights, strict=True):
            name = self.view.curve_names[persona_id]
            line = one_line(name, Style.SEMIBOLD, size, LONGEST_CURVE_NAME * size * 1.01).lines
            colour = pens[persona_id].colour
            x = grid.x1 + 0.3 * size
            sheet.marks.append(Text(x, y, line, size, colour, Style.SEMIBOLD.weight))

    def _runs(self, grid: Grid, scale: _Scale, place: int, persona: Persona) -> list[list[Point]]:
        """Neighbouring touchpoints that have a value, also those just outside the window, as points."""
        pitch = grid.columns[0].x1 - grid.columns[0].x0
        middles = [grid.x0 - pitch / 2, *[c.middle for c in grid.columns], grid.x1 + pitch / 2]
        every = (self.view.beyond[0], *self.view.slots, self.view.beyond[1])
        runs: list[list[Point]] = []
        unbroken = False
        for slot, middle in zip(every, middles, strict=True):
            emotion = self.view.emotion(slot, persona)
            if emotion is None:
                unbroken = False
                continue
            if not unbroken:
                runs.append([])
            runs[-1].append((middle + scale.shift(place), scale.y(emotion.value)))
            unbroken = True
        if self.view.beyond[0] is None and self.view.emotion(every[1], persona):
            runs[0].insert(0, (grid.x0, runs[0][0][1]))
        if self.view.beyond[1] is None and self.view.emotion(every[-2], persona):
            runs[-1].append((grid.x1, runs[-1][-1][1]))
        return runs

    def _draw_value(
        self, grid: Grid, scale: _Scale, face: Face, persona: Persona, colour: str, shade: str, sheet: Sheet
    ) -> None:
        text = words.signed(face.value)
        size = scale.label_size
        if len(self.personas) > 1:
            text = f"{clean(persona.name)[:1]} {text}" if scale.named else text
        above = face.value >= 0
        y = face.y + (-1 if above else 1) * (face.radius + 0.12 * grid.size + 0.62 * size)
        half = em_width(text, Style.SEMIBOLD) * size / 2 + 1.5
        veil = [(face.x + dx * half, y + dy * 0.52 * size) for dx, dy in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
        if len(self.personas) > 1:
            sheet.marks.append(Area(veil, shade, layer=Layer.VEIL))
        weight = Style.SEMIBOLD.weight
        sheet.marks.append(
            Text(face.x, y, (text,), size, colour, weight, anchor="middle", touchpoint=face.touchpoint_id)
        )


class _Scale:
    """Where a value lies, and how the personas of one column stand side by side."""

    def __init__(self, grid: Grid, y0: float, y1: float, personas: int) -> None:
        self.slot = min(grid.card_width / personas, 4.2 * grid.size) if personas > 1 else grid.card_width
        self.personas = personas
        self.radius = min(0.8 * grid.size if personas == 1 else 0.68 * grid.size, 0.44 * self.slot)
        widest = em_width("−0.0", Style.SEMIBOLD)
        self.label_size = max(min(0.88 * grid.size, self.slot / widest), min(grid.small, grid.view.request.min_font))
        self.named = em_width("M −0.0", Style.SEMIBOLD) * self.label_size <= self.slot
        self.middle = (y0 + y1) / 2
        self.half = (y1 - y0) / 2 - self.radius - 1.3 * self.label_size - 0.15 * grid.size

    def y(self, value: float) -> float:
        return self.middle - max(-2.0, min(2.0, value)) / 2 * self.half

    def shift(self, place: int) -> float:
        return (place - (self.personas - 1) / 2) * self.slot if self.personas > 1 else 0.0


def _apart(wanted: list[float], least: float, low: float, high: float) -> list[float]:
    """Heights near the wanted ones, which rise, at least ``least`` apart where there is room for that."""
    step = min(least, (high - low) / max(1, len(wanted) - 1))
    found: list[float] = []
    for y in wanted:
        found.append(max(y, low, found[-1] + step if found else low))
    limit = high
    for i in range(len(found) - 1, -1, -1):
        found[i] = min(found[i], limit)
        limit = found[i] - step
    return found


def _tone(colours: Tokens, value: float) -> Tone:
    return colours.good if value >= CLEAR else colours.poor if value <= -CLEAR else colours.middling


def draw_face(face: Face, colour: str, shade: str, sheet: Sheet) -> None:
    """Draw a hollow face; its mouth bends with the value."""
    x, y, r = face.x, face.y, face.radius
    stroke = max(1.2, 0.16 * r)
    sheet.marks.append(Disc(x, y, r - stroke / 2, shade, colour, stroke, face.touchpoint_id))
    for side in (-1, 1):
        sheet.marks.append(Disc(x + side * 0.34 * r, y - 0.22 * r, 0.11 * r, colour, layer=Layer.DETAIL))
    bend = max(-1.0, min(1.0, face.value / 2)) * 0.9
    wide, low, deep = 0.44 * r, y + 0.34 * r, 0.22 * r * bend
    mouth = [(x + wide * dx, low + deep * dy) for dx, dy in _MOUTH]
    sheet.marks.append(Line(mouth, colour, 0.8 * stroke, "solid", Layer.DETAIL))
