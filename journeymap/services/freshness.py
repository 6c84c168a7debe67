"""Is a map still to be trusted? When its review is due, its newest answer or its last edit too old, it says so."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from uuid import UUID

from journeymap.config import Settings
from journeymap.model.journey import Journey
from journeymap.scores.period import day_of
from journeymap.services.as_of import as_of
from journeymap.services.cache import by_revision
from journeymap.services.journey_scores import journey_scores
from journeymap.store.database import Database
from journeymap.store.journal import read_last_acts

__all__ = ["Concern", "Why", "concern"]


class Why(StrEnum):
    """What is wrong with the age of a map."""

    REVIEW_DUE = "review_due"
    OLD_ANSWERS = "old_answers"
    OLD_EDITS = "old_edits"


@dataclass(frozen=True, slots=True)
class Concern:
    """Why somebody should look at a map again.

    :param since: the day when the review was due, the newest answer was given, or somebody edited it last.
    :param days: how many days ago that was.
    """

    why: Why
    since: date
    days: int


def concern(
    db: Database, journey: Journey, *, settings: Settings | None = None, today: date | None = None
) -> Concern | None:
    """What to say about the age of a map, ``None`` when nothing is wrong.

    A review date that has passed comes first. One that lies ahead answers everything else: somebody has looked, and
    said when to look again. Journeys of the sample have fixed dates and are never called old.

    :param settings: those of the process when left out.
    :param today: the day in the installation's time zone; for tests.
    """
    chosen, day = as_of(settings, today)
    if journey.review_date is not None:
        passed = journey.review_date < day
        return Concern(Why.REVIEW_DUE, journey.review_date, (day - journey.review_date).days) if passed else None
    if journey.sample or journey.archived:
        return None
    newest = journey_scores(db, journey.id, settings=settings).newest
    ages = (
        (Why.OLD_ANSWERS, newest, chosen.answers_old_after),
        (Why.OLD_EDITS, last_edit(db, journey.id), chosen.edits_old_after),
    )
    for why, moment, limit in ages:
        if moment is not None and day - day_of(moment, chosen.zone) > timedelta(days=limit):
            since = day_of(moment, chosen.zone)
            return Concern(why, since, (day - since).days)
    return None


def last_edit(db: Database, journey_id: str) -> datetime | None:
    """When a map was edited last, as far as the journal reaches; else when it was made, which its id says. Naive UTC;
    ``None`` when neither is known.
    """
    made = UUID(journey_id)
    if made.version != 7:
        return _last_edits(db).get(journey_id)
    moment = datetime.fromtimestamp((made.int >> 80) / 1000, UTC).replace(tzinfo=None)
    return max(moment, _last_edits(db).get(journey_id, moment))


@by_revision(maxsize=1)
def _last_edits(db: Database) -> dict[str, datetime]:
    return {row["scope"]: row["done_at"] for row in read_last_acts(db)}
