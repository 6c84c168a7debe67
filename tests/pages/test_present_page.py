from __future__ import annotations

import pytest

from journeymap.services import journeys
from journeymap.services.sample import add_sample
from journeymap.store.database import Database
from journeymap.ui.present_asked import MOST, read_asked
from journeymap.ui.present_walk import Step, next_stage, next_touchpoint, walk
from tests.layout.maps import journey
from tests.pages.at import fine, open_page, text_of
from tests.services.kit import ANN

STEPS = walk(journey((2, 0, 1)))


def test_the_walk_goes_stage_by_stage_and_after_a_stage_through_its_touchpoints() -> None:
    assert (
        Step(),
        Step("s0"),
        Step("s0", "t0"),
        Step("s0", "t1"),
        Step("s1"),
        Step("s2"),
        Step("s2", "t2"),
    ) == STEPS


def test_an_empty_journey_is_one_step() -> None:
    assert walk(journey(())) == (Step(),)


@pytest.mark.parametrize(("at", "on", "back"), [(0, 2, 0), (1, 2, 1), (2, 3, 2), (3, 6, 2), (4, 6, 3), (6, 6, 3)])
def test_the_next_touchpoint_passes_stages_by_and_stops_at_the_ends(at: int, on: int, back: int) -> None:
    assert (next_touchpoint(STEPS, at, 1), next_touchpoint(STEPS, at, -1)) == (on, back)


@pytest.mark.parametrize(("at", "on", "back"), [(0, 1, 0), (1, 4, 1), (3, 4, 3), (4, 5, 1), (6, 6, 4)])
def test_the_next_stage_passes_touchpoints_by_and_stops_at_the_ends(at: int, on: int, back: int) -> None:
    assert (next_stage(STEPS, at, 1), next_stage(STEPS, at, -1)) == (on, back)


GOOD = {
    "name": "one",
    "size": [1920, 1080],
    "stage": "s0",
    "touchpoint": "t1",
    "theme": "dark",
    "revealed": ["t0", "x"],
}


def test_what_a_browser_asks_for_is_read() -> None:
    (view,) = read_asked([GOOD], journey((2, 1)))
    assert (view.width, view.height, view.stage_id, view.touchpoint_id, view.dark) == (1920, 1080, "s0", "t1", True)
    assert view.revealed == frozenset({"t0"})
    assert view.lane_ids is None
    assert view.persona_ids == ()


@pytest.mark.parametrize(
    "raw", [None, "x", {}, [None], [{}], [GOOD | {"name": 5}], [GOOD | {"size": [1]}], [GOOD | {"size": ["a", "b"]}]]
)
def test_what_cannot_be_understood_is_passed_over(raw: object) -> None:
    assert read_asked(raw, journey((2, 1))) == ()


def test_odd_sizes_and_ids_are_kept_within_bounds() -> None:
    odd = GOOD | {"size": [1e12, -4], "stage": ["s0"], "touchpoint": "gone", "lanes": ["gone", {}], "personas": 3}
    (view,) = read_asked([odd], journey((2, 1)))
    assert view.width == view.height == 8000
    assert (view.stage_id, view.touchpoint_id, view.lane_ids, view.persona_ids) == (None, None, None, ())
    (small,) = read_asked([GOOD | {"size": [10, float("nan")]}], journey((2, 1)))
    assert small.width == 280


def test_no_more_views_are_drawn_ahead_than_make_sense() -> None:
    assert len(read_asked([GOOD] * 99, journey((2, 1)))) == MOST


@pytest.mark.parametrize("page", ["present", "presenter"])
def test_the_pages_open_on_the_sample_and_say_what_is_missing(db: Database, page: str) -> None:
    assert "Make one on Home" in text_of(open_page(page))
    add_sample(db)
    shown = journeys.list_journeys(db)[0]
    at = open_page(page, journey=shown.id)
    assert not at.error
    assert not at.info
    gone = open_page(page, journey="019c0000-0000-7000-8000-000000000000")
    assert "does not exist any more" in text_of(gone)


def test_a_journey_without_touchpoints_leads_to_where_they_are_added(db: Database) -> None:
    blank = journeys.create_journey(db, ANN, title="Blank")
    at = open_page("present", journey=blank)
    assert "no touchpoints yet" in text_of(at)
    fine(at.run())
