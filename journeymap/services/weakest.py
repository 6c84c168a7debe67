"""Where a journey is weakest, as far as the answers can tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from journeymap.config import Settings
from journeymap.model.survey import Metric
from journeymap.scores.journey import Content, WeakestLink, weakest
from journeymap.scores.period import ALL_TIME, Period
from journeymap.scores.score import Score
from journeymap.services.cache import by_revision
from journeymap.services.journey_scores import journey_scores
from journeymap.store.database import Database


@by_revision(maxsize=256)
def weakest_link(
    db: Database,
    journey_id: str,
    period: Period = ALL_TIME,
    *,
    persona_id: str | None = None,
    segment: str | None = None,
    metric: Metric | None = None,
    mixed: bool = False,
    settings: Settings | None = None,
    today: date | None = None,
) -> WeakestLink | None:
    """The touchpoint with the lowest share of content answers, with its certainty.

    :param metric: only touchpoints that are measured so; left out: the metric that most touchpoints are measured by.
    :param mixed: compare across metrics, each touchpoint by the score that its mark follows. Whoever shows the result
        has to say so.
    :param settings: those of the process when left out; likewise ``today``, the day in the installation's time zone.
    :returns: ``None`` when fewer than two touchpoints have enough answers.
    """
    scores = journey_scores(
        db, journey_id, period=period, persona_id=persona_id, segment=segment, settings=settings, today=today
    ).by_touchpoint
    if mixed:
        return weakest({touchpoint_id: Content.of(own[0]) for touchpoint_id, own in scores.items() if own[0].shown})
    links = links_by_metric(scores)
    return weakest(links[most_measured(links) if metric is None else metric])


def links_by_metric(scores: Mapping[str, Sequence[Score]]) -> Mapping[Metric, dict[str, Content]]:
    """The content answers of every touchpoint that has enough of them, for each metric.

    :param scores: by touchpoint id.
    """
    links: dict[Metric, dict[str, Content]] = {metric: {} for metric in Metric}
    for touchpoint_id, own in scores.items():
        for score in own:
            if score.shown:
                links[score.metric][touchpoint_id] = Content.of(score)
    return links


def most_measured(links: Mapping[Metric, Mapping[str, Content]]) -> Metric:
    """The metric that most touchpoints are measured by; of two, the one with more answers."""
    return max(Metric, key=lambda metric: (len(links[metric]), sum(link.n for link in links[metric].values())))
