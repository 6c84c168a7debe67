"""What of a journey is to be seen: its columns, stages, lanes, personas, cards and score rows, still without places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from journeymap.layout import words
from journeymap.layout.request import MapRequest
from journeymap.layout.tokens import Pen, Tokens, tokens
from journeymap.layout.window import Slot, slots
from journeymap.layout.wrap import clean
from journeymap.model.journey import Card, Emotion, Lane, Touchpoint
from journeymap.model.persona import Persona
from journeymap.model.survey import Metric
from journeymap.scores.score import Score


class StageSpan(NamedTuple):
    """A stage and which of the visible columns are its own.

    :param place: among all stages of the journey; it gives the hue.
    :param first: its first visible column, counted from the first that is visible; ``last`` likewise.
    :param begins: whether its first column is visible; ``ends`` its last.
    """

    stage_id: str
    title: str
    place: int
    first: int
    last: int
    begins: bool
    ends: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """The visible part of a journey.

    :param beyond: the columns just left and right of the window, ``None`` where there is none.
    :param personas: whose emotion is drawn.
    :param metrics: one row each in the lane of scores.
    """

    request: MapRequest
    colours: Tokens
    slots: tuple[Slot, ...]
    beyond: tuple[Slot | None, Slot | None]
    total: int
    stages: tuple[StageSpan, ...]
    lanes: tuple[Lane, ...]
    lane_titles: tuple[str, ...]
    personas: tuple[Persona, ...]
    metrics: tuple[Metric, ...]
    score_by_cell: Mapping[tuple[str, Metric], Score]

    def touchpoint(self, slot: Slot) -> Touchpoint | None:
        """The touchpoint of a column."""
        return self.request.journey_map.touchpoint_by_id.get(slot.touchpoint_id or "")

    def cards(self, slot: Slot, lane: Lane) -> tuple[Card, ...]:
        """The cards to show where a column and a lane cross."""
        found = self.request.journey_map.cards_by_cell.get((slot.touchpoint_id or "", lane.id), ())
        wanted = self.request.persona_ids
        return tuple(c for c in found if not wanted or c.persona_id is None or c.persona_id in wanted)

    def emotion(self, slot: Slot | None, persona: Persona) -> Emotion | None:
        """What a persona feels in a column."""
        key = ((slot.touchpoint_id or "") if slot else "", persona.id)
        return self.request.journey_map.emotion_by_cell.get(key)

    def pen(self, persona: Persona) -> Pen:
        """How a persona's curve is drawn: the same whoever else is shown, but that a curve alone has the first pen."""
        if len(self.personas) == 1:
            return self.colours.pen(0)
        everybody = self.request.journey_map.personas
        return self.colours.pen((everybody if persona in everybody else self.personas).index(persona))

    @property
    def curve_names(self) -> Mapping[str, str]:
        """By persona id what stands at the end of its curve: the first name where that is enough."""
        short = {p.id: clean(p.name).split(" ")[0] for p in self.personas}
        unique = len(set(short.values())) == len(short)
        return short if unique else {p.id: clean(p.name) for p in self.personas}

    @property
    def names(self) -> Mapping[str, str]:
        """By persona id what a card of only this persona begins with; empty while one persona is shown."""
        everybody = self.request.journey_map.personas
        shown = [p for p in everybody if not self.request.persona_ids or p.id in self.request.persona_ids]
        if len(shown) < 2:
            return {}
        short = {p.id: clean(p.name).split(" ")[0] for p in shown}
        unique = len(set(short.values())) == len(short)
        return short if unique else {p.id: clean(p.name) for p in shown}


def view(request: MapRequest) -> View:
    """The visible part of the journey that is asked for."""
    every = slots(request.journey_map, request.stage_id) if request.columns is None else request.columns
    start, end = 0, len(every)
    if request.window is not None:
        start = min(max(request.window[0], 0), max(len(every) - 1, 0))
        end = min(len(every), start + max(1, request.window[1]))
    shown = every[start:end]
    lanes = _lanes(request)
    scores = _score_by_cell(request, shown)
    return View(
        request=request,
        colours=tokens(request.theme),
        slots=shown,
        beyond=(every[start - 1] if start else None, every[end] if end < len(every) else None),
        total=len(every),
        stages=_stages(request, every, shown),
        lanes=lanes,
        lane_titles=tuple(clean(words.lane_title(lane)) for lane in lanes),
        personas=_personas(request),
        metrics=tuple(m for m in Metric if any(metric is m for _, metric in scores)),
        score_by_cell=scores,
    )


def _lanes(request: MapRequest) -> tuple[Lane, ...]:
    wanted = request.lane_ids
    return tuple(lane for lane in request.journey_map.lanes if (lane.shown if wanted is None else lane.id in wanted))


def _personas(request: MapRequest) -> tuple[Persona, ...]:
    feeling = {e.persona_id for e in request.journey_map.emotions}
    wanted = request.persona_ids
    return tuple(p for p in request.journey_map.personas if p.id in feeling and (not wanted or p.id in wanted))


def _stages(request: MapRequest, every: tuple[Slot, ...], shown: tuple[Slot, ...]) -> tuple[StageSpan, ...]:
    places = {stage.id: i for i, stage in enumerate(request.journey_map.stages)}
    mine_shown, mine_all = _by_stage(shown), _by_stage(every)
    offset = shown[0].position if shown else 0
    spans: list[StageSpan] = []
    for stage_id, positions in mine_shown.items():
        stage = request.journey_map.stage_by_id.get(stage_id)
        spans.append(
            StageSpan(
                stage_id=stage_id,
                title=clean(stage.title) if stage else "",
                place=places.get(stage_id, len(places)),
                first=positions[0] - offset,
                last=positions[-1] - offset,
                begins=positions[0] == mine_all[stage_id][0],
                ends=positions[-1] == mine_all[stage_id][-1],
            )
        )
    return tuple(spans)


def _by_stage(columns: tuple[Slot, ...]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for slot in columns:
        found.setdefault(slot.stage_id, []).append(slot.position)
    return found


def _score_by_cell(request: MapRequest, shown: tuple[Slot, ...]) -> dict[tuple[str, Metric], Score]:
    """Of several scales of one metric at one place the one with most answers; it counts the others."""
    found: dict[tuple[str, Metric], Score] = {}
    for slot in shown:
        if slot.touchpoint_id is None:
            continue
        for score in request.scores.get(slot.touchpoint_id, ()):
            key = (slot.touchpoint_id, score.metric)
            if key not in found or score.n > found[key].n:
                found[key] = score
    return found


def others(request: MapRequest, score: Score, touchpoint_id: str) -> int:
    """How many other scales of a score's metric stand at the same place."""
    here = sum(1 for s in request.scores.get(touchpoint_id, ()) if s.metric is score.metric) - 1
    return max(score.more, here)
