from __future__ import annotations

from pathlib import Path

import httpx

from tests.servers import Server, start_app


def test_a_running_app_is_healthy(app_server: Server) -> None:
    answer = httpx.get(f"{app_server.url}/health")
    assert (answer.status_code, answer.json()) == (200, {"ok": True})
    assert answer.headers["cache-control"] == "no-store"


def test_everything_lies_under_the_base_path(tmp_path: Path) -> None:
    server = start_app(tmp_path, base_path="/journeys")
    try:
        assert httpx.get(f"{server.url}/journeys/health").json() == {"ok": True}
        page = httpx.get(f"{server.url}/journeys/")
        assert page.status_code == 200
        assert "/journeys/_journeymap/" in page.headers["link"]
        assert "Path=/journeys;" in page.headers["set-cookie"]
        assert httpx.get(f"{server.url}/journeys/_stcore/health").text == "ok"
        assert httpx.get(f"{server.url}/journeys/_stcore/metrics").status_code == 404
        assert httpx.get(f"{server.url}/health").status_code == 404
    finally:
        assert server.stop() == 0, server.said


def test_a_file_that_was_closed_properly_leaves_no_note_behind(tmp_path: Path) -> None:
    server = start_app(tmp_path)
    note = tmp_path / "test.duckdb.door"
    assert note.exists()
    assert server.stop() == 0
    assert not note.exists()
    assert '"event": "file.closed"' in server.said
