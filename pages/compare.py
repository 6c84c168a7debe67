"""Two journeys, two segments or two periods, one above the other on the same columns."""

from __future__ import annotations

import streamlit as st

from journeymap.services.file import database
from journeymap.services.journeys import list_journeys
from journeymap.ui import chrome, state
from journeymap.ui.compare_choice import choose
from journeymap.ui.compare_view import comparison_view

db = database()
known = [*list_journeys(db), *list_journeys(db, archived=True)]
journey = state.current_journey(known)

if journey is None:
    chrome.no_journey(known)
    st.stop()

choice = choose(known, journey)
if choice is not None:
    comparison_view(choice)
