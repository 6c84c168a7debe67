"""What the Insights page shows, on the sample company."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation

from journeymap.scores.period import Period
from journeymap.scores.words import over_represented
from journeymap.services.insights.comments import comment_words, words_of
from journeymap.services.insights.coverage import coverage
from journeymap.services.insights.groups import Grouping, groups
from journeymap.services.insights.report import Report, as_markdown, as_slide, report, titles_of
from journeymap.services.insights.stops import stops
from journeymap.services.insights.trends import Step, trends
from journeymap.services.journeys import list_journeys, load_map
from journeymap.services.sample import add_sample
from journeymap.store.database import Database
from tests.services.insights.test_sample import ABOARD, FULL, SETTINGS, TODAY

HOW: dict[str, Any] = {"settings": SETTINGS, "today": TODAY}


def journey_id(db: Database, title: str) -> str:
    return next(journey.id for journey in list_journeys(db) if journey.title == title)


@pytest.fixture
def sample(db: Database) -> Database:
    add_sample(db)
    return db


def told(db: Database, title: str, **more: Any) -> Report:
    return report(db, journey_id(db, title), **HOW, **more)


def test_what_is_too_thin_is_told_apart(sample: Database) -> None:
    found = told(sample, FULL)
    assert [finding.kind.value for finding in found.thin] == ["thin"]
    assert all(finding.kind.value != "thin" for finding in found.findings)
    assert found.unclear is None


def test_where_the_weakest_link_is_not_clear_the_candidates_are_named(sample: Database) -> None:
    found = told(sample, ABOARD)
    assert found.unclear is not None
    assert len(found.unclear.touchpoint_ids) >= 2
    text = as_markdown(found, titles_of(sample, journey_id(sample, ABOARD)), "all customers")
    assert "Which link is the weakest is not clear" in text


def test_the_findings_go_out_as_text_and_as_one_slide_that_can_be_read_again(sample: Database) -> None:
    found = told(sample, FULL)
    titles = titles_of(sample, journey_id(sample, FULL))
    text = as_markdown(found, titles, "all customers")
    assert text.startswith(f"# What the scores say: {FULL}")
    assert "The weakest link is “Finding the train in Altona”" in text
    assert "## Not enough answers yet" in text
    (slide,) = Presentation(BytesIO(as_slide(found, titles, "all customers"))).slides
    shown = "\n".join(shape.text_frame.text for shape in slide.shapes)
    assert "The weakest link is “Finding the train in Altona”" in shown
    assert "Waiting room in Altona" in shown


def test_stops_hold_every_touchpoint_in_order_and_the_journey_first(sample: Database) -> None:
    found = stops(sample, journey_id(sample, FULL), **HOW)
    shown = load_map(sample, journey_id(sample, FULL))
    assert [stop.touchpoint_id for stop in found] == [None, *(t.id for t in shown.touchpoints)]
    altona = next(stop for stop in found if stop.title == "Finding the train in Altona")
    assert altona.experience == pytest.approx(0.0, abs=0.1)
    assert altona.promised == 0.9


def test_the_drop_of_july_is_marked_in_its_trend(sample: Database) -> None:
    found = trends(sample, journey_id(sample, ABOARD), **HOW)
    (drop,) = (trend for trend in found if trend.moved)
    assert [day.isoformat() for day in drop.moved] == ["2026-07-01"]
    assert {day.day for day, _score in drop.points} == {1}


@pytest.mark.parametrize("step", Step)
def test_the_steps_of_a_trend_hold_every_answer_once(sample: Database, step: Step) -> None:
    for trend in trends(sample, journey_id(sample, FULL), step=step, **HOW):
        assert sum(score.n for _day, score in trend.points) == trend.score.n


def test_groups_show_n_also_where_there_are_too_few_to_compare(sample: Database) -> None:
    found = groups(sample, journey_id(sample, FULL), **HOW)
    assert any(0 < one.finding.score.n < 20 and not one.holds for one in found)
    languages = groups(sample, journey_id(sample, FULL), grouping=Grouping.LANGUAGE, **HOW)
    assert {one.finding.segment for one in languages} >= {"da", "sv", "de"}


def test_coverage_names_what_nobody_asks_about(sample: Database) -> None:
    found = coverage(sample, journey_id(sample, FULL), **HOW)
    titles = titles_of(sample, journey_id(sample, FULL))
    assert "Poster at the station" in [titles[t] for t in found.unasked]
    assert found.contacts == sum(reach or 0 for _touchpoint, reach in found.started)


def test_answers_from_another_time_are_stale(sample: Database) -> None:
    long_after = Period(TODAY, TODAY)
    found = coverage(sample, journey_id(sample, FULL), long_after, **HOW)
    assert found.stale
    assert not coverage(sample, journey_id(sample, FULL), **HOW).stale


def test_discontent_talks_of_the_coaches_in_altona(sample: Database) -> None:
    shown = load_map(sample, journey_id(sample, FULL))
    altona = next(t.id for t in shown.touchpoints if t.title == "Finding the train in Altona")
    found = comment_words(sample, shown.journey.id, touchpoint_id=altona, **HOW)
    assert found.comments > 0
    assert found.here
    everywhere = comment_words(sample, shown.journey.id, **HOW)
    assert everywhere.comments > found.comments
    assert "coaches" in {one.word.text for one in everywhere.discontent}


def test_words_leave_out_what_says_nothing_and_pair_what_stands_side_by_side() -> None:
    assert words_of("The coaches were in the wrong order!", "en") == ["coaches", "wrong", "order", "wrong order"]
    assert words_of("Vognene stod i forkert rækkefølge", "da")[-1] == "forkert rækkefølge"


def test_a_word_that_is_as_frequent_in_both_is_not_over_represented() -> None:
    common = {f"word {number}": 30 for number in range(100)}
    found = {word.text: word.z for word in over_represented({**common, "late": 40}, {**common, "late": 2})}
    assert found["late"] > 2.5
    assert found["word 1"] == pytest.approx(0.0, abs=0.2)
