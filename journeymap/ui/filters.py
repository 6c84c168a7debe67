"""The row above the map: which journey, whose eyes, which period, which lanes. Journey and period are in the link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import streamlit as st

from journeymap.config import settings
from journeymap.locale import gettext as _
from journeymap.model.journey import Journey, JourneyMap
from journeymap.services.scores import ALL_TIME, Period
from journeymap.ui import chrome, state, words
from journeymap.ui.counterparts import counterpart_links
from journeymap.ui.export_dialog import open_export
from journeymap.ui.lane_choice import lane_pills
from journeymap.ui.menu import menu
from journeymap.ui.one_journey import choose_journey
from journeymap.ui.replay_view import choose_replay
from journeymap.ui.text import plain

_PERIODS = ("all", "30d", "90d", "365d", "custom")


@dataclass(frozen=True, slots=True)
class View:
    """What the row above the map says.

    :param persona_ids: whose cards and emotion are shown; empty for everybody.
    :param only_answers_of: persona whose answers alone make the scores; ``None`` for all customers.
    :param lane_ids: lanes to show; ``None`` for those that the journey shows.
    :param stage_id: one stage, or all.
    :param period_text: ready for the title of the map.
    :param narrow: whether the row is folded away.
    :param replay: how the months are replayed; blank when they are not.
    """

    persona_ids: tuple[str, ...]
    only_answers_of: str | None
    lane_ids: frozenset[str] | None
    stage_id: str | None
    period: Period
    period_text: str
    narrow: bool
    replay: str = ""


def bar(journeys: Sequence[Journey], journey_map: JourneyMap, *, narrow: bool) -> View:
    """Draw the row and read it.

    :param narrow: fold it away, so that a phone shows the map first.
    """
    journey = journey_map.journey
    frame = st.expander(_("What to show"), icon=":material/tune:") if narrow else st.container()
    with frame, st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        choose_journey(journeys, journey, "map.journey", width=240, archived=False)
        stage_id = _choose_stage(journey_map)
        persona_ids = _choose_personas(journey_map)
        period = choose_period()
        lane_ids, only = _choose_lanes(journey_map, persona_ids)
        replay = choose_replay()
        counterpart_links(journeys, journey, chrome.MAP)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content"):
            st.page_link(
                chrome.page(chrome.INSIGHTS),
                label=_("Insights"),
                icon=":material/lightbulb:",
                query_params={state.JOURNEY: journey.id, **link_to_chosen_period(period)},
            )
            st.page_link(chrome.page(chrome.BOARD), label=_("Board"), icon=":material/view_kanban:")
            st.page_link(chrome.page(chrome.JOURNEY), label=_("Edit"), icon=":material/edit:")
            if st.button(_("Export"), icon=":material/file_export:", key="map.export", type="tertiary"):
                open_export(journey.id, period, persona_ids)
            view = View(persona_ids, only, lane_ids, stage_id, period, period_text(period), narrow, replay)
            _present(journey, view)
    return view


def _present(journey: Journey, view: View) -> None:
    """To the wall, at the stage that is shown or the touchpoint that is selected."""
    help_text = _("Show this map on the wall, step by step. P does the same.")
    if st.button(_("Present"), icon=":material/slideshow:", key="map.present", help=help_text, shortcut="P"):
        named = {
            state.JOURNEY: journey.id,
            state.STAGE: view.stage_id,
            state.TOUCHPOINT: state.selected_touchpoint(),
        }
        link = {name: value for name, value in named.items() if value} | link_to_period(view.period)
        st.switch_page(chrome.page(chrome.PRESENT), query_params=link)


def _choose_stage(journey_map: JourneyMap) -> str | None:
    titles = {stage.id: stage.title for stage in journey_map.stages}
    key = f"map.stage.{journey_map.journey.id}"
    return menu(_("Stage"), titles, nothing=_("Whole journey"), key=key, width=160)


def _choose_personas(journey_map: JourneyMap) -> tuple[str, ...]:
    names = words.told_apart({persona.id: persona.name for persona in journey_map.personas})
    if len(names) < 2:
        return ()
    chosen = st.pills(
        _("Seen by"),
        list(names),
        selection_mode="multi",
        format_func=lambda p: plain(names.get(p, "")),
        key=f"map.personas.{journey_map.journey.id}",
        help=_("Whose cards and emotion are shown. Without a choice: everybody's. Scores are those of all customers."),
    )
    return tuple(chosen)


def choose_period(where: str = "map") -> Period:
    """The menu of periods, and the two days of one's own. What is chosen is part of the link.

    :param where: pages that name the same share what was chosen.
    """
    names = {
        "all": _("All time"),
        "30d": _("Last 30 days"),
        "90d": _("Last 90 days"),
        "365d": _("Last 365 days"),
        "custom": _("From … to …"),
    }
    key, days_key = f"{where}.period", f"{where}.days"
    changed = state.linked(state.PERIOD, key, _PERIODS, "all")
    choice = st.selectbox(
        _("Period"),
        _PERIODS,
        format_func=lambda p: names[p],
        key=key,
        on_change=changed,
        persist_state="session",
        width=170,
    )
    today = datetime.now(settings().zone).date()
    if choice == "custom":
        chosen = state.linked_days(days_key, (today - timedelta(days=89), today))
        days: Any = st.date_input(  # two, as the session says; one while the second is still to be chosen
            _("From and to"), key=days_key, on_change=chosen, persist_state="session", width=230
        )
        return Period(*days) if len(days) == 2 else ALL_TIME
    state.forget_days()
    if choice == "all" or choice is None:
        return ALL_TIME
    return Period(today - timedelta(days=int(choice.removesuffix("d")) - 1), today)


def link_to_chosen_period(period: Period) -> dict[str, str]:
    """As :func:`link_to_period`, for a page whose menu is :func:`choose_period`."""
    days = link_to_period(period)
    return {state.PERIOD: "custom", **days} if days else {}


def link_to_period(period: Period) -> dict[str, str]:
    """What a link says so that another page reads the same period; nothing for all time."""
    if period.first is None or period.last is None:
        return {}
    return {state.FROM: period.first.isoformat(), state.TO: period.last.isoformat()}


def period_of_link() -> tuple[Period, str]:
    """The period of the link, by its two days, and how it is called in a title; all time where it names none."""
    days = state.days_of_link()
    period = Period(*days) if days else ALL_TIME
    return period, period_text(period)


def _choose_lanes(journey_map: JourneyMap, persona_ids: tuple[str, ...]) -> tuple[frozenset[str] | None, str | None]:
    shown = [lane.id for lane in journey_map.lanes if lane.shown]
    with st.popover(_("Lanes"), icon=":material/layers:"):
        chosen = lane_pills(journey_map.lanes, shown, f"map.lanes.{journey_map.journey.id}")
        only = None
        if len(persona_ids) == 1:
            name = next(p.name for p in journey_map.personas if p.id == persona_ids[0])
            if st.toggle(_("Only answers of {name}").format(name=plain(name)), key="map.only"):
                only = persona_ids[0]
    return (None if list(chosen) == shown else frozenset(chosen)), only


def period_text(period: Period) -> str:
    """How a period is called in a title."""
    if period.first is None or period.last is None:
        return _("all time")
    return _("{first} – {last}").format(first=_day(period.first), last=_day(period.last))


def _day(day: date) -> str:
    return words.plain_day(day)
