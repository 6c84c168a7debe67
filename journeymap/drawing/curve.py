"""The small picture of a journey on its card: the curve, its stages, a dot for every touchpoint's score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from statistics import fmean

from journeymap.layout.marks import Point
from journeymap.layout.monotone import sample, sides
from journeymap.layout.request import Theme
from journeymap.layout.tokens import Tokens, tokens
from journeymap.layout.window import Slot, slots
from journeymap.model.journey import JourneyMap
from journeymap.scores.score import Band, Score

_EDGE = 4.0
_STRIP = 5.0
_CROWDED = 5.0
"""px of a column under which there is no room for a dot in each."""


def curve_svg(
    journey_map: JourneyMap, scores: Mapping[str, Sequence[Score]], width: int, height: int, theme: Theme
) -> str:
    """A standalone SVG without any text, so that it needs no font.

    The believed emotion (of the first persona that has one) is dashed; scores are solid: a round dot is good, a square
    middling, one that points down poor, a small ring too few answers. Where touchpoints are many, dots become blocks
    above, on and below the line.

    :param scores: by touchpoint id; the main one is drawn, else the one with most answers.
    :param width: px; ``height`` likewise.
    """
    picture = _Picture(journey_map, scores, width, height, tokens(theme))
    body = "".join([*picture.stages(), *picture.curve(), *picture.dots()])
    size = f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} aria-hidden="true">{body}</svg>'


class _Picture:
    """Works out the places."""

    def __init__(
        self,
        journey_map: JourneyMap,
        scores: Mapping[str, Sequence[Score]],
        width: int,
        height: int,
        colours: Tokens,
    ) -> None:
        self.map, self.scores, self.colours = journey_map, scores, colours
        self.slots = slots(journey_map)
        self.pitch = (width - 2 * _EDGE) / max(1, len(self.slots))
        self.bottom = height - _STRIP - 2
        self.crowded = self.pitch < _CROWDED
        self.radius = 4.0 if self.crowded else min(4.5, 0.36 * self.pitch)
        measured = any(scores.get(slot.touchpoint_id or "") for slot in self.slots)
        self.row = self.bottom - self.radius - 3 if measured else self.bottom
        curve_bottom = self.row - (self.radius + 4 if measured else 3)
        self.neutral = (_EDGE + curve_bottom) / 2
        self.half = max(1.0, (curve_bottom - _EDGE) / 2 - 1)

    def x(self, column: float) -> float:
        return _EDGE + column * self.pitch

    def stages(self) -> list[str]:
        """A strip in the stages' hues, and thin lines between them."""
        places = {stage.id: i for i, stage in enumerate(self.map.stages)}
        spans: dict[str, list[Slot]] = {}
        for slot in self.slots:
            spans.setdefault(slot.stage_id, []).append(slot)
        made = []
        for stage_id, mine in spans.items():
            x0, x1 = self.x(mine[0].position), self.x(mine[-1].position + 1)
            hue = self.colours.stage(places.get(stage_id, len(places)))
            made.append(_rect(x0 + 0.5, self.bottom + 2, x1 - x0 - 1, _STRIP, hue, 1.5))
            if mine[0].position:
                made.append(_path([(x0, _EDGE), (x0, self.bottom)], self.colours.rule, 1))
        return made

    def curve(self) -> list[str]:
        """The believed emotion, dashed, on its neutral line."""
        ends = [(self.x(0), self.neutral), (self.x(len(self.slots)), self.neutral)]
        made = [_path(ends, self.colours.rule, 1)]
        for run in self._runs():
            points = sample(run, 8)
            above, below = sides(points, self.neutral)
            made += [_area(polygon, self.colours.good.wash) for polygon in above]
            made += [_area(polygon, self.colours.poor.wash) for polygon in below]
            made.append(_path(points, self.colours.ink, 1.8, ' stroke-dasharray="5 3" stroke-linejoin="round"'))
        return made

    def _runs(self) -> list[list[Point]]:
        feeling = {emotion.persona_id for emotion in self.map.emotions}
        persona = next((p.id for p in self.map.personas if p.id in feeling), "")
        runs: list[list[Point]] = [[]]
        for slot in self.slots:
            emotion = self.map.emotion_by_cell.get((slot.touchpoint_id or "", persona))
            if emotion is None:
                runs.append([])
                continue
            value = max(-2.0, min(2.0, emotion.value))
            runs[-1].append((self.x(slot.position + 0.5), self.neutral - value / 2 * self.half))
        return [_to_the_ends(_thinned(run, self.pitch), self.pitch) for run in runs if run]

    def dots(self) -> list[str]:
        """A dot for each touchpoint that was measured."""
        made = []
        for slot in self.slots:
            found = self.scores.get(slot.touchpoint_id or "", ())
            score = max(found, key=lambda s: (s.main, s.n), default=None)
            if score is not None:
                made.append(self._dot(score, self.x(slot.position + 0.5), self.row))
        return made

    def _dot(self, score: Score, x: float, y: float) -> str:
        r = self.radius
        if not score.shown or score.band is None:
            r = min(0.5 * r, 0.3 * self.pitch)
            ring = f'fill="none" stroke="{self.colours.muted}"'
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" {ring}/>'
        fill = self.colours.tone(score.band).fill
        if self.crowded:
            up = {Band.GOOD: r, Band.MIDDLING: 0.3 * r, Band.POOR: 0.0}[score.band]
            down = {Band.GOOD: 0.0, Band.MIDDLING: 0.3 * r, Band.POOR: r}[score.band]
            return _rect(x - 0.45 * self.pitch, y - up, 0.9 * self.pitch, up + down, fill, 0)
        if score.band is Band.GOOD:
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:.1f}" fill="{fill}"/>'
        if score.band is Band.MIDDLING:
            return _rect(x - 0.8 * r, y - 0.8 * r, 1.6 * r, 1.6 * r, fill, 0.5)
        return _area([(x - r, y - 0.8 * r), (x + r, y - 0.8 * r), (x, y + r)], fill)


def _thinned(run: list[Point], pitch: float) -> list[Point]:
    """Neighbours that lie too close for a picture of this size are taken together, by their mean."""
    together = max(1, round(_CROWDED / pitch))
    parts = [run[i : i + together] for i in range(0, len(run), together)]
    return [(fmean(x for x, _y in part), fmean(y for _x, y in part)) for part in parts]


def _to_the_ends(run: list[Point], pitch: float) -> list[Point]:
    """A run reaches from edge to edge of its columns, so that a single value is seen, too."""
    (x0, y0), (x1, y1) = run[0], run[-1]
    return [(x0 - pitch / 2, y0), *run, (x1 + pitch / 2, y1)]


def _joined(points: Sequence[Point]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _path(points: Sequence[Point], colour: str, width: float, more: str = "") -> str:
    return f'<path d="M{_joined(points)}" fill="none" stroke="{colour}" stroke-width="{width}"{more}/>'


def _area(points: Sequence[Point], fill: str) -> str:
    return f'<path d="M{_joined(points)}Z" fill="{fill}"/>'


def _rect(x: float, y: float, width: float, height: float, fill: str, radius: float) -> str:
    box = f'x="{x:.1f}" y="{y:.1f}" width="{max(0.0, width):.1f}" height="{height:.1f}"'
    return f'<rect {box} rx="{radius}" fill="{fill}"/>'
