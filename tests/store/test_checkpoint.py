from __future__ import annotations

import os
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from journeymap.errors import StoreBroken
from journeymap.store import checkpoint, copying
from journeymap.store.database import Database, open_database
from journeymap.store.scanning import scan_file

from .disks import fill, small_disk, state_of
from .rows import respondent, setting, settings

NAME = "journeymap.duckdb"


def log_bytes(db: Database) -> int:
    return copying.size(db.path.with_name(f"{NAME}.wal"))


def test_a_checkpoint_empties_the_log_and_leaves_no_copy(db: Database) -> None:
    db.transact([setting("a")])
    assert log_bytes(db) > 0
    assert db.checkpoint()
    assert log_bytes(db) == 0
    assert [path.name for path in db.path.parent.iterdir() if path.is_dir()] == []
    assert set(settings(db)) == {"a"}


def test_there_is_nothing_to_do_for_an_empty_log(db: Database) -> None:
    db.transact([setting("a")])
    db.checkpoint()
    assert not db.checkpoint()


def test_closing_does_not_checkpoint(tmp_path: Path) -> None:
    db = open_database(tmp_path / NAME)
    db.transact([setting("a")])
    before = log_bytes(db)
    db.close()
    assert log_bytes(db) == before


def test_a_clean_start_copies_and_changes_nothing(tmp_path: Path) -> None:
    db = open_database(tmp_path / NAME)
    db.transact([setting("a")])
    db.close()
    before = state_of(tmp_path)
    open_database(tmp_path / NAME).close()
    assert state_of(tmp_path) == before


def test_a_long_log_is_folded_by_itself(tmp_path: Path) -> None:
    db = open_database(tmp_path / NAME, log_limit=50_000)
    for n in range(30):
        db.transact([setting(str(n), "x" * 10_000)])
    db.while_quiet(lambda: None)
    assert log_bytes(db) < 60_000
    assert copying.size(db.path) > 300_000
    db.close()
    db = open_database(tmp_path / NAME)
    assert len(settings(db)) == 30
    assert db.healed == ()
    db.close()


def test_reading_and_writing_go_on_around_checkpoints(db: Database) -> None:
    def write(thread: int) -> None:
        for n in range(20):
            db.transact([respondent(f"{thread}-{n}")])
            db.rows("SELECT COUNT(*) FROM respondent")

    with ThreadPoolExecutor(9) as pool:
        writing = [pool.submit(write, thread) for thread in range(8)]
        done = [db.checkpoint() for _ in range(5)]
        assert any(done)
        for future in writing:
            future.result()
    assert db.rows("SELECT COUNT(*) AS n FROM respondent") == [{"n": 160}]


def test_without_room_for_copies_there_is_no_checkpoint(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    db.transact([setting("a")])
    usage = shutil.disk_usage(db.path.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=1_000_000))
    assert not db.checkpoint()
    db.transact([setting("b")])
    monkeypatch.undo()
    assert db.checkpoint()


def test_reading_every_value_finds_a_damaged_block(tmp_path: Path) -> None:
    db = open_database(tmp_path / NAME)
    db.transact([respondent(f"somebody{n}@example.org") for n in range(20_000)])
    db.checkpoint()
    db.close()
    assert scan_file(tmp_path / NAME)["respondent"] == 20_000
    content = (tmp_path / NAME).read_bytes()
    found = 0
    for at in range(12_288 + 262_144 + 1000, len(content), 262_144):
        (tmp_path / NAME).write_bytes(content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :])
        try:
            scan_file(tmp_path / NAME)
        except Exception as error:
            assert "checksum" in str(error)
            found += 1
    assert found >= 1


def test_when_the_copy_cannot_go_nothing_more_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    db = open_database(tmp_path / NAME)
    db.transact([setting("a")])

    def refuse(_places: object) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(checkpoint, "drop_aside", refuse)
    with pytest.raises(StoreBroken, match="Restart journeymap; what was saved is safe"):
        db.checkpoint()
    with pytest.raises(StoreBroken):
        db.transact([setting("b")])
    assert not db.alive()
    assert set(settings(db)) == {"a"}
    db.close()
    monkeypatch.undo()
    db = open_database(tmp_path / NAME)
    assert set(settings(db)) == {"a"}
    assert db.alive()
    db.close()


def test_a_copy_that_cannot_be_made_postpones_the_checkpoint(db: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    db.transact([setting("a")])

    def refuse(_source: int, _to: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(copying, "copy_open", refuse)
    assert not db.checkpoint()
    monkeypatch.undo()
    db.transact([setting("b")])
    assert db.checkpoint()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a small disk")
def test_after_a_fatal_error_a_sentence_is_given_until_the_next_start(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", 2) as disk:
        db = open_database(disk / NAME)
        db.transact([setting("a", "x" * 50_000)])
        fill(disk)
        with pytest.raises(StoreBroken, match="Restart journeymap; what was saved is safe"):
            db.while_quiet(lambda: db.with_cursor(lambda cursor: cursor.execute("CHECKPOINT")))
        assert not db.alive()
        with pytest.raises(StoreBroken):
            db.transact([setting("b")])
        with pytest.raises(StoreBroken):
            db.rows("SELECT 1")
        db.close()
        (disk / "filler").unlink()
        db = open_database(disk / NAME)
        assert set(settings(db)) == {"a"}
        db.close()
