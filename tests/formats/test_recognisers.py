from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from journeymap.formats.feedback.questions import metric_named, metric_of, scale_for
from journeymap.formats.feedback.recognised import Head, Recognised, Role, Scale
from journeymap.formats.feedback.registry import recognise
from journeymap.formats.feedback.tables import open_table
from journeymap.model.survey import Metric

FILES = Path(__file__).parent / "files"
EXPECTED: dict[str, Any] = json.loads((FILES / "expected.json").read_text("utf-8"))


def look_at(*records: str) -> Recognised:
    return recognise(Head(tuple(tuple(record.split("|")) for record in records)))


@pytest.mark.parametrize("name", EXPECTED)
def test_every_export_is_recognised(name: str) -> None:
    expected = EXPECTED[name]

    found = recognise(open_table(FILES / name).head)

    assert (found.vendor, found.header_rows) == (expected["vendor"], expected["header_rows"])
    assert found.time_zone == expected.get("time_zone")
    (question,) = found.questions
    columns: dict[str, int | None] = {role.value: column for role, column in found.columns.items()}
    columns |= {"score": question.score, "comment": question.comment, "survey_type": columns.get("metric")}
    for role, where in expected["mapping"].items():
        assert columns.get(role) == (where["column"] if where else None), role
    if "metric" in expected and question.metric is not None:
        assert question.metric == expected["metric"].lower()
        assert question.scale == Scale(*expected["scale"])


MONKEY = "Respondent ID|Collector ID|Start Date|End Date|IP Address"
ANSWERED = "1|2|03/02/2026 01:01:29 PM|03/02/2026 01:09:38 PM|"


def test_a_survey_with_several_questions_has_them_all_with_their_comments() -> None:
    found = look_at(
        f"{MONKEY}|How likely would you recommend us?|Why?|How satisfied are you?|Why is that?|How many live with you?",
        "|||||Response|Open-Ended Response|Response|Open-Ended Response|Response",
        f"{ANSWERED}|9|Because|4|So|3",
        f"{ANSWERED}|3||2||1",
    )

    assert [(q.metric, q.score, q.comment) for q in found.questions] == [(Metric.NPS, 6, 7), (Metric.CSAT, 8, 9)]
    assert [q.score for q in found.candidates] == [10]


def test_the_rows_of_a_matrix_are_questions_of_their_own() -> None:
    found = look_at(
        f"{MONKEY}|How satisfied are you with||",
        "|||||The store|The staff|The coffee",
        f"{ANSWERED}|5 - Very|4 - Quite|1 - Not at all",
        f"{ANSWERED}|5 - Very|N/A|2 - Hardly",
    )

    assert [(q.score, q.heading) for q in found.questions] == [
        (6, "How satisfied are you with – The store"),
        (7, "How satisfied are you with – The staff"),
        (8, "How satisfied are you with – The coffee"),
    ]


def test_a_file_without_an_end_date_is_dated_by_the_start() -> None:
    found = look_at("Respondent ID|Collector ID|Start Date|NPS", "|||Response", "1|2|03/13/2026 01:01:29 PM|9")

    assert found.columns[Role.ANSWERED_AT] == 3


def test_a_question_of_no_known_metric_is_a_candidate_only() -> None:
    found = look_at(f"{MONKEY}|How was the colour?", "|||||Response", f"{ANSWERED}|4")

    assert found.questions == ()
    assert [q.score for q in found.candidates] == [6]


def test_the_long_form_is_recognised_by_what_its_headings_mean() -> None:
    found = look_at("Answered at|Score|Touchpoint|Email", "2026-03-01|5|Web shop|a@example.com")

    assert found.vendor == "generic"
    assert found.columns == {Role.TOUCHPOINT: 3, Role.RESPONDENT: 4, Role.ANSWERED_AT: 1}
    assert found.questions[0].metric is None


def test_any_other_table_is_described_as_far_as_its_headings_go() -> None:
    found = look_at("when|NPS|words", "2026-03-01|9|good", "2026-03-02|10|very good")

    assert found.columns == {}
    assert [(q.metric, q.score, q.comment) for q in found.questions] == [(Metric.NPS, 2, 3)]


def test_a_plain_number_called_id_is_not_taken_for_a_response_id() -> None:
    assert Role.RESPONSE_ID not in look_at("id|touchpoint|score|date", "1|Shop|5|2026-03-01").columns


@pytest.mark.parametrize(
    ("wording", "metric"),
    [
        ("How likely is it that you would recommend us?", Metric.NPS),
        ("Hvor sandsynligt er det, at du vil anbefale os?", Metric.NPS),
        ("Hur troligt är det att du rekommenderar oss?", Metric.NPS),
        ("Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?", Metric.NPS),
        ("Hvor tilfreds er du?", Metric.CSAT),
        ("Hur nöjd är du?", Metric.CSAT),
        ("It was easy to get help.", Metric.CES),
        ("Es war einfach, Hilfe zu bekommen.", Metric.CES),
        ("How satisfied are you with how easy it was?", None),
        ("How old are you?", None),
    ],
)
def test_the_wording_names_the_metric_in_four_languages_or_not_at_all(wording: str, metric: Metric | None) -> None:
    assert metric_of(wording) is metric


def test_metrics_are_named_in_any_case() -> None:
    assert [metric_named(name) for name in ("CSAT", "nps", "Ces", "stars", "5-star", "smileys", "")] == [
        *(Metric.CSAT, Metric.NPS, Metric.CES, Metric.STARS, Metric.STARS),
        *(None, None),
    ]


def test_a_scale_that_the_answers_do_not_fit_is_not_guessed() -> None:
    assert scale_for(Metric.CSAT, "How satisfied?", ["5", "4", "3"]) == Scale(1, 5)
    assert scale_for(Metric.CSAT, "How satisfied?", ["9", "4", "3"] * 3) is None
    assert scale_for(Metric.CSAT, "How satisfied?", ["9", *["4"] * 40]) == Scale(1, 5)
    assert scale_for(Metric.NPS, "Recommend?", ["1", "3", "5"] * 20) is None
    assert scale_for(Metric.CES, "It was easy", ["1", "3", "5"] * 20) is None


def test_the_easy_end_is_not_guessed_where_the_wording_asks_for_effort() -> None:
    assert scale_for(Metric.CES, "It was easy to get help", ["7", "1"]) == Scale(1, 7)
    assert scale_for(Metric.CES, "How much effort did it take?", ["7", "1"]) is None
    assert scale_for(Metric.CES, "How easy or difficult was it?", ["7", "1"]) is None
