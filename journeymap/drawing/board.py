"""The colours of the board, from where all others come."""

from __future__ import annotations

from typing import Any

from journeymap.layout.request import Theme
from journeymap.layout.tokens import tokens

_DASHES = {"solid": "", "dash": "7 4", "dashdot": "8 3 2 3", "dot": "2 3", "longdash": "11 4"}
"""As SVG's ``stroke-dasharray``, in px."""


def board_colours(theme: Theme) -> dict[str, Any]:
    """``tokens`` by the names of the style sheet's variables, the hues of ``stages`` in turn, ``papers`` (fill, stroke,
    ink) by kind of lane, ``pens`` of the personas in turn.
    """
    chosen = tokens(theme)
    return {
        "tokens": {
            "ground": chosen.ground,
            "stripe": chosen.stripe,
            "ink": chosen.ink,
            "muted": chosen.muted,
            "rule": chosen.rule,
            "separator": chosen.separator,
            "track": chosen.track,
            "highlight": chosen.highlight,
            "highlight-wash": chosen.highlight_wash,
            "alarm": chosen.alarm,
            "on-stage": chosen.on_stage,
            "primary": chosen.primary,
            "primary-ink": chosen.good.ink,
            "good": chosen.good.ink,
            "poor": chosen.poor.ink,
            "plain-fill": chosen.plain.fill,
            "plain-stroke": chosen.plain.stroke,
        },
        "stages": chosen.stages,
        "papers": {str(kind): tuple(paper) for kind, paper in chosen.papers.items()},
        "pens": [{"colour": pen.colour, "dashes": _DASHES[pen.dash]} for pen in chosen.pens],
    }
