"""Values as the file keeps them: plain text without NUL, naive UTC times."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from journeymap.store.acts import Act, Bulk, Put, Statement


def clean(value: Any) -> Any:
    """``value`` as it can be stored.

    Text loses NUL (PostgreSQL refuses it) and halves of surrogate pairs (DuckDB refuses them), members of an
    enumeration become their text, and times with a zone become UTC without one: DuckDB would otherwise turn them into
    the time zone of the machine.
    """
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.astimezone(UTC).replace(tzinfo=None)
    return value


def clean_params(params: Sequence[Any]) -> list[Any]:
    """Parameters of a statement, cleaned."""
    return [clean(value) for value in params]


def clean_act(act: Act) -> Act:
    """``act`` with cleaned values. Frames are cleaned in SQL, when they are carried out."""
    match act:
        case Put(table, row, on_conflict, key):
            return Put(table, _row(row), on_conflict, key)
        case Statement(sql, params, expect):
            return Statement(sql, clean_params(params), expect)
        case Bulk():
            return act


def _row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: clean(value) for name, value in row.items()}


def _text(value: str) -> str:
    text = str(value)
    if text.isascii():
        return text.replace("\x00", "") if "\x00" in text else text
    return text.replace("\x00", "").encode("utf-8", "replace").decode("utf-8")
