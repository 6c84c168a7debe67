"""``start``, and commands beside an app that runs."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from journeymap.services.door import find_door, note_beside
from tests.cli.kit import run
from tests.servers import ROOT, Server, clean_environment, free_port, start_app, until


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An app that these tests may write to."""
    server = start_app(tmp_path_factory.mktemp("running"))
    yield server
    assert server.stop() == 0, server.said


def test_it_makes_the_file_with_the_sample_and_says_where_to_look(running: Server) -> None:
    assert running.db.exists()
    assert f"Making {running.db} with the sample company." in running.said
    assert until(lambda: f"journeymap is running: {running.url}" in running.said)
    assert len(run("journeys", "--db", running.db, "--json", folder=running.db.parent).document) == 3


def test_the_app_answers_as_the_command_itself_would(running: Server, tmp_path: Path) -> None:
    own = tmp_path / "own.duckdb"
    run("init", "--sample", "--db", own, folder=tmp_path)
    for arguments in (("journeys",), ("scores", "--journey", "Eleven hours aboard")):
        near = run(*arguments, "--json", "--db", own, folder=tmp_path)
        far = run(*arguments, "--json", "--db", running.db, folder=tmp_path)
        assert (far.code, far.err) == (0, "")
        assert far.out == near.out
    near = run("scores", "--journey", "Nowhere", "--json", "--db", own, folder=tmp_path)
    far = run("scores", "--journey", "Nowhere", "--json", "--db", running.db, folder=tmp_path)
    assert (far.code, far.out, far.err) == (near.code, near.out, near.err)
    assert '"event": "command.done", "command": "scores"' in running.said


def test_what_the_app_made_itself_is_nothing_new(running: Server) -> None:
    said = run("init", "--json", "--db", running.db, folder=running.db.parent)
    assert said.document == {"path": str(running.db), "created": False, "sample": True}


def test_a_second_start_shows_the_first(running: Server) -> None:
    said = run("start", "--no-browser", "--db", running.db, folder=running.db.parent)
    assert (said.code, said.out) == (0, f"journeymap is running already: {running.url}\n")


def test_a_taken_port_is_left_to_others(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with _started(tmp_path, JOURNEYMAP_PORT=str(port)) as process:
            told = _address(process)
            assert urlsplit(told["url"]).port != port
            assert httpx.get(f"{told['url']}/health").json() == {"ok": True}
            process.send_signal(signal.SIGTERM)
            _out, err = process.communicate(timeout=60)
            assert f"Port {port} is taken" in err


@pytest.mark.skipif(os.name != "posix", reason="Windows has no SIGINT for one process")
def test_ctrl_c_stops_in_good_order(tmp_path: Path) -> None:
    with _started(tmp_path, JOURNEYMAP_PORT=str(free_port())) as process:
        told = _address(process)
        assert find_door(Path(told["path"])) is not None
        process.send_signal(signal.SIGINT)
        _out, err = process.communicate(timeout=60)
        assert process.returncode == 0
        assert "Traceback" not in err
        assert not note_beside(Path(told["path"])).exists()
    assert run("journeys", "--db", told["path"], folder=tmp_path).code == 0


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    said = run("start", "--no-browser", folder=tmp_path, JOURNEYMAP_HOST="192.0.2.1")
    assert said.code == 1
    assert "no address of this machine" in said.err


@pytest.mark.skipif(os.name != "posix", reason="Windows cannot stop a process for a while")
def test_an_app_that_does_not_answer_is_named(tmp_path: Path) -> None:
    server = start_app(tmp_path)
    try:
        server.process.send_signal(signal.SIGSTOP)
        said = run("journeys", "--db", server.db, folder=tmp_path)
        assert said.code == 1
        assert f"process {server.process.pid}" in said.err
        assert len(said.err.splitlines()) == 1
    finally:
        server.process.send_signal(signal.SIGCONT)
        assert server.stop() == 0, server.said


def test_a_note_that_a_crash_left_behind_stops_nobody(tmp_path: Path) -> None:
    server = start_app(tmp_path)
    server.process.kill()
    server.process.wait()
    assert note_beside(server.db).exists()
    said = run("journeys", "--json", "--db", server.db, folder=tmp_path)
    assert (said.code, len(said.document)) == (0, 3)


def test_another_program_that_holds_the_file_is_named(tmp_path: Path) -> None:
    run("init", "--db", "held.duckdb", folder=tmp_path)
    code = "import duckdb, sys; c = duckdb.connect('held.duckdb'); print('held', flush=True); sys.stdin.read()"
    with subprocess.Popen(  # noqa: S603  # our own command
        [sys.executable, "-c", code], cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        said = run("journeys", "--db", "held.duckdb", folder=tmp_path)
        holder.communicate("")
    assert said.code == 1
    assert "in use by another program" in said.err
    assert len(said.err.splitlines()) == 1


def _started(folder: Path, **settings: str) -> subprocess.Popen[str]:
    environment = clean_environment(PYTHONPATH=str(ROOT), JOURNEYMAP_DB=str(folder / "own.duckdb"), **settings)
    return subprocess.Popen(
        [sys.executable, "-m", "journeymap", "start", "--no-browser", "--json"],
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _address(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    told: dict[str, str] = json.loads(process.stdout.readline())
    return told
