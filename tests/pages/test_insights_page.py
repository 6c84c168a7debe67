"""The page of insights: sentences first, switches that change the list, filters in the link."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from journeymap.services.journeys import create_journey, list_journeys, load_map
from journeymap.services.sample import add_sample
from journeymap.store.database import Database
from tests.pages.at import choose, field, fine, open_page, text_of
from tests.services.asked import AskedJourney
from tests.services.kit import ANN

FULL = "The first night: Hamburg to Stockholm"


@pytest.fixture
def full(db: Database) -> str:
    add_sample(db)
    return next(journey.id for journey in list_journeys(db) if journey.title.startswith("The first night"))


def ranked(at: AppTest) -> list[str]:
    """Importance in the list of what to do first, from its top."""
    frame = next(table.value for table in at.dataframe if "Opportunity" in table.value.columns)
    return [str(value) for value in frame["Importance"]]


@pytest.mark.usefixtures("db")
def test_without_a_journey_the_page_says_where_to_make_one() -> None:
    assert "There is no journey yet" in text_of(open_page("insights"))


def test_a_journey_without_answers_says_what_to_do_next(db: Database) -> None:
    journey = AskedJourney(db)
    journey.touchpoint("Desk")
    assert "Nobody has answered yet" in text_of(open_page("insights"))


def test_a_journey_without_touchpoints_says_so(db: Database) -> None:
    create_journey(db, ANN, title="Empty")
    assert "This journey has no touchpoints yet" in text_of(open_page("insights"))


def test_findings_come_first_and_the_thin_apart(full: str) -> None:
    text = text_of(open_page("insights", journey=full))
    assert "The weakest link is" in text
    assert "Not enough answers yet" in text
    for heading in ("The whole journey", "What moved", "What to do first", "Promise and delivery", "Coverage"):
        assert heading in text


def test_a_segment_narrows_everything_and_stands_in_the_link(full: str) -> None:
    at = open_page("insights", journey=full)
    choose(at, f"insights.segment.{full}", "Families")
    assert "only answers of Families" in text_of(at)
    assert at.query_params["segment"] == "Families"
    linked = open_page("insights", journey=full, segment="Families")
    assert "only answers of Families" in text_of(linked)


def test_derived_importance_makes_another_list(full: str) -> None:
    at = open_page("insights", journey=full)
    stated = ranked(at)
    assert "of 5" in stated[0]
    assert "n =" in ranked(choose(at, "insights.importance", "derived"))[0]
    assert at.query_params["importance"] == "derived"


def test_saying_that_something_is_more_important_moves_it_up(db: Database, full: str) -> None:
    shown = load_map(db, full)
    payment = next(t for t in shown.touchpoints if t.title == "Payment")
    at = open_page("insights", journey=full)
    choose(at, f"insights.stated.{full}", payment.id)
    field(at, f"insights.stated.{payment.id}.{payment.version}").set_value(5)
    fine(at.run())
    assert load_map(db, full).touchpoint_by_id[payment.id].importance == 5


def test_a_link_to_answers_narrows_the_list_of_feedback(db: Database, full: str) -> None:
    touchpoint = next(t for t in load_map(db, full).touchpoints if t.title == "The berth")
    at = open_page("feedback", journey=full, touchpoint=touchpoint.id, segment="Families")
    places = {row["Touchpoint"] for row in at.dataframe[0].value.to_dict("records")}
    segments = {row["Segment"] for row in at.dataframe[0].value.to_dict("records")}
    assert (places, segments) == ({"The berth"}, {"Families"})
