"""One journey as a swimlane map, with what customers said at every touchpoint."""

from __future__ import annotations

from journeymap.services.file import database
from journeymap.services.journeys import load_map
from journeymap.ui import chrome, filters, review
from journeymap.ui.map_view import is_narrow, map_and_inspector
from journeymap.ui.one_journey import journey_of_page

known, journey = journey_of_page()
journey_map = load_map(database(), journey.id)
view = filters.bar(known, journey_map, narrow=is_narrow(journey.id))
review.state_of_review(journey, "map")

if journey_map.touchpoints:
    map_and_inspector(journey.id, view)
else:
    chrome.no_touchpoints()
