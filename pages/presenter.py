"""The notes of a talk, a clock and what comes next, while the wall shows the map."""

from __future__ import annotations

from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.ui import chrome, filters
from journeymap.ui.one_journey import journey_of_page
from journeymap.ui.presenter import presenter

known, journey = journey_of_page()
journey_map = load_map(database(), journey.id)

if journey_map.touchpoints:
    presenter(journey_map, filters.period_of_link()[0])
else:
    chrome.no_touchpoints()
