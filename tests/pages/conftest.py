from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.runtime.context import ContextProxy

from journeymap.config import settings
from journeymap.services.file import close_file, open_file
from journeymap.store.database import Database


@pytest.fixture
def db(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """The file that the pages have open: a new one with nothing in it."""
    monkeypatch.setenv("JOURNEYMAP_DB", str(tmp_path / "pages.duckdb"))
    settings.cache_clear()
    yield open_file(settings())
    close_file()
    settings.cache_clear()


@pytest.fixture(autouse=True)
def no_cookies(monkeypatch: pytest.MonkeyPatch) -> None:
    """A browser that was never here before; without a browser Streamlit answers with a stand-in for everything."""
    monkeypatch.setattr(ContextProxy, "cookies", {})
