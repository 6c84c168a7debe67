"""Where the map has no touchpoints, no survey, no answers or no owner, and how much contact the company starts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from journeymap.config import Settings
from journeymap.model.journey import Initiator, Touchpoint
from journeymap.scores.period import ALL_TIME, Period
from journeymap.services.as_of import as_of
from journeymap.services.cache import by_revision
from journeymap.services.insights.look import look_at
from journeymap.services.journey_scores import Whose, journey_scores
from journeymap.store.counts import read_asked
from journeymap.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """What is missing. Touchpoints by id, in the order of the journey.

    :param empty_stages: titles of stages without touchpoints.
    :param unasked: touchpoints without a survey.
    :param unanswered: touchpoints with a survey that nobody has ever answered.
    :param stale: touchpoints whose answers are all from another time than the period.
    :param unowned: touchpoints that nobody owns.
    :param started: touchpoints at which the company starts the contact, with the reach of each (``None``: not known),
        the largest first.
    :param most_reached: the largest reach of any touchpoint, as a floor for the number of customers.
    """

    empty_stages: tuple[str, ...]
    unasked: tuple[str, ...]
    unanswered: tuple[str, ...]
    stale: tuple[str, ...]
    unowned: tuple[str, ...]
    started: tuple[tuple[str, int | None], ...]
    most_reached: int | None

    @property
    def contacts(self) -> int:
        """Contacts that the company starts in a month, as far as reach is known."""
        return sum(reach or 0 for _touchpoint_id, reach in self.started)


def coverage(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    settings: Settings | None = None,
    today: date | None = None,
) -> Coverage:
    """What a journey lacks, whoever answered; kept until the next write.

    :param settings: those of the process when left out; likewise ``today``.
    :raises NotFound: there is no such journey.
    """
    chosen, day = as_of(settings, today)
    return _coverage(db, journey_id, period, chosen, day)


@by_revision(maxsize=64)
def _coverage(db: Database, journey_id: str, period: Period, settings: Settings, today: date) -> Coverage:
    look = look_at(db, journey_id, period, Whose(), settings, today)
    shown = look.journey_map
    asked = {survey.touchpoint_id for survey in read_asked(db, journey_id)}
    ever = _answered(db, journey_id, ALL_TIME, settings, today)
    now = _answered(db, journey_id, period, settings, today)
    used = {touchpoint.stage_id for touchpoint in shown.touchpoints}
    started = [t for t in shown.touchpoints if t.initiator is Initiator.COMPANY]
    started.sort(key=lambda t: -(t.reach or 0))
    return Coverage(
        empty_stages=tuple(stage.title for stage in shown.stages if stage.id not in used),
        unasked=_ids(t for t in shown.touchpoints if t.id not in asked),
        unanswered=_ids(t for t in shown.touchpoints if t.id in asked and t.id not in ever),
        stale=_ids(t for t in shown.touchpoints if t.id in ever and t.id not in now),
        unowned=_ids(t for t in shown.touchpoints if not t.owner.strip()),
        started=tuple((t.id, t.reach) for t in started),
        most_reached=max((t.reach for t in shown.touchpoints if t.reach is not None), default=None),
    )


def _ids(touchpoints: Iterable[Touchpoint]) -> tuple[str, ...]:
    return tuple(touchpoint.id for touchpoint in touchpoints)


def _answered(db: Database, journey_id: str, period: Period, settings: Settings, today: date) -> set[str | None]:
    scores = journey_scores(db, journey_id, period=period, settings=settings, today=today)
    return {place.touchpoint_id for place in scores.all if place.score.n}
