"""The notes of a talk, a clock and what comes next, while the wall shows the map."""

from __future__ import annotations

import streamlit as st

from journeymap.services.file import database
from journeymap.services.journeys import list_journeys, load_map
from journeymap.ui import chrome, filters, state
from journeymap.ui.presenter import presenter

db = database()
known = [*list_journeys(db), *list_journeys(db, archived=True)]
journey = state.current_journey(known)

if journey is None:
    chrome.no_journey(known)
    st.stop()

journey_map = load_map(db, journey.id)

if journey_map.touchpoints:
    presenter(journey_map, filters.period_of_link()[0])
else:
    chrome.no_touchpoints()
