"""The page of surveys: made with what is suggested, changed, closed, opened, typed in from paper."""

from __future__ import annotations

from datetime import datetime

import pytest

from journeymap.model.survey import Metric
from journeymap.services import collect, surveys
from journeymap.store.database import Database
from tests.pages.at import fine, open_page, press, text_of
from tests.services.kit import ANN, Small, small


@pytest.fixture
def made(db: Database) -> Small:
    return small(db)


def ask(made: Small) -> surveys.OwnSurvey:
    place = made.touchpoint("Jetty").id
    survey_id = surveys.create_survey(made.db, ANN, made.id, place, metric=Metric.CSAT)
    return surveys.find_survey(made.db, survey_id)


def test_a_journey_without_surveys_says_what_one_is_for(made: Small) -> None:
    at = press(open_page("surveys", journey=made.id), "surveys.new")
    assert "Suggested: NPS" in text_of(at)


def test_a_survey_is_made_with_what_suits_the_touchpoint(made: Small) -> None:
    place = made.touchpoint("Jetty").id
    at = open_page("surveys", journey=made.id, survey="new", touchpoint=place)
    assert "Suggested: CSAT" in text_of(at)
    at = press(at, "surveys.new.create")
    (one,) = surveys.list_surveys(made.db, made.id)
    assert (one.own.place.touchpoint_id, one.own.survey.metric) == (place, Metric.CSAT)
    assert one.own.survey.question in text_of(at)
    assert "No code is drawn yet" in text_of(at)


def test_paper_answers_are_typed_one_key_each(made: Small) -> None:
    own = ask(made)
    at = open_page("surveys", journey=made.id, survey=own.survey.id)
    (typed,) = [field for field in at.text_input if ".typed." in str(field.key)]
    fine(typed.set_value("5 4 9").run())
    assert "is no answer from 1 to 5" in text_of(at)
    (typed,) = [field for field in at.text_input if ".typed." in str(field.key)]
    fine(typed.set_value("543").run())
    press(at, f"surveys.paper.{own.survey.id}.save")
    assert surveys.list_surveys(made.db, made.id)[0].n == 3


def test_a_closed_survey_is_opened_again(made: Small) -> None:
    own = ask(made)
    at = press(open_page("surveys", journey=made.id, survey=own.survey.id), "surveys.switch")
    assert not surveys.find_survey(made.db, own.survey.id).takes_answers()
    press(at, "surveys.switch")
    assert surveys.find_survey(made.db, own.survey.id).takes_answers()


def test_a_survey_with_answers_asks_before_it_asks_otherwise(made: Small) -> None:
    own = ask(made)
    at = open_page("surveys", journey=made.id, survey=own.survey.id)
    collect.answers(made.db, own, [collect.Given("a", 5, datetime(2026, 3, 1, 12))])  # noqa: DTZ001  # naive UTC
    fine(at.run())
    (question,) = [field for field in at.text_input if str(field.key).endswith(".en.question")]
    fine(question.set_value("How was the jetty?").run())
    (save,) = [button for button in at.button if str(button.key).endswith(".save") and "paper" not in str(button.key)]
    fine(save.click().run())
    assert "Make a new edition" in text_of(at)
    fine(at.checkbox[0].check().run())
    (save,) = [button for button in at.button if str(button.key).endswith(".save") and "paper" not in str(button.key)]
    fine(save.click().run())
    assert [one.own.form.edition for one in surveys.list_surveys(made.db, made.id)] == [1, 2]
