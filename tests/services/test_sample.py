from __future__ import annotations

import csv
import filecmp
from datetime import datetime
from pathlib import Path

import pytest

from journeymap.errors import NotFound
from journeymap.model.identity import new_id
from journeymap.model.journey import LINES, LaneKind
from journeymap.model.survey import Respondent, Response, Source
from journeymap.services import journeys, personas, sample, touchpoints, undo
from journeymap.store.acts import Put, Statement
from journeymap.store.changes import REFERENCES
from journeymap.store.database import Database
from journeymap.store.tables import TABLES, to_row
from sample_data.make import write
from tests.services.kit import ANN, broken_references, small, whole_file

FEEDBACK = (
    ("survey_touchpoint", "survey_id", "survey"),
    ("response", "survey_id", "survey"),
    ("response", "survey_touchpoint_id", "survey_touchpoint"),
    ("response", "respondent_id", "respondent"),
)
NOW = datetime(2026, 11, 2, 12)  # noqa: DTZ001  # the file holds naive UTC


def count(db: Database, table: str, where: str = "TRUE") -> int:
    return int(db.rows(f"SELECT COUNT(*) AS n FROM {table} WHERE {where}")[0]["n"])  # noqa: S608  # names of our own


def everything(db: Database) -> dict[str, int]:
    return {table: count(db, table) for table in TABLES.values()}


def dangling(db: Database) -> list[str]:
    found = broken_references(db)
    for child, column, parent in FEEDBACK:
        where = f"{column} IS NOT NULL AND {column} NOT IN (SELECT id FROM {parent})"  # noqa: S608
        found += [f"{child}.{column}"] if count(db, child, where) else []
    return found


def title_id(db: Database, table: str, title: str) -> str:
    return str(db.rows(f"SELECT id FROM {table} WHERE title = ?", [title])[0]["id"])  # noqa: S608


def imported(db: Database, place: str, address: str) -> Response:
    """A real answer at a place of the sample, by somebody with ``address``."""
    row = db.rows("SELECT survey_id FROM survey_touchpoint WHERE id = ?", [place])[0]
    known = db.rows("SELECT id FROM respondent WHERE address = ?", [address])
    person = known[0]["id"] if known else new_id()
    answer = Response(
        id=new_id(),
        survey_id=row["survey_id"],
        survey_touchpoint_id=place,
        score=3.0,
        comment="A real one",
        respondent_id=person,
        source=Source.IMPORT,
        answered_at=NOW,
        received_at=NOW,
    )
    new = [] if known else [Put("respondent", to_row(Respondent(id=person, address=address)))]
    db.transact([*new, Put("response", to_row(answer))])
    return answer


@pytest.fixture
def full(db: Database) -> Database:
    sample.add_sample(db)
    return db


def test_the_sample_has_the_promised_size(full: Database) -> None:
    assert sample.has_sample(full)
    assert count(full, "persona") == 4
    sizes = sorted((d["stages"], d["touchpoints"]) for d in journeys.journeys_document(full))
    assert [n for _stages, n in sizes] == [4, 9, 20]
    assert 12_000 <= count(full, "response") <= 16_000
    assert count(full, "response", "score IS NOT NULL") >= 10_000
    assert {row["language"] for row in full.rows("SELECT DISTINCT language FROM response")} == {"en", "da", "sv", "de"}
    assert {row["metric"] for row in full.rows("SELECT DISTINCT metric FROM survey")} == {"nps", "csat", "ces", "stars"}


def test_every_reference_resolves(full: Database) -> None:
    assert dangling(full) == []
    assert len(REFERENCES) >= 16


def test_loading_it_twice_changes_nothing(full: Database) -> None:
    before, revision = everything(full), full.revision
    sample.add_sample(full)
    assert (everything(full), full.revision) == (before, revision)


def test_the_files_are_what_the_written_texts_give(tmp_path: Path) -> None:
    write(tmp_path)
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == sorted(file.name for file in sample.FOLDER.glob("*.csv"))
    _same, differ, missing = filecmp.cmpfiles(tmp_path, sample.FOLDER, names, shallow=False)
    assert (differ, missing) == ([], [])


def test_the_full_journey_and_the_blueprint_leave_no_lane_empty(full: Database) -> None:
    for title in ("The first night: Hamburg to Stockholm", "Eleven hours aboard"):
        found = journeys.load_map(full, title_id(full, "journey", title))
        cells = found.cards_by_cell
        for lane in found.lanes:
            if lane.kind in LINES | {LaneKind.TOUCHPOINT, LaneKind.EMOTION, LaneKind.SCORES, LaneKind.PROMISE}:
                continue
            assert all(cells.get((t.id, lane.id)) for t in found.touchpoints), (title, lane.kind)
        assert all((t.id, p.id) in found.emotion_by_cell for t in found.touchpoints for p in found.personas)


def test_the_blueprint_has_its_three_lines_in_order(full: Database) -> None:
    found = journeys.load_map(full, title_id(full, "journey", "Eleven hours aboard"))
    kinds = [lane.kind for lane in found.lanes]
    wanted = [
        LaneKind.EVIDENCE,
        LaneKind.ACTIONS,
        LaneKind.INTERACTION_LINE,
        LaneKind.FRONTSTAGE,
        LaneKind.VISIBILITY_LINE,
        LaneKind.BACKSTAGE,
        LaneKind.INTERNAL_LINE,
        LaneKind.SUPPORT,
    ]
    assert [kind for kind in kinds if kind in wanted] == wanted


def test_cards_are_short_enough_for_a_map(full: Database) -> None:
    assert count(full, "card", "LENGTH(text) > 80") == 0


def test_people_of_the_sample_belong_to_nobody(full: Database) -> None:
    assert count(full, "respondent", "address NOT LIKE '%@example.com' AND address NOT LIKE '%@example.org'") == 0


def test_comments_are_many_and_hardly_ever_the_same(full: Database) -> None:
    comments = [row["comment"] for row in full.rows("SELECT comment FROM response WHERE comment <> ''")]
    assert 0.30 <= len(comments) / count(full, "response") <= 0.45
    assert len(set(comments)) / len(comments) > 0.98
    assert not any(mark in comment for comment in comments for mark in "{}|")


def test_after_removal_the_file_is_as_empty_as_before(db: Database) -> None:
    before = everything(db)
    sample.add_sample(db)
    sample.remove_sample(db)
    assert everything(db) == before
    assert not sample.has_sample(db)
    assert sample.was_removed(db)


def test_what_was_removed_comes_back_when_somebody_asks(full: Database) -> None:
    before = whole_file(full)
    sample.remove_sample(full)
    sample.add_sample(full)
    assert whole_file(full) == before
    assert not sample.was_removed(full)


def test_removing_twice_is_no_error(full: Database) -> None:
    sample.remove_sample(full)
    revision = full.revision
    sample.remove_sample(full)
    assert full.revision == revision


def test_what_somebody_made_themselves_is_untouched(db: Database) -> None:
    made = small(db)
    before = whole_file(db)
    sample.add_sample(db)
    sample.remove_sample(db)
    assert whole_file(db) == before
    assert undo.next_undo(db, made.id, ANN) is not None


def test_a_persona_that_another_journey_uses_stays_and_is_no_longer_sample(full: Database) -> None:
    freja = personas.list_personas(full)[0]
    own = journeys.create_journey(full, ANN, title="Our own", persona_ids=[freja.id])
    sample.remove_sample(full)
    kept = personas.list_personas(full)
    assert [(p.id, p.sample, p.version) for p in kept] == [(freja.id, False, freja.version + 1)]
    assert [p.id for p in journeys.load_map(full, own).personas] == [freja.id]
    assert dangling(full) == []


def test_a_persona_that_stayed_is_not_doubled_when_the_sample_comes_back(full: Database) -> None:
    freja = personas.list_personas(full)[0]
    journeys.create_journey(full, ANN, title="Our own", persona_ids=[freja.id])
    sample.remove_sample(full)
    sample.add_sample(full)
    assert [p.name for p in personas.list_personas(full)].count(freja.name) == 1
    assert dangling(full) == []


def test_a_copy_of_a_sample_journey_stays(full: Database) -> None:
    copy = journeys.duplicate_journey(
        full, ANN, title_id(full, "journey", "The bear that stayed on the train"), with_cards=True
    )
    sample.remove_sample(full)
    assert [j.id for j in journeys.list_journeys(full)] == [copy]
    assert len(journeys.load_map(full, copy).touchpoints) == 4
    assert dangling(full) == []


def test_a_to_be_of_a_sample_journey_loses_its_counterpart_and_stays(full: Database) -> None:
    to_be = journeys.make_to_be(full, ANN, title_id(full, "journey", "Eleven hours aboard"))
    sample.remove_sample(full)
    assert journeys.load_journey(full, to_be).counterpart_id is None
    assert dangling(full) == []


def test_real_answers_at_a_touchpoint_of_the_sample_become_unassigned(full: Database) -> None:
    platform = title_id(full, "touchpoint", "Finding the train in Altona")
    place = full.rows("SELECT id FROM survey_touchpoint WHERE touchpoint_id = ?", [platform])[0]["id"]
    guest = full.rows("SELECT address FROM respondent ORDER BY address LIMIT 1")[0]["address"]
    theirs = [imported(full, place, guest), imported(full, place, "somebody@new.example")]
    sample.remove_sample(full)
    assert {row["id"] for row in full.rows("SELECT id FROM response")} == {answer.id for answer in theirs}
    assert {row["address"] for row in full.rows("SELECT address FROM respondent")} == {guest, "somebody@new.example"}
    places = full.rows("SELECT id, journey_id, touchpoint_id FROM survey_touchpoint")
    assert places == [{"id": place, "journey_id": None, "touchpoint_id": None}]
    assert count(full, "survey", "NOT sample") == 1
    assert (dangling(full), sample.has_sample(full)) == ([], False)
    sample.add_sample(full)
    assert dangling(full) == []


def test_a_survey_that_was_given_to_a_journey_of_ones_own_stays_there(full: Database) -> None:
    own = small(full)
    place = full.rows("SELECT id FROM survey_touchpoint ORDER BY id LIMIT 1")[0]["id"]
    there = [own.id, own.touchpoint("Ad").id]
    full.transact(
        [Statement("UPDATE survey_touchpoint SET journey_id = ?, touchpoint_id = ? WHERE id = ?", [*there, place])]
    )
    sample.remove_sample(full)
    assert [list(row.values()) for row in full.rows("SELECT journey_id, touchpoint_id FROM survey_touchpoint")] == [
        there
    ]
    assert count(full, "response") == 0
    assert dangling(full) == []


def test_acts_that_speak_of_the_sample_are_forgotten_with_it(full: Database) -> None:
    bear = title_id(full, "journey", "The bear that stayed on the train")
    own = small(full)
    freja = personas.list_personas(full)[0]
    stage = journeys.load_map(full, bear).stages[0]
    touchpoints.add_touchpoint(full, ANN, bear, stage.id, title="Phone call")
    journeys.set_personas(full, ANN, own.id, [own.persona, freja.id])
    journeys.set_personas(full, ANN, own.id, [own.persona])
    personas.update_persona(full, ANN, freja.id, freja.version, name="Freja")
    journeys.delete_journey(full, ANN, bear)
    sample.remove_sample(full)
    assert undo.next_undo(full, bear, ANN) is None
    assert all(count(full, "change", f"rows LIKE '%{gone}%'") == 0 for gone in (bear, freja.id))
    undo.undo(full, own.id, ANN)
    assert dangling(full) == []
    assert not sample.has_sample(full)


def test_without_its_files_one_sentence_says_so(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sample, "FOLDER", tmp_path / "nowhere")
    with pytest.raises(NotFound, match=r"respondent\.csv is missing"):
        sample.add_sample(db)
    assert not sample.has_sample(db)


def test_the_sample_goes_also_without_its_files(
    full: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sample, "FOLDER", tmp_path / "nowhere")
    sample.remove_sample(full)
    assert not sample.has_sample(full)


def test_no_cell_of_the_files_would_run_as_a_formula() -> None:
    for file in sample.FOLDER.glob("*.csv"):
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.reader(rows):
                assert not any(cell[:1] in "=+@\t" and cell for cell in row), (file.name, row)
