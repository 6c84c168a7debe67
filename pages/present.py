"""One journey on the wall: nothing on the screen but the map."""

from __future__ import annotations

from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.ui import chrome, filters
from journeymap.ui.one_journey import journey_of_page
from journeymap.ui.present import wall

known, journey = journey_of_page()
journey_map = load_map(database(), journey.id)

if journey_map.touchpoints:
    wall(journey_map, *filters.period_of_link())
else:
    chrome.no_touchpoints()
