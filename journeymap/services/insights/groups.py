"""Every score by segment, persona, language or source, and which differences hold."""

from __future__ import annotations

from datetime import date

from journeymap.config import Settings
from journeymap.scores.period import ALL_TIME, Period
from journeymap.services.as_of import as_of
from journeymap.services.cache import by_revision
from journeymap.services.insights.look import look_at
from journeymap.services.insights.segments import Group, compared
from journeymap.services.journey_scores import Whose
from journeymap.store.counts import Grouping
from journeymap.store.database import Database

__all__ = ["Group", "Grouping", "groups"]


def groups(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    grouping: Grouping = Grouping.SEGMENT,
    persona_id: str | None = None,
    segment: str | None = None,
    settings: Settings | None = None,
    today: date | None = None,
) -> tuple[Group, ...]:
    """The score of every group at every touchpoint and of the journey, kept until the next write.

    Answers that do not say which group they are of count among “all others”.

    :param persona_id: only answers that were matched to this persona; ``None``: all customers.
    :param segment: only answers that came with this segment; ``None``: all customers.
    :param settings: those of the process when left out; likewise ``today``.
    :raises NotFound: there is no such journey.
    """
    chosen, day = as_of(settings, today)
    return _groups(db, journey_id, period, Whose(persona_id, segment), grouping, chosen, day)


@by_revision(maxsize=64)
def _groups(
    db: Database, journey_id: str, period: Period, whose: Whose, grouping: Grouping, settings: Settings, today: date
) -> tuple[Group, ...]:
    return tuple(compared(look_at(db, journey_id, period, whose, settings, today), grouping))
