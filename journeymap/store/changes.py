"""Row changes: what an act did to the file, how it is written with the versions checked, and the stack of undo."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from journeymap.model.change import Change
from journeymap.store.acts import Act, Put, Row, Statement
from journeymap.store.database import Database
from journeymap.store.tables import CLASSES, from_row, select, to_row

REFERENCES: tuple[tuple[str, str, str], ...] = (
    ("journey", "counterpart_id", "journey"),
    ("journey_persona", "journey_id", "journey"),
    ("journey_persona", "persona_id", "persona"),
    ("stage", "journey_id", "journey"),
    ("touchpoint", "journey_id", "journey"),
    ("touchpoint", "stage_id", "stage"),
    ("touchpoint", "parent_id", "touchpoint"),
    ("lane", "journey_id", "journey"),
    ("card", "touchpoint_id", "touchpoint"),
    ("card", "lane_id", "lane"),
    ("card", "persona_id", "persona"),
    ("card", "picture_id", "picture"),
    ("emotion", "touchpoint_id", "touchpoint"),
    ("emotion", "persona_id", "persona"),
    ("path", "from_id", "touchpoint"),
    ("path", "to_id", "touchpoint"),
    ("persona", "picture_id", "picture"),
    ("survey_touchpoint", "journey_id", "journey"),
    ("survey_touchpoint", "touchpoint_id", "touchpoint"),
    ("survey_touchpoint", "survey_id", "survey"),
    ("survey_form", "survey_id", "survey"),
    ("survey_form", "follows_id", "survey"),
    ("response", "persona_id", "persona"),
    ("response", "survey_id", "survey"),
    ("response", "survey_touchpoint_id", "survey_touchpoint"),
)
"""(table, column, table that the column names a row of), as far as acts that can be undone are concerned."""

_ONCE: Mapping[str, tuple[str, str]] = {
    "emotion": ("touchpoint_id", "persona_id"),
    "journey_persona": ("journey_id", "persona_id"),
    "path": ("from_id", "to_id"),
}
"""Columns that no two rows of a table share; the schema does not say so, so acts do."""

_DATES: Mapping[tuple[str, str], type[date]] = {
    ("journey", "review_date"): date,
    ("survey_form", "last_day"): date,
    ("snapshot", "taken_at"): datetime,
}
_CHUNK = 500


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row before and after an act, all columns, each with its version.

    :param before: ``None`` for a row that was added.
    :param after: ``None`` for a row that was deleted.
    """

    table: str
    before: Row | None
    after: Row | None

    @property
    def id(self) -> str:
        """Id of the row."""
        return str((self.after or self.before or {})["id"])

    def changed(self) -> dict[str, Any]:
        """Columns whose value the change sets, without id and version."""
        before, after = self.before or {}, self.after or {}
        return {
            name: value
            for name, value in after.items()
            if name not in ("id", "version") and (not before or before.get(name) != value)
        }


def to_json(changes: Iterable[RowChange]) -> str:
    """Row changes as the text that a ``change`` row keeps."""
    rows = [{"table": c.table, "before": c.before, "after": c.after} for c in changes]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"), default=_iso)


def from_json(text: str) -> list[RowChange]:
    """Row changes from what :func:`to_json` wrote."""
    return [
        RowChange(row["table"], _dated(row["table"], row["before"]), _dated(row["table"], row["after"]))
        for row in json.loads(text)
    ]


def _iso(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


def _dated(table: str, row: dict[str, Any] | None) -> Row | None:
    if row is None:
        return None
    return {
        name: kind.fromisoformat(value) if value is not None and (kind := _DATES.get((table, name))) else value
        for name, value in row.items()
    }


def writes(changes: Sequence[RowChange]) -> list[Act]:
    """What carries the changes out, refused as a whole when a row no longer has the version it is changed from,
    when something hangs on a row that goes, when a row that something is hung on is gone, or when what is added is
    there already.
    """
    acts: list[Act] = [*_deletes(changes)]
    acts += [_update(c) for c in changes if c.before is not None and c.after is not None]
    acts += [Put(c.table, c.after) for c in changes if c.before is None and c.after is not None]
    return [*acts, *_nothing_left_behind(changes), *_parents_stand(changes), *_only_once(changes)]


def _deletes(changes: Sequence[RowChange]) -> Iterable[Statement]:
    alike: dict[tuple[str, int], list[str]] = defaultdict(list)
    for change in changes:
        if change.after is None and change.before is not None:
            alike[change.table, change.before["version"]].append(change.id)
    for (table, version), ids in alike.items():
        for some in _chunks(ids):
            sql = f"DELETE FROM {table} WHERE version = ? AND id IN ({_marks(some)})"
            yield Statement(sql, [version, *some], expect=len(some))


def _update(change: RowChange) -> Statement:
    before, after = change.before or {}, change.after or {}
    values = {**change.changed(), "version": after["version"]}
    sets = ", ".join(f"{name} = ?" for name in values)
    sql = f"UPDATE {change.table} SET {sets} WHERE id = ? AND version = ?"
    return Statement(sql, [*values.values(), change.id, before["version"]], expect=1)


def children_of(table: str) -> list[tuple[str, str]]:
    """(table, column) of everything that can name a row of ``table``."""
    return [(child, column) for child, column, parent in REFERENCES if parent == table]


def parents_of(change: RowChange) -> list[tuple[str, str]]:
    """(table, id) of the rows that the change hangs its row on."""
    named = change.changed()
    return [
        (parent, str(named[column]))
        for child, column, parent in REFERENCES
        if child == change.table and named.get(column) is not None
    ]


def _nothing_left_behind(changes: Sequence[RowChange]) -> Iterable[Statement]:
    # An update that must touch no row: it costs a scan of a small table and fails when somebody has hung
    # something on the row since the act was planned.
    gone: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        if change.after is None:
            gone[change.table].append(change.id)
    for table, ids in gone.items():
        for child, column in children_of(table):
            for some in _chunks(ids):
                sql = f"UPDATE {child} SET {column} = {column} WHERE {column} IN ({_marks(some)})"
                yield Statement(sql, some, expect=0)


def _parents_stand(changes: Sequence[RowChange]) -> Iterable[Statement]:
    added = {(c.table, c.id) for c in changes if c.before is None}
    needed: dict[str, dict[str, None]] = defaultdict(dict)
    for change in changes:
        for parent in parents_of(change):
            if parent not in added:
                needed[parent[0]][parent[1]] = None
    for table, ids in needed.items():
        for some in _chunks(list(ids)):
            sql = f"UPDATE {table} SET version = version WHERE id IN ({_marks(some)})"
            yield Statement(sql, some, expect=len(some))


def _only_once(changes: Sequence[RowChange]) -> Iterable[Statement]:
    added = {c.id for c in changes if c.before is None}
    for change in changes:
        pair = pair_of(change)
        if pair and not added & {*pair.values()}:  # on something that is new itself nothing else can hang
            where = " AND ".join(f"{name} = ?" for name in pair)
            sql = f"UPDATE {change.table} SET version = version WHERE {where}"
            yield Statement(sql, [*pair.values()], expect=1)


def pair_of(change: RowChange) -> dict[str, str] | None:
    """Columns and values that the row which the change adds must not share with another."""
    names = _ONCE.get(change.table)
    if names is None or change.before is not None or change.after is None:
        return None
    return {name: str(change.after[name]) for name in names}


def stored_double(db: Database, change: RowChange) -> dict[str, Any] | None:
    """The row that is there already where the change adds one."""
    pair = pair_of(change)
    if pair is None:
        return None
    where = " AND ".join(f"{name} = ?" for name in pair)
    found = db.rows(select(CLASSES[change.table], f"WHERE {where} AND id <> ?"), [*pair.values(), change.id])
    return found[0] if found else None


def _chunks(ids: list[str]) -> Iterable[list[str]]:
    return (ids[i : i + _CHUNK] for i in range(0, len(ids), _CHUNK))


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" for _value in values)


def stored_row(db: Database, table: str, row_id: str) -> dict[str, Any] | None:
    """A row of ``table`` as it stands now."""
    found = db.rows(select(CLASSES[table], "WHERE id = ?"), [row_id])
    return found[0] if found else None


def has_children(db: Database, table: str, row_id: str) -> bool:
    """Does anything name this row?"""
    return any(
        db.rows(f"SELECT 1 AS one FROM {child} WHERE {column} = ? LIMIT 1", [row_id])
        for child, column in children_of(table)
    )


def newest(db: Database, scope: str, actor: str, state: str) -> Change | None:
    """The act that undo (``done``) or redo (``undone``) would turn to next."""
    order = "DESC" if state == "done" else "ASC"
    rest = f"WHERE scope = ? AND actor = ? AND state = ? ORDER BY id {order} LIMIT 1"
    found = db.rows(select(Change, rest), [scope, actor, state])
    return from_row(Change, found[0]) if found else None


def remember(change: Change, *, keep: int, since: datetime) -> list[Act]:
    """Write ``change`` on its stack. What was undone there is dropped. What is past the newest ``keep``, and all that
    was done before ``since``, leaves its stack and stays in the journal.
    """
    stack = [change.scope, change.actor]
    return [
        Statement("DELETE FROM change WHERE scope = ? AND actor = ? AND state = 'undone'", stack),
        Put("change", to_row(change)),
        Statement(
            "UPDATE change SET state = 'kept' WHERE scope = ? AND actor = ? AND state = 'done' AND id NOT IN"
            " (SELECT id FROM change WHERE scope = ? AND actor = ? AND state = 'done' ORDER BY id DESC LIMIT ?)",
            [*stack, *stack, keep],
        ),
        Statement("DELETE FROM change WHERE state = 'undone' AND done_at < ?", [since]),
        Statement("UPDATE change SET state = 'kept' WHERE state = 'done' AND done_at < ?", [since]),
    ]


def forget(change: Change) -> Act:
    """Take an act out of the file while it is the newest of its stack, because another one says what it did."""
    return Statement(
        "DELETE FROM change WHERE id = ? AND state = 'done' AND version = ?", [change.id, change.version], 1
    )


def thin(scope: str, *, keep: int, since: datetime) -> list[Act]:
    """Drop what left its stack and is past the newest ``keep`` acts of ``scope``, or was done before ``since``."""
    return [
        Statement(
            "DELETE FROM change WHERE scope = ? AND state = 'kept' AND id NOT IN"
            " (SELECT id FROM change WHERE scope = ? ORDER BY id DESC LIMIT ?)",
            [scope, scope, keep],
        ),
        Statement("DELETE FROM change WHERE state = 'kept' AND done_at < ?", [since]),
    ]


def leave_stack(change: Change) -> Act:
    """Take ``change`` off its stack; the rows stay as they are. What was done stays in the journal."""
    at = [change.id, change.version]
    if change.state == "undone":
        return Statement("DELETE FROM change WHERE id = ? AND version = ?", at, expect=1)
    return Statement(
        "UPDATE change SET state = 'kept', version = version + 1 WHERE id = ? AND version = ?", at, expect=1
    )


def rewrite(change: Change, *, rows: str, state: str) -> Act:
    """The record of an act with other rows or another state."""
    return Statement(
        "UPDATE change SET rows = ?, state = ?, version = ? WHERE id = ? AND version = ?",
        [rows, state, change.version + 1, change.id, change.version],
        expect=1,
    )


def others_about(db: Database, change: Change, scopes: Sequence[str]) -> list[Change]:
    """Every other act in ``scopes`` that undo or redo may turn to."""
    rest = f"WHERE id <> ? AND state <> 'kept' AND scope IN ({_marks(scopes)})"
    return [from_row(Change, row) for row in db.rows(select(Change, rest), [change.id, *scopes])]


def renumbered(changes: Sequence[RowChange], moved: Mapping[tuple[str, str, int], int]) -> list[RowChange] | None:
    """The changes with the versions that undo gave to old contents, or ``None`` when none is concerned.

    Undo writes old content back under a new version. Older records name that content by its old version, so they
    are told the new one; else one undo would block the next.

    :param moved: (table, id, old version) → version under which the same content stands now.
    """

    def told(table: str, row: Row | None) -> Row | None:
        version = row and moved.get((table, str(row["id"]), row["version"]))
        return {**row, "version": version} if row and version else row

    found = [RowChange(c.table, told(c.table, c.before), told(c.table, c.after)) for c in changes]
    return found if any(a is not b for f, c in zip(found, changes, strict=True) for a, b in _sides(f, c)) else None


def _sides(one: RowChange, other: RowChange) -> tuple[tuple[Row | None, Row | None], tuple[Row | None, Row | None]]:
    return (one.before, other.before), (one.after, other.after)


def in_journal(db: Database, journey_id: str, since: str = "") -> list[Change]:
    """Acts on a journey that nobody has taken back, in their order.

    :param since: id of the first; blank for all that the journal has.
    """
    rest = "WHERE scope = ? AND state <> 'undone' AND CAST(id AS VARCHAR) >= ? ORDER BY id"
    return [from_row(Change, row) for row in db.rows(select(Change, rest), [journey_id, since])]


def versions_known(db: Database, ids: Sequence[str]) -> dict[str, int]:
    """The highest version under which any remembered act knows each of these rows; those that none knows are left out.

    A row that comes back must come under a later one: an old record must never take new content for what it left.
    """
    found: dict[str, int] = {}
    wanted = set(ids)
    for kept in db.rows("SELECT rows FROM change") if wanted else ():
        for change in from_json(kept["rows"]):
            if change.id in wanted:
                versions = [side["version"] for side in (change.before, change.after) if side is not None]
                found[change.id] = max(found.get(change.id, 0), *versions)
    return found
