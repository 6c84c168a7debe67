"""A score month by month: a line with its 95 % interval, and where too few answered a mark that says so."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from babel.dates import format_skeleton

from journeymap.drawing.chart import SMALL, chart_axis, chart_config, chart_layout
from journeymap.drawing.figure import Figure
from journeymap.layout import words
from journeymap.layout.fonts import FAMILY
from journeymap.layout.request import Theme
from journeymap.layout.score_cell import ends
from journeymap.layout.tokens import tokens
from journeymap.locale import gettext as _
from journeymap.locale import region
from journeymap.scores.score import Band, Score
from journeymap.scores.wording import shown_interval, shown_value, too_few

Points = Sequence[tuple[date, Score]]
"""The first day of each month and its score, in order; months without any answer may be left out."""

_SYMBOLS = {Band.GOOD: "circle", Band.MIDDLING: "square", Band.POOR: "triangle-down"}


def trend_figure(
    points: Points,
    theme: Theme,
    width: int | None = None,
    height: int = 220,
    *,
    beside: Sequence[Points] = (),
    moved: Sequence[date] = (),
) -> Figure:
    """The scores of one metric, scale and good end over time.

    The line is broken where a month has too few answers. The shape of a dot says its band, as its colour does.

    :param width: px, ``None`` for the room there is.
    :param beside: other trends of the same metric that stand beside this one, so that all have one axis.
    :param moved: days of points that get a sign because they moved beyond noise.
    """
    colours = tokens(theme)
    shown = [(day, score) for day, score in points if score.shown and score.value is not None]
    data = [*_interval(points, theme), _line(points, theme)]
    low, high = _range([*shown, *(point for other in beside for point in other if point[1].shown)])
    if len(shown) < len(points):
        data.append(_too_few(points, theme, low + 0.05 * (high - low)))
    first = points[0][1] if points else None
    ticks = chart_axis(theme, range=[low, high], tickformat="+d" if first and ends(first)[0] < 0 else "")
    ticks["showticklabels"] = bool(shown)
    ticks["ticksuffix"] = " %" if first and ends(first) == (0.0, 100.0) else ""
    if low < 0 < high:
        ticks |= {"zeroline": True, "zerolinecolor": colours.separator, "zerolinewidth": 1}
    return {
        "data": data,
        "layout": {
            **chart_layout(theme, width, height),
            "xaxis": _months(points, theme),
            "yaxis": ticks,
            "annotations": [_sign(day, score, theme) for day, score in shown if day in moved],
        },
        "config": chart_config(),
    }


def _sign(day: date, score: Score, theme: Theme) -> dict[str, Any]:
    """An exclamation over a point that moved."""
    colours = tokens(theme)
    return {
        "x": day.isoformat(),
        "y": score.value,
        "text": "<b>!</b>",
        "showarrow": False,
        "yshift": 20,
        "bgcolor": colours.alarm,
        "borderpad": 2,
        "font": {"family": FAMILY, "size": SMALL, "color": colours.on_alarm},
    }


def month_name(day: date, *, short: bool = False) -> str:
    """The month of a day as the reader writes it."""
    return format_skeleton("MMM" if short else "yMMMM", day, locale=region())


def _months(points: Points, theme: Theme) -> dict[str, Any]:
    days = [day for day, _score in points]
    step = max(1, -(-len(days) // 7))
    ticked = days[::step]
    names = [
        month_name(day, short=True) + (f"<br>{day.year}" if i == 0 or day.year != ticked[i - 1].year else "")
        for i, day in enumerate(ticked)
    ]
    return chart_axis(
        theme,
        type="date",
        tickmode="array",
        tickvals=[day.isoformat() for day in ticked],
        ticktext=names,
        showgrid=False,
    )


def _range(shown: Points) -> tuple[float, float]:
    """As much of the scale as the intervals need, and a little more; never beyond the scale."""
    if not shown:
        return 0.0, 1.0
    worst, best = ends(shown[0][1])
    values = [v for _day, s in shown for v in (s.value, s.low, s.high) if v is not None]
    room = max(0.12 * (max(values) - min(values)), 0.04 * (best - worst))
    edge = 0.03 * (best - worst)
    return max(worst - edge, min(values) - room), min(best + edge, max(values) + room)


def _interval(points: Points, theme: Theme) -> list[dict[str, Any]]:
    """One band for each run of months that have an interval."""
    runs: list[list[tuple[str, float, float]]] = [[]]
    for day, score in points:
        if score.shown and score.low is not None and score.high is not None:
            runs[-1].append((day.isoformat(), score.low, score.high))
        else:
            runs.append([])
    wash = tokens(theme).middling.wash
    made = []
    for run in runs:
        if run:
            days = [day for day, _low, _high in run]
            made.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": days + days[::-1],
                    "y": [high for _day, _low, high in run] + [low for _day, low, _high in run][::-1],
                    "fill": "toself",
                    "fillcolor": wash,
                    "line": {"width": 6 if len(run) == 1 else 0, "color": wash},
                    "hoverinfo": "skip",
                }
            )
    return made


def _line(points: Points, theme: Theme) -> dict[str, Any]:
    colours = tokens(theme)
    values = [score.value if score.shown else None for _day, score in points]
    bands = [score.band or Band.MIDDLING for _day, score in points]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [day.isoformat() for day, _score in points],
        "y": values,
        "connectgaps": False,
        "line": {"color": colours.ink, "width": 2},
        "marker": {
            "size": [12 if band is Band.POOR else 10 for band in bands],
            "opacity": 1,
            "symbol": [_SYMBOLS[band] for band in bands],
            "color": [colours.tone(band).fill for band in bands],
            "line": {"color": colours.ground, "width": 1.5},
        },
        "text": [_hover(day, score) for day, score in points],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _too_few(points: Points, theme: Theme, foot: float) -> dict[str, Any]:
    """Hollow marks at the foot of the chart."""
    few = [(day, score) for day, score in points if not score.shown or score.value is None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [day.isoformat() for day, _score in few],
        "y": [foot] * len(few),
        "marker": {"size": 8, "symbol": "circle-open", "color": tokens(theme).muted, "line": {"width": 1.5}},
        "text": [_hover(day, score) for day, score in few],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _hover(day: date, score: Score) -> str:
    if not score.shown or score.value is None:
        return f"{month_name(day)}<br>{too_few(score)}"
    line = _("{score} ({interval}), {answers}").format(
        score=shown_value(score), interval=shown_interval(score), answers=words.answers(score.n)
    )
    return f"{month_name(day)}<br>{line}"
