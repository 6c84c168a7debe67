"""Long statements, one file each, in the SQL that DuckDB and PostgreSQL both understand."""

from __future__ import annotations

from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent


@cache
def query(name: str) -> str:
    """The text of ``queries/{name}.sql``."""
    return (FOLDER / f"{name}.sql").read_text("utf-8")
