"""Customer effort (CES) and stars: the mean of the answers, on their own scale."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.scores.intervals import Interval, student
from journeymap.scores.scale import Counts


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean, the variance of the sample (n − 1 below the line) and how many answered.

    :param variance: 0 with fewer than two answers.
    """

    mean: float
    variance: float
    n: int

    @classmethod
    def of(cls, counts: Counts) -> Mean:
        """From answers on any scale; without answers ``n`` is 0 and the rest means nothing."""
        n = 0
        total = squares = 0.0
        for answer, how_many in counts:
            n += how_many
            total += answer * how_many
        if not n:
            return cls(0.0, 0.0, 0)
        mean = total / n
        for answer, how_many in counts:
            squares += how_many * (answer - mean) ** 2
        return cls(mean, squares / (n - 1) if n > 1 and len(counts) > 1 else 0.0, n)

    @property
    def value(self) -> float | None:
        """In points of the scale; ``None`` without answers."""
        return self.mean if self.n else None

    def interval(self, low: float, high: float) -> Interval | None:
        """95 % by Student's t, cut off at the scale's ends; ``None`` where all answers are the same."""
        return student(self.mean, self.variance, self.n, low, high)
