"""Store sorted rows. The surveys and their places are written last, so a map shows an import whole or not at all."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from typing import Any

from journeymap.errors import Conflict
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.identity import new_id
from journeymap.model.journey import Journey, Lane, Phase, Stage, Touchpoint
from journeymap.model.survey import FeedbackImport, Survey, SurveyTouchpoint
from journeymap.services import journeys
from journeymap.services.feedback_outcome import Preview
from journeymap.services.feedback_places import folded
from journeymap.services.feedback_preview import Sorted
from journeymap.services.feedback_targets import Target
from journeymap.services.templates import DEFAULT_LANES
from journeymap.store import feedback as store
from journeymap.store.acts import Act, Bulk, Put
from journeymap.store.database import Database
from journeymap.store.staging import Staging
from journeymap.store.tables import TABLES, to_row

STAGE = N_("Imported")
"""Title of the stage that missing touchpoints are made in."""

_TRIES = 3


def write(db: Database, rows: Sorted, import_id: str, now: datetime, progress: Callable[[float], None]) -> Preview:
    """Store valid and skipped rows, in several transactions; when one fails the others are taken back.

    Whole row groups go past the log into the file, so a million rows leave less than 10 MB of log: when to checkpoint
    is left to the writer.

    :param rows: sorted, with nothing left to ask.
    :param progress: called with 0 to 1.
    :returns: the preview, with the ids of what was made.
    :raises Conflict: what the answers belong to was deleted meanwhile.
    """
    preview, staging = rows.preview, rows.staging
    if staging is None:
        raise ValueError("rows that were not sorted cannot be written")
    new = preview.n_new
    made = _Made(db, rows)
    running = FeedbackImport(id=import_id, file_name=preview.file_name, vendor=preview.vendor, imported_at=now)
    db.transact([_put(running)])
    try:
        _write_people(db, staging)
        done = 0
        for frame in staging.answers(made.targets, import_id=import_id, received=now):
            db.transact([Bulk("response", frame)])
            done += len(frame)
            progress(done / new)
        db.transact([*made.acts, store.finish(_done(running, rows, made))])
    except BaseException:
        db.transact(store.discard(import_id))
        raise
    return made.named(preview)


def _write_people(db: Database, staging: Staging) -> None:
    """Store new respondents. One of them may have answered elsewhere since the file was compared."""
    for left in reversed(range(_TRIES)):
        try:
            with closing(staging.new_people()) as frames:
                for frame in frames:
                    db.transact([Bulk("respondent", frame)])
            return
        except Conflict:
            if not left:
                raise
            staging.know_people(store.known_people(db))


def _done(running: FeedbackImport, rows: Sorted, made: _Made) -> FeedbackImport:
    """What became of it, without anybody's words."""
    surveys = [survey for survey in rows.preview.surveys if survey.n_new]
    counts: dict[str, Any] = {
        "journey": rows.preview.journey,
        "touchpoints": [survey.touchpoint for survey in surveys],
        "n_stored": rows.preview.n_new,
        "n_set_aside": rows.preview.n_set_aside,
        "created": made.created,
    }
    return FeedbackImport(
        id=running.id,
        file_name=running.file_name,
        vendor=running.vendor,
        imported_at=running.imported_at,
        counts=json.dumps(counts, ensure_ascii=False),
    )


def _put(thing: Any) -> Put:
    return Put(TABLES[type(thing)], to_row(thing))


class _Made:
    """The rows around the answers: what is made, and what must still be there.

    :ivar targets: (survey, place) of each part of the file.
    :ivar acts: written after the answers.
    :ivar created: ids by table.
    """

    def __init__(self, db: Database, rows: Sorted) -> None:
        self.targets: dict[int, tuple[str, str]] = {}
        self.acts: list[Act] = []
        self.created: dict[str, list[str]] = defaultdict(list)
        self._journey_id = self._journey(db, rows)
        self._touchpoints = self._new_touchpoints(db, rows)
        taken = {place.touchpoint_id for _survey, place in rows.places}
        for part, (target, preview) in enumerate(zip(rows.targets, rows.preview.surveys, strict=True)):
            if preview.n_new:
                self.targets[part] = self._survey(target, rows.preview, taken)

    def named(self, preview: Preview) -> Preview:
        """The preview with the ids of what was made."""
        ids = self._touchpoints
        surveys = tuple(
            replace(survey, touchpoint_id=survey.touchpoint_id or ids.get(folded(survey.touchpoint or "")))
            for survey in preview.surveys
        )
        return replace(preview, surveys=surveys, journey_id=self._journey_id)

    def _make(self, thing: Any) -> None:
        self.acts.append(_put(thing))
        self.created[TABLES[type(thing)]].append(thing.id)

    def _journey(self, db: Database, rows: Sorted) -> str:
        if rows.journey is not None:
            self.acts.append(store.stands("journey", rows.journey.id))
            return rows.journey.id
        listed = [*journeys.list_journeys(db), *journeys.list_journeys(db, archived=True)]
        position = max((journey.position for journey in listed), default=-1) + 1
        journey = Journey(id=new_id(), title=rows.preview.journey, position=position)
        self._make(journey)
        for place, kind in enumerate(DEFAULT_LANES):
            self.acts.append(_put(Lane(id=new_id(), journey_id=journey.id, kind=kind, position=place)))
        return journey.id

    def _new_touchpoints(self, db: Database, rows: Sorted) -> dict[str, str]:
        """Ids of the touchpoints that are made, by folded title."""
        pairs = zip(rows.targets, rows.preview.surveys, strict=True)
        titles = {folded(t.place.title or ""): t.place.title or "" for t, p in pairs if t.place.is_new and p.n_new}
        if not titles:
            return {}
        stage_id, position = self._stage(db, rows)
        ids = {}
        for place, (key, title) in enumerate(titles.items(), position):
            made = Touchpoint(id=new_id(), journey_id=self._journey_id, stage_id=stage_id, title=title, position=place)
            self._make(made)
            ids[key] = made.id
        return ids

    def _stage(self, db: Database, rows: Sorted) -> tuple[str, int]:
        """The stage of missing touchpoints, and the next position in it."""
        shown = journeys.load_map(db, self._journey_id) if rows.journey else None
        for stage in shown.stages if shown else ():
            if stage.title in (STAGE, _(STAGE)):
                self.acts.append(store.stands("stage", stage.id))
                inside = [t.position for t in shown.touchpoints if shown and t.stage_id == stage.id] if shown else []
                return stage.id, max(inside, default=-1) + 1
        position = max((stage.position for stage in shown.stages), default=-1) + 1 if shown else 0
        stage = Stage(id=new_id(), journey_id=self._journey_id, title=_(STAGE), phase=Phase.DURING, position=position)
        self._make(stage)
        return stage.id, 0

    def _survey(self, target: Target, preview: Preview, taken: set[str | None]) -> tuple[str, str]:
        """Survey and place that the answers belong to; the first survey of a place is its main one."""
        touchpoint_id = target.place.touchpoint_id or self._touchpoints.get(folded(target.place.title or ""))
        if target.survey is not None and target.survey_place is not None:
            self.acts += [
                store.stands("survey", target.survey.id),
                store.stands("survey_touchpoint", target.survey_place.id),
            ]
            return target.survey.id, target.survey_place.id
        if target.place.touchpoint_id:
            self.acts.append(store.stands("touchpoint", target.place.touchpoint_id))
        survey = Survey(
            id=new_id(),
            title=target.question or f"{target.metric.value.upper()}, {target.place.title or preview.journey}",
            metric=target.metric,
            low=target.scale.low,
            high=target.scale.high,
            good_end=target.scale.good_end,
            vendor=preview.vendor,
            question=target.question,
            main=touchpoint_id not in taken,
        )
        taken.add(touchpoint_id)
        place = SurveyTouchpoint(
            id=new_id(),
            survey_id=survey.id,
            journey_id=self._journey_id,
            touchpoint_id=touchpoint_id,
            label=target.labels[0].touchpoint,
        )
        self._make(survey)
        self._make(place)
        return survey.id, place.id
