"""The lanes of a journey's map: a line each, saved as soon as a field is left."""

from __future__ import annotations

from collections import Counter
from typing import Any

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.locale import ngettext
from journeymap.model.journey import CARD_LANES, LINES, JourneyMap, Lane, LaneKind
from journeymap.services.editing import TITLE_LIMIT
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.services.lanes import (
    add_lane,
    delete_lane,
    rename_lane,
    reorder_lanes,
    show_lane,
    use_blueprint,
)
from journeymap.ui import state, words
from journeymap.ui.attempt import attempt, attempting
from journeymap.ui.draft import open_draft, unsaved
from journeymap.ui.text import plain

KIND = "lane"
_DELETING = "lane.deleting"


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

    draft.catch_up(write)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.text_input(
            _("Title of {lane}").format(lane=plain(words.lane(lane))),
            max_chars=TITLE_LIMIT,
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
        _buttons(journey_map, lane, index, cards)
    draft.show_refusal(write, {"title": _("Title")})
    if st.session_state.get(_DELETING) == lane.id:
        _question(lane, cards)


def _shown(lane: Lane) -> None:
    key = f"lane.shown.{lane.id}"
    if st.session_state.get(key) != lane.shown:
        st.session_state[key] = lane.shown
    st.toggle(
        _("Shown"),
        key=key,
        on_change=attempting(lambda: show_lane(database(), state.actor(), lane.id, st.session_state[key])),
    )


def _buttons(journey_map: JourneyMap, lane: Lane, index: int, cards: int) -> None:
    for name, icon, label, by in (
        ("up", ":material/arrow_upward:", _("Move up"), -1),
        ("down", ":material/arrow_downward:", _("Move down"), 1),
    ):
        st.button(
            "",
            icon=icon,
            help=label,
            key=f"lane.{name}.{lane.id}",
            disabled=not 0 <= index + by < len(journey_map.lanes),
            on_click=_move,
            args=(lane, by),
        )

    def delete() -> None:
        if cards:
            st.session_state[_DELETING] = lane.id
        else:
            _delete(lane.id)

    st.button("", icon=":material/delete:", help=_("Delete"), key=f"lane.delete.{lane.id}", on_click=delete)


def _move(lane: Lane, by: int) -> None:
    ids = [other.id for other in load_map(database(), lane.journey_id).lanes]
    if lane.id in ids:
        to = max(ids.index(lane.id) + by, 0)
        ids.remove(lane.id)
        ids.insert(to, lane.id)
        attempt(lambda: reorder_lanes(database(), state.actor(), lane.journey_id, ids))


def _question(lane: Lane, cards: int) -> None:
    gone = ngettext(
        "Delete **{title}** with the {n} card in it? Undo brings it back. Hiding it keeps it.",
        "Delete **{title}** with the {n} cards in it? Undo brings them back. Hiding it keeps them.",
        cards,
    )
    st.markdown(gone.format(title=plain(words.lane(lane)), n=cards))
    with st.container(horizontal=True):
        st.button(
            _("Delete"),
            type="primary",
            icon=":material/delete:",
            key=f"lane.delete.yes.{lane.id}",
            on_click=_delete,
            args=(lane.id,),
        )
        st.button(_("Keep it"), key=f"lane.delete.no.{lane.id}", on_click=lambda: st.session_state.pop(_DELETING, None))


def _delete(lane_id: str) -> None:
    st.session_state.pop(_DELETING, None)
    attempt(lambda: delete_lane(database(), state.actor(), lane_id), _("Deleted. Undo brings it back."))


def _add(journey_map: JourneyMap) -> None:
    journey_id = journey_map.journey.id
    there = {lane.kind for lane in journey_map.lanes}
    kinds = [str(kind) for kind in LaneKind if kind in CARD_LANES or kind not in there]
    kind, title = f"lane.new.kind.{journey_id}", f"lane.new.title.{journey_id}"

    def add() -> None:
        chosen, name = LaneKind(st.session_state[kind]), st.session_state[title]
        if attempt(lambda: add_lane(database(), state.actor(), journey_id, chosen, title=name), _("Added.")):
            st.session_state[title] = ""

    with (
        st.form(f"lane.new.{journey_id}", border=False),
        st.container(horizontal=True, vertical_alignment="bottom", gap="small"),
    ):
        st.selectbox(
            _("New lane"), kinds, format_func=lambda value: words.lane_kind(LaneKind(value)), key=kind, width=300
        )
        st.text_input(_("Title"), key=title, max_chars=TITLE_LIMIT, placeholder=_("the name of its kind"), width=300)
        st.form_submit_button(_("Add"), icon=":material/add:", on_click=add, key=f"lane.add.{journey_id}")
