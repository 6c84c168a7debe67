"""The page of the map without its drawing, which is looked at in a browser: journey, touchpoint, answers."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from streamlit.testing.v1 import AppTest

from journeymap.model.journey import LaneKind
from journeymap.model.survey import Metric
from journeymap.services import cards, journeys, personas, touchpoints
from journeymap.services.sample import add_sample
from journeymap.store.database import Database
from journeymap.ui.text import plain
from tests.pages.at import field, fine, open_page, press, text_of
from tests.services import asked
from tests.services.asked import AskedJourney
from tests.services.kit import ANN, Small, small

NOWHERE = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def open_map(made: Small, **query: str) -> AppTest:
    return open_page("map", journey=made.id, **query)


@pytest.mark.usefixtures("db")
def test_without_a_journey_the_page_leads_to_home() -> None:
    at = open_page("map")
    assert "There is no journey yet" in text_of(at)
    assert [link.value for link in at.page_link] == ["To Home"]


@pytest.mark.parametrize("rubbish", [NOWHERE, "x", "'; DROP TABLE journey; --", "%00", "1" * 5000])
@pytest.mark.usefixtures("made")
def test_a_link_to_a_journey_that_is_not_there_says_so_once(rubbish: str) -> None:
    at = open_page("map", journey=rubbish)
    assert "does not exist any more" in text_of(at)
    assert "journey" not in at.query_params
    fine(at.run())
    assert field(at, "map.journey").value


@pytest.mark.parametrize("rubbish", [NOWHERE, "x", ""])
def test_rubbish_in_the_rest_of_the_link_is_passed_over(made: Small, rubbish: str) -> None:
    at = open_map(made, touchpoint=rubbish, period=rubbish, persona=rubbish)
    assert not at.error
    assert not at.subheader
    assert field(at, "map.period").value == "all"
    assert "period" not in at.query_params


def test_a_journey_without_touchpoints_says_how_to_add_the_first(db: Database) -> None:
    journey = journeys.create_journey(db, ANN, title="Bare")
    at = open_page("map", journey=journey)
    assert "This journey has no touchpoints yet" in text_of(at)
    assert "Add the first touchpoints" in [link.value for link in at.page_link]
    stage = journeys.load_map(db, journey).stages[0].id
    touchpoints.add_touchpoint(db, ANN, journey, stage, title="First")
    assert "no touchpoints yet" not in text_of(fine(at.run()))


def test_the_map_of_an_archived_journey_can_still_be_read(made: Small) -> None:
    other = journeys.create_journey(made.db, ANN, title="Another")
    journeys.archive_journey(made.db, ANN, made.id)
    at = open_map(made)
    assert field(at, "map.journey").value == made.id
    assert field(at, "map.journey").options == ["Another", "Renting a boat (archived)"]
    assert field(open_page("map", journey=other), "map.journey").options == ["Another"]


def test_another_journey_is_opened_and_becomes_the_link(made: Small) -> None:
    other = journeys.create_journey(made.db, ANN, title="Another")
    at = open_map(made, touchpoint=made.touchpoint("Jetty").id)
    field(at, "map.journey").set_value(other)
    fine(at.run())
    assert at.query_params["journey"] == other
    assert "touchpoint" not in at.query_params
    assert "no touchpoints yet" in text_of(at)


def test_of_two_journeys_with_one_title_each_can_be_opened(made: Small) -> None:
    twin = small(made.db)
    at = open_map(made)
    assert field(at, "map.journey").options == ["Renting a boat", "Renting a boat (2)"]
    assert field(at, "map.journey").value == made.id
    field(at, "map.journey").set_value(twin.id)
    fine(at.run())
    assert at.query_params["journey"] == twin.id
    field(at, "map.journey").set_value(made.id)
    fine(at.run())
    assert at.query_params["journey"] == made.id


def test_the_link_opens_the_panel_and_closing_it_is_in_the_link(made: Small) -> None:
    jetty = made.touchpoint("Jetty").id
    at = open_map(made, touchpoint=jetty)
    assert "#### Jetty" in text_of(at)
    assert "Nobody has been asked here yet" in text_of(at)
    press(at, f"map.inspector.{jetty}.close")
    assert "#### Jetty" not in text_of(at)
    assert "touchpoint" not in at.query_params


def test_the_panel_goes_when_its_touchpoint_is_deleted(made: Small) -> None:
    jetty = made.touchpoint("Jetty").id
    at = open_map(made, touchpoint=jetty)
    touchpoints.delete_touchpoint(made.db, ANN, jetty)
    fine(at.run())
    assert not at.error
    assert "#### Jetty" not in text_of(at)


def test_a_journey_deleted_while_its_map_is_open_is_said_in_a_sentence(made: Small) -> None:
    at = open_map(made)
    journeys.delete_journey(made.db, ANN, made.id)
    fine(at.run())
    assert "Make one on Home" in text_of(at)


def test_the_panel_says_score_n_interval_and_the_newest_comment(db: Database) -> None:
    journey = AskedJourney(db)
    desk = journey.touchpoint("Desk")
    place = journey.ask(desk)
    asked.answer(db, place, {5: 60, 2: 20})
    asked.answer(db, place, {1: 1}, comment="Waited <b>long</b>\nat https://example.org", language="en")
    said = text_of(open_page("map", journey=journey.id, touchpoint=desk))
    assert "### 74 %" in said
    assert "n = 81 · with 95 % certainty" in said
    assert "**1 comment**" in said
    assert "Waited \\<b\\>long\\</b\\>  \nat https\\:\u2060//example\\.org" in said


def test_fewer_than_five_answers_show_no_score(db: Database) -> None:
    journey = AskedJourney(db)
    desk = journey.touchpoint("Desk")
    place = journey.ask(desk)
    asked.answer(db, place, {5: 3, None: 9})
    at = open_page("map", journey=journey.id, touchpoint=desk)
    assert "n = 3, too few to show" in text_of(at)
    assert "###" not in text_of(at).replace("#### Desk", "")
    asked.answer(db, place, {5: 2})
    assert "### 100 %" in text_of(fine(at.run()))


def test_the_period_narrows_the_answers_down_and_is_in_the_link(db: Database) -> None:
    journey = AskedJourney(db)
    desk = journey.touchpoint("Desk")
    place = journey.ask(desk)
    now = datetime.now(UTC).replace(tzinfo=None)
    asked.answer(db, place, {5: 10}, now - timedelta(days=200))
    asked.answer(db, place, {1: 8}, now - timedelta(days=3))
    at = open_page("map", journey=journey.id, touchpoint=desk)
    assert "n = 18" in text_of(at)
    field(at, "map.period").set_value("30d")
    fine(at.run())
    assert "n = 8 " in text_of(at)
    assert at.query_params["period"] == "30d"
    same = open_page("map", journey=journey.id, touchpoint=desk, period="30d")
    assert "n = 8 " in text_of(same)
    field(same, "map.period").set_value("all")
    fine(same.run())
    assert "n = 18" in text_of(same)
    assert "period" not in same.query_params


def test_one_personas_answers_alone_make_the_scores_when_asked_for(db: Database) -> None:
    journey = AskedJourney(db)
    desk = journey.touchpoint("Desk")
    ann, ben = (personas.create_persona(db, ANN, name=name) for name in ("Anna", "Bert"))
    journeys.set_personas(db, ANN, journey.id, [ann, ben])
    place = journey.ask(desk)
    asked.answer(db, place, {5: 10}, persona_id=ann)
    asked.answer(db, place, {1: 6}, persona_id=ben)
    at = open_page("map", journey=journey.id, touchpoint=desk)
    assert not at.toggle
    field(at, f"map.personas.{journey.id}").set_value([ben])
    fine(at.run())
    assert "n = 16" in text_of(at)
    at.toggle(key="map.only").set_value(True)
    fine(at.run())
    assert "n = 6 " in text_of(at)


def test_a_personas_name_is_shown_letter_by_letter(made: Small) -> None:
    odd = personas.create_persona(made.db, ANN, name="**Olaf** :material/home:")
    journeys.set_personas(made.db, ANN, made.id, [made.persona, odd])
    at = open_map(made)
    assert field(at, f"map.personas.{made.id}").options == ["Rosa", plain("**Olaf** :material/home:")]


def test_the_panel_shows_the_cards_of_those_who_look(made: Small) -> None:
    other = personas.create_persona(made.db, ANN, name="Olaf")
    journeys.set_personas(made.db, ANN, made.id, [made.persona, other])
    ad, lane = made.touchpoint("Ad").id, made.lane(LaneKind.PAIN_POINTS).id
    cards.add_card(made.db, ANN, ad, lane, text="Too loud", persona_id=other)
    at = open_map(made, touchpoint=ad)
    assert "Too loud" in text_of(at)
    field(at, f"map.personas.{made.id}").set_value([made.persona])
    fine(at.run())
    assert "Too loud" not in text_of(at)
    assert "Looks up" in text_of(at)


def test_more_comments_are_shown_ten_at_a_time(db: Database) -> None:
    journey = AskedJourney(db)
    desk = journey.touchpoint("Desk")
    place = journey.ask(desk, Metric.NPS)
    for number in range(13):
        asked.answer(db, place, {9: 1}, asked.NOON + timedelta(days=number), comment=f"comment {number}.")
    at = open_page("map", journey=journey.id, touchpoint=desk)
    assert "comment 12\\." in text_of(at)
    assert "comment 2\\." not in text_of(at)
    press(at, f"map.inspector.{desk}.more_button")
    assert "comment 0\\." in text_of(at)
    assert f"map.inspector.{desk}.more_button" not in {b.key for b in at.button}


def test_a_panel_of_the_sample_leads_to_the_form_of_its_touchpoint(db: Database) -> None:
    add_sample(db)
    journey = journeys.list_journeys(db)[0]
    touchpoint = journeys.load_map(db, journey.id).touchpoints[3]
    at = open_page("map", journey=journey.id, touchpoint=touchpoint.id)
    press(at, f"map.inspector.{touchpoint.id}.edit")
    assert at.query_params["touchpoint"] == touchpoint.id
    assert touchpoint.title in [s.value for s in at.subheader]


def test_days_of_ones_own_are_in_the_link(made: Small) -> None:
    at = open_map(made, period="custom", **{"from": "2026-01-01", "to": "2026-03-31"})
    assert field(at, "map.days").value == (date(2026, 1, 1), date(2026, 3, 31))
    field(at, "map.days").set_value((date(2026, 2, 1), date(2026, 2, 28)))
    fine(at.run())
    assert (at.query_params["from"], at.query_params["to"]) == ("2026-02-01", "2026-02-28")
    field(at, "map.period").set_value("all")
    fine(at.run())
    assert not {"period", "from", "to"} & set(at.query_params)


def test_days_that_are_none_give_the_last_three_months(made: Small) -> None:
    at = open_map(made, period="custom", **{"from": "2026-03-31", "to": "tomorrow"})
    first, last = field(at, "map.days").value
    assert (last - first).days == 89
    assert (at.query_params["from"], at.query_params["to"]) == (first.isoformat(), last.isoformat())
