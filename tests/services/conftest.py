from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from journeymap.store.database import Database, open_database


@pytest.fixture
def db(tmp_path: Path) -> Iterator[Database]:
    """A new file with nothing in it."""
    database = open_database(tmp_path / "journeys.duckdb")
    yield database
    database.close()
