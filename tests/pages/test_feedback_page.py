"""The page of feedback: the answers as a list, a file brought in step by step, and imports taken back."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from journeymap.model.survey import Metric
from journeymap.services import journeys
from journeymap.services.feedback_import import ImportPlan, carry_out, imports, inspect, undo_import
from journeymap.services.import_jobs import import_job
from journeymap.store.database import Database
from tests.pages.at import field, fine, open_page, press, text_of
from tests.services import asked
from tests.services.asked import AskedJourney
from tests.services.feedback_kit import FILES, LONG, NOW, long_form, shop, stored
from tests.services.kit import ANN

GENERIC = (FILES / "generic-long.csv").read_bytes()


# --- answers


@pytest.fixture
def desk(db: Database) -> AskedJourney:
    """130 answers at a desk, scored 1 to 5 in turn, the newest first to come; every tenth says something."""
    journey = AskedJourney(db)
    place = journey.ask(journey.touchpoint("Desk"))
    for number in range(130):
        comment = f"said {number}" if number % 10 == 0 else ""
        asked.answer(db, place, {1 + number % 5: 1}, asked.NOON - timedelta(hours=number), comment=comment)
    return journey


def rows(at: AppTest) -> list[dict[str, str]]:
    return [{str(k): str(v) for k, v in row.items()} for row in at.dataframe[0].value.to_dict("records")]


@pytest.mark.usefixtures("db")
def test_without_answers_the_list_says_how_to_get_some() -> None:
    assert "No answer fits. Leave out a filter, or import a file." in text_of(open_page("feedback"))


@pytest.mark.usefixtures("desk")
def test_the_list_is_paged_by_the_file() -> None:
    at = open_page("feedback")
    assert "130 answers" in text_of(at)
    assert len(rows(at)) == 50
    at.pagination[0].set_value(3)
    fine(at.run())
    assert len(rows(at)) == 30
    assert rows(at)[-1]["Answered"] == "10 Jun 2026, 03:00"


@pytest.mark.usefixtures("desk")
def test_a_search_begins_at_the_first_page_again() -> None:
    at = open_page("feedback")
    at.pagination[0].set_value(3)
    fine(at.run())
    at.text_input(key="search").set_value("SAID 12")
    fine(at.run())
    assert [row["Comment"] for row in rows(at)] == ["said 120"]
    assert "1 answer" in text_of(at)
    assert not at.pagination


@pytest.mark.usefixtures("desk")
def test_the_search_is_in_the_link() -> None:
    at = open_page("feedback", search="said 7")
    assert [row["Comment"] for row in rows(at)] == ["said 70"]


@pytest.mark.parametrize("search", ["%", "_", "'; DROP TABLE response; --", "\\", "x" * 10_000])
def test_a_search_is_a_text_and_no_pattern(desk: AskedJourney, search: str) -> None:
    at = open_page("feedback", search=search)
    assert "No answer fits" in text_of(at)
    assert stored(desk.db) == 130


@pytest.mark.usefixtures("desk")
def test_the_order_is_that_of_the_whole_list() -> None:
    at = open_page("feedback")
    assert rows(at)[0]["Answered"] == "15 Jun 2026, 12:00"
    for order, score in (("lowest", "1"), ("highest", "5")):
        field(at, "feedback.sort").set_value(order)
        fine(at.run())
        assert {row["Score"] for row in rows(at)[:26]} == {score}


def test_filters_narrow_the_list_down(desk: AskedJourney) -> None:
    whole = desk.ask(None, Metric.NPS)
    asked.answer(desk.db, whole, {9: 2, None: 1})
    at = open_page("feedback")
    assert "133 answers" in text_of(at)
    field(at, "feedback.metric").set_value(Metric.NPS)
    fine(at.run())
    assert [row["Score"] for row in rows(at)].count("skipped") == 1
    assert {row["Touchpoint"] for row in rows(at)} == {"Whole journey"}
    field(at, "feedback.metric").set_value("")
    at.toggle(key="feedback.commented").set_value(True)
    fine(at.run())
    assert "13 answers" in text_of(at)
    field(at, "feedback.journey").set_value(desk.id)
    at.toggle(key="feedback.commented").set_value(False)
    fine(at.run())
    field(at, f"feedback.touchpoint.{desk.id}").set_value("whole")
    fine(at.run())
    assert "3 answers" in text_of(at)


def test_answers_of_a_deleted_journey_are_found_as_unassigned(desk: AskedJourney) -> None:
    journeys.delete_journey(desk.db, ANN, desk.id)
    at = open_page("feedback")
    assert rows(at)[0]["Touchpoint"] == "Unassigned: Desk"
    field(at, "feedback.journey").set_value("unassigned")
    fine(at.run())
    assert "130 answers" in text_of(at)


def test_of_two_touchpoints_with_one_name_each_can_be_chosen(db: Database) -> None:
    journey = AskedJourney(db)
    places = [journey.ask(journey.touchpoint("Desk", position)) for position in range(2)]
    asked.answer(db, places[0], {1: 2})
    asked.answer(db, places[1], {5: 3})
    at = open_page("feedback")
    field(at, "feedback.journey").set_value(journey.id)
    fine(at.run())
    menu = field(at, f"feedback.touchpoint.{journey.id}")
    assert menu.options == ["All", "Whole journey", "Desk", "Desk (2)"]
    for place, n in zip(places, (2, 3), strict=True):
        field(at, f"feedback.touchpoint.{journey.id}").set_value(place.touchpoint_id)
        fine(at.run())
        assert f"{n} answers" in text_of(at)


@pytest.mark.usefixtures("db")
def test_the_view_is_in_the_link_and_rubbish_there_is_passed_over() -> None:
    assert "Nothing was imported yet" in text_of(open_page("feedback", view="imports"))
    at = open_page("feedback", view="rubbish", search="")
    assert "No answer fits" in text_of(at)
    assert "view" not in at.query_params
    field(at, "feedback.view").set_value("imports")
    fine(at.run())
    assert at.query_params["view"] == "imports"


# --- a file


def upload(content: bytes, name: str = "answers.csv") -> AppTest:
    """The page once the file has been looked at."""
    at = open_page("feedback", view="import")
    return fine(at.file_uploader[0].upload(name, content, "text/csv").run())


def ending(at: AppTest, name: str) -> str:
    """The key of the field of this file that ends so."""
    return next(str(w.key) for w in [*at.selectbox, *at.text_input] if str(w.key).endswith(f".{name}"))


def say(at: AppTest, name: str, value: object) -> AppTest:
    field(at, ending(at, name)).set_value(value)
    return fine(at.run())


def bring_in(at: AppTest) -> AppTest:
    """Press the button and wait until the file is in."""
    press(at, "import.go")
    job = import_job(at.session_state["import.job"])
    while job and not job.ended:
        at.run()
    return fine(at.run())


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "holiday.csv", "is a picture, not a table"),
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "holiday.xlsx", "is a picture, not a table"),
        (b"", "answers.csv", "is empty"),
        (b"\n \n\n", "answers.csv", "is empty"),
        (LONG.encode(), "answers.csv", "has headings, but no answers under them"),
        (b"Dear team,\nwe were happy.\n", "letter.txt", "is not a table"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(
    db: Database, content: bytes, name: str, sentence: str
) -> None:
    at = upload(content, name)
    assert [sentence in e.value.replace("\\", "") for e in at.error] == [True]
    assert not [b for b in at.button if b.key == "import.go"]
    assert stored(db) == 0


def test_from_a_file_to_a_journey_and_again_and_back(db: Database) -> None:
    at = upload(GENERIC, "generic-long.csv")
    assert field(at, ending(at, "title")).value == "generic-long"
    assert stored(db) == 0
    say(at, "title", "Buying a bicycle")
    assert at.button(key="import.go").label == "Import 400 answers"
    bring_in(at)
    assert at.success[0].value == "400 answers of “generic\\-long\\.csv” are on the map."
    assert "10 of them were skipped by the customers" in text_of(at)
    assert stored(db) == 400
    (journey,) = journeys.list_journeys(db)
    assert journey.title == "Buying a bicycle"

    press(at, "import.again")
    fine(at.file_uploader[0].upload("generic-long.csv", GENERIC, "text/csv").run())
    assert field(at, ending(at, "journey")).value == journey.id
    assert "There is nothing new in this file" in text_of(at)
    assert stored(db) == 400

    undo_import(db, imports(db)[0].id)
    assert stored(db) == 0
    assert not journeys.list_journeys(db)


def test_the_newest_rows_of_a_later_export_are_added(db: Database, tmp_path: Path) -> None:
    shop(db)
    old = "Store,CSAT,4,,a@example.com,2026-03-01T10:00:00Z"
    carry_out(db, inspect(long_form(tmp_path, old)), ImportPlan(), now=NOW)
    later = f"{LONG}{old}\nStore,CSAT,5,,b@example.com,2026-04-01T10:00:00Z\n"
    at = upload(later.encode())
    assert at.button(key="import.go").label == "Import 1 answer"
    counts = at.dataframe[1].value.iloc[0]
    assert (counts["Counted"], counts["Duplicate"]) == (1, 1)


@pytest.mark.usefixtures("db")
def test_rows_that_are_set_aside_are_listed_with_the_reason() -> None:
    good = "Store,CSAT,4,,a@example.com,2026-03-01T10:00:00Z\n"
    at = upload(f"{LONG}{good}Store,CSAT,9,,b@example.com,2026-03-01\nStore,CSAT,4,,c@example.com,never\n".encode())
    frames = [frame.value for frame in at.dataframe]
    reasons = next(f for f in frames if "Reason" in f.columns)
    assert dict(zip(reasons["Row"], reasons["Reason"], strict=True)) == {
        3: "The score “9” is off its scale.",
        4: "The date “never” cannot be read.",
    }
    counts = next(f for f in frames if "Counted" in f.columns).iloc[0]
    assert (counts["Rows"], counts["Counted"], counts["Set aside"]) == (3, 1, 2)


@pytest.mark.usefixtures("db")
def test_fewer_than_five_answers_show_no_score_in_the_preview() -> None:
    rows_ = [f"Store,CSAT,{n},,a{n}@example.com,2026-03-01T10:00:00Z\n" for n in (1, 2, 3)]
    at = upload((LONG + "".join(rows_)).encode())
    counts = next(f.value for f in at.dataframe if "Counted" in f.value.columns).iloc[0]
    assert counts["Score"] == "n = 3, too few to show"


def test_a_file_that_names_no_touchpoint_asks_where_it_belongs(db: Database) -> None:
    journey = shop(db, "Store")
    store = journeys.load_map(db, journey).touchpoints[0].id
    at = upload((FILES / "surveymonkey-csat.xlsx").read_bytes(), "surveymonkey-csat.xlsx")
    assert "Where was the question asked?" in text_of(at)
    assert "import.go" not in {b.key for b in at.button}
    say(at, f"touchpoint.{journey}", store)
    assert at.button(key="import.go").label == "Import 80 answers"
    bring_in(at)
    assert journeys.answers_in(db, journey) == 80


def test_a_new_touchpoint_can_be_named_for_it(db: Database) -> None:
    journey = shop(db, "Store")
    at = upload((FILES / "surveymonkey-nps.csv").read_bytes(), "surveymonkey-nps.csv")
    say(at, f"touchpoint.{journey}", "new")
    assert "Where was the question asked?" in text_of(at)
    say(at, "touchpoint_name", "  Checkout ")
    bring_in(at)
    assert [t.title for t in journeys.load_map(db, journey).touchpoints] == ["Store", "Checkout"]


@pytest.mark.usefixtures("db")
def test_a_date_that_can_be_read_two_ways_is_asked_about() -> None:
    content = "touchpoint,metric,score,answered_at\n" + "".join(f"Desk,CSAT,4,0{n}/02/2026\n" for n in range(1, 7))
    at = upload(content.encode())
    assert "Is 01/02/2026 day/month or month/day?" in text_of(at).replace("\\", "")
    assert at.expander[1].proto.expanded
    say(at, "order", "dmy")
    frame = next(f.value for f in at.dataframe if "Counted" in f.value.columns)
    assert (frame.iloc[0]["From"], frame.iloc[0]["To"]) == ("1 Feb 2026", "6 Feb 2026")


def test_a_new_touchpoint_of_a_new_journey_can_be_named(db: Database) -> None:
    at = upload((FILES / "surveymonkey-nps.csv").read_bytes(), "surveymonkey-nps.csv")
    say(at, "touchpoint.new", "new")
    assert not at.error
    say(at, "touchpoint_name", "Checkout")
    bring_in(at)
    (journey,) = journeys.list_journeys(db)
    assert [t.title for t in journeys.load_map(db, journey.id).touchpoints] == ["Checkout"]


def test_a_five_megabyte_comment_is_stored_whole_and_shown_from_its_beginning(db: Database) -> None:
    shop(db, "Store")
    comment = "so long " * 650_000
    at = upload(f'{LONG}Store,CSAT,4,"{comment}",a@example.com,2026-03-01T10:00:00Z\n'.encode())
    assert all(len(str(cell)) < 2000 for frame in at.dataframe for row in frame.value.to_numpy() for cell in row)
    bring_in(at)
    assert db.rows("SELECT length(comment) AS n FROM response")[0]["n"] >= len(comment.strip())
    (row,) = rows(open_page("feedback"))
    assert len(row["Comment"]) < 1100
    assert "characters)" in row["Comment"]


def test_a_name_in_the_file_can_be_said_to_mean_a_touchpoint_that_is_there(db: Database) -> None:
    journey = shop(db, "Store")
    store = journeys.load_map(db, journey).touchpoints[0].id
    at = upload(f"{LONG}Shop on the corner,CSAT,4,,a@example.com,2026-03-01T10:00:00Z\n".encode())
    assert "1 touchpoint is made" in text_of(at)
    say(at, "place.Shop on the corner", store)
    assert "touchpoint is made" not in text_of(at)
    say(at, "place.Shop on the corner", "")
    assert "1 touchpoint is made" in text_of(at)
    say(at, "place.Shop on the corner", store)
    bring_in(at)
    assert [t.title for t in journeys.load_map(db, journey).touchpoints] == ["Store"]
    assert stored(db) == 1


def test_of_two_touchpoints_with_the_name_in_the_file_one_is_chosen(db: Database) -> None:
    journey = shop(db, "Store", "Store")
    second = journeys.load_map(db, journey).touchpoints[1].id
    at = upload(f"{LONG}Store,CSAT,4,,a@example.com,2026-03-01T10:00:00Z\n".encode())
    assert "Several touchpoints are called “Store”" in text_of(at)
    say(at, "place.Store", second)
    bring_in(at)
    assert db.rows("SELECT touchpoint_id FROM survey_touchpoint") == [{"touchpoint_id": second}]


@pytest.mark.usefixtures("db")
def test_another_file_starts_with_fields_of_its_own() -> None:
    at = upload(f"{LONG}Store,CSAT,4,,a@example.com,2026-03-01T10:00:00Z\n".encode(), "first.csv")
    say(at, "title", "Typed by hand")
    say(at, "column.score", 5)
    fine(at.file_uploader[0].upload("second.csv", GENERIC, "text/csv").run())
    assert field(at, ending(at, "title")).value == "second"
    assert field(at, ending(at, "column.score")).value == ""


def test_an_import_into_what_was_deleted_meanwhile_is_refused_and_stores_nothing(db: Database) -> None:
    journey = shop(db, "Store")
    at = upload(f"{LONG}Store,CSAT,4,,a@example.com,2026-03-01T10:00:00Z\n".encode())
    journeys.delete_journey(db, ANN, journey)
    fine(at.run())
    assert not at.exception
    assert stored(db) == 0


# --- imports so far


def test_imports_are_listed_and_a_taken_back_one_is_marked(db: Database, tmp_path: Path) -> None:
    shop(db, "Store")
    file = long_form(tmp_path, "Store,CSAT,4,,a@example.com,2026-03-01T10:00:00Z", name="may_2026.csv")
    carry_out(db, inspect(file), ImportPlan(), now=NOW)
    (done,) = imports(db)
    at = open_page("feedback", view="imports")
    assert "**may\\_2026\\.csv** · 1 answer" in text_of(at)
    press(at, f"import.undo.{done.id}")
    assert "The file itself is not touched" in text_of(at)
    undo_import(db, done.id)
    fine(at.run())
    assert f"import.undo.{done.id}" not in {b.key for b in at.button}
    assert "taken back" in text_of(at)
