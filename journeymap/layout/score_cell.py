"""A score in its cell: sign, number, how many answered, and a bar with the 95 % interval as a whisker."""

from __future__ import annotations

from journeymap.layout import words
from journeymap.layout.fonts import Style, em_width
from journeymap.layout.geometry import Rect
from journeymap.layout.marks import Box, Layer, Line
from journeymap.layout.runs import BADGE, Run
from journeymap.layout.sheet import Sheet
from journeymap.layout.tokens import Tokens
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.score import Band, Score

COVERED = "?"
"""Stands where a score is not told yet."""


def number_runs(
    score: Score, size: float, small: float, colours: Tokens, more: int = 0, *, with_unit: bool = True
) -> list[Run]:
    """Sign, number, unit, trend, and how many other scales there are; nothing for a score that is not shown."""
    if score.value is None or not score.shown:
        return []
    ink = colours.tone(score.band).ink
    runs = [
        Run("", size, ink, Style.BOLD, 0.0, score.band or Band.MIDDLING),
        Run(words.number(score), size, ink, Style.BOLD, 0.32 * size),
    ]
    if with_unit and (unit := words.note(score)):
        runs.append(Run(unit, small, colours.muted, gap=0.25 * size))
    if score.trend:
        runs.append(Run(words.trend_sign(score.trend), 1.15 * size, ink, Style.BOLD, gap=0.2 * size))
    if more:
        runs.append(Run(f"+{more}", small, colours.muted, gap=0.35 * size))
    return runs


def number_width(score: Score, more: int, *, with_unit: bool) -> tuple[float, float]:
    """Width of :func:`number_runs` in em of the number's font, and in em of the small print's; the two add up."""
    if score.value is None:
        return 0.0, 0.0
    large = 2 * BADGE + 0.32 + em_width(words.number(score), Style.BOLD)
    small = 0.0
    if with_unit and (unit := words.note(score)):
        large, small = large + 0.25, small + em_width(unit)
    if score.trend:
        large += 0.2 + 1.15 * em_width(words.trend_sign(score.trend), Style.BOLD)
    if more:
        large, small = large + 0.35, small + em_width(f"+{more}")
    return large, small


def fraction(score: Score, value: float) -> float:
    """How far a value lies from the worst (0) to the best (1) that the score can be."""
    low, high = ends(score)
    share = (value - low) / (high - low) if high > low else 0.5
    share = max(0.0, min(1.0, share))
    flipped = score.good_end is GoodEnd.LOW and score.metric in (Metric.CES, Metric.STARS)
    return 1.0 - share if flipped else share


def ends(score: Score) -> tuple[float, float]:
    """The lowest and the highest value that the score can have."""
    if score.metric is Metric.NPS:
        return -100.0, 100.0
    return (0.0, 100.0) if score.metric is Metric.CSAT else (float(score.scale_low), float(score.scale_high))


def draw_bar(
    score: Score, value: float, bar: Rect, colours: Tokens, sheet: Sheet, touchpoint: str
) -> tuple[float, tuple[float, float] | None]:
    """Draw the scale, the part that the score fills, and the whisker.

    NPS is filled from its zero in the middle, the others from the worst end.

    :returns: where the filled part ends, and the ends of the whisker.
    """
    width = bar.x1 - bar.x0
    height = bar.y1 - bar.y0
    radius = height / 2 if height >= 6 else 0.0
    x = bar.x0 + fraction(score, value) * width
    start = bar.x0 + width / 2 if score.metric is Metric.NPS else bar.x0
    sheet.marks.append(Box(*bar, colours.track, "", 0, radius, touchpoint))
    if abs(x - start) > 0.5:
        left, right = (start, x) if start < x else (x, start)
        round_end = 0.0 if score.metric is Metric.NPS else radius
        tone = colours.tone(score.band)
        sheet.marks.append(Box(left, bar.y0, right, bar.y1, tone.fill, "", 0, round_end, touchpoint))
    if score.metric is Metric.NPS:
        tick = ((start, bar.y0 - 0.15 * height), (start, bar.y1 + 0.15 * height))
        sheet.marks.append(Line(tick, colours.separator, 1.2))
    return x, _draw_whisker(score, bar, colours, sheet)


def _draw_whisker(score: Score, bar: Rect, colours: Tokens, sheet: Sheet) -> tuple[float, float] | None:
    if score.low is None or score.high is None:
        return None
    width = bar.x1 - bar.x0
    a, b = bar.x0 + fraction(score, score.low) * width, bar.x0 + fraction(score, score.high) * width
    a, b = (a, b) if a < b else (b, a)
    y = (bar.y0 + bar.y1) / 2
    cap = 0.62 * (bar.y1 - bar.y0)
    points = ((a, y - cap), (a, y + cap), (a, y), (b, y), (b, y - cap), (b, y + cap))
    sheet.marks.append(Line(points, colours.whisker, 1.5, "solid", Layer.DETAIL))
    return a, b
