"""What stands on the map besides people's own texts: names of lanes and metrics, scores as they are written."""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import format_decimal, format_percent

from journeymap.locale import current
from journeymap.locale import gettext as _
from journeymap.model.journey import Evidence, Lane, LaneKind
from journeymap.model.survey import Metric
from journeymap.scores.score import Band, Score, Trend

MINUS = "−"


def lane_title(lane: Lane) -> str:
    """The title of a lane, or the name of its kind."""
    return lane.title or _lane_kinds(current())[lane.kind]


@lru_cache(maxsize=16)
def _lane_kinds(_locale: str) -> dict[LaneKind, str]:
    return {
        LaneKind.TOUCHPOINT: _("Touchpoint & channel"),
        LaneKind.ACTIONS: _("Customer actions"),
        LaneKind.THOUGHTS: _("Thoughts"),
        LaneKind.EMOTION: _("Emotion"),
        LaneKind.SCORES: _("Feedback scores"),
        LaneKind.PROMISE: _("Promise"),
        LaneKind.PAIN_POINTS: _("Pain points"),
        LaneKind.OPPORTUNITIES: _("Opportunities"),
        LaneKind.EVIDENCE: _("Physical evidence"),
        LaneKind.FRONTSTAGE: _("Frontstage"),
        LaneKind.BACKSTAGE: _("Backstage"),
        LaneKind.SUPPORT: _("Support processes"),
        LaneKind.TEXT: _("Text"),
        LaneKind.PICTURE: _("Pictures"),
        LaneKind.INTERACTION_LINE: _("Line of interaction"),
        LaneKind.VISIBILITY_LINE: _("Line of visibility"),
        LaneKind.INTERNAL_LINE: _("Line of internal interaction"),
    }


def metric_name(metric: Metric) -> str:
    """The short name of a metric."""
    return _metrics(current())[metric]


@lru_cache(maxsize=16)
def _metrics(_locale: str) -> dict[Metric, str]:
    return {Metric.NPS: _("NPS"), Metric.CSAT: _("CSAT"), Metric.CES: _("CES"), Metric.STARS: _("Stars")}


def band_name(band: Band) -> str:
    """The name of a band, for legends."""
    return {Band.GOOD: _("good"), Band.MIDDLING: _("middling"), Band.POOR: _("poor")}[band]


def evidence_name(evidence: Evidence) -> str:
    """What a card rests on."""
    return {
        Evidence.ASSUMED: _("assumed"),
        Evidence.OBSERVED: _("observed"),
        Evidence.MEASURED: _("measured"),
    }[evidence]


def number(metric: Metric, value: float) -> str:
    """A score as it is written: NPS ``+12``, CSAT ``72%``, CES and stars ``5.1``."""
    if metric is Metric.NPS:
        whole = round(value)
        return ("+" if whole > 0 else MINUS if whole < 0 else "") + count(abs(whole))
    if metric is Metric.CSAT:
        return _percent(round(value), current())
    return _decimal(round(value, 1), "0.0", current()).replace("-", MINUS)


def unit(score: Score) -> str:
    """What follows a mean: `` of 7``; blank for NPS and CSAT, and for scales that do not start at one."""
    if score.metric in (Metric.NPS, Metric.CSAT):
        return ""
    if score.scale_low == 1:
        return _("of {highest}").format(highest=score.scale_high)
    return _("on {lowest}–{highest}").format(lowest=score.scale_low, highest=score.scale_high)


def interval(score: Score) -> str:
    """The 95 % interval, ``+4 to +31``; blank where there is none."""
    if score.low is None or score.high is None:
        return ""
    return _("{low} to {high}").format(low=number(score.metric, score.low), high=number(score.metric, score.high))


def trend_sign(trend: Trend | None) -> str:
    """An arrow for a change beyond noise, blank otherwise."""
    return {Trend.UP: "↗", Trend.DOWN: "↘", None: ""}[trend]


def count(n: int) -> str:
    """A whole number with its thousands apart."""
    return _decimal(n, "#,##0", current())


def answers(n: int) -> str:
    """How many answered."""
    return _("n = {n}").format(n=count(n))


def too_few(n: int) -> str:
    """What stands where too few answered."""
    return _("n = {n}, too few to show").format(n=count(n))


def signed(value: float) -> str:
    """An emotion, ``+0.5``, ``−1.7``, ``0.0``."""
    text = _decimal(abs(round(value, 1)), "0.0", current())
    return ("+" if round(value, 1) > 0 else MINUS if round(value, 1) < 0 else "") + text


@lru_cache(maxsize=10_000)
def _decimal(value: float, pattern: str, locale: str) -> str:
    return str(format_decimal(value, format=pattern, locale=locale))


@lru_cache(maxsize=1_000)
def _percent(value: int, locale: str) -> str:
    return str(format_percent(value / 100, locale=locale))
