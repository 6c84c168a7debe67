"""One journey as a swimlane map, with what customers said at every touchpoint."""

from __future__ import annotations

import streamlit as st

from journeymap.services.file import database
from journeymap.services.journeys import list_journeys, load_map
from journeymap.ui import chrome, filters, review, state
from journeymap.ui.map_view import is_narrow, map_and_inspector

db = database()
known = [*list_journeys(db), *list_journeys(db, archived=True)]
journey = state.current_journey(known)

if journey is None:
    chrome.no_journey(known)
    st.stop()

journey_map = load_map(db, journey.id)
view = filters.bar(known, journey_map, narrow=is_narrow(journey.id))
review.state_of_review(journey, "map")

if journey_map.touchpoints:
    map_and_inspector(journey.id, view)
else:
    chrome.no_touchpoints()
