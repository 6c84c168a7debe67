from __future__ import annotations

import json
import os
import threading
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pytest

from journeymap.errors import FileHeld, InvalidInput, JourneymapError, NewerFile, NotFound, UnreadableFile
from journeymap.model.identity import new_id
from journeymap.services.backup import make_backup, restore_backup
from journeymap.store.acts import Put
from journeymap.store.backup import backup
from journeymap.store.database import Database, open_database
from journeymap.store.places import Places
from journeymap.store.restoring import NOTE, restore
from journeymap.store.scanning import counts

from .disks import fill, held_by_another_program, small_disk, state_of
from .rows import respondent, setting, settings

NAME = "journeymap.duckdb"


def content(db: Database) -> dict[str, list[dict[str, object]]]:
    tables = [row["t"] for row in db.rows("SELECT table_name AS t FROM duckdb_tables() ORDER BY 1")]
    return {table: db.rows(f"SELECT * FROM {table} ORDER BY ALL") for table in tables}  # noqa: S608


@pytest.fixture
def filled(db: Database) -> Database:
    db.transact([setting("æ; '\"\n", "value", version=7), respondent("anna@example.org")])
    db.transact([Put("picture", {"id": new_id(), "kind": "image/png", "content": b"\x00\xff' ;", "version": 1})])
    return db


def rewritten(source: Path, to: Path, change: dict[str, bytes | None]) -> Path:
    """A copy of a backup with some members changed, added, or left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(to, "w", zipfile.ZIP_DEFLATED) as new:
        members = {name: old.read(name) for name in old.namelist()} | change
        for name, member in members.items():
            if member is not None:
                new.writestr(name, member)
    return to


def test_a_backup_comes_back_as_it_was(filled: Database, tmp_path: Path) -> None:
    made = backup(filled, tmp_path / "b.zip")
    assert made.verified
    assert made.rows == sum(filled.with_cursor(counts).values())
    before = content(filled)
    restored = restore(tmp_path / "b.zip", tmp_path / "again" / NAME)
    assert (restored.rows, restored.verified, restored.old) == (made.rows, True, None)
    again = open_database(tmp_path / "again" / NAME)
    assert content(again) == before
    again.transact([setting("and goes on")])
    again.close()


def test_nothing_is_left_beside_a_backup(filled: Database, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    backup(filled, tmp_path / "out" / "b.zip")
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.zip"]
    assert list(filled.backups.iterdir()) == []


def test_analysts_can_read_the_tables(filled: Database, tmp_path: Path) -> None:
    backup(filled, tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "b.zip") as archive:
        archive.extract("respondent.parquet", tmp_path)
    sql = f"SELECT address FROM read_parquet('{tmp_path}/respondent.parquet')"  # noqa: S608
    found = duckdb.execute(sql).fetchall()
    assert found == [("anna@example.org",)]


def test_a_backup_overwrites_nothing(filled: Database, tmp_path: Path) -> None:
    (tmp_path / "b.zip").write_text("mine")
    with pytest.raises(InvalidInput, match="exists already"):
        make_backup(filled, tmp_path / "b.zip")
    assert (tmp_path / "b.zip").read_text() == "mine"


def test_a_backup_while_others_write_holds_whole_units_only(db: Database, tmp_path: Path) -> None:
    done = threading.Event()

    def write(thread: int) -> int:
        n = 0
        while not done.is_set():
            db.transact([respondent(f"{thread}-{n}a"), respondent(f"{thread}-{n}b")])
            n += 1
        return n

    with ThreadPoolExecutor(3) as pool:
        writing = [pool.submit(write, thread) for thread in range(3)]
        for number in range(3):
            backup(db, tmp_path / f"{number}.zip")
        done.set()
        assert all(future.result() > 0 for future in writing)
    for number in range(3):
        restore(tmp_path / f"{number}.zip", tmp_path / f"{number}.duckdb")
        again = open_database(tmp_path / f"{number}.duckdb")
        assert again.rows("SELECT COUNT(*) % 2 AS odd FROM respondent") == [{"odd": 0}]
        again.close()


def test_an_existing_file_is_not_replaced_unasked(filled: Database, tmp_path: Path) -> None:
    backup(filled, tmp_path / "b.zip")
    filled.close()
    before = state_of(tmp_path)
    with pytest.raises(InvalidInput, match="exists already"):
        restore_backup(tmp_path / "b.zip", filled.path)
    assert state_of(tmp_path) == before


def test_replacing_sets_the_old_file_aside_whole(filled: Database, tmp_path: Path) -> None:
    backup(filled, tmp_path / "b.zip")
    filled.transact([setting("later")])
    filled.close()
    restored = restore(tmp_path / "b.zip", filled.path, replace=True)
    assert restored.old is not None
    new, old = open_database(filled.path), open_database(restored.old / NAME)
    assert "later" not in settings(new)
    assert "later" in settings(old)
    assert new.healed == old.healed == ()
    new.close()
    old.close()


def test_a_damaged_file_can_be_replaced(filled: Database, tmp_path: Path) -> None:
    backup(filled, tmp_path / "b.zip")
    filled.close()
    filled.path.write_bytes(b"no database")
    Places.of(filled.path).aside.mkdir()
    restored = restore(tmp_path / "b.zip", filled.path, replace=True)
    again = open_database(filled.path)
    assert len(settings(again)) == 1
    assert again.healed == ()
    again.close()
    assert restored.old is not None
    assert (restored.old / NAME).read_bytes() == b"no database"


def test_an_open_file_is_not_replaced(filled: Database, tmp_path: Path) -> None:
    backup(filled, tmp_path / "b.zip")
    with pytest.raises(FileHeld):
        restore(tmp_path / "b.zip", filled.path, replace=True)
    assert filled.alive()
    filled.close()
    with held_by_another_program(filled.path), pytest.raises(FileHeld):
        restore(tmp_path / "b.zip", filled.path, replace=True)


def test_a_backup_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"There is no file .*absent\.zip"):
        restore(tmp_path / "absent.zip", tmp_path / NAME)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [
        {NOTE: None},
        {NOTE: b"not json"},
        {NOTE: b"[1]"},
        {NOTE: b'{"format": "something else", "version": 1, "rows": {"migration": 1}}'},
        {NOTE: b'{"format": "journeymap-backup", "version": 1, "rows": {"../../x": 1, "migration": 1}}'},
        {"../../outside.parquet": b"x"},
        {"/etc/outside.parquet": b"x"},
        {"load.sql": b"COPY setting TO '/tmp/x'"},
        {"lane.parquet": None},
        {"lane.parquet": b"no parquet"},
        {"lane.parquet": bytes(50_000_000)},
    ],
)
def test_a_zip_that_is_not_ours_is_refused(filled: Database, tmp_path: Path, change: dict[str, bytes | None]) -> None:
    backup(filled, tmp_path / "b.zip")
    foreign = rewritten(tmp_path / "b.zip", tmp_path / "foreign.zip", change)
    (tmp_path / "to").mkdir()
    with pytest.raises(UnreadableFile):
        restore(foreign, tmp_path / "to" / NAME)
    assert list((tmp_path / "to").iterdir()) == []
    assert not (tmp_path.parent / "outside.parquet").exists()


def test_a_backup_whose_rows_do_not_add_up_is_refused(filled: Database, tmp_path: Path) -> None:
    backup(filled, tmp_path / "b.zip")
    note = json.loads(zipfile.ZipFile(tmp_path / "b.zip").read(NOTE))
    note["rows"]["setting"] += 1
    short = rewritten(tmp_path / "b.zip", tmp_path / "short.zip", {NOTE: json.dumps(note).encode()})
    with pytest.raises(UnreadableFile, match=r"is damaged\. Use an older one"):
        restore(short, tmp_path / "to" / NAME)


@pytest.mark.parametrize("file", [b"", b"PK\x03\x04 half a zip", b"text"])
def test_a_file_that_is_no_zip_is_refused(tmp_path: Path, file: bytes) -> None:
    (tmp_path / "b.zip").write_bytes(file)
    with pytest.raises(UnreadableFile, match="is not a backup that journeymap made"):
        restore(tmp_path / "b.zip", tmp_path / "to" / NAME)


def test_a_damaged_backup_is_refused_wherever_the_damage_is(filled: Database, tmp_path: Path) -> None:
    backup(filled, tmp_path / "b.zip")
    whole = (tmp_path / "b.zip").read_bytes()
    expected = content(filled)
    for number, at in enumerate(range(40, len(whole), max(1, len(whole) // 25))):
        (tmp_path / "bad.zip").write_bytes(whole[:at] + bytes([whole[at] ^ 0x11]) + whole[at + 1 :])
        to = tmp_path / f"to{number}" / NAME
        try:
            restore(tmp_path / "bad.zip", to)
        except JourneymapError:
            assert not to.exists()
        else:
            again = open_database(to)
            assert content(again) == expected
            again.close()


@pytest.mark.parametrize("part", ["version", "step"])
def test_a_backup_of_a_newer_version_is_refused(filled: Database, tmp_path: Path, part: str) -> None:
    if part == "step":
        filled.transact([Put("migration", {"number": 9999, "name": "9999_later"}, key=("number",))])
        with pytest.raises(NewerFile):
            backup(filled, tmp_path / "b.zip")
        return
    backup(filled, tmp_path / "b.zip")
    note = json.loads(zipfile.ZipFile(tmp_path / "b.zip").read(NOTE)) | {"version": 99}
    newer = rewritten(tmp_path / "b.zip", tmp_path / "newer.zip", {NOTE: json.dumps(note).encode()})
    with pytest.raises(NewerFile):
        restore(newer, tmp_path / "to" / NAME)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
def test_no_room_for_a_backup_is_one_sentence(filled: Database, tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 1) as disk:
        fill(disk)
        with pytest.raises(JourneymapError, match="The disk is full"):
            backup(filled, disk / "b.zip")
        assert [path.name for path in disk.iterdir()] == ["filler"]
    assert filled.alive()
