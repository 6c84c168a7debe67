"""Touchpoints at which somebody asks, and too few have answered to say anything."""

from __future__ import annotations

from journeymap.services.insights.finding import Finding, Kind, Look


def thin(look: Look) -> list[Finding]:
    """Touchpoints with a survey and without a score that can be shown, in the order of the journey."""
    found = []
    for touchpoint in look.journey_map.touchpoints:
        scores = look.scores.by_touchpoint.get(touchpoint.id, ())
        if scores and not any(score.shown for score in scores):
            found.append(
                Finding(
                    kind=Kind.THIN,
                    touchpoint_id=touchpoint.id,
                    score=max(scores, key=lambda score: score.n),
                    days=look.days,
                    touchpoint_ids=(touchpoint.id,),
                )
            )
    return found
