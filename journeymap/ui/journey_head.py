"""The row above the journey page: which journey, undo, and where else to go."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.model.journey import Journey, JourneyState
from journeymap.ui import chrome, state, words
from journeymap.ui.counterparts import counterpart_links
from journeymap.ui.one_journey import choose_journey
from journeymap.ui.undo_bar import undo_bar


def head(known: Sequence[Journey], journey: Journey) -> None:
    """Draw the row."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        choose_journey(known, journey, "journey.chosen")
        st.badge(words.journey_state(journey.state), color="blue" if journey.state is JourneyState.AS_IS else "green")
        if journey.archived:
            st.badge(_("Archived"), color="gray")
        if journey.sample:
            st.badge(_("Sample"), color="gray")
        counterpart_links(known, journey, chrome.JOURNEY)
        st.space("stretch")
        st.page_link(
            chrome.page(chrome.MAP),
            label=_("To the map"),
            icon=":material/map:",
            query_params={state.JOURNEY: journey.id},
        )
        st.page_link(
            chrome.page(chrome.BOARD),
            label=_("To the board"),
            icon=":material/view_kanban:",
            query_params={state.JOURNEY: journey.id},
        )
        st.page_link(
            chrome.page(chrome.HISTORY),
            label=_("History"),
            icon=":material/history:",
            query_params={state.JOURNEY: journey.id},
        )
        undo_bar(journey.id, "journey")
