"""Two journeys, two segments or two periods, one above the other on the same columns."""

from __future__ import annotations

from journeymap.ui.compare_choice import choose
from journeymap.ui.compare_view import comparison_view
from journeymap.ui.one_journey import journey_of_page

known, journey = journey_of_page()
choice = choose(known, journey)
if choice is not None:
    comparison_view(choice)
