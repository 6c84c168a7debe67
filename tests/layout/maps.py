"""Journeys to lay out: small ones by hand, and arbitrary ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st

from journeymap.layout.request import MapRequest
from journeymap.model.journey import (
    CARD_LANES,
    Card,
    Emotion,
    Evidence,
    Journey,
    JourneyMap,
    Lane,
    LaneKind,
    Stage,
    Touchpoint,
)
from journeymap.model.persona import Persona
from journeymap.model.survey import Metric
from journeymap.scores.bands import band_of
from journeymap.scores.score import Score

FULL = (
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
SCALES = {Metric.NPS: (0, 10), Metric.CSAT: (1, 5), Metric.CES: (1, 7), Metric.STARS: (1, 5)}
WORDS = (
    "Searches for a room near the station",
    "Compares three offers and reads the reviews twice",
    "Pays",
    "Waits in line, looks at the clock and wonders whether anybody will come at all",
)
MAYA = Persona(id="maya", name="Maya Jensen", role="commuter")
TOM = Persona(id="tom", name="Tom Weber", role="works from cafés")


def score(metric: Metric, value: float, n: int = 214, **more: Any) -> Score:
    """A score with an interval of a plausible width."""
    low, high = SCALES[metric]
    worst, best = {Metric.NPS: (-100, 100), Metric.CSAT: (0, 100)}.get(metric, (low, high))
    half = 0.1 * (best - worst)
    band = band_of(value, metric, scale_low=low, scale_high=high)
    given: dict[str, Any] = {
        "n": n,
        "value": value,
        "scale_low": low,
        "scale_high": high,
        "low": max(worst, value - half),
        "high": min(best, value + half),
        "band": band,
        "shown": n >= 5,
    }
    return Score(metric=metric, **{**given, **more})


def lanes(kinds: Sequence[LaneKind] = FULL) -> tuple[Lane, ...]:
    """One lane of each kind; its id is the kind."""
    return tuple(Lane(id=kind.value, journey_id="j", kind=kind, position=i) for i, kind in enumerate(kinds))


def journey(
    stages: Sequence[int] = (2, 3, 1),
    *,
    kinds: Sequence[LaneKind] = FULL,
    personas: Sequence[Persona] = (MAYA,),
    texts: Sequence[str] = WORDS,
    titles: Sequence[str] = ("Search", "Front desk & key", "Card terminal"),
) -> JourneyMap:
    """A journey with as many touchpoints in each stage as ``stages`` says, a card in every cell."""
    rows = lanes(kinds)
    touchpoints: list[Touchpoint] = []
    cards: list[Card] = []
    emotions: list[Emotion] = []
    for s, count in enumerate(stages):
        for _i in range(count):
            n = len(touchpoints)
            touchpoints.append(
                Touchpoint(id=f"t{n}", journey_id="j", stage_id=f"s{s}", title=titles[n % len(titles)], channel="Web")
            )
            for k, lane in enumerate(rows):
                if lane.kind in CARD_LANES:
                    text = texts[(n + k) % len(texts)]
                    evidence = tuple(Evidence)[(n + k) % 3]
                    cards.append(
                        Card(
                            id=f"c{n}-{k}",
                            journey_id="j",
                            touchpoint_id=f"t{n}",
                            lane_id=lane.id,
                            text=text,
                            evidence=evidence,
                        )
                    )
            for p, persona in enumerate(personas):
                value = ((n * 7 + p * 5) % 9 - 4) / 2
                emotions.append(
                    Emotion(id=f"e{n}-{p}", journey_id="j", touchpoint_id=f"t{n}", persona_id=persona.id, value=value)
                )
    return JourneyMap(
        journey=Journey(id="j", title="A night in town"),
        personas=tuple(personas),
        stages=tuple(Stage(id=f"s{s}", journey_id="j", title=f"Stage {s + 1}") for s in range(len(stages))),
        touchpoints=tuple(touchpoints),
        lanes=rows,
        cards=tuple(cards),
        emotions=tuple(emotions),
    )


def scores(journey_map: JourneyMap) -> Mapping[str, Sequence[Score]]:
    """NPS everywhere, CSAT at every second touchpoint, too few CES at every third."""
    found: dict[str, Sequence[Score]] = {}
    for i, touchpoint in enumerate(journey_map.touchpoints):
        here = [score(Metric.NPS, (i * 37) % 180 - 90, n=40 + 300 * i)]
        if i % 2 == 0:
            here.append(score(Metric.CSAT, (i * 29) % 101))
        if i % 3 == 0:
            here.append(score(Metric.CES, 4.2, n=3))
        found[touchpoint.id] = here
    return found


def request(journey_map: JourneyMap | None = None, **more: Any) -> MapRequest:
    """A request for a journey, with scores."""
    asked = journey_map or journey()
    given = {"scores": scores(asked), "whole": (score(Metric.NPS, 31, n=1204, main=True),), "period": "All time"}
    return MapRequest(journey_map=asked, **{**given, **more})


ANY_TEXT = st.one_of(
    st.sampled_from(
        [
            "",
            "Short",
            "https://example.com/shop/products?category=coffee&sort=price_asc#top",
            "Kundenzufriedenheitsbefragungsbogen ausfüllen",
            "日本語のテキストは、ここで折り返されます。",
            "שלום עולם, זה טקסט",
            "👨‍👩‍👧‍👦 🇩🇰 👍🏽 great!",
            "<b>bold</b> & <script>alert(1)</script>",
            "a" * 400,
            "word " * 80,
            "one\ntwo\n\nthree",
            "\ud800 half a pair \x00 and a NUL",
        ]
    ),
    st.text(max_size=120),
)

ANY_JOURNEY = st.builds(
    journey,
    st.lists(st.integers(0, 5), min_size=0, max_size=5),
    personas=st.sampled_from([(), (MAYA,), (MAYA, TOM)]),
    texts=st.lists(ANY_TEXT, min_size=1, max_size=4),
    titles=st.lists(ANY_TEXT, min_size=1, max_size=3),
    kinds=st.lists(st.sampled_from(list(LaneKind)), unique=True, max_size=9),
)

ANY_REQUEST = st.builds(
    request,
    ANY_JOURNEY,
    width=st.sampled_from([280, 390, 700, 1000, 1366, 1920]),
    height=st.sampled_from([420, 640, 768, 1080]),
    theme=st.sampled_from(["light", "dark"]),
    window=st.sampled_from([None, (0, 3), (2, 2), (50, 4)]),
    selected=st.sampled_from([None, "t1", "gone"]),
    weakest=st.sampled_from([frozenset(), frozenset({"t0"}), frozenset({"t0", "t2"})]),
    grow=st.booleans(),
)
