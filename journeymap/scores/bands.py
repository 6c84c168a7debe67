"""Good, middling, poor: the bands that colours and signs follow. The user can set them per metric."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from math import copysign, floor

from journeymap.errors import InvalidInput
from journeymap.locale import gettext as _
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.score import Band

REFERENCE: Mapping[Metric, tuple[float, float]] = {
    Metric.NPS: (-100, 100),
    Metric.CSAT: (0, 100),
    Metric.CES: (1, 7),
    Metric.STARS: (1, 5),
}
"""Worst and best value of the scale that a metric's bands are given on."""

DECIMALS: Mapping[Metric, int] = {Metric.NPS: 0, Metric.CSAT: 0, Metric.CES: 1, Metric.STARS: 1}
"""How many decimals a score is shown with."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where the bands of one metric begin, on its reference scale.

    :param good: this value and better is good.
    :param middling: this value and better, below ``good``, is middling; the rest is poor.
    """

    good: float
    middling: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Bands:
    """The bands of all metrics; NPS in points, CSAT in per cent, CES on 1–7, stars on 1–5.

    :raises InvalidInput: limits off the scale, or in the wrong order.
    """

    nps: Limits = field(default=Limits(30, 0))
    csat: Limits = field(default=Limits(80, 60))
    ces: Limits = field(default=Limits(5.5, 4))
    stars: Limits = field(default=Limits(4.2, 3.5))

    def __post_init__(self) -> None:
        for metric in Metric:
            worst, best = REFERENCE[metric]
            limits = self.of(metric)
            if not worst <= limits.middling < limits.good <= best:
                raise InvalidInput(
                    _("The bands of {metric} must lie between {worst} and {best}, good above middling.").format(
                        metric=metric.upper(), worst=f"{worst:g}", best=f"{best:g}"
                    )
                )

    def of(self, metric: Metric) -> Limits:
        """The limits of one metric."""
        limits: Limits = getattr(self, metric.value)
        return limits


DEFAULT = Bands()


def rounded(value: float, decimals: int) -> float:
    """``value`` as it is shown: halves away from zero, and never −0."""
    scale = 10.0**decimals
    # The tiny addend makes up for numbers such as 4.35, which the machine holds as 4.3499…
    return copysign(floor(abs(value) * scale + 0.5 + 1e-9) / scale, value) + 0.0


def band_of(
    value: float,
    metric: Metric,
    *,
    scale_low: float,
    scale_high: float,
    good_end: GoodEnd = GoodEnd.HIGH,
    bands: Bands = DEFAULT,
) -> Band:
    """The band of a score. It follows the number as shown, so that number and sign never contradict each other.

    :param value: NPS −100..100, CSAT 0..100, CES and stars in points of their scale; on scales other than the reference
        the limits lie at the same fractions, from the worst end to the best.
    """
    value = rounded(value, DECIMALS[metric])
    worst, best = REFERENCE[metric]
    if metric in (Metric.CES, Metric.STARS):
        low, high = (scale_low, scale_high) if good_end is GoodEnd.HIGH else (scale_high, scale_low)
        value = worst + (value - low) / (high - low) * (best - worst)
    limits = bands.of(metric)
    if value >= limits.good - 1e-9:
        return Band.GOOD
    return Band.MIDDLING if value >= limits.middling - 1e-9 else Band.POOR
