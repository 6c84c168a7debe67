"""The lanes of a journey's map: a line each, saved as soon as a field is left."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import CARD_LANES, LINES, JourneyMap, Lane, LaneKind
from journeymap.services.file import database
from journeymap.services.lanes import (
    add_lane,
    delete_lane,
    move_lane,
    rename_lane,
    show_lane,
    use_blueprint,
)
from journeymap.ui import line_acts, state, words
from journeymap.ui.attempt import adding, attempting
from journeymap.ui.draft import open_draft, unsaved
from journeymap.ui.text import plain

KIND = "lane"


def lanes(journey_map: JourneyMap) -> None:
    """All lanes from the top, a line to add one, and the service blueprint."""
    there = {lane.id for lane in journey_map.lanes}
    for draft in unsaved(KIND, journey_map.journey.id):
        if draft.row_id not in there:
            draft.show_lost({"title": _("Title")})
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.caption(_("Rows of the map, from the top. A hidden lane keeps what it holds."), width="content")
        st.button(
            _("Make it a service blueprint"),
            icon=":material/view_agenda:",
            key="lane.blueprint",
            help=_("Puts the lanes of a blueprint and its lines first. Undo takes it back."),
            on_click=attempting(
                lambda: use_blueprint(database(), state.actor(), journey_map.journey.id),
                _("The lanes of a service blueprint come first now."),
            ),
        )
    counts = Counter(card.lane_id for card in journey_map.cards)
    for index, lane in enumerate(journey_map.lanes):
        with st.container(border=True):
            _line(journey_map, lane, index, counts[lane.id])
    _add(journey_map)


def _line(journey_map: JourneyMap, lane: Lane, index: int, cards: int) -> None:
    draft = open_draft(KIND, lane.id, lane.version, {"title": lane.title}, scope=lane.journey_id)

    def write(version: int, fields: dict[str, Any]) -> None:
        rename_lane(database(), state.actor(), lane.id, version, fields["title"])

    def save() -> None:
        draft.save(write)

    def delete() -> None:
        delete_lane(database(), state.actor(), lane.id)

    draft.catch_up(write)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            _("Title of {lane}").format(lane=plain(words.lane(lane))),
            placeholder=words.lane_kind(lane.kind),
            label_visibility="collapsed",
            width=300,
            **draft.at_once("title", save),
        )
        _shown(lane)
        if lane.title:
            st.badge(words.lane_kind(lane.kind), color="gray")
        if cards:
            st.badge(ngettext("{n} card", "{n} cards", cards).format(n=cards), color="gray")
        elif lane.kind in LINES:
            st.badge(_("a line"), color="gray")
        st.space("stretch")
        line_acts.arrows(
            KIND, lane.id, index, len(journey_map.lanes), lambda to: move_lane(database(), state.actor(), lane.id, to)
        )
        line_acts.delete_button(KIND, lane.id, delete, asks=cards > 0)
    draft.show_refusal(write, {"title": _("Title")})
    if line_acts.asked(KIND) == lane.id:
        line_acts.question(KIND, lane.id, [_what_goes(lane, cards)], delete)


def _shown(lane: Lane) -> None:
    key = f"lane.shown.{lane.id}"
    if st.session_state.get(key) != lane.shown:
        st.session_state[key] = lane.shown
    st.toggle(
        _("Shown"),
        key=key,
        on_change=attempting(lambda: show_lane(database(), state.actor(), lane.id, st.session_state[key])),
    )


def _what_goes(lane: Lane, cards: int) -> str:
    gone = ngettext(
        "Delete **{title}** with the {n} card in it? Undo brings it back. Hiding it keeps it.",
        "Delete **{title}** with the {n} cards in it? Undo brings them back. Hiding it keeps them.",
        cards,
    )
    return gone.format(title=plain(words.lane(lane)), n=cards)


def _add(journey_map: JourneyMap) -> None:
    journey_id = journey_map.journey.id
    there = {lane.kind for lane in journey_map.lanes}
    kinds = [str(kind) for kind in LaneKind if kind in CARD_LANES or kind not in there]
    kind, title = f"lane.new.kind.{journey_id}", f"lane.new.title.{journey_id}"

    def add() -> None:
        chosen, name = LaneKind(st.session_state[kind]), st.session_state[title]
        if adding(
            f"lane.{journey_id}",
            (chosen, name),
            lambda: add_lane(database(), state.actor(), journey_id, chosen, title=name),
            _("Added."),
        ):
            st.session_state[title] = ""

    with (
        st.form(f"lane.new.{journey_id}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        st.selectbox(
            _("New lane"), kinds, format_func=lambda value: words.lane_kind(LaneKind(value)), key=kind, width=300
        )
        st.text_input(_("Title"), key=title, placeholder=_("the name of its kind"), width=300)
        st.form_submit_button(_("Add"), icon=":material/add:", on_click=add, key=f"lane.add.{journey_id}")
