"""Every touchpoint of a journey as it is promised, believed and measured, side by side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from journeymap.config import Settings
from journeymap.scores.intervals import Interval, wilson
from journeymap.scores.journey import Content
from journeymap.scores.period import ALL_TIME, Period
from journeymap.scores.score import Score
from journeymap.services.as_of import as_of
from journeymap.services.cache import by_revision
from journeymap.services.insights.look import look_at
from journeymap.services.insights.whole import felt_curve
from journeymap.services.journey_scores import Whose
from journeymap.store.database import Database


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One touchpoint, or the journey as a whole.

    :param touchpoint_id: ``None`` for the journey as a whole.
    :param score: the one that its mark follows; ``None`` without enough answers. Likewise ``content`` and ``interval``.
    :param content: how many of its answers are content.
    :param interval: of the content share, 0–1, 95 % (Wilson).
    :param promised: what customers expect, −2..+2; ``None`` where nobody has said.
    :param felt: what the team believes customers feel, −2..+2; ``None`` where it has not said.
    """

    touchpoint_id: str | None
    title: str
    score: Score | None = None
    content: Content | None = None
    interval: Interval | None = None
    promised: float | None = None
    felt: float | None = None

    @property
    def experience(self) -> float | None:
        """Measured experience, −2..+2."""
        return None if self.content is None else self.content.experience

    @property
    def experience_interval(self) -> Interval | None:
        """Its 95 % interval, −2..+2."""
        return None if self.interval is None else (4 * self.interval[0] - 2, 4 * self.interval[1] - 2)


def stops(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    persona_id: str | None = None,
    segment: str | None = None,
    settings: Settings | None = None,
    today: date | None = None,
) -> tuple[Stop, ...]:
    """All touchpoints in the order of the journey, and before them the journey as a whole; kept until the next write.

    :param persona_id: only answers that were matched to this persona; ``None``: all customers.
    :param segment: only answers that came with this segment; ``None``: all customers.
    :param settings: those of the process when left out; likewise ``today``.
    :raises NotFound: there is no such journey.
    """
    chosen, day = as_of(settings, today)
    return _stops(db, journey_id, period, Whose(persona_id, segment), chosen, day)


@by_revision(maxsize=64)
def _stops(
    db: Database, journey_id: str, period: Period, whose: Whose, settings: Settings, today: date
) -> tuple[Stop, ...]:
    look = look_at(db, journey_id, period, whose, settings, today)
    own = look.scores.whole[0] if look.scores.whole and look.scores.whole[0].shown else None
    felt = felt_curve(look)
    return (
        _stop(None, look.journey_map.journey.title, own),
        *(
            _stop(t.id, t.title, look.marks.get(t.id), promised=t.expectation, felt=felt.get(t.id))
            for t in look.journey_map.touchpoints
        ),
    )


def _stop(
    touchpoint_id: str | None,
    title: str,
    score: Score | None,
    *,
    promised: float | None = None,
    felt: float | None = None,
) -> Stop:
    content = None if score is None else Content.of(score)
    return Stop(
        touchpoint_id=touchpoint_id,
        title=title,
        score=score,
        content=content,
        interval=None if content is None else wilson(content.content, content.n),
        promised=promised,
        felt=felt,
    )
