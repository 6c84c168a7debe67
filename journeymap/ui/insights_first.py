"""What to do first: importance against performance, and the touchpoints ranked by opportunity."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from journeymap.drawing.priority import Point, advice_name, priority_figure
from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap, Touchpoint
from journeymap.services.file import database
from journeymap.services.insights.priority import ImportanceKind, Priority, Split, priorities
from journeymap.services.insights.wording import per_cent
from journeymap.services.journeys import load_map
from journeymap.services.touchpoints import update_touchpoint
from journeymap.ui import chrome, state, words
from journeymap.ui.chart_component import chart
from journeymap.ui.insights_card import opened
from journeymap.ui.insights_choice import Chosen
from journeymap.ui.menu import menu
from journeymap.ui.switch import switch
from journeymap.ui.undo_bar import undo_bar


@st.fragment
def what_first(chosen: Chosen) -> None:
    """Show the chart, the list, and where importance is said."""
    with chrome.guard():
        _what_first(chosen)


def _what_first(chosen: Chosen) -> None:
    journey_map = load_map(database(), chosen.journey_id)
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.subheader(_("What to do first"), anchor="first")
        with st.container(horizontal=True, width="content", gap="small"):
            kind, split = _kind(), _split()
    found = priorities(
        database(),
        chosen.journey_id,
        chosen.period,
        kind=kind,
        split=split,
        persona_id=chosen.persona_id,
        segment=chosen.segment,
    )
    if found:
        _chart_and_list(found, journey_map, kind, split)
    elif kind is ImportanceKind.STATED:
        st.info(_("No measured touchpoint has an importance yet. Say below how important each one is to customers."))
    else:
        st.info(
            _(
                "Importance cannot be derived yet: it takes 30 people who answered both at a touchpoint and about the"
                " journey as a whole, under one name. Take stated importance meanwhile."
            )
        )
    if kind is ImportanceKind.STATED:
        _state_importance(journey_map)


def _kind() -> ImportanceKind:
    names = {ImportanceKind.STATED: _("Stated"), ImportanceKind.DERIVED: _("Derived")}
    key = f"insights.{state.IMPORTANCE}"
    return ImportanceKind(
        switch(state.IMPORTANCE, _("Importance"), names, ImportanceKind.STATED, key=key, labelled=True)
    )


def _split() -> Split:
    names = {Split.MEDIANS: _("At the medians"), Split.MIDDLE: _("In the middle")}
    key = f"insights.{state.SPLIT}"
    return Split(switch(state.SPLIT, _("Fields meet"), names, Split.MEDIANS, key=key, labelled=True))


def _chart_and_list(found: Sequence[Priority], journey_map: JourneyMap, kind: ImportanceKind, split: Split) -> None:
    touchpoints = journey_map.touchpoint_by_id
    points = [
        Point(
            number=number,
            name=touchpoints[one.touchpoint_id].title,
            importance=one.importance,
            importance_interval=one.importance_interval,
            performance=one.performance,
            performance_interval=one.performance_interval,
            advice=one.advice,
        )
        for number, one in enumerate(found, 1)
    ]
    figure = priority_figure(
        points, state.theme(), at_medians=split is Split.MEDIANS, stated=kind is ImportanceKind.STATED
    )
    said = "; ".join(f"{point.number} {point.name}: {advice_name(point.advice)}" for point in points)
    chart(figure, key="insights.priority", alt=_("Importance against performance. {points}").format(points=said))
    rows = [_row(number, one, touchpoints[one.touchpoint_id]) for number, one in enumerate(found, 1)]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        width="stretch",
        height="content",
        key=f"insights.ranked.{kind}.{split}.{database().revision}",
        alt=_("Touchpoints, the largest opportunity first"),
    )
    opened(_rule(kind, split), key="insights.priority")


def _row(number: int, one: Priority, touchpoint: Touchpoint) -> dict[str, str]:
    low, high = one.performance_interval
    first, last = one.ranks
    return {
        _("No."): str(number),
        _("Rank"): str(first) if first == last else _("{first}–{last}, tied").format(first=first, last=last),
        _("Touchpoint"): touchpoint.title,
        _("Field"): advice_name(one.advice),
        _("Opportunity"): words.decimal(one.opportunity),
        _("Importance"): _importance(one, touchpoint),
        _("Content"): _("{share} ({low} to {high})").format(
            share=per_cent(one.performance / 10), low=per_cent(low / 10), high=per_cent(high / 10)
        ),
        _("n"): words.number(one.score.n),
        _("Reach a month"): "–" if touchpoint.reach is None else words.number(touchpoint.reach),
        _("Not content a month"): "–" if one.at_stake is None else words.number(round(one.at_stake)),
        _("Owner"): touchpoint.owner or "–",
    }


def _importance(one: Priority, touchpoint: Touchpoint) -> str:
    if one.pairs is None:
        return _("{n} of 5").format(n=touchpoint.importance)
    low, high = one.importance_interval or (one.importance, one.importance)
    return _("{r} ({low} to {high}, n = {n})").format(
        r=f"{one.importance / 10:.2f}", low=f"{low / 10:.2f}", high=f"{high / 10:.2f}", n=words.number(one.pairs)
    )


def _rule(kind: ImportanceKind, split: Split) -> str:
    importance = (
        _("Importance is what the team stated, 1 to 5, put on 0 to 10.")
        if kind is ImportanceKind.STATED
        else _(
            "Importance is derived: the rank correlation (Spearman) between the answers at a touchpoint and what the"
            " same people say of the journey, from 30 people on, with Fisher’s interval; below 0 it counts as none."
        )
    )
    fields = (
        _("The fields meet at the medians of the touchpoints shown.")
        if split is Split.MEDIANS
        else _("The fields meet in the middle of both scales.")
    )
    return " ".join(
        (
            importance,
            fields,
            _("What lies on a line counts as above it (Martilla & James 1977)."),
            _(
                "Opportunity is importance + (importance − performance), the second part never below 0, both from 0 to"
                " 10 (Ulwick). Touchpoints whose intervals overlap may change places: they are tied. Not content a"
                " month is reach × the share that is not content."
            ),
        )
    )


def _state_importance(journey_map: JourneyMap) -> None:
    """Say how important a touchpoint is, and see the list change."""
    titles = {t.id: t.title for t in journey_map.touchpoints}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        touchpoint_id = menu(_("Touchpoint"), titles, key=f"insights.stated.{journey_map.journey.id}", width=300)
        if touchpoint_id is None:
            return
        touchpoint = journey_map.touchpoint_by_id[touchpoint_id]
        key = f"insights.stated.{touchpoint_id}.{touchpoint.version}"

        def changed() -> None:
            with chrome.guard():
                update_touchpoint(
                    database(), state.actor(), touchpoint.id, touchpoint.version, importance=st.session_state[key]
                )

        st.segmented_control(
            _("How important it is to customers, 1 to 5"),
            [1, 2, 3, 4, 5],
            default=touchpoint.importance,
            key=key,
            on_change=changed,
        )
        undo_bar(journey_map.journey.id, "insights")
