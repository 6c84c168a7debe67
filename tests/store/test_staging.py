from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]  # ships no types
import pytest

from journeymap.store.staging import Staging
from journeymap.store.staging_terms import Group, Label, Layout, Part, Problem

NOW = datetime(2026, 12, 1)  # noqa: DTZ001  # naive UTC, as everywhere in the file
NAMES = ("score", "comment", "answered_at", "respondent", "response_id", "finished", "status", "touchpoint", "metric")
COLUMNS = {name: number for number, name in enumerate(NAMES, 1) if name not in ("score", "comment")}


def batch(rows: Sequence[Mapping[str, str | None]], *, cut: int | None = None, extra: int | None = None) -> Any:
    """Rows as they come out of a file; what a row does not say is blank."""
    cells = {f"c{n}": [row.get(name, _BLANK[name]) for row in rows] for n, name in enumerate(NAMES, 1)}
    flags = {"cut": [n == cut for n in range(len(rows))], "extra": [n == extra for n in range(len(rows))]}
    texts = {name: pa.array(values, pa.string()) for name, values in cells.items()}
    return pa.table({"row": list(range(2, len(rows) + 2)), **flags, **texts})


_BLANK = dict.fromkeys(NAMES, "") | {"score": "5", "answered_at": "2026-03-02 10:00:00"}


def sorted_out(
    staging: Staging,
    rows: Sequence[Mapping[str, str | None]],
    *,
    day_first: bool = False,
    whole: bool = False,
    **flags: Any,
) -> list[Group]:
    """The group of each row of one survey on a scale from 1 to 5."""
    staging.add(batch(rows, **flags))
    part = Part(labels=tuple(staging.labels()), low=1, high=5, whole=whole)
    staging.sort_out([part], strangers={}, day_first=day_first, now=NOW)
    staging.find_people([])
    staging.find_duplicates()
    return groups(staging, len(rows))


def groups(staging: Staging, count: int) -> list[Group]:
    found = {row["row"]: group for group in Group for row in staging.samples(group, count)}
    return [found[row] for row in range(2, count + 2)]


def plain(**changes: Any) -> Layout:
    return Layout(**{"questions": ((1, 2),), "columns": COLUMNS, **changes})


@pytest.fixture
def staging() -> Any:
    layout = plain(unfinished=frozenset({"false"}), previews=frozenset({"preview"}))
    with Staging(layout) as staged:
        yield staged


def test_each_row_falls_into_exactly_one_group(staging: Staging) -> None:
    rows: list[dict[str, str | None]] = [
        {"score": "5"},
        {"score": ""},
        {"score": "N/A"},
        {"finished": "False"},
        {"status": "Preview"},
        {"score": "6"},
        {"score": "x"},
        {"answered_at": "soon"},
        {"answered_at": ""},
        {"answered_at": "2027-01-01"},
        {"score": "4.5"},
    ]

    found = sorted_out(staging, rows)

    assert [group.name for group in found] == [
        *("VALID", "SKIPPED", "SKIPPED", "INCOMPLETE", "PREVIEW"),
        *("SET_ASIDE",) * 5,
        "VALID",
    ]
    assert [(row.row, row.problem, row.text) for row in staging.set_aside()] == [
        (7, Problem.OFF_SCALE, "6"),
        (8, Problem.NOT_A_NUMBER, "x"),
        (9, Problem.UNREADABLE_DATE, "soon"),
        (10, Problem.NO_DATE, ""),
        (11, Problem.IN_THE_FUTURE, "2027-01-01"),
    ]
    assert sum(staging.tally(0).groups.values()) == len(rows)


def test_the_groups_are_tried_in_their_order(staging: Staging) -> None:
    found = sorted_out(
        staging,
        [
            {"response_id": "a", "score": "5"},
            {"response_id": "a", "score": "x", "status": "preview", "finished": "false"},
            {"response_id": "b", "status": "preview", "finished": "false"},
            {"response_id": "b", "finished": "false", "score": ""},
            {"response_id": "b", "score": "", "answered_at": "soon"},
            {"response_id": "b", "score": "4"},
            {"response_id": "c", "score": "x"},
            {"response_id": "c", "score": "4"},
        ],
    )

    assert [group.name for group in found] == [
        *("VALID", "DUPLICATE", "PREVIEW", "INCOMPLETE", "SKIPPED", "DUPLICATE", "SET_ASIDE", "VALID")
    ]


def test_response_ids_are_text(staging: Staging) -> None:
    rows = [
        {"response_id": name} for name in ("060", "60", "118204418119118204418119", "118204418119118204418110", "60 ")
    ]

    assert [group.name for group in sorted_out(staging, rows)] == ["VALID"] * 5
    assert [row["respondent"] for row in staging.samples(Group.VALID, 1)] == [""]


def test_the_same_address_with_other_ids_is_two_answers(staging: Staging) -> None:
    rows = [{"response_id": name, "respondent": "ann@example.com"} for name in ("1", "2")]

    assert sorted_out(staging, rows) == [Group.VALID, Group.VALID]


def test_two_equal_answers_of_a_kiosk_stay_two(staging: Staging) -> None:
    assert sorted_out(staging, [{"comment": "good"}, {"comment": "good"}]) == [Group.VALID, Group.VALID]


def test_rows_that_are_cut_off_or_shifted_are_set_aside(staging: Staging) -> None:
    rows: list[dict[str, str | None]] = [
        {"response_id": "a"},
        {"response_id": "b"},
        {"response_id": "c", "metric": None},
        {"response_id": "d", "score": None, "comment": None},
        {"response_id": "a"},
    ]

    assert sorted_out(staging, rows, cut=4, extra=1) == [Group.VALID, *(Group.SET_ASIDE,) * 4]
    assert [row.problem for row in staging.set_aside()] == [
        Problem.TOO_LONG,
        Problem.TOO_SHORT,
        Problem.TOO_SHORT,
        Problem.CUT_OFF,
    ]
    assert staging.cut_off()


def test_whole_scales_take_no_decimals(staging: Staging) -> None:
    rows = [{"score": score} for score in ("5", "5.0", "4,5", "4.5")]

    assert sorted_out(staging, rows, whole=True) == [Group.VALID, Group.VALID, Group.SET_ASIDE, Group.SET_ASIDE]


def times(texts: Sequence[str], *, day_first: bool = False, **changes: Any) -> list[str]:
    """When answers were sent in, UTC; blank for those that cannot be read."""
    with Staging(plain(**changes)) as staged:
        found = sorted_out(staged, [{"answered_at": text} for text in texts], day_first=day_first)
        rows = {row["row"]: row for group in Group for row in staged.samples(group, len(texts))}
        return [str(rows[n]["utc"]) if group is Group.VALID else "" for n, group in enumerate(found, 2)]


@pytest.mark.parametrize(
    ("text", "utc"),
    [
        ("2026-03-02 10:00:01", "2026-03-02 10:00:01"),
        ("2026-03-02T10:00:01Z", "2026-03-02 10:00:01"),
        ("2026-03-02T10:00:01+01:00", "2026-03-02 09:00:01"),
        ("2026-03-02T10:00:01-05:30", "2026-03-02 15:30:01"),
        ("2026-03-02 10:00:01 UTC", "2026-03-02 10:00:01"),
        ("2026-03-02 10:00:01 GMT+2", "2026-03-02 08:00:01"),
        ("2026-03-02 10:00:01 +0200", "2026-03-02 08:00:01"),
        ("2026-03-02 10:00:01 UTC-3", "2026-03-02 13:00:01"),
        ("2026-03-02 10:00", "2026-03-02 10:00:00"),
        ("2026-03-02T10:00:01.250Z", "2026-03-02 10:00:01.250000"),
        ("2026-03-02", "2026-03-02 00:00:00"),
        ("2026/3/2 9:05", "2026-03-02 09:05:00"),
        ("3/2/2026 9:05:07", "2026-03-02 09:05:07"),
        ("03/02/2026 01:09:38 PM", "2026-03-02 13:09:38"),
        ("03/02/2026 12:09:38 AM", "2026-03-02 00:09:38"),
        ("03/02/2026 12:09:38 pm", "2026-03-02 12:09:38"),
        ("2026/03/02 3:45:12 p.m. GMT+1", "2026-03-02 14:45:12"),
        ("3/2/26, 9:05\u202fAM", "2026-03-02 09:05:00"),
        ("03.02.2026 14.05.33", "2026-03-02 14:05:33"),
        ("1772445601", "2026-03-02 10:00:01"),
    ],
)
def test_times_are_read_as_they_are_written(text: str, utc: str) -> None:
    assert times([text]) == [utc]


@pytest.mark.parametrize(
    "text",
    [
        *("2026-02-30 10:00:00", "2026-13-01", "25:00", "2026-03-02 24:30:00", "2026-03-02 10:61:00", "1772445601000"),
        *("03/02/2026 13:09:38 PM", "03/02/2026 00:09 AM", "13/32/2026", "2026-03-02 10:00 +15:00", "yesterday"),
        *("2026-03-02T10:00:01+01:0", "46083.79", "infinity", "epoch", "20260302", "2026-03-02 10:00:01 CET"),
    ],
)
def test_a_time_that_cannot_be_read_is_not_guessed(text: str) -> None:
    assert times([text]) == [""]


def test_the_order_of_day_and_month_is_that_of_the_column() -> None:
    assert times(["3/2/2026", "4/5/2026"], day_first=True) == ["2026-02-03 00:00:00", "2026-05-04 00:00:00"]
    assert times(["3/2/2026", "4/5/2026"]) == ["2026-03-02 00:00:00", "2026-04-05 00:00:00"]


@pytest.mark.parametrize(
    ("texts", "day_first", "month_first", "open_"),
    [
        (["13/2/2026", "1/2/2026"], True, False, True),
        (["1/2/2026", "2/13/2026"], False, True, True),
        (["1/2/2026", "3/4/2026"], False, False, True),
        (["1/1/2026", "3/3/2026"], False, False, False),
        (["2026-01-02", "2026/03/04"], False, False, False),
        (["13/2/2026", "2/13/2026", "1/2/2026"], True, True, True),
        (["1772445601", "soon", ""], False, False, False),
    ],
)
def test_the_whole_column_settles_the_order(
    staging: Staging, texts: list[str], day_first: bool, month_first: bool, open_: bool
) -> None:
    staging.add(batch([{"answered_at": text} for text in texts]))

    dates = staging.dates()

    assert (dates.day_first, dates.month_first, bool(dates.example)) == (day_first, month_first, open_)


def test_times_without_a_zone_are_those_of_the_given_one() -> None:
    texts = ["2026-03-02 10:00:00", "2026-07-02 10:00:00", "2026-07-02T10:00:00Z", "7/2/2026 10:00", "1772445601"]

    assert times(texts, time_zone="Europe/Copenhagen") == [
        "2026-03-02 09:00:00",
        "2026-07-02 08:00:00",
        "2026-07-02 10:00:00",
        "2026-07-02 08:00:00",
        "2026-03-02 10:00:01",
    ]


def test_scores_that_are_words_mean_what_their_tool_says() -> None:
    with Staging(plain(words={"good": 5.0, "offered": None})) as staged:
        found = sorted_out(staged, [{"score": score} for score in ("good", "Offered", "bad", "5")])

    assert found == [Group.VALID, Group.SKIPPED, Group.SET_ASIDE, Group.VALID]


def test_rows_are_told_apart_by_what_they_say_of_their_survey(staging: Staging) -> None:
    staging.add(batch([{"touchpoint": "A", "metric": "x"}, {"touchpoint": "B"}, {"touchpoint": "A", "metric": "x"}]))

    assert staging.labels() == [Label(0, "A", "x", 2), Label(0, "B", "", 1)]


def test_rows_of_no_survey_are_set_aside(staging: Staging) -> None:
    staging.add(batch([{"touchpoint": ""}, {"touchpoint": "A"}]))
    nameless, named = staging.labels()
    staging.sort_out(
        [Part(labels=(named,), low=1, high=5, whole=False)],
        strangers={nameless: Problem.NO_PLACE},
        day_first=False,
        now=NOW,
    )

    assert groups(staging, 2) == [Group.SET_ASIDE, Group.VALID]


def test_ids_that_were_imported_before_are_duplicates(staging: Staging) -> None:
    staging.add(batch([{"response_id": name} for name in ("1", "2", "3")]))
    staging.sort_out(
        [Part(labels=tuple(staging.labels()), low=1, high=5, whole=False)], strangers={}, day_first=False, now=NOW
    )
    staging.find_people([])
    staging.join({0: "s"})
    pages = [{"survey_id": ["s"], "vendor_id": ["1"]}, {"survey_id": ["s", "s", "t"], "vendor_id": ["3", "9", "2"]}]
    staging.know_ids([pd.DataFrame(page) for page in pages])
    staging.find_duplicates()

    assert groups(staging, 3) == [Group.DUPLICATE, Group.VALID, Group.DUPLICATE]


def test_several_questions_of_a_row_are_several_surveys() -> None:
    layout = Layout(questions=((1, 2), (6, None)), columns={"answered_at": 3, "response_id": 5})
    with Staging(layout) as staged:
        staged.add(batch([{"score": "5", "finished": "x", "comment": "a"}, {"score": "", "finished": "2"}]))
        staged.sort_out(
            [Part(labels=(label,), low=1, high=5, whole=False) for label in staged.labels()],
            strangers={},
            day_first=False,
            now=NOW,
        )
        staged.find_people([])
        staged.find_duplicates()

        first, second = staged.tally(0), staged.tally(1)

    assert (first.groups, second.groups) == (
        {Group.VALID: 1, Group.SKIPPED: 1},
        {Group.SET_ASIDE: 1, Group.VALID: 1},
    )
    assert (first.comments, second.comments) == (1, 0)


def test_what_a_killed_process_left_behind_goes_with_the_next_import(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    old, new = tmp_path / "journeymap-import-old", tmp_path / "journeymap-import-new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "spilled").write_text("ann@example.com", "utf-8")
    os.utime(old, (0, 0))

    with Staging(plain()):
        assert not old.exists()

    assert list(tmp_path.iterdir()) == [new]
