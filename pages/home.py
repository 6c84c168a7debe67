"""All journeys at a glance."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.acts import HOME
from journeymap.services.file import database
from journeymap.services.journeys import journey_cards
from journeymap.ui import home
from journeymap.ui.undo_bar import undo_bar

db = database()
cards = journey_cards(db)
archived = journey_cards(db, archived=True)

with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
    st.title(_("Journeys"), anchor=False)
    with st.container(horizontal=True, width="content"):
        undo_bar(HOME, "home")
        if cards or archived:
            home.new_journey_button()

if not cards and not archived:
    home.ways_in()
else:
    home.sample_notice(cards)
    home.grid_of(cards)
    if archived:
        with st.expander(_("Archived journeys ({n})").format(n=len(archived)), icon=":material/inventory_2:"):
            home.grid_of(archived)
