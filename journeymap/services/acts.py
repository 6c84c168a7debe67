"""An act of a person: row changes written in one transaction together with what takes them back."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from journeymap.errors import Conflict
from journeymap.locale import gettext as _
from journeymap.model.change import Change
from journeymap.model.identity import new_id
from journeymap.services.editors import editor_name
from journeymap.store import changes as stack
from journeymap.store import receipts
from journeymap.store.acts import Act as Write
from journeymap.store.changes import RowChange
from journeymap.store.database import Database
from journeymap.store.tables import TABLES, to_row

__all__ = [
    "HOME",
    "JOURNAL",
    "JOURNAL_DAYS",
    "KEEP",
    "KEEP_DAYS",
    "PERSONAS",
    "Act",
    "Overtaken",
    "RowChange",
    "carry_out",
    "changed_meanwhile",
    "conflict",
    "differences",
    "once",
    "planned",
    "sentence",
]

HOME = "home"
"""Scope of acts on journeys as a list."""
PERSONAS = "personas"
"""Scope of acts on personas. Acts inside a journey have its id as scope."""
KEEP = 100
"""Acts that can be taken back, for each scope and actor."""
KEEP_DAYS = 90
"""Acts older than this cannot be taken back: browsers come and go, and the file must not grow with them."""
JOURNAL = 1000
"""Acts that the journal of a scope keeps, of all actors together; those that can still be taken back always."""
JOURNAL_DAYS = 730
"""Acts older than this leave the journal too."""

GOES_ON_SECONDS = 10
"""How long an act that goes on is one with what it goes on from."""

_TRIES = 5
_receipt: ContextVar[str | None] = ContextVar("receipt", default=None)

log = logging.getLogger("journeymap.acts")

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """What a person did.

    :param event: name in the log, for example ``stage.add``.
    :param scope: journey id, :data:`PERSONAS` or :data:`HOME`.
    :param label: English sentence, a message id marked with ``N_``.
    :param args: what fills the label.
    :param changes: each row at most once.
    :param goes_on: one step of undo together with the act before it, when that was the same with the same row, less
        than :data:`GOES_ON_SECONDS` ago: a slider moved by its arrow keys.
    """

    event: str
    scope: str
    label: str
    args: Mapping[str, Any] = field(default_factory=dict)
    changes: Sequence[RowChange] = ()
    goes_on: bool = False


class Overtaken(Conflict):
    """Somebody wrote between our look at the file and our write."""


def planned(act: Callable[P, T]) -> Callable[P, T]:
    """An act that looks at the file, then writes: when somebody writes in between it looks again and plans anew.

    What the caller saw is not looked over: a version that the caller gives and that has passed is refused each time.
    """

    @wraps(act)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> T:
        for _try in range(_TRIES - 1):
            with suppress(Overtaken):
                return act(*args, **kwargs)
        return act(*args, **kwargs)

    return carried_out


def differences(before: Iterable[Any], after: Iterable[Any]) -> list[RowChange]:
    """Row changes that turn the model objects ``before`` into those of ``after``, matched by id.

    Versions are not compared; a row that changes gets the next one.
    """
    old = {thing.id: thing for thing in before}
    new = {thing.id: thing for thing in after}
    found = [RowChange(TABLES[type(thing)], to_row(thing), None) for key, thing in old.items() if key not in new]
    for key, thing in new.items():
        row = to_row(thing)
        was = to_row(old[key]) if key in old else None
        if was is None:
            found.append(RowChange(TABLES[type(thing)], None, row))
        elif {**row, "version": was["version"]} != was:
            found.append(RowChange(TABLES[type(thing)], was, {**row, "version": was["version"] + 1}))
    return found


def carry_out(db: Database, actor: str, act: Act, also: Sequence[Write] = ()) -> Change | None:
    """Write an act and remember it for undo, all in one transaction.

    :param actor: the browser (or user) whose act it is.
    :param also: further writes of the same transaction that undo leaves alone.
    :returns: what was remembered, ``None`` when the act changes nothing.
    :raises Overtaken: a row is not as the act found it; with both rows. Nothing was written.
    """
    if not act.changes:
        return None
    now = datetime.now(UTC).replace(tzinfo=None)
    before = _gone_on_from(db, actor, act, now) if act.goes_on else None
    change = Change(
        id=new_id(),
        scope=act.scope,
        actor=actor,
        label=act.label,
        args=json.dumps(dict(act.args), ensure_ascii=False),
        rows=stack.to_json(_joined(before, act.changes)),
        done_at=now,
        name=editor_name(db, actor),
    )
    since = now - timedelta(days=KEEP_DAYS)
    remembered = [
        *([stack.forget(before)] if before else []),
        *stack.remember(change, keep=KEEP, since=since),
        *stack.thin(act.scope, keep=JOURNAL, since=now - timedelta(days=JOURNAL_DAYS)),
    ]
    received = receipts.writes(_receipt.get(), now, since)
    try:
        db.transact([*received, *also, *stack.writes(act.changes), *remembered])
    except Conflict as error:
        why = conflict(db, act.changes) or error
        raise Overtaken(why.sentence, theirs=why.theirs, mine=why.mine) from error
    log.info("%s scope=%s change=%s rows=%d", act.event, act.scope, change.id, len(act.changes))
    return change


def _gone_on_from(db: Database, actor: str, act: Act, now: datetime) -> Change | None:
    newest = stack.newest(db, act.scope, actor, "done")
    if newest is None or newest.label != act.label or now - newest.done_at > timedelta(seconds=GOES_ON_SECONDS):
        return None
    rows = stack.from_json(newest.rows)
    left = [(row.table, row.id, row.after) for row in rows if row.before is not None]
    return newest if left == [(row.table, row.id, row.before) for row in act.changes] else None


def _joined(before: Change | None, changes: Sequence[RowChange]) -> Sequence[RowChange]:
    """What both did together: :func:`_gone_on_from` has seen that they are about the same rows."""
    if before is None:
        return changes
    first = stack.from_json(before.rows)
    return [RowChange(was.table, was.before, is_.after) for was, is_ in zip(first, changes, strict=True)]


@contextmanager
def once(act_id: str) -> Iterator[None]:
    """The act inside is written at most once, however often it is sent: its transaction fails when one with this id
    was written before.

    :param act_id: made by whoever sends the act, a UUID.
    """
    token = _receipt.set(act_id)
    try:
        yield
    finally:
        _receipt.reset(token)


def sentence(change: Change) -> str:
    """What the act did, in the reader's language."""
    return _(change.label).format(**json.loads(change.args))


def conflict(db: Database, changes: Sequence[RowChange]) -> Conflict | None:
    """Why the changes cannot be made now, or ``None`` when they could."""
    for change in changes:
        now = stack.stored_row(db, change.table, change.id)
        if change.before is not None and now is None:
            return Conflict(_("This was deleted meanwhile."), mine=change.after or change.before)
        if now is not None and now["version"] != (change.before or {}).get("version"):
            return changed_meanwhile(now, change.after)
        if double := stack.stored_double(db, change):
            return changed_meanwhile(double, change.after)
    gone = {(c.table, c.id) for c in changes if c.after is None}
    for change in changes:
        for table, row_id in stack.parents_of(change):
            if (table, row_id) in gone or not _stands(db, table, row_id, changes):
                return Conflict(_("What this belongs to was deleted meanwhile."), mine=change.after)
        if change.after is None and stack.has_children(db, change.table, change.id):
            return Conflict(_("Something was added to this meanwhile. Look at it again first."), theirs=change.before)
    return None


def changed_meanwhile(theirs: Mapping[str, Any] | None, mine: Mapping[str, Any] | None) -> Conflict:
    """The refusal that shows both texts.

    :param theirs: as it is now; ``None`` when it is not there any more.
    """
    name = (theirs or {}).get("title") or (theirs or {}).get("name")
    said = (
        _("“{name}” was changed meanwhile. Compare the two texts, then save again.").format(name=name)
        if name
        else _("This was changed meanwhile. Compare the two texts, then save again.")
    )
    return Conflict(said, theirs=theirs, mine=mine)


def _stands(db: Database, table: str, row_id: str, changes: Sequence[RowChange]) -> bool:
    added = any(c.table == table and c.id == row_id and c.after is not None for c in changes)
    return added or stack.stored_row(db, table, row_id) is not None
