"""Importance against performance: the touchpoints as numbered points with their intervals, in four fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from journeymap.drawing.chart import SMALL, chart_axis, chart_config, chart_layout
from journeymap.drawing.figure import Figure
from journeymap.layout.fonts import FAMILY
from journeymap.layout.request import Theme
from journeymap.layout.tokens import Tokens, tokens
from journeymap.locale import gettext as _
from journeymap.scores.intervals import Interval
from journeymap.scores.priority import Advice, middles

HEIGHT = 520
_SIZE = 24
"""px of a point: it holds a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One touchpoint.

    :param number: its place in the list below the chart, from 1.
    :param importance: 0–10; with an interval where it is derived.
    :param performance: 0–10, ten times the content share; with its interval.
    """

    number: int
    name: str
    importance: float
    importance_interval: Interval | None
    performance: float
    performance_interval: Interval
    advice: Advice


def advice_name(advice: Advice) -> str:
    """What a field says to do."""
    return {
        Advice.CONCENTRATE: _("Concentrate here"),
        Advice.KEEP_UP: _("Keep it up"),
        Advice.LOW_PRIORITY: _("Low priority"),
        Advice.OVERKILL: _("Possible overkill"),
    }[advice]


def priority_figure(
    points: Sequence[Point], theme: Theme, *, at_medians: bool, stated: bool, width: int | None = None
) -> Figure:
    """The chart of Martilla & James (1977): performance to the right, importance upwards.

    :param at_medians: the fields meet at the medians of all points, else in the middle of both scales.
    :param stated: importance was stated from 1 to 5, else it is a correlation from 0 to 1.
    """
    colours = tokens(theme)
    split = (middles((p.importance, p.performance) for p in points) if at_medians else None) or (5.0, 5.0)
    lows = [p.performance_interval[0] for p in points]
    left = 0.0 if not at_medians else max(0.0, min([*lows, split[1]]) - 0.6)
    span = (left, 10.3)
    ticks = [value for value in (0, 2.5, 5, 7.5, 10) if value >= left or value == 10]
    scale = (1, 2, 3, 4, 5) if stated else ("0", "0.25", "0.5", "0.75", "1")
    layout = {
        **chart_layout(theme, width, HEIGHT),
        "xaxis": chart_axis(
            theme,
            range=list(span),
            tickmode="array",
            tickvals=ticks,
            ticktext=[_("{number} %").format(number=f"{10 * value:g}") for value in ticks],
            title={"text": _("Performance: content customers"), "font": _font(colours.muted)},
        ),
        "yaxis": chart_axis(
            theme,
            range=[-0.9, 10.9],
            tickmode="array",
            tickvals=[0, 2.5, 5, 7.5, 10],
            ticktext=[str(value) for value in scale],
            title={"text": _("Importance"), "font": _font(colours.muted)},
        ),
        "shapes": _lines(split, colours),
        "annotations": [_field(advice, colours) for advice in Advice],
    }
    layout["margin"] |= {"l": 56, "r": 12, "t": 12, "b": 56}
    return {"data": [_points(points, colours)], "layout": layout, "config": chart_config()}


def _font(colour: str) -> dict[str, Any]:
    return {"family": FAMILY, "size": SMALL, "color": colour}


def _lines(split: tuple[float, float], colours: Tokens) -> list[dict[str, Any]]:
    style = {"type": "line", "layer": "below", "line": {"color": colours.separator, "width": 1.5, "dash": "dot"}}
    across = {"xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": split[0], "y1": split[0]}
    upwards = {"xref": "x", "x0": split[1], "x1": split[1], "yref": "paper", "y0": 0, "y1": 1}
    return [{**style, **across}, {**style, **upwards}]


def _field(advice: Advice, colours: Tokens) -> dict[str, Any]:
    """The name of a field in its corner."""
    right = advice in (Advice.KEEP_UP, Advice.OVERKILL)
    top = advice in (Advice.CONCENTRATE, Advice.KEEP_UP)
    tone = colours.poor if advice is Advice.CONCENTRATE else None
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 1 if right else 0,
        "y": 1 if top else 0,
        "xanchor": "right" if right else "left",
        "yanchor": "top" if top else "bottom",
        "showarrow": False,
        "text": f"<b>{escape(advice_name(advice))}</b>",
        "font": {"family": FAMILY, "size": SMALL + 2, "color": tone.ink if tone else colours.muted},
    }


def _points(points: Sequence[Point], colours: Tokens) -> dict[str, Any]:
    urgent = [p.advice is Advice.CONCENTRATE for p in points]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [p.performance for p in points],
        "y": [p.importance for p in points],
        "error_x": _whiskers([(p.performance, p.performance_interval) for p in points], colours),
        "error_y": _whiskers([(p.importance, p.importance_interval) for p in points], colours),
        "marker": {
            "size": _SIZE,
            "opacity": 1,
            "symbol": ["square" if one else "circle" for one in urgent],
            "color": [colours.alarm if one else colours.primary for one in urgent],
            "line": {"color": colours.ground, "width": 1.5},
        },
        "text": [str(p.number) for p in points],
        "textposition": "middle center",
        "textfont": {
            "family": FAMILY,
            "size": SMALL,
            "color": [colours.on_alarm if one else "#FFFFFF" for one in urgent],
        },
        "customdata": [escape(p.name) for p in points],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
    }


def _whiskers(values: Sequence[tuple[float, Interval | None]], colours: Tokens) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": [interval[1] - value if interval else 0 for value, interval in values],
        "arrayminus": [value - interval[0] if interval else 0 for value, interval in values],
        "color": colours.whisker,
        "thickness": 1.5,
        "width": 0,
    }
