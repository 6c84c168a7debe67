"""Every table read from end to end: DuckDB compares the checksum of each block that it reads."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb

from journeymap.store.connection import connect_to_read


def tables(connection: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Names of the tables in the file."""
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() AND NOT internal ORDER BY 1"
    ).fetchall()
    return tuple(str(name) for (name,) in found)


def counts(connection: duckdb.DuckDBPyConnection) -> Mapping[str, int]:
    """Rows of every table."""
    return {table: _one(connection, f'SELECT COUNT(*) FROM "{table}"') for table in tables(connection)}


def scan(connection: duckdb.DuckDBPyConnection) -> Mapping[str, int]:
    """Rows of every table, after every value of it was read.

    :raises duckdb.Error: something cannot be read.
    """
    return {table: scan_table(connection, table) for table in tables(connection)}


def scan_table(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    """Rows of ``table``, after every value of it was read."""
    return _one(connection, f'SELECT COUNT(*) FROM "{table}" AS t WHERE hash(t) IS NOT NULL')


def scan_file(path: Path) -> Mapping[str, int]:
    """Rows of every table in a file that nobody has open; file and log stay as they are."""
    with connect_to_read(path) as connection:
        return scan(connection)


def _one(connection: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = connection.execute(sql).fetchone()
    return int(row[0]) if row else 0
