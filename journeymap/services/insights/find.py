"""Every finding of a journey, the most important first."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from journeymap.config import Settings
from journeymap.scores.period import ALL_TIME, Period
from journeymap.services.as_of import as_of
from journeymap.services.cache import by_revision
from journeymap.services.insights.finding import Finding, Kind, Look
from journeymap.services.insights.gaps import promise_gaps, room_gaps
from journeymap.services.insights.links import uneven, weakest_link
from journeymap.services.insights.look import look_at
from journeymap.services.insights.moved import moved
from journeymap.services.insights.red import journey_red
from journeymap.services.insights.segments import segments
from journeymap.services.insights.thin import thin
from journeymap.services.journey_scores import Whose
from journeymap.store.database import Database

FINDERS: tuple[Callable[[Look], list[Finding]], ...] = (
    journey_red,
    weakest_link,
    moved,
    promise_gaps,
    uneven,
    segments,
    room_gaps,
    thin,
)


def insights(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    persona_id: str | None = None,
    segment: str | None = None,
    settings: Settings | None = None,
    today: date | None = None,
) -> tuple[Finding, ...]:
    """What the answers of a journey say, as far as it holds against noise; then what is too thin to say anything of.

    Kept until the next write.

    :param persona_id: only answers that were matched to this persona; ``None``: all customers.
    :param segment: only answers that came with this segment; ``None``: all customers.
    :param settings: those of the process when left out.
    :param today: the day in the installation's time zone; for tests.
    :raises NotFound: there is no such journey.
    """
    chosen, day = as_of(settings, today)
    return _insights(db, journey_id, period, Whose(persona_id, segment), chosen, day)


@by_revision(maxsize=64)
def _insights(
    db: Database, journey_id: str, period: Period, whose: Whose, settings: Settings, today: date
) -> tuple[Finding, ...]:
    look = look_at(db, journey_id, period, whose, settings, today)
    found = [finding for find in FINDERS for finding in find(look)]
    order = list(Kind)
    return tuple(sorted(found, key=lambda finding: (order.index(finding.kind), -finding.strength)))
