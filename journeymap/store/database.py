"""The one door to the DuckDB file: ``read``, ``rows`` and ``transact``; nothing else touches the database."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from journeymap.errors import Conflict
from journeymap.locale import gettext as _
from journeymap.store.acts import Act, Bulk, OnConflict, Put, Statement

MIGRATIONS = Path(__file__).parent / "migrations"


class Database:
    """An open file.

    :param path: the DuckDB file; its folder must exist.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = duckdb.connect(str(path), config={"storage_compatibility_version": "v1.4.0"})
        self._lock = threading.Lock()
        self._revision = 0

    @property
    def revision(self) -> int:
        """Grows with every committed write; what is read may be cached under it."""
        return self._revision

    def read(self, sql: str, params: Sequence[Any] = ()) -> pd.DataFrame:
        """The result of a query as a frame; ids are text."""
        with self._connection.cursor() as cursor:
            frame: pd.DataFrame = cursor.execute(sql, list(params)).df()
        for column in frame.columns:
            if frame[column].dtype == object:
                frame[column] = frame[column].map(lambda v: str(v) if isinstance(v, uuid.UUID) else v)
        return frame

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The result of a query as dictionaries; ids are text, times naive UTC."""
        with self._connection.cursor() as cursor:
            result = cursor.execute(sql, list(params))
            names = [column[0] for column in result.description or ()]
            return [
                {name: str(v) if isinstance(v, uuid.UUID) else v for name, v in zip(names, row, strict=True)}
                for row in result.fetchall()
            ]

    def transact(self, acts: Sequence[Act]) -> int:
        """Carry out ``acts`` in one transaction; returns after the commit.

        :returns: the new revision.
        :raises Conflict: a ``Statement`` touched another number of rows than expected, or a key exists;
            nothing was written.
        """
        with self._lock, self._connection.cursor() as cursor:
            cursor.execute("BEGIN")
            try:
                for act in acts:
                    _carry_out(cursor, act)
                cursor.execute("COMMIT")
            except BaseException as error:
                cursor.execute("ROLLBACK")
                if isinstance(error, duckdb.ConstraintException):
                    raise Conflict(_("Somebody else changed this meanwhile.")) from error
                raise
            self._revision += 1
            return self._revision

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _carry_out(cursor: duckdb.DuckDBPyConnection, act: Act) -> None:
    match act:
        case Put(table, row, on_conflict, key):
            columns = ", ".join(row)
            marks = ", ".join("?" for _name in row)
            sql = f"INSERT INTO {table} ({columns}) VALUES ({marks})"
            if on_conflict is OnConflict.IGNORE:
                sql += f" ON CONFLICT ({', '.join(key)}) DO NOTHING"
            elif on_conflict is OnConflict.UPDATE:
                sets = ", ".join(f"{name} = excluded.{name}" for name in row if name not in key)
                sql += f" ON CONFLICT ({', '.join(key)}) DO UPDATE SET {sets}"
            cursor.execute(sql, list(row.values()))
        case Statement(sql, params, expect):
            touched = cursor.execute(sql, list(params)).fetchone()
            if expect is not None and (touched is None or touched[0] != expect):
                raise Conflict(_("Somebody else changed this meanwhile."))
        case Bulk(table, frame):
            cursor.register("bulk", frame)
            columns = ", ".join(str(c) for c in frame.columns)
            cursor.execute(f"INSERT INTO {table} ({columns}) SELECT {columns} FROM bulk")
            cursor.unregister("bulk")


def open_database(path: Path) -> Database:
    """Open ``path``, create it when it does not exist, and bring its tables up to date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    database = Database(path)
    database.transact(
        [
            Statement(
                "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name VARCHAR, applied_at TIMESTAMP)"
            )
        ]
    )
    applied = {row["number"] for row in database.rows("SELECT number FROM migration")}
    for file in sorted(MIGRATIONS.glob("*.sql")):
        number = int(file.name[:4])
        if number in applied:
            continue
        statements = [Statement(sql) for sql in file.read_text("utf-8").split(";\n") if sql.strip()]
        database.transact(
            [
                *statements,
                Put(
                    "migration",
                    {"number": number, "name": file.stem, "applied_at": datetime.now(UTC).replace(tzinfo=None)},
                    key=("number",),
                ),
            ]
        )
    return database
