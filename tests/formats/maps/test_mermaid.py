"""What Mermaid's own grammar accepts, as the people write it who draw with it."""

from __future__ import annotations

import pytest

from journeymap.errors import InvalidInput
from journeymap.formats.maps.document import MapDocument
from journeymap.model.journey import LaneKind
from tests.formats.maps.any_map import felt, read_text, said

WORKDAY = """journey
    title My working day
    section Go to work
      Make tea: 5: Me
      Go upstairs: 3: Me
      Do work: 1: Me, Cat
    section Go home
      Go downstairs: 5: Me
      Sit down: 5: Me
"""


def stages(document: MapDocument) -> dict[str, list[str]]:
    whole = document.journey_map
    return {s.title: [t.title for t in whole.touchpoints if t.stage_id == s.id] for s in whole.stages}


def test_sections_are_stages_tasks_are_touchpoints_and_actors_are_personas() -> None:
    document = read_text(WORKDAY)
    assert document.journey_map.journey.title == "My working day"
    assert stages(document) == {
        "Go to work": ["Make tea", "Go upstairs", "Do work"],
        "Go home": ["Go downstairs", "Sit down"],
    }
    assert [p.name for p in document.journey_map.personas] == ["Me", "Cat"]
    assert felt(document) == {
        ("Make tea", "Me"): 2,
        ("Go upstairs", "Me"): 0,
        ("Do work", "Me"): -2,
        ("Do work", "Cat"): -2,
        ("Go downstairs", "Me"): 2,
        ("Sit down", "Me"): 2,
    }
    assert {lane.kind for lane in document.journey_map.lanes} >= {LaneKind.TOUCHPOINT, LaneKind.EMOTION}
    assert said(document) == []


def test_front_matter_directives_and_comments_are_passed_over() -> None:
    document = read_text(
        "---\ntitle: Front\nconfig:\n  theme: forest\n---\n"
        '%%{init: {"theme": "dark",\n "journey": {}}}%%\n'
        "%% a comment\n\njourney\n%% another: 3: Me\n"
        "section One # the rest is a comment\n  Walk: 4: Me # so is this\n# and this\n"
    )
    assert document.journey_map.journey.title == "Front"
    assert stages(document) == {"One": ["Walk"]}
    assert said(document) == []


def test_keywords_are_read_in_any_case_and_statements_end_at_a_semicolon() -> None:
    document = read_text("JOURNEY\nTITLE Loud; Section A; Walk: 4: Me; Run: 2: Me\r\nSECTION B\r\nRest: 3")
    assert document.journey_map.journey.title == "Loud"
    assert stages(document) == {"A": ["Walk", "Run"], "B": ["Rest"]}


def test_everything_may_stand_in_one_line() -> None:
    assert stages(read_text("journey; section A; Walk: 4: Me")) == {"A": ["Walk"]}


def test_tasks_before_the_first_section_have_a_stage_too() -> None:
    document = read_text("journey\nWalk: 4: Me\nsection Later\nRun: 3: Me\n")
    assert list(stages(document).values()) == [["Walk"], ["Run"]]


def test_what_screen_readers_are_told_is_kept() -> None:
    document = read_text(
        "journey\naccTitle: A day # at: work; truly\naccDescr {\n  Two lines\n  of it }\nsection A\nWalk: 4: Me\n"
    )
    assert document.journey_map.journey.title == "A day # at: work; truly"
    assert document.journey_map.journey.scenario == "Two lines\nof it"
    assert stages(document) == {"A": ["Walk"]}
    one_line = read_text("journey\ntitle T\naccDescr: In one line\nWalk: 4: Me\n")
    assert one_line.journey_map.journey.scenario == "In one line"


def test_signs_and_line_breaks_in_names_are_decoded() -> None:
    document = read_text("journey\nsection A #38; B\nRow#58; hard #quot;now#quot;<br/>please: 4: Me#44; myself\n")
    assert stages(document) == {"A & B": ['Row: hard "now" please']}
    assert [p.name for p in document.journey_map.personas] == ["Me, myself"]


@pytest.mark.parametrize(
    ("score", "value", "warned"), [("7", 2, True), ("-3", -2, True), ("0", -2, True), ("4.5", 1.5, False)]
)
def test_a_score_out_of_range_goes_in_with_a_warning(score: str, value: float, warned: bool) -> None:
    document = read_text(f"journey\nsection A\nWalk: {score}: Me\n")
    assert felt(document) == {("Walk", "Me"): value}
    assert [line for line, _sentence in said(document)] == ([3] if warned else [])


@pytest.mark.parametrize("score", ["abc", "", "NaN", "1e400", "five"])
def test_a_score_that_is_no_number_is_set_aside(score: str) -> None:
    document = read_text(f"journey\nsection A\nWalk: {score}: Me\n")
    assert stages(document) == {"A": ["Walk"]}
    assert felt(document) == {}
    assert [line for line, _sentence in said(document)] == [3]


def test_what_mermaid_drops_is_kept_and_said() -> None:
    document = read_text("journey\nsection A\nWalk: 4: Me: in the rain: always\n")
    assert document.journey_map.touchpoints[0].note == "in the rain: always"
    assert [line for line, _sentence in said(document)] == [3]


def test_a_task_without_a_score_is_listed_with_its_line() -> None:
    document = read_text("journey\nsection A\n\nWalk\nRun: 3: Me\n")
    assert stages(document) == {"A": ["Run"]}
    assert [line for line, _sentence in said(document)] == [4]


def test_a_score_alone_means_nobody() -> None:
    document = read_text("journey\nWalk: 5\nRun: 4: Me\n")
    assert felt(document) == {("Run", "Me"): 1}
    assert [line for line, _sentence in said(document)] == [2]
    assert felt(read_text("journey\nWalk: 5\nRun: 3\n")) == {("Walk", "Customer"): 2, ("Run", "Customer"): 0}


def test_a_journey_is_found_in_a_markdown_file_with_its_line_numbers() -> None:
    other = "```mermaid\njourney\nA: 1: B\n```\n"
    text = f"# Notes\n\n```mermaid\ngantt\n```\n\n~~~ mermaid\n{WORKDAY}      Oops: x: Me\n~~~\n\n{other}"
    document = read_text(text, "notes.md")
    assert document.journey_map.journey.title == "My working day"
    assert [line for line, _sentence in said(document)] == [17, 21]


def test_a_drawing_changed_by_hand_wins_over_our_comments() -> None:
    text = (
        "journey\ntitle T\n"
        '%% journeymap {"version":1,"journey":{},"personas":[{"id":"p","name":"Me"}],"lanes":[]}\n'
        "section A\nRenamed: 1: Me\n"
        '%% journeymap {"touchpoint":{"id":"t","channel":"Web"},"emotions":[{"persona_id":"p","value":2.0}]}\n'
    )
    document = read_text(text)
    assert felt(document) == {("Renamed", "Me"): -2}
    assert document.journey_map.touchpoints[0].channel == "Web"


def test_damaged_comments_are_listed_and_the_rest_is_read() -> None:
    document = read_text(
        'journey\nWalk: 4: Me\n%% journeymap {"touchpoint": {"importance": "x"}}\n%% journeymap {oops}\n'
    )
    assert stages(document).popitem()[1] == ["Walk"]
    assert [line for line, _sentence in said(document)] == [2, 4]


@pytest.mark.parametrize("text", ["flowchart TD\nA-->B\n", "# Only words\n\nNothing here.\n"])
def test_a_file_without_a_journey_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="no Mermaid journey"):
        read_text(text, "notes.md")
