"""Net Promoter Score: promoters (9–10) less detractors (0–6), of all who answered, −100..100."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.scores.intervals import Interval, adjusted_wald
from journeymap.scores.scale import Counts


@dataclass(frozen=True, slots=True)
class Nps:
    """How many answered 9–10 and 0–6, of ``n``."""

    promoters: int
    detractors: int
    n: int

    @classmethod
    def of(cls, counts: Counts) -> Nps:
        """From answers on 0–10."""
        promoters = detractors = n = 0
        for answer, how_many in counts:
            n += how_many
            if answer >= 9:
                promoters += how_many
            elif answer < 7:
                detractors += how_many
        return cls(promoters, detractors, n)

    @property
    def passives(self) -> int:
        """How many answered 7–8."""
        return self.n - self.promoters - self.detractors

    @property
    def value(self) -> float | None:
        """−100..100; ``None`` without answers. Source: Reichheld (2003), Harvard Business Review 81(12)."""
        return 100 * (self.promoters - self.detractors) / self.n if self.n else None

    @property
    def interval(self) -> Interval | None:
        """95 %, −100..100: adjusted Wald, see :func:`~journeymap.scores.intervals.adjusted_nps`."""
        if not self.n:
            return None
        low, high = adjusted_wald(self.promoters, self.detractors, self.n)
        return 100 * low, 100 * high
