# ruff: noqa: S608 - the tables are named by the tests themselves
from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from journeymap.errors import NotFound
from journeymap.model.identity import new_id
from journeymap.services.integrity import Problem, check, check_document
from journeymap.services.sample import add_sample
from journeymap.store import checking
from journeymap.store.acts import Statement
from journeymap.store.database import Database, open_database
from journeymap.store.rules import REFERENCES
from journeymap.store.tables import CLASSES, columns

from .disks import state_of
from .rows import setting

NAME = "journeymap.duckdb"
ABSENT = "0192d3f4-0000-7000-8000-00000000dead"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample company, closed."""
    path = tmp_path_factory.mktemp("whole") / NAME
    db = open_database(path)
    add_sample(db)
    db.checkpoint()
    db.close()
    return path


@pytest.fixture
def sound(whole: Path, tmp_path: Path) -> Database:
    (tmp_path / NAME).write_bytes(whole.read_bytes())
    return open_database(tmp_path / NAME)


def broken(db: Database, *statements: str) -> list[Problem]:
    for statement in statements:
        db.transact([Statement(statement)])
    found = check(db)
    db.close()
    return found


def test_a_new_file_is_sound(db: Database) -> None:
    assert check(db) == []
    assert check_document(db) == {"ok": True, "problems": []}


def test_the_sample_is_sound(sound: Database) -> None:
    assert broken(sound) == []


def test_every_column_that_names_a_row_is_followed() -> None:
    followed = {(table, column) for table, column, _target in REFERENCES}
    named = {
        (table, column)
        for table, kind in CLASSES.items()
        for column in columns(kind)
        if column.endswith("_id") and column != "vendor_id"
    }
    assert followed == named


@pytest.mark.parametrize(("table", "column", "target"), REFERENCES)
def test_a_broken_reference_is_found_where_it_is(sound: Database, table: str, column: str, target: str) -> None:
    if not sound.rows(f"SELECT 1 FROM {table} LIMIT 1"):
        sound.transact([Statement(_A_ROW[table])])
    (row,) = sound.rows(f"SELECT MIN(id) AS id FROM {table}")
    found = broken(sound, f"UPDATE {table} SET {column} = '{ABSENT}' WHERE id = '{row['id']}'")
    assert Problem(table, row["id"], f"{column} names {ABSENT}, but {target} has no such row.") in found


_A_ROW = {
    "path": "INSERT INTO path SELECT uuidv7(), journey_id, id, id, '', 1 FROM touchpoint LIMIT 1",
    "survey_form": """INSERT INTO survey_form
        SELECT uuidv7(), id, 1, NULL, '{"en": {"question": "How was it?"}}', TRUE, NULL, NULL, 1 FROM survey LIMIT 1""",
}


@pytest.mark.parametrize(
    ("table", "change", "sentence"),
    [
        ("touchpoint", "stage_id = {elsewhere stage}", "belongs to another journey"),
        ("card", "lane_id = {elsewhere lane}", "belongs to another journey"),
        ("emotion", "touchpoint_id = {elsewhere touchpoint}", "belongs to another journey"),
        ("touchpoint", "parent_id = id", "perhaps in a circle"),
        ("journey", "counterpart_id = id", "its own counterpart"),
        ("card", "lane_id = {here lane} AND kind = 'emotion')", "holds no cards (emotion)"),
        ("stage", "phase = 'later'", "phase is “later”, which is none of before, during, after"),
        ("lane", "kind = 'swim'", "kind is “swim”"),
        ("response", "source = 'fax'", "source is “fax”"),
        ("touchpoint", "importance = 6", "importance is 6, which is out of range"),
        ("touchpoint", "reach = -1", "reach is -1"),
        ("emotion", "value = 2.1", "value is 2.1"),
        ("emotion", "value = 0.55", "not in tenths"),
        ("persona", "colour = 'red'", "“red” is not written as #rrggbb"),
        ("stage", "version = 0", "The version is 0"),
        ("survey", "high = low", "The scale ends where it begins"),
        ("survey", "token = (SELECT MAX(token) FROM survey)", "Another survey has the same public link"),
        ("survey_touchpoint", "journey_id = NULL", "but no journey"),
        ("response", "survey_id = (SELECT MAX(id) FROM survey WHERE id <> survey_id)", "another survey than the place"),
        ("response", "score = 11", "The score 11.0 lies outside the scale"),
        ("response", "score = 'nan'", "The score nan lies outside the scale"),
    ],
)
def test_a_value_that_breaks_a_rule_is_found(sound: Database, table: str, change: str, sentence: str) -> None:
    sound.transact([Statement("UPDATE survey SET token = CAST(id AS VARCHAR)")])
    for what in ("stage", "lane", "touchpoint"):
        other = f"(SELECT MIN(id) FROM {what} AS o WHERE o.journey_id <> {table}.journey_id)"
        change = change.replace(f"{{elsewhere {what}}}", other)
        change = change.replace(f"{{here {what}}}", other.replace("<>", "=").removesuffix(")"))
    placed = "WHERE touchpoint_id IS NOT NULL" if table == "survey_touchpoint" else ""
    (row,) = sound.rows(f"SELECT MIN(id) AS id FROM {table} {placed}")
    found = broken(sound, f"UPDATE {table} SET {change} WHERE id = '{row['id']}'")
    assert any(problem.table == table and sentence in problem.problem for problem in found), found


@pytest.mark.parametrize(
    ("table", "values", "sentence"),
    [
        ("change", "'home', 'me', '', '{', '[]', '2026-01-01', 'done'", "is not a JSON object"),
        (
            "change",
            "'home', 'me', '', '{}', '[{\"table\": \"x\"}]', '2026-01-01', 'done'",
            "not a JSON list of changes",
        ),
        ("change", "'home', 'me', '', '{}', '[{\"table\": \"response\"}]', '2026-01-01', 'done'", "not be erased"),
        ("change", "'home', 'me', '', '{}', '[]', '2026-01-01', 'maybe'", "state is “maybe”"),
        ("feedback_import", "'f', '', '2026-01-01', 'done', '[]'", "is not a JSON object"),
        ("picture", "'image/svg+xml', 'x'", "kind is “image/svg+xml”"),
        ("snapshot", "'home', '', 'by_hand', '', '', '2026-01-01', '{}'", "is not a map"),
        ("snapshot", "'home', '', 'whim', '', '', '2026-01-01', '{'", "reason is “whim”"),
    ],
)
def test_a_row_that_breaks_a_rule_is_found(db: Database, table: str, values: str, sentence: str) -> None:
    names = ", ".join(name for name in columns(CLASSES[table]) if (table, name) != ("change", "name"))
    found = broken(db, f"INSERT INTO {table} ({names}) VALUES (uuidv7(), {values}, 1)")
    assert any(problem.table == table and sentence in problem.problem for problem in found), found


def test_what_may_be_there_once_is_found_twice(sound: Database) -> None:
    double = "SELECT uuidv7(), journey_id, touchpoint_id, persona_id, value, 1 FROM emotion LIMIT 1"
    (problem,) = broken(sound, f"INSERT INTO emotion {double}")
    assert problem.problem.startswith("2 rows have the same touchpoint_id, persona_id")


def test_double_keys_are_found_even_where_the_database_no_longer_sees_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    db = open_database(tmp_path / NAME)
    plain = "CREATE TABLE respondent (id UUID, address VARCHAR, name VARCHAR, version INTEGER)"
    db.transact([Statement("DROP TABLE respondent"), Statement(plain)])
    monkeypatch.setattr(checking, "_BUCKET", 10)
    db.transact([Statement("INSERT INTO respondent SELECT uuidv7(), 'n' || i, '', 1 FROM range(50) r(i)")])
    db.transact([Statement("INSERT INTO respondent SELECT * FROM respondent WHERE address IN ('n7', 'n33')")])
    found = [problem.problem for problem in check(db)]
    assert len(found) == 4
    assert "2 rows have the same address, n33; only one may." in found
    db.close()


def test_of_very_many_broken_rows_the_first_are_listed(db: Database) -> None:
    db.transact([setting(f"{n:05}", version=0) for n in range(checking.MOST + 500)])
    found = check(db)
    assert len(found) == checking.MOST + 1
    assert "There are more rows" in {problem.problem for problem in found if not problem.id}.pop()


def test_a_closed_file_is_checked_where_it_lies_and_stays_as_it_is(whole: Path, tmp_path: Path) -> None:
    path = tmp_path / NAME
    path.write_bytes(whole.read_bytes())
    before = state_of(tmp_path)
    assert check(path) == []
    assert state_of(tmp_path) == before


def test_a_file_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        check(tmp_path / NAME)
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_waits_for_migrations_is_said_to(tmp_path: Path) -> None:
    duckdb.connect(str(tmp_path / NAME)).close()
    found = check(tmp_path / NAME)
    assert {problem.table for problem in found} == {"migration"}
    assert "has not been applied yet" in found[0].problem


def test_a_damaged_block_is_found(whole: Path, tmp_path: Path) -> None:
    content = bytearray(whole.read_bytes())
    for at in range(12_288 + 262_144 + 5_000, len(content), 262_144):
        content[at] ^= 1
    (tmp_path / NAME).write_bytes(content)
    try:
        found = check(tmp_path / NAME)
    except Exception as error:
        assert "is damaged" in str(error)
        return
    assert any("It cannot be read" in problem.problem for problem in found)


def test_ids_in_problems_can_be_looked_up(sound: Database) -> None:
    id_ = new_id()
    sql = f"INSERT INTO stage SELECT '{id_}', '{ABSENT}', 'x', 'before', 0, '', 1"
    (problem,) = broken(sound, sql)
    assert (problem.table, problem.id) == ("stage", id_)
