"""How DuckDB is started: what it may do, and what it must leave to us. The order of the settings was measured."""

from __future__ import annotations

from pathlib import Path

import duckdb

_CONFIG = {
    # Files that DuckDB 1.4 can still open: a way back, and older tools can read a backup of the file.
    "storage_compatibility_version": "v1.4.0",
    # Checkpoints are ours: each one rewrites the metadata in place, and a kill inside that leaves no readable file.
    "checkpoint_threshold": "1TB",
    "python_enable_replacements": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}


def connect(path: Path, allowed: Path) -> duckdb.DuckDBPyConnection:
    """Open ``path`` for reading and writing, create it when it does not exist, and lock the instance down.

    :param allowed: the only folder that SQL may read and write files in.
    :raises duckdb.Error: it cannot be opened; the file and its log are unchanged.
    """
    connection = duckdb.connect(str(path), config=_CONFIG)  # type: ignore[arg-type]  # DuckDB takes booleans as well
    try:
        connection.execute("PRAGMA disable_checkpoint_on_shutdown")
        _lock_down(connection, allowed)
    except BaseException:
        connection.close()
        raise
    return connection


def connect_to_read(path: Path) -> duckdb.DuckDBPyConnection:
    """Open ``path`` for reading only. Its log is replayed in memory; file and log stay as they are."""
    return duckdb.connect(str(path), read_only=True, config={"python_enable_replacements": False})


def _lock_down(connection: duckdb.DuckDBPyConnection, allowed: Path) -> None:
    folder = str(allowed).replace("'", "''")
    connection.execute(f"SET allowed_directories=['{folder}/']")
    connection.execute("SET enable_external_access=false")
    connection.execute("SET lock_configuration=true")
