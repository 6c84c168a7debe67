from __future__ import annotations

import json
import os
import stat
from typing import Any

import httpx
import pytest

from journeymap.services.door import HEADER, Door, find_door, note_beside
from tests.servers import Server


@pytest.fixture
def door(app_server: Server) -> Door:
    found = find_door(app_server.db)
    assert found is not None
    return found


def ask(door: Door, command: object, arguments: object = None, **headers: str) -> httpx.Response:
    body: dict[str, Any] = {"command": command, "arguments": {} if arguments is None else arguments}
    return httpx.post(
        f"{door.url}/_journeymap/command", json=body, headers={HEADER: door.secret, **headers}, timeout=60
    )


def test_the_app_carries_a_command_out(door: Door) -> None:
    answer = ask(door, "journeys")
    assert answer.status_code == 200
    assert [set(journey) for journey in answer.json()["document"]] == [
        {"id", "title", "stages", "touchpoints", "responses"}
    ] * 3


def test_a_refusal_is_one_sentence(door: Door) -> None:
    answer = ask(door, "scores", {"journey": "Nowhere"})
    assert answer.status_code == 422
    assert answer.json()["error"].startswith("There is no journey “Nowhere”.")


def test_without_the_secret_there_is_nothing_here(door: Door) -> None:
    for headers in ({HEADER: "guess"}, {HEADER: ""}, {HEADER: door.secret[:-1]}, {HEADER: "ü".encode()}):
        answer = httpx.post(f"{door.url}/_journeymap/command", json={}, headers=headers)  # type: ignore[arg-type]
        assert answer.status_code == 404
    assert httpx.get(f"{door.url}/_journeymap/command").status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"])
def test_what_came_through_a_proxy_is_turned_away(door: Door, header: str) -> None:
    assert ask(door, "journeys", **{header: "127.0.0.1"}).status_code == 404


@pytest.mark.parametrize(
    "body",
    [b"", b"[]", b"{", b'{"command": 1, "arguments": {}}', b'{"command": "journeys"}', b'"' + b"x" * 70_000 + b'"'],
)
def test_what_is_no_command_is_refused(door: Door, body: bytes) -> None:
    answer = httpx.post(f"{door.url}/_journeymap/command", content=body, headers={HEADER: door.secret})
    assert answer.status_code == 400


def test_an_unknown_command_is_refused(door: Door) -> None:
    assert ask(door, "erase-everything").json() == {"error": "There is no command “erase-everything”."}


def test_only_the_owner_can_read_the_note(app_server: Server) -> None:
    note = note_beside(app_server.db)
    assert set(json.loads(note.read_text())) == {"url", "pid", "secret"}
    if os.name == "posix":
        assert stat.S_IMODE(note.stat().st_mode) == 0o600
