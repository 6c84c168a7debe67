"""Charts of one row a thing: a point with its interval, or two points and the gap between them.

The name of a row stands above its marks, so that it is whole on a phone too.
"""

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
from journeymap.scores.score import Band

ROW = 46
"""px a row."""
_LONGEST = 46
"""Letters of a name that a phone has room for."""
_SYMBOLS = {Band.GOOD: "circle", Band.MIDDLING: "square", Band.POOR: "triangle-down"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a chart.

    :param value: what was measured, ``None`` where nothing was; with its interval ``low``..``high``.
    :param against: a second value that it is held against: what was promised or believed.
    :param band: gives the point its colour and its shape.
    :param said: what stands at the right end of its name: the numbers in words.
    :param strong: printed bold, such as the journey among its touchpoints.
    """

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    against: float | None = None
    band: Band | None = None
    said: str = ""
    strong: bool = False


def rows_figure(
    rows: Sequence[Row],
    theme: Theme,
    *,
    span: tuple[float, float],
    ticks: Sequence[tuple[float, str]],
    line: float | None = None,
    width: int | None = None,
) -> Figure:
    """Points with intervals, one row below the other, the first on top.

    What is measured is solid; what it is held against is hollow and dashed, as the team's belief is everywhere.

    :param span: both ends of the axis.
    :param ticks: (value, what is written there).
    :param line: a value with a line through all rows.
    """
    colours = tokens(theme)
    room = 0.03 * (span[1] - span[0])
    height = ROW * len(rows) + 44
    layout = {
        **chart_layout(theme, width, height),
        "xaxis": chart_axis(
            theme,
            range=[span[0] - room, span[1] + room],
            tickmode="array",
            tickvals=[value for value, _name in ticks],
            ticktext=[name for _value, name in ticks],
        ),
        "yaxis": chart_axis(theme, range=[len(rows) - 0.4, -0.75], showticklabels=False, showgrid=False),
        "annotations": [mark for place, row in enumerate(rows) for mark in _words(row, place, colours)],
        "shapes": [] if line is None else [_line(line, colours)],
    }
    layout["margin"] |= {"l": 8, "r": 8, "t": 4, "b": 32}
    data = [_gaps(rows, colours), _intervals(rows, colours), _against(rows, colours), _points(rows, colours)]
    return {"data": data, "layout": layout, "config": chart_config()}


def _words(row: Row, place: int, colours: Tokens) -> list[dict[str, Any]]:
    base = {"xref": "paper", "yref": "y", "y": place, "yshift": 18, "showarrow": False}
    name = row.name if len(row.name) <= _LONGEST else row.name[: _LONGEST - 1] + "…"
    shown = f"<b>{escape(name)}</b>" if row.strong else escape(name)
    return [
        {**base, "x": 0, "xanchor": "left", "text": shown, "font": _font(colours.ink)},
        {**base, "x": 1, "xanchor": "right", "text": escape(row.said), "font": _font(colours.muted)},
    ][: 1 if row.value is not None and not row.said else 2]


def _font(colour: str) -> dict[str, Any]:
    return {"family": FAMILY, "size": SMALL + 1, "color": colour}


def _line(value: float, colours: Tokens) -> dict[str, Any]:
    ends = {"x0": value, "x1": value, "y0": 0, "y1": 1, "xref": "x", "yref": "paper"}
    return {"type": "line", "layer": "below", **ends, "line": {"color": colours.separator, "width": 1.5, "dash": "dot"}}


def _gaps(rows: Sequence[Row], colours: Tokens) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for place, row in enumerate(rows):
        if row.value is not None and row.against is not None:
            x += [row.against, row.value, None]
            y += [place, place, None]
    return _strokes(x, y, colours.track, 6)


def _intervals(rows: Sequence[Row], colours: Tokens) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    for place, row in enumerate(rows):
        if row.low is not None and row.high is not None:
            x += [row.low, row.high, None]
            y += [place, place, None]
    return _strokes(x, y, colours.whisker, 2)


def _strokes(x: list[float | None], y: list[float | None], colour: str, width: int) -> dict[str, Any]:
    style = {"color": colour, "width": width}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": style, "hoverinfo": "skip"}


def _points(rows: Sequence[Row], colours: Tokens) -> dict[str, Any]:
    shown = [(place, row) for place, row in enumerate(rows) if row.value is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.value for _place, row in shown],
        "y": [place for place, _row in shown],
        "marker": {
            "size": [16 if row.strong else 13 for _place, row in shown],
            "opacity": 1,
            "symbol": [_SYMBOLS[row.band or Band.GOOD] for _place, row in shown],
            "color": [colours.tone(row.band).fill for _place, row in shown],
            "line": {"color": colours.ground, "width": 1.5},
        },
        "text": [f"{escape(row.name)}<br>{escape(row.said)}" for _place, row in shown],
        "hovertemplate": "%{text}<extra></extra>",
    }


def _against(rows: Sequence[Row], colours: Tokens) -> dict[str, Any]:
    shown = [(place, row) for place, row in enumerate(rows) if row.against is not None]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row.against for _place, row in shown],
        "y": [place for place, _row in shown],
        "marker": {"size": 13, "opacity": 1, "symbol": "diamond-open", "color": colours.ink, "line": {"width": 2}},
        "text": [escape(row.name) for _place, row in shown],
        "hovertemplate": "%{text}<extra></extra>",
    }
