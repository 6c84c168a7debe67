"""Where a company talks much and listens little: how many customers each contact reaches, and how many answered."""

from __future__ import annotations

from collections.abc import Sequence

from journeymap.drawing.chart import SMALL, chart_axis, chart_config, chart_layout
from journeymap.drawing.figure import Figure
from journeymap.layout import words
from journeymap.layout.fonts import FAMILY
from journeymap.layout.request import Theme
from journeymap.layout.tokens import tokens
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.scores.score import Band

_LONGEST = 34
_ROW = 34


def talk_figure(contacts: Sequence[tuple[str, int, int]], theme: Theme, least: int) -> Figure:
    """A bar for each contact, the first one on top.

    :param contacts: title, customers a month, answers.
    :param least: with fewer answers than this nobody listens there; said in words, too.
    """
    colours = tokens(theme)
    rows = list(contacts)[::-1]
    deaf = [answers < least for _title, _reach, answers in rows]
    most = max((reach for _title, reach, _answers in rows), default=1)
    layout = {
        **chart_layout(theme, None, _ROW * len(rows) + 56),
        "bargap": 0.3,
        "xaxis": chart_axis(theme, range=[0, 1.45 * most], rangemode="tozero", title={"text": _("Customers a month")}),
        "yaxis": chart_axis(
            theme,
            showgrid=False,
            automargin=True,
            tickmode="array",
            tickvals=list(range(len(rows))),
            ticktext=[_short(title) for title, _reach, _answers in rows],
            tickfont={"family": FAMILY, "size": SMALL, "color": colours.ink},
        ),
    }
    bars = {
        "type": "bar",
        "orientation": "h",
        "x": [reach for _title, reach, _answers in rows],
        "y": list(range(len(rows))),
        "marker": {
            "color": [colours.tone(Band.POOR if one else Band.GOOD).fill for one in deaf],
            "cornerradius": 3,
        },
        "text": [_said(reach, answers, one) for (_title, reach, answers), one in zip(rows, deaf, strict=True)],
        "textposition": "outside",
        "textfont": {"family": FAMILY, "size": SMALL, "color": colours.ink},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
    return {"data": [bars], "layout": layout, "config": chart_config()}


def _said(reach: int, answers: int, deaf: bool) -> str:
    heard = ngettext("{n} answer", "{n} answers", answers).format(n=words.count(answers))
    return f"{words.count(reach)} · {'! ' if deaf else ''}{heard}"


def _short(title: str) -> str:
    shown = title if len(title) <= _LONGEST else f"{title[: _LONGEST - 1]}…"
    return shown.replace("&", "&amp;").replace("<", "&lt;")
