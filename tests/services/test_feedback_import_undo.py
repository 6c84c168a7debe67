from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from journeymap.errors import InvalidInput, JourneymapError, NotFound
from journeymap.services import journeys, touchpoints
from journeymap.services.feedback_import import (
    imports,
    undo_import,
)
from journeymap.store.database import Database
from tests.services.feedback_kit import (
    FILES,
    bring_in,
    long_form,
    shop,
    stored,
)
from tests.services.kit import ANN, broken_references


def everything(db: Database) -> dict[str, int]:
    tables = ("response", "respondent", "survey", "survey_touchpoint", "touchpoint", "stage", "journey", "lane")
    return {table: len(db.rows(f"SELECT id FROM {table}")) for table in tables}  # noqa: S608  # names of our own


def test_an_import_can_be_taken_back_as_a_whole(db: Database) -> None:
    before = everything(db)
    bring_in(db, FILES / "generic-long.csv", create=True)
    (done,) = imports(db)
    assert (done.file_name, done.state, done.n_stored, done.journey) == (
        "generic-long.csv",
        "done",
        400,
        "generic-long",
    )
    assert set(done.touchpoints) == {"Web shop", "Store", "Delivery", "Customer service", None}

    undo_import(db, done.id)

    assert everything(db) == before
    assert [one.state for one in imports(db)] == ["undone"]
    with pytest.raises(InvalidInput, match="not there to be taken back"):
        undo_import(db, done.id)
    assert only_stored(bring_in(db, FILES / "generic-long.csv", create=True)) == 400


def only_stored(document: Mapping[str, Any]) -> int:
    return sum(survey["n_stored"] for survey in document["surveys"])


def test_taking_back_leaves_what_others_use(db: Database, tmp_path: Path) -> None:
    at = "2026-03-0{n}T10:00:00Z"
    first = long_form(
        tmp_path, f"Store,CSAT,5,,ann@example.com,{at.format(n=1)}", f"Chat,CSAT,5,,bo@example.com,{at.format(n=1)}"
    )
    bring_in(db, first, create=True)
    second = long_form(
        tmp_path, f"Store,CSAT,4,,ann@example.com,{at.format(n=2)}", f"Phone,CSAT,4,,cy@example.com,{at.format(n=2)}"
    )
    bring_in(db, second, create=True)
    later, earlier = imports(db)

    undo_import(db, earlier.id)

    assert sorted(row["address"] for row in db.rows("SELECT address FROM respondent")) == [
        "ann@example.com",
        "cy@example.com",
    ]
    (journey,) = journeys.list_journeys(db)
    assert [t.title for t in journeys.load_map(db, journey.id).touchpoints] == ["Store", "Phone"]
    assert stored(db) == 2
    assert broken_references(db) == []

    undo_import(db, later.id)
    assert stored(db) == 0


def test_taking_back_leaves_what_was_changed_since(db: Database, tmp_path: Path) -> None:
    bring_in(db, long_form(tmp_path, "Store,CSAT,5,,,2026-03-01T10:00:00Z"), create=True)
    (journey,) = journeys.list_journeys(db)
    (touchpoint,) = journeys.load_map(db, journey.id).touchpoints
    touchpoints.update_touchpoint(db, ANN, touchpoint.id, touchpoint.version, owner="Bo")

    undo_import(db, imports(db)[0].id)

    assert [t.owner for t in journeys.load_map(db, journey.id).touchpoints] == ["Bo"]
    assert journeys.load_map(db, journey.id).lanes
    assert stored(db) == 0


def test_an_import_that_fails_leaves_nothing(db: Database) -> None:
    before = everything(db)

    def fail(share: float) -> None:
        if share > 0.7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        bring_in(db, FILES / "generic-long.csv", create=True, progress=fail)

    assert everything(db) == before
    assert imports(db) == []


def test_a_touchpoint_that_is_deleted_meanwhile_takes_the_import_back(db: Database) -> None:
    journey = shop(db)
    (touchpoint,) = journeys.load_map(db, journey).touchpoints

    def delete(share: float) -> None:
        if share > 0.7 and journeys.load_map(db, journey).touchpoints:
            touchpoints.delete_touchpoint(db, ANN, touchpoint.id)

    with pytest.raises(JourneymapError):
        bring_in(db, FILES / "surveymonkey-nps.csv", touchpoint="Store", progress=delete)

    assert stored(db) == 0
    assert broken_references(db) == []


def test_an_unknown_import_cannot_be_taken_back(db: Database) -> None:
    with pytest.raises(NotFound):
        undo_import(db, "01a203f1-46fc-7e24-88bd-b7794404b699")


def test_an_import_that_breaks_off_leaves_nobody_behind(db: Database) -> None:
    class BrokenOff(Exception):
        """The import is interrupted."""

    def interrupt(share: float) -> None:
        if share > 0.7:
            raise BrokenOff

    before = everything(db)
    with pytest.raises(BrokenOff):
        bring_in(db, FILES / "generic-long.csv", create=True, progress=interrupt)
    assert everything(db) == before
    assert imports(db) == []
