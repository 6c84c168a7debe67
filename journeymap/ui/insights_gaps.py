"""Promise against delivery, and the room against customers: both as gaps, the largest first."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from journeymap.drawing.rows import Row, rows_figure
from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.services.file import database
from journeymap.services.insights.stops import Stop, stops
from journeymap.services.insights.wording import signed
from journeymap.ui import state
from journeymap.ui.chart_component import chart
from journeymap.ui.insights_card import opened
from journeymap.ui.insights_choice import Chosen
from journeymap.ui.insights_whole import content_rule

MOST = 15
"""Gaps that are drawn at once."""
_SPAN = (-2.0, 2.0)


def gaps(chosen: Chosen) -> None:
    """Show both kinds of gaps, side by side where there is room."""
    along = stops(database(), chosen.journey_id, chosen.period, persona_id=chosen.persona_id, segment=chosen.segment)
    with st.grid(2, min_column_width=420, gap="medium"):
        with st.container():
            st.subheader(_("Promise and delivery"), anchor="promise")
            st.caption(_("◇ what customers expect, ● what they experience, −2 to +2; the largest shortfall first."))
            _gap_chart(
                along,
                lambda stop: stop.promised,
                _("Nobody has said what customers expect at a measured touchpoint. Say it on the Journey page."),
                "promise",
                lambda row: (row.value or 0.0) - (row.against or 0.0),
            )
        with st.container():
            st.subheader(_("The room against customers"), anchor="room")
            st.caption(_("◇ what the team believes, ● what customers say, −2 to +2; the largest gap first."))
            _gap_chart(
                along,
                lambda stop: stop.felt,
                _("The team has drawn no emotion at a measured touchpoint yet. Draw it on the Board."),
                "room",
                lambda row: -abs((row.against or 0.0) - (row.value or 0.0)),
            )
    rule = _(
        "Measured experience is 4 × content share − 2, with the 95 % interval of the share (Wilson). What customers"
        " expect is typed in at the touchpoint; what the team believes is the emotion on the map, the mean of its"
        " personas."
    )
    opened(f"{rule} {content_rule()}", key="insights.gaps")


def _gap_chart(
    along: tuple[Stop, ...],
    believed: Callable[[Stop], float | None],
    empty: str,
    key: str,
    order: Callable[[Row], float],
) -> None:
    rows = [row for stop in along if stop.touchpoint_id and (row := _row(stop, believed(stop))) is not None]
    rows.sort(key=order)
    if not rows:
        st.info(empty)
        return
    if len(rows) > MOST:
        label = ngettext("Show all {n} gap", "Show all {n} gaps", len(rows)).format(n=len(rows))
        if not st.toggle(label, key=f"insights.{key}.all"):
            rows = rows[:MOST]
    ticks = [(float(value), signed(value)) for value in (-2, -1, 0, 1, 2)]
    figure = rows_figure(rows, state.theme(), span=_SPAN, ticks=ticks, line=0.0)
    said = "; ".join(f"{row.name}: {row.said}" for row in rows)
    chart(figure, key=f"insights.{key}", alt=_("Gaps, the largest first. {rows}").format(rows=said))


def _row(stop: Stop, against: float | None) -> Row | None:
    if stop.experience is None or stop.experience_interval is None or against is None or stop.score is None:
        return None
    low, high = stop.experience_interval
    return Row(
        name=stop.title,
        value=stop.experience,
        low=low,
        high=high,
        against=against,
        band=stop.score.band,
        said=_("{believed} → {measured}").format(believed=signed(against), measured=signed(stop.experience)),
    )
