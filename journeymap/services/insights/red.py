"""Every stop is green, the journey is red: the alarm of the founding story."""

from __future__ import annotations

from journeymap.scores.journey import journey_is_red
from journeymap.services.insights.finding import Finding, Kind, Look


def journey_red(look: Look) -> list[Finding]:
    """The journey's own score lies below its good band, though no touchpoint does."""
    own = look.scores.whole[0] if look.scores.whole else None
    touchpoints = len(look.journey_map.touchpoints)
    if own is None or not journey_is_red(list(look.marks.values()), touchpoints, own, look.bands):
        return []
    return [
        Finding(
            kind=Kind.JOURNEY_RED,
            score=own,
            days=look.days,
            touchpoint_ids=tuple(look.marks),
        )
    ]
