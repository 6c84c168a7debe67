from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from journeymap.config import Settings
from journeymap.errors import NotADatabase, NotFound, StoreUnavailable
from journeymap.services import file
from journeymap.services.journeys import journeys_document
from journeymap.store.database import Database


@pytest.fixture
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Settings]:
    """Settings for a file of its own; the process has no file open before and after."""
    settings = Settings(db=tmp_path / "journeys.duckdb", backups=tmp_path / "backups")
    for name, value in {"_open": None, "_closed": False, "_refused": None, "settings": lambda: settings}.items():
        monkeypatch.setattr(file, name, value)
    yield settings
    file.close_file()


def test_the_file_is_opened_once_however_many_ask(chosen: Settings) -> None:
    found: list[Database] = []
    threads = [threading.Thread(target=lambda: found.append(file.database())) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(map(id, found))) == 1
    assert chosen.db.exists()


def test_a_new_file_gets_the_sample_only_when_told_so(chosen: Settings) -> None:
    assert journeys_document(file.open_file(chosen)) == []
    file.close_file()
    assert journeys_document(file.open_file(chosen, sample=True)) == []  # it is not new any more
    file.close_file()
    for left in chosen.db.parent.glob("journeys.duckdb*"):
        left.unlink()
    assert len(journeys_document(file.open_file(chosen, sample=True))) == 3


def test_a_refusal_is_told_to_everybody_and_then_tried_again(chosen: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    chosen.db.write_text("This is no database.")
    with pytest.raises(NotADatabase) as first:
        file.database()
    chosen.db.unlink()
    monkeypatch.setattr(file, "RETRY_SECONDS", 3600.0)
    with pytest.raises(NotADatabase) as second:
        file.database()
    assert second.value.sentence == first.value.sentence
    monkeypatch.setattr(file, "RETRY_SECONDS", 0.0)
    assert file.database().rows("SELECT 1 AS one") == [{"one": 1}]


def test_a_closed_file_stays_closed(chosen: Settings) -> None:
    file.open_file(chosen)
    file.close_file()
    with pytest.raises(StoreUnavailable, match="being stopped"):
        file.database()


def test_what_is_done_while_it_is_closed_is_seen_afterwards(chosen: Settings, tmp_path: Path) -> None:
    before = file.open_file(chosen)
    folder = tmp_path / "old"
    folder.mkdir()

    def exchange() -> str:
        for part in chosen.db.parent.glob("journeys.duckdb*"):
            part.rename(folder / part.name)
        return "done"

    assert file.while_closed(chosen, exchange) == "done"
    assert file.database() is not before
    assert (folder / "journeys.duckdb").exists()
    assert chosen.db.exists()


def test_after_a_failure_while_it_was_closed_it_is_open_again(chosen: Settings) -> None:
    file.open_file(chosen)
    with pytest.raises(NotFound):
        file.while_closed(chosen, _not_found)
    assert file.database().rows("SELECT 1 AS one") == [{"one": 1}]


def test_looking_does_not_open_what_was_not_open(chosen: Settings) -> None:
    with pytest.raises(NotFound), file.as_it_is(chosen):
        pass
    file.open_file(chosen)
    with file.as_it_is(chosen) as db:
        assert db is file.database()
    file.close_file()
    with file.as_it_is(chosen) as db:
        assert db.rows("SELECT 1 AS one") == [{"one": 1}]
    with pytest.raises(StoreUnavailable):
        file.database()


def _not_found() -> None:
    raise NotFound("There is nothing here.")
