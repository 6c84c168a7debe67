"""Is the file sound? Every block read, every reference followed, every rule held against every row."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import duckdb

from journeymap.errors import StoreUnavailable
from journeymap.locale import gettext as _
from journeymap.store import migration
from journeymap.store.brand import SETTING as BRAND
from journeymap.store.brand import brand_problem
from journeymap.store.database import Database
from journeymap.store.rules import ONCE, PRIVATE, Rule, rules
from journeymap.store.scanning import scan_table, tables
from journeymap.store.snapshots import is_map
from journeymap.store.tables import CLASSES

MOST = 1_000
"""Rows that are listed for one rule."""

_BUCKET = 2_000_000
"""Rows in which doubles are looked for at a time, so that the memory does not grow with the table."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is wrong.

    :param table: where.
    :param id: which row; blank where it is about the table as a whole.
    :param problem: one sentence.
    """

    table: str
    id: str
    problem: str


def check(db: Database) -> list[Problem]:
    """Everything that is wrong in an open file, table by table; nothing is changed."""
    problems, unreadable = _read_everything(db)
    behind = list(_behind(db))
    problems += behind
    for look in _looks():
        try:
            problems += look(db)
        except StoreUnavailable:
            if not unreadable:
                raise
        except (duckdb.CatalogException, duckdb.BinderException):
            if not behind:
                raise
    return sorted(problems, key=lambda problem: (problem.table, problem.id, problem.problem))


def _looks() -> Iterator[Callable[[Database], list[Problem]]]:
    for rule in rules():
        yield partial(_broken, rule)
    for table, names in ONCE:
        yield partial(_doubles, table, names)
    yield _bad_changes
    yield _bad_snapshots
    yield _bad_counts
    yield _bad_wordings
    yield _bad_brand


def _read_everything(db: Database) -> tuple[list[Problem], set[str]]:
    """Tables with a block that cannot be read."""
    problems = []
    for table in db.with_cursor(tables):
        try:
            db.with_cursor(lambda cursor, table=table: scan_table(cursor, table))  # type: ignore[misc]
        except StoreUnavailable as error:
            problems.append(Problem(table, "", _("It cannot be read: {reason}").format(reason=error.sentence)))
    return problems, {problem.table for problem in problems}


def _behind(db: Database) -> Iterator[Problem]:
    """Has every migration been applied?"""
    applied = {row["number"] for row in db.rows("SELECT number FROM migration")} if _has(db, "migration") else set()
    for step in migration.known():
        if step.number not in applied:
            yield Problem(
                "migration",
                step.name,
                _("This step has not been applied yet. Start the app, or use “init”, to bring the file up to date."),
            )


def _has(db: Database, table: str) -> bool:
    return table in db.with_cursor(tables)


def _broken(rule: Rule, db: Database) -> list[Problem]:
    found = db.rows(f"{rule.sql} ORDER BY 1 LIMIT {MOST + 1}")
    return _listed(rule.table, [(str(row["id"]), rule.sentence.format(there=row["there"])) for row in found])


def _doubles(table: str, names: Sequence[str], db: Database) -> list[Problem]:
    rows = db.rows(f"SELECT COUNT(*) AS n FROM {table}")[0]["n"]
    buckets = rows // _BUCKET + 1
    columns, shown = ", ".join(names), " || ' ' || ".join(f"CAST({name} AS VARCHAR)" for name in names)
    present = " AND ".join(f"{name} IS NOT NULL" for name in names)
    found: list[tuple[str, str]] = []
    for bucket in range(buckets):
        double = db.rows(
            f"""SELECT {shown} AS what, COUNT(*) AS n FROM {table}
            WHERE {present} AND hash({columns}) % {buckets} = {bucket}
            GROUP BY {columns} HAVING COUNT(*) > 1 ORDER BY 1 LIMIT {MOST + 1}"""
        )
        sentence = _("{n} rows have the same {columns}, {what}; only one may.")
        for row in double:
            id_ = row["what"] if names == ("id",) else ""
            found.append((id_, sentence.format(n=row["n"], columns=columns, what=row["what"])))
    return _listed(table, found)


def _bad_changes(db: Database) -> list[Problem]:
    """Records of undo that cannot be read, or that hold what must be erasable."""
    found = []
    for row in db.rows("SELECT id, args, rows FROM change ORDER BY id"):
        args, rows = _json(row["args"]), _json(row["rows"])
        if not isinstance(args, dict):
            found.append((row["id"], _("What fills its label is not a JSON object.")))
        if not isinstance(rows, list) or not all(_is_row_change(one) for one in rows):
            found.append((row["id"], _("Its rows are not a JSON list of changes.")))
            continue
        for table in sorted({one["table"] for one in rows} & PRIVATE.keys()):
            found.append((row["id"], _("It holds rows of {table}, which could not be erased.").format(table=table)))
    return _listed("change", found)


def _bad_snapshots(db: Database) -> list[Problem]:
    sentence = _("What it holds is not a map.")
    rows = db.rows("SELECT id, map FROM snapshot ORDER BY id")
    return _listed("snapshot", [(row["id"], sentence) for row in rows if not is_map(row["map"])])


def _is_row_change(one: Any) -> bool:
    return (
        isinstance(one, dict)
        and (one.get("table") in CLASSES)
        and all(isinstance(one.get(side), dict | None) for side in ("before", "after"))
    )


def _bad_counts(db: Database) -> list[Problem]:
    rows = db.rows("SELECT id, counts FROM feedback_import ORDER BY id")
    sentence = _("What became of its rows is not a JSON object.")
    return _listed("feedback_import", [(r["id"], sentence) for r in rows if not isinstance(_json(r["counts"]), dict)])


def _bad_wordings(db: Database) -> list[Problem]:
    rows = db.rows("SELECT id, wordings FROM survey_form ORDER BY id")
    sentence = _("What customers read there is not a JSON object with a question in each language.")
    return _listed("survey_form", [(row["id"], sentence) for row in rows if not _is_wordings(_json(row["wordings"]))])


def _is_wordings(what: Any) -> bool:
    return (
        isinstance(what, dict) and bool(what) and all(isinstance(w, dict) and w.get("question") for w in what.values())
    )


def _bad_brand(db: Database) -> list[Problem]:
    missing = brand_problem(db)
    sentence = _("The logo is the picture {there}, but there is no such picture.")
    return [] if missing is None else [Problem("setting", BRAND, sentence.format(there=missing))]


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return None


def _listed(table: str, found: Sequence[tuple[str, str]]) -> list[Problem]:
    problems = [Problem(table, id_, sentence) for id_, sentence in found[:MOST]]
    if len(found) > MOST:
        problems.append(Problem(table, "", _("There are more rows with the problem that was listed last.")))
    return problems
