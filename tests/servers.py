"""A real server process on a free port, for tests that speak HTTP or drive a browser."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
DEADLINE_SECONDS = 90.0


@dataclass(frozen=True, slots=True)
class Server:
    """A running process.

    :param url: without a slash at the end, for example ``http://127.0.0.1:40123``.
    :param log: file with what it wrote to standard output and standard error.
    """

    url: str
    db: Path
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def said(self) -> str:
        """Everything it wrote so far."""
        return self.log.read_text("utf-8", "replace")

    def stop(self) -> int:
        """End it as a supervisor does.

        :returns: its exit code.
        """
        self.process.terminate()
        return self.wait()

    def wait(self) -> int:
        """Wait until it ended by itself; one that does not is killed and fails the test."""
        try:
            return self.process.wait(DEADLINE_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def clean_environment(**more: str) -> dict[str, str]:
    """The environment of this process without settings of journeymap or Streamlit, and with those given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JOURNEYMAP_", "STREAMLIT_"))}
    return {**kept, **more}


def start(command: Sequence[str], db: Path, port: int, *, health: str, environment: Mapping[str, str]) -> Server:
    """Start a process and wait until it is healthy.

    :param command: arguments for Python.
    :param health: path that answers 200 once it is ready.
    """
    log = db.parent / f"server-{port}.log"
    with log.open("wb") as said:
        process = subprocess.Popen(  # noqa: S603  # our own command
            [sys.executable, *command], stdout=said, stderr=subprocess.STDOUT, cwd=db.parent, env=dict(environment)
        )
    server = Server(f"http://127.0.0.1:{port}", db, process, log)
    wait_until_healthy(server, health)
    return server


def start_app(folder: Path, *, db: Path | None = None, **settings: str) -> Server:
    """``python -m journeymap start`` in ``folder``, with ``JOURNEYMAP_*`` settings given in lower case."""
    file, port = db or folder / "test.duckdb", free_port()
    base = f"/{settings.get('base_path', '').strip('/')}".rstrip("/")
    environment = clean_environment(
        PYTHONPATH=str(ROOT),
        JOURNEYMAP_DB=str(file),
        JOURNEYMAP_PORT=str(port),
        **{f"JOURNEYMAP_{name.upper()}": value for name, value in settings.items()},
    )
    return start(
        ["-m", "journeymap", "start", "--no-browser"], file, port, health=f"{base}/health", environment=environment
    )


def until(condition: Callable[[], bool]) -> bool:
    """Wait for what comes soon; what it says after the deadline, a busy machine's included."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.05)
    return condition()


def wait_until_healthy(server: Server, health: str) -> None:
    """Ask until it answers 200, or fail with what it wrote."""
    deadline = time.monotonic() + DEADLINE_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            if httpx.get(server.url + health, timeout=5).status_code == 200:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    server.process.kill()
    raise AssertionError(f"The server did not become healthy:\n{server.said}")
