"""What all Plotly figures have in common. A figure is a plain dict; nothing here imports Plotly."""

from __future__ import annotations

from typing import Any

from journeymap.layout.fonts import FAMILY
from journeymap.layout.request import Theme
from journeymap.layout.tokens import tokens

Figure = dict[str, Any]
"""``{"data": [...], "layout": {...}, "config": {...}}``, ready for ``json.dumps`` and ``Plotly.react``."""

QUIET = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
    "responsive": False,
}


def escape(text: str) -> str:
    """User text so that Plotly draws it letter by letter, never as markup."""
    return text.replace("&", "&amp;").replace("<", "&lt;") if "&" in text or "<" in text else text


def base_layout(theme: Theme, width: float, height: float) -> dict[str, Any]:
    """A layout in pixels: no margins, no template, nothing that moves by itself."""
    colours = tokens(theme)
    return {
        "width": round(width),
        "height": round(height),
        "autosize": False,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0, "autoexpand": False},
        "template": {},
        "paper_bgcolor": colours.ground,
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": FAMILY, "color": colours.ink},
        "showlegend": False,
        "hovermode": "closest",
        "clickmode": "event",
        "dragmode": False,
        "barmode": "overlay",
        "bargap": 0,
    }


def bare_axis(low: float, high: float, *, domain: tuple[float, float] = (0.0, 1.0), **more: Any) -> dict[str, Any]:
    """An axis that is not seen and does not move."""
    return {
        "range": [low, high],
        "domain": [round(domain[0], 6), round(domain[1], 6)],
        "visible": False,
        "fixedrange": True,
        "autorange": False,
        "showgrid": False,
        "zeroline": False,
        **more,
    }


def px(value: float) -> float:
    """A length with the precision that the eye has."""
    return round(value, 1)
