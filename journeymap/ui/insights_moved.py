"""What moved: a small chart of every touchpoint over time, with what changed last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from journeymap.drawing.trend import Points, trend_figure
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.services.file import database
from journeymap.services.insights.report import titles_of
from journeymap.services.insights.trends import Change, PlaceTrend, Step, trends
from journeymap.services.insights.wording import days, measured
from journeymap.services.scores import Score, Trend, shown_difference, shown_difference_interval
from journeymap.ui import chrome, state, words
from journeymap.ui.chart_component import chart
from journeymap.ui.insights_card import opened
from journeymap.ui.insights_choice import Chosen, answers_link
from journeymap.ui.switch import switch
from journeymap.ui.text import plain

MOST = 24
"""Small charts that are drawn at once."""
_HEIGHT = 160


@st.fragment
def what_moved(chosen: Chosen) -> None:
    """Show how every touchpoint went."""
    with chrome.guard():
        _what_moved(chosen)


def _what_moved(chosen: Chosen) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("What moved"), anchor="moved")
        step = _step()
    found = trends(
        database(),
        chosen.journey_id,
        chosen.period,
        step=step,
        persona_id=chosen.persona_id,
        segment=chosen.segment,
    )
    titles = titles_of(database(), chosen.journey_id)
    answered = [trend for trend in found if trend.points]
    signed = [trend for trend in answered if _has_sign(trend)]
    few = answered[:MOST]
    if len(answered) > MOST:
        few = [*signed, *(trend for trend in answered if not _has_sign(trend))][:MOST]
        label = ngettext("Show all {n} touchpoint", "Show all {n} touchpoints", len(answered)).format(n=len(answered))
        if st.toggle(label, key="insights.all"):
            few = answered
    with st.grid(4, min_column_width=300):
        for trend in few:
            _small(chosen, trend, titles, [other.points for other in few if _same(other.score, trend.score)])
    opened(_rule(), key="insights.moved")


def _step() -> Step:
    names = {Step.WEEK: _("Weeks"), Step.MONTH: _("Months"), Step.QUARTER: _("Quarters")}
    return Step(switch(state.STEP, _("Step"), names, Step.MONTH, key="insights.step"))


def _rule() -> str:
    return _(
        "Without a period every full month is compared with the three before it, a period with as many days before it,"
        " from 20 answers on either side. An arrow beside the title is the sign of the map: it stands where the 95 %"
        " interval of the newest difference leaves out 0, and Benjamini–Hochberg at 5 % over all that the map shows"
        " agrees. An exclamation mark in the chart stands where a sentence is said (0.2 %). The band around a line is"
        " the 95 % interval; hollow marks are steps with too few answers. Charts of one metric share their axis."
    )


def _has_sign(trend: PlaceTrend) -> bool:
    return trend.score.trend is not None or bool(trend.moved)


def _same(one: Score, other: Score) -> bool:
    return (one.metric, one.scale_low, one.scale_high) == (other.metric, other.scale_low, other.scale_high)


def _small(chosen: Chosen, trend: PlaceTrend, titles: Mapping[str, str], beside: Sequence[Points]) -> None:
    title = titles[trend.touchpoint_id] if trend.touchpoint_id else _("Whole journey")
    key = f"insights.trend.{trend.touchpoint_id or 'whole'}"
    with st.container(border=True, height="stretch", gap="xsmall", key=f"{key}.card"):
        st.markdown(f"**{plain(title)}**{_sign(trend)}")
        st.caption(plain(measured(trend.score)))
        figure = trend_figure(trend.points, state.theme(), height=_HEIGHT, beside=beside, moved=trend.moved)
        chart(figure, key=key, alt=_("{title} over time. {change}").format(title=title, change=_said(trend.change)))
        st.caption(plain(_said(trend.change)))
        answers_link(chosen, trend.touchpoint_id)


def _sign(trend: PlaceTrend) -> str:
    return {None: "", Trend.UP: " ↗", Trend.DOWN: " ↘"}[trend.score.trend]


def _said(change: Change | None) -> str:
    """The newest change of the score, and beside it that of the number of answers."""
    if change is None:
        return _("Too few answers to compare.")
    before = change.before / change.spans
    return _("{days}: {difference} ({interval}) against before; {after} answers against {before}.").format(
        days=days(change.days),
        difference=shown_difference(change.difference.value, change.metric),
        interval=shown_difference_interval(change.difference, change.metric),
        after=words.number(change.after),
        before=words.number(round(before))
        if change.spans == 1
        else _("{n} a month").format(n=words.number(round(before))),
    )
