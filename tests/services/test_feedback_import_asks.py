from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from journeymap.errors import InvalidInput, JourneymapError
from journeymap.model.survey import Metric
from journeymap.services import journeys
from journeymap.services.feedback_import import (
    DateOrder,
    Group,
    ImportPlan,
    Need,
    Scale,
    carry_out,
    inspect,
    preview_import,
)
from journeymap.store.database import Database
from tests.services.feedback_kit import (
    FILES,
    LONG,
    NOW,
    bring_in,
    long_form,
    only,
    shop,
    stored,
    write,
)

TABLE = "when,what,why,who\n"


def table(tmp_path: Path, *rows: str) -> Path:
    return write(tmp_path, TABLE + "".join(f"{row}\n" for row in rows))


def test_what_cannot_be_recognised_is_said(db: Database, tmp_path: Path) -> None:
    shop(db)
    file = table(tmp_path, "2026-03-01,5,good,ann@example.com", "2026-03-02,4,,")

    with pytest.raises(InvalidInput, match=r"date of the answer: 1 “when”, 2 “what”, 3 “why”, 4 “who”"):
        bring_in(db, file, touchpoint="Store")
    with pytest.raises(InvalidInput, match=r"what “what” measures: nps, csat, ces or stars.*--metric"):
        bring_in(db, file, touchpoint="Store", columns={"answered_at": "1", "score": "what"})

    said = {"answered_at": "1", "score": "WHAT", "comment": "3", "respondent": "who"}
    document = bring_in(db, file, touchpoint="Store", metric="csat", columns=said)

    assert (only(document)["n_valid"], only(document)["comments"], document["vendor"]) == (2, 1, "generic")
    assert [row["address"] for row in db.rows("SELECT address FROM respondent")] == ["ann@example.com"]


@pytest.mark.parametrize(
    ("columns", "says"),
    [
        ({"score": "9"}, "no column “9”. The columns are: 1 “when”"),
        ({"score": "0"}, "no column “0”"),
        ({"score": "stars"}, "no column “stars”"),
        ({"rating": "1"}, "“rating” is no role of a column; choose one of score, comment"),
    ],
)
def test_a_wrong_column_is_an_error_that_names_the_columns(
    db: Database, tmp_path: Path, columns: dict[str, str], says: str
) -> None:
    shop(db)

    with pytest.raises(InvalidInput, match=says):
        bring_in(db, table(tmp_path, "2026-03-01,5,,"), touchpoint="Store", columns=columns)


def question(tmp_path: Path, wording: str, *scores: str) -> Path:
    heads = f"Respondent ID,Collector ID,Start Date,End Date,{wording}\n,,,,Response\n"
    answers = (f"{n},1,2026-03-01 10:00:00,2026-03-01 10:00:00,{score}\n" for n, score in enumerate(scores))
    return write(tmp_path, heads + "".join(answers))


def test_the_easy_end_is_never_guessed(db: Database, tmp_path: Path) -> None:
    shop(db)
    easy = question(tmp_path, "It was easy to get help", "7", "6", "1")
    assert only(bring_in(db, easy, touchpoint="Store"))["scale"] == [1, 7]
    with pytest.raises(InvalidInput, match="which end of the scale"):
        bring_in(db, easy, touchpoint="Store", scale=(1, 5))

    hard = question(tmp_path, "How much effort did it take?", "7", "6", "1")
    with pytest.raises(InvalidInput, match=r"which end of the scale of “How much effort did it take\?” is easy"):
        bring_in(db, hard, touchpoint="Store")
    bring_in(db, hard, touchpoint="Store", easy_end="low")

    (survey,) = db.rows("SELECT low, high, good_end FROM survey WHERE question LIKE '%effort%'")
    assert survey == {"low": 1, "high": 7, "good_end": "low"}


def test_a_scale_that_the_answers_do_not_fit_is_asked_for(db: Database, tmp_path: Path) -> None:
    shop(db)
    file = question(tmp_path, "How satisfied are you?", "9", "8", "10", "3", "7", "2")

    with pytest.raises(InvalidInput, match=r"lowest and highest answer of “How satisfied are you\?”.*--scale"):
        bring_in(db, file, touchpoint="Store")
    with pytest.raises(InvalidInput, match="CSAT is counted on scales of"):
        bring_in(db, file, touchpoint="Store", scale=(1, 10))
    with pytest.raises(InvalidInput, match="no answers"):
        bring_in(db, file, touchpoint="Store", scale=(5, 1))
    with pytest.raises(InvalidInput, match="NPS is asked from 0 to 10"):
        bring_in(db, file, touchpoint="Store", metric="nps", scale=(1, 10))
    assert only(bring_in(db, file, touchpoint="Store", scale=(1, 7)))["n_invalid"] == 3


def test_a_single_answer_off_the_scale_is_set_aside_and_not_asked_about(db: Database, tmp_path: Path) -> None:
    shop(db)
    file = question(tmp_path, "How satisfied are you?", "5", "4", "11")

    assert only(bring_in(db, file, touchpoint="Store"))["n_invalid"] == 1


def test_a_metric_that_each_row_names_cannot_be_overruled(db: Database) -> None:
    with pytest.raises(InvalidInput, match="names its own metric in “metric”"):
        bring_in(db, FILES / "generic-long.csv", metric="nps", create=True)
    with pytest.raises(InvalidInput, match=r"several metrics \(ces, csat, nps\)"):
        bring_in(db, FILES / "generic-long.csv", scale=(1, 7), create=True)


def test_a_tool_whose_effort_scale_is_not_known_is_asked_about(db: Database, tmp_path: Path) -> None:
    heads = "Response ID,Survey type,Score,Comment,Created at\n"
    file = write(tmp_path, f"{heads}1,nps,9,,2026-03-01 10:00:00 UTC\n2,ces,4,,2026-03-01 10:00:00 UTC\n")
    inspection, plan = inspect(file), ImportPlan(touchpoint="Store", create=True)

    asked = preview_import(db, inspection, ImportPlan(touchpoint="Store", create=True, journey="New"), now=NOW)
    assert [ask.need for ask in asked.asks] == [Need.SCALE, Need.EASY_END]

    said = ImportPlan(**{**_said(plan), "scales": {Metric.CES: Scale(1, 5)}})
    assert [s.metric for s in preview_import(db, inspection, said, now=NOW).surveys] == [Metric.NPS, Metric.CES]


def _said(plan: ImportPlan) -> dict[str, Any]:
    return {name: getattr(plan, name) for name in ImportPlan.__dataclass_fields__}


def test_the_order_of_day_and_month_is_asked_for_when_no_row_settles_it(db: Database, tmp_path: Path) -> None:
    shop(db)
    rows = ["Store,CSAT,5,,,3/2/2026 10:00:00", "Store,CSAT,5,,,4/5/2026 10:00:00"]

    with pytest.raises(InvalidInput, match=r"day/month \(dmy\) or month/day \(mdy\).*--date-order"):
        bring_in(db, long_form(tmp_path, *rows))
    assert (
        only(bring_in(db, long_form(tmp_path, *rows), date_order="dmy", dry_run=True))["last"] == "2026-05-04T10:00:00Z"
    )
    settled = long_form(tmp_path, *rows, "Store,CSAT,5,,,2/13/2026 10:00:00")
    assert only(bring_in(db, settled))["last"] == "2026-04-05T10:00:00Z"


def test_times_without_a_zone_are_utc_unless_somebody_says_otherwise(db: Database, tmp_path: Path) -> None:
    file = long_form(tmp_path, "Store,CSAT,5,,,2026-07-01 10:00:00", "Store,CSAT,4,,,2026-07-01T10:00:00+05:00")

    def span(**said: Any) -> list[str]:
        survey = only(bring_in(db, file, create=True, dry_run=True, **said))
        return [survey["first"], survey["last"]]

    assert span() == ["2026-07-01T05:00:00Z", "2026-07-01T10:00:00Z"]
    assert span(time_zone="Europe/Copenhagen") == ["2026-07-01T05:00:00Z", "2026-07-01T08:00:00Z"]
    with pytest.raises(InvalidInput, match="no time zone"):
        span(time_zone="Middle/Earth")


@pytest.mark.parametrize("content", [b"", LONG.encode(), b"\x89PNG\r\n\x1a\n", b"<html></html>", b"no table at all\n"])
def test_nothing_is_stored_of_a_file_that_cannot_be_used(db: Database, tmp_path: Path, content: bytes) -> None:
    revision = db.revision

    with pytest.raises(JourneymapError):
        bring_in(db, write(tmp_path, content), create=True)

    assert db.revision == revision


def test_headings_alone_are_refused(tmp_path: Path) -> None:
    heads = "".join((FILES / "surveymonkey-nps.csv").read_text("utf-8").splitlines(keepends=True)[:2])

    with pytest.raises(InvalidInput, match="headings, but no answers"):
        inspect(write(tmp_path, heads))


def test_a_preview_shows_what_will_happen(db: Database, tmp_path: Path) -> None:
    shop(db)
    file = write(tmp_path, (FILES / "qualtrics-csat.csv").read_bytes(), "upload.tmp")
    inspection = inspect(file, "helpdesk.csv")

    preview = preview_import(db, inspection, ImportPlan(touchpoint="Helpdesk", create=True), now=NOW)

    assert (inspection.file_name, inspection.vendor, preview.asks) == ("helpdesk.csv", "Qualtrics", ())
    assert (preview.new_touchpoints, preview.is_new_journey, preview.n_new) == (("Helpdesk",), False, 189)
    (survey,) = preview.surveys
    assert (survey.joins, survey.n_rows, survey.rows[Group.INCOMPLETE], survey.rows[Group.PREVIEW]) == (
        False,
        207,
        16,
        2,
    )
    assert survey.score.value == pytest.approx(73.8889, abs=1e-4)
    assert len(preview.samples[Group.PREVIEW]) == 2
    assert stored(db) == 0


def test_a_page_can_say_which_touchpoint_a_name_in_the_file_means(db: Database, tmp_path: Path) -> None:
    journey = shop(db, "Web shop", "Store")
    (first, _second) = journeys.load_map(db, journey).touchpoints
    inspection = inspect(
        long_form(tmp_path, "Webshop,CSAT,5,,,2026-03-01T10:00:00Z", "All,NPS,9,,,2026-03-01T10:00:00Z")
    )

    asks = preview_import(db, inspection, ImportPlan(), now=NOW).asks
    assert [(ask.need, ask.subject, ask.suggestion) for ask in asks] == [
        (Need.TOUCHPOINT, "Webshop", "Web shop"),
        (Need.TOUCHPOINT, "All", "Web shop"),
    ]

    plan = ImportPlan(places={"Webshop": first.id, "All": "journey"}, date_order=DateOrder.DMY)
    result = carry_out(db, inspection, plan, now=NOW)

    assert result.n_stored == 2
    assert [s.touchpoint_id for s in result.preview.surveys] == [first.id, None]
