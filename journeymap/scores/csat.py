"""Customer satisfaction: the share of answers in the top boxes of the scale, 0–100 per cent."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.model.survey import GoodEnd
from journeymap.scores.intervals import Interval, wilson
from journeymap.scores.scale import TOP_BOXES, Counts


@dataclass(frozen=True, slots=True)
class Csat:
    """How many are satisfied, of ``n``."""

    satisfied: int
    n: int

    @classmethod
    def of(cls, counts: Counts, low: int, high: int, good_end: GoodEnd = GoodEnd.HIGH) -> Csat:
        """From answers on a scale that :func:`~journeymap.scores.scale.check_scale` lets pass."""
        boxes = TOP_BOXES[high - low + 1]
        if good_end is GoodEnd.HIGH:
            satisfied = sum(n for answer, n in counts if answer >= high - boxes + 1)
        else:
            satisfied = sum(n for answer, n in counts if answer <= low + boxes - 1)
        return cls(satisfied, sum(n for _answer, n in counts))

    @property
    def value(self) -> float | None:
        """Per cent; ``None`` without answers."""
        return 100 * self.satisfied / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """95 %, per cent: Wilson, see :func:`~journeymap.scores.intervals.wilson`."""
        if not self.n:
            return None
        low, high = wilson(self.satisfied, self.n)
        return 100 * low, 100 * high
