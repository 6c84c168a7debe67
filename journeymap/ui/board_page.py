"""The board of one journey. Every second it looks for changes; what this browser did comes in between."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.model.journey import Journey
from journeymap.services.board import carry_out_acts
from journeymap.services.board_document import board_document, changes_since
from journeymap.services.file import database
from journeymap.services.undo import next_redo, next_undo
from journeymap.ui import chrome, state, words
from journeymap.ui.board_component import board_component
from journeymap.ui.board_words import board_setup
from journeymap.ui.counterparts import counterpart_links
from journeymap.ui.your_name import your_name


def head(known: Sequence[Journey], journey: Journey) -> None:
    """Which journey, and where else to go."""
    titles = words.journey_titles(known)
    key = "board.chosen"
    if st.session_state.get(key) != journey.id:
        st.session_state[key] = journey.id

    def changed() -> None:
        state.select_touchpoint(None)
        state.open_journey(st.session_state[key])

    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.selectbox(
            _("Journey"),
            list(titles),
            format_func=lambda j: titles.get(j, ""),
            key=key,
            on_change=changed,
            width=360,
            label_visibility="collapsed",
        )
        st.space("stretch")
        your_name("board")
        counterpart_links(known, journey, chrome.BOARD)
        link = {state.JOURNEY: journey.id}
        st.page_link(chrome.page(chrome.MAP), label=_("To the map"), icon=":material/map:", query_params=link)
        st.page_link(chrome.page(chrome.JOURNEY), label=_("All fields"), icon=":material/edit_road:", query_params=link)


def board(journey_id: str) -> None:
    """Show the board; it starts from everything, and is told changes from then on."""
    st.session_state[_key(journey_id)] = {"have": None, "outcomes": [], "setup": board_setup(state.theme())}
    _live(journey_id)


def _key(journey_id: str) -> str:
    return f"{state.BOARD}.{journey_id}"


@st.fragment(run_every=1)
def _live(journey_id: str) -> None:
    with chrome.guard():
        record: dict[str, Any] = st.session_state[_key(journey_id)]
        have = record["have"]
        data = {
            "journey": journey_id,
            "setup": record["setup"] if have is None else None,
            "outcomes": record["outcomes"],
            **changes_since(have, board_document(database(), journey_id)),
            **_turns(record, journey_id),
        }
        board_component(data, key=f"board.{journey_id}", on_sent=lambda message: _sent(journey_id, message))


def _sent(journey_id: str, message: dict[str, Any]) -> None:
    record = st.session_state[_key(journey_id)]
    have = message.get("have")
    record["have"] = have if isinstance(have, str) else None
    if acts := message.get("acts"):
        try:
            record["outcomes"] = carry_out_acts(database(), state.actor(), journey_id, acts)
        except InvalidInput as refusal:
            state.announce(refusal.sentence)


def _turns(record: dict[str, Any], journey_id: str) -> dict[str, str | None]:
    """What undo and redo would do; looked up when something was written."""
    revision = database().revision
    if record.get("revision") != revision:
        actor = state.actor()
        record["turns"] = {
            "undo": next_undo(database(), journey_id, actor),
            "redo": next_redo(database(), journey_id, actor),
        }
        record["revision"] = revision
    turns: dict[str, str | None] = record["turns"]
    return turns
