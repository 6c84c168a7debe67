"""What stands on the map besides people's own texts and scores: names of lanes, counts, emotions."""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import format_decimal

from journeymap.locale import current
from journeymap.locale import gettext as _
from journeymap.model.journey import Evidence, Lane, LaneKind
from journeymap.model.survey import Metric
from journeymap.scores import wording
from journeymap.scores.bands import rounded
from journeymap.scores.score import Trend


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


@lru_cache(maxsize=100)
def _metric(metric: Metric, _locale: str) -> str:
    return wording.metric_name(metric)


def metric_name(metric: Metric) -> str:
    """The short name of a metric."""
    return _metric(metric, current())


def evidence_name(evidence: Evidence) -> str:
    """What a card rests on."""
    return {
        Evidence.ASSUMED: _("assumed"),
        Evidence.OBSERVED: _("observed"),
        Evidence.MEASURED: _("measured"),
    }[evidence]


def trend_sign(trend: Trend | None) -> str:
    """An arrow for a change beyond noise, blank otherwise."""
    return {Trend.UP: "↗", Trend.DOWN: "↘", None: ""}[trend]


def count(n: int) -> str:
    """A whole number with its thousands apart."""
    return _grouped(n, current())


def answers(n: int) -> str:
    """How many answered."""
    return _("n = {n}").format(n=count(n))


def signed(value: float) -> str:
    """An emotion, ``+0.5``, ``−1.7``, ``0.0``."""
    tenths = rounded(value, 1)
    text = f"{abs(tenths):.1f}".replace(".", _("."))
    return f"+{text}" if tenths > 0 else f"−{text}" if tenths < 0 else text


@lru_cache(maxsize=10_000)
def _grouped(value: int, locale: str) -> str:
    return str(format_decimal(value, format="#,##0", locale=locale))
