"""Taking a map out: what goes along, narrowed to what the user chose, written by the exporter of a format."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path as File
from typing import Any

from journeymap.config import Settings
from journeymap.errors import Conflict, InvalidInput, JourneymapError, NotFound
from journeymap.formats.exports.fonts import cut_all
from journeymap.formats.exports.registry import EXPORTERS, Exporter, exporter
from journeymap.formats.exports.request import ExportRequest, Paper, Theme
from journeymap.locale import gettext as _
from journeymap.model.journey import JourneyMap
from journeymap.model.persona import Picture
from journeymap.model.survey import Response, SurveyTouchpoint
from journeymap.scores.period import ALL_TIME, Period
from journeymap.services.as_of import as_of
from journeymap.services.brand import brand
from journeymap.services.journey_scores import journey_scores
from journeymap.services.journeys import load_map
from journeymap.services.weakest import weakest_link
from journeymap.store.database import Database
from journeymap.store.journeys import read_places
from journeymap.store.map_files import newest_answers, newest_comments, read_surveys
from journeymap.store.personas import read_picture

__all__ = [
    "EXPORTERS",
    "PAPERS",
    "Choice",
    "Exported",
    "Exporter",
    "Paper",
    "export_map",
    "export_map_file",
    "exporter_of",
    "get_fonts_ready",
    "is_lossless",
    "left_out",
]

PAPERS: tuple[Paper, ...] = ("A4", "A3", "A2", "A1", "A0")
COMMENTS_EACH = 10
"""Newest comments of a touchpoint that go along."""
ANSWERS_AT_MOST = 100_000
"""Newest answers that go along."""

_NOT_IN_NAMES = re.compile(r'[\x00-\x1f<>:"/\\|?*]+')


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What goes along. People's names, comments, notes and answers stay at home unless they are asked for.

    :param stage_ids: ``None`` for all.
    :param lane_ids: ``None`` for those that the journey shows; of a lossless format for all.
    :param persona_ids: whose view; empty for everybody's.
    :param names: who owns the journey and its touchpoints; ``None``: only in a lossless format.
    :param notes: of journey, stages and touchpoints; ``None`` likewise.
    :param comments: the newest of each touchpoint.
    :param answers: every answer in the period, without who gave it.
    """

    stage_ids: frozenset[str] | None = None
    lane_ids: frozenset[str] | None = None
    persona_ids: tuple[str, ...] = ()
    period: Period = ALL_TIME
    names: bool | None = None
    notes: bool | None = None
    comments: bool = False
    answers: bool = False
    paper: Paper = "A4"
    theme: Theme = "light"
    width: int = 1920
    height: int = 1080


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A map as a file.

    :param name: proposed for the file.
    :param leaves_out: sentences, what is not in it.
    """

    name: str
    media_type: str
    content: bytes
    leaves_out: tuple[str, ...]
    stages: int
    touchpoints: int


def exporter_of(suffix: str) -> Exporter:
    """Who writes files with this ending.

    :raises InvalidInput: nobody; the sentence lists what can be written.
    """
    found = exporter(suffix.removeprefix("."))
    if found is None:
        raise InvalidInput(
            _("A map cannot be written as “{suffix}”. Choose one of {suffixes}.").format(
                suffix=suffix.removeprefix("."), suffixes=", ".join(e.suffix for e in EXPORTERS)
            )
        )
    return found


def is_lossless(chosen: Exporter) -> bool:
    """Whether a map that goes out in this format comes back identical."""
    return chosen.whole and not chosen.leaves_out


def left_out(chosen: Exporter) -> tuple[str, ...]:
    """What a format cannot hold, in the reader's language."""
    return tuple(_(sentence) for sentence in chosen.leaves_out)


def get_fonts_ready() -> None:
    """Make the fonts of pictures and pages, unless an earlier start did; what goes wrong is said when one is made."""
    with suppress(JourneymapError, OSError):
        cut_all()


def export_map(
    db: Database,
    journey_id: str,
    suffix: str,
    choice: Choice | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    settings: Settings | None = None,
    today: date | None = None,
) -> Exported:
    """Write a map.

    :param suffix: of the format, ``pdf`` for example.
    :param progress: called with (done, of) where there are several sheets.
    :param today: in the installation's time zone; for tests.
    :raises InvalidInput: no such format, or a choice that the journey does not have.
    :raises NotFound: there is no such journey.
    """
    chosen = exporter_of(suffix)
    asked = choice or Choice()
    used, day = as_of(settings, today)
    everything = load_map(db, journey_id)
    request = _request(db, everything, chosen, asked, used, day)
    content = chosen.export(replace(request, progress=progress))
    whole = request.journey_map
    return Exported(
        name=f"{_file_name(whole.journey.title)}.{chosen.suffix}",
        media_type=chosen.media_type,
        content=content,
        leaves_out=(*left_out(chosen), *_hidden(everything, chosen, asked)),
        stages=len(whole.stages),
        touchpoints=len(whole.touchpoints),
    )


def _hidden(whole: JourneyMap, chosen: Exporter, asked: Choice) -> tuple[str, ...]:
    """That hidden lanes stay at home, of a format that is read again."""
    kept = asked.lane_ids is not None or is_lossless(chosen) or not chosen.whole
    return (
        () if kept or all(lane.shown for lane in whole.lanes) else (_("hidden lanes; choose them to take them along"),)
    )


def export_map_file(
    db: Database,
    journey_id: str,
    to: File,
    choice: Choice,
    *,
    replace_it: bool = False,
    progress: Callable[[int, int], None] | None = None,
    settings: Settings | None = None,
) -> dict[str, Any]:
    """What the command ``export-map`` does, and the document that it prints.

    :param replace_it: whether a file that is there may be overwritten.
    :raises Conflict: it is there, and may not.
    """
    chosen = exporter_of(to.suffix)
    if to.is_dir():
        raise InvalidInput(_("“{path}” is a folder. Name a file in it.").format(path=to))
    if to.exists() and to.stat().st_size and not replace_it:
        raise Conflict(_("“{path}” is there already. Name another file, or add --replace.").format(path=to))
    made = export_map(db, journey_id, chosen.suffix, choice, progress=progress, settings=settings)
    _write(to, made.content)
    return {
        "path": to,
        "format": _(chosen.name),
        "bytes": len(made.content),
        "stages": made.stages,
        "touchpoints": made.touchpoints,
        "leaves_out": list(made.leaves_out),
    }


def _write(to: File, content: bytes) -> None:
    """The whole file or nothing: it is written beside its place, then moved there."""
    if not to.parent.is_dir():
        raise InvalidInput(_("There is no folder “{path}”. Make it first, or name another one.").format(path=to.parent))
    try:
        handle, beside = tempfile.mkstemp(prefix=".journeymap-", suffix=to.suffix, dir=to.parent)
    except OSError as error:
        raise _not_written(to, error) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        File(beside).chmod(0o644)
        File(beside).replace(to)
    except OSError as error:
        with suppress(OSError):
            File(beside).unlink()
        raise _not_written(to, error) from error


def _not_written(to: File, error: OSError) -> InvalidInput:
    return InvalidInput(_("“{path}” cannot be written: {reason}.").format(path=to, reason=error.strerror))


def _request(
    db: Database, whole: JourneyMap, chosen: Exporter, asked: Choice, settings: Settings, today: date
) -> ExportRequest:
    lossless = is_lossless(chosen)
    names = lossless if asked.names is None else asked.names
    notes = lossless if asked.notes is None else asked.notes
    narrow = _narrowed(whole, asked, every_lane=lossless)
    narrow = _discreet(narrow, names=names, notes=notes)
    inside = frozenset(narrow.touchpoint_by_id)
    places = [
        place
        for place in read_places(db, whole.journey.id)
        if place.touchpoint_id is None or place.touchpoint_id in inside
    ]
    scores = journey_scores(db, whole.journey.id, period=asked.period, settings=settings, today=today)
    weakest = weakest_link(db, whole.journey.id, asked.period, settings=settings, today=today)
    start, end = asked.period.open_limits(settings.zone)
    place_ids = [place.id for place in places]
    comments = newest_comments(db, place_ids, start, end, COMMENTS_EACH) if asked.comments else []
    answers = newest_answers(db, place_ids, start, end, ANSWERS_AT_MOST) if asked.answers else []
    shown = brand(db)
    return ExportRequest(
        journey_map=narrow,
        scores={i: found for i, found in scores.by_touchpoint.items() if i in inside},
        whole=scores.whole,
        pictures=_pictures(db, narrow, shown.logo_id),
        surveys=read_surveys(db, sorted({place.survey_id for place in places})),
        survey_touchpoints=places,
        comments=_by_touchpoint(comments, places),
        answers=answers if asked.comments else [replace(answer, comment="") for answer in answers],
        brand=shown,
        period=_period_text(asked.period),
        made_on=today,
        theme=asked.theme,
        persona_ids=asked.persona_ids,
        weakest=frozenset(weakest.touchpoint_ids) & inside if weakest else frozenset(),
        paper=asked.paper,
        width=asked.width,
        height=asked.height,
    )


def _narrowed(whole: JourneyMap, asked: Choice, *, every_lane: bool) -> JourneyMap:
    """Only the stages, lanes and personas that go along, with what stands in them."""
    stages = _chosen(whole.stages, asked.stage_ids)
    shown = None if every_lane else frozenset(lane.id for lane in whole.lanes if lane.shown)
    lanes = _chosen(whole.lanes, shown if asked.lane_ids is None else asked.lane_ids)
    personas = _chosen(whole.personas, frozenset(asked.persona_ids) or None)
    if not stages and whole.stages:
        raise InvalidInput(_("No stage is left to take out. Choose one at least."))
    stage_ids, lane_ids = ({part.id for part in parts} for parts in (stages, lanes))
    persona_ids: set[str | None] = {persona.id for persona in personas}
    touchpoints = tuple(t for t in whole.touchpoints if t.stage_id in stage_ids)
    inside = {t.id for t in touchpoints}
    if not every_lane:  # a lane that is asked for is shown
        lanes = tuple(replace(lane, shown=True) for lane in lanes)
    return JourneyMap(
        journey=whole.journey,
        personas=personas,
        stages=stages,
        touchpoints=touchpoints,
        lanes=lanes,
        cards=tuple(
            card
            for card in whole.cards
            if card.lane_id in lane_ids and card.touchpoint_id in inside and card.persona_id in persona_ids | {None}
        ),
        emotions=tuple(e for e in whole.emotions if e.touchpoint_id in inside and e.persona_id in persona_ids),
        paths=tuple(p for p in whole.paths if p.from_id in inside and p.to_id in inside),
    )


def _chosen(parts: Sequence[Any], ids: Collection[str] | None) -> tuple[Any, ...]:
    if ids is None:
        return tuple(parts)
    if not set(ids) <= {part.id for part in parts}:
        raise NotFound(_("Something that was chosen is not on the map any more. Choose again."))
    return tuple(part for part in parts if part.id in ids)


def _discreet(whole: JourneyMap, *, names: bool, notes: bool) -> JourneyMap:
    """Without owners and notes, where they stay at home."""
    blank: dict[str, Any] = {name: "" for name, kept in (("owner", names), ("note", notes)) if not kept}
    of_stage: dict[str, Any] = {name: "" for name in blank if name == "note"}
    return replace(
        whole,
        journey=replace(whole.journey, **blank),
        stages=tuple(replace(stage, **of_stage) for stage in whole.stages),
        touchpoints=tuple(replace(touchpoint, **blank) for touchpoint in whole.touchpoints),
    )


def _pictures(db: Database, whole: JourneyMap, logo_id: str | None) -> Mapping[str, Picture]:
    named = [logo_id, *(p.picture_id for p in whole.personas), *(c.picture_id for c in whole.cards)]
    found = {i: read_picture(db, i) for i in dict.fromkeys(named) if i is not None}
    return {i: picture for i, picture in found.items() if picture is not None}


def _by_touchpoint(
    comments: Sequence[Response], places: Sequence[SurveyTouchpoint]
) -> Mapping[str, Sequence[Response]]:
    """The newest first; those on the journey as a whole stand at none."""
    at = {place.id: place.touchpoint_id for place in places}
    found: dict[str, list[Response]] = {}
    for comment in comments:
        touchpoint_id = at.get(comment.survey_touchpoint_id)
        if touchpoint_id is not None and len(found.setdefault(touchpoint_id, [])) < COMMENTS_EACH:
            found[touchpoint_id].append(comment)
    return found


def _period_text(period: Period) -> str:
    if period.first is None and period.last is None:
        return _("all time")
    if period.first is None:
        return _("until {last}").format(last=period.last)
    if period.last is None:
        return _("from {first}").format(first=period.first)
    return _("{first} – {last}").format(first=period.first, last=period.last)


def _file_name(title: str) -> str:
    """A title as the name of a file on any system."""
    return " ".join(_NOT_IN_NAMES.sub(" ", title).split()).strip(". ")[:80].rstrip(". ") or _("map")
