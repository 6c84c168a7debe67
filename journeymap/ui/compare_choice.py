"""The row above a comparison: two journeys, two segments or two periods. All of it is in the link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import streamlit as st

from journeymap.config import settings
from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.model.journey import Journey, JourneyMap
from journeymap.services.comparison import Side, segments
from journeymap.services.counterparts import counterpart
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.services.scores import Period, day_of, journey_scores
from journeymap.ui import state, words
from journeymap.ui.one_journey import choose_journey

JOURNEYS, SEGMENTS, PERIODS = "journeys", "segments", "periods"
_SPAN = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is compared.

    :param before_text: what stands in the title of the upper map beside its journey; likewise ``after_text``.
    """

    before: Side
    after: Side
    before_text: str
    after_text: str
    kind: str


def choose(known: Sequence[Journey], journey: Journey) -> Choice | None:
    """Draw the row and read it; ``None`` when there is nothing to compare with, which it then says."""
    kinds = {JOURNEYS: _("Two journeys"), SEGMENTS: _("Two segments"), PERIODS: _("Two periods")}
    changed = state.linked(state.COMPARE, "compare.kind", list(kinds), JOURNEYS)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        kind = st.segmented_control(
            _("Compare"),
            list(kinds),
            required=True,
            format_func=lambda k: kinds[k],
            key="compare.kind",
            on_change=changed,
        )
        above = _("Above") if kind == JOURNEYS else _("Journey")
        choose_journey(known, journey, "compare.journey", label=above, width=300)
        return {JOURNEYS: _journeys, SEGMENTS: _segments, PERIODS: _periods}[str(kind)](known, journey)


def _journeys(known: Sequence[Journey], journey: Journey) -> Choice | None:
    others = [j for j in known if j.id != journey.id]
    if not others:
        st.info(_("There is no other journey yet. Make the to-be of this one on Home, or compare two periods."))
        return None
    twin = counterpart(known, journey)
    titles = words.journey_titles(others)
    other = _linked_menu(state.OTHER, _("Below"), titles, (twin or others[0]).id)
    return Choice(Side(journey_id=journey.id), Side(journey_id=other), _("all time"), _("all time"), JOURNEYS)


def _linked_menu(name: str, label: str, names: dict[str, str], first: str) -> str:
    """A menu whose choice is in the link.

    :param first: chosen while the link says nothing.
    """
    key = f"compare.{name}"
    asked = st.query_params.get(name)
    st.session_state[key] = asked if asked in names else first

    def changed() -> None:
        st.query_params[name] = st.session_state[key]

    st.selectbox(label, list(names), format_func=lambda k: names.get(k, ""), key=key, on_change=changed, width=300)
    return str(st.session_state[key])


def _segments(_known: Sequence[Journey], journey: Journey) -> Choice | None:
    journey_map = load_map(database(), journey.id)
    groups = _groups(journey_map)
    if len(groups) < 2:
        st.info(_("This journey has fewer than two personas, and its answers do not say which segment they came from."))
        return None
    names = words.told_apart({key: name for key, (name, _side) in groups.items()})
    keys = list(names)
    first = _linked_menu(state.ABOVE, _("Above"), names, keys[0])
    rest = {key: name for key, name in names.items() if key != first}
    second = _linked_menu(state.BELOW, _("Below"), rest, next(iter(rest)))
    (name, before), (other, after) = groups[first], groups[second]
    return Choice(before, after, _only(name), _only(other), SEGMENTS)


def _only(name: str) -> str:
    return _("only answers of {name}").format(name=name)


def _groups(journey_map: JourneyMap) -> dict[str, tuple[str, Side]]:
    """Personas and segments: what they are called, and the side that each would be."""
    journey_id = journey_map.journey.id
    personas = {p.id: (p.name, Side(journey_id=journey_id, persona_id=p.id)) for p in journey_map.personas}
    named = segments(database(), journey_id)
    return {
        **personas,
        **{s: (_("segment {name}").format(name=s), Side(journey_id=journey_id, segment=s)) for s in named},
    }


def _periods(_known: Sequence[Journey], journey: Journey) -> Choice | None:
    earlier, later = _usual_periods(journey.id)
    before = _choose_period(state.ABOVE, _("Above: from and to"), earlier)
    after = _choose_period(state.BELOW, _("Below: from and to"), later)
    if before is None or after is None:
        st.info(_("Choose the first and the last day of both periods."))
        return None
    upper, lower = (Side(journey_id=journey.id, period=period) for period in (before, after))
    return Choice(upper, lower, _said(before), _said(after), PERIODS)


def _usual_periods(journey_id: str) -> tuple[Period, Period]:
    """The 90 days up to the newest answer, and the 90 before them."""
    newest = journey_scores(database(), journey_id).newest
    zone = settings().zone
    last = datetime.now(zone).date() if newest is None else day_of(newest, zone)
    later = Period(last - _SPAN + timedelta(days=1), last)
    return Period(last - 2 * _SPAN + timedelta(days=1), last - _SPAN), later


def _choose_period(name: str, label: str, usual: Period) -> Period | None:
    key, link = f"compare.days.{name}", st.query_params.get(name, "")
    asked = _read(link) or usual
    if st.session_state.get(f"{key}.of") != (link, usual) or key not in st.session_state:  # not between two clicks
        st.session_state[key] = (asked.first, asked.last)
        st.session_state[f"{key}.of"] = (link, usual)

    def changed() -> None:
        days = st.session_state[key]
        if len(days) == 2:
            st.query_params[name] = f"{days[0].isoformat()}_{days[1].isoformat()}"

    days: Any = st.date_input(label, key=key, on_change=changed, width=260)
    return Period(*days) if isinstance(days, tuple) and len(days) == 2 else None


def _read(link: str) -> Period | None:
    try:
        first, last = (date.fromisoformat(day) for day in link.split("_"))
        return Period(first, last)
    except (ValueError, InvalidInput):
        return None


def _said(period: Period) -> str:
    if period.first is None or period.last is None:
        return _("all time")
    return _("{first} – {last}").format(first=words.plain_day(period.first), last=words.plain_day(period.last))
