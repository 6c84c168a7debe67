from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest

from journeymap.errors import NewerFile, StoreUnavailable
from journeymap.store.database import open_database
from journeymap.store.migration import MIGRATIONS, Migration, known

from .disks import state_of
from .rows import setting, settings

NAME = "journeymap.duckdb"


@pytest.fixture
def steps(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MIGRATIONS, tmp_path / "steps"))


def next_number() -> int:
    return known()[-1].number + 1


def add_step(steps: Path, sql: str, more: int = 0) -> None:
    (steps / f"{next_number() + more:04}_another_step.sql").write_text(sql)


def test_the_steps_are_numbered_without_gaps() -> None:
    assert [step.number for step in known()] == list(range(1, len(known()) + 1))


def test_each_step_has_a_row_that_says_when(tmp_path: Path) -> None:
    db = open_database(tmp_path / NAME)
    rows = db.rows("SELECT number, name, applied_at FROM migration ORDER BY number")
    assert [(row["number"], row["name"]) for row in rows] == [(step.number, step.name) for step in known()]
    assert all(row["applied_at"] is not None for row in rows)
    db.close()


def test_a_step_is_applied_once_and_the_file_from_before_is_kept(tmp_path: Path, steps: Path) -> None:
    path = tmp_path / NAME
    db = open_database(path, migrations=steps)
    db.transact([setting("a")])
    db.close()
    add_step(steps, "ALTER TABLE setting ADD COLUMN note VARCHAR;\nUPDATE setting SET note = 'a; b';\n-- the end;\n")
    for _time in range(2):
        db = open_database(path, migrations=steps)
        assert db.rows("SELECT name, note FROM setting") == [{"name": "a", "note": "a; b"}]
        db.close()
    kept = tmp_path / f"{NAME}.before-{next_number():04}"
    assert sorted(entry.name for entry in kept.iterdir()) == [NAME, f"{NAME}.wal"]
    old = open_database(kept / NAME)
    assert set(settings(old)) == {"a"}
    assert "note" not in old.read("SELECT * FROM setting").columns
    old.close()


def test_a_step_that_fails_leaves_nothing(tmp_path: Path, steps: Path) -> None:
    open_database(tmp_path / NAME, migrations=steps).close()
    add_step(steps, "CREATE TABLE half (a INTEGER); INSERT INTO nothing_there VALUES (1);")
    with pytest.raises(StoreUnavailable, match=r"could not be brought up to date \(step 0*\d+_another_step\)"):
        open_database(tmp_path / NAME, migrations=steps)
    db = open_database(tmp_path / NAME)
    assert db.rows("SELECT COUNT(*) AS n FROM duckdb_tables() WHERE table_name = 'half'") == [{"n": 0}]
    db.close()


def test_steps_before_the_failing_one_stay(tmp_path: Path, steps: Path) -> None:
    open_database(tmp_path / NAME, migrations=steps).close()
    add_step(steps, "CREATE TABLE whole (a INTEGER);")
    add_step(steps, "CREATE TABLE whole (a INTEGER);", more=1)
    with pytest.raises(StoreUnavailable):
        open_database(tmp_path / NAME, migrations=steps)
    with duckdb.connect(str(tmp_path / NAME)) as connection:
        assert connection.execute("SELECT MAX(number) FROM migration").fetchone() == (next_number(),)
        assert connection.execute("SELECT COUNT(*) FROM whole").fetchone() == (0,)


def test_an_older_version_refuses_a_migrated_file(tmp_path: Path, steps: Path) -> None:
    add_step(steps, "CREATE TABLE later (a INTEGER);")
    open_database(tmp_path / NAME, migrations=steps).close()
    with pytest.raises(NewerFile):
        open_database(tmp_path / NAME)


def test_opening_without_migrating_leaves_the_tables(tmp_path: Path, steps: Path) -> None:
    open_database(tmp_path / NAME, migrations=steps).close()
    add_step(steps, "CREATE TABLE later (a INTEGER);")
    before = state_of(tmp_path)
    open_database(tmp_path / NAME, migrate=False, migrations=steps).close()
    assert state_of(tmp_path) == before


def test_statements_are_split_where_sql_says() -> None:
    sql = "CREATE TABLE a (b VARCHAR DEFAULT ';\n');\n-- one; two;\nINSERT INTO a VALUES ($$;$$), ('it''s;');"
    with duckdb.connect() as connection:
        for statement in Migration(1, "x", sql).statements:
            connection.execute(statement)
        assert connection.execute("SELECT b FROM a").fetchall() == [(";",), ("it's;",)]
