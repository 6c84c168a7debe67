"""A score and its company: how many answered, how sure that is, in which band it lies."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from journeymap.model.survey import GoodEnd, Metric


class Band(StrEnum):
    """Where a score lies against the bands that the user set for its metric."""

    GOOD = "good"
    MIDDLING = "middling"
    POOR = "poor"


class Trend(StrEnum):
    """A change beyond noise; whether that is good depends on the scale's good end."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """All answers of one metric, scale and good end at one place in one period.

    :param scale_low: lowest answer of the scale.
    :param scale_high: highest answer of the scale.
    :param n: valid answers; skipped ones are not among them.
    :param value: NPS −100..100, CSAT 0..100 per cent, CES and stars the mean on their scale; ``None`` without answers.
    :param low: lower end of the 95 % interval, in the unit of ``value``; ``None`` where there is none.
    :param high: upper end of the same.
    :param band: ``None`` without answers.
    :param shown: whether there are enough answers to show the value; given also when it is false.
    :param main: the touchpoint's mark follows this score.
    :param more: how many other scales of the same metric stand at the same place (the cell shows ``+1``).
    :param first: time of the first answer, UTC.
    :param last: time of the newest answer, UTC.
    :param counts: (answer, how many gave it), ascending.
    :param trend: only where the change against the earlier period is beyond noise.
    """

    metric: Metric
    scale_low: int
    scale_high: int
    good_end: GoodEnd = GoodEnd.HIGH
    n: int = 0
    value: float | None = None
    low: float | None = None
    high: float | None = None
    band: Band | None = None
    shown: bool = False
    main: bool = False
    more: int = 0
    first: datetime | None = None
    last: datetime | None = None
    counts: tuple[tuple[float, int], ...] = ()
    trend: Trend | None = None
