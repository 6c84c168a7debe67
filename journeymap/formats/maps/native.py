"""JSON of ours, as ``exports/native.py`` writes it, or as somebody wrote it by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from journeymap.errors import InvalidInput
from journeymap.formats.maps.document import Aside, MapDocument, Where, entry
from journeymap.formats.maps.source import Source
from journeymap.formats.maps.strict import Ids, read_row
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import (
    CARD_LANES,
    Card,
    Emotion,
    Journey,
    JourneyMap,
    Lane,
    Path,
    Stage,
    Touchpoint,
)
from journeymap.model.map_file import FORMAT, LISTS, VERSION
from journeymap.model.persona import Persona, Picture
from journeymap.model.survey import Survey, SurveyTouchpoint

_OBJECT = re.compile(r"\s*\{\s*[\"}]")
"""How an object of JSON begins; a table may begin with a brace too."""


def recognise(source: Source) -> bool:
    """By its first field; what is JSON but for a fault is refused here, with the line."""
    if source.is_binary:
        return False
    data = source.data
    return data.get("format") == FORMAT if isinstance(data, dict) else bool(_OBJECT.match(source.text))


def read(source: Source) -> MapDocument:
    """The map in a file.

    :raises InvalidInput: a newer version wrote it, or it is damaged.
    """
    data = source.data
    if not isinstance(data, dict):
        source.refuse_json()
    version = data.get("version", VERSION)
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= VERSION:
        raise InvalidInput(
            _("“{name}” was written by a newer version of journeymap. Bring this one up to date first.").format(
                name=source.called
            )
        )
    if data.get("format") != FORMAT and not isinstance(data.get("journey"), dict):
        raise InvalidInput(
            _("“{name}” is JSON, but no map. Choose a file that journeymap or OpenJourney wrote.").format(
                name=source.called
            )
        )
    return from_data(data)


def from_data(data: Mapping[str, Any], places: Mapping[tuple[str, int], Where] | None = None) -> MapDocument:
    """A map from plain data by the names of the file.

    :param places: where the entries of its lists stand, by (list, index), when that is not a JSON file.
    """
    return _Reading(data, places or {}).document()


class _Reading:
    """One pass over the lists, in their order: what is referred to was read before."""

    def __init__(self, data: Mapping[str, Any], places: Mapping[tuple[str, int], Where]) -> None:
        self.data = data
        self.at = places
        self.ids = Ids()
        self.asides: list[Aside] = []
        self.places: dict[str, Where] = {}
        journey, where = data.get("journey"), Where("journey")
        if not isinstance(journey, dict):
            self.asides.append(Aside(where, _("This is no object and was left out.")))
            journey = {}
        self.journey_id = self.ids.take(Journey, journey.get("id")) or new_id()
        given: dict[str, Any] = {"id": self.journey_id} | ({} if "title" in journey else {"title": ""})
        read_journey = read_row(Journey, journey, given, where, self.asides)
        self.journey = read_journey or Journey(id=self.journey_id, title="")

    def document(self) -> MapDocument:
        """Everything that can be made."""
        pictures = {p.id: p for p in self._each(Picture)}
        personas = list(self._each(Persona))
        stages = list(self._each(Stage))
        touchpoints = self._family(list(self._each(Touchpoint, stage_id=Stage)))
        lanes = list(self._lanes())
        cards = list(self._cards({lane.id: lane for lane in lanes}))
        emotions = list(self._once(self._each(Emotion, touchpoint_id=Touchpoint, persona_id=Persona)))
        paths = list(self._once(self._each(Path, from_id=Touchpoint, to_id=Touchpoint)))
        surveys = tuple(replace(survey, token="") for survey in self._each(Survey))  # a link stays with its file
        places = tuple(self._survey_touchpoints())
        return MapDocument(
            journey_map=JourneyMap(
                journey=self.journey,
                personas=tuple(personas),
                stages=tuple(stages),
                touchpoints=_drawn(stages, touchpoints),
                lanes=tuple(lanes),
                cards=tuple(cards),
                emotions=tuple(emotions),
                paths=tuple(paths),
            ),
            pictures=pictures,
            surveys=surveys,
            survey_touchpoints=places,
            asides=tuple(self.asides),
            places=self.places,
        )

    def _each(self, kind: Any, **references: type) -> Iterator[Any]:
        """Things of a kind with their ids, and the ids of what they refer to; others are left out."""
        for row, where in self._rows(kind):
            given: dict[str, Any] = {}
            for name, target in references.items():
                found = self.ids.known(target, row.get(name)) if isinstance(row, dict) else None
                if found is None:
                    break
                given[name] = found
            else:
                if kind in _OF_JOURNEY:
                    given["journey_id"] = self.journey_id
                made = self._made(kind, row, given, where)
                if made is not None:
                    yield made
                continue
            self._aside(where, _("It names something that is not in the file, and was left out."))

    def _rows(self, kind: type) -> Iterator[tuple[Any, Where]]:
        name = next(name for name, listed in LISTS.items() if listed is kind)
        rows = self.data.get(name, [])
        if not isinstance(rows, list):
            self._aside(Where(name), _("This is no list and was left out."))
            return
        for index, row in enumerate(rows):
            yield row, self.at.get((name, index)) or entry(name, index)

    def _made(self, kind: Any, row: Any, given: dict[str, Any], where: Where) -> Any:
        taken = self.ids.take(kind, row.get("id")) if isinstance(row, dict) else new_id()
        if taken is None:
            self._aside(where, _("Another one has the same id; this one was left out."))
            return None
        if kind is Touchpoint:
            given |= {"parent_id": None}
        if kind in (Persona, Card):
            given |= {"picture_id": self._optional(Picture, row, "picture_id", where)}
        if kind is Card:
            given |= {"persona_id": self._optional(Persona, row, "persona_id", where)}
        made = read_row(kind, row, {**given, "id": taken}, where, self.asides)
        if made is None:
            self.ids.forget(kind, row)
        else:
            self.places[made.id] = where
        return made

    def _optional(self, kind: type, row: Any, name: str, where: Where) -> str | None:
        named = row.get(name) if isinstance(row, dict) else None
        found = self.ids.known(kind, named)
        if named is not None and found is None:
            self._aside(where, _("Its “{field}” cannot be used and was left out.").format(field=name))
        return found

    def _family(self, touchpoints: list[Touchpoint]) -> list[Touchpoint]:
        """With their parents: one level, inside a stage, no circles."""
        by_id = {t.id: t for t in touchpoints}
        wanted: dict[str, str] = {}
        for row, where in self._rows(Touchpoint):
            named = row.get("parent_id") if isinstance(row, dict) else None
            own = self.ids.known(Touchpoint, row.get("id")) if named is not None else None
            if named is None or own not in by_id:
                continue
            parent = by_id.get(self.ids.known(Touchpoint, named) or "")
            if parent is None or parent.id == own or parent.stage_id != by_id[own].stage_id:
                self._aside(where, _("What it is a part of is not in its stage; it stands by itself."))
            else:
                wanted[own] = parent.id
        for child in list(wanted):
            if wanted.get(wanted.get(child, "")):
                del wanted[child]
                self._aside(self.places[child], _("It is a part of a part; it stands by itself."))
        return [replace(t, parent_id=wanted.get(t.id)) for t in touchpoints]

    def _lanes(self) -> Iterator[Lane]:
        there = set()
        for lane in self._each(Lane):
            if lane.kind in there and lane.kind not in CARD_LANES:
                self._aside(self.places[lane.id], _("There is such a lane already; this one was left out."))
                continue
            there.add(lane.kind)
            yield lane

    def _cards(self, lanes: Mapping[str, Lane]) -> Iterator[Card]:
        for card in self._each(Card, touchpoint_id=Touchpoint, lane_id=Lane):
            lane = lanes.get(card.lane_id)
            if lane is None or lane.kind not in CARD_LANES:
                self._aside(self.places[card.id], _("Its lane holds no cards; it was left out."))
            elif not card.text.strip() and card.picture_id is None:
                self._aside(self.places[card.id], _("It is empty and was left out."))
            else:
                yield card

    def _once(self, things: Iterator[Any]) -> Iterator[Any]:
        """Emotions and paths: one for a pair, and no path to itself."""
        pairs: set[tuple[str, str]] = set()
        for thing in things:
            is_path = isinstance(thing, Path)
            pair = (thing.from_id, thing.to_id) if is_path else (thing.touchpoint_id, thing.persona_id)
            if pair in pairs or (is_path and pair[0] == pair[1]):
                self._aside(self.places[thing.id], _("There is such a one already; this one was left out."))
                continue
            pairs.add(pair)
            yield thing

    def _survey_touchpoints(self) -> Iterator[SurveyTouchpoint]:
        """Places where surveys are asked; ``null`` as touchpoint is the journey as a whole."""
        for row, where in self._rows(SurveyTouchpoint):
            survey_id = self.ids.known(Survey, row.get("survey_id")) if isinstance(row, dict) else None
            named = row.get("touchpoint_id") if isinstance(row, dict) else None
            touchpoint_id = self.ids.known(Touchpoint, named)
            if survey_id is None or (named is not None and touchpoint_id is None):
                self._aside(where, _("It names something that is not in the file, and was left out."))
                continue
            given = {"survey_id": survey_id, "touchpoint_id": touchpoint_id, "journey_id": self.journey_id}
            if (made := self._made(SurveyTouchpoint, row, given, where)) is not None:
                yield made

    def _aside(self, where: Where, sentence: str) -> None:
        self.asides.append(Aside(where, sentence))


_OF_JOURNEY = frozenset({Stage, Touchpoint, Lane, Card, Emotion, Path})


def _drawn(stages: list[Stage], touchpoints: list[Touchpoint]) -> tuple[Touchpoint, ...]:
    """By stage; a sub-touchpoint follows its parent."""
    tops = [t for s in stages for t in touchpoints if t.stage_id == s.id and t.parent_id is None]
    subs: dict[str | None, list[Touchpoint]] = {}
    for touchpoint in touchpoints:
        subs.setdefault(touchpoint.parent_id, []).append(touchpoint)
    return tuple(t for top in tops for t in (top, *subs.get(top.id, ())))
