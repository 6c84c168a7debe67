from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from journeymap.services.feedback_import import (
    ImportPlan,
    inspect,
    preview_import,
)
from journeymap.store.database import Database
from tests.services.feedback_kit import (
    COUNTS,
    EXPECTED,
    FILES,
    NOW,
    bring_in,
    long_form,
    only,
    shop,
    stored,
    write,
)
from tests.services.kit import broken_references


def is_as_expected(survey: Mapping[str, Any], expected: Mapping[str, Any]) -> None:
    assert {name: survey[name] for name in COUNTS} == {name: expected[name] for name in COUNTS}
    assert survey["metric"] == expected["metric"].lower()
    assert survey["scale"] == expected["scale"]
    assert survey["score"] == pytest.approx(expected["score"], abs=1e-4)
    assert survey["low"] < survey["score"] < survey["high"]
    for name in ("first", "last", "comments"):
        assert survey[name] == expected[name]
    assert survey["n_stored"] == expected["n_valid"] + expected["n_skipped"]


@pytest.mark.parametrize("name", [name for name in EXPECTED if "parts" not in EXPECTED[name]])
def test_what_must_come_out_of_each_export_comes_out(db: Database, name: str) -> None:
    shop(db)

    document = bring_in(db, FILES / name, touchpoint="Store")

    assert (document["file"], document["vendor"], document["set_aside"]) == (name, EXPECTED[name]["vendor"], [])
    is_as_expected(only(document), EXPECTED[name])
    assert stored(db) == only(document)["n_stored"]
    assert broken_references(db) == []


def test_the_long_form_holds_several_surveys(db: Database) -> None:
    shop(db, "Web shop", "Store", "Delivery", "Customer service")

    document = bring_in(db, FILES / "generic-long.csv")

    found = {(survey["touchpoint"], survey["metric"]): survey for survey in document["surveys"]}
    parts = EXPECTED["generic-long.csv"]["parts"].values()
    assert len(found) == len(parts)
    for part in parts:
        whole = part["touchpoint"] == "Whole journey"
        survey = found[None if whole else part["touchpoint"], part["metric"].lower()]
        is_as_expected(survey, part)
        assert (survey["touchpoint_id"] is None) is whole
    assert stored(db) == 400


@pytest.mark.parametrize("name", EXPECTED)
def test_importing_the_same_file_again_adds_nothing(db: Database, name: str) -> None:
    said: dict[str, Any] = {} if "parts" in EXPECTED[name] else {"touchpoint": "Store"}
    bring_in(db, FILES / name, create=True, **said)
    before, revision = stored(db), db.revision

    document = bring_in(db, FILES / name, create=True, **said)

    assert (stored(db), db.revision) == (before, revision)
    expected = EXPECTED[name]
    assert sum(s["n_duplicate"] for s in document["surveys"]) == (
        expected["n_valid"] + expected["n_skipped"] + expected["n_duplicate"]
    )
    assert {(s["n_stored"], s["score"], s["first"]) for s in document["surveys"]} == {(0, None, None)}


def test_a_later_export_adds_the_new_rows_alone_whatever_their_order(db: Database, tmp_path: Path) -> None:
    shop(db)
    lines = (FILES / "delighted-nps.csv").read_text("utf-8").splitlines(keepends=True)
    heading, answers = lines[0], [line for line in lines[1:] if line.count(",") == 13]
    bring_in(db, write(tmp_path, heading + "".join(answers[:90])), touchpoint="Store")
    already = stored(db)

    later = bring_in(db, write(tmp_path, heading + "".join(reversed(answers))), touchpoint="Store")

    assert only(later)["n_stored"] == stored(db) - already > 0
    ids = db.rows("SELECT COUNT(*) AS n, COUNT(DISTINCT vendor_id) AS different FROM response")[0]
    assert ids["n"] == ids["different"] == len({answer.split(",")[0] for answer in answers})
    assert len(db.rows("SELECT id FROM survey")) == 1


def test_a_later_export_without_ids_adds_the_new_rows_alone(db: Database, tmp_path: Path) -> None:
    rows = [f"Store,CSAT,{1 + n % 5},c{n},p{n % 4}@example.com,2026-03-{1 + n:02}T10:00:00Z" for n in range(20)]
    bring_in(db, long_form(tmp_path, *rows[:12]), create=True)

    document = bring_in(db, long_form(tmp_path, *reversed(rows)))

    assert (only(document)["n_duplicate"], only(document)["n_stored"], stored(db)) == (12, 8, 20)


def test_equal_answers_without_ids_are_counted(db: Database, tmp_path: Path) -> None:
    equal = "Store,CSAT,5,,,2026-03-01T10:00:00Z"
    skipped = "Store,CSAT,,,,2026-03-01T10:00:00Z"
    bring_in(db, long_form(tmp_path, equal, equal, skipped), create=True)
    assert stored(db) == 3

    document = bring_in(db, long_form(tmp_path, skipped, equal, equal, equal, skipped))

    assert (only(document)["n_duplicate"], only(document)["n_valid"], only(document)["n_skipped"]) == (3, 1, 1)
    assert stored(db) == 5


def test_a_skipped_row_without_a_readable_time_is_kept_once(db: Database, tmp_path: Path) -> None:
    file = long_form(tmp_path, "Store,CSAT,,Why not?,,soon", "Store,CSAT,5,,,2026-03-01T10:00:00Z")

    bring_in(db, file, create=True)
    document = bring_in(db, file)

    assert (only(document)["n_duplicate"], stored(db)) == (2, 2)


def test_comments_are_stored_as_they_came(db: Database, tmp_path: Path) -> None:
    comments = [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "<script>alert(1)</script>",
        "[link](https://example.com)",
        "Blåbær 🙂\nund  Grüße",
        "'quoted' \\ back",
        "x" * 100_000,
    ]
    quoted = [f'Store,CSAT,4,"{text}",,2026-03-{n:02}T10:00:00Z' for n, text in enumerate(comments, 1)]

    document = bring_in(db, long_form(tmp_path, *quoted), create=True)

    assert only(document)["comments"] == len(comments)
    assert [row["comment"] for row in db.rows("SELECT comment FROM response ORDER BY answered_at")] == comments


def test_labels_decimals_and_skipped_words_are_read(db: Database, tmp_path: Path) -> None:
    at = "2026-03-01T10:00:00Z"
    file = long_form(
        tmp_path,
        *(f'Desk,CES,"{score}",,,{at}' for score in ("5.5", "5,5", "7 - Very easy", "3", "8", "n/a", "Not applicable")),
        *(f"Desk,NPS,{score},,,{at}" for score in ("10 - Extremely likely", "0", "-", "8.5")),
    )

    effort, loyalty = bring_in(db, file, create=True)["surveys"]

    assert (effort["n_valid"], effort["n_skipped"], effort["n_invalid"], effort["score"]) == (4, 2, 1, 5.25)
    assert (loyalty["n_valid"], loyalty["n_skipped"], loyalty["n_invalid"], loyalty["score"]) == (2, 1, 1, 0)


def test_rows_that_are_set_aside_say_where_and_why(db: Database, tmp_path: Path) -> None:
    file = long_form(
        tmp_path,
        "Store,CSAT,9,,,2026-03-01T10:00:00Z",
        "Store,CSAT,fine,,,2026-03-01T10:00:00Z",
        "Store,CSAT,5,,,someday",
        "Store,CSAT,5,,,2027-03-01T10:00:00Z",
        ",CSAT,5,,,2026-03-01T10:00:00Z",
        "Store,XYZ,5,,,2026-03-01T10:00:00Z",
        "Store,CSAT,5,,,2026-03-01T10:00:00Z",
        "Store,CSAT,4",
    )

    document = bring_in(db, file, create=True)

    assert document["set_aside"] == [
        {"row": 2, "reason": "The score “9” is off its scale."},
        {"row": 3, "reason": "The score “fine” is not a number."},
        {"row": 4, "reason": "The date “someday” cannot be read."},
        {"row": 5, "reason": "The date “2027-03-01T10:00:00Z” lies in the future."},
        {"row": 6, "reason": "The row names no touchpoint."},
        {"row": 7, "reason": "“XYZ” is no metric that is known here."},
        {"row": 9, "reason": "The row ends before its last column."},
    ]
    assert (only(document)["n_rows"], only(document)["n_invalid"], only(document)["n_valid"]) == (6, 5, 1)


def test_a_file_that_is_cut_off_gives_the_rest_and_says_so(db: Database, tmp_path: Path) -> None:
    shop(db)
    whole = (FILES / "surveymonkey-nps.csv").read_bytes()
    file = write(tmp_path, whole[:-20])

    preview = preview_import(db, inspect(file), ImportPlan(touchpoint="Store"), now=NOW)
    document = bring_in(db, file, touchpoint="Store")

    assert preview.cut_off
    assert document["set_aside"] == [{"row": 117, "reason": "The file seems to be cut off inside this row."}]
    assert (only(document)["n_valid"], only(document)["n_invalid"], only(document)["n_rows"]) == (100, 1, 115)


def test_a_dry_run_says_the_same_and_stores_nothing(db: Database) -> None:
    revision = db.revision

    dry = bring_in(db, FILES / "generic-long.csv", create=True, dry_run=True)

    assert (db.revision, stored(db)) == (revision, 0)
    wet = bring_in(db, FILES / "generic-long.csv", create=True)
    different = {"n_stored", "touchpoint_id"}
    for before, after in zip(dry["surveys"], wet["surveys"], strict=True):
        assert {k: v for k, v in before.items() if k not in different} == {
            k: v for k, v in after.items() if k not in different
        }
        assert before["n_stored"] == 0


def test_the_document_has_the_shape_of_the_contract(db: Database) -> None:
    document = bring_in(db, FILES / "surveymonkey-nps.csv", create=True, touchpoint="Store")

    assert list(document) == ["file", "vendor", "surveys", "set_aside"]
    assert list(only(document)) == [
        *("touchpoint", "touchpoint_id", "metric", "scale", "n_rows", "n_valid", "n_skipped", "n_incomplete"),
        *("n_duplicate", "n_preview", "n_invalid", "n_stored", "score", "low", "high", "first", "last", "comments"),
    ]
    json.dumps(document)


def test_progress_grows_from_nothing_to_all(db: Database) -> None:
    seen: list[float] = []

    bring_in(db, FILES / "generic-long.csv", create=True, progress=seen.append)

    assert seen == sorted(seen)
    assert seen[-1] == pytest.approx(1)


def test_the_same_answers_in_other_clothes_come_out_the_same(db: Database, tmp_path: Path) -> None:
    shop(db)
    text = (FILES / "surveymonkey-nps.csv").read_text("utf-8").replace("🙂", "")
    variants = {
        "utf-16": text.encode("utf-16"),
        "cp1252": text.replace("\n", "\r\n").encode("cp1252"),
        "bom": text.encode("utf-8-sig"),
        "nul": text.replace("10,", "1\x000,").encode(),
    }

    for name, content in variants.items():
        survey = only(bring_in(db, write(tmp_path, content, f"{name}.csv"), touchpoint="Store", dry_run=True))
        assert (survey["n_valid"], survey["n_duplicate"], survey["score"], survey["comments"]) == (100, 3, 45, 54), name
