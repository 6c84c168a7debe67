from __future__ import annotations

import os
import sqlite3
import struct
from pathlib import Path

import duckdb
import pytest

from journeymap.errors import FileHeld, NewerFile, NotADatabase, NotFound, StoreUnavailable
from journeymap.model.identity import new_id
from journeymap.store.acts import Put
from journeymap.store.database import Database, open_database

from .disks import (
    as_nobody,
    enlarge,
    fill,
    folder_for_everybody,
    held_by_another_program,
    opened_by_another_program,
    small_disk,
    state_of,
)
from .rows import setting, settings

NAME = "journeymap.duckdb"


def write_once(path: Path, name: str = "a") -> None:
    database = open_database(path)
    database.transact([setting(name)])
    database.close()


def test_a_file_that_does_not_exist_is_made_with_its_folders(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / NAME
    write_once(path)
    assert sorted(entry.name for entry in path.parent.iterdir()) == [NAME, f"{NAME}.wal"]


def test_only_a_file_that_was_just_made_is_new(tmp_path: Path) -> None:
    for is_new in (True, False):
        database = open_database(tmp_path / NAME)
        assert database.is_new is is_new
        database.close()


def test_what_was_written_is_there_after_closing_and_opening(tmp_path: Path) -> None:
    write_once(tmp_path / NAME, "a")
    write_once(tmp_path / NAME, "b")
    database = open_database(tmp_path / NAME)
    assert set(settings(database)) == {"a", "b"}
    assert database.healed == ()
    database.close()


def test_older_duckdb_can_open_the_file(tmp_path: Path) -> None:
    write_once(tmp_path / NAME)
    assert struct.unpack_from("<Q", (tmp_path / NAME).read_bytes(), 12)[0] <= 67


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "disk").mkdir()
    (tmp_path / NAME).symlink_to(tmp_path / "disk" / "real.duckdb")
    write_once(tmp_path / NAME)
    assert (tmp_path / NAME).is_symlink()
    assert (tmp_path / "disk" / "real.duckdb").exists()


def test_opening_without_migrating_makes_no_file(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="There is no file"):
        open_database(tmp_path / "absent" / NAME, migrate=False)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_open_here_is_held(db: Database) -> None:
    with pytest.raises(FileHeld, match=f"process {os.getpid()}"):
        open_database(db.path)
    assert db.alive()


def test_a_file_that_another_program_has_open_is_held(tmp_path: Path) -> None:
    write_once(tmp_path / NAME)
    with (
        held_by_another_program(tmp_path / NAME),
        pytest.raises(FileHeld, match="in use by another program"),
    ):
        open_database(tmp_path / NAME)
    write_once(tmp_path / NAME, "b")


def test_copying_the_live_file_lets_no_other_program_in(db: Database) -> None:
    db.transact([setting("a")])
    assert db.checkpoint()
    assert not opened_by_another_program(db.path)


@pytest.mark.parametrize("content", [b"", b"ten bytes.", b"name,score\nAnna,9\n" * 500, bytes(20_000)])
def test_a_file_that_is_no_database_stays_as_it_is(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(NotADatabase, match="is not a journeymap database"):
        open_database(tmp_path / NAME)
    assert (tmp_path / NAME).read_bytes() == content
    assert [entry.name for entry in tmp_path.iterdir()] == [NAME]


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(NotADatabase):
        open_database(tmp_path / NAME)


def test_a_database_of_another_kind_stays_as_it_is(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / NAME)
    connection.execute("CREATE TABLE journey (id)")
    connection.close()
    before = state_of(tmp_path)
    with pytest.raises(NotADatabase):
        open_database(tmp_path / NAME)
    assert state_of(tmp_path) == before


@pytest.mark.parametrize(
    "table",
    [
        "sales (id INTEGER PRIMARY KEY, amount DOUBLE)",
        "migration (version VARCHAR)",
        "migration AS SELECT 1 AS number, '0001_theirs' AS name, now()::TIMESTAMP AS applied_at",
        "migration (number INTEGER, name VARCHAR, applied_at TIMESTAMP)",
    ],
)
def test_a_duckdb_file_of_somebody_else_stays_as_it_is(tmp_path: Path, table: str) -> None:
    with duckdb.connect(str(tmp_path / NAME)) as connection:
        connection.execute("SET checkpoint_threshold = '1TB'; PRAGMA disable_checkpoint_on_shutdown")
        connection.execute(f"CREATE TABLE {table}")
    before = state_of(tmp_path)
    assert f"{NAME}.wal" in before
    with pytest.raises(NotADatabase):
        open_database(tmp_path / NAME)
    assert state_of(tmp_path) == before


def test_an_empty_duckdb_file_becomes_ours(tmp_path: Path) -> None:
    duckdb.connect(str(tmp_path / NAME)).close()
    write_once(tmp_path / NAME)


def test_a_file_with_a_later_migration_stays_as_it_is(tmp_path: Path) -> None:
    database = open_database(tmp_path / NAME)
    database.transact([Put("migration", {"number": 9999, "name": "9999_later"}, key=("number",))])
    database.close()
    before = state_of(tmp_path)
    with pytest.raises(NewerFile, match="newer version of journeymap"):
        open_database(tmp_path / NAME)
    assert state_of(tmp_path) == before


def test_a_file_of_a_later_duckdb_stays_as_it_is(tmp_path: Path) -> None:
    write_once(tmp_path / NAME)
    content = bytearray((tmp_path / NAME).read_bytes())
    struct.pack_into("<Q", content, 12, 9999)
    struct.pack_into("<Q", content, 0, _checksum(bytes(content[8:4096])))
    (tmp_path / NAME).write_bytes(content)
    before = state_of(tmp_path)
    with pytest.raises(NewerFile):
        open_database(tmp_path / NAME)
    assert state_of(tmp_path) == before


def test_a_log_without_its_file_is_not_thrown_away(tmp_path: Path) -> None:
    write_once(tmp_path / NAME)
    (tmp_path / NAME).rename(tmp_path / "elsewhere.duckdb")
    before = state_of(tmp_path)
    with pytest.raises(StoreUnavailable, match="is missing, but its log"):
        open_database(tmp_path / NAME)
    assert state_of(tmp_path) == before


def test_a_folder_that_may_not_be_written_in_is_one_sentence() -> None:
    with folder_for_everybody() as folder:
        write_once(folder / NAME)
        for path in folder.iterdir():
            path.chmod(0o666)
        folder.chmod(0o555)
        before = state_of(folder)
        with as_nobody(), pytest.raises(StoreUnavailable, match="Give journeymap write permission"):
            open_database(folder / NAME)
        with as_nobody(), pytest.raises(StoreUnavailable, match="Give journeymap write permission"):
            open_database(folder / "sub" / NAME)
        assert state_of(folder) == before
        folder.chmod(0o777)


@pytest.mark.parametrize("mode", [0o444, 0o000])
def test_a_file_that_may_not_be_written_is_one_sentence(mode: int) -> None:
    with folder_for_everybody() as folder:
        write_once(folder / NAME)
        (folder / NAME).chmod(mode)
        with as_nobody(), pytest.raises(StoreUnavailable, match="Give journeymap write permission"):
            open_database(folder / NAME)
        (folder / NAME).chmod(0o600)
        write_once(folder / NAME, "b")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk; bench/torture injects a full one")
def test_a_full_disk_refuses_and_loses_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 3) as disk:
        database = open_database(disk / NAME)
        saved = 0
        with pytest.raises(StoreUnavailable, match="The disk is full"):
            while True:
                database.transact([setting(str(saved), "x" * 20_000)])
                saved += 1
        assert len(settings(database)) == saved > 50
        assert not database.checkpoint()
        assert database.alive()
        enlarge(disk, 30)
        database.transact([setting("later")])
        assert database.checkpoint()
        database.close()
        database = open_database(disk / NAME)
        assert len(settings(database)) == saved + 1
        database.close()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk; bench/torture injects a full one")
def test_a_full_disk_at_the_start_is_one_sentence(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        write_once(disk / NAME)
        fill(disk)
        database = open_database(disk / NAME)
        assert set(settings(database)) == {"a"}
        database.close()
        with pytest.raises(StoreUnavailable, match="The disk is full"):
            open_database(disk / "another.duckdb")


def test_an_interrupted_import_is_taken_back(tmp_path: Path) -> None:
    database = open_database(tmp_path / NAME)
    running, done = new_id(), new_id()
    for id_, state in ((running, "running"), (done, "done")):
        row = {"id": id_, "file_name": f"{state}.csv", "vendor": "", "imported_at": "2026-01-01", "state": state}
        database.transact([Put("feedback_import", row | {"counts": "{}", "version": 1})])
        answer = {"id": new_id(), "survey_id": new_id(), "survey_touchpoint_id": new_id(), "import_id": id_}
        answer |= dict.fromkeys(("comment", "language", "segment", "source"), "")
        database.transact([Put("response", answer | dict.fromkeys(("answered_at", "received_at"), "2026-01-01"))])
    database.close()
    database = open_database(tmp_path / NAME)
    assert database.rows("SELECT import_id FROM response") == [{"import_id": done}]
    assert database.rows("SELECT state, version FROM feedback_import ORDER BY state") == [
        {"state": "done", "version": 1},
        {"state": "undone", "version": 2},
    ]
    assert database.healed == (
        "The import of running.csv was interrupted and has been taken back. Import the file again.",
    )
    database.close()


def _checksum(content: bytes) -> int:
    """DuckDB's checksum of a block: exclusive or of its multiplied words."""
    result = 5381
    for (word,) in struct.iter_unpack("<Q", content):
        result ^= word * 0xBF58476D1CE4E5B9 & 0xFFFFFFFFFFFFFFFF
    return result
