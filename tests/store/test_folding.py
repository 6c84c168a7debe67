from __future__ import annotations

import uuid
from collections.abc import Sequence

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.store.acts import Act, Bulk, OnConflict, Put, Statement
from journeymap.store.folding import LARGEST, fold

from .rows import setting

ID = "0192d3f4-0000-7000-8000-00000000abcd"


def sql(acts: Sequence[Act]) -> list[str]:
    return [operation.sql for operation in fold(acts) if isinstance(operation, Statement)]


def test_equal_puts_become_one_statement() -> None:
    assert sql([setting("a"), setting("b"), setting("c")]) == [
        "INSERT INTO setting (name, value, version) SELECT unnest(?), unnest(?), unnest(?)"
    ]


def test_one_put_stays_a_plain_insert() -> None:
    assert sql([setting("a")]) == ["INSERT INTO setting (name, value, version) VALUES (?, ?, ?)"]


def test_puts_for_two_tables_in_turn_become_two_statements() -> None:
    other = Put("lane", {"id": ID, "title": "x"})
    assert len(fold([setting("a"), other, setting("b"), Put("lane", {"id": "2", "title": "y"})])) == 2


def test_of_two_updates_with_one_key_the_last_wins() -> None:
    (statement,) = fold([setting("a", "old", 1, OnConflict.UPDATE), setting("a", "new", 2, OnConflict.UPDATE)])
    assert isinstance(statement, Statement)
    assert statement.params == ("a", "new", 2)


def test_of_two_ignored_doubles_the_first_stands() -> None:
    (statement,) = fold([setting("a", "old", 1, OnConflict.IGNORE), setting("a", "new", 2, OnConflict.IGNORE)])
    assert isinstance(statement, Statement)
    assert statement.params == ("a", "old", 1)


@pytest.mark.parametrize("other", [ID.upper(), ID.replace("-", ""), "{" + ID + "}", uuid.UUID(ID)])
def test_keys_that_may_be_the_same_never_come_into_one_statement(other: object) -> None:
    puts = [Put("lane", {"id": key, "title": "x"}, OnConflict.UPDATE) for key in (ID, other)]
    assert len(fold(puts)) == 2


@pytest.mark.parametrize(
    "second",
    [
        setting("b", on_conflict=OnConflict.UPDATE),
        Put("setting", {"name": "b", "value": "x"}, key=("name",)),
        Put("setting", {"name": "b", "value": 5, "version": 1}, key=("name",)),
        Put("setting", {"name": "b", "value": "x", "version": 1}, key=("id",)),
    ],
)
def test_unequal_puts_for_one_table_stay_apart_and_in_order(second: Put) -> None:
    assert len(fold([setting("a"), second, setting("c")])) == 3


def test_nothing_passes_a_statement_or_a_frame() -> None:
    statement = Statement("DELETE FROM setting")
    bulk = Bulk("setting", pd.DataFrame({"name": ["x"]}))
    operations = fold([setting("a"), statement, setting("b"), bulk, setting("c")])
    assert [type(operation).__name__ for operation in operations] == [
        "Statement",
        "Statement",
        "Statement",
        "Bulk",
        "Statement",
    ]
    assert operations[1] is statement


def test_empty_values_fold_with_others() -> None:
    rows = [Put("t", {"id": str(n), "score": score}) for n, score in enumerate([None, 1.5, None, 2.0])]
    assert len(fold(rows)) == 1


def test_a_statement_takes_a_limited_number_of_rows() -> None:
    assert len(fold([setting(str(n)) for n in range(LARGEST + 1)])) == 2


def test_an_update_without_other_columns_does_nothing_on_a_double() -> None:
    assert sql([Put("t", {"id": 1}, OnConflict.UPDATE)]) == [
        "INSERT INTO t (id) VALUES (?) ON CONFLICT (id) DO NOTHING"
    ]


_puts = st.builds(
    lambda table, name, value, way, with_note: Put(
        table, {"name": name, "value": value} | ({"note": "n"} if with_note else {}), way, ("name",)
    ),
    st.sampled_from(["t", "u"]),
    st.sampled_from("abc"),
    st.one_of(st.none(), st.integers(0, 3), st.sampled_from("xy")),
    st.sampled_from([OnConflict.UPDATE, OnConflict.IGNORE]),
    st.booleans(),
)
_deletes = st.builds(lambda name: Statement("DELETE FROM t WHERE name = ?", [name]), st.sampled_from("abc"))


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.lists(st.one_of(_puts, _puts, _deletes), max_size=12))
def test_folded_acts_leave_what_the_acts_one_by_one_leave(acts: list[Act]) -> None:
    with duckdb.connect() as connection:
        one_by_one = _tables_after(connection, [operation for act in acts for operation in fold([act])])
        assert _tables_after(connection, fold(acts)) == one_by_one


def _tables_after(connection: duckdb.DuckDBPyConnection, operations: Sequence[Act]) -> list[tuple[object, ...]]:
    for table in "tu":
        sql = f"CREATE OR REPLACE TABLE {table} (name VARCHAR PRIMARY KEY, value VARCHAR, note VARCHAR)"
        connection.execute(sql)
    for operation in operations:
        assert isinstance(operation, Statement)
        connection.execute(operation.sql, list(operation.params))
    return connection.execute("SELECT 't', * FROM t UNION ALL SELECT 'u', * FROM u ORDER BY ALL").fetchall()
