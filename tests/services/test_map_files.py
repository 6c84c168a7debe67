"""Maps out of one file and into another, through the services."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from PIL import Image

from journeymap.errors import Conflict, InvalidInput, NotFound
from journeymap.model.journey import LaneKind
from journeymap.model.persona import Picture
from journeymap.services import cards, journeys, lanes, personas, touchpoints
from journeymap.services.acts import HOME
from journeymap.services.map_export import EXPORTERS, Choice, export_map, export_map_file
from journeymap.services.map_import import import_map, preview_map
from journeymap.services.pictures import read_picture_file
from journeymap.services.undo import redo, undo
from journeymap.store.checking import check
from journeymap.store.database import Database, open_database
from tests.formats.maps.any_map import any_map, written
from tests.services.kit import ANN, answer, bare, broken_references, small, whole_file

TODAY = date(2026, 3, 31)


def png(side: int = 8) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (side, side), "#D55E00").save(out, "PNG")
    return out.getvalue()


def content(db: Database, journey_id: str, suffix: str, choice: Choice | None = None) -> bytes:
    return export_map(db, journey_id, suffix, choice, today=TODAY).content


def other_file(tmp_path: Path) -> Database:
    return open_database(tmp_path / "other.duckdb")


def rich(db: Database) -> str:
    """A journey with a portrait, a picture card, a hidden lane, a part of a touchpoint and a survey."""
    made = small(db)
    persona = personas.load_persona(db, made.persona)
    personas.set_picture(db, ANN, persona.id, persona.version, png())
    lane = lanes.add_lane(db, ANN, made.id, LaneKind.PICTURE, title="Photos")
    lanes.show_lane(db, ANN, lane, False)
    cards.add_card(db, ANN, made.touchpoint("Jetty").id, lane, picture=read_picture_file(png(9)))
    jetty = made.touchpoint("Jetty")
    touchpoints.add_touchpoint(db, ANN, made.id, jetty.stage_id, parent_id=jetty.id, title="Ticket", owner="Ben")
    journeys.update_journey(db, ANN, made.id, made.map.journey.version, note="Not for the wall", owner="Ann")
    answer(db, made.id, jetty.id, 7)
    return made.id


def test_json_comes_back_identical_with_its_ids_pictures_and_surveys(db: Database, tmp_path: Path) -> None:
    journey = rich(db)
    out = content(db, journey, "json")
    other = other_file(tmp_path)
    preview = preview_map(other, "boat.json", out)
    assert preview.asides == ()
    assert import_map(other, ANN, preview) == journey
    assert content(other, journey, "json") == out
    assert bare(journeys.load_map(other, journey)).touchpoints
    assert check(other) == []
    other.close()


def test_a_map_brought_in_beside_itself_gets_ids_of_its_own_and_the_same_personas(db: Database) -> None:
    journey = rich(db)
    copy = import_map(db, ANN, preview_map(db, "boat.json", content(db, journey, "json")))
    assert copy != journey
    assert [p.id for p in journeys.load_map(db, copy).personas] == [
        p.id for p in journeys.load_map(db, journey).personas
    ]
    assert len(personas.list_personas(db)) == 1
    assert db.rows("SELECT count(*) AS n FROM picture")[0]["n"] == 2
    assert check(db) == []
    assert broken_references(db) == []


def test_a_deleted_map_comes_back_under_its_old_ids(db: Database) -> None:
    journey = rich(db)
    out = content(db, journey, "json")
    journeys.delete_journey(db, ANN, journey)
    assert import_map(db, ANN, preview_map(db, "boat.json", out)) != ""
    assert check(db) == []


def test_bringing_in_is_one_act_that_is_undone_and_done_again(db: Database, tmp_path: Path) -> None:
    journey = rich(db)
    other = other_file(tmp_path)
    empty = whole_file(other)
    import_map(other, ANN, preview_map(other, "boat.json", content(db, journey, "json")))
    full = whole_file(other)
    undo(other, HOME, ANN)
    assert whole_file(other) == empty
    assert other.rows("SELECT id FROM survey") == []
    redo(other, HOME, ANN)
    assert whole_file(other) == full
    other.close()


def test_an_import_whose_survey_was_answered_since_is_not_undone(db: Database, tmp_path: Path) -> None:
    journey = rich(db)
    other = other_file(tmp_path)
    import_map(other, ANN, preview_map(other, "boat.json", content(db, journey, "json")))
    place = other.rows("SELECT id, survey_id FROM survey_touchpoint")[0]
    from journeymap.store.acts import Statement

    other.transact(
        [
            Statement(
                "INSERT INTO response (id, survey_id, survey_touchpoint_id, score, comment, language, segment, source,"
                " answered_at, received_at) VALUES (?, ?, ?, 9, '', '', '', 'link', ?, ?)",
                [place["id"], place["survey_id"], place["id"], TODAY, TODAY],
            )
        ]
    )
    with pytest.raises(Conflict):
        undo(other, HOME, ANN)
    assert check(other) == []
    other.close()


def test_personas_are_matched_by_name_in_any_case(db: Database) -> None:
    small(db)
    preview = preview_map(db, "x.mmd", b"journey\nsection A\nWalk: 4: ROSA, Max\n")
    assert [(p.name, p.id is not None) for p in preview.personas] == [("ROSA", True), ("Max", False)]
    whole = journeys.load_map(db, import_map(db, ANN, preview, "My walk"))
    assert whole.journey.title == "My walk"
    assert [p.name for p in whole.personas] == ["Rosa", "Max"]


def test_a_refused_import_leaves_nothing_behind(db: Database) -> None:
    before = whole_file(db)
    preview = preview_map(db, "x.mmd", b"journey\nsection A\nWalk: 4: Me\n")
    with pytest.raises(InvalidInput):
        import_map(db, ANN, preview, "x" * 300)
    with pytest.raises(InvalidInput):
        preview_map(db, "x.json", b'{"format": "journeymap", "journey": {"title": "Nothing in it"}}')
    assert whole_file(db) == before


def test_what_is_too_long_is_cut_and_said(db: Database) -> None:
    rows = ["\tA", "\t" + "T" * 500, "Thoughts\t" + "x" * 3000, *(f"Own {n}\tcard" for n in range(60))]
    preview = preview_map(db, "", "\n".join(rows).encode())
    whole = preview.document.journey_map
    assert len(whole.touchpoints[0].title) == 200
    assert len(whole.cards[0].text) == 2000
    assert len(whole.lanes) == 40
    assert len(preview.asides) == 2 + 23
    assert import_map(db, ANN, preview)
    assert check(db) == []


def test_a_picture_that_is_none_is_left_out(db: Database) -> None:
    journey = rich(db)
    data = json.loads(content(db, journey, "json"))
    data["pictures"][0]["content"] = "AAAA"
    preview = preview_map(db, "boat.json", json.dumps(data).encode())
    assert len(preview.document.pictures) == 1
    assert preview.document.journey_map.personas[0].picture_id is None
    assert [aside.where.text for aside in preview.asides] == ["pictures[0]"]


def test_owners_notes_comments_and_answers_stay_at_home_unless_asked_for(db: Database) -> None:
    journey = rich(db)
    for suffix in ("md", "csv", "ojf"):
        said = content(db, journey, suffix).decode()
        assert "Not for the wall" not in said and "Ben" not in said
    lossless = content(db, journey, "json").decode()
    assert "Not for the wall" in lossless and "Ben" in lossless
    discreet = content(db, journey, "json", Choice(names=False, notes=False)).decode()
    assert "Not for the wall" not in discreet and "Ben" not in discreet
    with_notes = content(db, journey, "md", Choice(notes=True)).decode()
    assert "Not for the wall" in with_notes


def test_only_the_chosen_stages_lanes_and_personas_go_along(db: Database) -> None:
    made = small(db)
    other = personas.create_persona(db, ANN, name="Ben")
    journeys.set_personas(db, ANN, made.id, [made.persona, other])
    lane = made.lane(LaneKind.ACTIONS)
    choice = Choice(stage_ids=frozenset({made.stage("Before").id}), lane_ids=frozenset({lane.id}), persona_ids=(other,))
    data = json.loads(content(db, made.id, "json", choice))
    assert [stage["title"] for stage in data["stages"]] == ["Before"]
    assert [touchpoint["title"] for touchpoint in data["touchpoints"]] == ["Ad", "Web shop"]
    assert [found["kind"] for found in data["lanes"]] == ["actions"]
    assert [persona["name"] for persona in data["personas"]] == ["Ben"]
    assert data["emotions"] == []
    with pytest.raises(NotFound):
        content(db, made.id, "json", replace(choice, stage_ids=frozenset({"gone"})))


@pytest.mark.parametrize("suffix", [e.suffix for e in EXPORTERS if e.whole])
def test_every_format_that_is_read_again_can_be_imported(db: Database, suffix: str) -> None:
    journey = rich(db)
    made = export_map(db, journey, suffix)
    preview = preview_map(db, made.name, made.content)
    whole = journeys.load_map(db, import_map(db, ANN, preview))
    assert [t.title for t in whole.touchpoints] == ["Ad", "Web shop", "Jetty", "Ticket", "Invoice"]
    assert check(db) == []


def test_a_file_is_written_whole_and_not_over_another(db: Database, tmp_path: Path) -> None:
    made = small(db)
    to = tmp_path / "map.json"
    document = export_map_file(db, made.id, to, Choice())
    assert document["bytes"] == to.stat().st_size
    with pytest.raises(Conflict, match="--replace"):
        export_map_file(db, made.id, to, Choice())
    export_map_file(db, made.id, to, Choice(), replace_it=True)
    with pytest.raises(InvalidInput, match="cannot be written as"):
        export_map_file(db, made.id, tmp_path / "map.doc", Choice())
    with pytest.raises(InvalidInput, match="There is no folder"):
        export_map_file(db, made.id, tmp_path / "nowhere" / "map.json", Choice())
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".json"] == ["map.json"]


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(request=any_map())
def test_any_map_comes_in_and_goes_out_identical(db: Database, request: object) -> None:
    from journeymap.formats.exports.request import ExportRequest

    assert isinstance(request, ExportRequest)
    picture = Picture(id=next(iter(request.pictures)), kind="image/png", content=png())
    out = written(replace(request, pictures={picture.id: picture}), "json")
    preview = preview_map(db, "any.json", out)
    assert preview.asides == ()
    # Personas are found again by their names in a file that has met them before.
    if not any(persona.id for persona in preview.personas):
        journey = import_map(db, ANN, preview)
        assert journey == request.journey_map.journey.id
        assert content(db, journey, "json") == out


def test_what_has_no_name_in_a_file_gets_one_and_that_is_said(db: Database) -> None:
    nodes = [{"stageId": "a", "swimlaneId": "l", "title": "T"}]
    given = {"version": "1.0", "stages": [{"id": "a", "name": " "}], "swimlanes": [], "nodes": nodes}
    preview = preview_map(db, "plan.ojf", json.dumps(given).encode())
    assert all("Type something first" not in aside.sentence for aside in preview.asides)
    assert len(preview.document.journey_map.stages) == 1


def test_a_file_says_when_hidden_lanes_stay_at_home(db: Database) -> None:
    journey = rich(db)
    said = {e.suffix: " ".join(export_map(db, journey, e.suffix, today=TODAY).leaves_out) for e in EXPORTERS}
    assert {suffix for suffix in said if "hidden lanes" in said[suffix]} == {"xlsx", "csv", "md", "ojf"}
    every = Choice(lane_ids=frozenset(lane.id for lane in journeys.load_map(db, journey).lanes))
    assert "hidden" not in " ".join(export_map(db, journey, "csv", every, today=TODAY).leaves_out)
