"""Backups, restoring and verifying, with the app and without it."""

from __future__ import annotations

from pathlib import Path

import httpx
import pytest

from tests.cli.kit import run
from tests.servers import Server, start_app


def make_backup(folder: Path) -> Path:
    """A backup with a journey called “Kept”."""
    table = folder / "answers.csv"
    table.write_text("touchpoint,metric,score,answered_at\nDesk,csat,5,2026-05-01\nDesk,csat,4,2026-05-02\n")
    run("init", "--db", "kept.duckdb", folder=folder)
    done = run("import-feedback", table, "--db", "kept.duckdb", "--journey", "Kept", "--create", folder=folder)
    assert done.code == 0, done.err
    assert run("backup", "kept.zip", "--db", "kept.duckdb", folder=folder).code == 0
    return folder / "kept.zip"


@pytest.fixture
def server(tmp_path: Path) -> Server:
    return start_app(tmp_path)


def titles(db: Path) -> list[str]:
    said = run("journeys", "--json", "--db", db, folder=db.parent)
    return [journey["title"] for journey in said.document]


def test_a_backup_says_what_is_in_it_and_is_never_overwritten(tmp_path: Path) -> None:
    run("init", "--sample", "--db", "a.duckdb", folder=tmp_path)
    said = run("backup", "a.zip", "--db", "a.duckdb", "--json", folder=tmp_path)
    assert (said.code, said.err) == (0, "")
    assert said.document == {"path": str(tmp_path / "a.zip"), "rows": said.document["rows"], "verified": True}
    assert said.document["rows"] > 10_000
    again = run("backup", "a.zip", "--db", "a.duckdb", "--json", folder=tmp_path)
    assert again.code == 1
    assert list(again.document) == ["error"]
    restored = run("restore", "a.zip", "--db", "b.duckdb", "--json", folder=tmp_path)
    assert restored.document == {**said.document, "path": str(tmp_path / "b.duckdb")}
    assert titles(tmp_path / "a.duckdb") == titles(tmp_path / "b.duckdb")


def test_a_file_is_replaced_only_when_told_so(tmp_path: Path) -> None:
    backup = make_backup(tmp_path)
    run("init", "--sample", "--db", "a.duckdb", folder=tmp_path)
    assert run("restore", backup, "--db", "a.duckdb", folder=tmp_path).code == 1
    assert len(titles(tmp_path / "a.duckdb")) == 3
    said = run("restore", backup, "--replace", "--db", "a.duckdb", folder=tmp_path)
    assert said.code == 0
    before = Path(said.out.rpartition("is now ")[2].strip().removesuffix("."))
    assert before.is_file()
    assert before.parent.name.startswith("a.duckdb.before-restore-")
    assert titles(tmp_path / "a.duckdb") == ["Kept"]


def test_a_backup_goes_into_a_folder_that_is_there(tmp_path: Path) -> None:
    run("init", "--db", "a.duckdb", folder=tmp_path)
    said = run("backup", "typo/a.zip", "--db", "a.duckdb", folder=tmp_path)
    assert said.code == 1
    assert "There is no folder" in said.err
    assert not (tmp_path / "typo").exists()
    assert "is a folder" in run("restore", tmp_path, "--db", "b.duckdb", folder=tmp_path).err


def test_the_running_app_makes_a_backup_and_goes_on_with_a_restored_file(server: Server, tmp_path: Path) -> None:
    try:
        backup = make_backup(tmp_path)
        made = run("backup", "mine.zip", "--db", server.db, "--json", folder=tmp_path)
        assert (made.code, made.document["path"], made.document["verified"]) == (0, str(tmp_path / "mine.zip"), True)
        assert run("restore", backup, "--db", server.db, folder=tmp_path).code == 1
        assert len(titles(server.db)) == 3
        assert run("restore", backup, "--db", server.db, "--replace", folder=tmp_path).code == 0
        assert titles(server.db) == ["Kept"]
        assert httpx.get(f"{server.url}/health").json() == {"ok": True}
        broken = tmp_path / "broken.zip"
        broken.write_bytes(backup.read_bytes()[:-200])
        assert run("restore", broken, "--db", server.db, "--replace", folder=tmp_path).code == 1
        assert titles(server.db) == ["Kept"]
        assert httpx.get(f"{server.url}/health").json() == {"ok": True}
    finally:
        assert server.stop() == 0, server.said


def test_a_sound_file_has_no_problems(server: Server, tmp_path: Path) -> None:
    try:
        for _turn in range(2):
            said = run("check", "--db", server.db, "--json", folder=tmp_path)
            assert (said.code, said.document) == (0, {"ok": True, "problems": []})
            server.stop()
        assert run("check", "--db", server.db, folder=tmp_path).out.startswith("Everything is in order")
    finally:
        server.stop()
