"""Undo and redo: the newest act of one person in one journey (or list), put back where nobody has been since."""

from __future__ import annotations

from collections.abc import Callable

from journeymap.errors import Conflict
from journeymap.locale import gettext as _
from journeymap.model.change import Change
from journeymap.services.acts import HOME, PERSONAS, conflict, log, sentence
from journeymap.store import changes as stack
from journeymap.store.acts import Act, Row
from journeymap.store.changes import RowChange
from journeymap.store.database import Database

_TRIES = 5
_FEW = 50


def next_undo(db: Database, scope: str, actor: str) -> str | None:
    """What :func:`undo` would take back, in the reader's language; ``None`` when there is nothing."""
    change = stack.newest(db, scope, actor, "done")
    return sentence(change) if change else None


def next_redo(db: Database, scope: str, actor: str) -> str | None:
    """What :func:`redo` would do again; ``None`` when there is nothing."""
    change = stack.newest(db, scope, actor, "undone")
    return sentence(change) if change else None


def undo(db: Database, scope: str, actor: str) -> Change | None:
    """Take back this actor's newest act in this scope.

    :param scope: journey id, ``personas`` or ``home``.
    :returns: the act that was taken back, ``None`` when there is none.
    :raises Conflict: a row is no longer as the act left it; with the row as it stands and as undo would have it.
        Nothing was written, and the act stays the newest; :func:`let_go` takes it off the stack.
    """
    return _turn(db, scope, actor, "done", _back)


def redo(db: Database, scope: str, actor: str) -> Change | None:
    """Do again what this actor took back last in this scope.

    :returns: the act that was done again, ``None`` when there is none.
    :raises Conflict: a row is no longer as undo left it.
    """
    return _turn(db, scope, actor, "undone", _forth)


def let_go(db: Database, scope: str, actor: str, *, undone: bool = False) -> Change | None:
    """Leave the act that :func:`undo` would turn to as it is, off the stack, when taking it back is refused for good.

    :param undone: the act that :func:`redo` would turn to instead.
    """
    change = stack.newest(db, scope, actor, "undone" if undone else "done")
    if change:
        db.transact([stack.leave_stack(change)])
        log.info("undo.let_go scope=%s change=%s", scope, change.id)
    return change


_Turn = tuple[RowChange, RowChange, Row | None]
"""What is written, what the record says from then on, and the row whose version has moved."""


def _back(done: RowChange) -> _Turn:
    restored = _later(done.before, done.after)
    return RowChange(done.table, done.after, restored), RowChange(done.table, restored, done.after), done.before


def _forth(undone: RowChange) -> _Turn:
    again = _later(undone.after, undone.before)
    return RowChange(undone.table, undone.before, again), RowChange(undone.table, undone.before, again), undone.after


def _later(row: Row | None, other: Row | None) -> Row | None:
    if row is None:
        return None
    return {**row, "version": max(side["version"] for side in (row, other) if side is not None) + 1}


def _turn(db: Database, scope: str, actor: str, state: str, way: Callable[[RowChange], _Turn]) -> Change | None:
    for attempt in range(_TRIES):
        change = stack.newest(db, scope, actor, state)
        if change is None:
            return None
        turns = [way(row) for row in reversed(stack.from_json(change.rows))]
        written = [turn[0] for turn in turns]
        try:
            db.transact([*stack.writes(written), *_records(db, change, turns)])
        except Conflict as error:
            refusal = conflict(db, written)
            if refusal is None and attempt < _TRIES - 1:
                continue  # only a record moved: somebody else's undo ran between our look and our write
            raise _refused(change, state, refusal or error) from error
        log.info("undo.%s scope=%s change=%s", "back" if state == "done" else "forth", scope, change.id)
        return change
    return None


def _records(db: Database, change: Change, turns: list[_Turn]) -> list[Act]:
    """The act's own record turned over, and every record that names a content by the version it had before."""
    moved: dict[tuple[str, str, int], int] = {}
    for written, _record, old in turns:
        if old is not None and written.after is not None:
            moved[written.table, written.id, old["version"]] = written.after["version"]
    rows = [turn[1] for turn in reversed(turns)]
    state = "undone" if change.state == "done" else "done"
    acts = [stack.rewrite(change, rows=stack.to_json(rows), state=state)]
    ids = {row_id for _table, row_id, _version in moved}
    for other in stack.others_about(db, change, _scopes(change, rows)):
        if len(ids) <= _FEW and not any(row_id in other.rows for row_id in ids):
            continue  # reading a megabyte of JSON takes ten times as long as looking for an id in it
        if told := stack.renumbered(stack.from_json(other.rows), moved):
            acts.append(stack.rewrite(other, rows=stack.to_json(told), state=other.state))
    return acts


def _scopes(change: Change, rows: list[RowChange]) -> list[str]:
    scopes = {change.scope, HOME, PERSONAS}
    for row in rows:
        sides = [side for side in (row.before, row.after) if side is not None]
        scopes |= {str(side["journey_id"]) for side in sides if side.get("journey_id")}
        scopes |= {row.id} if row.table == "journey" else set()
    return sorted(scopes)


def _refused(change: Change, state: str, why: Conflict) -> Conflict:
    said = _("Not undone: {act}. {reason}") if state == "done" else _("Not done again: {act}. {reason}")
    return Conflict(said.format(act=sentence(change), reason=why.sentence), theirs=why.theirs, mine=why.mine)
