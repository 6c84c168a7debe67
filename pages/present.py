"""One journey on the wall: nothing on the screen but the map."""

from __future__ import annotations

import streamlit as st

from journeymap.services.file import database
from journeymap.services.journeys import list_journeys, load_map
from journeymap.ui import chrome, filters, state
from journeymap.ui.present import wall

db = database()
known = [*list_journeys(db), *list_journeys(db, archived=True)]
journey = state.current_journey(known)

if journey is None:
    chrome.no_journey(known)
    st.stop()

journey_map = load_map(db, journey.id)

if journey_map.touchpoints:
    wall(journey_map, *filters.period_of_link())
else:
    chrome.no_touchpoints()
