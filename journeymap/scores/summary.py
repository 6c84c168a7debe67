"""From counted answers to a score with its company."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.bands import DEFAULT, Bands, band_of
from journeymap.scores.csat import Csat
from journeymap.scores.intervals import Interval
from journeymap.scores.mean import Mean
from journeymap.scores.nps import Nps
from journeymap.scores.scale import Counts, check_scale, tidy
from journeymap.scores.score import Score


def summarise(
    counts: Iterable[tuple[float, int]],
    *,
    metric: Metric,
    scale_low: int,
    scale_high: int,
    good_end: GoodEnd = GoodEnd.HIGH,
    min_answers: int,
    bands: Bands = DEFAULT,
    main: bool = False,
    first: datetime | None = None,
    last: datetime | None = None,
) -> Score:
    """The score of counted answers, all of one metric, scale and good end.

    :param counts: (answer, how many gave it) in any order; skipped answers are not among them.
    :param min_answers: from how many on the value is shown.
    :param first: time of the first answer, likewise ``last``; passed on.
    :raises InvalidInput: the metric is not defined on this scale, or an answer lies off it.
    """
    check_scale(metric, scale_low, scale_high, good_end)
    ordered = tidy(counts, scale_low, scale_high)
    n, value, interval = _measure(ordered, metric, scale_low, scale_high, good_end)
    band = None
    if value is not None:
        band = band_of(value, metric, scale_low=scale_low, scale_high=scale_high, good_end=good_end, bands=bands)
    return Score(
        metric=metric,
        scale_low=scale_low,
        scale_high=scale_high,
        good_end=good_end,
        n=n,
        value=value,
        low=interval[0] if interval else None,
        high=interval[1] if interval else None,
        band=band,
        shown=n >= min_answers,
        main=main,
        first=first,
        last=last,
        counts=ordered,
    )


def _measure(
    counts: Counts, metric: Metric, low: int, high: int, good_end: GoodEnd
) -> tuple[int, float | None, Interval | None]:
    if metric is Metric.NPS:
        nps = Nps.of(counts)
        return nps.n, nps.value, nps.interval
    if metric is Metric.CSAT:
        csat = Csat.of(counts, low, high, good_end)
        return csat.n, csat.value, csat.interval
    mean = Mean.of(counts)
    return mean.n, mean.value, mean.interval(low, high)
