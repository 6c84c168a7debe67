from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pandas as pd
import pytest

from journeymap.errors import Conflict, InvalidInput, StoreUnavailable
from journeymap.model.identity import new_id
from journeymap.model.survey import Source
from journeymap.store.acts import Act, Bulk, OnConflict, Put, Statement
from journeymap.store.database import Database

from .rows import respondent, setting, settings

RAISE_BY_ONE = "UPDATE setting SET value = CAST(CAST(value AS INTEGER) + 1 AS VARCHAR) WHERE name = 'n'"


def in_one_batch(db: Database, units: list[list[Act]]) -> list[int | BaseException]:
    """Submit all units while the writer is busy, so that it finds them together."""
    go = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        busy = pool.submit(db.while_quiet, go.wait)
        futures = [db.submit(unit) for unit in units]
        go.set()
        busy.result()
    return [future.exception() or future.result() for future in futures]


def test_what_was_written_can_be_read_at_once(db: Database) -> None:
    db.transact([setting("a", "1")])
    assert settings(db) == {"a": "1"}


def test_units_that_wait_share_one_commit(db: Database) -> None:
    before = db.revision
    assert in_one_batch(db, [[setting(str(n))] for n in range(20)]) == [before + 1] * 20
    assert db.revision == before + 1
    assert len(settings(db)) == 20


def test_one_bad_unit_hurts_nobody(db: Database) -> None:
    db.transact([setting("taken")])
    outcome = in_one_batch(db, [[setting("a")], [setting("b"), setting("taken")], [setting("c")]])
    assert isinstance(outcome[1], Conflict)
    assert isinstance(outcome[0], int)
    assert isinstance(outcome[2], int)
    assert set(settings(db)) == {"taken", "a", "c"}


def test_two_votes_of_one_person_in_one_batch_keep_the_last(db: Database) -> None:
    in_one_batch(db, [[setting("vote", str(n), n, OnConflict.UPDATE)] for n in range(10)])
    assert settings(db) == {"vote": "9"}


def test_a_double_that_waits_beside_the_first_is_refused(db: Database) -> None:
    outcome = in_one_batch(db, [[setting("a", "first")], [setting("a", "second")]])
    assert isinstance(outcome[1], Conflict)
    assert settings(db) == {"a": "first"}


def test_a_unit_is_all_or_nothing(db: Database) -> None:
    with pytest.raises(Conflict):
        db.transact([setting("a"), Statement("UPDATE setting SET version = 2 WHERE name = 'b'", expect=1)])
    assert settings(db) == {}


def test_a_save_over_another_version_is_refused_with_a_sentence(db: Database) -> None:
    db.transact([setting("a", "mine", version=3)])
    save = Statement(
        "UPDATE setting SET value = ?, version = 3 WHERE name = ? AND version = ?", ("x", "a", 2), expect=1
    )
    with pytest.raises(Conflict, match="Somebody else changed this meanwhile"):
        db.transact([save])
    assert settings(db) == {"a": "mine"}


def test_of_two_undos_of_one_act_only_one_takes_effect(db: Database) -> None:
    db.transact([setting("a", "new", version=2)])
    undo: list[Act] = [
        Statement("UPDATE setting SET value = 'old', version = 3 WHERE name = 'a' AND version = 2", expect=1)
    ]
    outcome = in_one_batch(db, [undo, undo])
    assert [type(one) for one in outcome] == [int, Conflict]
    assert settings(db) == {"a": "old"}


def test_a_value_of_the_wrong_kind_is_bad_input(db: Database) -> None:
    with pytest.raises(InvalidInput):
        db.transact([respondent("x", "not an id")])
    db.transact([respondent("y")])
    with pytest.raises(InvalidInput):
        db.rows("SELECT * FROM respondent WHERE id = ?", ["not an id"])
    assert db.alive()


def test_no_acts_are_no_commit(db: Database) -> None:
    assert db.transact([]) == db.revision


def test_fifty_threads_lose_nothing_and_see_growing_revisions(db: Database) -> None:
    db.transact([setting("n", "0")])
    revisions: dict[int, list[int]] = {}

    def write(thread: int) -> None:
        revisions[thread] = [
            db.transact([respondent(f"{thread}-{n}"), Statement(RAISE_BY_ONE, expect=1)]) for n in range(10)
        ]

    with ThreadPoolExecutor(50) as pool:
        list(pool.map(write, range(50)))
    assert settings(db) == {"n": "500"}
    assert db.rows("SELECT COUNT(*) AS n FROM respondent") == [{"n": 500}]
    assert all(got == sorted(set(got)) for got in revisions.values())


def test_readers_and_writers_at_once_see_whole_units_only(db: Database) -> None:
    done = threading.Event()

    def watch() -> set[int]:
        seen = set()
        while not done.is_set():
            seen.add(db.rows("SELECT COUNT(*) AS n FROM respondent")[0]["n"] % 2)
        return seen

    with ThreadPoolExecutor(4) as pool:
        watchers = [pool.submit(watch) for _ in range(3)]
        for n in range(40):
            db.transact([respondent(f"{n}a"), respondent(f"{n}b")])
        done.set()
        assert {parity for watcher in watchers for parity in watcher.result()} == {0}


def test_many_rows_at_once_by_frame(db: Database) -> None:
    n = 200_000
    frame = pd.DataFrame(
        {
            "id": [new_id() for _ in range(n)],
            "survey_id": new_id(),
            "survey_touchpoint_id": new_id(),
            "score": np.where(np.arange(n) % 10 == 0, np.nan, 7.0),
            "comment": "fi\x00ne",
            "language": "en",
            "segment": "",
            "source": "import",
            "answered_at": pd.Timestamp("2026-01-01"),
            "received_at": pd.Timestamp("2026-01-01"),
        }
    )
    db.transact([Bulk("response", frame)])
    found = db.rows(
        "SELECT COUNT(*) AS n, COUNT(score) AS scored, MIN(comment) AS low, MAX(comment) AS high FROM response"
    )
    assert found == [{"n": n, "scored": n * 9 // 10, "low": "fine", "high": "fine"}]


def test_a_frame_with_a_double_leaves_nothing(db: Database) -> None:
    frame = pd.DataFrame({"name": ["a", "b", "a"], "value": "", "version": 1})
    with pytest.raises(Conflict):
        db.transact([Bulk("setting", frame)])
    assert settings(db) == {}


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("it\x00 was", "it was"),
        ("\ud800x", "?x"),
        ("æøå 👍", "æøå 👍"),
        (Source.KIOSK, "kiosk"),
        ("'); DROP TABLE setting; --", "'); DROP TABLE setting; --"),
    ],
)
def test_text_is_kept_as_it_is_but_for_what_cannot_be_stored(db: Database, given: str, kept: str) -> None:
    db.transact([setting("a", given), setting("b", given)])
    assert settings(db) == {"a": kept, "b": kept}
    assert db.rows("SELECT name FROM setting WHERE value = ? ORDER BY name", [given]) == [{"name": "a"}, {"name": "b"}]


def test_times_with_a_zone_are_stored_in_utc(db: Database) -> None:
    there = datetime(2026, 7, 1, 12, tzinfo=timezone(timedelta(hours=2)))
    row = {"id": new_id(), "file_name": "f", "vendor": "", "imported_at": there, "state": "done", "counts": "{}"}
    db.transact([Put("feedback_import", row | {"version": 1})])
    (got,) = db.rows("SELECT imported_at FROM feedback_import")
    assert got["imported_at"] == there.astimezone(UTC).replace(tzinfo=None)


@pytest.mark.parametrize(
    "use",
    [
        lambda db: db.rows("SELECT 1"),
        lambda db: db.read("SELECT 1"),
        lambda db: db.transact([setting("b")]),
    ],
)
def test_after_the_end_a_sentence_is_given(db: Database, use: Callable[[Database], object]) -> None:
    db.close()
    with pytest.raises(StoreUnavailable, match="has been closed"):
        use(db)
    assert not db.alive()


def test_who_stops_waiting_does_not_stop_the_writer(db: Database) -> None:
    go = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        pool.submit(db.while_quiet, go.wait)
        future = db.submit([setting("a")])
        assert not future.cancel()
        go.set()
    assert future.result() == db.revision
    db.transact([setting("b")])


def test_what_waits_is_written_before_the_end(db: Database) -> None:
    go = threading.Event()
    with ThreadPoolExecutor(2) as pool:
        pool.submit(db.while_quiet, go.wait)
        futures = [db.submit([setting(str(n))]) for n in range(5)]
        closing = pool.submit(db.close)
        go.set()
        closing.result()
    assert all(future.exception() is None for future in futures)


def test_the_database_can_be_closed_twice(db: Database) -> None:
    db.close()
    db.close()


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_text('/etc/hostname')",
        "ATTACH '/tmp/elsewhere.duckdb'",
        "COPY setting TO '/tmp/elsewhere.csv'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
        "SELECT * FROM frame",
    ],
)
def test_sql_reaches_neither_files_nor_python(db: Database, sql: str) -> None:
    frame = pd.DataFrame({"a": [1]})
    with pytest.raises(Exception, match=r"(?i)disabled|permission|locked|does not exist|cannot"):
        db.read(sql)
    assert len(frame) == 1


def test_ids_are_read_as_text(db: Database) -> None:
    id_ = new_id()
    db.transact([respondent("a", id_)])
    assert db.rows("SELECT id FROM respondent") == [{"id": id_}]
    assert db.read("SELECT id, address FROM respondent").to_dict("records") == [{"id": id_, "address": "a"}]
