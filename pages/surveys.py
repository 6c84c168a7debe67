"""Ask customers: surveys at the touchpoints of one journey, by link, code, tablet and paper."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.ui.attempt import show_refused
from journeymap.ui.one_journey import choose_journey, journey_of_page
from journeymap.ui.survey_list import surveys
from journeymap.ui.undo_bar import undo_bar

known, journey = journey_of_page()

with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
    choose_journey(known, journey, "surveys.journey")
    st.space("stretch")
    undo_bar(journey.id, "surveys")
show_refused()
st.title(_("Surveys"), anchor=False)
surveys(load_map(database(), journey.id))
