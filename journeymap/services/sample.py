"""The sample company: brought in from plain files, and taken out again in one go."""

from __future__ import annotations

from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pandas as pd

from journeymap.errors import NotFound
from journeymap.locale import gettext as _
from journeymap.model.journey import Card, Emotion, Journey, JourneyPersona, Lane, Stage, Touchpoint
from journeymap.model.journey import Path as JourneyPath
from journeymap.model.persona import Persona
from journeymap.model.survey import Respondent, Response, Source, Survey, SurveyTouchpoint
from journeymap.store import sample as store
from journeymap.store.acts import Act, Bulk, OnConflict, Put
from journeymap.store.database import Database
from journeymap.store.tables import TABLES

FOLDER = Path(__file__).parents[2] / "sample_data"
"""Where the files lie: at the root of the repository."""

_MAP = (Journey, JourneyPersona, Stage, Touchpoint, Lane, Card, Emotion, JourneyPath)
_SHARED = (Persona, Survey, SurveyTouchpoint)
"""Rows that may have stayed behind when the sample was removed, because something else uses them."""


def has_sample(db: Database) -> bool:
    """Whether the sample company, or a part of it, is in the file."""
    return store.is_present(db)


def was_removed(db: Database) -> bool:
    """Whether somebody removed the sample from this file; nothing brings it back but a person who asks for it."""
    return store.was_removed(db)


def add_sample(db: Database) -> None:
    """Bring the sample company in, in one transaction. A file that has it already is left as it is.

    :raises NotFound: the files of the sample are not there.
    """
    if has_sample(db):
        return
    known = store.addresses(db)
    respondents = _read(Respondent)
    twins = respondents["address"].map(known)
    acts: list[Act] = [Put(TABLES[kind], row, OnConflict.IGNORE) for kind in _SHARED for row in _rows(_read(kind))]
    acts += [Bulk(TABLES[kind], _read(kind)) for kind in _MAP]
    acts.append(Bulk(TABLES[Respondent], respondents[twins.isna()]))
    acts.append(Bulk(TABLES[Response], _answers(dict(zip(respondents["id"], twins, strict=True)))))
    db.transact([*acts, store.remember(db, "present")])


def remove_sample(db: Database) -> None:
    """Take the sample company out in one transaction. A file without it is left as it is.

    Everything else stays: a persona or a survey of the sample that a journey of one's own uses becomes one's own,
    and answers that were imported to a touchpoint of the sample become unassigned.
    """
    if has_sample(db):
        # The files know ids of what somebody has deleted since; the file of the database is enough to do without them.
        known = [row_id for kind in (Journey, Persona) for row_id in _read(kind)["id"]] if FOLDER.is_dir() else []
        db.transact(store.removal(db, known))


def _read(kind: type) -> pd.DataFrame:
    """The file of a table, with the columns that it leaves out filled as the model fills them."""
    nullable = {field.name: [""] for field in fields(kind) if field.default is None or field.name == "score"}
    path = FOLDER / f"{TABLES[kind]}.csv"
    try:
        frame = pd.read_csv(path, keep_default_na=False, na_values=nullable)
    except FileNotFoundError as error:
        sentence = _("The sample company is not here: {file} is missing. Start with an empty journey instead.")
        raise NotFound(sentence.format(file=path.name)) from error
    for field in fields(kind):
        if field.name not in frame and field.default not in (MISSING, None):
            frame[field.name] = field.default
    if "sample" in frame:
        frame["sample"] = True
    return frame.drop(columns="key", errors="ignore")


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    plain = frame.astype(object).where(frame.notna(), None)
    return [dict(zip(plain.columns, row, strict=True)) for row in plain.itertuples(index=False)]


def _answers(twins: dict[str, object]) -> pd.DataFrame:
    """The answers; people whose address is in the file already are the ones in the file."""
    places = pd.read_csv(FOLDER / f"{TABLES[SurveyTouchpoint]}.csv").set_index("key")
    personas = _read(Persona).set_index("segment")
    frame = _read(Response)
    frame["survey_id"] = frame["place"].map(places["survey_id"])
    frame["survey_touchpoint_id"] = frame["place"].map(places["id"])
    frame["persona_id"] = frame["segment"].map(personas["id"])
    frame["respondent_id"] = frame["respondent_id"].map(lambda mine: _known(mine, twins.get(mine)))
    frame["answered_at"] = pd.to_datetime(frame["answered_at"])
    frame["received_at"] = frame["answered_at"]
    frame["source"] = Source.SAMPLE.value
    return frame.drop(columns="place")


def _known(mine: object, twin: object) -> object:
    return twin if isinstance(twin, str) else mine
