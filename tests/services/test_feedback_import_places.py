from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from journeymap.errors import Ambiguous, InvalidInput, NotFound
from journeymap.model.identity import new_id
from journeymap.model.journey import Phase
from journeymap.model.survey import Respondent
from journeymap.services import journeys
from journeymap.store.acts import Put
from journeymap.store.database import Database
from journeymap.store.tables import to_row
from tests.services.feedback_kit import (
    FILES,
    LONG,
    bring_in,
    long_form,
    only,
    shop,
    stored,
    write,
)


def test_a_cut_off_name_makes_no_touchpoint(db: Database, tmp_path: Path) -> None:
    file = write(tmp_path, LONG + "Store,CSAT,5,,,2026-03-01T10:00:00Z\nCustomer serv")

    document = bring_in(db, file, create=True)

    assert [row["title"] for row in db.rows("SELECT title FROM touchpoint")] == ["Store"]
    assert [row["row"] for row in document["set_aside"]] == [3]


@pytest.mark.parametrize(
    "name",
    [
        "Whole journey",
        "WHOLE JOURNEY",
        " whole  journey ",
        "Hele rejsen",
        "hele kunderejsen",
        "Hela resan",
        "Gesamte Reise",
    ],
)
def test_the_whole_journey_is_meant_in_four_languages(db: Database, tmp_path: Path, name: str) -> None:
    journey = shop(db)

    document = bring_in(db, long_form(tmp_path, f"{name},NPS,9,,,2026-03-01T10:00:00Z"))

    assert (only(document)["touchpoint"], only(document)["touchpoint_id"]) == (None, None)
    (place,) = db.rows("SELECT journey_id, touchpoint_id FROM survey_touchpoint")
    assert place == {"journey_id": journey, "touchpoint_id": None}


def test_a_journey_and_touchpoints_that_are_missing_are_made(db: Database, tmp_path: Path) -> None:
    file = long_form(
        tmp_path,
        "Store,CSAT,5,,,2026-03-01T10:00:00Z",
        "  store ,CSAT,4,,,2026-03-02T10:00:00Z",
        "Phone,CSAT,4,,,2026-03-02T10:00:00Z",
        name="spring.csv",
    )

    document = bring_in(db, file, create=True)

    (journey,) = journeys.list_journeys(db)
    made = journeys.load_map(db, journey.id)
    assert journey.title == "spring"
    assert [(stage.title, stage.phase) for stage in made.stages] == [("Imported", Phase.DURING)]
    assert [t.title for t in made.touchpoints] == ["Store", "Phone"]
    assert [s["touchpoint_id"] for s in document["surveys"]] == [t.id for t in made.touchpoints]
    assert made.lanes


def test_further_touchpoints_join_the_stage_that_was_made(db: Database, tmp_path: Path) -> None:
    journey = shop(db)
    bring_in(db, long_form(tmp_path, "Phone,CSAT,5,,,2026-03-01T10:00:00Z"), create=True)
    bring_in(db, long_form(tmp_path, "Chat,CSAT,5,,,2026-03-01T10:00:00Z"), create=True)

    made = journeys.load_map(db, journey)

    assert [stage.title for stage in made.stages] == ["Before", "During", "After", "Imported"]
    assert [t.title for t in made.touchpoints] == ["Store", "Phone", "Chat"]


def test_without_a_journey_it_is_the_only_one_or_an_error(db: Database, tmp_path: Path) -> None:
    file = long_form(tmp_path, "Store,CSAT,5,,,2026-03-01T10:00:00Z")
    with pytest.raises(InvalidInput, match="no journey yet"):
        bring_in(db, file)
    shop(db)
    assert only(bring_in(db, file))["n_stored"] == 1
    shop(db)
    with pytest.raises(InvalidInput, match="which journey"):
        bring_in(db, file)
    with pytest.raises(Ambiguous):
        bring_in(db, file, journey="Buying a bicycle")
    with pytest.raises(NotFound, match="Did you mean “Buying a bicycle”"):
        bring_in(db, file, journey="Buying a bike")


def test_a_touchpoint_that_does_not_exist_is_an_error_that_names_the_nearest(db: Database, tmp_path: Path) -> None:
    shop(db, "Web shop", "Delivery")

    with pytest.raises(InvalidInput, match=r"no touchpoint “Webshop”\. Did you mean “Web shop”\?"):
        bring_in(db, long_form(tmp_path, "Webshop,CSAT,5,,,2026-03-01T10:00:00Z"))
    with pytest.raises(InvalidInput, match="“Web shop”, “Delivery”"):
        bring_in(db, FILES / "surveymonkey-nps.csv")
    assert stored(db) == 0


def test_equal_titles_are_an_error_that_lists_the_ids(db: Database) -> None:
    journey = shop(db, "Store", "Store")
    ids = [t.id for t in journeys.load_map(db, journey).touchpoints]

    with pytest.raises(Ambiguous) as refusal:
        bring_in(db, FILES / "surveymonkey-nps.csv", touchpoint="Store")

    assert all(one in refusal.value.sentence for one in ids)
    assert only(bring_in(db, FILES / "surveymonkey-nps.csv", touchpoint=ids[1]))["touchpoint_id"] == ids[1]


def test_answers_join_the_survey_that_asks_the_same_at_the_same_place(db: Database, tmp_path: Path) -> None:
    shop(db, "Store", "Phone")
    bring_in(db, long_form(tmp_path, "Store,CSAT,5,,,2026-03-01T10:00:00Z"))
    bring_in(db, long_form(tmp_path, "STORE,csat,4,,,2026-03-02T10:00:00Z"))
    assert len(db.rows("SELECT id FROM survey")) == 1

    bring_in(db, long_form(tmp_path, "Phone,CSAT,5,,,2026-03-01T10:00:00Z"))
    bring_in(db, long_form(tmp_path, "Store,CSAT,5,,,2026-03-01T10:00:00Z"), scale=(1, 7))
    bring_in(db, FILES / "surveymonkey-csat.xlsx", touchpoint="Store")

    surveys = db.rows("SELECT vendor, high, main FROM survey ORDER BY id")
    assert [(s["vendor"], s["high"], s["main"]) for s in surveys] == [
        ("generic", 5, True),
        ("generic", 5, True),
        ("generic", 7, False),
        ("SurveyMonkey", 5, False),
    ]


def test_respondents_are_one_person_each_whatever_the_case(db: Database, tmp_path: Path) -> None:
    at = "2026-03-01T10:00:00Z"
    bring_in(
        db,
        long_form(tmp_path, f"Store,CSAT,5,,Ann@Example.com,{at}", f"Phone,CSAT,4,,ann@example.com,{at}"),
        create=True,
    )
    bring_in(
        db, long_form(tmp_path, f"Chat,CSAT,4,,ANN@example.com,{at}", f"Chat,CSAT,4,,bo@example.com,{at}"), create=True
    )

    assert sorted(row["address"] for row in db.rows("SELECT address FROM respondent")) == [
        "ann@example.com",
        "bo@example.com",
    ]
    assert len(db.rows("SELECT id FROM response WHERE respondent_id IS NOT NULL")) == 4


def test_somebody_who_answers_elsewhere_meanwhile_stays_one_person(db: Database, tmp_path: Path) -> None:
    def answer_elsewhere(share: float) -> None:
        if share == pytest.approx(0.6):
            db.transact([Put("respondent", to_row(Respondent(id=new_id(), address="ann@example.com")))])

    file = long_form(tmp_path, *(f"Store,CSAT,5,,{name}@example.com,2026-03-01T10:00:00Z" for name in ("ann", "bo")))
    bring_in(db, file, create=True, progress=answer_elsewhere)

    assert sorted(row["address"] for row in db.rows("SELECT address FROM respondent")) == [
        "ann@example.com",
        "bo@example.com",
    ]
    assert len(db.rows("SELECT id FROM response WHERE respondent_id IN (SELECT id FROM respondent)")) == 2


def test_numbers_of_persons_are_those_of_their_tool(db: Database) -> None:
    bring_in(db, FILES / "zendesk-csat.csv", create=True, touchpoint="Helpdesk")

    assert all(row["address"].startswith("Zendesk ") for row in db.rows("SELECT address FROM respondent"))


def test_the_name_of_the_file_is_kept_without_its_folder(db: Database, tmp_path: Path) -> None:
    shutil.copy(FILES / "delighted-nps.csv", tmp_path / "after delivery.csv")

    assert bring_in(db, tmp_path / "after delivery.csv", touchpoint="D", create=True)["file"] == "after delivery.csv"
    assert journeys.list_journeys(db)[0].title == "after delivery"
