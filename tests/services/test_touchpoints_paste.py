from __future__ import annotations

import pytest

from journeymap.errors import InvalidInput, NotFound
from journeymap.model.identity import new_id
from journeymap.services import undo
from journeymap.services.paste import paste_touchpoints, read_pasted
from journeymap.store.database import Database
from tests.services.kit import ANN, small


def test_lines_become_touchpoints_at_the_end_of_the_stage_in_one_act(db: Database) -> None:
    made = small(db)
    ids = paste_touchpoints(
        db, ANN, made.id, made.stage("Before").id, "  Search \r\n\r\n- Review site\r• Price, list\n"
    )
    assert made.by_stage()["Before"] == ["Ad", "Web shop", "Search", "Review site", "Price, list"]
    assert [made.map.touchpoint_by_id[i].title for i in ids] == ["Search", "Review site", "Price, list"]
    assert undo.next_undo(db, made.id, ANN) == "Add touchpoints (3)"
    undo.undo(db, made.id, ANN)
    assert made.by_stage()["Before"] == ["Ad", "Web shop"]


def test_a_block_of_a_spreadsheet_without_headings_is_title_channel_importance() -> None:
    rows = read_pasted("Search\tweb\t3\nJetty\tin person\t\nInvoice\n\t\t\n")
    assert [(r["title"], r.get("channel"), r.get("importance")) for r in rows] == [
        ("Search", "web", 3),
        ("Jetty", "in person", None),
        ("Invoice", None, None),
    ]


def test_headings_name_the_columns_and_unknown_columns_are_left_out() -> None:
    rows = read_pasted(
        'Channel\tTouchpoint:\tStage\tMoment of Truth\tPromise\nweb\tSearch\tx\tyes\t"two\nlines ""q"""\n'
    )
    assert rows == [
        {"channel": "web", "title": "Search", "moment_of_truth": True, "promise": 'two\nlines "q"'},
    ]


def test_a_single_column_may_have_a_heading_too() -> None:
    assert [r["title"] for r in read_pasted("Touchpoint\nSearch\nJetty")] == ["Search", "Jetty"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "There is nothing to add"),
        (" \n\t\n ", "There is nothing to add"),
        ("Title\tChannel\n", "There are only headings"),
        ("Search\tweb\t9", "Line 1: Importance must be a whole number from 1 to 5, not “9”"),
        ("ok\n\n" + "x" * 201, "Line 3: Title can have 200 characters at most"),
        ("Title\tNote\nok\tn\n\tonly a note", "Line 3: Title is empty"),
        ("\n".join("abc" for _n in range(501)), "These are 501 touchpoints; 500 can be added at once"),
    ],
)
def test_what_cannot_be_added_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(InvalidInput, match=said):
        read_pasted(text)


def test_five_hundred_at_once_can_be_added_and_taken_back(db: Database) -> None:
    made = small(db)
    stage = made.stage("Before").id
    paste_touchpoints(db, ANN, made.id, stage, "\n".join(f"T{n}" for n in range(500)))
    assert len(made.titles) == 504
    undo.undo(db, made.id, ANN)
    undo.redo(db, made.id, ANN)
    assert made.by_stage()["Before"][2:] == [f"T{n}" for n in range(500)]
    with pytest.raises(NotFound):
        paste_touchpoints(db, ANN, made.id, new_id(), "x")
