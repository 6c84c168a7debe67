"""The journey as a whole: its own score, its chain of contacts, how even it is, its peak and its end."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from journeymap.config import Settings
from journeymap.model.survey import Metric
from journeymap.scores.intervals import wilson
from journeymap.scores.journey import Chain, Content, Unevenness, journey_is_red, peak_and_end, unevenness
from journeymap.scores.period import ALL_TIME, Period
from journeymap.scores.score import Score
from journeymap.services.as_of import as_of
from journeymap.services.cache import by_revision
from journeymap.services.insights.finding import Look
from journeymap.services.insights.look import look_at
from journeymap.services.journey_scores import Whose
from journeymap.services.weakest import links_by_metric, most_measured
from journeymap.store.database import Database
from journeymap.store.respondents import read_chain


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeJourney:
    """What can be said of a journey as a whole.

    :param own: the journey's own score, ``None`` while nobody has been asked about it.
    :param red: every stop is green, the journey is red.
    :param chain: ``None`` without anybody who answered at two touchpoints.
    :param unevenness: of the touchpoints that are measured by ``metric``; ``None`` with fewer than two.
    :param felt: peak and end of the team's emotion curve, −2..+2, the mean of all personas.
    :param measured: peak and end of what customers say, −2..+2.
    """

    own: Score | None
    red: bool
    chain: Chain | None
    metric: Metric
    unevenness: Unevenness | None
    felt: float | None
    measured: float | None


def whole_journey(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    persona_id: str | None = None,
    segment: str | None = None,
    settings: Settings | None = None,
    today: date | None = None,
) -> WholeJourney:
    """What can be said of a journey as a whole; kept until the next write.

    :param persona_id: only answers that were matched to this persona; ``None``: all customers.
    :param segment: only answers that came with this segment; ``None``: all customers.
    :param settings: those of the process when left out; likewise ``today``.
    :raises NotFound: there is no such journey.
    """
    chosen, day = as_of(settings, today)
    return _whole_journey(db, journey_id, period, Whose(persona_id, segment), chosen, day)


@by_revision(maxsize=64)
def _whole_journey(
    db: Database, journey_id: str, period: Period, whose: Whose, settings: Settings, today: date
) -> WholeJourney:
    look = look_at(db, journey_id, period, whose, settings, today)
    own = look.scores.whole[0] if look.scores.whole else None
    links = links_by_metric(look.scores.by_touchpoint)
    metric = most_measured(links)
    return WholeJourney(
        own=own,
        red=journey_is_red(list(look.marks.values()), len(look.journey_map.touchpoints), own, look.bands),
        chain=_chain(look),
        metric=metric,
        unevenness=unevenness(link.share for link in links[metric].values()),
        felt=peak_and_end(list(felt_curve(look).values())),
        measured=peak_and_end([Content.of(score).experience for score in look.marks.values()]),
    )


def felt_curve(look: Look) -> Mapping[str, float]:
    """What the team believes customers feel, −2..+2: the mean of its personas, by touchpoint in the journey's order."""
    values: dict[str, list[float]] = {}
    for emotion in look.journey_map.emotions:
        if look.whose.persona_id in (None, emotion.persona_id):
            values.setdefault(emotion.touchpoint_id, []).append(emotion.value)
    return {t.id: fmean(values[t.id]) for t in look.journey_map.touchpoints if t.id in values}


def _chain(look: Look) -> Chain | None:
    start, end = look.period.limits(look.settings.zone)
    found = read_chain(look.db, look.journey_map.journey.id, start, end, *look.whose)
    if not found.n or found.expected is None:
        return None
    low, high = wilson(found.content, found.n)
    return Chain(found.n, found.content, low, high, found.expected)
