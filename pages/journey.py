"""One journey, to be edited: touchpoints, stages, lanes, paths, and what it says about itself."""

from __future__ import annotations

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
from journeymap.ui.tabs import tabs
from journeymap.ui.touchpoint_section import touchpoints

known, journey = journey_of_page()
journey_map = load_map(database(), journey.id)
head(known, journey)
show_refused()

tabs(
    {
        _("Touchpoints"): lambda: touchpoints(journey_map),
        _("Stages"): lambda: stages(journey_map),
        _("Lanes"): lambda: lanes(journey_map),
        _("Paths"): lambda: paths(journey_map),
        _("About"): lambda: about(journey_map),
    },
    key="journey.part",
)
