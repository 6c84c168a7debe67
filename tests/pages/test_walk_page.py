"""The guided walk: it is left, taken up again, and ends on the map."""

from __future__ import annotations

import pytest

from journeymap.services import walk
from journeymap.store.database import Database
from tests.pages.at import field, fine, open_page, press, text_of
from tests.services.kit import Small, small


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def said(at: object) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))  # type: ignore[attr-defined]


def test_one_question_after_the_other_and_back(made: Small) -> None:
    asked = walk.questions(made.db, made.id)
    at = open_page("library", view="questions")
    assert asked[0].ask in said(at)
    at = press(press(at, "walk.next"), "walk.next")
    assert asked[2].ask in said(at)
    at = press(at, "walk.back")
    assert asked[1].ask in said(at)


def test_it_goes_on_where_somebody_stopped(made: Small) -> None:
    asked = walk.questions(made.db, made.id)
    walk.answer(made.db, made.id, asked[3].key, "Newsletter")
    at = open_page("library", view="questions")
    assert asked[4].ask in said(at)
    at = press(at, "walk.back")
    assert "Newsletter" in text_of(at)
    press(at, f"walk.remove.{asked[3].key}.0")
    assert not walk.read_answers(made.db, made.id)


def test_proposals_are_accepted_one_by_one_and_taken_back(made: Small) -> None:
    first = walk.questions(made.db, made.id)[0]
    walk.answer(made.db, made.id, first.key, "Recption\nThe pigeon loft behind the church")
    at = press(open_page("library", view="questions"), "walk.finish")
    before = made.titles
    field(at, f"walk.take.{made.id}.The pigeon loft behind the church").uncheck()
    at = press(fine(at.run()), "walk.accept")
    assert set(made.titles) - set(before) == {"Reception"}
    press(at, "journey.undo")
    assert made.titles == before


def test_one_s_own_words_can_be_kept(made: Small) -> None:
    first = walk.questions(made.db, made.id)[0]
    walk.answer(made.db, made.id, first.key, "Recption")
    at = press(open_page("library", view="questions"), "walk.finish")
    at = fine(at.checkbox(key=f"walk.take.{made.id}.reception.own").check().run())
    press(at, "walk.accept")
    assert "Recption" in made.titles


def test_what_looks_missing_is_offered_and_added(made: Small) -> None:
    at = press(open_page("library", view="questions"), "walk.finish")
    gaps = len(walk.still_missing(made.db, made.id))
    assert "What still looks missing" in [header.value for header in at.subheader]
    offer = next(button.key for button in at.button if button.key and button.key.startswith("walk.gap."))
    press(at, offer)
    assert len(walk.still_missing(made.db, made.id)) == gaps - 1
