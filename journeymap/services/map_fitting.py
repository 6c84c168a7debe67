"""What was read from a file made to fit: every text as long as it may be, every number in its range, no cell too full.

What does not fit is cut, or takes its default, and is said with its place.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import MISSING, fields, replace
from typing import Any, TypeVar

from journeymap.errors import InvalidInput
from journeymap.formats.maps.document import Aside, MapDocument, Where
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.journey import Card, Emotion, Journey, JourneyMap, Lane, Path, Stage, Touchpoint
from journeymap.model.persona import Persona, Picture
from journeymap.model.survey import Survey, SurveyTouchpoint
from journeymap.scores.scale import check_scale
from journeymap.services import cards, journeys, personas, stages, touchpoints
from journeymap.services.editing import TITLE_LIMIT, Field, block, line, short, tenths
from journeymap.services.lanes import LANES_AT_MOST
from journeymap.services.pictures import kept_picture

T = TypeVar("T")

TOUCHPOINTS_AT_MOST = 1000
"""Of one map that is brought in."""

_LIMITS = (4000, 2000, 1000, 200, 100)
"""Lengths that texts of any kind are cut to."""

_FIELDS: Mapping[type, Mapping[str, Field]] = {
    Journey: journeys.FIELDS,
    Persona: personas.FIELDS,
    Stage: stages.FIELDS,
    Touchpoint: touchpoints.FIELDS,
    Lane: {"title": Field(N_("Title"), line(TITLE_LIMIT))},
    Card: {"text": cards.FIELDS["text"]},
    Emotion: {"value": Field(N_("Emotion"), tenths(-2, 2))},
    Path: {"label": Field(N_("Label"), line())},
    Survey: {
        "title": Field(N_("Title"), line(TITLE_LIMIT)),
        "vendor": Field(N_("Survey tool"), line()),
        "question": Field(N_("Question"), block()),
    },
    SurveyTouchpoint: {"label": Field(N_("Label"), line())},
}


def fitted(document: MapDocument, title: str) -> MapDocument:
    """The document as it can be stored.

    :param title: of the journey, where the document has none.
    :raises InvalidInput: there is nothing in it, or far too much.
    """
    return _Fitting(document).document(title)


class _Fitting:
    def __init__(self, document: MapDocument) -> None:
        self.was = document
        self.asides = list(document.asides)

    def document(self, title: str) -> MapDocument:
        """The document as it can be stored."""
        whole = self.was.journey_map
        if not whole.stages and not whole.touchpoints:
            raise InvalidInput(_("There is no stage and no touchpoint in it. Choose another file."))
        if len(whole.touchpoints) > TOUCHPOINTS_AT_MOST:
            raise InvalidInput(
                _("These are {n} touchpoints; a map can have {limit} at most. Bring it in in parts.").format(
                    n=len(whole.touchpoints), limit=TOUCHPOINTS_AT_MOST
                )
            )
        journey = self._fit(whole.journey if whole.journey.title.strip() else replace(whole.journey, title=title))
        pictures = {i: kept for i, p in self.was.pictures.items() if (kept := self._picture(p))}
        lanes = self._lanes(whole.lanes)
        surveys = tuple(map(self._fit, self._surveys()))
        asked = {survey.id for survey in surveys}
        return replace(
            self.was,
            journey_map=JourneyMap(
                journey=journey,
                personas=tuple(_with_picture(self._fit(p), pictures) for p in whole.personas),
                stages=tuple(map(self._fit, whole.stages)),
                touchpoints=tuple(map(self._fit, whole.touchpoints)),
                lanes=lanes,
                cards=self._cards(whole.cards, lanes, pictures),
                emotions=tuple(map(self._fit, whole.emotions)),
                paths=tuple(map(self._fit, whole.paths)),
            ),
            pictures=pictures,
            surveys=surveys,
            survey_touchpoints=tuple(self._fit(p) for p in self.was.survey_touchpoints if p.survey_id in asked),
            asides=tuple(self.asides),
        )

    def _fit(self, thing: T) -> T:
        values = {}
        for name, field in _FIELDS[type(thing)].items():
            given = getattr(thing, name)
            try:
                values[name] = field.read(field.label, given)
            except InvalidInput as error:
                values[name] = self._instead(thing, name, field, given, error)
        return replace(thing, **values)  # type: ignore[type-var]  # only dataclasses come here

    def _instead(self, thing: Any, name: str, field: Field, given: Any, error: InvalidInput) -> Any:
        where = self._place(thing)
        if isinstance(given, str) and len(given.strip()) > _LIMITS[-1]:
            for limit in _LIMITS:
                with suppress(InvalidInput):
                    cut = field.read(field.label, f"{given.strip()[: limit - 1]}…")
                    self._aside(where, _("“{text}” is too long and was cut.").format(text=short(given)))
                    return cut
        default = next(f.default for f in fields(type(thing)) if f.name == name)
        if default is MISSING and isinstance(given, str) and not given.strip():
            self._aside(where, _("It has no name and is called “{name}”.").format(name=_("Untitled")))
            return _("Untitled")
        self._aside(where, error.sentence)
        if default is not MISSING:
            return default
        return 0.0 if isinstance(given, float) else _("Untitled")

    def _lanes(self, lanes: tuple[Lane, ...]) -> tuple[Lane, ...]:
        for lane in lanes[LANES_AT_MOST:]:
            sentence = _("A map can have {n} lanes at most; “{title}” was left out with its cards.")
            self._aside(self._place(lane), sentence.format(n=LANES_AT_MOST, title=short(lane.title)))
        return tuple(map(self._fit, lanes[:LANES_AT_MOST]))

    def _cards(
        self, given: tuple[Card, ...], lanes: tuple[Lane, ...], pictures: Mapping[str, Picture]
    ) -> tuple[Card, ...]:
        kept = []
        there = {lane.id for lane in lanes}
        cells: Counter[tuple[str, str]] = Counter()
        for card in given:
            cell = card.touchpoint_id, card.lane_id
            if card.lane_id not in there:
                continue
            fit = self._fit(_with_picture(card, pictures))
            if not fit.text and fit.picture_id is None:
                continue
            cells[cell] += 1
            if cells[cell] > cards.CARDS_IN_CELL:
                sentence = _("A cell can hold {n} cards at most; “{text}” was left out.")
                self._aside(self._place(card), sentence.format(n=cards.CARDS_IN_CELL, text=short(card.text)))
                continue
            kept.append(fit)
        return tuple(kept)

    def _picture(self, picture: Picture) -> Picture | None:
        try:
            return kept_picture(picture)
        except InvalidInput as error:
            self._aside(self._place(picture), error.sentence)
            return None

    def _surveys(self) -> tuple[Survey, ...]:
        sound = []
        for survey in self.was.surveys:
            try:
                check_scale(survey.metric, survey.low, survey.high, survey.good_end)
            except InvalidInput:
                self._aside(self._place(survey), _("No score can be made on its scale; the survey was left out."))
            else:
                sound.append(survey)
        return tuple(sound)

    def _place(self, thing: Any) -> Where:
        return self.was.places.get(thing.id, Where(""))

    def _aside(self, where: Where, sentence: str) -> None:
        self.asides.append(Aside(where, sentence))


def _with_picture(thing: Any, pictures: Mapping[str, Picture]) -> Any:
    return thing if thing.picture_id in pictures else replace(thing, picture_id=None)
