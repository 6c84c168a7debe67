"""The planted truths of the sample company come out, in sentences, and nothing else of their kinds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from journeymap.config import Settings
from journeymap.errors import NotFound
from journeymap.scores.period import Period
from journeymap.services import sample
from journeymap.services.insights.document import insights_document
from journeymap.store.database import Database, open_database

FULL = "The first night: Hamburg to Stockholm"
BEAR = "The bear that stayed on the train"
ABOARD = "Eleven hours aboard"
TODAY = date(2026, 11, 22)
SETTINGS = Settings()


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    folder: Path = tmp_path_factory.mktemp("insights")
    database = open_database(folder / "journeys.duckdb")
    sample.add_sample(database)
    yield database
    database.close()


def found(db: Database, title: str, *, gaps: bool = False, period: Period | None = None) -> list[dict[str, object]]:
    """What is said of a journey; without what the team itself typed in."""
    (row,) = db.rows("SELECT CAST(id AS VARCHAR) AS id FROM journey WHERE title = ?", [title])
    document = insights_document(db, row["id"], period or Period(), settings=SETTINGS, today=TODAY)
    return [entry for entry in document if gaps or entry["kind"] not in ("promise_gap", "room_gap")]


def kinds(document: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(entry["kind"], entry["touchpoint"]) for entry in document]


def test_the_full_journey_has_one_weakest_link_and_one_touchpoint_too_thin(db: Database) -> None:
    document = found(db, FULL)
    assert kinds(document) == [
        ("weakest_link", "Finding the train in Altona"),
        ("uneven", "Finding the train in Altona"),
        ("thin", "Waiting room in Altona"),
    ]
    weakest, _uneven, thin = document
    assert isinstance(weakest["probability"], float)
    assert weakest["probability"] > 0.99
    assert weakest["sentence"] == (
        "The weakest link is “Finding the train in Altona”: 50 % of the customers are content there."
        " CSAT 50 % (46 to 54 %, n = 605). That no other is lower is over 99 % certain."
    )
    assert (weakest["from"], weakest["to"]) == (date(2026, 2, 1), date(2026, 10, 31))
    assert thin["n"] == 3


def test_the_one_drop_is_found_in_its_month(db: Database) -> None:
    (drop,) = found(db, ABOARD)
    assert (drop["kind"], drop["touchpoint"]) == ("moved", "Breakfast in bed")
    assert (drop["from"], drop["to"]) == (date(2026, 7, 1), date(2026, 7, 31))
    assert str(drop["sentence"]).startswith("“Breakfast in bed” fell in July 2026: CSAT 62 %")


def test_a_period_is_compared_with_as_many_days_before_it(db: Database) -> None:
    summer = kinds(found(db, ABOARD, period=Period(date(2026, 7, 1), date(2026, 8, 31))))
    assert [touchpoint for kind, touchpoint in summer if kind == "moved"] == ["Breakfast in bed"]
    assert found(db, ABOARD, period=Period(date(2026, 4, 1), date(2026, 5, 31))) == []


def test_every_stop_is_green_and_the_journey_is_red(db: Database) -> None:
    (red,) = found(db, BEAR)
    assert (red["kind"], red["touchpoint"]) == ("journey_red", None)
    assert isinstance(red["touchpoints"], list)
    assert len(red["touchpoints"]) == 4


def test_what_the_team_typed_in_is_held_against_what_customers_say(db: Database) -> None:
    (gap,) = (entry for entry in found(db, FULL, gaps=True) if entry["kind"] == "promise_gap")
    assert gap["touchpoint"] == "Finding the train in Altona"


def test_a_journey_that_does_not_exist_is_refused(db: Database) -> None:
    with pytest.raises(NotFound):
        insights_document(db, "00000000-0000-7000-8000-000000000000", settings=SETTINGS, today=TODAY)
