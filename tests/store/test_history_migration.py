"""Files from before there was a history keep everything, and gain one."""

from __future__ import annotations

import json
import shutil
from datetime import datetime
from pathlib import Path

from journeymap.model.identity import new_id
from journeymap.services import undo
from journeymap.services.integrity import check
from journeymap.services.journal import journal
from journeymap.services.journeys import load_map
from journeymap.services.snapshots import list_snapshots, take_snapshot
from journeymap.store.acts import Put
from journeymap.store.database import open_database
from journeymap.store.migration import MIGRATIONS

NAME = "journeymap.duckdb"


def test_a_file_of_the_first_version_gains_a_history_and_loses_nothing(tmp_path: Path) -> None:
    steps = tmp_path / "steps"
    steps.mkdir()
    shutil.copy(MIGRATIONS / "0001_first_tables.sql", steps)
    db = open_database(tmp_path / NAME, migrations=steps)
    journey, stage, change = new_id(), new_id(), new_id()
    row = {"id": stage, "journey_id": journey, "title": "New", "phase": "during", "position": 0, "note": ""}
    was, now = row | {"version": 1}, row | {"title": "Newer", "version": 2}
    act: dict[str, object] = {
        "id": change,
        "scope": journey,
        "actor": "me",
        "label": "Edit stage “{title}”",
        "args": '{"title": "Newer"}',
    }
    act |= {"rows": json.dumps([{"table": "stage", "before": was, "after": now}]), "state": "done", "version": 1}
    of_journey = {"id": journey, "title": "Old", "scenario": "", "state": "as_is", "owner": "", "note": ""}
    db.transact(
        [
            Put("journey", of_journey | {"position": 0, "archived": False, "sample": False, "version": 1}),
            Put("stage", now),
            Put("change", act | {"done_at": datetime(2026, 11, 1, 12)}),  # noqa: DTZ001  # the file holds naive UTC
        ]
    )
    db.close()
    db = open_database(tmp_path / NAME)
    assert check(db) == []
    (entry,) = journal(db, journey)
    assert (entry.id, entry.name, entry.told("Somebody")) == (change, "", "Somebody edited the stage “Newer”.")
    take_snapshot(db, "me", journey, "First")
    assert [s.label for s in list_snapshots(db, journey)] == ["First"]
    undo.undo(db, journey, "me")
    assert load_map(db, journey).stages[0].title == "New"
    db.close()
