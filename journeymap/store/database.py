"""The one door to the DuckDB file: ``read``, ``rows`` and ``transact``; nothing else touches the database."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import pandas as pd

from journeymap.store import trouble
from journeymap.store.acts import Act, Put, Statement
from journeymap.store.cleaning import clean_params
from journeymap.store.connection import connect
from journeymap.store.writer import Writer

MIGRATIONS = Path(__file__).parent / "migrations"

T = TypeVar("T")


class Database:
    """An open file. Any thread may use it.

    :param path: the DuckDB file; its folder must exist.
    :param backups: the only folder that SQL may read and write files in.
    """

    def __init__(self, path: Path, backups: Path | None = None) -> None:
        self.path = path
        self.backups = (backups or path.parent / "backups").resolve()
        self._connection = connect(path, self.backups)
        self._revision = 0
        self._writer = Writer(path, self._cursor, self._committed)

    @property
    def revision(self) -> int:
        """Grows with every committed write; what is read may be cached under it."""
        return self._revision

    def read(self, sql: str, params: Sequence[Any] = ()) -> pd.DataFrame:
        """The result of a query as a frame; ids are text."""

        def frame(cursor: duckdb.DuckDBPyConnection) -> pd.DataFrame:
            result: pd.DataFrame = cursor.df()
            for name, kind, *_rest in cursor.description or ():
                if str(kind) == "UUID":
                    result[name] = result[name].map(_plain)
            return result

        return self._query(sql, params, frame)

    def rows(self, sql: str, params: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """The result of a query as dictionaries; ids are text, times naive UTC."""

        def dictionaries(cursor: duckdb.DuckDBPyConnection) -> list[dict[str, Any]]:
            names = [column[0] for column in cursor.description or ()]
            return [dict(zip(names, map(_plain, row), strict=True)) for row in cursor.fetchall()]

        return self._query(sql, params, dictionaries)

    def transact(self, acts: Sequence[Act]) -> int:
        """Carry out ``acts`` in one transaction; returns after the commit.

        :returns: the new revision.
        :raises Conflict: a ``Statement`` touched another number of rows than expected, or a key exists;
            nothing was written.
        :raises InvalidInput: a value is of the wrong kind or out of range.
        :raises StoreUnavailable: the disk is full, or the database is broken or closed; nothing was written.
        """
        return self.submit(acts).result()

    def submit(self, acts: Sequence[Act]) -> Future[int]:
        """As :meth:`transact`, but does not wait: the future gives the revision after the commit, or the error."""
        if not acts:
            nothing: Future[int] = Future()
            nothing.set_result(self._revision)
            return nothing
        return self._writer.submit(acts)

    def while_quiet(self, job: Callable[[], T]) -> T:
        """Carry out ``job`` while nothing is written; what comes meanwhile waits."""
        return self._writer.run(job)

    def alive(self) -> bool:
        """Does the database answer, and can it be written to? For the health check."""
        try:
            self.rows("SELECT 1")
        except Exception:
            return False
        return self._writer.alive

    def close(self) -> None:
        """Write what waits, then close the file."""
        self._writer.stop()
        self._connection.close()

    def _query(self, sql: str, params: Sequence[Any], take: Callable[[duckdb.DuckDBPyConnection], T]) -> T:
        try:
            with self._connection.cursor() as cursor:
                return take(cursor.execute(sql, clean_params(params)))
        except duckdb.Error as error:
            if trouble.is_fatal(error):
                self._writer.break_down()
            explained = trouble.explain(error, self.path)
            if explained is error:
                raise
            raise explained from error

    def _cursor(self) -> duckdb.DuckDBPyConnection:
        return self._connection.cursor()

    def _committed(self) -> int:
        self._revision += 1
        return self._revision


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, uuid.UUID) else value


def open_database(path: Path, backups: Path | None = None) -> Database:
    """Open ``path``, create it when it does not exist, and bring its tables up to date."""
    path.parent.mkdir(parents=True, exist_ok=True)
    database = Database(path, backups)
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
        statements = [Statement(part.query) for part in duckdb.extract_statements(file.read_text("utf-8"))]
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
