from __future__ import annotations

import pytest

from journeymap.services.table import apply_table
from journeymap.services.table_edits import (
    FIELDS,
    Row,
    carried,
    differ,
    table_changes,
    table_rows,
    to_apply,
    with_edits,
)
from journeymap.services.touchpoints import add_touchpoint, delete_touchpoint, update_touchpoint
from journeymap.store.database import Database
from tests.services.kit import ANN, BEN, Small, small


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def rows_of(made: Small) -> list[Row]:
    return table_rows(made.map)


def test_rows_count_places_from_one_in_every_stage(made: Small) -> None:
    assert [(row["title"], row["place"]) for row in rows_of(made)] == [
        ("Ad", 1),
        ("Web shop", 2),
        ("Jetty", 1),
        ("Invoice", 1),
    ]
    assert set(FIELDS) <= set(rows_of(made)[0])


def test_nothing_done_is_no_change(made: Small) -> None:
    rows = rows_of(made)
    assert table_changes(rows, with_edits(rows, {}, [], [])).count == 0
    assert table_changes(rows, with_edits(rows, {0: {"channel": " ", "note": None}}, [{}], [])).count == 0


def test_edits_additions_and_deletions_are_told_apart(made: Small) -> None:
    rows = rows_of(made)
    changes = table_changes(rows, with_edits(rows, {1: {"owner": "Ann"}}, [{"title": "Key"}], [3]))
    assert changes.edited == {rows[1]["id"]: {"owner": "Ann"}}
    assert [row["title"] for row in changes.added] == ["Key"]
    assert changes.deleted == [rows[3]["id"]]


def test_what_is_applied_is_what_the_table_shows(made: Small) -> None:
    rows = rows_of(made)
    after = made.stage("After").id
    edited = with_edits(
        rows,
        {1: {"stage_id": after, "place": 1, "reach": 12}, 2: {"stage_id": after}},
        [{"title": "Key", "stage_id": after}],
        [],
    )
    apply, delete = to_apply(rows, table_changes(rows, edited))
    apply_table(made.db, ANN, made.id, apply, delete=delete)
    assert made.by_stage() == {"Before": ["Ad"], "During": [], "After": ["Web shop", "Invoice", "Jetty", "Key"]}
    assert made.touchpoint("Web shop").reach == 12


def test_what_others_do_elsewhere_is_taken_in(made: Small) -> None:
    base = rows_of(made)
    rows = with_edits(base, {0: {"owner": "Ann"}}, [{"title": "Key"}], [3])
    touchpoint = made.touchpoint("Web shop")
    update_touchpoint(made.db, BEN, touchpoint.id, touchpoint.version, owner="Ben")
    add_touchpoint(made.db, BEN, made.id, made.stage("Before").id, title="Friend", position=0)
    delete_touchpoint(made.db, BEN, made.touchpoint("Jetty").id)
    new_base, new_rows = carried(rows_of(made), base, rows)
    assert [(row["title"], row["owner"]) for row in new_rows] == [
        ("Friend", ""),
        ("Ad", "Ann"),
        ("Web shop", "Ben"),
        ("Key", None),
    ]
    changes = table_changes(new_base, new_rows)
    assert (list(changes.edited.values()), changes.deleted) == ([{"owner": "Ann"}], [base[3]["id"]])
    versions = {row["id"]: row["version"] for row in new_base}
    assert all(versions[t.id] == t.version for t in made.map.touchpoints)


def test_a_row_that_both_changed_keeps_the_version_it_was_changed_from(made: Small) -> None:
    base = rows_of(made)
    rows = with_edits(base, {0: {"owner": "Ann"}}, [], [])
    touchpoint = made.touchpoint("Ad")
    update_touchpoint(made.db, BEN, touchpoint.id, touchpoint.version, note="Ben")
    now = rows_of(made)
    kept, _rows = carried(now, base, rows)
    assert kept[0]["version"] == touchpoint.version
    mine, my_rows = carried(now, base, rows, mine=[touchpoint.id])
    assert (mine[0]["version"], my_rows[0]["owner"], my_rows[0]["note"]) == (touchpoint.version + 1, "Ann", "Ben")
    _base, their_rows = carried(now, base, rows, theirs=[touchpoint.id])
    assert their_rows[0]["owner"] == ""


def test_a_row_that_others_deleted_stays_until_it_is_given_up(made: Small) -> None:
    base = rows_of(made)
    rows = with_edits(base, {0: {"owner": "Ann"}}, [], [])
    delete_touchpoint(made.db, BEN, base[0]["id"])
    _base, kept = carried(rows_of(made), base, rows)
    assert [row["title"] for row in kept] == ["Web shop", "Jetty", "Invoice", "Ad"]
    _base, given_up = carried(rows_of(made), base, rows, theirs=[base[0]["id"]])
    assert [row["title"] for row in given_up] == ["Web shop", "Jetty", "Invoice"]


def test_a_deletion_is_taken_back_with_theirs(made: Small) -> None:
    base = rows_of(made)
    rows = with_edits(base, {}, [], [0])
    _base, after = carried(rows_of(made), base, rows, theirs=[base[0]["id"]])
    assert [row["title"] for row in after] == ["Ad", "Web shop", "Jetty", "Invoice"]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("", None, False),
        ("a ", "a", False),
        ("a", "b", True),
        (None, False, True),
        (0, None, True),
        (1, 1.0, False),
        (False, True, True),
    ],
)
def test_nothing_and_a_blank_text_do_not_differ(one: object, other: object, expected: bool) -> None:
    assert differ(one, other) is expected


def test_what_stands_already_is_no_change_any_more(made: Small) -> None:
    base = rows_of(made)
    rows = with_edits(base, {0: {"owner": "Ann"}}, [], [])
    touchpoint = made.touchpoint("Ad")
    update_touchpoint(made.db, BEN, touchpoint.id, touchpoint.version, owner="Ann", note="Ben")
    assert table_changes(*carried(rows_of(made), base, rows)).count == 0
