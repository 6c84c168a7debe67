"""What a finding is, and what the finders look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from journeymap.config import Settings
from journeymap.model.journey import JourneyMap
from journeymap.scores.bands import Bands
from journeymap.scores.period import Period, day_of
from journeymap.scores.score import Score
from journeymap.services.journey_scores import JourneyScores, Whose
from journeymap.store.database import Database

LEVEL = 0.002
"""Of all comparisons of one kind together, how often a sentence may be said of what is only noise.

The map flags at 5 %; but several kinds are looked for at once, and all false alarms together must stay within 5 %.
"""


LEAST = 20
"""Answers on either side from which two groups are compared: with fewer, and most of them at one end of the scale, the
tests are too ready to see a difference."""


class Kind(StrEnum):
    """What a finding says, in the order in which findings are told."""

    JOURNEY_RED = "journey_red"
    WEAKEST_LINK = "weakest_link"
    MOVED = "moved"
    PROMISE_GAP = "promise_gap"
    UNEVEN = "uneven"
    SEGMENT = "segment"
    ROOM_GAP = "room_gap"
    THIN = "thin"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that the scores say. The same for every reader; :mod:`wording` makes the sentence.

    :param touchpoint_id: ``None`` for the journey as a whole.
    :param score: the score at the touchpoint (or of the journey) that it rests on.
    :param before: what ``score`` is compared with: the time before, everybody else.
    :param days: when the answers were given.
    :param touchpoint_ids: all touchpoints that it names, the most important first.
    :param shares: 0–1, how many customers are content at each of ``touchpoint_ids``, where that is compared.
    :param probability: 0–1, that the weakest link really is the lowest; otherwise ``None``.
    :param expected: −2..+2, what was promised or believed; with ``experienced``, what customers say.
    :param segment: whose answers they are.
    :param strength: the larger, the earlier it is told among its kind.
    """

    kind: Kind
    touchpoint_id: str | None = None
    score: Score
    before: Score | None = None
    days: Period
    touchpoint_ids: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    probability: float | None = None
    expected: float | None = None
    experienced: float | None = None
    segment: str = ""
    strength: float = 0.0


@dataclass(frozen=True)
class Look:
    """What is looked at: one journey, in a period, by the answers of some or all."""

    db: Database
    journey_map: JourneyMap
    scores: JourneyScores
    period: Period
    whose: Whose
    settings: Settings
    bands: Bands
    today: date

    @cached_property
    def days(self) -> Period:
        """The period; where it is open, from the first answer or to the newest."""
        zone, first, newest = self.settings.zone, self.scores.first, self.scores.newest
        return Period(
            self.period.first or (day_of(first, zone) if first else None),
            self.period.last or (day_of(newest, zone) if newest else None),
        )

    @cached_property
    def marks(self) -> Mapping[str, Score]:
        """By touchpoint, in the order of the journey: the score that its mark follows, with enough answers."""
        scores = self.scores.by_touchpoint
        return {t.id: scores[t.id][0] for t in self.journey_map.touchpoints if t.id in scores and scores[t.id][0].shown}
