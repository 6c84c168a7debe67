"""The journey as a whole: its own score beside its touchpoints', its chain, how even it is, its peak and its end."""

from __future__ import annotations

import streamlit as st

from journeymap.drawing.rows import Row, rows_figure
from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.services.insights.stops import Stop, stops
from journeymap.services.insights.whole import WholeJourney, whole_journey
from journeymap.services.insights.wording import measured, per_cent, signed
from journeymap.services.scores import metric_name
from journeymap.ui import state
from journeymap.ui.chart_component import chart
from journeymap.ui.insights_card import number_card, opened
from journeymap.ui.insights_choice import Chosen
from journeymap.ui.text import plain


def content_rule() -> str:
    """When an answer counts as content."""
    return _(
        "An answer is content when it lies in the upper third of its scale: NPS 7 and more, CSAT and stars 4 and more"
        " of 5, CES 5 and more of 7, “good”."
    )


def the_whole(chosen: Chosen) -> None:
    """Show what can be said of the journey as a whole."""
    st.subheader(_("The whole journey"), anchor="whole")
    db = database()
    whole = whole_journey(db, chosen.journey_id, chosen.period, persona_id=chosen.persona_id, segment=chosen.segment)
    along = stops(db, chosen.journey_id, chosen.period, persona_id=chosen.persona_id, segment=chosen.segment)
    with st.grid(4, min_column_width=270):
        _own(whole)
        _chain(whole)
        _unevenness(whole, along)
        _peak_and_end(whole, along)
    _beside(along)


def _own(whole: WholeJourney) -> None:
    rule = _(
        "The score of the survey about the journey as a whole, never an average of touchpoints. The alarm “every stop"
        " is green, the journey is red” is raised when every touchpoint with enough answers is in its good band, at"
        " least three and half of them are measured, and the whole interval of the journey’s own score lies below its"
        " good band."
    )
    value = _("not asked yet") if whole.own is None else measured(whole.own)
    if whole.red:
        note = _("Every stop is green, the journey is red.")
    elif whole.own is None:
        note = _("Ask customers about the journey as a whole, too.")
    else:
        note = _("The alarm “every stop is green, the journey is red” is not raised.")
    number_card(_("The journey’s own score"), value, note, rule, key="insights.own", alarm=whole.red)


def _chain(whole: WholeJourney) -> None:
    rule = _(
        "Among people who answered at two touchpoints or more, how many were content at every one of them, by their"
        " latest answer at each (95 % interval: Wilson). Beside it what independent touchpoints would give: the mean"
        " over people of the product of the shares at the touchpoints they answered at. Flagged when the interval lies"
        " below that."
    )
    chain, label = whole.chain, _("Content all along")
    if chain is None:
        note = _("Nobody has answered at two touchpoints under one name yet.")
        number_card(label, "–", note, rule, key="insights.chain")
        return
    note = _("{low} to {high}, n = {n}. If touchpoints had nothing to do with each other: {expected}.").format(
        low=per_cent(chain.low), high=per_cent(chain.high), n=f"{chain.n:,}", expected=per_cent(chain.expected)
    )
    if chain.flagged:
        note += " " + _("The chain is weaker than its links.")
    inputs = [
        {
            _("People"): f"{chain.n:,}",
            _("Content all along"): f"{chain.content:,}",
            _("Alone"): per_cent(chain.expected),
        }
    ]
    number_card(label, per_cent(chain.share), note, rule, key="insights.chain", inputs=inputs, alarm=chain.flagged)


def _unevenness(whole: WholeJourney, along: tuple[Stop, ...]) -> None:
    rule = _(
        "The largest less the smallest share of content customers among touchpoints with enough answers, and the"
        " standard deviation of all, over the metric that most touchpoints are measured by."
    )
    label = _("Unevenness")
    if whole.unevenness is None:
        number_card(label, "–", _("It takes two touchpoints of one metric."), rule, key="insights.uneven")
        return
    note = _("between the best and the weakest touchpoint ({metric}); standard deviation {deviation}").format(
        metric=metric_name(whole.metric), deviation=per_cent(whole.unevenness.deviation)
    )
    value = _("{n} points").format(n=f"{100 * whole.unevenness.spread:.0f}")
    inputs = [row for stop in along if stop.touchpoint_id and (row := _content_row(stop, whole)) is not None]
    number_card(label, value, note, f"{rule} {content_rule()}", key="insights.uneven", inputs=inputs)


def _content_row(stop: Stop, whole: WholeJourney) -> dict[str, str] | None:
    if stop.content is None or stop.score is None or stop.score.metric is not whole.metric:
        return None
    return {
        _("Touchpoint"): stop.title,
        _("Content"): f"{stop.content.content:,}",
        _("n"): f"{stop.content.n:,}",
        _("Share"): per_cent(stop.content.share),
    }


def _peak_and_end(whole: WholeJourney, along: tuple[Stop, ...]) -> None:
    rule = _(
        "The mean of the touchpoint furthest from neutral and the last one, from −2 to +2 (Fredrickson & Kahneman"
        " 1993). Felt: what the team believes, the mean of its personas. Measured: 4 × content share − 2. People"
        " remember a journey by its peak and its end."
    )
    felt, said = (_shown(value) for value in (whole.felt, whole.measured))
    inputs = [
        {_("Touchpoint"): stop.title, _("Felt"): _shown(stop.felt), _("Measured"): _shown(stop.experience)}
        for stop in along
        if stop.touchpoint_id and (stop.felt is not None or stop.experience is not None)
    ]
    note = _("measured. What the team believes: {felt}.").format(felt=felt)
    number_card(_("Peak and end"), said, note, rule, key="insights.peak", inputs=inputs)


def _shown(value: float | None) -> str:
    return "–" if value is None else signed(value)


def _beside(along: tuple[Stop, ...]) -> None:
    """The journey's own content share above those of its touchpoints."""
    rows = [row for stop in along if (row := _row(stop)) is not None]
    if not rows:
        return
    ticks = [(float(value), f"{value} %") for value in (0, 25, 50, 75, 100)]
    own = rows[0].value if rows[0].strong else None
    st.markdown(f"**{plain(_('Content customers: the journey beside its touchpoints'))}**")
    figure = rows_figure(rows, state.theme(), span=(0.0, 100.0), ticks=ticks, line=own)
    chart(figure, key="insights.beside", alt=_("Share of content customers. {rows}").format(rows=_said(rows)))
    opened(content_rule(), key="insights.beside")


def _row(stop: Stop) -> Row | None:
    if stop.content is None or stop.interval is None or stop.score is None:
        return None
    low, high = (100 * end for end in stop.interval)
    return Row(
        name=_("Whole journey") if stop.touchpoint_id is None else stop.title,
        value=100 * stop.content.share,
        low=low,
        high=high,
        band=stop.score.band,
        strong=stop.touchpoint_id is None,
    )


def _said(rows: list[Row]) -> str:
    return "; ".join(f"{row.name}: {row.value:.0f} %" for row in rows)
