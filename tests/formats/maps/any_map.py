"""Maps of every kind, to be taken out and brought in again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from journeymap.formats.exports.registry import exporter
from journeymap.formats.exports.request import ExportRequest
from journeymap.formats.maps.document import MapDocument
from journeymap.formats.maps.registry import reader_of
from journeymap.formats.maps.source import Source
from journeymap.model.identity import new_id
from journeymap.model.journey import (
    CARD_LANES,
    Card,
    Emotion,
    Evidence,
    Initiator,
    Journey,
    JourneyMap,
    JourneyState,
    Lane,
    LaneKind,
    Path,
    Phase,
    Stage,
    Touchpoint,
)
from journeymap.model.persona import Persona, Picture
from journeymap.model.survey import GoodEnd, Metric, Survey, SurveyTouchpoint

NASTY = (
    "=1+1",
    "@SUM(A1)",
    "+45",
    "-",
    "'=quoted",
    "a: b; c # d, e",
    "title of the section",
    "journey",
    "%%{init: {}}%%",
    "<br>```<!-- --> {x} \\",
    "50 % & more | than *that*",
    "#58; &amp; #quot;",
    "Emotion: Maya",
    "Pain points",
    "Text (Thoughts)",
    "æøå ÄÖÜß 日本 👩‍👩‍👧",
    "↳ below",
    'say "so", twice',
)
PIXEL = Picture(id=new_id(), kind="image/png", content=b"\x89PNG not really \x00\xff")

_SIGNS = st.characters(
    codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp", "Co", "Cf"), exclude_characters="\xa0"
)
_LINE = st.one_of(st.sampled_from(NASTY), st.text(_SIGNS, min_size=1, max_size=24)).map(lambda t: " ".join(t.split()))
LINE = _LINE.filter(bool)
"""A text of one line as the services keep it."""
MAYBE = st.one_of(st.just(""), LINE)
BLOCK = st.lists(LINE, max_size=3).map("\n".join)
TENTHS = st.integers(-20, 20).map(lambda n: n / 10)


@st.composite
def any_map(draw: st.DrawFn) -> ExportRequest:
    """A map with everything in it that a map can have, as an exporter is given it."""
    journey = Journey(
        id=new_id(),
        title=draw(LINE),
        scenario=draw(BLOCK),
        state=draw(st.sampled_from(JourneyState)),
        owner=draw(MAYBE),
        review_date=draw(st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1))),
        note=draw(BLOCK),
    )
    names = draw(st.lists(LINE, max_size=3, unique_by=str.casefold))
    personas = tuple(_persona(draw, name) for name in names)
    stages = tuple(
        Stage(id=new_id(), journey_id=journey.id, title=t, phase=draw(st.sampled_from(Phase)), note=draw(BLOCK))
        for t in draw(st.lists(LINE, min_size=1, max_size=4))
    )
    touchpoints = tuple(t for stage in stages for t in _touchpoints(draw, journey.id, stage.id))
    lanes = _lanes(draw, journey.id)
    cards = _cards(draw, journey.id, touchpoints, lanes, personas)
    emotions = tuple(
        Emotion(id=new_id(), journey_id=journey.id, touchpoint_id=t.id, persona_id=p.id, value=draw(TENTHS))
        for t in touchpoints
        for p in personas
        if draw(st.booleans())
    )
    surveys = tuple(_survey(draw) for _n in range(draw(st.integers(0, 2))))
    return ExportRequest(
        journey_map=JourneyMap(
            journey=journey,
            personas=personas,
            stages=stages,
            touchpoints=touchpoints,
            lanes=lanes,
            cards=cards,
            emotions=emotions,
            paths=_paths(draw, journey.id, touchpoints),
        ),
        pictures={PIXEL.id: PIXEL},
        surveys=surveys,
        survey_touchpoints=tuple(
            SurveyTouchpoint(
                id=new_id(),
                survey_id=survey.id,
                journey_id=journey.id,
                touchpoint_id=draw(st.sampled_from([None, *(t.id for t in touchpoints)])),
                label=draw(MAYBE),
            )
            for survey in surveys
        ),
        made_on=date(2026, 3, 31),
    )


def _persona(draw: st.DrawFn, name: str) -> Persona:
    picture = draw(st.sampled_from([None, PIXEL.id]))
    return Persona(id=new_id(), name=name, role=draw(MAYBE), goals=draw(BLOCK), colour="#D55E00", picture_id=picture)


def _touchpoints(draw: st.DrawFn, journey_id: str, stage_id: str) -> list[Touchpoint]:
    found: list[Touchpoint] = []
    parent = None
    for title in draw(st.lists(LINE, max_size=4)):
        below = parent if draw(st.booleans()) else None
        made = Touchpoint(
            id=new_id(),
            journey_id=journey_id,
            stage_id=stage_id,
            title=title,
            parent_id=below,
            channel=draw(MAYBE),
            digital=draw(st.sampled_from([None, True, False])),
            importance=draw(st.none() | st.integers(1, 5)),
            moment_of_truth=draw(st.booleans()),
            promise=draw(BLOCK),
            expectation=draw(st.none() | TENTHS),
            initiator=draw(st.sampled_from([None, *Initiator])),
            reach=draw(st.none() | st.integers(0, 10**6)),
            owner=draw(MAYBE),
            note=draw(BLOCK),
        )
        parent = parent if below else made.id
        found.append(made)
    return found


def _lanes(draw: st.DrawFn, journey_id: str) -> tuple[Lane, ...]:
    kinds = draw(
        st.lists(st.sampled_from(LaneKind), max_size=6, unique_by=lambda k: k if k not in CARD_LANES else object())
    )
    return tuple(
        Lane(id=new_id(), journey_id=journey_id, kind=kind, title=draw(MAYBE), shown=draw(st.booleans()))
        for kind in kinds
    )


def _cards(
    draw: st.DrawFn,
    journey_id: str,
    touchpoints: tuple[Touchpoint, ...],
    lanes: tuple[Lane, ...],
    personas: tuple[Persona, ...],
) -> tuple[Card, ...]:
    found = []
    for lane in lanes:
        for touchpoint in touchpoints if lane.kind in CARD_LANES else ():
            for text in draw(st.lists(BLOCK, max_size=2)):
                found.append(
                    Card(
                        id=new_id(),
                        journey_id=journey_id,
                        touchpoint_id=touchpoint.id,
                        lane_id=lane.id,
                        text=text,
                        persona_id=draw(st.sampled_from([None, *(p.id for p in personas)])),
                        evidence=draw(st.sampled_from(Evidence)),
                        picture_id=None if text else PIXEL.id,
                    )
                )
    return tuple(found)


def _paths(draw: st.DrawFn, journey_id: str, touchpoints: tuple[Touchpoint, ...]) -> tuple[Path, ...]:
    pairs = [(a.id, b.id) for a in touchpoints for b in touchpoints if a.id != b.id]
    chosen = draw(st.lists(st.sampled_from(pairs), max_size=2, unique=True)) if pairs else []
    return tuple(Path(id=new_id(), journey_id=journey_id, from_id=a, to_id=b, label=draw(MAYBE)) for a, b in chosen)


def _survey(draw: st.DrawFn) -> Survey:
    metric = draw(st.sampled_from(Metric))
    low, high = {Metric.NPS: (0, 10), Metric.CSAT: (1, 5), Metric.CES: (1, 7), Metric.STARS: (1, 5)}[metric]
    return Survey(
        id=new_id(),
        title=draw(LINE),
        metric=metric,
        low=low,
        high=high,
        good_end=draw(st.sampled_from(GoodEnd)) if metric is Metric.CES else GoodEnd.HIGH,
        question=draw(BLOCK),
        main=draw(st.booleans()),
    )


def written(request: ExportRequest, suffix: str) -> bytes:
    """The file."""
    found = exporter(suffix)
    assert found is not None
    return found.export(request)


def read_again(content: bytes, suffix: str) -> MapDocument:
    """What the file is read as."""
    source = Source(f"map.{suffix}", content)
    return reader_of(source).read(source)


def again(request: ExportRequest, document: MapDocument) -> ExportRequest:
    """The request for what came back."""
    return replace(
        request,
        journey_map=document.journey_map,
        pictures=document.pictures,
        surveys=document.surveys,
        survey_touchpoints=document.survey_touchpoints,
    )


def read_text(text: str, name: str = "") -> MapDocument:
    """What a text is read as."""
    source = Source(name, text.encode())
    return reader_of(source).read(source)


def said(document: MapDocument) -> list[tuple[int | None, str]]:
    """Line and sentence of everything that was not taken as it stands."""
    return [(aside.where.line, aside.sentence) for aside in document.asides]


def felt(document: MapDocument) -> dict[tuple[str, str], float]:
    """Emotions by the names of touchpoint and persona."""
    whole = document.journey_map
    names: dict[str, Any] = {p.id: p.name for p in whole.personas}
    return {(whole.touchpoint_by_id[e.touchpoint_id].title, names[e.persona_id]): e.value for e in whole.emotions}
