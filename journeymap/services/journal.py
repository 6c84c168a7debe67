"""Who changed what on a map and when, and going back to any point of it.

The journal is made of the acts that undo remembers. It keeps them longer than undo does (``acts.JOURNAL`` and
``acts.JOURNAL_DAYS``). What its author took back is not in it: the map is as though it had never been done.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from journeymap.errors import Conflict, NotFound
from journeymap.locale import N_
from journeymap.locale import gettext as _
from journeymap.model.change import Change
from journeymap.model.journey import Touchpoint
from journeymap.model.snapshot import SnapshotReason
from journeymap.services.acts import Act, carry_out, differences, planned, sentence
from journeymap.services.editing import is_id
from journeymap.services.journal_sentences import told
from journeymap.services.maps import load_map
from journeymap.services.putting_back import moved_places, raised
from journeymap.services.snapshots import safely
from journeymap.store import changes as stack
from journeymap.store import journal as store
from journeymap.store.changes import RowChange
from journeymap.store.database import Database
from journeymap.store.tables import CLASSES, columns, enumerations, from_row

FEW = 50
"""Entries on a page of the journal."""

_NOT_THE_MAP = frozenset({"snapshot", "survey_touchpoint", "persona"})
"""Tables whose rows going back does not look at: surveys move with their touchpoints, personas are everybody's."""
_ELSEWHERE = frozenset({"version", "position", "archived", "sample", "counterpart_id"})
"""Columns of a journey that say where it stands among others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An act in the journal.

    :param actor: whose browser it was.
    :param name: what the person was called then; blank when nobody has said.
    :param done_at: naive UTC.
    :param label: what was done, as the act says it; ``args`` fills it. :func:`told` makes a sentence of both.
    """

    id: str
    actor: str
    name: str
    done_at: datetime
    label: str
    args: Mapping[str, Any]

    def told(self, who: str) -> str:
        """What was done as a plain sentence.

        :param who: what the reader calls whoever did it, for example “You”.
        """
        return told(self.label, self.args, who)


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Somebody who has changed a map.

    :param acts: how many the journal has.
    """

    actor: str
    name: str
    acts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RowDetail:
    """A row that an act changed: the columns that differ, before and after; ``None`` for a row that was not there."""

    table: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def journal(db: Database, journey_id: str, *, actor: str | None = None, most: int = FEW) -> list[Entry]:
    """The newest acts on a journey, the newest first.

    :param actor: only this one's.
    """
    found = []
    for row in store.read_journal(db, journey_id, actor, most):
        args = json.loads(row["args"])
        found.append(Entry(**{**row, "name": row["name"] or "", "args": args}))
    return found


def authors(db: Database, journey_id: str) -> list[Author]:
    """Who has changed a journey, those who did last first."""
    return [
        Author(actor=row["actor"], name=row["name"] or "", acts=int(row["n"]))
        for row in store.read_authors(db, journey_id)
    ]


def details(db: Database, change_id: str) -> list[RowDetail]:
    """What exactly an act changed, row by row.

    :raises NotFound: the journal has it no more.
    """
    found = []
    for change in stack.from_json(_entry(db, change_id).rows):
        before, after = dict(change.before or {}), dict(change.after or {})
        if change.table == "snapshot":
            continue
        same = {name for name in before if name in after and before[name] == after[name]} | {"id", "version"}
        if change.before is not None and change.after is not None and same >= before.keys() - {"position"}:
            continue  # only made room
        kept = {"title", "name", "text"} if change.before is None or change.after is None else set()
        found.append(
            RowDetail(
                table=change.table,
                before=_cut(before, same - kept) if change.before is not None else None,
                after=_cut(after, same - kept) if change.after is not None else None,
            )
        )
    return found


def _cut(row: dict[str, Any], without: set[str]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in without}


@dataclass(frozen=True, slots=True, kw_only=True)
class GoingBack:
    """What going back to before an act would do.

    :param acts: sentences of what is taken back, the newest first.
    :param others: how many of them are other people's.
    :param changes: what is written; nothing to do when empty.
    """

    acts: tuple[str, ...]
    others: int
    changes: tuple[RowChange, ...]


def plan_going_back(db: Database, actor: str, change_id: str) -> GoingBack:
    """What :func:`go_back` would do now; nothing is written.

    :raises NotFound: the journal has the act no more.
    :raises Conflict: it cannot be done; the sentence says why.
    """
    first = _entry(db, change_id)
    acts = stack.in_journal(db, first.scope, change_id)
    return GoingBack(
        acts=tuple(sentence(change) for change in reversed(acts)),
        others=sum(change.actor != actor for change in acts),
        changes=tuple(_changes(db, first.scope, acts)),
    )


@planned
def go_back(db: Database, actor: str, change_id: str) -> Change | None:
    """Make the map what it was before an act: take back that act and every one since, whoever did them, as one act of
    this person that undo takes back. What was there before is put aside as a snapshot in the same transaction.

    :returns: the act; ``None`` when the map is as it was then already, and nothing was written.
    :raises NotFound: the journal has the act no more.
    :raises Conflict: something that the journal does not know stands in the way; nothing was written.
    """
    first = _entry(db, change_id)
    plan = plan_going_back(db, actor, change_id)
    if not plan.changes:
        return None
    act = Act(
        event="journey.go_back",
        scope=first.scope,
        label=N_("Go back, {n} changes taken back"),
        args={"n": len(plan.acts)},
        changes=plan.changes,
    )
    return carry_out(db, actor, act, safely(db, actor, first.scope, SnapshotReason.GOING_BACK))


def _entry(db: Database, change_id: str) -> Change:
    found = store.read_change(db, change_id) if is_id(change_id) else None
    if found is None or found.state == "undone":
        raise NotFound(_("This change is not in the history any more. Load the page again."))
    return found


def _changes(db: Database, journey_id: str, acts: Sequence[Change]) -> list[RowChange]:
    """What turns the map of now into the one before ``acts``."""
    was: dict[tuple[str, str], Any] = {}
    left: dict[tuple[str, str], Any] = {}
    stood: dict[str, str | None] = {}
    for act in acts:
        for change in stack.from_json(act.rows):
            if change.table == "survey_touchpoint" and change.before and change.before["journey_id"] == journey_id:
                stood.setdefault(change.id, change.before["touchpoint_id"])
            if change.table not in _NOT_THE_MAP and (change.table != "journey" or change.id == journey_id):
                was.setdefault((change.table, change.id), change.before)
                left[change.table, change.id] = change.after
    before, after = [], []
    for (table, row_id), then in was.items():
        now = stack.stored_row(db, table, row_id)
        _unless_somebody_else(table, left[table, row_id], now)
        if now is not None:
            before.append(_thing(table, now))
        if then is not None and not (now is None and table == "journey"):
            after.append(_thing(table, _with_place(table, then, now)))
    stays = {thing.id for thing in after}
    going = [t for t in before if isinstance(t, Touchpoint) and t.id not in stays]
    staying = [t for t in (*load_map(db, journey_id).touchpoints, *after) if isinstance(t, Touchpoint)]
    staying = [t for t in staying if t not in going]
    places = moved_places(db, journey_id, stood, staying, going)
    return raised(db, differences([*before, *places[0]], [*after, *places[1]]))


def _unless_somebody_else(table: str, left: Any, now: dict[str, Any] | None) -> None:
    """Refuse where a row is not as the last act of the journal left it: it is not known what it was before that."""
    if now is None and left is None:
        return
    if now is None or left is None or _content(table, now, left) != _content(table, left, now):
        name = (now or left or {}).get("title") or (now or left or {}).get("text") or ""
        raise Conflict(
            _("“{name}” was changed outside this history, so it cannot be taken back. Restore a snapshot.").format(
                name=name
            )
            if name
            else _("Something was changed outside this history, so it cannot be taken back. Restore a snapshot."),
            theirs=now,
            mine=left,
        )


def _content(table: str, row: Mapping[str, Any], other: Mapping[str, Any]) -> dict[str, Any]:
    without = _ELSEWHERE if table == "journey" else {"version"}
    return {name: value for name, value in row.items() if name not in without and name in other}


def _with_place(table: str, then: dict[str, Any], now: dict[str, Any] | None) -> dict[str, Any]:
    if table != "journey" or now is None:
        return then
    return {**then, **{name: now[name] for name in _ELSEWHERE}}


def _thing(table: str, row: dict[str, Any]) -> Any:
    """A row of the journal as a model object, also one that was written before a column was added."""
    kind = CLASSES[table]
    known = {name: row[name] for name in columns(kind) if name in row}
    if len(known) == len(columns(kind)):
        return from_row(kind, known)
    enums = enumerations(kind)
    return kind(**{n: enums[n](v) if n in enums and v is not None else v for n, v in known.items()})
