"""One journey, to be edited: touchpoints, stages, lanes, paths, and what it says about itself."""

from __future__ import annotations

import streamlit as st

from journeymap.locale import gettext as _
from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.ui.attempt import show_refused
from journeymap.ui.journey_about import about
from journeymap.ui.journey_head import head
from journeymap.ui.journey_paths import paths
from journeymap.ui.journey_stages import stages
from journeymap.ui.lanes import lanes
from journeymap.ui.one_journey import journey_of_page
from journeymap.ui.touchpoint_section import touchpoints

known, journey = journey_of_page()
journey_map = load_map(database(), journey.id)
head(known, journey)
show_refused()

parts = {
    _("Touchpoints"): touchpoints,
    _("Stages"): stages,
    _("Lanes"): lanes,
    _("Paths"): paths,
    _("About"): about,
}
for tab, show in zip(st.tabs(list(parts), key="journey.part", on_change="rerun"), parts.values(), strict=True):
    if tab.open:
        with tab:
            show(journey_map)
