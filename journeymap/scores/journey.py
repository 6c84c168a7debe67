"""The whole journey: its chain of contacts, its weakest link, how even it is, its peak and its end."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import prod, sqrt
from statistics import fmean, pstdev

import numpy as np

from journeymap.model.survey import GoodEnd, Metric
from journeymap.scores.bands import DEFAULT, REFERENCE, Bands
from journeymap.scores.intervals import Interval, wilson
from journeymap.scores.scale import count_content
from journeymap.scores.score import Band, Score

DRAWS = 10_000
SEED = 20_260_301
ENOUGH_WITH = {2: 0.975, 3: 0.95}
"""Certainty that naming one touchpoint asks for, by how many are compared; :data:`ENOUGH` with more."""
ENOUGH = 0.90


@dataclass(frozen=True, slots=True)
class Content:
    """How many of ``n`` answers at one touchpoint are content (see :func:`~journeymap.scores.scale.is_content`)."""

    content: int
    n: int

    @classmethod
    def of(cls, score: Score) -> Content:
        """From the counted answers of a score."""
        return cls(count_content(score.counts, score.scale_low, score.scale_high, score.good_end), score.n)

    @property
    def share(self) -> float:
        """0–1; 0 without answers."""
        return self.content / self.n if self.n else 0.0

    @property
    def experience(self) -> float:
        """Measured experience, −2..+2: 4 × share − 2."""
        return 4 * self.share - 2


@dataclass(frozen=True, slots=True)
class Chain:
    """Who was content at every touchpoint they answered at.

    :param n: respondents who answered at two or more touchpoints.
    :param content: how many of them were content at every one.
    :param low: lower end of the 95 % interval (Wilson) of the share, 0–1; likewise ``high``.
    :param expected: the share that independent touchpoints would give, 0–1.
    """

    n: int
    content: int
    low: float
    high: float
    expected: float

    @property
    def share(self) -> float:
        """0–1."""
        return self.content / self.n

    @property
    def flagged(self) -> bool:
        """The chain is weaker than its links explain: its whole interval lies below ``expected``."""
        return self.high < self.expected


def chain(respondents: Iterable[Mapping[str, bool]]) -> Chain | None:
    """The chain of a journey.

    :param respondents: for each, touchpoint id → whether their latest answer there was content. Those with fewer than
        two touchpoints do not count, neither here nor in the shares that independence is computed from.
    :returns: ``None`` without anybody who answered at two touchpoints.
    """
    people = [answers for answers in respondents if len(answers) >= 2]
    if not people:
        return None
    asked: dict[str, int] = {}
    good: dict[str, int] = {}
    for answers in people:
        for touchpoint, content in answers.items():
            asked[touchpoint] = asked.get(touchpoint, 0) + 1
            good[touchpoint] = good.get(touchpoint, 0) + content
    everywhere = sum(all(answers.values()) for answers in people)
    expected = fmean(prod(good[t] / asked[t] for t in answers) for answers in people)
    low, high = wilson(everywhere, len(people))
    return Chain(len(people), everywhere, low, high, expected)


@dataclass(frozen=True, slots=True)
class WeakestLink:
    """The touchpoint with the lowest content share, as far as the answers can tell.

    :param touchpoint_ids: one when ``clear``; else those that may be the lowest ("not clear: A or B"), most probable
        first.
    :param probability: that the first of them really is the lowest, 0–1.
    """

    touchpoint_ids: tuple[str, ...]
    probability: float
    clear: bool


def weakest(links: Mapping[str, Content]) -> WeakestLink | None:
    """Which touchpoint is the weakest, and whether that can be said.

    10,000 draws, seed fixed, from each touchpoint's Jeffreys posterior Beta(k + ½, n − k + ½); the share of draws in
    which it is lowest. Below 90 % (95 % with three touchpoints, 97.5 % with two) it is not clear, and those are named
    that together reach 90 %, two at least.

    :param links: touchpoint id → content answers, only those with enough answers, all of one metric.
    :returns: ``None`` with fewer than two touchpoints: nothing to compare.

    Source: Jeffreys (1946), Proc. R. Soc. A 186, 453–461; the thresholds are simulated so that journeys without any
    real difference are named in at most 4 % of cases.
    """
    if len(links) < 2:
        return None
    candidates = _candidates(links)
    successes = np.array([links[t].content for t in candidates]) + 0.5
    failures = np.array([links[t].n - links[t].content for t in candidates]) + 0.5
    draws = np.random.Generator(np.random.PCG64(SEED)).beta(successes, failures, size=(DRAWS, len(candidates)))
    wins = np.bincount(draws.argmin(axis=1), minlength=len(candidates)) / DRAWS
    ranked = sorted(zip(wins.tolist(), candidates, strict=True), key=lambda pair: (-pair[0], pair[1]))
    if ranked[0][0] >= ENOUGH_WITH.get(len(links), ENOUGH):
        return WeakestLink((ranked[0][1],), ranked[0][0], clear=True)
    named: list[str] = []
    reached = 0.0
    for probability, touchpoint in ranked:
        named.append(touchpoint)
        reached += probability
        if len(named) >= 2 and reached >= ENOUGH:
            break
    return WeakestLink(tuple(named), ranked[0][0], clear=False)


def _candidates(links: Mapping[str, Content]) -> list[str]:
    """Those that may be lowest at all, sorted so that equal answers give equal draws.

    One that lies eight standard deviations above the reach of another hardly ever is; leaving it out changes no
    probability by more than a thousandth, and a journey of 240 takes no longer than one of ten.
    """
    reach: dict[str, Interval] = {}
    for touchpoint, link in links.items():
        mean = (link.content + 0.5) / (link.n + 1)
        deviation = sqrt(mean * (1 - mean) / (link.n + 2))
        reach[touchpoint] = mean - 8 * deviation, mean + 8 * deviation
    ceiling = min(high for _low, high in reach.values())
    return sorted(touchpoint for touchpoint, (low, _high) in reach.items() if low <= ceiling)


def journey_is_red(touchpoints: Sequence[Score], of: int, own: Score | None, bands: Bands = DEFAULT) -> bool:
    """Every stop is green, the journey is red.

    :param touchpoints: one score for each measured touchpoint (the one its mark follows).
    :param of: how many touchpoints the journey has.
    :param own: the journey's own score.
    :returns: whether every touchpoint with enough answers is good, at least three and half of all are measured, and the
        whole interval of the journey's own score lies below its good band.
    """
    measured = [score for score in touchpoints if score.shown]
    if own is None or not own.shown or len(measured) < 3 or 2 * len(measured) < of:
        return False
    return all(score.band is Band.GOOD for score in measured) and _whole_interval_below_good(own, bands)


def _whole_interval_below_good(score: Score, bands: Bands) -> bool:
    if score.low is None or score.high is None:
        return False
    limit = bands.of(score.metric).good
    if score.metric in (Metric.NPS, Metric.CSAT):
        return score.high < limit
    worst, best = REFERENCE[score.metric]
    fraction = (limit - worst) / (best - worst)
    span = score.scale_high - score.scale_low
    if score.good_end is GoodEnd.HIGH:
        return score.high < score.scale_low + fraction * span
    return score.low > score.scale_high - fraction * span


@dataclass(frozen=True, slots=True)
class Unevenness:
    """How uneven a journey is: the spread and the standard deviation of its content shares, 0–1."""

    spread: float
    deviation: float


def unevenness(shares: Iterable[float]) -> Unevenness | None:
    """Largest less smallest content share, and the standard deviation of all (these are all there are, so over n).

    :param shares: 0–1, of the touchpoints with enough answers.
    :returns: ``None`` with fewer than two.
    """
    values = list(shares)
    if len(values) < 2:
        return None
    return Unevenness(max(values) - min(values), pstdev(values))


def peak_and_end(curve: Sequence[float]) -> float | None:
    """Mean of the touchpoint furthest from neutral, on either side, and the last one.

    :param curve: −2..+2 in the order of the journey; of two equally far from 0 the later counts.
    :returns: −2..+2; ``None`` for an empty curve.

    Source: Fredrickson & Kahneman (1993), J. Personality and Social Psychology 65, 45–55.
    """
    if not curve:
        return None
    peak = max(reversed(curve), key=abs)
    return (peak + curve[-1]) / 2
