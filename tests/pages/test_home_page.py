"""Home, driven as a person drives it: the three ways in, the cards with their menus, and undo."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from journeymap.model.journey import JourneyState
from journeymap.services import journeys
from journeymap.services.sample import add_sample, has_sample, remove_sample
from journeymap.store.acts import Statement
from journeymap.store.database import Database
from tests.pages.at import ROOT, field, fine, open_page, press, text_of
from tests.services.kit import ANN, Small, small
from tests.services.kit import answer as answers_at


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def titles(at: AppTest) -> list[str]:
    """Of the cards, in order."""
    return [m.value.removeprefix("#### ") for m in at.markdown if m.value.startswith("#### ")]


def choose_from_menu(at: AppTest, journey_id: str, choice: str) -> AppTest:
    field(at, f"home.menu.{journey_id}").set_value(choice)
    return fine(at.run())


def test_an_empty_file_offers_three_ways_in_and_the_sample_is_one(db: Database) -> None:
    at = open_page("home")
    assert {"home.try", "home.first", "home.import"} <= {b.key for b in at.button}
    press(at, "home.try")
    assert has_sample(db)
    assert len(titles(at)) == 3
    assert "home.try" not in {b.key for b in at.button}
    assert "invented" in text_of(at)


@pytest.mark.usefixtures("db")
def test_the_way_in_by_a_file_leads_to_the_upload() -> None:
    at = press(open_page("home"), "home.import")
    assert at.title[0].value == "Feedback"
    assert at.query_params["view"] == "import"
    assert "Nothing is stored before" in text_of(at)


def test_the_upload_is_shown_also_to_somebody_who_looked_at_the_answers_before(db: Database) -> None:
    at = open_page("feedback")
    assert "Nothing is stored before" not in text_of(at)
    at.switch_page(str(ROOT / "pages" / "home.py")).run()
    press(at, "home.import")
    assert "Nothing is stored before" in text_of(at)
    assert not journeys.list_journeys(db)


def test_without_the_sample_nothing_offers_to_remove_it(made: Small) -> None:
    assert "home.sample" not in {b.key for b in open_page("home").button}
    add_sample(made.db)
    at = open_page("home")
    assert "home.sample" in {b.key for b in at.button}
    remove_sample(made.db)
    fine(at.run())
    assert titles(at) == ["Renting a boat"]
    assert "home.sample" not in {b.key for b in at.button}


@pytest.mark.parametrize(("choice", "cards"), [("copy", 1), ("frame", 0)])
def test_a_journey_is_duplicated_with_or_without_its_cards(made: Small, choice: str, cards: int) -> None:
    at = choose_from_menu(open_page("home"), made.id, choice)
    assert len(titles(at)) == 2
    copy = journeys.load_map(made.db, journeys.list_journeys(made.db)[1].id)
    assert [t.title for t in copy.touchpoints] == made.titles
    assert len(copy.cards) == cards
    press(at, "home.undo")
    assert len(titles(at)) == 1


def test_a_journey_has_one_to_be_which_has_none(made: Small) -> None:
    at = choose_from_menu(open_page("home"), made.id, "to_be")
    as_is, to_be = journeys.list_journeys(made.db)
    assert (as_is.state, to_be.state) == (JourneyState.AS_IS, JourneyState.TO_BE)
    assert to_be.counterpart_id == made.id
    for journey in (as_is, to_be):
        assert "Make its to-be" not in field(at, f"home.menu.{journey.id}").options


def test_an_archived_journey_leaves_the_cards_and_comes_back(made: Small) -> None:
    at = choose_from_menu(open_page("home"), made.id, "archive")
    assert [e.label for e in at.expander] == ["Archived journeys (1)"]
    assert "home.new" in {b.key for b in at.button}
    choose_from_menu(at, made.id, "restore")
    assert not at.expander
    assert titles(at) == ["Renting a boat"]


def test_deleting_asks_first(made: Small) -> None:
    answers_at(made.db, made.id, made.touchpoint("Jetty").id, 7)
    at = choose_from_menu(open_page("home"), made.id, "delete")
    assert titles(at) == ["Renting a boat"]
    assert "7 answers given on it are kept" in text_of(at)
    assert "home.delete" in {b.key for b in at.button}


def test_undo_brings_a_deleted_journey_back(made: Small) -> None:
    answers_at(made.db, made.id, made.touchpoint("Jetty").id, 7)
    at = open_page("home")
    journeys.delete_journey(made.db, at.session_state["session.actor"], made.id)
    fine(at.run())
    assert "home.try" in {b.key for b in at.button}
    press(at, "home.undo")
    assert titles(at) == ["Renting a boat"]
    assert journeys.answers_in(made.db, made.id) == 7


def test_a_card_says_how_many_answered_and_when(made: Small) -> None:
    assert "no answers yet" in text_of(open_page("home"))
    answers_at(made.db, made.id, made.touchpoint("Jetty").id, 4)
    said = text_of(open_page("home"))
    assert "4 touchpoints · 4 answers" in said
    assert "Last answered on 1 Mar 2026" in said
    assert "not enough answers to tell" in said


def test_the_weakest_touchpoint_is_named_with_how_sure_it_is(db: Database) -> None:
    add_sample(db)
    said = text_of(open_page("home"))
    assert "Weakest touchpoint: **Finding the train in Altona** (99\u00a0%\u00a0sure)" in said
    assert "Weakest touchpoint: not clear" in said


def test_a_title_is_shown_letter_by_letter(db: Database) -> None:
    journeys.create_journey(db, ANN, title="<b>x</b> https://example.org :material/home:")
    (title,) = titles(open_page("home"))
    assert title == "\\<b\\>x\\</b\\> https\\:\u2060//example\\.org \\:\u2060material/home\\:"


def test_open_map_opens_the_map_of_that_journey(made: Small) -> None:
    other = journeys.create_journey(made.db, ANN, title="Another")
    at = press(open_page("home"), f"home.open.{other}")
    assert at.query_params["journey"] == other
    assert "This journey has no touchpoints yet" in text_of(at)


def test_skipped_answers_are_counted_apart(made: Small) -> None:
    answers_at(made.db, made.id, made.touchpoint("Jetty").id, 7)
    made.db.transact([Statement("UPDATE response SET score = NULL WHERE id = (SELECT min(id) FROM response)", ())])
    assert "6 answers, 1 skipped" in text_of(open_page("home"))
