"""What can be asked of the writer. An act is data, so that equal acts can be folded into one statement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import pandas as pd

Row = Mapping[str, Any]


class OnConflict(StrEnum):
    """What happens when a key exists already."""

    FAIL = "fail"
    UPDATE = "update"
    IGNORE = "ignore"


@dataclass(frozen=True, slots=True)
class Put:
    """One row for a table.

    :param row: column names and values.
    :param key: columns of the key that a conflict is looked for in.
    :param on_conflict: with ``UPDATE`` the other columns take the new values, with ``IGNORE`` the old row stands.
    """

    table: str
    row: Row
    on_conflict: OnConflict = OnConflict.FAIL
    key: tuple[str, ...] = ("id",)


@dataclass(frozen=True, slots=True)
class Statement:
    """One SQL statement that writes.

    :param sql: portable SQL with ``?`` for values.
    :param expect: number of rows it must touch; another number takes the whole unit back and raises ``Conflict``.
    """

    sql: str
    params: Sequence[Any] = ()
    expect: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Bulk:
    """Many rows for a table at once.

    :param frame: columns named as the table's; columns that it lacks are NULL.
    """

    table: str
    frame: pd.DataFrame


Act = Put | Statement | Bulk
