from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from journeymap.services.cache import by_revision
from journeymap.store.acts import Put
from journeymap.store.database import Database, open_database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    database = open_database(tmp_path / "cache.duckdb")
    yield database
    database.close()


def write(db: Database, name: str = "x") -> None:
    db.transact([Put("setting", {"name": name, "value": "", "version": 1}, key=("name",))])


def test_a_result_stands_until_the_next_write(db: Database) -> None:
    calls: list[str] = []

    @by_revision()
    def ask(db: Database, what: str) -> int:
        calls.append(what)
        return len(db.rows("SELECT name FROM setting"))

    assert [ask(db, "a"), ask(db, "a"), ask(db, "b")] == [0, 0, 0]
    assert calls == ["a", "b"]
    write(db)
    assert [ask(db, "a"), ask(db, "a")] == [1, 1]
    assert calls == ["a", "b", "a"]


def test_fifty_threads_compute_once(db: Database) -> None:
    calls: list[int] = []
    everybody = threading.Barrier(50)

    @by_revision()
    def ask(_db: Database) -> int:
        calls.append(1)
        return 7

    def one(_i: int) -> int:
        everybody.wait(timeout=30)
        return ask(db)

    with ThreadPoolExecutor(50) as pool:
        assert set(pool.map(one, range(50))) == {7}
    assert len(calls) == 1


def test_what_is_written_while_computing_is_seen_by_the_next_call(db: Database) -> None:
    @by_revision()
    def ask(db: Database) -> int:
        n = len(db.rows("SELECT name FROM setting"))
        if n == 0:
            write(db)
        return n

    assert [ask(db), ask(db)] == [0, 1]


def test_the_result_not_asked_for_longest_goes_first(db: Database) -> None:
    calls: list[str] = []

    @by_revision(maxsize=2)
    def ask(_db: Database, what: str) -> None:
        calls.append(what)

    for what in ("a", "b", "a", "c", "a", "b"):
        ask(db, what)
    assert calls == ["a", "b", "c", "b"]


def test_a_failure_is_not_kept(db: Database) -> None:
    answers: Iterator[int | Exception] = iter([ZeroDivisionError(), 3])

    @by_revision()
    def ask(_db: Database) -> int:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    with pytest.raises(ZeroDivisionError):
        ask(db)
    assert ask(db) == 3


def test_two_files_are_kept_apart(db: Database, tmp_path: Path) -> None:
    other = open_database(tmp_path / "other.duckdb")
    write(other)

    @by_revision()
    def ask(db: Database) -> int:
        return len(db.rows("SELECT name FROM setting"))

    assert [ask(db), ask(other)] == [0, 1]
    other.close()
