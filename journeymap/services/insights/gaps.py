"""What was promised, and what the team believed, against what customers experience."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import NormalDist

from journeymap.scores.intervals import wilson
from journeymap.scores.journey import Content
from journeymap.services.insights.finding import LEVEL, Finding, Kind, Look
from journeymap.services.insights.whole import felt_curve

LEAST_PROMISE_GAP = 0.5
"""On −2..+2: an eighth of the way from the worst to the best; smaller ones nobody feels."""
LEAST_ROOM_GAP = 1.0
"""On −2..+2. What a team believes is set down in round numbers, so only a quarter of the way counts as a gap."""


def promise_gaps(look: Look) -> list[Finding]:
    """Touchpoints at which customers expect more than they get, the largest gap first."""
    expected = {t.id: t.expectation for t in look.journey_map.touchpoints if t.expectation is not None}
    gaps = _gaps(look, expected, Kind.PROMISE_GAP, LEAST_PROMISE_GAP)
    return [gap for gap in gaps if gap.expected is not None and gap.expected > (gap.experienced or 0.0)]


def room_gaps(look: Look) -> list[Finding]:
    """Touchpoints at which the team believes something else than customers say, the largest gap first.

    What the team believes is the emotion on the map, the mean of all personas.
    """
    return _gaps(look, felt_curve(look), Kind.ROOM_GAP, LEAST_ROOM_GAP)


def _gaps(look: Look, believed: Mapping[str, float], kind: Kind, least: float) -> list[Finding]:
    """Gaps that hold against noise among all that were looked at (Bonferroni)."""
    measured = {t: score for t, score in look.marks.items() if t in believed}
    if not measured:
        return []
    z = NormalDist().inv_cdf(1 - LEVEL / (2 * len(measured)))
    found = []
    for touchpoint_id, score in measured.items():
        content, expected = Content.of(score), believed[touchpoint_id]
        low, high = (4 * share - 2 for share in wilson(content.content, content.n, z))
        gap = abs(expected - content.experience)
        if gap < least or low <= expected <= high:
            continue
        found.append(
            Finding(
                kind=kind,
                touchpoint_id=touchpoint_id,
                score=score,
                days=look.days,
                touchpoint_ids=(touchpoint_id,),
                expected=expected,
                experienced=content.experience,
                strength=gap,
            )
        )
    return found
