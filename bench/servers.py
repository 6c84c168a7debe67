"""Servers to measure: the app with one journey, and Streamlit with nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.journeys import Made, make_file
from tests.servers import ROOT, Server, clean_environment, free_port, start, start_app


@dataclass(frozen=True, slots=True)
class Served:
    """A running app and what is in its file."""

    server: Server
    made: Made

    @property
    def url(self) -> str:
        return self.server.url

    @property
    def memory(self) -> float:
        """Megabytes that the process has in memory; 0 where the system does not say."""
        status = Path(f"/proc/{self.server.process.pid}/status")
        if not status.exists():
            return 0.0
        return next(int(line.split()[1]) / 1024 for line in status.read_text().splitlines() if "VmRSS" in line)


@contextmanager
def served(touchpoints: int) -> Iterator[Served]:
    """``bench/serve.py`` with one journey of this length."""
    with tempfile.TemporaryDirectory(prefix="journeymap-bench-") as folder:
        db, port = Path(folder) / "bench.duckdb", free_port()
        made = make_file(db, touchpoints)
        environment = clean_environment(PYTHONPATH=str(ROOT), JOURNEYMAP_DB=str(db), JOURNEYMAP_PORT=str(port))
        server = start(["-m", "bench.serve"], db, port, health="/health", environment=environment)
        try:
            yield Served(server, made)
        finally:
            server.stop()


@contextmanager
def served_empty() -> Iterator[Server]:
    """``bench/empty.py``."""
    with tempfile.TemporaryDirectory(prefix="journeymap-bench-") as folder:
        server = start_empty(Path(folder))
        try:
            yield server
        finally:
            server.stop()


def start_empty(folder: Path) -> Server:
    """``bench/empty.py``, to be stopped by the caller."""
    port = free_port()
    environment = clean_environment(PYTHONPATH=str(ROOT))
    return start(["-m", "bench.empty", str(port)], folder / "none", port, health="/health", environment=environment)


def start_map(folder: Path, db: Path) -> Server:
    """The product on an existing file, to be stopped by the caller."""
    return start_app(folder, db=db)
