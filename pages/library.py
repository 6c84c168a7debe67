"""Find touchpoints: in the library, by questions, in ready journeys."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.services.journeys import list_journeys
from journeymap.ui import chrome, home, state
from journeymap.ui.attempt import show_refused
from journeymap.ui.library_page import library_page
from journeymap.ui.order_page import order_page
from journeymap.ui.ready_cards import ready_page
from journeymap.ui.switch import switch
from journeymap.ui.walk_page import walk_page

VIEWS = {"find": library_page, "questions": walk_page, "order": order_page}

db = database()
known = list_journeys(db)
names = {
    "find": _("Library"),
    "questions": _("Questions"),
    "ready": _("Ready journeys"),
    "order": _("Put in order"),
}
with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.title(_("Find touchpoints"), anchor=False)
    view = switch(state.VIEW, _("View"), names, "find", key="library.view")

if view == "ready":
    show_refused()
    ready_page()
    st.stop()

journey = state.current_journey([*known, *list_journeys(db, archived=True)])
if journey is None:
    if known:
        chrome.no_journey(known)
    else:
        st.info(_("There is no journey yet that touchpoints could go to. Make one, or take a ready one."))
        home.new_journey_button()
    st.stop()

VIEWS[view](known if journey in known else [*known, journey], journey)
