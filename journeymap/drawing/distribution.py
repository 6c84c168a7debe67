"""How many gave each answer, with the groups that the metric counts: promoters, satisfied, content."""

from __future__ import annotations

from typing import Any, NamedTuple

from journeymap.drawing.chart import SMALL, chart_axis, chart_config, chart_layout
from journeymap.drawing.figure import Figure
from journeymap.layout import words
from journeymap.layout.fonts import FAMILY
from journeymap.layout.request import Theme
from journeymap.layout.tokens import Tokens, tokens
from journeymap.locale import figures
from journeymap.locale import gettext as _
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.scale import TOP_BOXES, is_content
from journeymap.scores.score import Band, Score


class Group(NamedTuple):
    """Answers that are counted together.

    :param band: whose colours they have.
    """

    name: str
    band: Band
    answers: tuple[float, ...]


def groups(score: Score) -> tuple[Group, ...]:
    """The groups of a score's scale, from low answers to high.

    NPS: detractors 0–6, passives 7–8, promoters 9–10. CSAT: its top boxes and the rest. CES and stars: content by the
    rule of two thirds, and the rest.
    """
    scale = _scale(score)
    if score.metric is Metric.NPS:
        return (
            Group(_("Detractors"), Band.POOR, tuple(a for a in scale if a < 7)),
            Group(_("Passives"), Band.MIDDLING, tuple(a for a in scale if 7 <= a < 9)),
            Group(_("Promoters"), Band.GOOD, tuple(a for a in scale if a >= 9)),
        )
    good = tuple(a for a in scale if _is_good(score, a))
    rest = tuple(a for a in scale if a not in good)
    name = _("Satisfied") if score.metric is Metric.CSAT else _("Content")
    found = (Group(_("Others"), Band.MIDDLING, rest), Group(name, Band.GOOD, good))
    return found if score.good_end is GoodEnd.HIGH else found[::-1]


def distribution_figure(score: Score, theme: Theme, width: int | None = None, height: int = 200) -> Figure:
    """A bar for every answer of the scale, also for those that nobody gave.

    Over each group stands its name and its share, so that nothing rests on colour alone.

    :param width: px, ``None`` for the room there is.
    """
    colours = tokens(theme)
    counts = dict(score.counts)
    most = max(counts.values(), default=0)
    found = groups(score)
    ticks = [float(a) for a in range(score.scale_low, score.scale_high + 1)]
    layout = {
        **chart_layout(theme, width, height),
        "bargap": 0.18,
        "xaxis": chart_axis(
            theme,
            tickmode="array",
            tickvals=ticks,
            ticktext=[figures.short(a) for a in ticks],
            showgrid=False,
            range=[score.scale_low - 0.6, score.scale_high + 0.6],
        ),
        "yaxis": chart_axis(theme, range=[0, max(1.0, 1.22 * most)], showticklabels=False, showgrid=False),
        "annotations": [_head(group, counts, score.n, colours) for group in found],
    }
    layout["margin"] |= {"l": 4, "r": 4, "t": 44}
    data = [_bars(group, counts, score.n, colours) for group in found if group.answers]
    return {"data": data, "layout": layout, "config": chart_config()}


def _scale(score: Score) -> list[float]:
    """All answers of the scale, and halves and such that were given."""
    whole = [float(a) for a in range(score.scale_low, score.scale_high + 1)]
    return sorted({*whole, *[float(answer) for answer, _n in score.counts]})


def _is_good(score: Score, answer: float) -> bool:
    if score.metric is Metric.CSAT:
        boxes = TOP_BOXES.get(score.scale_high - score.scale_low + 1, 1)
        if score.good_end is GoodEnd.HIGH:
            return answer >= score.scale_high - boxes + 1
        return answer <= score.scale_low + boxes - 1
    return is_content(answer, score.scale_low, score.scale_high, score.good_end)


def _bars(group: Group, counts: dict[float, int], n: int, colours: Tokens) -> dict[str, Any]:
    tone = colours.tone(group.band)
    found = [counts.get(answer, 0) for answer in group.answers]
    share = [_percent(count, n) for count in found]
    return {
        "type": "bar",
        "name": group.name,
        "x": list(group.answers),
        "y": found,
        "marker": {"color": tone.fill, "cornerradius": 3},
        "text": [words.count(count) if count else "" for count in found],
        "textposition": "outside",
        "textfont": {"family": FAMILY, "size": SMALL, "color": colours.ink},
        "cliponaxis": False,
        "customdata": share,
        "hovertemplate": _("Answer {answer}: {count} ({share})").format(
            answer="%{x}", count="%{y}", share="%{customdata}"
        )
        + "<extra></extra>",
    }


def _head(group: Group, counts: dict[float, int], n: int, colours: Tokens) -> dict[str, Any]:
    """Name and share of a group over its bars."""
    total = sum(counts.get(answer, 0) for answer in group.answers)
    middle = (group.answers[0] + group.answers[-1]) / 2 if group.answers else 0.0
    return {
        "x": middle,
        "xref": "x",
        "y": 1.0,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 6,
        "showarrow": False,
        "text": f"{group.name}<br>{_percent(total, n)}",
        "font": {"family": FAMILY, "size": SMALL, "color": colours.tone(group.band).ink},
    }


def _percent(part: int, n: int) -> str:
    return _("{number} %").format(number=round(100 * part / n) if n else 0)
