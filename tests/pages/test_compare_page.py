from __future__ import annotations

from journeymap.model.journey import JourneyState
from journeymap.services.journeys import create_journey, load_map, make_to_be
from journeymap.services.touchpoints import add_touchpoint, update_touchpoint
from journeymap.store.database import Database
from tests.pages.at import choose, field, fine, open_page, text_of
from tests.services.kit import ANN, small


def with_to_be(db: Database) -> tuple[str, str]:
    """A journey, and its to-be with another title and a new touchpoint."""
    made = small(db)
    to_be = make_to_be(db, ANN, made.id)
    wanted = load_map(db, to_be)
    update_touchpoint(db, ANN, wanted.touchpoints[1].id, 1, title="Web shop with <b>chat</b>")
    add_touchpoint(db, ANN, to_be, wanted.stages[2].id, title="Thank-you call")
    return made.id, to_be


def test_a_journey_is_compared_with_its_counterpart_first(db: Database) -> None:
    journey, to_be = with_to_be(db)
    other = create_journey(db, ANN, title="Something else")
    at = open_page("compare", journey=journey)
    assert field(at, "compare.with").value == to_be
    assert "1 added · 2 reworded · 1 changed" in text_of(at)
    fine(at.segmented_control(key="compare.kind").set_value("journeys").run())
    choose(at, "compare.with", other)
    assert at.query_params["with"] == other


def test_every_difference_stands_in_a_list_with_its_words_as_they_are(db: Database) -> None:
    journey, _to_be = with_to_be(db)
    raw = text_of(open_page("compare", journey=journey))
    said = raw.replace("\\", "")
    assert "added] “Thank-you call”" in said
    assert "reworded] “Web shop” → “Web shop with" in said
    assert "<b>" not in raw


def test_with_one_journey_alone_the_page_says_what_to_do(db: Database) -> None:
    at = open_page("compare", journey=small(db).id)
    assert "There is no other journey yet" in text_of(at)


def test_without_segments_the_page_says_so(db: Database) -> None:
    at = open_page("compare", journey=small(db).id, compare="segments")
    assert "fewer than two personas" in text_of(at)


def test_two_periods_can_be_linked_and_those_that_overlap_are_refused(db: Database) -> None:
    journey = small(db).id
    days = {"above": "2026-01-01_2026-03-31", "below": "2026-04-01_2026-06-30"}
    at = open_page("compare", journey=journey, compare="periods", **days)
    assert "Nothing on the map differs." in text_of(at)
    at = open_page("compare", journey=journey, compare="periods", **{**days, "below": "2026-03-31_2026-06-30"})
    assert "share no day" in text_of(at)


def test_only_columns_that_differ_can_be_shown(db: Database) -> None:
    journey, _to_be = with_to_be(db)
    at = open_page("compare", journey=journey)
    fine(at.toggle(key="compare.only").set_value(True).run())
    assert "1 added" in text_of(at)


def test_a_link_to_a_journey_that_is_gone_says_so(db: Database) -> None:
    small(db)
    assert "does not exist any more" in text_of(open_page("compare", journey="nothing"))


def test_an_empty_journey_beside_an_empty_one_says_so(db: Database) -> None:
    one = create_journey(db, ANN, title="One", template="empty")
    create_journey(db, ANN, title="Two", template="empty", state=JourneyState.TO_BE)
    assert "Neither journey has a touchpoint yet" in text_of(open_page("compare", journey=one))
