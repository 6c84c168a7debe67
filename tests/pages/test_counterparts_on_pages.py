from __future__ import annotations

from streamlit.testing.v1 import AppTest

from journeymap.model.journey import JourneyState
from journeymap.services.journeys import create_journey, load_journey, make_to_be
from journeymap.store.database import Database
from tests.pages.at import choose, field, fine, open_page, press, text_of
from tests.services.kit import ANN, small


def about(journey_id: str) -> AppTest:
    """The page of a journey, at what it says about itself."""
    at = open_page("journey", journey=journey_id)
    at.session_state["journey.part"] = "About"
    return fine(at.run())


def test_a_counterpart_is_chosen_on_the_journey_page_and_undone_there(db: Database) -> None:
    shop = small(db).id
    better = create_journey(db, ANN, title="Renting, better", state=JourneyState.TO_BE)
    at = about(shop)
    choose(at, f"journey.counterpart.{shop}", better)
    assert (load_journey(db, shop).counterpart_id, load_journey(db, better).counterpart_id) == (better, shop)
    press(at, "journey.undo")
    assert (load_journey(db, shop).counterpart_id, load_journey(db, better).counterpart_id) == (None, None)
    assert field(at, f"journey.counterpart.{shop}").value == ""


def test_without_a_journey_of_the_other_state_the_page_says_how_to_get_one(db: Database) -> None:
    assert "make the to-be of this journey on Home" in text_of(about(small(db).id))


def test_home_map_and_journey_name_the_other_one(db: Database) -> None:
    shop = small(db).id
    make_to_be(db, ANN, shop)
    for page in ("home", "map", "journey"):
        at = open_page(page, journey=shop)
        labels = [str(getattr(link, "label", "")) for link in at.get("page_link")]
        assert "See it as it should be" in labels, page
        assert "Compare the two" in labels, page
