"""What the scores of one journey say: first in sentences, then in numbers that can be opened."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.ui import chrome, insights_choice
from journeymap.ui.insights_comments import what_people_say
from journeymap.ui.insights_coverage import covered
from journeymap.ui.insights_findings import findings
from journeymap.ui.insights_first import what_first
from journeymap.ui.insights_gaps import gaps
from journeymap.ui.insights_groups import by_group
from journeymap.ui.insights_moved import what_moved
from journeymap.ui.insights_whole import the_whole
from journeymap.ui.one_journey import journey_of_page

known, journey = journey_of_page()
journey_map = load_map(database(), journey.id)
st.title(_("Insights"), anchor=False)
chosen = insights_choice.choose(known, journey_map)

if not journey_map.touchpoints:
    chrome.no_touchpoints()
    st.stop()

if findings(chosen).answers:
    the_whole(chosen)
    what_moved(chosen)
    what_first(chosen)
    gaps(chosen)
    by_group(chosen)
    what_people_say(chosen)
covered(chosen)
