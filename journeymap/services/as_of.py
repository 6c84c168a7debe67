"""With which settings, and on which day, something is looked at."""

from __future__ import annotations

from datetime import date, datetime

from journeymap.config import Settings
from journeymap.config import settings as current_settings


def as_of(settings: Settings | None, today: date | None) -> tuple[Settings, date]:
    """What was given; otherwise the settings of the process, and the day that it is in their time zone."""
    chosen = settings or current_settings()
    return chosen, today or datetime.now(chosen.zone).date()
