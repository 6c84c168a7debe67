"""Find touchpoints: in the library, by questions, in ready journeys."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.ui import state
from journeymap.ui.attempt import show_refused
from journeymap.ui.ready_cards import ready_page

VIEWS = {"ready": ready_page}

names = {"ready": _("Ready journeys")}
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.title(_("Find touchpoints"), anchor=False)
    changed = state.linked(state.VIEW, "library.view", VIEWS, "ready")
    view = st.segmented_control(
        _("View"),
        list(names),
        format_func=lambda name: names[name],
        required=True,
        key="library.view",
        on_change=changed,
        persist_state="session",
        label_visibility="collapsed",
    )
show_refused()
VIEWS[view or "ready"]()
