from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from journeymap.errors import Conflict, InvalidInput, NotFound
from journeymap.library.survey_words import NAMES, PAGE
from journeymap.model.journey import Phase
from journeymap.model.survey import GoodEnd, Metric
from journeymap.services import collect, surveys, undo
from journeymap.services.survey_suggestion import suggest
from journeymap.store.checking import check
from journeymap.store.database import Database
from tests.services.kit import ANN, Small, small


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def ask(made: Small, metric: Metric = Metric.CSAT, **fields: Any) -> surveys.OwnSurvey:
    place = made.touchpoint("Jetty").id
    return surveys.find_survey(made.db, surveys.create_survey(made.db, ANN, made.id, place, metric=metric, **fields))


def given(form: str, score: int) -> collect.Given:
    return collect.Given(form, score, datetime.now(UTC).replace(tzinfo=None))


def scores(made: Small) -> list[float]:
    return [row["score"] for row in made.db.rows("SELECT score FROM response ORDER BY id")]


@pytest.mark.parametrize("metric", Metric)
def test_a_new_survey_asks_well_in_four_languages(made: Small, metric: Metric) -> None:
    own = ask(made, metric)
    assert set(own.wordings) == set(NAMES) == set(PAGE)
    assert all(w.question and w.low_end and w.high_end and w.thanks for w in own.wordings.values())
    assert own.takes_answers()
    assert len(own.survey.token) >= 16
    assert check(made.db) == []


def test_making_a_survey_can_be_taken_back_and_done_again(made: Small) -> None:
    own = ask(made, last_day="2026-12-31", again_after_days=7)
    undo.undo(made.db, made.id, ANN)
    with pytest.raises(NotFound):
        surveys.find_survey(made.db, own.survey.id)
    undo.redo(made.db, made.id, ANN)
    assert surveys.find_survey(made.db, own.survey.id).wordings == own.wordings
    assert check(made.db) == []


def test_a_survey_that_has_answers_is_not_taken_back(made: Small) -> None:
    own = ask(made)
    collect.answer(made.db, own, given("a", 5))
    with pytest.raises(Conflict):
        undo.undo(made.db, made.id, ANN)
    with pytest.raises(InvalidInput, match="Close it instead"):
        surveys.delete_survey(made.db, ANN, own.survey.id)


def test_another_question_makes_a_new_edition_that_keeps_the_link(made: Small) -> None:
    own = ask(made)
    words = {"en": replace(own.wordings["en"], question="How was the jetty?")}
    collect.answer(made.db, own, given("a", 5))
    with pytest.raises(InvalidInput, match="new edition"):
        surveys.update_survey(made.db, ANN, own.survey.id, own.stamp, wordings=words)
    new = surveys.update_survey(made.db, ANN, own.survey.id, own.stamp, wordings=words, new_edition=True)
    now = surveys.survey_of_link(made.db, own.survey.token)
    assert (now.survey.id, now.form.edition, now.form.follows_id) == (new, 2, own.survey.id)
    assert now.survey.main
    assert surveys.find_survey(made.db, own.survey.id).wordings["en"].question == own.wordings["en"].question
    assert check(made.db) == []
    undo.undo(made.db, made.id, ANN)
    assert surveys.survey_of_link(made.db, own.survey.token).survey.id == own.survey.id
    assert check(made.db) == []


def test_other_thanks_change_the_survey_as_it_is(made: Small) -> None:
    own = ask(made)
    collect.answer(made.db, own, given("a", 5))
    words = {code: replace(w, thanks="Ahoy!") for code, w in own.wordings.items()}
    assert surveys.update_survey(made.db, ANN, own.survey.id, own.stamp, wordings=words) == own.survey.id
    with pytest.raises(Conflict):
        surveys.update_survey(made.db, ANN, own.survey.id, own.stamp, last_day="2026-12-31")


def test_a_scale_of_ones_own_has_a_good_end(made: Small) -> None:
    own = ask(made, Metric.CES, low=1, high=5, good_end="low")
    assert (own.survey.high, own.survey.good_end) == (5, GoodEnd.LOW)
    for metric, fields in ((Metric.NPS, {"high": 5}), (Metric.CSAT, {"low": 5}), (Metric.CSAT, {"high": 11})):
        with pytest.raises(InvalidInput):
            ask(made, metric, **fields)


def test_closed_and_ended_surveys_take_no_answers(made: Small) -> None:
    own = ask(made, last_day=(datetime.now(UTC) - timedelta(days=2)).date())
    assert not own.takes_answers()
    surveys.open_survey(made.db, ANN, own.survey.id, True)
    assert surveys.find_survey(made.db, own.survey.id).takes_answers()
    surveys.open_survey(made.db, ANN, own.survey.id, False)
    assert not surveys.find_survey(made.db, own.survey.id).takes_answers()


def test_the_suggestion_follows_phase_and_channel(made: Small) -> None:
    jetty = made.touchpoint("Jetty")
    online = replace(jetty, digital=True)
    assert suggest(None, None).metric is Metric.NPS
    assert suggest(jetty, Phase.DURING).kiosk
    assert suggest(online, Phase.BEFORE).metric is Metric.CES
    assert suggest(replace(jetty, channel="Phone"), Phase.AFTER).metric is Metric.CES
    assert suggest(jetty, Phase.AFTER).metric is Metric.NPS


def test_the_same_form_counts_once_and_can_be_corrected(made: Small) -> None:
    own = ask(made)
    assert collect.answer(made.db, own, given("a", 2)) is collect.Outcome.STORED
    assert collect.answer(made.db, own, given("a", 2)) is collect.Outcome.REPEATED
    assert collect.answer(made.db, own, given("a", 4)) is collect.Outcome.CORRECTED
    assert collect.answer(made.db, own, given("b", 1)) is collect.Outcome.STORED
    assert scores(made) == [4, 1]


def test_words_are_added_to_the_answer_without_what_harms(made: Small) -> None:
    own = ask(made)
    collect.answer(made.db, own, given("a", 2))
    assert collect.comment(made.db, own, "a", " wet\0 feet ") == "wet feet"
    with pytest.raises(NotFound):
        collect.comment(made.db, own, "nobody", "wet")
    with pytest.raises(InvalidInput):
        collect.comment(made.db, own, "a", "x" * 2001)


@pytest.mark.parametrize("score", ["", "6", "0", "-1", "5.0", "five", None, True, "1" * 5000, "٣ "])
def test_what_is_no_answer_is_refused(made: Small, score: object) -> None:
    with pytest.raises(InvalidInput):
        collect.read_score(ask(made), score)


def test_tickets_are_good_for_one_survey_and_one_purpose(made: Small) -> None:
    own, other = ask(made), ask(made)
    ticket = collect.sign(made.db, "form", own, "a", 12.5)
    assert collect.read_ticket(made.db, "form", own, ticket) == collect.Ticket("a", 12.5)
    for purpose, asked, text in (
        ("visitor", own, ticket),
        ("form", other, ticket),
        ("form", own, ticket.replace("a", "b", 1)),
        ("form", own, ""),
        ("form", own, "é"),
    ):
        assert collect.read_ticket(made.db, purpose, asked, text) is None


def test_paper_answers_take_one_key_each(made: Small) -> None:
    own = ask(made, Metric.NPS)
    typed = collect.read_typed(own, "9x0 1,7")
    assert typed == [9, 10, 0, 1, 7]
    today = datetime.now(UTC).date()
    for _twice in range(2):
        collect.paper(made.db, own, "batch", today, typed)
    assert scores(made) == [9, 10, 0, 1, 7]
    with pytest.raises(InvalidInput, match="“a”, number 2"):
        collect.read_typed(own, "9a")
    with pytest.raises(InvalidInput, match="not come yet"):
        collect.paper(made.db, own, "other", today + timedelta(days=2), typed)
