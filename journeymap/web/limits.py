"""How much may come in a minute: from one address, and to one survey."""

from __future__ import annotations

import threading
import time
from collections import Counter

PER_ADDRESS = 600
"""A shop's whole Wi-Fi comes from one address, so this is generous."""
PER_SURVEY = 6000
SECONDS = 60


class Limits:
    """Counts answers in windows of a minute; nothing is kept for longer."""

    def __init__(self, per_address: int = PER_ADDRESS, per_survey: int = PER_SURVEY) -> None:
        self.per_address = per_address
        self.per_survey = per_survey
        self._lock = threading.Lock()
        self._window = 0
        self._counted: Counter[tuple[str, str]] = Counter()

    def allow(self, address: str, survey_id: str) -> bool:
        """Count one more; whether it is still within the limits."""
        window = int(time.monotonic() // SECONDS)
        with self._lock:
            if window != self._window:
                self._window = window
                self._counted.clear()
            self._counted["address", address] += 1
            self._counted["survey", survey_id] += 1
            return (
                self._counted["address", address] <= self.per_address
                and self._counted["survey", survey_id] <= self.per_survey
            )
