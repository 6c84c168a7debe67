"""Numbered steps that bring the tables up to date, each in one transaction with a row that says when it was applied.

A step is a file ``NNNN_what_it_does.sql`` in ``migrations/``; it is never edited once it was released.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from journeymap.store import trouble
from journeymap.store.scanning import tables

MIGRATIONS = Path(__file__).parent / "migrations"

_TABLE = "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name VARCHAR, applied_at TIMESTAMP)"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, order=True)
class Migration:
    """One step.

    :param number: from 1, without gaps.
    :param name: the file's name without its suffix.
    """

    number: int
    name: str
    sql: str

    @property
    def statements(self) -> tuple[str, ...]:
        """Its statements, split by DuckDB's own parser."""
        return tuple(statement.query for statement in duckdb.extract_statements(self.sql))


def known(folder: Path = MIGRATIONS) -> tuple[Migration, ...]:
    """All steps of this version, in order."""
    return tuple(
        sorted(Migration(int(path.stem[:4]), path.stem, path.read_text("utf-8")) for path in folder.glob("[0-9]*.sql"))
    )


def pending(
    connection: duckdb.DuckDBPyConnection, path: Path, migrations: Sequence[Migration]
) -> tuple[Migration, ...]:
    """Steps that the open file still needs.

    :raises NotADatabase: its tables are not ours.
    :raises NewerFile: steps were applied to it that this version does not know.
    """
    applied = _applied(connection)
    if not applied and tables(connection):
        raise trouble.no_database(path)
    if applied and applied.get(migrations[0].number) != migrations[0].name:
        raise trouble.no_database(path)
    if set(applied) - {migration.number for migration in migrations}:
        raise trouble.newer(path)
    return tuple(migration for migration in migrations if migration.number not in applied)


def apply(connection: duckdb.DuckDBPyConnection, migrations: Sequence[Migration], path: Path) -> None:
    """Carry out ``migrations``, each in its own transaction.

    :param path: the file, for the sentence.
    :raises StoreUnavailable: a step failed; those before it stay.
    """
    for migration in migrations:
        connection.execute("BEGIN")
        try:
            for statement in (_TABLE, *migration.statements):
                connection.execute(statement)
            connection.execute(
                "INSERT INTO migration (number, name, applied_at) VALUES (?, ?, ?)",
                [migration.number, migration.name, datetime.now(UTC).replace(tzinfo=None)],
            )
            connection.execute("COMMIT")
        except duckdb.Error as error:
            with contextlib.suppress(duckdb.Error):
                connection.execute("ROLLBACK")
            log.error("migration_failed name=%s error=%s", migration.name, type(error).__name__)
            raise trouble.not_brought_up(path, migration.name, error) from error
        log.info("migration_applied name=%s", migration.name)


def _applied(connection: duckdb.DuckDBPyConnection) -> Mapping[int, str]:
    if "migration" not in tables(connection):
        return {}
    try:
        return dict(connection.execute("SELECT number, name FROM migration").fetchall())
    except duckdb.BinderException:
        return {}
