"""How long the map takes: layout and figure for 12, 60 and 240 touchpoints, and for a window of 12 out of 240.

Run ``python -m bench.layout``. The first run of a map, with no text measured before, stands beside each figure.
"""

from __future__ import annotations

import gc
import json
import random
import sys
from time import perf_counter

from bench.report import AtMost, Figure, best_of, report
from journeymap.drawing.map import figure
from journeymap.drawing.overview import overview_figure
from journeymap.layout import fonts, wrap
from journeymap.layout.build import build
from journeymap.layout.request import MapRequest
from journeymap.layout.window import window_at
from journeymap.model.journey import CARD_LANES, Card, Emotion, Journey, JourneyMap, Lane, LaneKind, Stage, Touchpoint
from journeymap.model.persona import Persona
from journeymap.model.survey import Metric
from journeymap.scores.bands import band_of
from journeymap.scores.score import Score

RUNS = 15
_REASON = (
    "every card carries its evidence and every score its n and interval, some 40 marks a touchpoint; "
    "the screen draws windows of 12, only exports draw all at once"
)
LANES = (
    LaneKind.ACTIONS,
    LaneKind.TOUCHPOINT,
    LaneKind.THOUGHTS,
    LaneKind.EMOTION,
    LaneKind.SCORES,
    LaneKind.PAIN_POINTS,
    LaneKind.OPPORTUNITIES,
    LaneKind.VISIBILITY_LINE,
    LaneKind.BACKSTAGE,
)
WORDS = [
    "the",
    "booking",
    "page",
    "asks",
    "twice",
    "for",
    "a",
    "name",
    "and",
    "loses",
    "what",
    "was",
    "typed",
    "when",
    "somebody",
    "goes",
    "back",
    "to",
    "look",
    "at",
    "the",
    "price",
    "again",
    "while",
    "the",
    "clerk",
    "waits",
    "behind",
    "the",
    "desk",
    "until",
    "the",
    "next",
    "train",
    "leaves",
    "without",
    "them",
    "or",
    "their",
    "luggage",
]


def main() -> bool:
    """Measure and report.

    :returns: whether every expectation was met.
    """
    gc.collect()
    gc.freeze()  # as the app does after its imports
    figures = [
        *_measured("12 touchpoints", map_request(12), 10),
        *_measured("60 touchpoints, not windowed", map_request(60), 12, _REASON),
        *_measured(
            "240 touchpoints, not windowed",
            map_request(240),
            25,
            _REASON,
        ),
        *_measured("a window of 12 out of 240", map_request(240, window_at(120, 240)), 10),
        Figure("overview of 240", best_of(RUNS, lambda: overview_figure(map_request(240, window_at(120, 240)))), "ms"),
    ]
    return report("layout", figures)


def _measured(name: str, request: MapRequest, limit: float, reason: str = "") -> list[Figure]:
    cold = _cold(request)
    layout = best_of(RUNS, lambda: build(request))
    drawn = build(request)
    drawing = best_of(RUNS, lambda: figure(drawn))
    size = len(json.dumps(figure(drawn), separators=(",", ":"))) / 1000
    beside = f"the first time: {cold:.1f} ms; {size:.0f} kB of JSON"
    return [
        Figure(f"{name}: layout and figure", layout + drawing, "ms", AtMost(limit), beside, reason),
        Figure("  of it the layout", layout, "ms", None, f"font {drawn.font_size:g} px"),
    ]


def _cold(request: MapRequest) -> float:
    """Milliseconds of layout and figure when no text has been measured yet."""
    for cached in (wrap.wrap, wrap.line_count, wrap.clean, wrap.atoms, wrap.widest_atom, fonts.em_width):
        cached.cache_clear()
    start = perf_counter()
    figure(build(request))
    return (perf_counter() - start) * 1000


def map_request(n: int, window: tuple[int, int] | None = None) -> MapRequest:
    """A made-up map with three scores at every touchpoint."""
    journey_map = _journey(n)
    chance = random.Random(n)  # noqa: S311 - test data
    scores = {t.id: [_score(metric, chance) for metric in list(Metric)[:3]] for t in journey_map.touchpoints}
    return MapRequest(journey_map=journey_map, scores=scores, width=1920, height=1080, window=window, period="All time")


def _journey(n: int) -> JourneyMap:
    chance = random.Random(n)  # noqa: S311 - test data
    lanes = tuple(Lane(id=f"l{i}", journey_id="j", kind=kind, position=i) for i, kind in enumerate(LANES))
    stages = tuple(Stage(id=f"s{i}", journey_id="j", title=f"Stage {i + 1}") for i in range(max(3, n // 12)))
    touchpoints = tuple(
        Touchpoint(
            id=f"t{i}",
            journey_id="j",
            stage_id=stages[i * len(stages) // n].id,
            title=_text(chance, 1, 3),
            channel="Web",
        )
        for i in range(n)
    )
    cards = tuple(
        Card(id=f"{t.id}{lane.id}", journey_id="j", touchpoint_id=t.id, lane_id=lane.id, text=_text(chance, 3, 9))
        for lane in lanes
        if lane.kind in CARD_LANES
        for t in touchpoints
    )
    emotions = tuple(
        Emotion(
            id=f"e{t.id}",
            journey_id="j",
            touchpoint_id=t.id,
            persona_id="p",
            value=round(chance.uniform(-2, 2), 1),
        )
        for t in touchpoints
    )
    return JourneyMap(
        journey=Journey(id="j", title=f"{n} touchpoints"),
        personas=(Persona(id="p", name="Maya"),),
        stages=stages,
        touchpoints=touchpoints,
        lanes=lanes,
        cards=cards,
        emotions=emotions,
    )


def _text(chance: random.Random, least: int, most: int) -> str:
    return " ".join(chance.choice(WORDS) for _i in range(chance.randint(least, most))).capitalize()


def _score(metric: Metric, chance: random.Random) -> Score:
    worst, best = {Metric.NPS: (-100.0, 100.0), Metric.CSAT: (0.0, 100.0), Metric.CES: (1.0, 7.0)}[metric]
    low, high = {Metric.NPS: (0, 10), Metric.CSAT: (1, 5), Metric.CES: (1, 7)}[metric]
    value, half = chance.uniform(worst, best), 0.05 * (best - worst)
    return Score(
        metric=metric,
        scale_low=low,
        scale_high=high,
        n=chance.randint(5, 2_000),
        value=value,
        low=max(worst, value - half),
        high=min(best, value + half),
        band=band_of(value, metric, scale_low=low, scale_high=high),
        shown=True,
    )


if __name__ == "__main__":
    sys.exit(0 if main() else 1)
