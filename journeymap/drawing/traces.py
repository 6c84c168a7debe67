"""Marks into Plotly traces and shapes: as few of them as the order of the layers allows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from operator import attrgetter
from typing import Any

import numpy as np

from journeymap.drawing.figure import escape, px
from journeymap.layout.fonts import FAMILY
from journeymap.layout.marks import Area, Box, Disc, Image, Layer, Line, Mark, Text, Zone

Axes = dict[Zone, tuple[str, str]]
"""The x and y axis of each zone, ``("x2", "y")``."""

_POSITIONS = {"start": "middle right", "middle": "middle center", "end": "middle left"}
_DASHES = {"solid": (), "dash": (9, 5), "dot": (2, 4), "dashdot": (10, 4, 2, 4), "longdash": (16, 5)}
"""px for a line :data:`_DASHED` px wide, or thinner."""

_DASHED = 2.3


def traces(marks: Iterable[Mark], axes: Axes) -> list[dict[str, Any]]:
    """Everything between the ground and the outlines, in drawing order. Plotly draws bars below all scatter traces."""
    kinds: dict[type, list[Any]] = {kind: [] for kind in (*_MAKERS, Image)}
    for mark in marks:
        if Layer.GROUND < mark.layer < Layer.OUTLINE:
            kinds[type(mark)].append(mark)
    groups: dict[Hashable, list[Any]] = {}
    for kind, look in _LOOKS.items():
        for mark in kinds[kind]:
            groups.setdefault((kind, look(mark)), []).append(mark)
    made = []
    for group in sorted(groups.values(), key=lambda group: (group[0].layer, _order(group[0]))):
        x, y = axes[group[0].zone]
        made.append({**_MAKERS[type(group[0])](group), "xaxis": x, "yaxis": y})
    return made


def shapes(marks: Iterable[Mark], axes: Axes) -> list[dict[str, Any]]:
    """The ground and the outlines."""
    made = []
    for mark in marks:
        if mark.layer == Layer.GROUND or mark.layer == Layer.OUTLINE:
            x, y = axes[mark.zone]
            above = mark.layer == Layer.OUTLINE
            made.append({**_shape(mark), "xref": x, "yref": y, "layer": "above" if above else "below"})
    return made


def images(marks: Iterable[Mark], axes: Axes) -> list[dict[str, Any]]:
    """Pictures, as large as their boxes allow."""
    return [
        {
            "source": mark.source,
            "x": px((mark.x0 + mark.x1) / 2),
            "y": px((mark.y0 + mark.y1) / 2),
            "xanchor": "center",
            "yanchor": "middle",
            "sizex": px(mark.x1 - mark.x0),
            "sizey": px(mark.y1 - mark.y0),
            "sizing": "contain",
            "xref": axes[mark.zone][0],
            "yref": axes[mark.zone][1],
            "layer": "above",
        }
        for mark in marks
        if isinstance(mark, Image)
    ]


def _order(mark: Mark) -> float:
    """Rounder boxes first: what lies on a card or a score's track is never rounder than that."""
    return -mark.radius if isinstance(mark, Box) else 0.0


def _one_or_all(values: Sequence[Any]) -> Any:
    return values[0] if len(set(values)) == 1 else list(values)


def _px_all(values: Sequence[float]) -> list[float]:
    """Lengths with the precision that the eye has."""
    rounded: list[float] = np.round(np.asarray(values, dtype=float), 1).tolist()
    return rounded


def _bars(boxes: Sequence[Box]) -> dict[str, Any]:
    x0, y0, x1, y1, fills, strokes, widths, _radii, touchpoints, *_rest = zip(*boxes, strict=True)
    left, top, right, bottom = (np.asarray(edge, dtype=float) for edge in (x0, y0, x1, y1))
    trace: dict[str, Any] = {
        "type": "bar",
        "x": np.round((left + right) / 2, 1).tolist(),
        "y": np.round(bottom - top, 1).tolist(),
        "base": np.round(top, 1).tolist(),
        "width": np.round(right - left, 1).tolist(),
        "customdata": list(touchpoints),
        "hoverinfo": "none",
        "marker": {
            "color": _one_or_all(fills),
            "line": {
                "color": _one_or_all([stroke or "rgba(0,0,0,0)" for stroke in strokes]),
                "width": _one_or_all(widths),
            },
        },
    }
    if boxes[0].radius:
        trace["marker"]["cornerradius"] = px(boxes[0].radius)
    return trace


def _texts(texts: Sequence[Text]) -> dict[str, Any]:
    first = texts[0]
    font = {
        "family": FAMILY,
        "size": round(first.size, 2),
        "color": _one_or_all([t.colour for t in texts]),
        "weight": first.weight,
        "style": "italic" if first.italic else "normal",
    }
    return {
        "type": "scatter",
        "mode": "text",
        "x": _px_all([t.x for t in texts]),
        "y": _px_all([t.y for t in texts]),
        "text": ["<br>".join([escape(line) for line in t.lines]) for t in texts],
        "textposition": _POSITIONS[first.anchor],
        "textfont": font,
        "hoverinfo": "skip",
    }


def _joined(groups: Iterable[Sequence[tuple[float, float]]]) -> tuple[list[float | None], list[float | None]]:
    """Points of several lines in one list each for x and y, with a gap after every line."""
    points: list[tuple[float, float]] = []
    gaps: list[int] = []
    for group in groups:
        points += group
        gaps.append(len(points))
    both = np.round(np.asarray(points, dtype=float), 1)
    x: list[float | None] = both[:, 0].tolist()
    y: list[float | None] = both[:, 1].tolist()
    for gap in reversed(gaps[:-1]):
        x.insert(gap, None)
        y.insert(gap, None)
    return x, y


def _lines(lines: Sequence[Line]) -> dict[str, Any]:
    x, y = _joined(line.points for line in lines)
    style = _line_style(lines[0])
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, "line": style, "hoverinfo": "skip"}


def _line_style(line: Line) -> dict[str, Any]:
    """Dashes grow with the line, so that a wide dotted one does not look solid."""
    scale = max(1.0, line.width / _DASHED)
    dash = ",".join(f"{px(scale * length):g}px" for length in _DASHES[line.dash]) or "solid"
    return {"color": line.colour, "width": px(line.width), "dash": dash}


def _areas(areas: Sequence[Area]) -> dict[str, Any]:
    x, y = _joined([*area.points, area.points[0]] for area in areas)
    style = {"fill": "toself", "fillcolor": areas[0].fill, "line": {"width": 0}, "hoverinfo": "skip"}
    return {"type": "scatter", "mode": "lines", "x": x, "y": y, **style}


def _discs(discs: Sequence[Disc]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": _px_all([d.x for d in discs]),
        "y": _px_all([d.y for d in discs]),
        "marker": {
            "symbol": "circle",
            "size": _one_or_all([px(2 * d.radius) for d in discs]),
            "color": _one_or_all([d.fill for d in discs]),
            "opacity": 1,
            "line": {
                "color": _one_or_all([d.stroke or d.fill for d in discs]),
                "width": _one_or_all([px(d.stroke_width) for d in discs]),
            },
        },
        "hoverinfo": "skip",
    }


_LOOKS: dict[type, Callable[[Any], Hashable]] = {
    Box: attrgetter("layer", "zone", "radius"),
    Text: attrgetter("layer", "zone", "size", "weight", "italic", "anchor"),
    Line: attrgetter("layer", "zone", "colour", "width", "dash"),
    Area: attrgetter("layer", "zone", "fill"),
    Disc: attrgetter("layer", "zone"),
}
"""What marks must have in common to be one trace."""

_MAKERS: dict[type, Callable[[Any], dict[str, Any]]] = {
    Box: _bars,
    Text: _texts,
    Line: _lines,
    Area: _areas,
    Disc: _discs,
}


def _shape(mark: Mark) -> dict[str, Any]:
    if isinstance(mark, Box):
        line = {"color": mark.stroke or "rgba(0,0,0,0)", "width": px(mark.stroke_width)}
        ends = {"x0": px(mark.x0), "y0": px(mark.y0), "x1": px(mark.x1), "y1": px(mark.y1)}
        return {"type": "rect", **ends, "fillcolor": mark.fill, "line": line}
    if isinstance(mark, Line):
        (x0, y0), (x1, y1) = mark.points[0], mark.points[-1]
        return {"type": "line", "x0": px(x0), "y0": px(y0), "x1": px(x1), "y1": px(y1), "line": _line_style(mark)}
    if isinstance(mark, Area):
        path = "M" + "L".join([f"{px(x)},{px(y)}" for x, y in mark.points]) + "Z"
        return {"type": "path", "path": path, "fillcolor": mark.fill, "line": {"width": 0}}
    raise TypeError(mark)
