"""One journey as a board: edited in place, by mouse, touch or keys."""

from __future__ import annotations

from journeymap.ui.board_page import board, head
from journeymap.ui.one_journey import journey_of_page

known, journey = journey_of_page()
head(known, journey)
board(journey.id)
