"""What stands on the map besides people's own texts and scores: names of lanes, counts, emotions."""

from __future__ import annotations

from functools import lru_cache

from journeymap.locale import current, figures, names
from journeymap.locale import gettext as _
from journeymap.model.journey import Evidence, Lane
from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores import wording
from journeymap.scores.bands import rounded
from journeymap.scores.score import Score, Trend


def lane_title(lane: Lane) -> str:
    """The title of a lane, or the name of its kind."""
    return lane.title or names.lane_kind(lane.kind)


@lru_cache(maxsize=100)
def _metric(metric: Metric, _locale: str) -> str:
    return wording.metric_name(metric)


def metric_name(metric: Metric) -> str:
    """The short name of a metric."""
    return _metric(metric, current())


def evidence_name(evidence: Evidence) -> str:
    """What a card rests on."""
    return names.evidence(evidence)


_NUMBERS: dict[tuple[Metric, float | None, str], str] = {}
_NOTES: dict[tuple[Metric, int, int, GoodEnd, str], str] = {}
_ENOUGH = 10_000


def number(score: Score) -> str:
    """A score as it is written, ``+12``, ``72 %``, ``5.1``; remembered, for a map asks for each more than once."""
    key = (score.metric, score.value, current())
    if key not in _NUMBERS:
        if len(_NUMBERS) >= _ENOUGH:
            _NUMBERS.clear()
        _NUMBERS[key] = wording.shown_value(score)
    return _NUMBERS[key]


def note(score: Score) -> str:
    """What stands behind a mean, ``of 7``."""
    key = (score.metric, score.scale_low, score.scale_high, score.good_end, current())
    if key not in _NOTES:
        _NOTES[key] = wording.scale_note(score)
    return _NOTES[key]


def trend_sign(trend: Trend | None) -> str:
    """An arrow for a change beyond noise, blank otherwise."""
    return {Trend.UP: "↗", Trend.DOWN: "↘", None: ""}[trend]


def count(n: int) -> str:
    """A whole number with its thousands apart."""
    return figures.whole(n)


def answers(n: int) -> str:
    """How many answered."""
    return _("n = {n}").format(n=count(n))


def signed(value: float) -> str:
    """An emotion, ``+0.5``, ``−1.7``, ``0.0``."""
    tenths = rounded(value, 1)
    text = figures.decimal(abs(tenths))
    return f"+{text}" if tenths > 0 else f"−{text}" if tenths < 0 else text
