from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from journeymap.errors import Conflict, FileHeld, InvalidInput, JourneymapError, StoreBroken, StoreUnavailable
from journeymap.store import trouble

PATH = Path("somewhere.duckdb")


@pytest.mark.parametrize(
    ("error", "kind", "sentence"),
    [
        (duckdb.ConstraintException("Constraint Error: Duplicate key"), Conflict, "Somebody else"),
        (duckdb.TransactionException("TransactionContext Error: Conflict on update!"), Conflict, "Somebody else"),
        (duckdb.TransactionException("Failed to commit: write-write conflict on key"), Conflict, "Somebody else"),
        (duckdb.TransactionException("Failed to commit: No space left on device"), StoreUnavailable, "disk is full"),
        (duckdb.ConversionException("Could not convert string"), InvalidInput, "wrong kind"),
        (duckdb.OutOfRangeException("Overflow"), InvalidInput, "out of range"),
        (duckdb.OutOfMemoryException("failed to allocate"), StoreUnavailable, "not enough memory"),
        (duckdb.FatalException("anything"), StoreBroken, "Restart journeymap"),
        (duckdb.InternalException("anything"), StoreBroken, "Restart journeymap"),
        (duckdb.Error("database has been invalidated because of a previous fatal error"), StoreBroken, "Restart"),
        (duckdb.Error("Corrupt database file: computed checksum 1"), StoreUnavailable, "is damaged"),
        (duckdb.IOException("Could not read from file: Input/output error"), StoreUnavailable, "The disk failed"),
        (duckdb.IOException("Cannot open file: Permission denied"), StoreUnavailable, "write permission"),
        (PermissionError(13, "Permission denied"), StoreUnavailable, "write permission"),
        (OSError(28, "No space left on device"), StoreUnavailable, "The disk is full"),
        (OSError(5, "Input/output error"), StoreUnavailable, "cannot be used: Input/output error"),
        (trouble.Missed(), Conflict, "Somebody else"),
    ],
)
def test_each_trouble_is_one_sentence(error: Exception, kind: type[JourneymapError], sentence: str) -> None:
    explained = trouble.explain(error, PATH)
    assert type(explained) is kind
    assert sentence in str(explained)
    assert "\n" not in str(explained)


@pytest.mark.parametrize(
    "error", [duckdb.ParserException("syntax error"), duckdb.CatalogException("no such table"), KeyError("x")]
)
def test_our_own_mistakes_stay_what_they_are(error: Exception) -> None:
    assert trouble.explain(error, PATH) is error


def test_what_is_said_already_is_not_said_again() -> None:
    said = FileHeld("Somebody has it.")
    assert trouble.explain(said, PATH) is said


def test_a_machine_without_memory_is_not_taken_for_a_damaged_file() -> None:
    assert not trouble.is_damage(duckdb.OutOfMemoryException("failed to allocate"))
