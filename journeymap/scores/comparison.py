"""Two sides of a comparison: which scores really differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from journeymap.scores.change import Difference, change, flagged
from journeymap.scores.score import Score

Place = str | None
"""Id of a touchpoint; ``None`` for the journey as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ScoreDifference:
    """One metric, scale and good end on both sides.

    :param before_at: id of the touchpoint there, ``None`` for the journey as a whole; likewise ``after_at``.
    :param change: after less before; ``None`` where one side has too few answers to show, or all are the same.
    :param differs: beyond noise, also when all the others are compared at the same time.
    """

    before_at: Place
    after_at: Place
    before: Score
    after: Score
    change: Difference | None = None
    differs: bool = False


def compare_scores(
    before: Mapping[Place, Sequence[Score]],
    after: Mapping[Place, Sequence[Score]],
    places: Iterable[tuple[Place, Place]],
) -> tuple[ScoreDifference, ...]:
    """Every score that is asked on both sides, in the order of ``places``.

    Only scores of one metric, scale and good end are compared. No answer may be on both sides. Benjamini–Hochberg
    decides over all of them which differ, as it does for trends.

    :param places: (before, after) of what stands on both sides.
    """
    found = [
        (here, there, score, other, _change(score, other))
        for here, there in places
        for score in before.get(here, ())
        for other in after.get(there, ())
        if _question(score) == _question(other)
    ]
    # What lies within the noise by itself is never flagged among others; its exact p is of no matter.
    p_values = [moved.p if moved.beyond_noise else 1.0 for *_sides, moved in found if moved is not None]
    flags = iter(flagged(p_values))
    return tuple(
        ScoreDifference(
            before_at=here,
            after_at=there,
            before=score,
            after=other,
            change=moved,
            differs=moved is not None and next(flags),
        )
        for here, there, score, other, moved in found
    )


def _question(score: Score) -> tuple[object, ...]:
    return score.metric, score.scale_low, score.scale_high, score.good_end


def _change(before: Score, after: Score) -> Difference | None:
    if not (before.shown and after.shown):
        return None
    return change(
        before.counts,
        after.counts,
        metric=before.metric,
        scale_low=before.scale_low,
        scale_high=before.scale_high,
        good_end=before.good_end,
    )
