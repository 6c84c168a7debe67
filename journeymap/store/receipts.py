"""Ids of acts that come over a connection that may break: who is not sure sends again, and nothing is done twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from journeymap.store.acts import Act, Put, Statement
from journeymap.store.database import Database


def writes(act_id: str | None, now: datetime, since: datetime) -> Sequence[Act]:
    """What goes into the transaction of the act; it fails when the id was written before.

    :param act_id: ``None`` for an act that is never sent again.
    :param since: receipts older than this are dropped.
    """
    if act_id is None:
        return ()
    return (
        Put("receipt", {"id": act_id, "received_at": now}),
        Statement("DELETE FROM receipt WHERE received_at < ?", [since]),
    )


def is_received(db: Database, act_id: str) -> bool:
    """Was an act with this id written?"""
    return bool(db.rows("SELECT 1 AS one FROM receipt WHERE id = ?", [act_id]))
