"""JSON files: our own, damaged ones, hostile ones, and OpenJourney's in both shapes."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journeymap.errors import InvalidInput
from journeymap.formats.maps.document import MapDocument
from journeymap.model.journey import LaneKind
from tests.formats.maps.any_map import felt, read_text

SMALL: dict[str, Any] = {
    "format": "journeymap",
    "version": 1,
    "journey": {"id": "j", "title": "By hand"},
    "personas": [{"id": "p", "name": "Maya"}],
    "stages": [{"id": "s", "title": "One"}, {"id": "s2", "title": "Two"}],
    "touchpoints": [{"id": "a", "stage_id": "s", "title": "A"}, {"id": "b", "stage_id": "s", "title": "B"}],
    "lanes": [{"id": "l", "kind": "thoughts"}, {"id": "e", "kind": "emotion"}],
    "cards": [{"id": "c", "touchpoint_id": "a", "lane_id": "l", "text": "Hm"}],
    "emotions": [{"touchpoint_id": "a", "persona_id": "p", "value": 1}],
}


def read(data: object, name: str = "map.json") -> MapDocument:
    return read_text(data if isinstance(data, str) else json.dumps(data), name)


def changed(part: str, index: int, **values: Any) -> dict[str, Any]:
    """The small map with one entry changed."""
    rows = [dict(row) for row in SMALL[part]]
    rows[index] |= values
    return {**SMALL, part: rows}


def test_a_file_written_by_hand_needs_no_proper_ids() -> None:
    document = read(SMALL)
    assert document.asides == ()
    assert [t.title for t in document.journey_map.touchpoints] == ["A", "B"]
    assert felt(document) == {("A", "Maya"): 1}
    assert all(len(t.id) == 36 for t in document.journey_map.touchpoints)


@pytest.mark.parametrize(
    ("data", "place", "why"),
    [
        (changed("touchpoints", 0, importance="high"), "touchpoints[0]", "importance"),
        (changed("touchpoints", 0, importance=True), "touchpoints[0]", "importance"),
        (changed("touchpoints", 0, reach=10**30), "touchpoints[0]", "reach"),
        (changed("touchpoints", 0, stage_id="gone"), "touchpoints[0]", "not in the file"),
        (changed("touchpoints", 0, title=5), "touchpoints[0]", "title"),
        (changed("touchpoints", 1, id="a"), "touchpoints[1]", "same id"),
        (changed("touchpoints", 0, parent_id="a"), "touchpoints[0]", "stands by itself"),
        (changed("touchpoints", 0, parent_id="gone"), "touchpoints[0]", "stands by itself"),
        (changed("stages", 0, phase="never"), "stages[0]", "phase"),
        (changed("lanes", 0, kind="nonsense"), "lanes[0]", "kind"),
        (changed("lanes", 0, kind="emotion"), "lanes[1]", "such a lane already"),
        (changed("cards", 0, lane_id="e"), "cards[0]", "holds no cards"),
        (changed("cards", 0, text="  "), "cards[0]", "empty"),
        (changed("cards", 0, persona_id="gone"), "cards[0]", "persona_id"),
        (changed("emotions", 0, value="NaN"), "emotions[0]", "value"),
        ({**SMALL, "emotions": [*SMALL["emotions"], *SMALL["emotions"]]}, "emotions[1]", "already"),
        ({**SMALL, "paths": [{"from_id": "a", "to_id": "a"}]}, "paths[0]", "already"),
        ({**SMALL, "cards": {"a": 1}}, "cards", "no list"),
        ({**SMALL, "cards": [7]}, "cards[0]", "not in the file"),
        ({**SMALL, "pictures": [{"id": "x", "kind": "image/png", "content": "%%%"}]}, "pictures[0]", "content"),
    ],
)
def test_what_is_wrong_is_said_with_its_place_and_the_rest_is_read(data: Any, place: str, why: str) -> None:
    document = read(data)
    assert [aside.where.text for aside in document.asides][:1] == [place]
    assert why in document.asides[0].sentence
    assert document.journey_map.stages


def test_parents_in_a_circle_stand_by_themselves() -> None:
    rows = [{**SMALL["touchpoints"][0], "parent_id": "b"}, {**SMALL["touchpoints"][1], "parent_id": "a"}]
    document = read({**SMALL, "touchpoints": rows})
    assert len(document.journey_map.touchpoints) == 2
    assert document.asides
    parents = {t.id: t.parent_id for t in document.journey_map.touchpoints}
    assert all(parents.get(parent or "") is None for parent in parents.values())


def test_half_a_character_does_not_get_in() -> None:
    document = read(json.dumps(changed("touchpoints", 0, title="x\ud800y\x00")))
    assert document.journey_map.touchpoints[0].title == "x?y"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ('{"format": "journeymap",\n "version": }', "line 2"),
        ('{"format": "journeymap", "version": 99, "journey": {}}', "newer version"),
        ('{"format": "journeymap", "version": true, "journey": {}}', "newer version"),
        ('{"something": "else"}', "no map"),
        ("[1, 2]", "damaged"),
        ("null", "damaged"),
        ('{"format": "journeymap", "n": NaN}', "damaged"),
        ("[" * 100_000, "damaged"),
        ('{"n": ' + "9" * 5000 + "}", "damaged"),
        ("[" + "1," * 2_000_001 + "1]", "far larger"),
    ],
)
def test_what_is_no_map_is_refused(text: str, why: str) -> None:
    with pytest.raises(InvalidInput, match=why):
        read(text)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
PARTS = sorted({"journey", *SMALL, "paths", "pictures", "surveys", "survey_touchpoints"} - {"format", "version"})


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(PARTS), JSON, st.sampled_from([None, *SMALL["touchpoints"][0], "picture_id", "content", "low"]))
def test_nothing_that_is_json_breaks_the_reader(part: str, value: Any, field: str | None) -> None:
    row = value if field is None else {**(SMALL.get(part) or [{}])[0], field: value} if part != "journey" else value
    document = read({**SMALL, part: [row] if field is not None else value})
    assert isinstance(document, MapDocument)


FIRST: dict[str, Any] = {
    "version": "1.0",
    "persona": "Maya",
    "pointOfView": "Buys glasses",
    "stages": [{"id": "1", "name": "Before"}, {"id": "2", "name": "After"}],
    "swimlanes": [{"id": "t", "name": "Touchpoints"}, {"id": "p", "name": "Pain points"}],
    "nodes": [
        {
            "stageId": "1",
            "swimlaneId": "t",
            "title": "Ad",
            "description": "Seen twice",
            "severity": "high",
            "score": 5,
            "isMomentOfTruth": True,
            "tags": ["Instagram"],
            "icon": "star",
            "iconColor": "#fff",
            "blueprint": {"evidence": "Poster", "onstage": "", "backstage": "Agency", "support": "CRM"},
        },
        {"stageId": "1", "swimlaneId": "p", "title": "Too loud"},
        {"stageId": "2", "swimlaneId": "t", "title": "Call", "score": -2.5},
    ],
}


def test_an_openjourney_file_in_its_first_shape() -> None:
    document = read(FIRST, "map.ojf")
    whole = document.journey_map
    assert [t.title for t in whole.touchpoints] == ["Ad", "Call"]
    ad = whole.touchpoints[0]
    assert (ad.note, ad.importance, ad.moment_of_truth, ad.channel) == ("Seen twice", 4, True, "Instagram")
    assert felt(document) == {("Ad", "Maya"): 2, ("Call", "Maya"): -1}
    kinds = {lane.id: lane.kind for lane in whole.lanes}
    assert {(kinds[c.lane_id], c.text) for c in whole.cards} == {
        (LaneKind.EVIDENCE, "Poster"),
        (LaneKind.BACKSTAGE, "Agency"),
        (LaneKind.SUPPORT, "CRM"),
        (LaneKind.PAIN_POINTS, "Too loud"),
    }
    assert whole.journey.scenario == "Buys glasses"
    assert "icon, iconColor" in document.asides[0].sentence


def test_an_openjourney_file_in_its_second_shape() -> None:
    data = {
        "metadata": {"title": "Glasses"},
        "stages": ["Before", "After"],
        "nodes": [
            {"stage": "Before", "title": "Ad", "blueprint": {"backstage": [{"action": "Prints", "actor": "Agency"}]}},
            {"stage": "Elsewhere", "title": "Call", "score": 99},
        ],
    }
    document = read(data, "map.json")
    whole = document.journey_map
    assert whole.journey.title == "Glasses"
    assert [s.title for s in whole.stages] == ["Before", "After", "Elsewhere"]
    assert [c.text for c in whole.cards] == ["Prints (Agency)"]
    assert felt(document) == {("Call", "Customer"): 2}
    assert any("99" in aside.sentence for aside in document.asides)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(FIRST["nodes"][0])), JSON, st.sampled_from(["nodes", "stages", "swimlanes", "persona"]))
def test_nothing_that_is_json_breaks_the_reader_of_openjourney(field: str, value: Any, part: str) -> None:
    nodes = [{**FIRST["nodes"][0], field: value}, FIRST["nodes"][1]]
    assert isinstance(read({**FIRST, "nodes": nodes}, "map.ojf"), MapDocument)
    if part != "nodes":
        assert isinstance(read({**FIRST, part: value}, "map.ojf"), MapDocument)
