"""One journey as a board: edited in place, by mouse, touch or keys."""

from __future__ import annotations

import streamlit as st

from journeymap.services.file import database
from journeymap.services.journeys import list_journeys
from journeymap.ui import chrome, state
from journeymap.ui.board_page import board, head

db = database()
known = [*list_journeys(db), *list_journeys(db, archived=True)]
journey = state.current_journey(known)

if journey is None:
    chrome.no_journey(known)
    st.stop()

head(known, journey)
board(journey.id)
