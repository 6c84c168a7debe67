"""A file that cannot be used, at the start or all of a sudden."""

from __future__ import annotations

from pathlib import Path

import httpx

from journeymap.services.door import find_door
from tests.servers import ROOT, Server, clean_environment, free_port, start, start_app, until


def streamlit_run(app: str, db: Path, *, health: str = "/health") -> Server:
    """``streamlit run`` of an app of ours, as somebody does who knows Streamlit."""
    port = free_port()
    command = ["-m", "streamlit", "run", str(ROOT / app), f"--server.port={port}", "--server.address=127.0.0.1"]
    command += ["--server.headless=true", "--browser.gatherUsageStats=false"]
    environment = clean_environment(PYTHONPATH=str(ROOT), JOURNEYMAP_DB=str(db))
    return start(command, db, port, health=health, environment=environment)


def test_after_a_fatal_error_the_process_ends_so_that_it_is_started_anew(tmp_path: Path) -> None:
    server = streamlit_run("tests/web/broken_app.py", tmp_path / "test.duckdb")
    assert httpx.get(f"{server.url}/break").text == "broken"
    assert server.wait() == 1
    assert '"event": "process.broken"' in server.said
    again = streamlit_run("tests/web/broken_app.py", tmp_path / "test.duckdb")
    again.stop()


def test_a_second_app_says_that_the_file_is_held_and_takes_over_when_it_is_free(tmp_path: Path) -> None:
    first = start_app(tmp_path)
    second = streamlit_run("app.py", first.db, health="/_stcore/health")
    try:
        answer = httpx.get(f"{second.url}/health")
        assert answer.status_code == 503
        assert "in use by another program" in answer.json()["error"]
        door = find_door(first.db)
        assert door is not None
        assert door.url == first.url
        assert first.stop() == 0, first.said
        assert until(lambda: find_door(first.db) is not None)
        found = find_door(first.db)
        assert found is not None
        assert found.url == second.url
        assert httpx.get(f"{second.url}/health").json() == {"ok": True}
    finally:
        first.process.kill()
        second.stop()
