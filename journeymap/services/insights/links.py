"""The weakest link, and how uneven the journey is: touchpoints compared with each other, one metric at a time."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from journeymap.model.survey import Metric
from journeymap.scores.change import csat_change
from journeymap.scores.csat import Csat
from journeymap.scores.journey import Content, unevenness
from journeymap.scores.score import Score
from journeymap.services.insights.finding import LEVEL, Finding, Kind, Look
from journeymap.services.weakest import links_by_metric, most_measured
from journeymap.services.weakest import weakest_link as likely_weakest

SPREAD = 0.2
"""Share of content customers between the best and the weakest touchpoint from which a journey is called uneven."""


def weakest_link(look: Look) -> list[Finding]:
    """The touchpoint with the lowest content share, when it is clear which one that is."""
    metric, links = _compared(look)
    found = likely_weakest(
        look.db,
        look.journey_map.journey.id,
        look.period,
        **look.whose._asdict(),
        settings=look.settings,
        today=look.today,
    )
    if found is None or not found.clear:
        return []
    touchpoint_id = found.touchpoint_ids[0]
    return [
        Finding(
            kind=Kind.WEAKEST_LINK,
            touchpoint_id=touchpoint_id,
            score=_score(look, touchpoint_id, metric),
            days=look.days,
            touchpoint_ids=(touchpoint_id,),
            shares=(links[touchpoint_id].share,),
            probability=found.probability,
        )
    ]


def uneven(look: Look) -> list[Finding]:
    """Touchpoints that differ by more than noise and by a fifth of the customers or more.

    The best and the weakest are told apart when their difference holds against noise among all pairs (Bonferroni).
    """
    metric, links = _compared(look)
    spread = unevenness(link.share for link in links.values())
    if spread is None or spread.spread < SPREAD:
        return []
    best, worst = _furthest_apart(links)
    pairs = len(list(combinations(links, 2)))
    difference = csat_change(_csat(links[worst]), _csat(links[best]))
    if difference is None or difference.p * pairs >= LEVEL:
        return []
    return [
        Finding(
            kind=Kind.UNEVEN,
            touchpoint_id=worst,
            score=_score(look, worst, metric),
            days=look.days,
            touchpoint_ids=(worst, best),
            shares=(links[worst].share, links[best].share),
            strength=spread.spread,
        )
    ]


def _compared(look: Look) -> tuple[Metric, Mapping[str, Content]]:
    links = links_by_metric(look.scores.by_touchpoint)
    metric = most_measured(links)
    return metric, links[metric]


def _furthest_apart(links: Mapping[str, Content]) -> tuple[str, str]:
    ranked = sorted(links, key=lambda touchpoint_id: (links[touchpoint_id].share, touchpoint_id))
    return ranked[-1], ranked[0]


def _csat(link: Content) -> Csat:
    """A content share is a share like that of the satisfied, and is compared like it."""
    return Csat(link.content, link.n)


def _score(look: Look, touchpoint_id: str, metric: Metric) -> Score:
    return next(score for score in look.scores.by_touchpoint[touchpoint_id] if score.metric is metric)
