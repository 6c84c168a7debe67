"""Scores as people read them. The number alone is never enough: interval, n and scale have words of their own."""

from __future__ import annotations

from journeymap.locale import figures, ngettext
from journeymap.locale import gettext as _
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.bands import DECIMALS, rounded
from journeymap.scores.change import Difference
from journeymap.scores.score import Band, Score


def metric_name(metric: Metric) -> str:
    """NPS, CSAT, CES or Stars."""
    return {Metric.NPS: _("NPS"), Metric.CSAT: _("CSAT"), Metric.CES: _("CES"), Metric.STARS: _("Stars")}[metric]


def band_word(band: Band) -> str:
    """Good, middling or poor."""
    return {Band.GOOD: _("good"), Band.MIDDLING: _("middling"), Band.POOR: _("poor")}[band]


def shown_number(value: float, metric: Metric) -> str:
    """A value without its unit: ``+45``, ``80``, ``5.3``; halves are rounded away from zero."""
    decimals = DECIMALS[metric]
    number = rounded(value, decimals)
    text = figures.decimal(abs(number), decimals)
    if number < 0:
        return f"−{text}"
    return f"+{text}" if metric is Metric.NPS and number > 0 else text


def shown_value(score: Score) -> str:
    """``+45``, ``80 %`` or ``5.3``; a dash without answers. Whether there are enough of them, ``score.shown`` says."""
    if score.value is None:
        return "–"
    number = shown_number(score.value, score.metric)
    return _("{number} %").format(number=number) if score.metric is Metric.CSAT else number


def shown_interval(score: Score) -> str:
    """``+29 to +58``, ``77 to 82 %``, ``5.0 to 5.6``, or that all are the same; blank without answers."""
    if score.value is None:
        return ""
    if score.low is None or score.high is None:
        return _("one answer only") if score.n == 1 else _("all the same")
    low, high = shown_number(score.low, score.metric), shown_number(score.high, score.metric)
    if score.metric is Metric.CSAT:
        return _("{low} to {high} %").format(low=low, high=high)
    return _("{low} to {high}").format(low=low, high=high)


def shown_difference(value: float, metric: Metric) -> str:
    """A difference of two scores with its sign: ``+14 points`` of NPS or per cent, ``−0.3`` of a mean."""
    number = _signed(value, metric)
    return _("{number} points").format(number=number) if metric in (Metric.NPS, Metric.CSAT) else number


def shown_difference_interval(difference: Difference, metric: Metric) -> str:
    """Its 95 % interval: ``+2 to +26``."""
    low, high = (_signed(end, metric) for end in (difference.low, difference.high))
    return _("{low} to {high}").format(low=low, high=high)


def _signed(value: float, metric: Metric) -> str:
    number = shown_number(value, metric)
    positive = rounded(value, DECIMALS[metric]) > 0
    return f"+{number}" if positive and not number.startswith("+") else number


def scale_note(score: Score) -> str:
    """``of 7``, to stand behind a mean, also where the low end is the good one; blank for NPS and CSAT."""
    if score.metric in (Metric.NPS, Metric.CSAT):
        return ""
    if score.good_end is GoodEnd.LOW:
        return _("of {high}, {low} is best").format(high=score.scale_high, low=score.scale_low)
    return _("of {high}").format(high=score.scale_high)


def too_few(score: Score) -> str:
    """What stands in place of a score with too few answers: ``n = 3, too few to show``."""
    return _("n = {n}, too few to show").format(n=figures.whole(score.n))


def answers(n: int) -> str:
    """``1 answer``, ``1,200 answers``."""
    return ngettext("{n} answer", "{n} answers", n).format(n=figures.whole(n))
